import { expiryStatus, nextExpiryChange, SOON_WITHIN, type Expiry } from '../keys/expiry';
import type { KeyRecord } from '../keys/key';
import { emptyNoticeRecord, type Ledger, type NoticeRecord } from '../keys/ledger';
import { replacementsOf } from '../keys/rotation';
import { DAY, HOUR } from '../keys/time';
import type { Settings } from '../settings';
import { nextAllowed, waitsUntil } from './moments';

/** An expiry first seen longer ago than this (ms) is old news: it shows in the popup, and gives no notice. */
export const LATE_NOTICE_LIMIT = 7 * DAY;

/** An expiry that moves by less than this (ms) is the same one, read more exactly; a clock is set back by less in daily life. */
const SLACK = DAY;

/** What is to be done now, and when to look again. */
export interface Plan {
  /** The keys to give a notice of, most urgent first. */
  due: KeyRecord[];
  /** The keys that need attention now, told or not, most urgent first. */
  attention: KeyRecord[];
  /** Keys for which nothing can be planned: they are shown as unknown. */
  broken: KeyRecord[];
  /** The keys that are rotated out and silent, by their ids, with the key in the place of each. */
  replacements: ReadonlyMap<string, KeyRecord>;
  badge: ToolbarBadge;
  /** The ledger once the due notices have been given. */
  ledger: Ledger;
  /** The ledger if they could not be given. */
  ledgerIfNotShown: Ledger;
  /** When to look next (ms): the next threshold, change of a status or end of a rest, at the latest the next full hour. */
  nextCheckAt: number;
}

/** What the toolbar shows. It tells how things are, so no snooze and no quiet hour changes it. */
export interface ToolbarBadge {
  /** The number of keys that need attention, or nothing. */
  text: string;
  /** Whether one of them has expired or is about to. */
  isUrgent: boolean;
  /** How many keys need attention. */
  attention: number;
  /** How many more would, had the user not muted them. */
  muted: number;
}

/** Plans the alerts at the instant `now` (ms). Pure: the same arguments give the same plan. */
export function planAlerts(records: readonly KeyRecord[], settings: Settings, ledger: Ledger, now: number): Plan {
  const replacements = replacementsOf(records, now);
  const isRestTime = nextAllowed(settings, now) > now;
  const due = new Set<KeyRecord>();
  const needy: KeyRecord[] = [];
  // An id may be anything that a file had, such as the name of a property that all objects have.
  const known = new Map(Object.entries(ledger));
  const onceTold = new Map<string, NoticeRecord>();
  const untold = new Map<string, NoticeRecord>();
  const broken: KeyRecord[] = [];
  const atLatest = nextLookAnyway(settings, now);
  const widest = Math.max(SOON_WITHIN, ...settings.thresholdDays.map((days) => days * DAY));
  let nextCheckAt = atLatest;
  for (const record of records) {
    try {
      // Of thousands of keys most are such: this one comparison is all that they cost.
      if (isFarOff(record, widest, atLatest) && !known.has(record.id)) continue;
      const isUsed = isInUse(record, replacements);
      const thresholds = thresholdsOf(record, settings);
      const crossed = crossedOf(thresholds, record.expiry, now);
      const needs = needsNotice(record, crossed, now);
      const { isDue, before, after } = planKey(
        record,
        { isUsed, crossed, needs },
        settings,
        known.get(record.id),
        now,
        isRestTime,
      );
      const nextLook = isUsed ? nextLookFor(record, thresholds, now) : Infinity;
      if (before) untold.set(record.id, before);
      if (after) onceTold.set(record.id, after);
      if (isDue) due.add(record);
      if (isUsed && needs) needy.push(record);
      nextCheckAt = Math.min(nextCheckAt, nextLook);
    } catch {
      // One record that nobody can plan for takes no other along. What was told of it stays told.
      broken.push(record);
      const told = known.get(record.id);
      if (!told) continue;
      untold.set(record.id, told);
      onceTold.set(record.id, told);
    }
  }
  // Only the few that are spoken of are put in order. What is due needs attention.
  const attention = mostUrgentFirst(
    needy.filter(({ muted }) => !muted),
    now,
  );
  return {
    due: attention.filter((record) => due.has(record)),
    attention,
    broken,
    replacements,
    badge: toolbarBadge(attention, needy.length, now),
    ledger: Object.fromEntries(onceTold),
    ledgerIfNotShown: Object.fromEntries(untold),
    nextCheckAt,
  };
}

/** Whether nothing can happen to a key before `at` (ms): no status of it and none of the thresholds for all keys, `widest` (ms) before its expiry at most. */
function isFarOff({ expiry, thresholdDays, snoozedUntil }: KeyRecord, widest: number, at: number): boolean {
  return (
    expiry.kind === 'dated' &&
    expiry.earliest - widest > at &&
    thresholdDays === undefined &&
    snoozedUntil === undefined
  );
}

/** Whether a key is in use: one that is no longer listed, has another in its place or was forgotten gives no notices. */
export function isInUse(
  { id, goneSince, forgottenAt }: KeyRecord,
  replacements: ReadonlyMap<string, KeyRecord>,
): boolean {
  return goneSince === undefined && forgottenAt === undefined && !replacements.has(id);
}

/** Expired, or within the widest of its thresholds. */
export function needsAttention(record: KeyRecord, settings: Settings, now: number): boolean {
  return needsNotice(record, crossedOf(thresholdsOf(record, settings), record.expiry, now), now);
}

function needsNotice({ expiry }: KeyRecord, crossed: readonly number[], now: number): boolean {
  return crossed.length > 0 || expiryStatus(expiry, now) === 'expired';
}

/**
 * The thresholds (days) of a key: its own as the user set them, else those for all keys. Of the latter, a key with a
 * known lifetime has only those within a third of it, so that a key of a month does not warn from its first day on.
 * Where that leaves none before the expiry, the tightest stays, if it lies within the lifetime at all.
 */
export function thresholdsOf({ thresholdDays, createdAt, expiry }: KeyRecord, settings: Settings): readonly number[] {
  if (thresholdDays) return thresholdDays;
  const lifetime = expiry.kind === 'dated' && createdAt !== undefined ? expiry.earliest - createdAt : 0;
  if (lifetime <= 0) return settings.thresholdDays;
  const fitting = settings.thresholdDays.filter((days) => days * DAY <= lifetime / 3);
  if (fitting.some((days) => days > 0)) return fitting;
  const tightest = Math.min(...settings.thresholdDays.filter((days) => days > 0));
  return tightest * DAY < lifetime ? [tightest, ...fitting] : fitting;
}

/** The thresholds that are reached. With ≤, so that a look that comes late still finds them. */
function crossedOf(thresholds: readonly number[], expiry: Expiry, now: number): readonly number[] {
  return expiry.kind === 'dated' ? thresholds.filter((days) => thresholdAt(expiry, days) <= now) : [];
}

/** The expiry itself (0 days) is reached once the latest reading of the date is over, since only then "expired" is true. */
function thresholdAt(expiry: { earliest: number; latest: number }, thresholdDays: number): number {
  return thresholdDays === 0 ? expiry.latest : expiry.earliest - thresholdDays * DAY;
}

/**
 * Whether to speak of one key now, and what the ledger holds of it `before` and `after` it was told.
 *
 * - While the user wants no notices (of this key, or at all), what is reached is noted as told: no old news afterwards.
 * - A notice that may not be given yet is owed: then it is no old news when it may. So is the reminder after a snooze.
 */
function planKey(
  record: KeyRecord,
  { isUsed, crossed, needs }: { isUsed: boolean; crossed: readonly number[]; needs: boolean },
  settings: Settings,
  told: NoticeRecord | undefined,
  now: number,
  isRestTime: boolean,
): { isDue: boolean; before?: NoticeRecord; after?: NoticeRecord } {
  const entry = told && continued(told, record.expiry, now);
  const { owed, ...settled } = entry ?? emptyNoticeRecord(record.expiry);
  const silent = (kept: NoticeRecord | undefined) => ({ isDue: false, ...(kept && { before: kept, after: kept }) });
  if (!isUsed) return silent(entry && settled);

  const isNews = hasNews(record, settled, crossed, now) && (owed !== undefined || !isOldNews(record.expiry, now));
  const isReminder = owed === 'reminder' && needs;
  if (record.muted || !settings.notifications) return silent(isNews ? withTold(settled, crossed) : entry && settled);
  if (!isNews && !isReminder) return silent(owed === 'reminder' ? entry : entry && settled);
  if (isRestTime || waitsUntil(record.snoozedUntil, now) > now) return silent({ ...settled, owed: owed ?? 'notice' });
  return { isDue: true, ...(entry && { before: entry }), after: withTold(settled, crossed) };
}

/** Whether the tightest of the crossed thresholds has something to say: not if it or a tighter one is done with. */
function hasNews(
  { expiry }: KeyRecord,
  { thresholdDays, overtaken = [] }: NoticeRecord,
  crossed: readonly number[],
  now: number,
): boolean {
  if (crossed.length === 0 || expiry.kind !== 'dated') return false;
  const tightest = Math.min(...crossed);
  const isDoneWith = (days: number): boolean => days === tightest || (days < tightest && isReached(expiry, days, now));
  return !thresholdDays.some(isDoneWith) && !overtaken.some(isDoneWith);
}

/** The tightest of the crossed thresholds is told now, and has overtaken the wider ones. */
function withTold(told: NoticeRecord, crossed: readonly number[]): NoticeRecord {
  if (crossed.length === 0) return told;
  const thresholdDays = [...new Set([...told.thresholdDays, Math.min(...crossed)])];
  const overtaken = crossed.filter((days) => !thresholdDays.includes(days));
  return { ...told, thresholdDays, ...(overtaken.length > 0 && { overtaken }) };
}

/** Whether a threshold that is done with still counts as reached after the small steps back that a clock can take. */
function isReached(expiry: { earliest: number; latest: number }, days: number, now: number): boolean {
  return thresholdAt(expiry, days) <= now + SLACK;
}

/**
 * What was told, if it was of this expiry and not of an earlier one: a renewed key starts anew. Where the clock was
 * ahead and is put right, the thresholds that were told too early stay told, and those that they overtook are free
 * again: their time is still to come.
 */
function continued(told: NoticeRecord, expiry: Expiry, now: number): NoticeRecord | undefined {
  if (expiry.kind === 'never') return undefined;
  // What cannot be read today may be read tomorrow, and must not be told again then.
  if (expiry.kind !== 'dated') return told;
  if (expiry.earliest - told.expiresAt >= SLACK) return undefined;
  const { overtaken = [], ...rest } = told;
  const stillReached = overtaken.filter((days) => isReached(expiry, days, now));
  return { ...rest, expiresAt: expiry.earliest, ...(stillReached.length > 0 && { overtaken: stillReached }) };
}

function isOldNews(expiry: Expiry, now: number): boolean {
  return expiry.kind === 'dated' && now - expiry.latest > LATE_NOTICE_LIMIT;
}

function toolbarBadge(attention: readonly KeyRecord[], needy: number, now: number): ToolbarBadge {
  const count = attention.length;
  return {
    text: count === 0 ? '' : String(count),
    isUrgent: attention.some(({ expiry }) => isUrgent(expiry, now)),
    attention: count,
    muted: needy - count,
  };
}

/** Expired, or about to. */
export function isUrgent(expiry: Expiry, now: number): boolean {
  return ['expired', 'critical'].includes(expiryStatus(expiry, now));
}

/** When to look whatever the keys are. A full hour rather than "in an hour", so that looking twice gives the same answer and the alarm is left alone. */
function nextLookAnyway(settings: Settings, now: number): number {
  const fullHour = (Math.floor(now / HOUR) + 1) * HOUR;
  const restEnd = nextAllowed(settings, now);
  return restEnd > now ? Math.min(fullHour, restEnd) : fullHour;
}

/** When something changes of a key in use: its next threshold, change of status or end of a snooze. */
function nextLookFor({ expiry, ...record }: KeyRecord, thresholds: readonly number[], now: number): number {
  const snoozedUntil = waitsUntil(record.snoozedUntil, now);
  let next = snoozedUntil > now ? snoozedUntil : Infinity;
  if (expiry.kind !== 'dated') return next;
  for (const days of thresholds) {
    const at = thresholdAt(expiry, days);
    if (at > now && at < next) next = at;
  }
  return Math.min(next, nextExpiryChange(expiry, now));
}

/** Orders keys most urgent first: expired ones (latest on top), then by expiry, then unreadable ones, then those without expiry. */
export function byUrgency(now: number): (one: KeyRecord, other: KeyRecord) => number {
  return (one, other) => urgencyOf(one, now) - urgencyOf(other, now) || one.name.localeCompare(other.name, 'en');
}

/** The keys in the order of {@link byUrgency}, which looks at the expiry of each only once. */
function mostUrgentFirst(records: readonly KeyRecord[], now: number): KeyRecord[] {
  return records
    .map((record) => ({ record, urgency: urgencyOf(record, now) }))
    .sort((one, other) => one.urgency - other.urgency || one.record.name.localeCompare(other.record.name, 'en'))
    .map(({ record }) => record);
}

/** More than any instant (ms), so that keys of one sort come before all of the next. */
const NEXT_SORT = 1e15;

/** The lower, the more urgent. */
function urgencyOf({ expiry }: KeyRecord, now: number): number {
  switch (expiry.kind) {
    case 'dated':
      return now >= expiry.latest ? -expiry.latest : NEXT_SORT + expiry.earliest;
    case 'expired':
      return 0;
    case 'unknown':
      return 2 * NEXT_SORT;
    case 'never':
      return 3 * NEXT_SORT;
  }
}
