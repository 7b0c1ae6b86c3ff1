import type { DateOrder } from '../../keys/key';
import { DAY, singaporeDay } from '../../keys/time';
import { findDate } from './dates';
import { lineOf } from './line';
import type { Leaf } from '../../page-model/page-node';
import type { Steps } from '../../page-model/steps';

/*
 * The order in which a page prints day and month: 12/31/2026 proves it for all dates that could be read either way. A
 * page prints all its dates alike, whatever they are about.
 */

/** A fast check: all numeric dates match, and few texts of a page do. */
const MAY_BE_NUMERIC = /\d ?[-./\u2010-\u2015] ?\d|\b(?:mm? ?[-./] ?dd?|dd? ?[-./] ?mm?) ?[-./]/i;
/** Two parts and a year; with an early two-digit year and dots it may be a version. */
const NUMERIC =
  /(?<!\w[-./+]?|\d:)(\d\d?)( ?\/ ?|[-.])(\d\d?)\2((?:19|20|21)\d\d|(?<=[/-] ?)\d\d|(?<=\.)[2-9]\d)(?![-./:]?\w)/g;
/** The order by a label or a hint. */
const SAID = /\b(?:(mm? ?[-./] ?dd?)|dd? ?[-./] ?mm?)(?: ?[-./] ?yy(?:yy)?)\b/;
/** In characters. Chosen, not measured. */
const LONGEST_TEXT = 300;
/** The texts that are read between two points at which the reader may be put off. */
const LEAVES_A_STEP = 64;
/** Words around a date that the page prints itself. Other words are written by people: names, notes, news. */
const OWN_WORDS = new Set(
  `until till end ends due date dated by on at from to only soon issue issued added generated made registered last first
  recently use used usage seen active activity modified changed rotate rotated since start starts key api am pm sgt utc
  gmt time and never in left day days hour hours`.split(/\s+/),
);
const OWN_BEGINNING = /^(?:expir|valid|creat|access|updat|renew)/;

/**
 * The order of a page's numeric dates, by those that can be read in one way only; `undefined` if there are none, or
 * they contradict each other.
 */
export function* dateOrderOf(leaves: readonly Leaf[]): Steps<DateOrder | undefined> {
  const printed = new Set<DateOrder>();
  const written = new Set<DateOrder>();
  for (const [index, leaf] of leaves.entries()) {
    if (index % LEAVES_A_STEP === 0) yield undefined;
    const text = printedAt(leaf);
    if (leaf.isPicture || !MAY_BE_NUMERIC.test(text)) continue;
    const line = lineOf(text);
    const orders = [...ordersIn(line), ...ordersByWeekday(text), ...ordersByTooltip(leaf, line)];
    const found = orders.length > 0 && saysNoMore(line) ? printed : written;
    for (const order of orders) found.add(order);
    const said = SAID.exec(line);
    if (said) printed.add(said[1] ? 'month-first' : 'day-first');
  }
  const orders = printed.size > 0 ? printed : written;
  return orders.size === 1 ? [...orders][0] : undefined;
}

const COUNTED = /\b(?:in|ago|left)\b/;

/** A text, or the date that is its tooltip: "in 5 months". */
function printedAt({ text, node }: Leaf): string {
  return COUNTED.test(text) ? (node.attribute('title') ?? text) : text;
}

function ordersIn(line: string): DateOrder[] {
  return [...line.matchAll(NUMERIC)].map(orderOf).filter((order) => order !== undefined);
}

const DAYS = 'sunmontuewedthufrisat';
const ON_WEEKDAY = /\b(sun|mon|tue|wed|thu|fri|sat)[a-z]{0,6}[.,]? (\d\d?)[/.-](\d\d?)[/.-]((?:19|20|21)\d\d)(?!\d)/gi;

/** The weekday before a date that could be read either way matches one of the two. */
function ordersByWeekday(text: string): DateOrder[] {
  return [...text.slice(0, LONGEST_TEXT).matchAll(ON_WEEKDAY)].flatMap(orderByWeekday);
}

/** A tooltip says the same date in words: `<span title="5 December 2026">12/5/2026</span>`. */
function ordersByTooltip({ node }: Leaf, line: string): DateOrder[] {
  const tooltip = node.attribute('title') ?? node.attribute('aria-label') ?? node.parent?.attribute('title');
  const date = tooltip ? findDate(tooltip, { now: 0 }) : null;
  if (!date || date.approximate || date.ambiguous) return [];
  const day = singaporeDay(date.earliest) * DAY;
  return [...line.matchAll(NUMERIC)].flatMap(([, first = '', , second = '', year = '']) =>
    orderOn((month, other) => dayAt(year, month, other)?.getTime() === day, first, second),
  );
}

function orderByWeekday([, name = '', first = '', second = '', year = '']: RegExpExecArray): DateOrder[] {
  const weekday = DAYS.indexOf(name.toLowerCase()) / 3;
  return orderOn((month, day) => dayAt(year, month, day)?.getUTCDay() === weekday, first, second);
}

/** The order in which two numbers are on a day; none if both are, or neither is. */
function orderOn(isOn: (month: string, day: string) => boolean, first: string, second: string): DateOrder[] {
  const [isDayFirst, isMonthFirst] = [isOn(second, first), isOn(first, second)];
  if (isDayFirst === isMonthFirst) return [];
  return [isDayFirst ? 'day-first' : 'month-first'];
}

/** The order of a single date; `undefined` if it is no date, or could be read either way. */
function orderOf([, first = '', sign = '', second = '', year = '']: RegExpExecArray): DateOrder | undefined {
  const isDayFirst = isDay(year, second, first);
  const isMonthFirst = isDay(year, first, second);
  if (isDayFirst === isMonthFirst) return undefined;
  // 27-08-07 may begin with the year, and 1.13.24 be a version.
  if (year.length === 2 && sign === (isDayFirst ? '-' : '.')) return undefined;
  return isDayFirst ? 'day-first' : 'month-first';
}

function isDay(year: string, month: string, day: string): boolean {
  return dayAt(year, month, day) !== undefined;
}

/** 00:00 in UTC of a day; `undefined` for one that no calendar has. */
function dayAt(year: string, month: string, day: string): Date | undefined {
  const [fullYear, index] = [Number(year) + (year.length === 2 ? 2000 : 0), Number(month) - 1];
  const date = new Date(Date.UTC(fullYear, index, Number(day)));
  const isReal = index >= 0 && index < 12 && date.getUTCMonth() === index && date.getUTCDate() === Number(day);
  return isReal ? date : undefined;
}

/** Whether the words around the dates of a line are those of a label. */
function saysNoMore(line: string): boolean {
  return (line.match(/[a-z]+/g) ?? []).every((word) => OWN_WORDS.has(word) || OWN_BEGINNING.test(word));
}
