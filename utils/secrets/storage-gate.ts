import { DATASET_ID, isUuid, UUID } from './ids';
import { FEWEST_SIGNS, findDrawn, findGroups, normalised, PLAIN_ALPHABETS, type Span } from './likelihood';

/*
 * The gate around storage: every text that is to be stored or sent goes through it, whatever its source. It judges only
 * the text. Whatever excuses a text if only a warning is at stake (its label, a mask, an address) excuses nothing here:
 * a needless warning costs a click, a key that is stored breaks our first promise.
 */

/** Words before a UUID that is the id of a dataset, resource or collection of another catalogue, such as CKAN. */
const CATALOGUE = /\b(?:dataset|resource|collection)s?(?:[\s_-]?id)?["']?\s{0,3}[:=/#(]?\s{0,3}["']?$/i;
/** Words before those that make it a key again: "API key of the dataset: …". */
const SECRET_WORD = /key|token|secret|passw|credential|kunci|密钥|秘钥|விசை/i;
/** Their reach before the id, in characters. Chosen, not measured. */
const WORD_REACH = 80;

/** Known keys, whole or cut off: the shape of a read key, of a web token and of a UUID. */
const KNOWN = /v\d:[0-9a-f]{8}|eyj[\w-]{8,200}\.|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/i;
/** The first two, broken by spaces or lines. */
const BROKEN = /v2:[0-9a-f]{64}|eyj[\w-]{20,200}\.eyj/i;
/** Digits by themselves say little, so many are needed: no phone, account or ticket number has so many. */
const DIGITS = /\d(?:[\s.-]?\d){29}/;

/**
 * Longer texts are not searched, but count as holding a key: nobody's name or note is as long. Chosen, not measured.
 */
const SEARCH_LIMIT = 100_000;

/**
 * In a text without its spaces, where words are less like words, more bits and characters are needed, all of them
 * letters and digits (measured: storage-gate.test.ts).
 */
const ENOUGH_JOINED = 24;
const FEWEST_JOINED = 24;
/**
 * Groups need less, unless they are only letters: those may be words of one length (measured: storage-gate.test.ts).
 */
const ENOUGH_IN_GROUPS = 11;
const ENOUGH_IN_LETTERS = 24;

/**
 * Whether groups are those of a key: if they contain digits, each has at least so many characters (measured:
 * storage-gate.test.ts).
 */
function areOfKey(groups: readonly string[], shortest: number): boolean {
  const [size, joined] = [groups[0]!.length, groups.join('')];
  const hasDigits = /\d/.test(joined);
  const isLong = joined.length >= (hasDigits ? 12 : 24) && (size >= (hasDigits ? shortest : 5) || groups.length >= 16);
  const areMixed =
    groups.length >= (size >= 5 ? 3 : 4) &&
    groups.filter((group) => /\d/.test(group) && /[a-z]/i.test(group)).length >= 2;
  return isLong && (areMixed || findDrawn(joined, hasDigits ? ENOUGH_IN_GROUPS : ENOUGH_IN_LETTERS) !== undefined);
}

/** No id is shorter, in characters. */
const SHORTEST_ID = 32;

/** Replaces ids that look like keys and are none with spaces. */
function withoutIds(text: string): string {
  if (text.length < SHORTEST_ID) return text;
  const blank = (id: string): string => ' '.repeat(id.length);
  return text.replace(DATASET_ID, blank).replace(UUID, (id, index: number) => {
    const before = text.slice(Math.max(0, index - WORD_REACH), index);
    return CATALOGUE.test(before) && !SECRET_WORD.test(before) ? blank(id) : id;
  });
}

function findKey(text: string): Span | undefined {
  const rest = withoutIds(text);
  const known = KNOWN.exec(rest) ?? DIGITS.exec(rest);
  if (known) return [known.index, known.index + known[0].length];
  const found = findDrawn(rest) ?? findGroups(rest, (groups) => areOfKey(groups, 3));
  if (found) return found;
  const joined = rest.replace(/\s+/g, '');
  // Nothing is joined, and what follows finds no more than what came before.
  if (joined === rest) return undefined;
  const isKey =
    BROKEN.test(joined) ||
    joined.search(UUID) >= 0 ||
    findDrawn(joined, ENOUGH_JOINED, FEWEST_JOINED, PLAIN_ALPHABETS) ||
    findGroups(joined, (groups) => areOfKey(groups, 5));
  return isKey ? [0, text.length] : undefined;
}

/** A key that is shown in part: `••••3f9a`, `v2:0000…AAAA`, `****`. A long name cut at its end is none. */
const MASK = /[•●∙*]{2,}|x{6,}|^\S{2,}(?:…|\.{3})\S{2,}$/i;

/** Whether a text stands for a key's secret rather than for its name: the secret itself, or a masked part of it. */
export function isSecretOrMasked(text: string): boolean {
  return holdsSecret(text) || isMasked(text) || /^v\d:/.test(text);
}

/** No masked key is longer, in characters. Chosen, not measured. */
const LONGEST_MASKED = 80;

/** Whether a text is a key of which at most a part is shown. */
export function isMasked(text: string): boolean {
  return text.length <= LONGEST_MASKED && MASK.test(text);
}

/** A whole text that is a read key, a web token, or a key masked except for its ends. */
const SURE = /^(?:v\d:[0-9a-f]{8}|eyj[\w-]{8,200}\.eyj|\S{0,16}[•●∙*]{4})\S{0,200}$/i;

/** Whether a whole text is a key beyond doubt, or a masked one: its shape is known. */
export function isSurelyKey(text: string): boolean {
  return isUuid(text) || SURE.test(text);
}

/** Whether a copied text contains a whole key that is broken by lines, spaces or invisible characters. */
export function isBrokenKey(text: string): boolean {
  return text.length <= LONGEST_MENDED && BROKEN.test(normalised(text).replace(/\s+/g, ''));
}

/** Whether a text may hold a key, or a part of one, so that it must not be stored or sent. In doubt it does. */
export function holdsSecret(text: string): boolean {
  if (text.length < FEWEST_SIGNS) return false;
  return text.length > SEARCH_LIMIT || findKey(normalised(text)) !== undefined;
}

/** No name, date or account is longer. Chosen, not measured. */
const LONGEST_MENDED = 2_000;

/**
 * The text up to a possible key in it, with "…" for the key and the rest: after one piece of a key come its other
 * pieces.
 */
export function withoutSecrets(text: string): string {
  if (!holdsSecret(text)) return text;
  if (text.length > LONGEST_MENDED) return '…';
  let rest = normalised(text);
  // Each pass cuts before the match, so the loop ends.
  for (let found = findKey(rest); found; found = findKey(rest)) {
    // Also cuts the text before it up to a space, and groups with digits: the first group of a key may say nothing by
    // itself.
    rest = rest
      .slice(0, found[0])
      .replace(/[!-~]{1,200}$/, '')
      .replace(/(?:\s{1,9}(?=[!-~]{0,40}\d)[!-~]{1,81}){1,50}\s*$/, '')
      .trimEnd();
  }
  return `${rest} …`.trim();
}
