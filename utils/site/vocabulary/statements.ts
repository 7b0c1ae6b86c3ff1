import {
  BEFORE_EXPIRY,
  BEGINS_WITH_NEVER,
  EXPIRES,
  HAPPENED,
  NEVER_USED,
  ONLY_LEFT,
  ONLY_NEVER_USED,
  SENTENCE_START,
  SUBJECT,
  WEAK_FACT,
} from './phrase-patterns';

import { fieldOf } from './labels';

/* What a text says of a key: that it expires, that it never does, what else happened to it. */

/** Words and a colon that may stand between the word for an expiry and its date. */
const BEFORE_DATE = /^(?: (?:date|time|on|at|in))*\s*[:：]?\s*/i;
const WHEN =
  /^(?:.*\d|never\b|today|yesterday|just now|by\s|an?\s|(?:within|over|about|more than|less than|last|this)\s)/i;
const WERE_CREATED = /^(?:was|were) (?:created|issued|generated|added)\b/i;
const BEFORE_SPAN =
  /^(?:can be used|valid(?:ity)?(?: period)?|active|usable|works)[ :：]{1,3}(?:from |between |since |(?=\d))/i;
const WITHIN_SPAN = /\s(?:to|till|until|through|and|-)\s|\s?[–—]\s?/i;
/** In characters. Longer texts are prose. Chosen, not measured. */
const LONGEST_SPAN = 120;

/** The second date of "Valid from 5 Dec 2025 until 5 Dec 2026", or of "Validity: 5 Dec 2025 – 5 Dec 2026". */
export function endOfSpan(text: string): string | undefined {
  if (text.length > LONGEST_SPAN || !BEFORE_SPAN.test(text)) return undefined;
  const dates = text.replace(BEFORE_SPAN, '').split(WITHIN_SPAN);
  return dates.length === 2 && dates.every((date) => /\d/.test(date)) ? dates[1] : undefined;
}

/** A label of the expiry before its value: "Termination date: 5 Dec 2026", "Good through 5 Dec 2026". */
const LABEL_THEN_VALUE = /^([^\d:：]{2,40}?)(?:\s?[:：]\s?(?=\S)|\s(?=\d))/;

function labelledValue(text: string): string | undefined {
  const [before, label = ''] = LABEL_THEN_VALUE.exec(text) ?? [];
  return before !== undefined && fieldOf(label) === 'expiry' ? text.slice(before.length) : undefined;
}

/** Whether a text begins by saying that a key expires. */
export function beginsWithExpiry(text: string): boolean {
  return (
    EXPIRES.test(text.replace(BEFORE_EXPIRY, '')) ||
    BEGINS_WITH_NEVER.test(text) ||
    ONLY_LEFT.test(text) ||
    labelledValue(text) !== undefined ||
    endOfSpan(text) !== undefined
  );
}

/** What is left: "another 2 weeks", "5 more days". */
const LEFT = /^(?:(?:another|the next) (?=\w)|(?=\w+ more ))(\w+)(?: more)?/i;

/** What a text that begins so says after it. */
export function afterExpiry(text: string): string {
  const said = text.replace(BEFORE_EXPIRY, '');
  const rest = EXPIRES.test(said) ? said.replace(EXPIRES, '').replace(BEFORE_DATE, '') : (labelledValue(text) ?? said);
  return endOfSpan(text) ?? rest.replace(LEFT, 'in $1');
}

/** Whether a text, without its subject, is no more than a word for an end, or for none. */
export function isWeakStatement(text: string): boolean {
  return WEAK_FACT.test(text);
}

export function withoutSentenceStart(text: string): string {
  return text.replace(SENTENCE_START, '');
}

/** Strips the subject from a sentence about a key: "This key expires …". */
export function withoutSubject(text: string): string {
  return withoutSentenceStart(text).replace(SUBJECT, '');
}

/** Whether a text says something about a key other than its expiry. */
export function saysSomethingElse(text: string): boolean {
  const [happened] = HAPPENED.exec(text) ?? [];
  return (
    (happened !== undefined && WHEN.test(text.slice(happened.length))) ||
    NEVER_USED.test(text) ||
    ONLY_NEVER_USED.test(text) ||
    WERE_CREATED.test(text)
  );
}
