import * as z from 'zod/mini';
import { instantSchema, keyRecordSchema } from '../keys/key';
import { ledgerSchema } from '../keys/ledger';
import { settingsSchema } from '../settings';

/*
 * What is in `storage.local`, one entry for each document. A document is written whole, so it is never half new.
 */

/** Everything we know of the user's keys. */
export const keysDocumentSchema = z.object({
  version: z.literal(1),
  keys: z.array(keyRecordSchema),
  ledger: ledgerSchema,
  /** What the ledger becomes once the notification that is being shown is known to be shown. */
  announcing: z.exactOptional(ledgerSchema),
  /** Since when (ms) the browser refuses to show notifications; absent while it shows them. */
  refusedSince: z.exactOptional(instantSchema),
  /** The last time that an API Keys tab was read: when (ms), and at which address. */
  lastReading: z.exactOptional(z.object({ at: instantSchema, url: z.string() })),
  /** The last time that a tab could not be read, if that was after the last reading. */
  unreadable: z.exactOptional(z.object({ at: instantSchema, url: z.string() })),
});
export type KeysDocument = z.infer<typeof keysDocumentSchema>;

export const settingsDocumentSchema = z.object({ version: z.literal(1), settings: settingsSchema });
export type SettingsDocument = z.infer<typeof settingsDocumentSchema>;

/** A document that could not be read, kept as it was found. */
export const setAsideSchema = z.object({
  name: z.string(),
  at: instantSchema,
  /** What is wrong with it, for a person who wants to repair it. */
  problem: z.string(),
  document: z.unknown(),
});
export type SetAside = z.infer<typeof setAsideSchema>;

export const quarantineSchema = z.array(setAsideSchema);

/** What each document is called in storage, how it is checked, and what it is before anything was stored. */
export const DOCUMENTS = {
  keys: { schema: keysDocumentSchema, initial: (): KeysDocument => ({ version: 1, keys: [], ledger: {} }) },
  settings: {
    schema: settingsDocumentSchema,
    initial: (): SettingsDocument => ({ version: 1, settings: settingsSchema.parse({}) }),
  },
  quarantine: { schema: quarantineSchema, initial: (): SetAside[] => [] },
} as const;

/** All documents, read and valid. */
export interface Stored {
  keys: KeysDocument;
  settings: SettingsDocument;
  quarantine: SetAside[];
}

/**
 * Makes valid documents of whatever storage holds at `now` (ms). A document that fails its schema becomes an initial
 * one, and is itself put under `quarantine` as it was found: set aside, not wiped.
 */
export function interpretStored(raw: Record<string, unknown>, now: number): Stored & { setAsideNow: boolean } {
  const setAside: SetAside[] = [];
  const interpret = <Name extends keyof Stored>(name: Name): Stored[Name] => {
    const { schema, initial } = DOCUMENTS[name];
    if (raw[name] === undefined) return initial() as Stored[Name];
    const result = schema.safeParse(raw[name]);
    if (result.success) return result.data as Stored[Name];
    setAside.push({ name, at: now, problem: z.prettifyError(result.error), document: raw[name] });
    return initial() as Stored[Name];
  };
  const stored = { keys: interpret('keys'), settings: interpret('settings'), quarantine: interpret('quarantine') };
  return { ...stored, quarantine: [...stored.quarantine, ...setAside], setAsideNow: setAside.length > 0 };
}
