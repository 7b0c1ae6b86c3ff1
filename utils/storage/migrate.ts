import { listedKeySchema } from '../keys/key';
import { isSurelyKey } from '../secrets/storage-gate';
import { madeName } from '../site/candidates/unnamed-keys';
import { VERSIONS, type DocumentName } from './documents';

/*
 * The only place that migrates documents of older versions. A step makes version n + 1 of version n. It changes what it
 * understands and passes on the rest as it is: whether that is valid is checked later.
 */

type Found = Record<string, unknown>;

const STEPS: Record<DocumentName, Record<number, (document: Found, now: number) => Found>> = {
  keys: { 1: speakAgainOfMissing },
  settings: { 1: nameLeakWarning },
  quarantine: {},
};

/** Version 1 knew the leak warning as on or off. */
function nameLeakWarning(document: Found): Found {
  const { settings } = document;
  if (!isObject(settings)) return document;
  const names = new Map<unknown, string>([
    [true, 'full'],
    [false, 'off'],
  ]);
  const leakWarning = names.get(settings.leakWarning);
  return leakWarning === undefined ? document : { ...document, settings: { ...settings, leakWarning } };
}

/**
 * Version 1 called a key gone that one report had lacked. Keys that may still work remind again, as missing; those that
 * had expired or were replaced stay gone.
 */
function speakAgainOfMissing(document: Found, now: number): Found {
  const { keys } = document;
  if (!Array.isArray(keys)) return { lists: [], ...document };
  const migrated = keys.map((key: unknown) => (isObject(key) ? withEvidence(key, now) : key)).map(withOwnName);
  const speakAgain = countGone(keys) - countGone(migrated);
  return { lists: [], ...document, keys: migrated, ...(speakAgain > 0 && { speakAgain }) };
}

/** Keys that the user hid stay silent anyway, and do not count. */
function countGone(keys: readonly unknown[]): number {
  return keys.filter((key) => isObject(key) && key.goneSince !== undefined && key.forgottenAt === undefined).length;
}

function withEvidence(key: Found, now: number): Found {
  const { goneSince, ...rest } = key;
  const isNewer = key.missing !== undefined || key.goneBecause !== undefined;
  if (typeof goneSince !== 'number' || isNewer) return key;
  const missing = { since: goneSince, latest: goneSince, readings: 1 };
  if (key.replacedBy !== undefined) return { ...key, missing, goneBecause: 'replaced' };
  const { kind, latest } = isObject(key.expiry) ? key.expiry : {};
  const isExpired = kind === 'expired' || (typeof latest === 'number' && latest <= now);
  return isExpired ? { ...key, missing, goneBecause: 'expired' } : { ...rest, missing };
}

/**
 * Version 1 took what a page shows in place of a name for one, even a key. If that is beyond doubt, the key is called
 * as the reader calls it now. What the user wrote stays.
 */
function withOwnName(key: unknown, index: number): unknown {
  if (!isObject(key) || typeof key.name !== 'string' || !isSurelyKey(key.name)) return key;
  const { data } = listedKeySchema.safeParse(key);
  return { ...key, name: data ? madeName(data, index) : `Key ${index + 1}` };
}

/** A document of the current version, as far as it could be migrated. */
export interface Migrated {
  /** The version in which it was found; `undefined` if it does not say. */
  from: number | undefined;
  isNewer: boolean;
  document: unknown;
}

/**
 * Migrates a document to the current version. One of a newer version only gets that label, to be read as far as it is
 * understood. One without a readable version counts as the oldest: a step does not change what is newer. By `now` (ms)
 * a step knows what has expired.
 */
export function migrate(name: DocumentName, found: unknown, now: number): Migrated {
  const from = versionOf(found);
  const current = VERSIONS[name];
  const isNewer = from !== undefined && from > current;
  if (!isObject(found)) return { from, isNewer, document: found };
  let document = found;
  for (let version = from ?? 1; version < current; version++)
    document = STEPS[name][version]?.(document, now) ?? document;
  return { from, isNewer, document: { ...document, version: current } };
}

/** The version that a document states: a whole number from 1 on. A list states none, and is of version 1. */
function versionOf(found: unknown): number | undefined {
  if (Array.isArray(found)) return 1;
  const version = isObject(found) ? found.version : undefined;
  return typeof version === 'number' && Number.isInteger(version) && version >= 1 ? version : undefined;
}

/** Neither a list nor a bare value. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
