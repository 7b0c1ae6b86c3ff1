import * as z from 'zod/mini';
import { expirySchema, keyRecordSchema, knownListSchema, type KeyRecord, type KnownList } from '../keys/key';
import type { Expiry } from '../keys/expiry';
import { noticeRecordSchema, type Ledger } from '../keys/ledger';
import { settingsSchema } from '../settings';
import {
  INITIAL,
  keysDocumentSchema,
  setAsideSchema,
  settingsDocumentSchema,
  VERSIONS,
  type Documents,
  type KeysDocument,
  type SetAside,
  type SettingsDocument,
} from './documents';
import { isObject } from './migrate';
import { compileGuard } from './compile-guard';

/*
 * Repairs documents of the current version field by field. What is valid stays as it was found, with the fields that
 * only a later version knows. What is not is left out or replaced by what is safest for the alerts, and reported as a
 * piece, as it was found.
 */

/** What did not stay as it was found. `path` is where it was; without one it is the whole document. */
export interface Piece {
  path?: string;
  problem: string;
  found: unknown;
}

/** A valid document, and what of the one found did not get into it. */
export interface Repaired<Document> {
  document: Document;
  pieces: Piece[];
}

/** Repairs a document of the current version. Never throws; `now` (ms) stands in for instants that are rubbish. */
export const REPAIRS: { [Name in keyof Documents]: (found: unknown, now: number) => Repaired<Documents[Name]> } = {
  keys: repairKeys,
  settings: repairSettings,
  quarantine: repairQuarantine,
};

/** All keys are looked at in every check, and nearly always they are whole. */
const isKeysDocument = compileGuard(keysDocumentSchema);

function repairKeys(found: unknown, now: number): Repaired<KeysDocument> {
  if (isKeysDocument(found) || keysDocumentSchema.safeParse(found).success)
    return { document: found as KeysDocument, pieces: [] };
  if (!isObject(found)) return { document: INITIAL.keys, pieces: [{ problem: 'not an object', found }] };
  const keys = repairList(found.keys, now);
  const lists = repairKnownLists(found.lists);
  const ledger = repairLedger(found.ledger);
  const whole = { ...found, keys: keys.document, lists: lists.document, ledger: ledger.document };
  const repaired = repairFields(keysDocumentSchema, whole, {});
  const pieces = [
    ...keys.pieces,
    ...lists.pieces,
    ...ledger.pieces,
    ...(repaired?.pieces ?? [{ problem: 'beyond repair', found }]),
  ];
  return { document: repaired?.value ?? INITIAL.keys, pieces };
}

function repairList(found: unknown, now: number): Repaired<KeyRecord[]> {
  if (!Array.isArray(found))
    return { document: [], pieces: found === undefined ? [] : [{ path: 'keys', problem: 'not a list', found }] };
  const taken = new Set(found.map((record) => (isObject(record) ? record.id : undefined)));
  const seen = new Set<unknown>();
  const records: KeyRecord[] = [];
  const pieces: Piece[] = [];
  for (const [index, record] of found.entries()) {
    const { problem, record: repaired } = repairRecord(record, now, seen, taken);
    if (problem !== undefined) pieces.push({ path: `keys.${index}`, problem, found: record });
    if (!repaired) continue;
    seen.add(repaired.id);
    records.push(repaired);
  }
  return { document: records, pieces };
}

/** A key can be known by its name alone. Everything else of it has something to stand in that gives no alert too few. */
function repairRecord(
  found: unknown,
  now: number,
  seen: ReadonlySet<unknown>,
  taken: Set<unknown>,
): { record?: KeyRecord; problem?: string } {
  const result = keyRecordSchema.safeParse(found);
  const isDouble = result.success && seen.has(result.data.id);
  if (result.success && !isDouble) return { record: found as KeyRecord };
  const problem = result.success ? 'two keys have the same id' : problemText(result.error);
  if (!isObject(found)) return { problem };
  const at =
    [found.lastSeenAt, found.firstSeenAt].find((one) => keyRecordSchema.shape.lastSeenAt.safeParse(one).success) ?? now;
  const id = freeId(taken);
  const candidate = seen.has(found.id) ? { ...found, id } : found;
  const repaired = repairFields(keyRecordSchema, candidate, {
    id,
    kind: 'unknown',
    expiry: repairExpiry(found.expiry),
    firstSeenAt: at,
    lastSeenAt: at,
  });
  if (!repaired) return { problem };
  taken.add(repaired.value.id);
  return { record: withReason(repaired.value, found), problem };
}

/** A key that is gone for a reason that is rubbish speaks: it may still work. */
function withReason(record: KeyRecord, found: Record<string, unknown>): KeyRecord {
  if (found.goneBecause === undefined || record.goneBecause !== undefined) return record;
  const { goneSince: _, ...listed } = record;
  return listed;
}

/** Not random, so that everybody who reads the same document gives the same id. */
function freeId(taken: ReadonlySet<unknown>): string {
  let count = 1;
  while (taken.has(`repaired-${count}`)) count++;
  return `repaired-${count}`;
}

/** The dates are kept where they are whole; without them an expiry is unknown, with the text as printed. */
function repairExpiry(found: unknown): Expiry {
  const printed = isObject(found) ? found.text : found;
  const text = typeof printed === 'string' ? printed.slice(0, 200) : '';
  return (
    (isObject(found) ? repairFields(expirySchema, found, { text })?.value : undefined) ?? { kind: 'unknown', text }
  );
}

function repairKnownLists(found: unknown): Repaired<KnownList[]> {
  if (!Array.isArray(found)) {
    return { document: [], pieces: found === undefined ? [] : [{ path: 'lists', problem: 'not a list', found }] };
  }
  const pieces: Piece[] = [];
  const whole = found.filter((list, index) => {
    const { success, error } = knownListSchema.safeParse(list);
    if (!success) pieces.push({ path: `lists.${index}`, problem: problemText(error), found: list });
    return success;
  });
  return { document: whole as KnownList[], pieces };
}

function repairLedger(found: unknown): Repaired<Ledger> {
  if (!isObject(found))
    return { document: {}, pieces: found === undefined ? [] : [{ path: 'ledger', problem: 'not an object', found }] };
  const pieces: Piece[] = [];
  const whole = Object.entries(found).filter(([id, told]) => {
    const { success, error } = noticeRecordSchema.safeParse(told);
    if (!success) pieces.push({ path: `ledger.${id}`, problem: problemText(error), found: told });
    return success;
  });
  return { document: Object.fromEntries(whole) as Ledger, pieces };
}

function repairSettings(found: unknown): Repaired<SettingsDocument> {
  if (!isObject(found)) return { document: INITIAL.settings, pieces: [{ problem: 'not an object', found }] };
  const { settings } = found;
  const isRubbish = settings !== undefined && !isObject(settings);
  const repaired = repairFields(settingsSchema, isObject(settings) ? settings : {}, {});
  const valid = { ...INITIAL.settings.settings, ...repaired?.value };
  const pieces: Piece[] = [];
  if (isRubbish) pieces.push({ path: 'settings', problem: 'not an object', found: settings });
  for (const piece of repaired?.pieces ?? []) pieces.push({ ...piece, path: `settings.${piece.path}` });
  const document = { ...found, version: VERSIONS.settings, settings: valid };
  return settingsDocumentSchema.safeParse(document).success
    ? { document, pieces }
    : { document: INITIAL.settings, pieces: [{ problem: 'beyond repair', found }] };
}

/** What is no entry of the quarantine is set aside like anything else, in the quarantine itself. */
function repairQuarantine(found: unknown): Repaired<SetAside[]> {
  if (!Array.isArray(found)) return { document: [], pieces: [{ problem: 'not a list', found }] };
  const document: SetAside[] = [];
  const pieces: Piece[] = [];
  for (const [index, entry] of found.entries()) {
    const { success, error } = setAsideSchema.safeParse(entry);
    if (success) document.push(entry as SetAside);
    else pieces.push({ path: String(index), problem: problemText(error), found: entry });
  }
  return { document, pieces };
}

/**
 * Leaves out the fields that do not fit the schema, or puts in what `substitutes` has for them. `undefined` where that
 * is not enough.
 */
function repairFields<Value>(
  schema: z.ZodMiniType<Value>,
  found: Record<string, unknown>,
  substitutes: Record<string, unknown>,
): { value: Value; pieces: Piece[] } | undefined {
  const { error } = schema.safeParse(found);
  if (!error) return { value: found as Value, pieces: [] };
  const wrong = new Set(error.issues.map(({ path }) => String(path[0])));
  const kept = Object.entries(found).filter(([field]) => !wrong.has(field));
  const replaced = Object.entries(substitutes).filter(([field]) => wrong.has(field));
  const value: unknown = Object.fromEntries([...kept, ...replaced]);
  if (!schema.safeParse(value).success) return undefined;
  const pieces = [...wrong]
    .filter((field) => Object.hasOwn(found, field))
    .map((path) => ({ path, problem: problemText(error), found: found[path] }));
  return { value: value as Value, pieces };
}

/** What is wrong, for a person; a list of a thousand wrong numbers needs no thousand lines. */
function problemText(error: z.core.$ZodError): string {
  return z.prettifyError(error).slice(0, 500);
}
