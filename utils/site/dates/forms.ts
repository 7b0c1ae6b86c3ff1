import type { DateContext } from './dates';
import { MONTH, MONTHS, readDay, readMonth, readShortDay } from './days';
import type { Triggers } from './line';
import { COUNTED, readCount, readNamedDay } from './relative';
import type { Parts, Span, Time } from './span';

/** `isRelative`: counted from now, so a full date wins over it. */
type Form = readonly [
  pattern: RegExp,
  needs: Triggers,
  read: (parts: Parts, time: Time, context: DateContext) => Span | null,
  isRelative: boolean,
];

/*
 * The forms, for lines in lower case. A repeated part before a long rest is written with * and not {0,3}, and has a
 * limit of its own: a browser compiles the rest once for each repetition.
 */

const GAP = '[ .,/-]';
const SHORT_GAP = `(?!${GAP}{4})${GAP}`;

/** A day that is not part of a longer number, id, version or address. */
const dayForm = (day: string) => new RegExp(`(?<!\\w[-./+]?|\\d:)${day}(?![-./:]?\\w)`, 'g');

const MONTHS_BEGIN = MONTHS.map((name) => name.slice(0, 3));
const ANYTHING = [''];

/** In the order in which they are tried; a later form no longer sees what an earlier one has read. */
export const FORMS: readonly Form[] = [
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
