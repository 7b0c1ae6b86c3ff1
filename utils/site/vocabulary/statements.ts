/*
 * The words by which a text says something of a key: that it expires, that it never does, what else happened to it.
 * Patterns of whole statements; the labels of fields are in labels.ts.
 */

/** Words that may come before the word for an expiry: "API key will". */
const BEFORE_EXPIRY = /^(?:(?:api )?key )?(?:(?:will|has|was|already|now) )*/i;
const EXPIRES =
  /^(?:expir(?:y|ation|e[sd]?|ing)|exp\b\.?|valid (?:until|till|through|thru|to)|good until|usable until|works until|(?:renew|rotate) (?:by|before)|stops working|lapses?|validity\s*(?:[:：]\s*)?until|ends (?:on|at)?|valid for)(?![\w-])/i;
/** Words and a colon that may stand between the word for an expiry and its date. */
const BEFORE_DATE = /^(?: (?:date|time|on|at|in))*\s*[:：]?\s*/i;
/**
 * Another statement about a key ("Created on 7 Aug 2026"), not a name that begins with such a word ("used-car-prices").
 */
const HAPPENED =
  /^(?:created|issued|iss\.|issue date|generated|added|last used|used|updated|last (?:accessed|active))(?:\s+(?:on|at|in))?\s*[:：]?\s+/i;
const WHEN = /^(?:.*\d|never\b|today|yesterday|just now|by\s|(?:within|over|about|more than|less than|last|this)\s)/i;
const NEVER_USED = /^(?:never used|(?:was|were) (?:created|issued|generated|added))\b/i;
/** Only a word for an end, or for none: "Expired", "Has expired", "Never expires (not recommended)". */
const WEAK_FACT =
  /^(?:(?:has |already |now )*expired|(?:will )?never expires?|(?:has )?no expir(?:y|ation)(?: date)?|(?:does(?: not|n['’]t)|will not|won['’]t) expire)[.!]?(?:\s*\([^()]{1,60}\)|\s+[-–—]\s.{1,60}|(?:(?<=[.!])|,? and (?:can|may|will|must|is)|,? please)\s.{1,60})?$/i;
/** A subject makes it a sentence, which may be a notice. */
const SUBJECT =
  /^(?:it|(?:(?:this|the|your) )?(?:api )?(?:key|token)) (?:(?:is|was) (?=already |expired|valid )|(?=has |already |expire|(?:will )?never |does |will |won|valid ))/i;
/** A sentence about the key beside it: "This key expires on 7 Aug 2027." */
const SENTENCE_START = /^(?:this|the|your) (?:api )?key (?:(?:will|is) )?(?=expire|valid)/i;

/** Whether a text begins by saying that a key expires. */
export function beginsWithExpiry(text: string): boolean {
  return EXPIRES.test(text.replace(BEFORE_EXPIRY, ''));
}

/** What a text that begins so says after it. */
export function afterExpiry(text: string): string {
  return text.replace(BEFORE_EXPIRY, '').replace(EXPIRES, '').replace(BEFORE_DATE, '');
}

/** Whether a text, without its subject, is no more than a word for an end, or for none. */
export function isWeakStatement(text: string): boolean {
  return WEAK_FACT.test(text);
}

/** Whether a text is a sentence about the key beside it. */
export function isSentenceOfKey(text: string): boolean {
  return SENTENCE_START.test(text);
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
  return (happened !== undefined && WHEN.test(text.slice(happened.length))) || NEVER_USED.test(text);
}
