import * as z from 'zod/mini';
import { instantSchema, keyRecordSchema, knownListSchema } from '../keys/key';
import { ledgerSchema } from '../keys/ledger';
import { ownSettings, settingsInForce, type Policy } from '../policy';
import { DEFAULT_SETTINGS, settingsSchema, type Settings } from '../settings';

/*
 * What is in `storage.local`, one entry for each document. A document is written whole, so it is never half new.
 *
 * When a schema changes:
 * - A new field that may be absent keeps the version. A document without it is whole, and an older extension leaves
 *   fields that it does not know where they are.
 * - Any other change makes a new version: raise it here, add the step to `migrate.ts`, and add a full example of the
 *   new version to `test/documents/`. The examples of older versions are never changed.
 */
export const VERSIONS = { keys: 2, settings: 2, quarantine: 1 } as const;

export type DocumentName = keyof typeof VERSIONS;

const countSchema = z.number().check(z.int(), z.gte(1));

/** Why a tab was not read: the browser has translated it. */
export const unreadableReasonSchema = z.enum(['translated']);

/** When (ms) a list had come into its page, at which address, how many rows were refused, and how many keys found no room. */
const lookSchema = z.object({
  at: instantSchema,
  url: z.string(),
  leftOut: z.exactOptional(countSchema),
  noRoom: z.exactOptional(countSchema),
});

/** Everything we know of the user's keys. */
export const keysDocumentSchema = z.object({
  version: z.literal(VERSIONS.keys),
  keys: z.array(keyRecordSchema).check(z.refine(haveOwnIds, 'two keys have the same id')),
  /** The lists that were read, the latest first. */
  lists: z.array(knownListSchema),
  ledger: ledgerSchema,
  /** What the ledger becomes once the notification that is being shown is known to be shown. */
  announcing: z.exactOptional(ledgerSchema),
  /** Since when (ms) the browser refuses to show notifications; absent while it shows them. */
  refusedSince: z.exactOptional(instantSchema),
  /** The list that was read last. */
  lastReading: z.exactOptional(lookSchema),
  /** The same of a host below data.gov.sg that speaks for no other one, while another was read before. */
  otherReading: z.exactOptional(lookSchema),
  /** The last time that a tab could not be read, if that was after the last reading, and why if that is known. */
  unreadable: z.exactOptional(
    z.object({ at: instantSchema, url: z.string(), reason: z.exactOptional(unreadableReasonSchema) }),
  ),
  /** How many keys speak again since version 2, which takes more than one reading for gone; until the user has seen it. */
  speakAgain: z.exactOptional(countSchema),
});
export type KeysDocument = z.infer<typeof keysDocumentSchema>;

function haveOwnIds(records: readonly { id: string }[]): boolean {
  return new Set(records.map(({ id }) => id)).size === records.length;
}

export const settingsDocumentSchema = z.object({ version: z.literal(VERSIONS.settings), settings: settingsSchema });
export type SettingsDocument = z.infer<typeof settingsDocumentSchema>;

/** A piece of a document that was repaired or could not be, kept as it was found. */
export const setAsideSchema = z.object({
  /** The document that it is of. */
  name: z.string(),
  /** Where in the document it was, such as "keys.3"; absent for the document itself. */
  path: z.exactOptional(z.string()),
  at: instantSchema,
  /** What is wrong with it, for a person who wants to repair it. */
  problem: z.string(),
  document: z.unknown(),
});
export type SetAside = z.infer<typeof setAsideSchema>;

/** All that was set aside, oldest first. A list is version 1; a later version is an object that says its own. */
export const quarantineSchema = z.array(setAsideSchema);

/** The documents of the current versions, by the name of their entry in storage. */
export interface Documents {
  keys: KeysDocument;
  settings: SettingsDocument;
  quarantine: SetAside[];
}

/** What each document is before anything was stored. */
export const INITIAL: Readonly<Documents> = {
  keys: { version: VERSIONS.keys, keys: [], lists: [], ledger: {} },
  settings: { version: VERSIONS.settings, settings: DEFAULT_SETTINGS },
  quarantine: [],
};

/** Why a document is only read: a newer version wrote it, or what it would lose finds no room in the quarantine. */
export type ReadOnlyReason = 'newer' | 'crowded';

/**
 * Where the administrator's policy is kept as the browser gave it last. It has no version and is never set aside: it is
 * read field by field, and taken over anew whenever the worker starts.
 */
export const POLICY = 'policy';

/** All documents, valid and of the current versions. */
export interface Stored extends Documents {
  /** What the administrator has set, as far as it is known. */
  policy: Policy;
  /** The documents that must not be written. What stands here for them is as much as this version understands. */
  readOnly: Partial<Record<DocumentName, ReadOnlyReason>>;
}

/** The settings that hold. Everything goes by these; `settings` itself has the user's own. */
export function settingsOf({ settings, policy }: Pick<Stored, 'settings' | 'policy'>): Settings {
  return settingsInForce(settings.settings, policy);
}

/** The document once the user wants other settings. Those stay that only a later version knows, or the administrator has set. */
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
