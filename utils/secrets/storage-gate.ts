import { DATASET_ID, isUuid, UUID } from './ids';
import { FEWEST_SIGNS, findDrawn, findGroups, normalised, PLAIN_ALPHABETS, type Span } from './likelihood';

/*
 * The gate around storage: every text that is to be stored or sent goes through it, whoever it comes from. It goes by the
 * text alone. What excuses a text where only a warning is at stake (its label, a mask, an address) excuses nothing here:
 * a warning too many costs a press, a key that is stored breaks our first promise.
 */

/** What stands before a UUID that is the id of a dataset, resource or collection of another catalogue, such as CKAN. */
const CATALOGUE = /\b(?:dataset|resource|collection)s?(?:[\s_-]?id)?["']?\s{0,3}[:=/#(]?\s{0,3}["']?$/i;
/** What makes of it a key again, when it stands before that: "API key of the dataset: …". */
const SECRET_WORD = /key|token|secret|passw|credential|kunci|密钥|秘钥|விசை/i;
/** So far before the id, in characters. */
const WORD_REACH = 80;

/** The keys that are known, whole or cut off: the shape of a read key, of a web token and of a UUID. */
const KNOWN = /v\d:[0-9a-f]{8}|eyj[\w-]{8,200}\.|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/i;
/** The first two where they are broken by spaces or lines. */
const BROKEN = /v2:[0-9a-f]{64}|eyj[\w-]{20,200}\.eyj/i;
/** Digits alone say little, so it takes many: no phone, account or ticket number has so many. */
const DIGITS = /\d(?:[\s.-]?\d){29}/;

/** Texts longer than this are not searched, but count as ones that hold a key: nobody's name or note is as long. */
const SEARCH_LIMIT = 100_000;

/** In a text without its spaces, where words are less like words, it takes more bits and signs, none but letters and digits. */
const ENOUGH_JOINED = 24;
const FEWEST_JOINED = 24;
/** In groups it takes less, but where they are letters alone: those may be words of one length. */
const ENOUGH_IN_GROUPS = 11;
const ENOUGH_IN_LETTERS = 24;

/** Whether groups are those of a key: with digits in them, they have at least so many signs. */
function areOfKey(groups: readonly string[], shortest: number): boolean {
  const [size, joined] = [groups[0]!.length, groups.join('')];
  const hasDigits = /\d/.test(joined);
  const isLong = joined.length >= (hasDigits ? 12 : 24) && (size >= (hasDigits ? shortest : 5) || groups.length >= 16);
  const areMixed =
    groups.length >= (size >= 5 ? 3 : 4) &&
    groups.filter((group) => /\d/.test(group) && /[a-z]/i.test(group)).length >= 2;
  return isLong && (areMixed || findDrawn(joined, hasDigits ? ENOUGH_IN_GROUPS : ENOUGH_IN_LETTERS) !== undefined);
}

/** A text without the ids that look like keys and are none, in whose place spaces stand. */
function withoutIds(text: string): string {
  const blank = (id: string): string => ' '.repeat(id.length);
  return text.replace(DATASET_ID, blank).replace(UUID, (id, at: number) => {
    const before = text.slice(Math.max(0, at - WORD_REACH), at);
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

/** Whether a text is a key of which a part is shown at most. */
export function isMasked(text: string): boolean {
  return text.length <= 80 && MASK.test(text);
}

/** All of a text that is a read key, a web token, or a key masked but for its ends. */
const SURE = /^(?:v\d:[0-9a-f]{8}|eyj[\w-]{8,200}\.eyj|\S{0,16}[•●∙*]{4})\S{0,200}$/i;

/** Whether all of a text is a key beyond doubt, or a masked one: its shape is known. */
export function isSurelyKey(text: string): boolean {
  return isUuid(text) || SURE.test(text);
}

/** Whether a copied text has a whole key in it that is broken into lines, or by spaces and signs that nobody sees. */
export function isBrokenKey(text: string): boolean {
  return text.length <= LONGEST_MENDED && BROKEN.test(normalised(text).replace(/\s+/g, ''));
}

/** Whether a text may hold a key, or a part of one, so that it must not be stored nor sent. In doubt it does. */
export function holdsSecret(text: string): boolean {
  if (text.length < FEWEST_SIGNS) return false;
  return text.length > SEARCH_LIMIT || findKey(normalised(text)) !== undefined;
}

/** No name, date or account is longer. */
const LONGEST_MENDED = 2_000;

/**
 * The text up to what may be a key in it, with "…" in place of that and the rest: behind a key that is cut into pieces
 * stand its other pieces.
 */
export function withoutSecrets(text: string): string {
  if (!holdsSecret(text)) return text;
  if (text.length > LONGEST_MENDED) return '…';
  let rest = normalised(text);
  // Each turn ends before what was found, so that there is an end to them.
  for (let found = findKey(rest); found; found = findKey(rest)) {
    // With all that stands before it without a space, and groups of digits: the first of a key may say nothing alone.
    rest = rest
      .slice(0, found[0])
      .replace(/[!-~]{1,200}$/, '')
      .replace(/(?:\s{1,9}(?=[!-~]{0,40}\d)[!-~]{1,81}){1,50}\s*$/, '')
      .trimEnd();
  }
  return `${rest} …`.trim();
}
