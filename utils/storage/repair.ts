import * as z from 'zod/mini';
import { contactSchema, CONTACTS_KEPT, type Contact } from '../keys/contact';
import { expirySchema, keyRecordSchema, knownListSchema, type KeyRecord, type KnownList } from '../keys/key';
import type { Expiry } from '../keys/expiry';
import { noticeRecordSchema, type Ledger, type NoticeRecord } from '../keys/ledger';
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
import type { Recipe } from '../site/recipe/recipe';
import { recipeSchema } from './recipe-schema';

/*
 * Repairs documents of the current version field by field. What is valid stays as it was found, with the fields that
 * only a later version knows. What is not valid is left out, or replaced by what is safest for the reminders, and
 * returned as a discarded part, as it was found.
 */

/** What did not stay as it was found. `path` is its place; without one it is the whole document. */
export interface DiscardedPart {
  path?: string;
  problem: string;
  found: unknown;
}

/** A valid document, and the parts of the one found that are not in it. */
export interface Repaired<Document> {
  document: Document;
  discarded: DiscardedPart[];
}

/** Repairs a document of the current version. Never throws; `now` (ms) stands in for instants that are rubbish. */
export const REPAIRS: { [Name in keyof Documents]: (found: unknown, now: number) => Repaired<Documents[Name]> } = {
  keys: repairKeys,
  settings: repairSettings,
  quarantine: repairQuarantine,
};

/** Every check loads both, and nearly always they are valid. */
const isKeysDocument = compileGuard(keysDocumentSchema);
const isSettingsDocument = compileGuard(settingsDocumentSchema);

function repairKeys(found: unknown, now: number): Repaired<KeysDocument> {
  if (isKeysDocument(found) || keysDocumentSchema.safeParse(found).success)
    return { document: found as KeysDocument, discarded: [] };
  if (!isObject(found)) return { document: INITIAL.keys, discarded: [{ problem: 'not an object', found }] };
  const keys = repairList(found.keys, now);
  const lists = repairKnownLists(found.lists);
  const ledger = repairLedger(found.ledger);
  const recipes = repairRecipes(found.recipes);
  const whole = {
    ...found,
    keys: keys.document,
    lists: lists.document,
    ledger: ledger.document,
    ...(recipes.document && { recipes: recipes.document }),
  };
  const repaired = repairFields(keysDocumentSchema, whole, {});
  const discarded = [
    ...keys.discarded,
    ...lists.discarded,
    ...ledger.discarded,
    ...recipes.discarded,
    ...(repaired?.discarded ?? [{ problem: 'beyond repair', found }]),
  ];
  return { document: repaired?.value ?? INITIAL.keys, discarded };
}

function repairList(found: unknown, now: number): Repaired<KeyRecord[]> {
  if (!Array.isArray(found))
    return { document: [], discarded: found === undefined ? [] : [{ path: 'keys', problem: 'not a list', found }] };
  const taken = new Set(found.map((record) => (isObject(record) ? record.id : undefined)));
  const seen = new Set<unknown>();
  const records: KeyRecord[] = [];
  const discarded: DiscardedPart[] = [];
  for (const [index, record] of found.entries()) {
    const { problem, record: repaired } = repairRecord(record, now, seen, taken);
    if (problem !== undefined) discarded.push({ path: `keys.${index}`, problem, found: record });
    if (!repaired) continue;
    seen.add(repaired.id);
    records.push(repaired);
  }
  return { document: records, discarded };
}

/** A name is enough to know a key by. Every other field has a substitute that costs no reminder. */
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
  const seenAt =
    [found.lastSeenAt, found.firstSeenAt].find(
      (instant) => keyRecordSchema.shape.lastSeenAt.safeParse(instant).success,
    ) ?? now;
  const id = freeId(taken);
  const candidate = seen.has(found.id) ? { ...found, id } : found;
  const contacts = repairContacts(found.contacts);
  const repaired = repairFields(keyRecordSchema, candidate, {
    ...(contacts.length > 0 && { contacts }),
    id,
    kind: 'unknown',
    expiry: repairExpiry(found.expiry),
    firstSeenAt: seenAt,
    lastSeenAt: seenAt,
  });
  if (!repaired) return { problem };
  taken.add(repaired.value.id);
  return { record: withReason(repaired.value, found), problem };
}

/** A key that is gone for an invalid reason reminds: it may still work. */
function withReason(record: KeyRecord, found: Record<string, unknown>): KeyRecord {
  if (found.goneBecause === undefined || record.goneBecause !== undefined) return record;
  const { goneSince: _, ...listed } = record;
  return listed;
}

/** Not random, so that every context that reads the same document makes the same id. */
function freeId(taken: ReadonlySet<unknown>): string {
  let count = 1;
  while (taken.has(`repaired-${count}`)) count++;
  return `repaired-${count}`;
}

/** A contact that is named is kept, without an address if that is not valid. */
function repairContacts(found: unknown): Contact[] {
  if (!Array.isArray(found)) return [];
  return found
    .flatMap((entry) => (isObject(entry) ? (repairFields(contactSchema, entry, {})?.value ?? []) : []))
    .slice(0, CONTACTS_KEPT);
}

/** Valid dates are kept, one for both if need be; without any an expiry is unknown, with the text as printed. */
function repairExpiry(found: unknown): Expiry {
  const printed = isObject(found) ? found.text : found;
  const text = typeof printed === 'string' ? printed.slice(0, 200) : '';
  if (!isObject(found)) return { kind: 'unknown', text };
  const substitutes = { text, earliest: found.latest, latest: found.earliest };
  return repairFields(expirySchema, found, substitutes)?.value ?? { kind: 'unknown', text };
}

function repairKnownLists(found: unknown): Repaired<KnownList[]> {
  if (!Array.isArray(found)) {
    return { document: [], discarded: found === undefined ? [] : [{ path: 'lists', problem: 'not a list', found }] };
  }
  return repairEntries(knownListSchema, found, 'lists');
}

/** A list that is none is left to the document's own repair. */
function repairRecipes(found: unknown): Repaired<Recipe[] | undefined> {
  return Array.isArray(found)
    ? repairEntries<Recipe>(recipeSchema, found, 'recipes')
    : { document: undefined, discarded: [] };
}

/** The entries of a list that are valid, as they were found. */
function repairEntries<Entry>(
  schema: z.ZodMiniType<Entry>,
  found: readonly unknown[],
  name: string,
): Repaired<Entry[]> {
  const discarded: DiscardedPart[] = [];
  const whole = found.filter((entry, index) => {
    const { success, error } = schema.safeParse(entry);
    if (!success) discarded.push({ path: `${name}.${index}`, problem: problemText(error), found: entry });
    return success;
  });
  return { document: whole as Entry[], discarded };
}

function repairLedger(found: unknown): Repaired<Ledger> {
  if (!isObject(found))
    return {
      document: {},
      discarded: found === undefined ? [] : [{ path: 'ledger', problem: 'not an object', found }],
    };
  const discarded: DiscardedPart[] = [];
  const whole = Object.entries(found).flatMap(([id, notice]): [string, NoticeRecord][] => {
    const { error } = noticeRecordSchema.safeParse(notice);
    if (!error) return [[id, notice as NoticeRecord]];
    discarded.push({ path: `ledger.${id}`, problem: problemText(error), found: notice });
    const ofExpiry = isObject(notice) && withoutReplacement(notice);
    return ofExpiry && noticeRecordSchema.safeParse(ofExpiry).success ? [[id, ofExpiry as NoticeRecord]] : [];
  });
  return { document: Object.fromEntries(whole), discarded };
}

/** What is wrong with the reminders of a replacement must not repeat those of the expiry. */
function withoutReplacement({ replacement: _, ...ofExpiry }: Record<string, unknown>): Record<string, unknown> {
  return ofExpiry;
}

function repairSettings(found: unknown): Repaired<SettingsDocument> {
  if (isSettingsDocument(found)) return { document: found as SettingsDocument, discarded: [] };
  if (!isObject(found)) return { document: INITIAL.settings, discarded: [{ problem: 'not an object', found }] };
  const { settings } = found;
  const isRubbish = settings !== undefined && !isObject(settings);
  const repaired = repairFields(settingsSchema, isObject(settings) ? settings : {}, {});
  const valid = { ...INITIAL.settings.settings, ...repaired?.value };
  const discarded: DiscardedPart[] = [];
  if (isRubbish) discarded.push({ path: 'settings', problem: 'not an object', found: settings });
  for (const part of repaired?.discarded ?? []) discarded.push({ ...part, path: `settings.${part.path}` });
  const document = { ...found, version: VERSIONS.settings, settings: valid };
  return settingsDocumentSchema.safeParse(document).success
    ? { document, discarded }
    : { document: INITIAL.settings, discarded: [{ problem: 'beyond repair', found }] };
}

/** An invalid entry of the quarantine is set aside like anything else, in the quarantine itself. */
function repairQuarantine(found: unknown): Repaired<SetAside[]> {
  if (!Array.isArray(found)) return { document: [], discarded: [{ problem: 'not a list', found }] };
  const document: SetAside[] = [];
  const discarded: DiscardedPart[] = [];
  for (const [index, entry] of found.entries()) {
    const { success, error } = setAsideSchema.safeParse(entry);
    if (success) document.push(entry as SetAside);
    else discarded.push({ path: String(index), problem: problemText(error), found: entry });
  }
  return { document, discarded };
}

/**
 * Leaves out the fields that do not fit the schema, or replaces them by `substitutes`. `undefined` if that is not
 * enough.
 */
function repairFields<Value>(
  schema: z.ZodMiniType<Value>,
  found: Record<string, unknown>,
  substitutes: Record<string, unknown>,
): { value: Value; discarded: DiscardedPart[] } | undefined {
  const { error } = schema.safeParse(found);
  if (!error) return { value: found as Value, discarded: [] };
  const wrong = new Set(error.issues.map(({ path }) => String(path[0])));
  const kept = Object.entries(found).filter(([field]) => !wrong.has(field));
  const replaced = Object.entries(substitutes).filter(([field]) => wrong.has(field));
  const value: unknown = Object.fromEntries([...kept, ...replaced]);
  if (!schema.safeParse(value).success) return undefined;
  const discarded = [...wrong]
    .filter((field) => Object.hasOwn(found, field))
    .map((path) => ({ path, problem: problemText(error), found: found[path] }));
  return { value: value as Value, discarded };
}

/** For a person: a list of a thousand wrong numbers needs no thousand lines. */
function problemText(error: z.core.$ZodError): string {
  return z.prettifyError(error).slice(0, 500);
}
