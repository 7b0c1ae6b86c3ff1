import { PHRASES, type Field, type Place } from './phrases';

/*
 * Patterns of what a text says of a key in words of its own: beginnings of sentences and what separates them. All are
 * derived from the phrases.
 */

/** The phrases for these fields that stand in a place, as a part of a pattern. */
function phrasesIn(place: Place, ...fields: readonly Field[]): string {
  return phrasesInAny([place], fields);
}

function phrasesInAny(places: readonly Place[], fields: readonly Field[]): string {
  const all = PHRASES.filter(({ field, as }) => fields.includes(field) && places.some((place) => as.includes(place)));
  // "exp." comes before "exp".
  const longestFirst = all.map(({ text }) => text).sort((phrase, other) => other.length - phrase.length);
  return `(?:${longestFirst.map(patternOf).join('|')})`;
}

function patternOf(phrase: string): string {
  // "Active (until 5 Dec 2026)"
  return phrase
    .replace('.', '\\.')
    .replace("'", "['’]")
    .replace(':', ' ?[:：]')
    .replace(/^auto /, 'auto(?:matically)?[ -]')
    .replace(' until', ' \\(?until');
}

const EXPIRY_SENTENCE = phrasesIn('sentence', 'expiry');
const EXPIRY_INLINE = phrasesIn('inline', 'expiry');
const EVENT = phrasesIn('sentence', 'created', 'lastUsed', 'event');
const EVENT_INLINE = phrasesIn('inline', 'created', 'lastUsed', 'event');
const ENDED = phrasesIn('ended', 'expiry');
const NEVER = phrasesIn('never', 'expiry');
/** The phrase ends here. */
const END = '(?![\\w-])';
/** What a sentence about a key calls it. */
const KEY = '(?:(?:personal|new|api|access|auth|admin|read|write|secret) ){0,3}(?:key|token|credential)';
const KEY_AS_SUBJECT = `(?:it|(?:(?:this|the|your) )?${KEY})`;
/** What may come before an event: "It was created", "This key has never been used". */
const BEFORE_EVENT = `(?:(?:${KEY_AS_SUBJECT} )?(?:was|has been) )?`;

/** Words that may come before the word for an expiry: "API key will", "You need to". */
export const BEFORE_EXPIRY = new RegExp(
  '^(?:(?:api )?key |you (?:need to|must|should|have to) |please )?' +
    '(?:(?:will|has|was|already|now|still|remains|stays) )*',
  'i',
);

/** "Active for 3 months" may be its age; "for another 3 months" is what is left. */
const FOR_MORE = '(?:active|good|usable|works) for(?= another | the next | \\d+ more | \\w+ more )';
/** Beside another date it may be said of that. */
const EXTENDED = 'extended (?:until|till|to)';

const UNIT = '(?:year|yr|month|mth|mo|week|wk|day|hour|hr|minute|min|[ydhm])(?:s|\\(s\\))?';
/** "12 days left", "12 of 90 days left", "12 days until it expires". */
const COUNT_LEFT =
  `(?:\\d{1,4}(?: ?(?:/|of) ?\\d{1,4})?|(?<=than |under )an?) ?${UNIT}(?:,? (?:and )?\\d{1,2} ?${UNIT})? ` +
  '(?:(?:left|remaining)(?: (?:until|till|before) (?:it |this key )?expire[sd]?)?|of validity left|to go|' +
  '(?:to|until|till|before) (?:expiry|expiration|(?:it |this key )expires))';
/** "You have 12 days left to renew this key" */
const TO_DO = '(?: to (?:renew|replace|rotate|extend) (?:it|(?:this|your|the) (?:api )?key))?';
/** "13 days left" needs no word for an end, if it is all that a text says, or beside a status. */
export const ONLY_LEFT = new RegExp(
  '^(?:(?:it|this key|you) (?:still )?(?:has|have) )?' +
    '(?:(?:about|only|just|over|more than|less than|under|almost|nearly) |[~<>] ?)?' +
    `${COUNT_LEFT}${TO_DO}[.!)]?$`,
  'i',
);
export const SAYS_LEFT = new RegExp(`\\b${COUNT_LEFT}[.!)]?$`, 'i');

/** The beginning of a text that says when a key expires. */
export const EXPIRES = new RegExp(`^(?:${EXPIRY_SENTENCE}|${FOR_MORE}|${EXTENDED})${END}`, 'i');

/** Anywhere in a text. */
export const SAYS_EXPIRY = new RegExp(`\\b${EXPIRY_SENTENCE}${END}`, 'i');
/** A label that mentions the expiry: "Token expiry". */
export const MENTIONS_EXPIRY = new RegExp(`\\b${phrasesIn('mention', 'expiry')}${END}`, 'i');

/** The beginning of a text that says that a key never expires, perhaps only on a condition. */
export const BEGINS_WITH_NEVER = new RegExp(`^${NEVER}${END}`, 'i');
/** The text says that a key never expires. */
export const SAYS_NEVER = new RegExp(`\\b${NEVER}${END}`, 'i');

/**
 * Another statement about a key ("Created on 7 Aug 2026"), not a name that begins with such a word ("used-car-prices").
 */
export const HAPPENED = new RegExp(`^${BEFORE_EVENT}${EVENT}(?:\\s+(?:on|at|in))?\\s*[:：]?\\s+`, 'i');

const NEVER_USED_BEFORE = `^(?:${KEY_AS_SUBJECT} )?(?:was |has )?(?:never|not)(?: yet)?(?: been)? (?:used|accessed)`;
/** "Never used", "This key has not been used since its creation". */
export const NEVER_USED = new RegExp(NEVER_USED_BEFORE + END, 'i');
/** The text says only that: there is no time since which it holds. */
export const ONLY_NEVER_USED = new RegExp(`(?:${NEVER_USED_BEFORE}|^no activity)(?: yet| before)?[.!]?$`, 'i');

/** When a key was created, perhaps by whom: "Created by Mei Ling on 7 Aug 2026", "Mei Ling created this key on". */
export const CREATION = new RegExp(
  `^(?:${BEFORE_EVENT}${phrasesIn('sentence', 'created')}(?: by \\D{1,60}?(?= on | at ))?|` +
    `\\D{1,60}? created ${KEY_AS_SUBJECT})` +
    '(?: on| at)?\\s*(?:[:：]\\s*)?(\\S.*)$',
  'i',
);

/** When a key was last used: "Last used on 7 Aug 2026, 18:00", "Last used: never". */
export const LAST_USE = new RegExp(
  `^${BEFORE_EVENT}${phrasesIn('sentence', 'lastUsed')}(?: on| at)?(?:\\s*[:：]\\s*|\\s+)(\\S.*)$`,
  'i',
);

/** What may follow such a word: a remark, or advice. */
const ADVICE =
  '(?:\\s*\\([^()]{1,60}\\)|\\s+[-–—]\\s.{1,60}|' +
  '(?:(?<=[.!])|,? and (?:can|may|will|must|is)|,? please|, (?:renew|rotate|replace))\\s.{1,60})?';

/** Only a word for an end, or for none: "Expired", "Has expired", "Never expires (not recommended)". */
export const WEAK_FACT = new RegExp(
  `^(?:(?:has |already |now )*${ENDED}|(?:will |has |with )?${NEVER}(?: set)?)[.!]?${ADVICE}$`,
  'i',
);

/** A sentence about the key beside it: "This key expires on 7 Aug 2027." */
export const SENTENCE_START = new RegExp(`^(?:this|the|your) ${KEY} (?:(?:will|is) )?(?=${EXPIRY_INLINE}|valid)`, 'i');

/** A subject makes it a sentence, which may be a notice. */
export const SUBJECT = new RegExp(
  `^${KEY_AS_SUBJECT} (?:(?:is|was) (?=already |expired|valid |active |good |still |no longer )|` +
    `(?=has |already |no longer |ends on |${EXPIRY_INLINE}|(?:will )?never |does |doesn|will |won|valid |` +
    'can be used |works |remains |stays ))',
  'i',
);

/** Separates the parts of one run of text: dots and bars, or words that start another statement about the key. */
export const SEPARATOR = new RegExp(
  '(?<!\\s)(?:\\s+[·•|–—]\\s+|\\s*[·•|]\\s*|' +
    `\\s+and\\s+(?=(?:(?:will |never |is )?(?:(?:due|set) to )?${EXPIRY_INLINE}|${NEVER})\\b)|` +
    // "Stops working on 7 Aug 2026, so replace it before then."
    `,\\s+(?=(?:so|then|after which|unless|please|but|and (?:must|should|can|cannot|will))\\s)|` +
    `\\s+\\((?=(?:${EXPIRY_SENTENCE}|${EVENT_INLINE}|${NEVER})\\b|${COUNT_LEFT}\\)$)|` +
    '(?:[,;]|\\s[-/])\\s+(?=(?:never |does not |will |no |now )?(?:(?:due|set) to )?' +
    `(?:${EXPIRY_INLINE}|expir(?:y|ation)|${EVENT_INLINE}|${NEVER})\\b)|` +
    // Lines without their ends: "Created 5 Dec 2025 Expires 5 Dec 2026". "1 expires in 7 days" is a count.
    `(?<=\\d{4})\\s+(?=(?:(?:${EXPIRY_INLINE}|${EVENT_INLINE})[:：]?\\s\\w{0,9} ?\\d|${NEVER}${END}))|` +
    `:\\s+(?=${EXPIRY_INLINE}\\s))`,
  'i',
);
/** A fast check: every separator matches, and few texts of a page do. */
export const MAY_BE_SEPARATED = /[·•|–—,;(:]|\s[-/]\s|\band\b|\d{4}\s(?:exp|cre|nev|no|las)/i;

export const NAME_THEN_EXPIRY = new RegExp(`^(\\S+) (?:(?:will|is set to) )?(${EXPIRY_INLINE} .+)$`, 'i');
/** The same with the date before it. */
export const NAME_THEN_ENDS = new RegExp(`^(\\S+(?: \\S+){0,3}?) (?:will )?(${EXPIRY_INLINE})$`, 'i');
/** A name and an expiry that are all an item of a list says. */
export const NAME_OF_WORDS_THEN_EXPIRY = new RegExp(
  `^(\\S+(?: \\S+){1,3}?) (?:(?:will|is set to) )?(${EXPIRY_INLINE} .+)$`,
  'i',
);

/**
 * Before one of several dates of a line: with the first group the key stops then, otherwise something else happens. The
 * line is in lower case.
 */
export const ANNOUNCEMENT = new RegExp(
  `\\b(?:(${phrasesInAny(['sentence', 'mention', 'stub', 'announcement'], ['expiry'])})|` +
    `${phrasesInAny(['sentence', 'announcement'], ['created', 'lastUsed', 'event'])})(?!\\w)`,
  'g',
);

/** Words around a date that do not make it a sentence about something else. */
export const FILLER = /^(?:expir\w*|valid|until|till|end(?:s|ed)?|due|date|by|on|at|for|from|to|only|soon)$/;

/** What a key, or its expiry, is called before a word that stands in the place of a date. */
const CALLED =
  '(?:(?:expires|expiry|expiration|valid|until|ends|date|status|it|this|the|your|api|key|token|' +
  'has|is|was|will|set|to|already|now) )*';
/** Words, without their marks, that stand in the place of a date. */
export const STANDS_FOR_NEVER = new RegExp(
  `^${CALLED}(?:${phrasesInAny(['never', 'value'], ['expiry']).replaceAll("['’]", '')})(?: set)?$`,
);
export const STANDS_FOR_EXPIRED = new RegExp(`^${CALLED}${ENDED}$`);
