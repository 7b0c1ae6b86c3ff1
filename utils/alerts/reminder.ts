import { countedTo, type Dated, type Expiry } from '../keys/expiry';
import type { KeyRecord } from '../keys/key';
import { emptyNotice, type DateNotice } from '../keys/ledger';
import { DAY } from '../keys/time';
import type { SettingsInForce } from '../policy';
import { waitsUntil } from './moments';
import { thresholdAt } from './thresholds';

/* Whether to remind of one date of a key, and what of that is recorded. */

/** An expiry first seen longer ago than this (ms) is old news: the popup shows it, and no reminder does. */
export const LATE_NOTICE_LIMIT = 7 * DAY;

/** An expiry that moves by less than this (ms) is the same one, read more exactly; nobody sets a clock back by more. */
const SLACK = DAY;

/** What holds for all keys of a plan. */
export interface PlanContext {
  settings: SettingsInForce;
  now: number;
  isQuietTime: boolean;
  replacements: ReadonlyMap<string, KeyRecord>;
}

/** Whether to remind of a date now, and its notice once the reminder was shown and if it was not. */
export interface Reminder {
  isDue: boolean;
  ifShown?: DateNotice;
  ifNotShown?: DateNotice;
}

/** A date of a key in use, with its notice (if it has one) and the thresholds (days) that it has crossed. */
export interface DateState {
  record: KeyRecord;
  date: Expiry;
  entry: DateNotice | undefined;
  crossed: readonly number[];
  needsAttention: boolean;
  /** For how long (ms) after the date it is news to someone who was not reminded of it. */
  isNewsFor: number;
}

/**
 * - While the user wants no reminders (of this key, or at all), a threshold that is reached counts as dealt with: no
 *   reminder of it comes later.
 * - A reminder that may not be shown yet is owed: it comes later, however old its news. So does the one after a snooze.
 */
export function planReminder(state: DateState, context: PlanContext): Reminder {
  const { record, date, entry, crossed } = state;
  const settled = withoutDebt(entry ?? emptyNotice(date, context.now));
  const unchanged = entry && settled;
  const dealtWith = withCrossed(settled, crossed);
  const occasion = occasionOf(state, settled, context.now);
  if (isOff(record, context)) return silent(occasion === 'notice' ? dealtWith : unchanged);
  if (!occasion) return silent(entry?.owed === 'reminder' ? entry : unchanged);
  if (mustWait(record, context)) return silent({ ...settled, owed: entry?.owed ?? 'notice' });
  return { isDue: true, ...(entry && { ifNotShown: entry }), ifShown: dealtWith };
}

/** Why to remind of a date: a threshold is news, or the user wanted it at the end of a snooze. */
function occasionOf(state: DateState, settled: DateNotice, now: number): DateNotice['owed'] {
  if (hasNews(state, settled, now)) return 'notice';
  return state.entry?.owed === 'reminder' && state.needsAttention ? 'reminder' : undefined;
}

function isOff({ muted }: KeyRecord, { settings }: PlanContext): boolean {
  return muted === true || !settings.notifications;
}

export function silent(kept: DateNotice | undefined): Reminder {
  return { isDue: false, ...(kept && { ifNotShown: kept, ifShown: kept }) };
}

export function withoutDebt({ owed: _, ...settled }: DateNotice): DateNotice {
  return settled;
}

function mustWait({ snoozedUntil }: KeyRecord, { isQuietTime, now }: PlanContext): boolean {
  return isQuietTime || waitsUntil(snoozedUntil, now) > now;
}

/** Whether the tightest crossed threshold has something new to say: not if it or a tighter one was dealt with. */
function hasNews({ date, entry, crossed, isNewsFor }: DateState, settled: DateNotice, now: number): boolean {
  if (crossed.length === 0 || date.kind !== 'dated') return false;
  if (entry?.owed === undefined && now - date.latest > isNewsFor) return false;
  const { thresholdDays, overtaken = [] } = settled;
  const tightest = Math.min(...crossed);
  const isDealtWith = (days: number): boolean => days === tightest || (days < tightest && isReached(date, days, now));
  return !thresholdDays.some(isDealtWith) && !overtaken.some(isDealtWith);
}

/** The tightest of the crossed thresholds is dealt with now, and has overtaken the wider ones. */
export function withCrossed(notice: DateNotice, crossed: readonly number[]): DateNotice {
  if (crossed.length === 0) return notice;
  const thresholdDays = [...new Set([...notice.thresholdDays, Math.min(...crossed)])];
  const overtaken = crossed.filter((days) => !thresholdDays.includes(days));
  return { ...notice, thresholdDays, ...(overtaken.length > 0 && { overtaken }) };
}

/** Whether a threshold that was dealt with still counts as reached after the small steps back that a clock can take. */
function isReached(date: Dated, days: number, now: number): boolean {
  return thresholdAt(date, days, now) <= now + SLACK;
}

/**
 * The notice if it is about this date and not an earlier one: a renewed key starts again, and so does one whose date
 * can be read two ways, once the earlier of its two days is over. If the clock was ahead and is put right, thresholds
 * that were dealt with too early stay so, and those that they overtook are free again: their time is still to come.
 */
export function continued(notice: DateNotice, date: Expiry, now: number): DateNotice | undefined {
  if (date.kind === 'never') return undefined;
  // What cannot be read today may be read tomorrow, and must not be shown again then.
  if (date.kind !== 'dated') return notice;
  const expiresAt = countedTo(date, now);
  if (expiresAt - notice.expiresAt >= SLACK) return undefined;
  const { overtaken = [], ...rest } = notice;
  const stillReached = overtaken.filter((days) => isReached(date, days, now));
  return { ...rest, expiresAt, ...(stillReached.length > 0 && { overtaken: stillReached }) };
}
