import { countedTo, expiryStatus, nextExpiryChange, SOON_WITHIN, type Expiry } from '../keys/expiry';
import type { KeyRecord } from '../keys/key';
import { isLeakOpen } from '../keys/leak';
import type { Ledger, NoticeRecord } from '../keys/ledger';
import { replacementsOf } from '../keys/rotation';
import { DAY, HOUR } from '../keys/time';
import type { Settings } from '../settings';
import { nextAllowed, waitsUntil } from './moments';
import { continued, planReminder, silent, thresholdAt, withoutDebt, type PlanContext, type Reminder } from './reminder';

/** What is to be done now, and when to check again. */
export interface Plan {
  /** The keys to remind of, most urgent first. */
  due: KeyRecord[];
  /** The keys that need attention now, reminded of or not, most urgent first. */
  attention: KeyRecord[];
  /** Keys for which nothing can be planned: they are shown as unknown. */
  broken: KeyRecord[];
  /** The keys that are rotated out and silent, by their ids, with the key in the place of each. */
  replacements: ReadonlyMap<string, KeyRecord>;
  badge: ToolbarBadge;
  /** The ledger once the due keys have been shown. */
  ledger: Ledger;
  ledgerIfNotShown: Ledger;
  /** The next threshold, change of a status or end of a quiet time (ms), at the latest the next full hour. */
  nextCheckAt: number;
}

/** What the toolbar shows. It shows how things are, so no snooze and no quiet hour changes it. */
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

/** Plans the reminders at the instant `now` (ms). Pure: the same arguments give the same plan. */
export function planAlerts(records: readonly KeyRecord[], settings: Settings, ledger: Ledger, now: number): Plan {
  const replacements = replacementsOf(records, now);
  const context: PlanContext = { settings, now, replacements, isQuietTime: nextAllowed(settings, now) > now };
  const due = new Set<KeyRecord>();
  const needingAttention: KeyRecord[] = [];
  // An id may be anything that a file had, such as the name of a property that all objects have.
  const known = new Map(Object.entries(ledger));
  const ifShown = new Map<string, NoticeRecord>();
  const ifNotShown = new Map<string, NoticeRecord>();
  const broken: KeyRecord[] = [];
  const atLatest = nextCheckAnyway(settings, now);
  const widest = Math.max(SOON_WITHIN, ...settings.thresholdDays.map((days) => days * DAY));
  let nextCheckAt = atLatest;
  for (const record of records) {
    const notice = known.get(record.id);
    try {
      // Of thousands of keys most are such: this one comparison is all that they cost.
      if (isFarOff(record, widest, atLatest) && !known.has(record.id)) continue;
      const plan = planKey(record, notice, context);
      if (plan.ifNotShown) ifNotShown.set(record.id, plan.ifNotShown);
      if (plan.ifShown) ifShown.set(record.id, plan.ifShown);
      if (plan.isDue) due.add(record);
      if (plan.needsAttention) needingAttention.push(record);
      nextCheckAt = Math.min(nextCheckAt, plan.nextCheckAt);
    } catch {
      // One record that nobody can plan for takes no other along. Its notice record stays.
      broken.push(record);
      if (!notice) continue;
      ifNotShown.set(record.id, notice);
      ifShown.set(record.id, notice);
    }
  }
  // Only the few keys that the user is reminded of are sorted. What is due needs attention.
  const attention = mostUrgentFirst(
    needingAttention.filter(({ muted }) => !muted),
    now,
  );
  return {
    due: attention.filter((record) => due.has(record)),
    attention,
    broken,
    replacements,
    badge: toolbarBadge(attention, needingAttention.length, now),
    ledger: Object.fromEntries(ifShown),
    ledgerIfNotShown: Object.fromEntries(ifNotShown),
    nextCheckAt,
  };
}

/**
 * Whether nothing can happen to a key before `instant` (ms): no change of its status and none of the thresholds for all
 * keys, which lie `widest` (ms) before its expiry at most.
 */
function isFarOff({ expiry, thresholdDays, snoozedUntil }: KeyRecord, widest: number, instant: number): boolean {
  return (
    expiry.kind === 'dated' &&
    countedTo(expiry, 0) - widest > instant &&
    thresholdDays === undefined &&
    snoozedUntil === undefined
  );
}

/** A key that is no longer listed, has another in its place or was hidden is not in use: nobody is reminded of it. */
export function isInUse(
  { id, goneSince, forgottenAt }: KeyRecord,
  replacements: ReadonlyMap<string, KeyRecord>,
): boolean {
  return goneSince === undefined && forgottenAt === undefined && !replacements.has(id);
}

/** Expired, or within the widest of its thresholds. */
export function needsAttention(record: KeyRecord, settings: Settings, now: number): boolean {
  return isCrossedOrExpired(record, crossedOf(thresholdsOf(record, settings), record.expiry, now), now);
}

function isCrossedOrExpired({ expiry }: KeyRecord, crossed: readonly number[], now: number): boolean {
  return crossed.length > 0 || expiryStatus(expiry, now) === 'expired';
}

/**
 * The thresholds (days) of a key: its own as the user set them, else those for all keys. Of the latter, a key with a
 * known lifetime has only those within a third of it, so that a key of a month does not remind from its first day on.
 * If that leaves none before the expiry, the tightest stays, provided that it lies within the lifetime at all.
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

/** The thresholds that are reached. With ≤, so that a check that comes late still finds them. */
function crossedOf(thresholds: readonly number[], expiry: Expiry, now: number): readonly number[] {
  return expiry.kind === 'dated' ? thresholds.filter((days) => thresholdAt(expiry, days, now) <= now) : [];
}

interface KeyPlan extends Reminder {
  needsAttention: boolean;
  nextCheckAt: number;
}

function planKey(record: KeyRecord, notice: NoticeRecord | undefined, context: PlanContext): KeyPlan {
  const { settings, now, replacements } = context;
  const thresholds = thresholdsOf(record, settings);
  const crossed = crossedOf(thresholds, record.expiry, now);
  const isInNeed = isCrossedOrExpired(record, crossed, now);
  const entry = notice && continued(notice, record.expiry, now);
  if (!isInUse(record, replacements))
    return { ...silent(entry && withoutDebt(entry)), needsAttention: false, nextCheckAt: Infinity };
  return {
    ...planReminder({ record, entry, crossed, needsAttention: isInNeed }, context),
    needsAttention: isInNeed,
    nextCheckAt: nextCheckFor(record, thresholds, now),
  };
}

function toolbarBadge(attention: readonly KeyRecord[], withMuted: number, now: number): ToolbarBadge {
  const count = attention.length;
  return {
    text: count === 0 ? '' : String(count),
    isUrgent: attention.some(({ expiry }) => isUrgent(expiry, now)),
    attention: count,
    muted: withMuted - count,
  };
}

/** Expired, or about to. */
export function isUrgent(expiry: Expiry, now: number): boolean {
  return ['expired', 'critical'].includes(expiryStatus(expiry, now));
}

/** A full hour rather than "in an hour", so that checking twice gives the same answer and the alarm stays as it is. */
function nextCheckAnyway(settings: Settings, now: number): number {
  const fullHour = (Math.floor(now / HOUR) + 1) * HOUR;
  const quietTimeEnd = nextAllowed(settings, now);
  return quietTimeEnd > now ? Math.min(fullHour, quietTimeEnd) : fullHour;
}

/** When something changes for a key in use (ms): its next threshold, change of status or end of a snooze. */
function nextCheckFor({ expiry, ...record }: KeyRecord, thresholds: readonly number[], now: number): number {
  const snoozedUntil = waitsUntil(record.snoozedUntil, now);
  let next = snoozedUntil > now ? snoozedUntil : Infinity;
  if (expiry.kind !== 'dated') return next;
  for (const days of thresholds) {
    const reachedAt = thresholdAt(expiry, days, now);
    if (reachedAt > now && reachedAt < next) next = reachedAt;
  }
  return Math.min(next, nextExpiryChange(expiry, now));
}

/**
 * Orders keys most urgent first: those that may have leaked and still work, then expired ones (latest on top), then by expiry, then unreadable ones, then those without
 * expiry.
 */
export function byUrgency(now: number): (record: KeyRecord, other: KeyRecord) => number {
  return (record, other) =>
    urgencyOf(record, now) - urgencyOf(other, now) || record.name.localeCompare(other.name, 'en');
}

/** The keys in the order of {@link byUrgency}, which looks at the expiry of each only once. */
function mostUrgentFirst(records: readonly KeyRecord[], now: number): KeyRecord[] {
  return records
    .map((record) => ({ record, urgency: urgencyOf(record, now) }))
    .sort((entry, other) => entry.urgency - other.urgency || entry.record.name.localeCompare(other.record.name, 'en'))
    .map(({ record }) => record);
}

/** More than any instant (ms), so that keys of one sort come before all of the next. */
const NEXT_SORT = 1e15;

/** The lower, the more urgent. */
function urgencyOf(record: KeyRecord, now: number): number {
  const { expiry } = record;
  if (isLeakOpen(record)) return -NEXT_SORT;
  switch (expiry.kind) {
    case 'dated':
      return now >= expiry.latest ? -expiry.latest : NEXT_SORT + countedTo(expiry, now);
    case 'expired':
      return 0;
    case 'unknown':
      return 2 * NEXT_SORT;
    case 'never':
      return 3 * NEXT_SORT;
  }
}
