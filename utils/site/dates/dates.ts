/**
 * Reads the dates that data.gov.sg prints. Pure: the time is an argument, and the laptop's zone is never read.
 *
 * Page text is hostile and its format is not ours, so everything is found by tables of forms. Text that looks like a
 * date and cannot be one (31 Feb, 25:00, UTC+99) reads as nothing at all, never as a neighbouring day.
 */
import type { Expiry } from '../../keys/expiry';
import type { DateOrder } from '../../keys/key';
import { DAY, HOUR, MINUTE, singaporeDay } from '../../keys/time';
import { ASCII_CONTROLS, isAscii, wordsIn } from '../../page-model/letters';
import { byText } from '../../page-model/by-text';
import type { Explain } from '../evidence/rule';
import { withoutSecrets } from '../../secrets/storage-gate';

/** The context in which a page's dates are read. */
export interface DateContext {
  /** The instant (ms) that relative dates are counted from. */
  now: number;
  /** The order of the page's numeric dates, if it is known. */
  dateOrder?: DateOrder | undefined;
  /** Hears of each judgement of the reader. */
  explain?: Explain | undefined;
  /** "3 months" is a user's choice, not a number that a library has rounded. */
  isChosen?: true;
}

type Dated = Extract<Expiry, { kind: 'dated' }>;
type Span = Omit<Dated, 'kind' | 'text'>;
/** The matches of a form, by the names of its groups. */
type Parts = Partial<Record<string, string | undefined>>;
/** A time of day and a zone, as printed beside a day. */
interface Time {
  clock: string | undefined;
  zone: string | undefined;
}
/** `isRelative`: counted from now, so a full date wins over it. */
type Form = readonly [
  pattern: RegExp,
  needs: Triggers,
  read: (parts: Parts, time: Time, context: DateContext) => Span | null,
  isRelative: boolean,
];
/**
 * A fast check: each text that a pattern matches contains one of these, in lower case. Browsers compile a pattern
 * slowly when it is first used.
 */
type Triggers = readonly string[];

/** A date found in a line of text, at `start`. Impossible dates have NaN bounds. */
interface Hit extends Span {
  start: number;
  isRelative: boolean;
  claim: Role;
}

/** The role that the words before a date give it; the higher, the likelier it is the expiry. */
const OTHER = 0;
const UNSAID = 1;
const EXPIRY = 2;
const RANGE_END = 3;
type Role = 0 | 1 | 2 | 3;

/** Singapore's offset from UTC, all year, in ms. */
const SINGAPORE = 8 * HOUR;

/** From this year on a date stands for "never": it is the last one that programs can print. */
const LAST_YEAR = 9999;
const FOREVER = Date.UTC(LAST_YEAR, 0);
/** Up to this year a date was never set: the clocks of programs begin in it, or long before. */
const FIRST_YEAR = 1970;
const LONG_PAST = Date.UTC(FIRST_YEAR + 1, 0);

/**
 * In characters. Longer text is prose; a cut could fall inside a date and leave another date. Chosen, not measured, but
 * for the last one (dates.test.ts).
 */
const LONGEST_LINE = 300;
const LONGEST_INPUT = 4000;
const LONGEST_PRINTED = 120;

/*
 * The forms, for lines in lower case. A repeated part before a long rest is written with * and not {0,3}, and has a
 * limit of its own: a browser compiles the rest once for each repetition.
 */

const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const MONTH = `(?<m>${MONTHS.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|')}|sept)`;
const GAP = '[ .,/-]';
const SHORT_GAP = `(?!${GAP}{4})${GAP}`;

const CLOCK = '(?<clock>\\d\\d?:\\d\\d(?::\\d\\d(?:[.,](?!\\d{10})\\d+)?)?(?: ?[ap]m\\b)?)(?![:\\d])';
const ZONE =
  '(?:[ ,]*\\(?(?:(?:utc|gmt)(?: ?[+-]\\d\\d?(?::?\\d\\d)?(?: \\([a-z ]+ time)?)?|[+-]\\d\\d:?\\d\\d|z|sgt|asia/singapore|singapore(?: standard)?(?: time)?)(?![\\w/:])\\)?)';
const TIME_BEFORE = new RegExp(`(?<![\\d:.])${CLOCK}(?<zone>${ZONE}{0,2})[ ,;·|)-]+(?:on |of )?$`);
const CLOCK_AFTER = new RegExp(`^[ ,;·|@()-]*(?:at )?${CLOCK}`);
const ZONE_AFTER = new RegExp(`^${ZONE}`);

/** A day that is not part of a longer number, id, version or address. */
const dayForm = (day: string) => new RegExp(`(?<!\\w[-./+]?|\\d:)${day}(?![-./:]?\\w)`, 'g');

/** Each unit by the beginning of its name, in calendar months or in ms; "mo" comes before the minutes' "m". */
type Unit = readonly [begins: string, months: number, ms: number];
const UNITS: readonly [Unit, ...Unit[]] = [
  ['s', 0, 1000],
  ['mo', 1, 0],
  ['m', 0, MINUTE],
  ['h', 0, HOUR],
  ['d', 0, DAY],
  ['w', 0, 7 * DAY],
  ['y', 12, 0],
];
const COUNT = '(?:\\d{1,7} ?|an? )';
/** A single "m" may be months or minutes: it counts only after hours. */
const UNIT =
  '(?:(?:second|sec|minute|min|hour|hr|day|week|wk|month|mo|year|yr)s?|[sdhwy]|(?<=h[a-z]* ?\\d\\d? ?)m)(?![a-z])';
const AMOUNT = new RegExp(`(${COUNT})(${UNIT})`, 'g');

/** A count forward or back in time. */
const COUNTED = new RegExp(
  `(?<![\\w.,:/-])(?:(?<ahead>in|left:?|remaining:?) )?(?:(?<under>less than|under|almost|nearly) |(?:about|around|approximately|over|more than) |~ ?)*(?<count>(?:${COUNT}${UNIT}[, ]*(?:and )?){1,5})(?<behind>left|remaining|to go|away|from (?:now|today)|(?:to|until|before) expir[a-z]+|ago)?\\b`,
  'g',
);

const MONTHS_BEGIN = MONTHS.map((name) => name.slice(0, 3));
const ANYTHING = [''];

/** In the order in which they are tried; a later form no longer sees what an earlier one has read. */
const FORMS: readonly Form[] = [
  [dayForm('(?<y>\\d{4})(?<gap>[-/])(?<m>\\d\\d?)\\k<gap>(?<d>\\d\\d?)'), ['-', '/'], readDay, false],
  [
    dayForm(`(?<d>\\d\\d?)(?: of)?${SHORT_GAP}*${MONTH}${SHORT_GAP}*'?(?<y>\\d{4}|\\d\\d(?!,? \\d{4}))`),
    MONTHS_BEGIN,
    readDay,
    false,
  ],
  [dayForm(`${MONTH}${SHORT_GAP}*(?<d>\\d\\d?)${SHORT_GAP}+(?<y>\\d{4})`), MONTHS_BEGIN, readDay, false],
  // Two digits for the year only between slashes, or between dashes if the order is known: 10.11.12 is a version.
  [
    dayForm('(?<d>\\d\\d?)(?<either> ?/ ?|[-.])(?<m>\\d\\d?)\\k<either>(?<y>\\d{4}|(?<=[/-] ?)\\d\\d)'),
    ['-', '/', '.'],
    readShortDay,
    false,
  ],
  [dayForm(`(?<!\\d${GAP}{0,3})${MONTH}${SHORT_GAP}+(?<y>\\d{4})`), MONTHS_BEGIN, readMonth, false],
  [COUNTED, ANYTHING, readCount, true],
  [dayForm('(?<word>today|tomorrow|yesterday)'), ['day', 'tomorrow'], readNamedDay, true],
];

/** A fast check: every form needs one of these. Most texts of a page have none, or none after their date is read. */
const MAY_HOLD_DATE = /\d|day|tomorrow|\ban? /i;

const WEEKDAYS = new Set(
  'mon tue tues wed wednes thu thur thurs fri sat satur sun'.split(' ').flatMap((day) => [day, `${day}day`]),
);

const HALVES = ['am', 'pm'];

/** Normalizes the many ways to print the same. */
const REWRITES: readonly (readonly [
  pattern: RegExp,
  needs: Triggers,
  replacement: string | ((found: string) => string),
])[] = [
  [/(?<!utc|gmt)[\u2012-\u2015]/gi, [...'\u2012\u2013\u2014\u2015'], ' - '],
  [/[\u2010-\u2015\u2212]/g, [...'\u2010\u2011\u2012\u2013\u2014\u2015\u2212'], '-'],
  // A weekday adds nothing, and a wrong one must not matter.
  [
    /\b[a-z]+\b[.,]?/gi,
    'mon tue wed thu fri sat sun'.split(' '),
    (word) => (WEEKDAYS.has(word.replace(/[.,]/, '').toLowerCase()) ? '' : word),
  ],
  [/(\d),(?=\d{3}(?:,\d{3})? [a-z])/gi, behindDigit(','), '$1'],
  [/(\d)(?:st|nd|rd|th)\b/gi, behindDigit('st nd rd th'), '$1'],
  [/\b(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/gi, behindDigit('t'), '$1-$2-$3 $4:$5:$6'],
  [/(-\d\d)T(?=\d)/gi, behindDigit('t'), '$1 '],
  [/\b(?:12 ?)?(?:noon|midday)\b/gi, ['noon', 'midday'], '12:00'],
  [/\b(?:12 ?)?midnight\b/gi, ['midnight'], '00:00'],
  [/(\d) ?([ap])\.? ?m\b\.?/gi, [...HALVES, 'a.m', 'p.m', 'a m', 'p m', 'a. m', 'p. m'], '$1 $2m'],
  [/(\d)\.(?=\d\d [ap]m)/gi, HALVES, '$1:'],
  [/(?<![:\d])(\d\d?) (?=[ap]m)/gi, HALVES, '$1:00 '],
  [/\b(\d\d)[:.]?(\d\d) ?h(?:ou)?r?s?\b/gi, [' h', ...behindDigit('h')], '$1:$2'],
  // An unknown zone (EST, Europe/London) must not pass for Singapore's: it becomes an impossible one.
  [
    /(:\d\d(?: [APap][Mm])?) ?\(?(?!SGT|GMT|AT|OCT|SEPT|Singapore|Asia\/S)(?:[A-Z]{1,4}T\b|[A-Z]\w+\/[A-Z]\w+|(?:[A-Z]\w+ ){1,2}Time\b)/g,
    [':'],
    '$1 +99:99',
  ],
  [/ +/g, ['  '], ' '],
];

function behindDigit(texts: string): Triggers {
  return texts.split(' ').flatMap((text) => [...'0123456789'].map((digit) => digit + text));
}

function hasOne(text: string, needs: Triggers): boolean {
  return needs.some((need) => text.includes(need));
}

/** The last one before a date decides: with the first group the key stops then, otherwise something else happens. */
const ANNOUNCEMENT =
  /\b(?:(expired since|expir|valid|until|till|ends?\b|stop|lapse|due\b)|creat|updat|modif|chang|issue|generat|added|used|seen|accessed|logged|signed|since|start|from|renewed|rotated)/g;
/** After a date that has been read (#), before the end of a range. */
const RANGE = /# ?(?:-|to|until|till|through|→) ?$/;

const NEVER =
  /^(?:(?:expires|expiry|expiration|valid|until|ends|date|this|the|your|api|key|token|has|is|will|set|to) )*(?:never(?: expires?)?|no expir(?:y|ation)(?: date)?(?: set)?|(?:does not|doesnt|will not|wont) expire|none|na|not applicable|(?:permanent|indefinite)(?:ly)?|unlimited|forever|non expiring|no end date)$/;
const DASHES = /^(?:(?:[-\u2010-\u2015\u2212] ?)+|∞)$/;
const EXPIRED = /^(?:(?:it|this|the|your|api|key|token|has|is|was|already|now|status) )*expired$/;
/** Advice after a word: "Never expires (not recommended)", "Expired - delete it". */
const ADVICE =
  /(?<![ .,;])[ .,;]*(?:\([^()]*\)| [-\u2010-\u2015] .*|(?<=[.!]) .*|(?<=expired),? (?:and (?:can|may|will|must|is)|please) .*)$/;

/** Words that may stand around a date without making it a sentence about something else. */
const FILLER = /^(?:expir\w*|valid|until|till|ends?|due|date|by|on|at|from|to|only|soon)$/;
/** The most other words. Chosen, not measured. */
const MAX_UNKNOWN_WORDS = 4;

/* The functions that other modules call. */

/**
 * When a key stops working, by the text of an expiry cell.
 *
 * A sentence of a few words around one date is that date; anything more, or another number, is unknown.
 *
 * @param options.datetime the attribute of a `<time>` element. ISO 8601 there wins, unless the text falls on the same
 * day and is more exact, or the attribute is only a placeholder for a date.
 */
export function readExpiry(text: string, options: DateContext & { datetime?: string | null }): Expiry {
  const { line: whole, printed } = tidy(text);
  const line = withoutAftermath(whole);
  const written = readShort(line, options, MAX_UNKNOWN_WORDS);
  const machine = readMachineDate(options.datetime ?? '', options);
  const isMachineBetter =
    machine !== null &&
    isDate(machine, options.now) &&
    !(written && !written.approximate && isWithin(written, machine));
  const span = isMachineBetter ? machine : written;
  if (span) return expiryOf(span, printed, options.now);
  const word = readWord(line) ?? readWord(line.replace(ADVICE, ''));
  if (word) return { kind: word, text: printed };
  return machine ? expiryOf(machine, printed, options.now) : { kind: 'unknown', text: printed };
}

/**
 * The one date in a longer text, or null. A full date wins over a relative one. Of several different dates only the one
 * after a word for an expiry counts, and a date announced as another one ("Created 3 Aug 2026") never does.
 */
export function findDate(text: string, context: DateContext): Dated | null {
  const { line, printed } = tidy(text);
  const { hit } = search(withoutAftermath(line), context);
  const expiry = hit && expiryOf(hit, printed, context.now);
  return expiry?.kind === 'dated' ? expiry : null;
}

/** Whether the whole text is a date, or a word in its place: a name that contains a date is not. */
export function looksLikeDate(text: string, context: DateContext): boolean {
  const { line } = tidy(text);
  return Boolean(readWord(line) ?? readShort(line, context, 0));
}

/** A text as the forms read it: in lower case, with each character in one form; empty if it is too long for a date. */
export function lineOf(text: string): string {
  return tidy(text).line;
}

/* How a line is read. */

/** `printed`: the text as it may be shown. `line`: as the forms read it; empty if too long to be about a date. */
const tidy = byText((text): { printed: string; line: string } => {
  const clean = cleaned(text.slice(0, LONGEST_INPUT));
  const plain = isAscii(clean) ? clean : clean.normalize('NFKC');
  const isProse = text.length > LONGEST_INPUT || plain.length > LONGEST_LINE;
  return {
    // A surrogate pair is not cut in the middle.
    printed:
      clean.length > LONGEST_PRINTED
        ? withoutSecrets(clean)
            .slice(0, LONGEST_PRINTED)
            .replace(/[\ud800-\udbff]$/, '')
        : clean,
    line: isProse ? '' : rewritten(plain).trim().toLowerCase(),
  };
});

/**
 * Events of a key after its expiry, or actions on it on another day, with the rest of the text: "grace period until 13
 * Dec".
 */
const AFTERMATH =
  /[^a-z0-9]*\b(?:grace period|(?:can|may|will) be (?:restored|recovered|deleted|removed|purged|renewed|extended)|(?:extended|renewed|reminded|(?:reminder )?sent) on)\b.*$/;

function withoutAftermath(line: string): string {
  return /grace| be |ed on|sent on/.test(line) ? line.replace(AFTERMATH, '') : line;
}

function cleaned(text: string): string {
  return text
    .replace(/[\t-\r\x85]/g, ' ')
    .replace(isAscii(text) ? ASCII_CONTROLS : /[\p{Cc}\p{Cf}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function rewritten(plain: string): string {
  if (!MAY_HOLD_DATE.test(plain)) return plain;
  let line = plain;
  let lower = line.toLowerCase();
  for (const [pattern, needs, by] of REWRITES) {
    if (!hasOne(lower, needs)) continue;
    line = line.replace(pattern, by as string);
    lower = line.toLowerCase();
  }
  return line;
}

function readWord(line: string): 'never' | 'expired' | null {
  if (/\d/.test(line)) return null;
  const words = wordsIn(line.replace(/['’./]/g, '')).join(' ');
  if (DASHES.test(line) || NEVER.test(words)) return 'never';
  return EXPIRED.test(words) ? 'expired' : null;
}

function readMachineDate(datetime: string, context: DateContext): Span | null {
  const { line } = tidy(datetime);
  return /^\d{4}-\d\d-\d\d/.test(line) ? readShort(line, context, 0) : null;
}

/** The date of a text that says little else. A vague one may stand among other words only as an expiry. */
function readShort(line: string, context: DateContext, mostStrangers: number): Span | null {
  const { hit, rest } = search(line, context);
  if (!hit) return null;
  const strangers = wordsIn(rest).filter((word) => !FILLER.test(word));
  const most = hit.approximate && hit.claim < EXPIRY ? 0 : mostStrangers;
  return strangers.length > most || /\d/.test(rest) ? null : hit;
}

interface Search {
  hit: Hit | undefined;
  /** The line with # for everything that belongs to a date. */
  rest: string;
  /** Another `now` gives another result. */
  isRelative: boolean;
}

/** Results for lines that are the same at any time, by the order of day and month. */
const lastingSearches = {
  unknown: byText((line): Search => searchAt(line, { now: 0 })),
  'day-first': byText((line): Search => searchAt(line, { now: 0, dateOrder: 'day-first' })),
  'month-first': byText((line): Search => searchAt(line, { now: 0, dateOrder: 'month-first' })),
};

function search(line: string, context: DateContext): Search {
  const found = lastingSearches[context.dateOrder ?? 'unknown'](line);
  return found.isRelative ? searchAt(line, context) : found;
}

function searchAt(line: string, context: DateContext): Search {
  const hits: Hit[] = [];
  let rest = line;
  for (const [form, needs, read, isRelative] of FORMS) {
    if (!MAY_HOLD_DATE.test(rest)) break;
    if (!hasOne(rest, needs)) continue;
    for (const { 0: found, groups: parts = {}, index } of rest.matchAll(form)) {
      const { start, end, time } = withTime(rest, index, index + found.length);
      const span = read(parts, time, context);
      if (span) hits.push({ ...span, start, isRelative, claim: UNSAID });
      rest = rest.slice(0, start) + '#'.repeat(end - start) + rest.slice(end);
    }
  }
  for (const hit of hits) hit.claim = claimBehind(rest.slice(0, hit.start));
  return { hit: hits.length ? choose(hits) : undefined, rest, isRelative: hits.some(({ isRelative }) => isRelative) };
}

/** The time of day and the zone printed on either side of a day, and the extent of the day together with them. */
function withTime(line: string, start: number, end: number): { start: number; end: number; time: Time } {
  const behind = line.slice(end);
  const after = behind.includes(':') ? CLOCK_AFTER.exec(behind) : null;
  const clockEnd = end + (after?.[0].length ?? 0);
  const zone = zonesAt(line.slice(clockEnd));
  const lead = line.slice(0, start);
  const before = !after && lead.includes(':') ? TIME_BEFORE.exec(lead) : null;
  return {
    start: before?.index ?? start,
    end: clockEnd + zone.length,
    time: { clock: (before ?? after)?.groups?.clock, zone: zone || before?.groups?.zone },
  };
}

/** The zone that a line begins with, which may be printed twice: "+08:00 (SGT)". */
function zonesAt(line: string): string {
  if (line === '') return '';
  const [first = ''] = ZONE_AFTER.exec(line) ?? [];
  const [second = ''] = (first && ZONE_AFTER.exec(line.slice(first.length))) || [];
  return first + second;
}

/** The role that the words right before a date give it. */
function claimBehind(words: string): Role {
  if (words.trim() === '') return UNSAID;
  if (RANGE.test(words)) return RANGE_END;
  const last = [...words.matchAll(ANNOUNCEMENT)].at(-1);
  if (!last) return UNSAID;
  return last[1] ? EXPIRY : OTHER;
}

/** The date on which all agree; failing that, all that claim to be the expiry; failing that, all that end a range. */
function choose(hits: Hit[]): Hit | undefined {
  const ours = hits.filter((hit) => hit.claim > OTHER);
  const inFull = ours.filter((hit) => !hit.isRelative);
  const candidates = inFull.length ? inFull : ours;
  return [UNSAID, EXPIRY, RANGE_END]
    .map((least) => agreed(candidates.filter((hit) => hit.claim >= least)))
    .find(Boolean);
}

/** The most precise of dates that do not contradict each other. NaN contradicts all, itself too. */
function agreed(hits: Hit[]): Hit | undefined {
  return hits.find((precise) => hits.every((hit) => isWithin(precise, hit)));
}

function isWithin(inner: Span, outer: Span): boolean {
  return outer.earliest <= inner.earliest && inner.latest <= outer.latest;
}

/**
 * The expiry that a date stands for. Libraries print their values for "never" and "not set" as any other date, such as
 * "in 7973 years" and "57 years ago": such an instant is neither counted down to nor kept.
 */
function expiryOf(span: Span, text: string, now: number): Expiry {
  if (span.latest >= FOREVER) return { kind: 'never', text };
  return isDate(span, now) ? dated(span, text) : { kind: 'expired', text };
}

/** Whether a date is one that a key can have, and no placeholder. */
function isDate({ earliest, latest }: Span, now: number): boolean {
  const isLongPast = latest <= now && (earliest < 0 || latest < LONG_PAST);
  return latest < FOREVER && !isLongPast;
}

function dated({ earliest, latest, ambiguous, approximate }: Span, text: string): Dated {
  return {
    kind: 'dated',
    earliest: Math.max(0, earliest),
    latest,
    text,
    ...(ambiguous && { ambiguous }),
    ...(approximate && { approximate }),
  };
}

/* How each form is read. */

/**
 * In the order of the page's other dates, or else day first if both orders are possible: the page is written for
 * Singapore.
 */
function readDay({ y, m, d, either }: Parts, time: Time, { dateOrder }: DateContext): Span {
  const isMonthFirst = either && (Number(m) > 12 || (dateOrder === 'month-first' && Number(d) <= 12));
  const [day, month] = isMonthFirst ? [Number(m), Number(d)] : [Number(d), monthNumber(m)];
  const isAmbiguous = either && !dateOrder && day <= 12 && month !== day;
  const year = Number(y) + (y?.length === 2 ? 2000 : 0);
  return { ...onDay(midnightOf(year, month, day), time), ...(isAmbiguous && { ambiguous: true }) };
}

/** No key is from before this year of the century. Chosen, not measured. */
const FIRST_KEYS = 20;

/**
 * With dashes and a two-digit year it could as well begin with the year, unless the page's order is known, or no key is
 * that old.
 */
function readShortDay(parts: Parts, time: Time, context: DateContext): Span | null {
  const isUntold =
    parts.y?.length === 2 && parts.either === '-' && (!context.dateOrder || Number(parts.y) < FIRST_KEYS);
  return isUntold ? null : readDay(parts, time, context);
}

function readMonth({ y, m }: Parts): Span {
  const month = monthNumber(m);
  return {
    earliest: midnightOf(Number(y), month, 1) - SINGAPORE,
    latest: Date.UTC(Number(y), month) - SINGAPORE,
    approximate: true,
  };
}

/**
 * A whole day in Singapore, or a time on it; marked as approximate because it is only as right as the page is fresh.
 */
function readNamedDay({ word }: Parts, time: Time, { now }: DateContext): Span {
  const days = ['yesterday', 'today', 'tomorrow'].indexOf(String(word)) - 1;
  return { ...onDay((singaporeDay(now) + days) * DAY, time), approximate: true };
}

/**
 * "in 12 days" begins exactly at now + 12 × 24 hours, unless it may be rounded; it ends one (the smallest printed) unit
 * later, as much as rounding can hide. Months and years go by Singapore's calendar. "Less than a day left" ends where
 * "a day left" would begin. "3 days ago" begins 3 × 24 hours ago and never reaches past now. A mere duration ("1 year")
 * is no date, and a count with a time of day is more than we can read.
 */
function readCount(
  { ahead, under, count, behind }: Parts,
  { clock }: Time,
  { now, isChosen }: DateContext,
): Span | null {
  if (clock || (!ahead && !behind)) return null;
  const isPast = behind === 'ago';
  let [unit, n, start, end] = [UNITS[0], 0, now, now];
  for (const [, number = '', name = ''] of (count ?? '').matchAll(AMOUNT)) {
    n = number.startsWith('a') ? 1 : Number(number);
    unit = UNITS.find(([begins]) => name.startsWith(begins)) ?? unit;
    start = end;
    end = later(end, isPast ? -n : n, unit);
  }
  if (under && !isPast) return { earliest: later(end, -1, unit), latest: end, approximate: true };
  const next = later(end, 1, unit);
  if (isPast) return { earliest: end, latest: Math.min(next, now), approximate: true };
  return { earliest: isChosen ? end : Math.max(now, roundedFrom(start, n, unit)), latest: next, approximate: true };
}

/** Libraries round to months and years of these lengths (test/pages/dates-relative, dates-rounded-counts). */
const SHORTEST_MONTH = 30 * DAY;
const LONGEST_HALF_YEAR = 184 * DAY;

/**
 * The first instant that libraries print as `n` units after another. They round months, years and what they call "a
 * day" to the nearest: "in 2 months" from 45 days on, "in a year" from 320, "in a day" from 22 hours.
 */
function roundedFrom(start: number, n: number, unit: Unit): number {
  const [, months, ms] = unit;
  if (months === 12) return later(start, n, unit) - LONGEST_HALF_YEAR;
  if (months === 1) return start + (n - 0.5) * SHORTEST_MONTH;
  return start + (n === 1 ? 0.5 : n) * ms;
}

/* Calendar and clock. */

/** A day whose 00:00 would be the instant `midnight` in UTC: all of it, or the time printed beside it. */
function onDay(midnight: number, { clock, zone }: Time): Span {
  const start = midnight - offsetOf(zone);
  if (!clock) return { earliest: start, latest: start + DAY };
  const instant = start + timeOfDay(clock);
  return { earliest: instant, latest: instant };
}

/** In ms since midnight, at most the 24 hours of 24:00; NaN for no time of day. */
function timeOfDay(clock: string): number {
  const [, hours = '', minutes, seconds = '0', fraction = '', half] =
    /(?<!\d)(\d+):(\d+)(?::(\d+))?(?:[.,](\d+))?(?: ?([ap]))?/.exec(clock) ?? [];
  const hour = half ? (Number(hours) % 12) + (half === 'p' ? 12 : 0) : Number(hours);
  const ms =
    hour * HOUR + Number(minutes) * MINUTE + Number(seconds) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
  const isPossible = Number(minutes) < 60 && Number(seconds) < 60 && ms <= DAY && !(half && Number(hours) > 12);
  return isPossible ? ms : NaN;
}

/** The offset of a printed zone from UTC, in ms; Singapore's if none is printed, NaN for an impossible one. */
function offsetOf(zone = ''): number {
  const [, sign, hours, minutes = '0'] = /([+-])(\d\d?):?(\d\d)?(?!\d)/.exec(zone) ?? [];
  if (!sign) return /utc|gmt|z/.test(zone) ? 0 : SINGAPORE;
  const offset = Number(hours) * HOUR + Number(minutes) * MINUTE;
  return offset <= 14 * HOUR && Number(minutes) < 60 ? Number(`${sign}1`) * offset : NaN;
}

/**
 * The 00:00 in UTC of a day from 2000 to 2199, or of a year that stands for no date; NaN for a day that no calendar
 * has. The years are chosen, not measured.
 */
function midnightOf(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isYear = (year >= 2000 && year < 2200) || year === LAST_YEAR || (year > 0 && year <= FIRST_YEAR);
  return isYear && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : NaN;
}

/** 1 to 12, by name or number. */
function monthNumber(text = ''): number {
  return Number(text) || MONTHS.findIndex((name) => name.startsWith(text.slice(0, 3))) + 1;
}

/** Adds units; a month or year later is the same day and time in Singapore, or the last day of a shorter month. */
function later(instant: number, n: number, [, unitMonths, ms]: Unit): number {
  const here = new Date(instant + SINGAPORE);
  const [year, month, day] = [here.getUTCFullYear(), here.getUTCMonth() + n * unitMonths, here.getUTCDate()];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const days = Date.UTC(year, month, Math.min(day, lastDay)) - Date.UTC(year, here.getUTCMonth(), day);
  return instant + days + n * ms;
}
