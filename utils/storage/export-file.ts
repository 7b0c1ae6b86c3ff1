import * as z from 'zod/mini';
import { importKeys } from '../keys/import';
import { withLists } from '../keys/list-identity';
import { noticeRecordOf } from '../keys/ledger';
import { DEFAULT_SETTINGS, type Settings } from '../settings';
import { listHost } from '../site/address';
import { keysDocumentSchema, settingsDocumentSchema, type KeysDocument, type Stored } from './documents';
import { isObject, migrate } from './migrate';
import { withRecipes } from './recipes';

/*
 * The file of an export: everything but the quarantine, which has a file of its own. There is no secret to leave out,
 * because none is ever stored.
 */

/** The largest file that is imported, in bytes: twice what browsers let an extension store. */
export const IMPORT_LIMIT = 20_000_000;

const FORMAT = 'key-companion';
const FORMAT_VERSION = 2;

/** The documents of an export are of the current versions. An older file is migrated before it is checked. */
export const exportFileSchema = z.lazy(() =>
  z.object({
    format: z.literal(FORMAT),
    version: z.literal(FORMAT_VERSION),
    /** When it was exported, in ISO 8601. */
    exportedAt: z.string(),
    keys: keysDocumentSchema,
    settings: settingsDocumentSchema,
  }),
);
export type ExportFile = z.infer<typeof exportFileSchema>;

/** The file of everything that is stored. Fields that only a later version knows are not in it. */
export function exportFile({ keys, settings }: Pick<Stored, 'keys' | 'settings'>, now: number): ExportFile {
  return exportFileSchema.parse({
    format: FORMAT,
    version: FORMAT_VERSION,
    exportedAt: new Date(now).toISOString(),
    keys,
    settings,
  });
}

/** Why a file cannot be imported: it is no export of ours or cut short, from a newer version, or not valid. */
export type FileProblem = 'foreign' | 'newer' | 'damaged';

/**
 * Reads the text of a file. One of an older version is migrated; nothing is repaired: a file that is not valid is not
 * imported.
 */
export function readExportFile(text: string, now: number): { file: ExportFile } | { problem: FileProblem } {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return { problem: 'foreign' };
  }
  if (!isObject(found) || found.format !== FORMAT) return { problem: 'foreign' };
  const [keys, settings] = [migrate('keys', found.keys, now), migrate('settings', found.settings, now)];
  const isNewer =
    keys.isNewer || settings.isNewer || (typeof found.version === 'number' && found.version > FORMAT_VERSION);
  if (isNewer) return { problem: 'newer' };
  if (keys.from === undefined || settings.from === undefined) return { problem: 'damaged' };
  const version = found.version === 1 ? FORMAT_VERSION : found.version;
  const { data: file } = exportFileSchema.safeParse({
    ...found,
    version,
    keys: keys.document,
    settings: settings.document,
  });
  return file ? { file } : { problem: 'damaged' };
}

/** What an import did. */
export interface ImportResult {
  keysAdded: number;
  keysKnown: number;
  settingsTaken: Partial<Settings>;
  /** How many taught pages are new here. */
  pagesTaught: number;
}

/**
 * Adds the content of a file to what is stored, and never removes: keys by {@link importKeys}, the notice records of
 * the keys that are new here, the lists that were read, the pages that were taught and are not here, and the settings
 * that still have their default here.
 */
export function importFile(
  stored: Pick<Stored, 'keys' | 'settings'>,
  file: ExportFile,
  newId: () => string,
): Pick<Stored, 'keys' | 'settings'> & { result: ImportResult } {
  const { records, added } = importKeys(stored.keys.keys, file.keys.keys, newId);
  const notices = [...added].flatMap(([id, idHere]) => {
    const notice = noticeRecordOf(file.keys.ledger, id);
    return notice ? [[idHere, notice] as const] : [];
  });
  const taken = settingsToTake(stored.settings.settings, file.settings.settings);
  const { lastReading: _lastReading, unreadable: _unreadable, ...keys } = stored.keys;
  const taught = keys.recipes ?? [];
  const recipes = withRecipes(taught, file.keys.recipes ?? []);
  return {
    keys: {
      ...keys,
      ...latestReads(stored.keys, file.keys),
      keys: records,
      lists: withLists(keys.lists, file.keys.lists),
      ...(file.keys.recipes && { recipes }),
      ledger: { ...keys.ledger, ...Object.fromEntries(notices) },
    },
    settings: { ...stored.settings, settings: { ...stored.settings.settings, ...taken } },
    result: {
      keysAdded: added.size,
      keysKnown: file.keys.keys.length - added.size,
      settingsTaken: taken,
      pagesTaught: recipes.filter((recipe) => !taught.includes(recipe)).length,
    },
  };
}

/** The settings of the file that were changed there, and not here. */
function settingsToTake(here: Settings, there: Settings): Partial<Settings> {
  const isChanged = (settings: Settings, name: string): boolean =>
    JSON.stringify(settings[name as keyof Settings]) !== JSON.stringify(DEFAULT_SETTINGS[name as keyof Settings]);
  return Object.fromEntries(Object.entries(there).filter(([name]) => isChanged(there, name) && !isChanged(here, name)));
}

/** The later of the two, or the only one. */
function later<Read extends { at: number }>(read: Read | undefined, other: Read | undefined): Read | undefined {
  if (!read || !other) return read ?? other;
  return other.at > read.at ? other : read;
}

/** When a tab was last read, here or there, and when one could not be read, unless its host was read after that. */
function latestReads(
  here: KeysDocument,
  there: KeysDocument,
): Pick<KeysDocument, 'lastReading' | 'otherReading' | 'unreadable'> {
  const lastReading = later(here.lastReading, there.lastReading);
  const otherReading = later(here.otherReading, there.otherReading);
  const unreadable = later(here.unreadable, there.unreadable);
  const isUnreadable =
    unreadable &&
    ![lastReading, otherReading].some(
      (reading) => reading && reading.at >= unreadable.at && listHost(reading.url) === listHost(unreadable.url),
    );
  return {
    ...(lastReading && { lastReading }),
    ...(otherReading && { otherReading }),
    ...(isUnreadable && { unreadable }),
  };
}
