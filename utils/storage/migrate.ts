import { listedKeySchema } from '../keys/key';
import { isSurelyKey } from '../site/storage-gate';
import { madeName } from '../site/unnamed-keys';
import { VERSIONS, type DocumentName } from './documents';

/*
 * The one place where documents of older versions become those of the current one. A step makes version n + 1 of
 * version n. It changes what it understands and passes on the rest as it is: whether that is valid is checked later.
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
 * Version 1 took a key for gone that one reading had lacked. Those that may still work speak again, as missing; what had
 * expired or was replaced stays gone.
 */
function speakAgainOfMissing(document: Found, now: number): Found {
  const { keys } = document;
  if (!Array.isArray(keys)) return { lists: [], ...document };
  const migrated = keys.map((key: unknown) => (isObject(key) ? withEvidence(key, now) : key)).map(withOwnName);
  const speakAgain = countGone(keys) - countGone(migrated);
  return { lists: [], ...document, keys: migrated, ...(speakAgain > 0 && { speakAgain }) };
}

/** How many keys are silent for that reason; those that the user forgot stay silent anyway. */
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
 * Version 1 took for a name what a page shows in its place, a key as well. Where that is beyond doubt, the key is called
 * as the reader calls it now. What the user wrote stays.
 */
function withOwnName(key: unknown, index: number): unknown {
  if (!isObject(key) || typeof key.name !== 'string' || !isSurelyKey(key.name)) return key;
  const { data } = listedKeySchema.safeParse(key);
  return { ...key, name: data ? madeName(data, index) : `Key ${index + 1}` };
}

/** A document brought to the current version, as far as that goes. */
export interface Migrated {
  /** The version that it was found in; `undefined` where it does not say one. */
  from: number | undefined;
  isNewer: boolean;
  document: unknown;
}

/**
 * Brings a document as it was found to the current version. One of a newer version is only labelled so, to be read as
 * far as it is understood. `now` (ms) tells what has expired. One without a readable version is taken for the oldest: a step leaves what is newer alone.
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

/** The version that a document says it is of: a whole number from 1 on. A list says none, and is of version 1. */
function versionOf(found: unknown): number | undefined {
  if (Array.isArray(found)) return 1;
  const version = isObject(found) ? found.version : undefined;
  return typeof version === 'number' && Number.isInteger(version) && version >= 1 ? version : undefined;
}

/** Whether a value has fields: it is neither a list nor a bare value. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
