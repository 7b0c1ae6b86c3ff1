import { countedTo, type Dated, type Expiry } from '../keys/expiry';
import type { KeyRecord } from '../keys/key';
import { emptyNoticeRecord, type NoticeRecord } from '../keys/ledger';
import { DAY } from '../keys/time';
import type { Settings } from '../settings';
import { waitsUntil } from './moments';

/* Whether to remind of one key, and what of that is recorded. */

/** An expiry first seen longer ago than this (ms) is old news: the popup shows it, and no reminder does. */
export const LATE_NOTICE_LIMIT = 7 * DAY;

/** An expiry that moves by less than this (ms) is the same one, read more exactly; nobody sets a clock back by more. */
const SLACK = DAY;

/** What holds for all keys of a plan. */
export interface PlanContext {
  settings: Settings;
  now: number;
  isQuietTime: boolean;
  replacements: ReadonlyMap<string, KeyRecord>;
}

/**
 * The expiry itself (0 days) is reached once the latest interpretation of the date is over: only then is "expired"
 * true.
 */
export function thresholdAt(expiry: Dated, thresholdDays: number, now: number): number {
  return thresholdDays === 0 ? expiry.latest : countedTo(expiry, now) - thresholdDays * DAY;
}

/** Whether to remind of a key now, and its notice record once the reminder was shown and if it was not. */
export interface Reminder {
  isDue: boolean;
  ifShown?: NoticeRecord;
  ifNotShown?: NoticeRecord;
}

/** A key in use, with its notice record (if it has one) and the thresholds (days) that it has crossed. */
export interface KeyState {
  record: KeyRecord;
  entry: NoticeRecord | undefined;
  crossed: readonly number[];
  needsAttention: boolean;
}

/**
 * - While the user wants no reminders (of this key, or at all), a threshold that is reached counts as dealt with: it is
 *   no old news afterwards.
 * - A reminder that may not be shown yet is owed: then it is no old news when it may. So is the one after a snooze.
 */
export function planReminder(state: KeyState, context: PlanContext): Reminder {
  const { record, entry, crossed } = state;
  const settled = withoutDebt(entry ?? emptyNoticeRecord(record.expiry));
  const unchanged = entry && settled;
  const dealtWith = withCrossed(settled, crossed);
  const occasion = occasionOf(state, settled, context.now);
  if (isOff(record, context)) return silent(occasion === 'notice' ? dealtWith : unchanged);
  if (!occasion) return silent(entry?.owed === 'reminder' ? entry : unchanged);
  if (mustWait(record, context)) return silent({ ...settled, owed: entry?.owed ?? 'notice' });
  return { isDue: true, ...(entry && { ifNotShown: entry }), ifShown: dealtWith };
}

/** Why to remind of a key: a threshold is news, or the user wanted it at the end of a snooze. */
function occasionOf(state: KeyState, settled: NoticeRecord, now: number): NoticeRecord['owed'] {
  if (hasNews(state, settled, now)) return 'notice';
  return state.entry?.owed === 'reminder' && state.needsAttention ? 'reminder' : undefined;
}

function isOff({ muted }: KeyRecord, { settings }: PlanContext): boolean {
  return muted === true || !settings.notifications;
}

export function silent(kept: NoticeRecord | undefined): Reminder {
  return { isDue: false, ...(kept && { ifNotShown: kept, ifShown: kept }) };
}

export function withoutDebt({ owed: _, ...settled }: NoticeRecord): NoticeRecord {
  return settled;
}

function mustWait({ snoozedUntil }: KeyRecord, { isQuietTime, now }: PlanContext): boolean {
  return isQuietTime || waitsUntil(snoozedUntil, now) > now;
}

/** Whether the tightest crossed threshold has something new to say: not if it or a tighter one was dealt with. */
function hasNews({ record: { expiry }, entry, crossed }: KeyState, settled: NoticeRecord, now: number): boolean {
  if (crossed.length === 0 || expiry.kind !== 'dated') return false;
  if (entry?.owed === undefined && now - expiry.latest > LATE_NOTICE_LIMIT) return false;
  const { thresholdDays, overtaken = [] } = settled;
  const tightest = Math.min(...crossed);
  const isDealtWith = (days: number): boolean => days === tightest || (days < tightest && isReached(expiry, days, now));
  return !thresholdDays.some(isDealtWith) && !overtaken.some(isDealtWith);
}

/** The tightest of the crossed thresholds is dealt with now, and has overtaken the wider ones. */
function withCrossed(notice: NoticeRecord, crossed: readonly number[]): NoticeRecord {
  if (crossed.length === 0) return notice;
  const thresholdDays = [...new Set([...notice.thresholdDays, Math.min(...crossed)])];
  const overtaken = crossed.filter((days) => !thresholdDays.includes(days));
  return { ...notice, thresholdDays, ...(overtaken.length > 0 && { overtaken }) };
}

/** Whether a threshold that was dealt with still counts as reached after the small steps back that a clock can take. */
function isReached(expiry: Dated, days: number, now: number): boolean {
  return thresholdAt(expiry, days, now) <= now + SLACK;
}

/**
 * The notice record if it is about this expiry and not an earlier one: a renewed key starts again. If the clock was
 * ahead and is put right, thresholds that were dealt with too early stay so, and those that they overtook are free
 * again: their time is still to come.
 */
export function continued(notice: NoticeRecord, expiry: Expiry, now: number): NoticeRecord | undefined {
  if (expiry.kind === 'never') return undefined;
  // What cannot be read today may be read tomorrow, and must not be shown again then.
  if (expiry.kind !== 'dated') return notice;
  if (expiry.earliest - notice.expiresAt >= SLACK) return undefined;
  const { overtaken = [], ...rest } = notice;
  const stillReached = overtaken.filter((days) => isReached(expiry, days, now));
  return { ...rest, expiresAt: expiry.earliest, ...(stillReached.length > 0 && { overtaken: stillReached }) };
}
