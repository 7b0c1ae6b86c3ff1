import { isOtherValueLabel } from './secret-labels';

/**
 * The shapes by which a key's secret is recognised. `v2` and `jwt` are secrets wherever they stand; `token`, a long
 * random-looking text, is one unless its place says otherwise; `possible` is one only where secrets stand.
 */
export type SecretShape = 'v2' | 'jwt' | 'token' | 'possible';

/** A piece of a text that may be a secret. It lives in the page's memory only, for the moment of a look. */
export interface SecretCandidate {
  shape: SecretShape;
  value: string;
  /** What the text itself calls it: "Key ID: …", "request_id=…". */
  label?: string;
}

/** How much a search has cost, in steps: one for each sign that a pattern is given. Several texts may share it. */
export interface Effort {
  steps: number;
}

/**
 * No text is searched beyond this: nobody copies a key in a megabyte, and the page must not be held up. For the guard of
 * copies the answer is then what was found so far: a warning that does not come is what it was without us. Where a text
 * is to be stored, what was not searched counts as a secret.
 */
export const SEARCH_LIMIT = 100_000;
/** Nor are more texts begun once they have cost so much together; one of full length costs a quarter of it. */
export const MOST_STEPS = 5_000_000;
/** An unbroken text shorter than this is no secret: names and ids of all kinds are. */
export const SHORTEST = 24;

/** Read keys start with `v2:`, then 64 hexadecimal digits and 32 URL-safe base64 characters (told by a user, 2026). */
const V2 = /\bv2:[0-9a-f]{64}:[\w-]{32}/gi;
/**
 * With what is before it in its unbroken run: begun at each "eyJ" of a run the search would read that to its end each
 * time. The token itself begins where {@link TOKEN_START} is.
 */
const JSON_WEB_TOKEN = /(?<![\w-])(?=[\w-]*\beyJ[\w-]{8})[\w-]+\.eyJ[\w-]{8,}\.[\w-]{8,}/g;
const TOKEN_START = /\beyJ[\w-]{8}/;
/** As an id is written; a secret may be one, so its place decides. */
export const UUID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi;

/** What is long and unbroken and never a secret. What is behind an address's question mark is looked at on its own. */
const HARMLESS = [
  // Ids of datasets and collections on data.gov.sg: `d_` and 32 hexadecimal digits.
  /\b[a-z]_[0-9a-f]{32}\b/gi,
  /\b(?:[a-z][a-z+-]{1,9}:\/\/|www\.)[^\s"'<>?#]+/gi,
  /(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+/g,
  /\b\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?/g,
  // A picture or the checksum of a script in a line of code.
  /;base64,[\w+/=]+/g,
  /\bsha\d{3}-[\w+/=]+/g,
];

const UNBROKEN = /[\w+/=.~:•●∙*…-]{24,}/g;
const MASKED = /[•●∙…]|\*{3}|\.{3}|x{6,}|^(.)\1*$/i;
const PLACEHOLDER = /your|example|placeholder|insert|replace|changeme|dummy|goes[\W_]?here/i;
const ADDRESS = /^\/[a-z][a-z0-9.-]*\/|\.(?:sg|com|org|net|html?|json|csv|pdf|png|js)\b/i;

/**
 * All that may be a secret in a text, surest first, each once. Each pattern goes through the text once, and looks back or
 * ahead by so many signs at most, so that the work grows with the text and no faster.
 */
export function secretCandidates(text: string, effort: Effort = { steps: 0 }): SecretCandidate[] {
  // Most texts of a page are shorter than any secret.
  if (text.length < SHORTEST || effort.steps > MOST_STEPS) return [];
  const candidates: SecretCandidate[] = [];
  let rest = text.slice(0, SEARCH_LIMIT);
  const take = (pattern: RegExp, shape?: SecretShape): void => {
    effort.steps += rest.length;
    rest = rest.replace(pattern, (value) => {
      const start = shape === 'jwt' ? value.search(TOKEN_START) : 0;
      if (shape) candidates.push({ shape, value: value.slice(start) });
      return `${value.slice(0, start)} `;
    });
  };
  take(V2, 'v2');
  take(JSON_WEB_TOKEN, 'jwt');
  for (const pattern of HARMLESS) take(pattern);
  const unsure: SecretCandidate[] = [];
  const known = new Set<string>();
  effort.steps += rest.length;
  for (const { 0: value, index } of rest.matchAll(UNBROKEN)) {
    // What is repeated is what it was called first.
    if (known.has(value)) continue;
    known.add(value);
    effort.steps += value.length + LABEL_REACH;
    const shape = shapeOfUnbroken(value);
    const label = shape && labelBefore(value, rest, index);
    if (shape) (shape === 'token' ? candidates : unsure).push({ shape, value, ...(label && { label }) });
  }
  return [...candidates, ...unsure];
}

/** The shape of the surest secret in a text, or `undefined` if there is none. What the text itself calls an id is none. */
export function secretShapeIn(text: string): SecretShape | undefined {
  return secretCandidates(text).find(({ label }) => label === undefined || !isOtherValueLabel(label))?.shape;
}

/** A label begins so many signs before its value at most. */
const LABEL_REACH = 83;
const LABEL_BEFORE = /(?<=([^\n\t:="',{}]{1,40})["']?\s{0,20}[:=]\s{0,20}["']?)/y;

function labelBefore(value: string, text: string, index: number): string | undefined {
  const within = value.match(/^([A-Za-z][\w.-]{0,39})[=:]/)?.[1];
  if (within) return within;
  LABEL_BEFORE.lastIndex = index;
  return LABEL_BEFORE.exec(text)?.[1]?.trim();
}

/** Tells a secret from names, identifiers in code, addresses, placeholders and masks. */
function shapeOfUnbroken(value: string): SecretShape | undefined {
  if (MASKED.test(value) || PLACEHOLDER.test(value) || ADDRESS.test(value)) return undefined;
  const uuid = value.match(UUID)?.[0];
  if (uuid && value.length - uuid.length < SHORTEST) return uuid.length === value.length || /[=:]/.test(value) ? 'possible' : 'token';
  const runs = value.split(/[^A-Za-z0-9]+/).filter(Boolean);
  const unlike = runs.filter((run) => !readsAsWords(run)).join('');
  if (unlike.length >= 16 || isCutRandom(runs)) return 'token';
  // One run that could be read as words: "productionUploader2026Backup01", or a secret that happens to.
  return runs.some((run) => run.length >= SHORTEST && /\d/.test(run)) ? 'possible' : undefined;
}

/** Random text whose alphabet has a sign at which it is cut into runs, as `-` of URL-safe base64: hardly a word in it. */
function isCutRandom(runs: readonly string[]): boolean {
  const text = runs.join('');
  const inNumbers = runs.filter((run) => /^\d+$/.test(run)).join('').length;
  const isLong = text.length >= 20 && text.length / runs.length >= 5 && inNumbers < text.length / 3;
  return isLong && /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text) && runs.reduce((sum, run) => sum + spokenLength(run), 0) < text.length * 0.35;
}

export const PARTS = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g;

/** Whether letters and digits without a break read as words and numbers: "uploader", "2026", "gazetteUploader2". */
export function readsAsWords(run: string): boolean {
  const parts = run.match(PARTS) ?? [];
  if (parts.length === 1) return run.length <= 8 || isWord(run); // A short one may be a number, or an abbreviation.
  return spokenLength(run) >= run.length * 0.5 || run.length <= 5;
}

/** How many of the letters are in words. */
export function spokenLength(text: string): number {
  return (text.match(PARTS) ?? []).filter((part) => part.length >= 4 && isWord(part)).join('').length;
}

/** Whether letters can be spoken: vowels in between, never five consonants in a row, nothing four times. */
export function isWord(letters: string): boolean {
  if (!/^[a-z]+$/i.test(letters) || /[^aeiouy]{5}|[aeiou]{4}|(.)\1{3}/i.test(letters)) return false;
  const share = (letters.match(/[aeiouy]/gi)?.length ?? 0) / letters.length;
  return share >= 0.2 && share <= 0.7;
}
