import { byText } from '../../page-model/by-text';
import { ASCII_CONTROLS, isAscii } from '../../page-model/letters';
import { withoutSecrets } from '../../secrets/storage-gate';
import { inKnownHalves, withoutUnknownHalves } from './halves-of-day';
import { inEnglish } from './languages';
import { withCountsInDigits } from './relative';
import { behindDigit, hasOne, type Triggers } from './triggers';

/* A text as the forms read it. */

/**
 * In characters. Longer text is prose; a cut could fall inside a date and leave another date. Chosen, not measured, but
 * for the last one (dates.test.ts).
 */
const LONGEST_LINE = 300;
const LONGEST_INPUT = 4000;
const LONGEST_PRINTED = 120;

/** A fast check: every form needs a digit or one of these. Most texts have none, or none after their date is read. */
const MAY_HOLD_DATE =
  /day|to(?:morrow|night)|week|month|quarter|year|hour|minute|second|\ban? |\b(?:wk|mth|mo|qtr|yr|hr|min|sec)s?\b/i;

export function mayHoldDate(text: string): boolean {
  return /\d/.test(text) || MAY_HOLD_DATE.test(text);
}

const WEEKDAYS = /\b(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b[.,]?/gi;
const TIMES = /\d\d?(?:[:.]\d\d){1,2}|\d\d? ?[ap]\.? ?m\b|[+-]\d\d?(?::?\d\d)?\b|\b\d{4} ?h/gi;
const DAYS = /\d|today|tomorrow|yesterday|week|month|year/i;

/** A weekday beside a date adds nothing, and a wrong one must not matter. */
function withoutWeekdays(line: string): string {
  if (!hasOne(line.toLowerCase(), WEEKDAYS_BEGIN)) return line;
  return DAYS.test(line.replace(TIMES, '')) ? line.replace(WEEKDAYS, '') : line;
}

const WEEKDAYS_BEGIN = 'mon tue wed thu fri sat sun'.split(' ');
const HALVES = ['am', 'pm'];

/** Normalizes the many ways to print the same. */
const REWRITES: readonly (readonly [
  pattern: RegExp,
  needs: Triggers,
  replacement: string | ((found: string) => string),
])[] = [
  [/(?<!utc|gmt)[\u2012-\u2015]/gi, [...'\u2012\u2013\u2014\u2015'], ' - '],
  [/[\u2010-\u2015\u2212]/g, [...'\u2010\u2011\u2012\u2013\u2014\u2015\u2212'], '-'],
  [/(\d),(?=\d{3}(?:,\d{3})? [a-z])/gi, behindDigit(','), '$1'],
  [/(\d)(?:st|nd|rd|th)\b/gi, behindDigit('st nd rd th'), '$1'],
  [/\b(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/gi, behindDigit('t'), '$1-$2-$3 $4:$5:$6'],
  [/(-\d\d)T(?=\d)/gi, behindDigit('t'), '$1 '],
  [/\b(?:12 ?)?(?:noon|midday)\b/gi, ['noon', 'midday'], '12:00'],
  [/\b(?:12 ?)?midnight\b/gi, ['midnight'], '00:00'],
  [/(\d) ?([ap])\.? ?m\b\.?/gi, [...HALVES, 'a.m', 'p.m', 'a m', 'p m', 'a. m', 'p. m'], '$1 $2m'],
  [/(\d)\.(?=\d\d [ap]m)/gi, HALVES, '$1:'],
  [/(?<![:\d])(\d\d?) (?=[ap]m)/gi, HALVES, '$1:00 '],
  // "5 Dec 2026, 18.00"
  [/(?<=\d{4},? (?:at )?)([01]\d|2[0-3])\.([0-5]\d)(?![.\d])/gi, behindDigit('.'), '$1:$2'],
  // "12 of 90 days left", "12 day(s) left"
  [/\b(\d{1,4}) ?(?:\/|of) ?\d{1,4} (?=(?:day|week|month)s (?:left|remaining))/gi, ['left', 'remaining'], '$1 '],
  [/\b(day|week|month)\(s\)/gi, ['(s)'], '$1s'],
  // "Days left: 13"
  [
    /\b((?:day|week|month)s) (?:left|remaining|(?:until|till|to|before) expir[a-z]{1,5})(?: ?: ?| )(\d{1,4})$/gi,
    ['days ', 'weeks ', 'months '],
    'in $2 $1',
  ],
  [/\b(\d\d)[:.]?(\d\d) ?h(?:ou)?r?s?\b/gi, [' h', ...behindDigit('h')], '$1:$2'],
  // As C and Unix print it: "Sat Aug 7 18:00:00 +08 2027".
  [/\b([a-z]{3} \d\d?) (\d\d:\d\d:\d\d (?:[+-]\d{2,4} |[a-z]{1,4} )?)(\d{4})\b/gi, [':'], '$1 $3 $2'],
  // An unknown zone (EST, Europe/London) must not pass for Singapore's: it becomes an impossible one.
  [
    new RegExp(
      String.raw`(:\d\d(?: [APap][Mm])?) ?\(?(?!SGT|GMT|AT|OCT|SEPT|Singapore|Asia\/S)` +
        String.raw`(?:[A-Z]{1,4}T\b|[A-Z]\w+\/[A-Z]\w+|(?:[A-Z]\w+ ){1,2}Time\b)`,
      'g',
    ),
    [':'],
    '$1 +99:99',
  ],
  [/ +/g, ['  '], ' '],
];

/** A text as the forms read it: in lower case, with each character in one form; empty if it is too long for a date. */
export function lineOf(text: string): string {
  return tidy(text).line;
}

/** `printed`: the text as it may be shown. `line`: as the forms read it; empty if too long to be about a date. */
export const tidy = byText((text): { printed: string; line: string } => {
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
const AFTERMATH = new RegExp(
  String.raw`[^a-z0-9]*\b(?:grace period|` +
    '(?:can|may|will) be (?:restored|recovered|deleted|removed|purged|renewed|extended)|' +
    '(?:extended|renewed|reminded|(?:reminder )?sent) on|(?:extendable|renewable) (?:to|until|till|by)|' +
    String.raw`(?:data )?(?:deleted|purged|removed) (?:by|after))\b.*$`,
);

export function withoutAftermath(line: string): string {
  return /grace| be |ed (?:on|by|after)|able (?:to|until|till|by)|sent on/.test(line)
    ? line.replace(AFTERMATH, '')
    : line;
}

function cleaned(text: string): string {
  return text
    .replace(/[\t-\r\x85]/g, ' ')
    .replace(isAscii(text) ? ASCII_CONTROLS : /[\p{Cc}\p{Cf}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function rewritten(plain: string): string {
  const english = inEnglish(plain);
  if (!mayHoldDate(english)) return english;
  let line = withCountsInDigits(withoutWeekdays(inKnownHalves(english)));
  let lower = line.toLowerCase();
  for (const [pattern, needs, by] of REWRITES) {
    if (!hasOne(lower, needs)) continue;
    line = line.replace(pattern, by as string);
    lower = line.toLowerCase();
  }
  return withoutUnknownHalves(line);
}
