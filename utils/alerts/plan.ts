import { countedTo, CRITICAL_WITHIN, expiryStatus, SOON_WITHIN, type Expiry } from '../keys/expiry';
import type { KeyRecord } from '../keys/key';
import { isLeakOpen } from '../keys/leak';
import type { Ledger, NoticeRecord } from '../keys/ledger';
import { replacementDue, type RotationRules } from '../keys/replacement';
import { replacementsOf } from '../keys/rotation';
import { DAY, HOUR } from '../keys/time';
import type { SettingsInForce } from '../policy';
import { nextAllowed } from './moments';
import { planKey } from './plan-key';
import type { PlanContext } from './reminder';

/** What is to be done now, and when to check again. */
export interface Plan {
  /** The keys to remind of because they expire, most urgent first. */
  due: KeyRecord[];
  /** The keys to remind of because they are due for replacement, most urgent first. */
  dueForReplacement: KeyRecord[];
  /** The keys that need attention now for either reason or may have leaked, reminded of or not, most urgent first. */
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
  /** Whether one of them has expired or is about to, or may have leaked. */
  isUrgent: boolean;
  /** How many keys need attention. */
  attention: number;
  /** How many more would, had the user not muted them. */
  muted: number;
}

/** Plans the reminders at the instant `now` (ms). Pure: the same arguments give the same plan. */
export function planAlerts(
  records: readonly KeyRecord[],
  settings: SettingsInForce,
  ledger: Ledger,
  now: number,
): Plan {
  const replacements = replacementsOf(records, now);
  const context: PlanContext = { settings, now, replacements, isQuietTime: nextAllowed(settings, now) > now };
  const due = new Set<KeyRecord>();
  const dueForReplacement = new Set<KeyRecord>();
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
      // Most of thousands of keys are far off: this one comparison is all that they cost.
      if (isFarOff(record, settings, widest, atLatest) && !known.has(record.id)) continue;
      const plan = planKey(record, notice, context);
      if (plan.ifNotShown) ifNotShown.set(record.id, plan.ifNotShown);
      if (plan.ifShown) ifShown.set(record.id, plan.ifShown);
      if (plan.isDue) due.add(record);
      if (plan.isDueForReplacement) dueForReplacement.add(record);
      if (plan.needsAttention) needingAttention.push(record);
      nextCheckAt = Math.min(nextCheckAt, plan.nextCheckAt);
    } catch {
      // A record that cannot be planned for does not stop the others. Its notice record stays.
      broken.push(record);
      if (!notice) continue;
      ifNotShown.set(record.id, notice);
      ifShown.set(record.id, notice);
    }
  }
  // Only the few keys that the user is reminded of are sorted. What is due needs attention.
  const attention = mostUrgentFirst(
    // Muting a key's reminders does not deal with its leak.
    needingAttention.filter((record) => !record.muted || isLeakOpen(record)),
    settings,
    now,
  );
  return {
    due: attention.filter((record) => due.has(record)),
    dueForReplacement: attention.filter((record) => dueForReplacement.has(record)),
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
function isFarOff(record: KeyRecord, rules: RotationRules, widest: number, instant: number): boolean {
  const { expiry, thresholdDays, snoozedUntil } = record;
  return (
    expiry.kind === 'dated' &&
    !isLeakOpen(record) &&
    countedTo(expiry, 0) - widest > instant &&
    thresholdDays === undefined &&
    snoozedUntil === undefined &&
    (replacementDue(record, rules, instant)?.at ?? Infinity) - widest > instant
  );
}

function toolbarBadge(attention: readonly KeyRecord[], withMuted: number, now: number): ToolbarBadge {
  const count = attention.length;
  return {
    text: count === 0 ? '' : String(count),
    isUrgent: attention.some((record) => isLeakOpen(record) || isUrgent(record.expiry, now)),
    attention: count,
    muted: withMuted - count,
  };
}

/** Expired, or about to. */
export function isUrgent(expiry: Expiry, now: number): boolean {
  return ['expired', 'critical'].includes(expiryStatus(expiry, now));
}

/** A full hour rather than "in an hour", so that checking twice gives the same answer and the alarm stays as it is. */
function nextCheckAnyway(settings: SettingsInForce, now: number): number {
  const fullHour = (Math.floor(now / HOUR) + 1) * HOUR;
  const quietTimeEnd = nextAllowed(settings, now);
  return quietTimeEnd > now ? Math.min(fullHour, quietTimeEnd) : fullHour;
}

/**
 * Orders keys most urgent first: those that may have leaked and still work, then expired ones (latest on top), then by
 * expiry or by the day on which they are due for replacement, then unreadable ones, then those without any date.
 */
export function mostUrgentFirst(records: readonly KeyRecord[], rules: RotationRules, now: number): KeyRecord[] {
  return records
    .map((record) => ({ record, urgency: urgencyOf(record, rules, now) }))
    .sort((entry, other) => entry.urgency - other.urgency || entry.record.name.localeCompare(other.record.name, 'en'))
    .map(({ record }) => record);
}

/** More than any instant (ms), so that keys of one sort come before all of the next. */
const NEXT_SORT = 1e15;

/** The lower, the more urgent. */
function urgencyOf(record: KeyRecord, rules: RotationRules, now: number): number {
  const due = replacementDue(record, rules, now);
  const byExpiry = urgencyOfExpiry(record, now);
  // A key that should have been replaced long ago works on: those that stop within days come first.
  return due ? Math.min(byExpiry, NEXT_SORT + Math.max(due.at, now + CRITICAL_WITHIN)) : byExpiry;
}

function urgencyOfExpiry(record: KeyRecord, now: number): number {
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
