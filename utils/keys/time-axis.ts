import type { KeyRecord } from './key';
import { replacementDue, type RotationRules } from './replacement';
import { DAY, singaporeDay, singaporeMonth, startOfSingaporeDay, startOfSingaporeMonth } from './time';
import { spanOf } from './validity';

/** The stretch of time (ms) that a timeline shows, and the starts of months at which it is labelled. */
export interface TimeAxis {
  from: number;
  to: number;
  ticks: number[];
}

/**
 * The least and the most future (ms) that a timeline shows, so that one far expiry does not press all others together.
 */
const FUTURE = { least: 90 * DAY, most: 731 * DAY };
/** Keys that expired within this time (ms) are still shown. */
const PAST = 90 * DAY;
/** The part of the future's length that is free at both ends, and the least past (ms) that is shown. */
const MARGIN = { part: 0.06, least: 14 * DAY };
/** The most labels that have room side by side. */
const MOST_TICKS = 7;

/**
 * The axis on which keys are drawn at `now` (ms): from before what has just expired to after the last expiry, or the
 * last day by which to replace a key.
 */
export function timeAxis(records: readonly KeyRecord[], rules: RotationRules, now: number): TimeAxis {
  const ends = records
    .flatMap((record) => [spanOf(record).until, spanOf(record).overAt, replacementDue(record, rules, now)?.at ?? NaN])
    .filter(Number.isFinite);
  const ahead = Math.min(FUTURE.most, Math.max(FUTURE.least, ...ends.map((end) => (end - now) * (1 + MARGIN.part))));
  const past =
    Math.max(0, ...ends.map((end) => now - end).filter((age) => age < PAST)) +
    Math.max(MARGIN.least, ahead * MARGIN.part);
  const from = startOfSingaporeDay(singaporeDay(now - past));
  const to = now + ahead;
  return { from, to, ticks: monthTicks(from, to) };
}

/** The starts of months within a piece of time: of all, or of every second, third or sixth counted from January. */
function monthTicks(from: number, to: number): number[] {
  const choices = [1, 2, 3, 6].map((step) => monthStarts(from, to, step));
  return choices.find(({ length }) => length <= MOST_TICKS) ?? choices.at(-1)!;
}

function monthStarts(from: number, to: number, step: number): number[] {
  const starts: number[] = [];
  for (let month = Math.ceil(singaporeMonth(from) / step) * step; startOfSingaporeMonth(month) < to; month += step) {
    if (startOfSingaporeMonth(month) >= from) starts.push(startOfSingaporeMonth(month));
  }
  return starts;
}
