import type { DateContext } from './dates';
import { MONTH, MONTHS, readDay, readMonth, readShortDay, readYearless } from './days';
import {
  COUNTED,
  NAMED_DAY,
  NAMES,
  NAMED_UNIT,
  readCount,
  readNamedDay,
  readNamedUnit,
  readWeekday,
  WEEKDAY,
} from './relative';
import type { Parts, Span, Time } from './span';
import type { Triggers } from './triggers';

/**
 * A full date wins over a relative one, and a day over a count from now. A loose one is relative, and only a date where
 * a text says that it is: "Friday" and "12/5" are often something else.
 */
export type Kind = 'full' | 'relative' | 'counted' | 'loose';

export type Form = readonly [
  pattern: RegExp,
  needs: Triggers,
  read: (parts: Parts, time: Time, context: DateContext) => Span | null,
  kind: Kind,
];

/*
 * The forms, for lines in lower case. A repeated part before a long rest is written with * and not {0,3}, and has a
 * limit of its own: a browser compiles the rest once for each repetition.
 */

const GAP = '[ .,/-]';
const SHORT_GAP = `(?!${GAP}{4})${GAP}`;

/** A day that is not part of a longer number, id, version or address. */
const dayForm = (day: string) => new RegExp(`(?<!\\w[-./+]?|\\d:)${day}(?![-./:]?\\w)`, 'g');

/** Behind two digits that are no year: "4 Dec, 12 days left", "4 Dec, 27 datasets". */
const COUNTS = ` (?:more )?${NAMES}\\b|(?<=, ?\\d\\d) (?!at )[a-z]`;

const MONTHS_BEGIN = MONTHS.map((name) => name.slice(0, 3));
const WEEKDAYS_BEGIN = 'mon tue wed thu fri sat sun'.split(' ');
const UNITS_NAMED_BY = 'next coming last past previous this'.split(' ');
const ANYTHING = [''];

/** Before a day without its year, or today. */
const PAST = '(?<=(?<past>(?:expired|lapsed|ended) (?:on |since |earlier )?)?)';

/** In the order in which they are tried; a later form no longer sees what an earlier one has read. */
export const FORMS: readonly Form[] = [
  [dayForm('(?<y>\\d{4})(?<gap>[-/.])(?<m>\\d\\d?)\\k<gap>(?<d>\\d\\d?)'), ['-', '/', '.'], readDay, 'full'],
  [
    dayForm(`(?<d>\\d\\d?)(?: of)?${SHORT_GAP}*${MONTH}${SHORT_GAP}*['’]?(?<y>\\d{4}|\\d\\d(?!,? \\d{4}|${COUNTS}))`),
    MONTHS_BEGIN,
    readDay,
    'full',
  ],
  [
    dayForm(`${MONTH}${SHORT_GAP}*(?<d>\\d\\d?)${SHORT_GAP}+['’]?(?<y>\\d{4}|(?<=['’])\\d\\d)`),
    MONTHS_BEGIN,
    readDay,
    'full',
  ],
  [dayForm(`(?<y>\\d{4})${SHORT_GAP}+${MONTH}${SHORT_GAP}+(?<d>\\d\\d?)`), MONTHS_BEGIN, readDay, 'full'],
  // Two digits for the year only between slashes, or between dashes if the order is known: 10.11.12 is a version.
  [
    dayForm('(?<d>\\d\\d?)(?<either> ?/ ?|[-.])(?<m>\\d\\d?)\\k<either>(?<y>\\d{4}|(?<=[/-] ?)\\d\\d)'),
    ['-', '/', '.'],
    readShortDay,
    'full',
  ],
  // "10.11.12" is a version, but no key is so old, and no version so high.
  [/^(?<d>\d\d?)(?<either>\.)(?<m>\d\d?)\.(?<y>[2-9]\d)(?=$|,? \d)/g, ['.'], readDay, 'full'],
  [
    dayForm(`(?<!\\d${GAP}{0,3})(?<end>end (?:of )?)?${MONTH}${SHORT_GAP}+(?<y>\\d{4})`),
    MONTHS_BEGIN,
    readMonth,
    'full',
  ],
  [dayForm('(?<end>end of )(?:the year )?(?<y>20\\d\\d)'), ['end of'], readMonth, 'full'],
  [dayForm('(?<m>0?[1-9]|1[0-2])/(?<y>20\\d\\d)'), ['/20'], readMonth, 'full'],
  [COUNTED, ANYTHING, readCount, 'counted'],
  [dayForm(`${PAST}${NAMED_DAY}`), ['day', 'to'], readNamedDay, 'relative'],
  [NAMED_UNIT, UNITS_NAMED_BY, readNamedUnit, 'relative'],
  [WEEKDAY, WEEKDAYS_BEGIN, readWeekday, 'loose'],
  [dayForm(`${PAST}(?<!\\d${GAP}{0,3})${MONTH}${SHORT_GAP}+(?<d>\\d\\d?)`), MONTHS_BEGIN, readYearless, 'relative'],
  [dayForm(`${PAST}(?<d>\\d\\d?)(?: of)?${SHORT_GAP}*${MONTH}`), MONTHS_BEGIN, readYearless, 'relative'],
  [dayForm(`${PAST}(?!24/7)(?<d>\\d\\d?)(?<either>/)(?<m>\\d\\d?)`), ['/'], readYearless, 'loose'],
];
