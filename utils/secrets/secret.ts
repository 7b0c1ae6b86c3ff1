import { append, cut, find } from '../page-model/captured';
import { DATASET_ID, UUID } from './ids';
import { eachMatch, firstMatch, has, replaced, trimmed } from '../page-model/plain-search';
import { isOtherValueLabel } from './secret-labels';

/**
 * The shapes by which a key's secret is recognised. `v2` and `jwt` are secrets anywhere; `token`, a long random-looking
 * text, is one unless its place says otherwise; `possible` is one only in a place of secrets.
 */
export type SecretShape = 'v2' | 'jwt' | 'token' | 'possible';

/** A piece of a text that may be a secret. It lives in the page's memory only, for the moment of a scan. */
export interface SecretCandidate {
  shape: SecretShape;
  value: string;
  /** Its label in the text itself: "Key ID: …", "request_id=…". */
  label?: string | undefined;
}

/**
 * The cost of a search so far, in steps: one for each character that a pattern is given. Several texts may share it.
 */
export interface Effort {
  steps: number;
}

/**
 * No text is searched beyond this: nobody copies a key in a megabyte, and the page must not be held up. The guard of
 * copies then uses what was found so far: a missing warning is no worse than without us. For storage, unsearched text
 * counts as a secret (docs/leak-guard.md).
 */
export const SEARCH_LIMIT = 100_000;
/**
 * The search starts on no further text once all have cost so much together; one of full length costs a quarter of it
 * (docs/leak-guard.md).
 */
export const MOST_STEPS = 5_000_000;
/** A shorter unbroken text is no secret: names and ids of all kinds are as short (secret.test.ts). */
export const SHORTEST = 24;

/**
 * Read keys start with `v2:`, then 64 hexadecimal digits and 32 URL-safe base64 characters (reported by a user, 2026).
 */
const V2 = /\bv2:[0-9a-f]{64}:[\w-]{32}/gi;
/**
 * Includes the text before it in its unbroken run: if the search began at each "eyJ" of a run, it would read the run to
 * its end each time. The token itself begins at {@link TOKEN_START}.
 */
const JSON_WEB_TOKEN = /(?<![\w-])(?=[\w-]*\beyJ[\w-]{8})[\w-]+\.eyJ[\w-]{8,}\.[\w-]{8,}/g;
const TOKEN_START = /\beyJ[\w-]{8}/;

/** Long unbroken texts that are never secrets. The query of an address is searched separately. */
const HARMLESS = [
  DATASET_ID,
  /\b(?:[a-z][a-z+-]{1,9}:\/\/|www\.)[^\s"'<>?#]+/gi,
  /(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+/g,
  /\b\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?/g,
  // A picture, or the checksum of a script in a line of code.
  /;base64,[\w+/=]+/g,
  /\bsha\d{3}-[\w+/=]+/g,
];

const UNBROKEN = /[\w+/=.~:•●∙*…-]{24,}/g;
const MASKED = /[•●∙…]|\*{3}|\.{3}|x{6,}|^(.)\1*$/i;
const PLACEHOLDER = /your|example|placeholder|insert|replace|changeme|dummy|goes[\W_]?here/i;
const ADDRESS = /^\/[a-z][a-z0-9.-]*\/|\.(?:sg|com|org|net|html?|json|csv|pdf|png|js)\b/i;

/**
 * All possible secrets in a text, surest first, each once. Each pattern goes through the text once, and looks back or
 * ahead by a bounded number of characters, so the work grows only linearly with the text.
 */
export function secretCandidates(text: string, effort: Effort = { steps: 0 }): SecretCandidate[] {
  // Most texts of a page are shorter than any secret.
  if (text.length < SHORTEST || effort.steps > MOST_STEPS) return [];
  const candidates: SecretCandidate[] = [];
  let rest = cut(text, 0, SEARCH_LIMIT);
  const take = (pattern: RegExp, shape?: SecretShape): void => {
    effort.steps += rest.length;
    rest = replaced(rest, pattern, (value) => {
      const start = shape === 'jwt' ? firstMatch(TOKEN_START, value)!.index : 0;
      if (shape) append(candidates, { shape, value: cut(value, start), label: undefined });
      return `${cut(value, 0, start)} `;
    });
  };
  take(V2, 'v2');
  take(JSON_WEB_TOKEN, 'jwt');
  for (let index = 0; index < HARMLESS.length; index++) take(HARMLESS[index]!);
  const unsure: SecretCandidate[] = [];
  const known = { __proto__: null } as unknown as Record<string, true>;
  effort.steps += rest.length;
  eachMatch(UNBROKEN, rest, (value, index) => {
    // A repeated value keeps its first label.
    if (known[value]) return;
    known[value] = true;
    effort.steps += value.length + LABEL_REACH;
    const shape = shapeOfUnbroken(value);
    if (shape)
      append(shape === 'token' ? candidates : unsure, {
        shape,
        value,
        label: labelBefore(value, rest, index) || undefined,
      });
  });
  for (let index = 0; index < unsure.length; index++) append(candidates, unsure[index]!);
  return candidates;
}

/** Whether a whole text is long and never a secret: an address, an instant, the id of a dataset. */
export function isHarmless(text: string): boolean {
  return trimmed(HARMLESS.reduce((rest, pattern) => replaced(rest, pattern, () => ' '), text)) === '';
}

/**
 * The shape of the surest secret in a text, or `undefined` if there is none. A value that the text itself labels as an
 * id is none.
 */
export function secretShapeIn(text: string): SecretShape | undefined {
  const candidates = secretCandidates(text);
  for (let index = 0; index < candidates.length; index++) {
    const { shape, label } = candidates[index]!;
    if (label === undefined || !isOtherValueLabel(label)) return shape;
  }
  return undefined;
}

/** The farthest that a label begins before its value, in characters: all that {@link LABEL_BEFORE} may repeat. */
const LABEL_REACH = 83;
const LABEL_WITHIN = /^([A-Za-z][\w.-]{0,39})[=:]/;
const LABEL_BEFORE = /(?<=([^\n\t:="',{}]{1,40})["']?\s{0,20}[:=]\s{0,20}["']?)/y;

function labelBefore(value: string, text: string, index: number): string | undefined {
  const within = firstMatch(LABEL_WITHIN, value)?.[1];
  if (within) return within;
  LABEL_BEFORE.lastIndex = index;
  const before = find(LABEL_BEFORE, text)?.[1];
  return before && trimmed(before);
}

/**
 * So many characters that do not read as words are no abbreviation (secret.test.ts: a name of abbreviations and a
 * date).
 */
const ENOUGH_UNLIKE = 16;

/** Distinguishes secrets from names, identifiers in code, addresses, placeholders and masks. */
function shapeOfUnbroken(value: string): SecretShape | undefined {
  if (has(MASKED, value) || has(PLACEHOLDER, value) || has(ADDRESS, value)) return undefined;
  const uuid = firstMatch(UUID, value)?.[0];
  if (uuid && value.length - uuid.length < SHORTEST)
    return uuid.length === value.length || has(/[=:]/, value) ? 'possible' : 'token';
  const runs = runsOf(value);
  if (runs.unlike >= ENOUGH_UNLIKE || isCutRandom(runs)) return 'token';
  // One run that could be read as words: "productionUploader2026Backup01", or a secret that happens to.
  return runs.hasLongWithDigit ? 'possible' : undefined;
}

/** Counts over the unbroken letters and digits of a text. */
interface Runs {
  count: number;
  text: string;
  /** Characters in runs that do not read as words, in runs of only digits, and in words. */
  unlike: number;
  inNumbers: number;
  spoken: number;
  hasLongWithDigit: boolean;
}

function runsOf(value: string): Runs {
  const runs: Runs = { count: 0, text: '', unlike: 0, inNumbers: 0, spoken: 0, hasLongWithDigit: false };
  eachMatch(/[A-Za-z0-9]+/g, value, (run) => {
    runs.count++;
    runs.text += run;
    if (!readsAsWords(run)) runs.unlike += run.length;
    if (has(/^\d+$/, run)) runs.inNumbers += run.length;
    runs.spoken += spokenLength(run);
    runs.hasLongWithDigit ||= run.length >= SHORTEST && has(/\d/, run);
  });
  return runs;
}

/**
 * Random text cut into runs by a character of its own alphabet, as `-` in URL-safe base64: long enough, hardly cut, and
 * with hardly a word or a number in it (secret.test.ts: names of abbreviations).
 */
function isCutRandom({ text, count, inNumbers, spoken }: Runs): boolean {
  const isLong = text.length >= 20 && text.length / count >= 5 && inNumbers < text.length / 3;
  return isLong && has(/[a-z]/, text) && has(/[A-Z]/, text) && has(/\d/, text) && spoken < text.length * 0.35;
}

const PARTS = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g;

/**
 * Whether letters and digits without a break read as words and numbers: "uploader", "2026", "gazetteUploader2". Half of
 * them do, or they are too few to judge (secret.test.ts: names of abbreviations, of words cut short).
 */
function readsAsWords(run: string): boolean {
  // A short one may be a number, or an abbreviation.
  if (firstMatch(PARTS, run)?.[0] === run) return run.length <= 8 || isWord(run);
  return spokenLength(run) >= run.length * 0.5 || run.length <= 5;
}

/** The number of letters that are in words, of four letters on (secret.test.ts: a name of words cut short). */
function spokenLength(text: string): number {
  let length = 0;
  eachMatch(PARTS, text, (part) => {
    if (part.length >= 4 && isWord(part)) length += part.length;
  });
  return length;
}

/**
 * Whether letters are pronounceable: vowels in between, never five consonants in a row, nothing four times
 * (secret.test.ts: a name of words cut short).
 */
function isWord(letters: string): boolean {
  if (!has(/^[a-z]+$/i, letters) || has(/[^aeiouy]{5}|[aeiou]{4}|(.)\1{3}/i, letters)) return false;
  let vowels = 0;
  eachMatch(/[aeiouy]/gi, letters, () => vowels++);
  const share = vowels / letters.length;
  return share >= 0.2 && share <= 0.7;
}
