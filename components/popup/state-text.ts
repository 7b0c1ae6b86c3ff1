import { isSnoozedPastExpiry, nextAllowed } from '../../utils/alerts/moments';
import type { Plan } from '../../utils/alerts/plan';
import { isExpiring, isToBeReplaced } from '../../utils/alerts/plan-key';
import { dueCount } from '../../utils/alerts/replacement-in-words';
import { hasNoThresholds } from '../../utils/alerts/thresholds';
import { countdown, countedExpiry, countedTo, expiryStatus, type Expiry } from '../../utils/keys/expiry';
import type { KeyRecord } from '../../utils/keys/key';
import { isLeakOpen } from '../../utils/keys/leak';
import { replacementDue, type Due } from '../../utils/keys/replacement';
import { DAY } from '../../utils/keys/time';
import type { SettingsInForce } from '../../utils/policy';
import { tCount, dayText, instantText, t, type CountedMessageKey } from '../../utils/words';

/** The listed keys and the plan for them. `attention` is most urgent first. */
export interface KeysNow extends Pick<Plan, 'attention' | 'broken' | 'replacements'> {
  listed: readonly KeyRecord[];
  settings: SettingsInForce;
}

export interface StateLine {
  text: string;
  /** The keys without any date, if the line is about them: it leads to where one is set. */
  undated?: readonly KeyRecord[];
}

/** How the keys are in one sentence, and a line for each thing that it leaves out. */
export interface StateText {
  sentence: StateLine;
  additions: StateLine[];
}

/**
 * Says how the listed keys are at `now` (ms). It calls only those keys "fine" that surely are: they are on the tab,
 * their date is plain, or the user wants none, and they give reminders in time. All others are counted apart, even if
 * some need attention.
 */
export function stateText(keys: KeysNow, now: number): StateText {
  const { listed, settings } = keys;
  const caveats = caveatsOf(keys, now);
  const lines = caveats.filter(({ concerned }) => concerned.length > 0).map(lineOf);
  const [urgent, ...others] = attentionTexts(keys, now);
  if (urgent !== undefined)
    return { sentence: { text: urgent }, additions: [...others.map((text) => ({ text })), ...lines] };
  if (listed.length === 0) return { sentence: { text: t('popup_title') }, additions: [] };
  const apart = new Set(caveats.flatMap(({ concerned }) => concerned));
  const fine = listed.filter((record) => !apart.has(record));
  if (fine.length > 0) {
    const text = fineText(fine, { settings, now, hasOthers: apart.size > 0 });
    return { sentence: { text }, additions: lines };
  }
  const areUnreadable = listed.every(({ expiry }) => expiry.kind === 'unknown');
  const [first = { text: '' }, ...additions] = lines;
  return { sentence: areUnreadable ? { text: tCount('state_unknown', listed.length) } : first, additions };
}

/** A reason not to call a key fine, with its keys. */
interface Caveat {
  stem: CountedMessageKey;
  concerned: KeyRecord[];
}

const UNDATED = 'state_undated';

function lineOf({ stem, concerned }: Caveat): StateLine {
  return { text: tCount(stem, concerned.length), ...(stem === UNDATED && { undated: concerned }) };
}

/** The reasons not to call a key fine, each with its keys; a key may have several. */
function caveatsOf({ listed, broken, replacements, settings }: KeysNow, now: number): Caveat[] {
  const isBroken = new Set(broken);
  const isSilent = (record: KeyRecord): boolean =>
    record.muted === true ||
    replacements.has(record.id) ||
    isSnoozedPastExpiry(record, now) ||
    hasNoThresholds(record, settings, now);
  const caveats: Caveat[] = [
    { stem: 'state_unreadable', concerned: listed.filter(({ expiry }) => expiry.kind === 'unknown') },
    { stem: 'state_missing', concerned: listed.filter(({ missing }) => missing) },
    { stem: 'state_ambiguous', concerned: listed.filter(({ expiry }) => expiry.kind === 'dated' && expiry.ambiguous) },
    { stem: 'state_broken', concerned: listed.filter((record) => isBroken.has(record)) },
    { stem: 'state_silent', concerned: listed.filter(isSilent) },
  ];
  // A key of which something else has to be said first needs no date yet.
  const apart = new Set(caveats.flatMap(({ concerned }) => concerned));
  const isUndated = (record: KeyRecord): boolean =>
    record.expiry.kind === 'never' && !record.replaceBy && !apart.has(record) && !replacementDue(record, settings, now);
  return [...caveats, { stem: UNDATED, concerned: listed.filter(isUndated) }];
}

/** What needs attention, the most urgent first: what may have leaked, what expires, what is due for replacement. */
function attentionTexts({ attention, settings }: KeysNow, now: number): string[] {
  const leaked = attention.filter(isLeakOpen).length;
  const expiring = attention.filter((record) => isExpiring(record, settings, now));
  const dues = attention
    .filter((record) => isToBeReplaced(record, settings, now))
    .flatMap((record) => replacementDue(record, settings, now) ?? []);
  const leakTexts = leaked > 0 ? [tCount('state_leaked', leaked)] : [];
  return [...leakTexts, ...expiryTexts(expiring, now), ...replacementTexts(dues, now)];
}

function expiryTexts(attention: readonly KeyRecord[], now: number): string[] {
  if (attention.length === 0) return [];
  const expiring = attention.filter(({ expiry }) => expiryStatus(expiry, now) !== 'expired');
  // A key that has leaked stands before all others, whatever its date.
  const [first] = expiring.sort((record, other) => dateOf(record, now) - dateOf(other, now));
  const expired = attention.length - expiring.length;
  if (!first) return [tCount('state_expired', expired)];
  const when = whenText(first.expiry, now);
  if (expired === 0) return [tCount('state_expiring', expiring.length, when)];
  return [tCount('state_attention', attention.length), tCount('state_mixed', expired, when)];
}

/** When a key expires, as part of a sentence: "in 3 days", "tomorrow". */
function whenText(expiry: Expiry, now: number): string {
  const count = countdown(countedExpiry(expiry, now), now);
  if (!('days' in count) || count.days === 0) return t('when_today');
  if (count.days === 1) return t('when_tomorrow');
  return t(count.approximate ? 'when_about_days' : 'when_days', count.days);
}

/** Those keys first that should have been replaced before today. */
function replacementTexts(dues: readonly Due[], now: number): string[] {
  const ahead = dues.filter(({ at }) => now < at + DAY).sort((due, other) => due.at - other.at);
  const overdue = dues.length - ahead.length;
  const [first] = ahead;
  return [
    ...(overdue > 0 ? [tCount('state_overdue', overdue)] : []),
    ...(first ? [tCount('state_replace', ahead.length, whenDueText(first, now))] : []),
  ];
}

function whenDueText(due: Due, now: number): string {
  const count = dueCount(due, now);
  if ('days' in count) return t('when_days', count.days);
  return t(count.form === 'tomorrow' ? 'when_tomorrow' : 'when_today');
}

/** The expiry that reminders of a key count to at `now` (ms); Infinity without one. */
function dateOf({ expiry }: KeyRecord, now: number): number {
  return expiry.kind === 'dated' ? countedTo(expiry, now) : Infinity;
}

/** When the reminder at the end (ms) of a snooze comes. Quiet times put it off; without notifications none comes. */
export function nextReminderText(end: number, settings: SettingsInForce): string {
  return settings.notifications
    ? t('popup_reminder', instantText(nextAllowed(settings, end)))
    : t('key_snoozed', instantText(end));
}

/** Says "all" or "your" of the keys only if there are no others. */
function fineText(
  fine: readonly KeyRecord[],
  { settings, now, hasOthers }: { settings: SettingsInForce; now: number; hasOthers: boolean },
): string {
  const expiresAt = Math.min(...fine.map((record) => dateOf(record, now)));
  const dueAt = Math.min(...fine.map((record) => replacementDue(record, settings, now)?.at ?? Infinity));
  if (dueAt < expiresAt) {
    return tCount(hasOthers ? 'state_some_replace' : 'state_calm_replace', fine.length, dayText(dueAt));
  }
  if (!Number.isFinite(expiresAt)) return tCount(hasOthers ? 'state_some' : 'state_calm', fine.length);
  return tCount(hasOthers ? 'state_some_until' : 'state_calm_until', fine.length, dayText(expiresAt));
}
