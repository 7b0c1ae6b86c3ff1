import * as z from 'zod/mini';
import { instantSchema, keyRecordSchema, knownListSchema, optionalInstant } from '../keys/key';
import { ledgerSchema } from '../keys/ledger';
import { ownSettings, settingsInForce, type Policy, type SettingsInForce } from '../policy';
import { DEFAULT_SETTINGS, settingsSchema, type Settings } from '../settings';
import { recipeSchema } from './recipe-schema';

/*
 * The entries of `storage.local`, one for each document. A document is written as a whole, so it is never half new.
 *
 * When a schema changes:
 * - A new field that may be absent keeps the version. A document without it is valid, and an older extension keeps
 *   fields that it does not know.
 * - Any other change makes a new version: raise it here, add the step to `migrate.ts`, and add a full example of the
 *   new version to `test/documents/`. The examples of older versions are never changed.
 */
export const VERSIONS = { keys: 2, settings: 2, quarantine: 1 } as const;

export type DocumentName = keyof typeof VERSIONS;

const countSchema = z.number().check(z.int(), z.gte(1));

/** A tab that the browser has translated is not read. */
export const unreadableReasonSchema = z.enum(['translated']);

/** When (ms) a page got a list, at which address, how many rows were refused, and how many keys found no room. */
const readSchema = z.object({
  at: instantSchema,
  url: z.string(),
  leftOut: z.exactOptional(countSchema),
  noRoom: z.exactOptional(countSchema),
});

export const keysDocumentSchema = z.object({
  version: z.literal(VERSIONS.keys),
  keys: z.array(keyRecordSchema).check(z.refine(haveOwnIds, 'two keys have the same id')),
  /** The lists that were read, the latest first. */
  lists: z.array(knownListSchema),
  ledger: ledgerSchema,
  /** The next ledger: it holds once the notification that is being shown is known to be on the screen. */
  announcing: z.exactOptional(ledgerSchema),
  /** Since when (ms) the browser refuses to show notifications; absent while it shows them. */
  refusedSince: optionalInstant,
  /** The list that was read last. */
  lastReading: z.exactOptional(readSchema),
  /** The same for a host below data.gov.sg that speaks only for itself, if another host was read before. */
  otherReading: z.exactOptional(readSchema),
  /** The last time that a tab could not be read, if that was after the last report, and why if that is known. */
  unreadable: z.exactOptional(
    z.object({ at: instantSchema, url: z.string(), reason: z.exactOptional(unreadableReasonSchema) }),
  ),
  /**
   * How many keys remind again because version 2 needs more than one report to call a key gone; kept until the user has
   * seen it.
   */
  speakAgain: z.exactOptional(countSchema),
  /** The pages that the user has taught, the latest first. */
  recipes: z.exactOptional(z.array(recipeSchema)),
});
export type KeysDocument = z.infer<typeof keysDocumentSchema>;

function haveOwnIds(records: readonly { id: string }[]): boolean {
  return new Set(records.map(({ id }) => id)).size === records.length;
}

export const settingsDocumentSchema = z.object({ version: z.literal(VERSIONS.settings), settings: settingsSchema });
export type SettingsDocument = z.infer<typeof settingsDocumentSchema>;

/** A part of a document that was repaired or could not be, kept as it was found. */
export const setAsideSchema = z.lazy(() =>
  z.object({
    /** The name of its document. */
    name: z.string(),
    /** Its place in the document, such as "keys.3"; absent for the document itself. */
    path: z.exactOptional(z.string()),
    at: instantSchema,
    /** For a person who wants to repair it. */
    problem: z.string(),
    document: z.unknown(),
  }),
);
export type SetAside = z.infer<typeof setAsideSchema>;

/** Everything that was set aside, oldest first. A list is version 1; a later version is an object that says its own. */
export const quarantineSchema = z.lazy(() => z.array(setAsideSchema));

/** The documents of the current versions, by the name of their entry in storage. */
export interface Documents {
  keys: KeysDocument;
  settings: SettingsDocument;
  quarantine: SetAside[];
}

/** Each document before anything was stored. */
export const INITIAL: Readonly<Documents> = {
  keys: { version: VERSIONS.keys, keys: [], lists: [], ledger: {} },
  settings: { version: VERSIONS.settings, settings: DEFAULT_SETTINGS },
  quarantine: [],
};

/** Why a document is only read: a newer version wrote it, or what it would lose finds no room in the quarantine. */
export type ReadOnlyReason = 'newer' | 'crowded';

/**
 * The entry with the administrator's policy as the browser last gave it. It has no version and is never set aside: it
 * is read field by field, and taken over again whenever the worker starts.
 */
export const POLICY = 'policy';

/** All documents, valid and of the current versions. */
export interface Stored extends Documents {
  /** The administrator's policy, as far as it is known. */
  policy: Policy;
  /** The documents that must not be written. They are here as far as this version understands them. */
  readOnly: Partial<Record<DocumentName, ReadOnlyReason>>;
}

/** The settings in force. Everything goes by these; `settings` itself has the user's own. */
export function settingsOf({ settings, policy }: Pick<Stored, 'settings' | 'policy'>): SettingsInForce {
  return settingsInForce(settings.settings, policy);
}

/**
 * The document with other settings of the user. Settings that only a later version knows, or the administrator has set,
 * stay.
 */
export function withSettings(
  { settings: document, policy }: Pick<Stored, 'settings' | 'policy'>,
  wanted: Settings,
): SettingsDocument {
  const unknown = Object.entries(document.settings).filter(([name]) => !(name in settingsSchema.shape));
  return {
    ...document,
    settings: { ...Object.fromEntries(unknown), ...ownSettings(document.settings, wanted, policy) },
  };
}
