import { isSnoozedPastExpiry } from '../../utils/alerts/moments';
import type { Plan } from '../../utils/alerts/plan';
import { countdown, expiryStatus, type Expiry } from '../../utils/keys/expiry';
import type { KeyRecord } from '../../utils/keys/key';
import { isLeakOpen } from '../../utils/keys/leak';
import { tCount, dayText, t, type CountedMessageKey } from '../../utils/words';

/** The listed keys and the plan for them. `attention` is most urgent first. */
export interface KeysNow extends Pick<Plan, 'attention' | 'broken' | 'replacements'> {
  listed: readonly KeyRecord[];
}

/** How the keys are in one sentence, and a line for each thing that it leaves out. */
export interface StateText {
  sentence: string;
  additions: string[];
}

/**
 * Says how the listed keys are at `now` (ms). It calls only those keys "fine" that surely are: they are on the tab,
 * their date is plain, and they give reminders in time. All others are counted apart, even if some need attention.
 */
export function stateText(keys: KeysNow, now: number): StateText {
  const { listed, attention } = keys;
  const reserves = reservesOf(keys, now);
  const lines = reserves.flatMap(({ stem, concerned: { length } }) => (length > 0 ? [tCount(stem, length)] : []));
  if (attention.length > 0) {
    const { sentence, additions } = attentionText(attention, now);
    return { sentence, additions: [...additions, ...lines] };
  }
  if (listed.length === 0) return { sentence: t('popup_title'), additions: [] };
  const apart = new Set(reserves.flatMap(({ concerned }) => concerned));
  const fine = listed.filter((record) => !apart.has(record));
  if (fine.length > 0) return { sentence: fineText(fine, { hasOthers: apart.size > 0 }), additions: lines };
  const areUnreadable = listed.every(({ expiry }) => expiry.kind === 'unknown');
  const [first = '', ...additions] = lines;
  return { sentence: areUnreadable ? tCount('state_unknown', listed.length) : first, additions };
}

/** The reasons not to call a key fine, each with its keys; a key may have several. */
function reservesOf(
  { listed, broken, replacements }: KeysNow,
  now: number,
): { stem: CountedMessageKey; concerned: KeyRecord[] }[] {
  const isBroken = new Set(broken);
  const isSilent = (record: KeyRecord): boolean =>
    record.muted === true || replacements.has(record.id) || isSnoozedPastExpiry(record, now);
  return [
    { stem: 'state_leaked', concerned: listed.filter(isLeakOpen) },
    { stem: 'state_unreadable', concerned: listed.filter(({ expiry }) => expiry.kind === 'unknown') },
    { stem: 'state_missing', concerned: listed.filter(({ missing }) => missing) },
    { stem: 'state_ambiguous', concerned: listed.filter(({ expiry }) => expiry.kind === 'dated' && expiry.ambiguous) },
    { stem: 'state_broken', concerned: listed.filter((record) => isBroken.has(record)) },
    { stem: 'state_silent', concerned: listed.filter(isSilent) },
  ];
}

function attentionText(attention: readonly KeyRecord[], now: number): StateText {
  const expiring = attention.filter(({ expiry }) => expiryStatus(expiry, now) !== 'expired');
  const [first] = expiring;
  const expired = attention.length - expiring.length;
  if (!first) return { sentence: tCount('state_expired', expired), additions: [] };
  const when = whenText(first.expiry, now);
  if (expired === 0) return { sentence: tCount('state_expiring', expiring.length, when), additions: [] };
  const sentence = tCount('state_attention', attention.length);
  return { sentence, additions: [tCount('state_mixed', expired, when)] };
}

/** When a key expires, as part of a sentence: "in 3 days", "tomorrow". */
function whenText(expiry: Expiry, now: number): string {
  const count = countdown(expiry, now);
  if (!('days' in count) || count.days === 0) return t('when_today');
  if (count.days === 1) return t('when_tomorrow');
  return t(count.approximate ? 'when_about_days' : 'when_days', count.days);
}

/** Says "all" or "your" of the keys only if there are no others. */
function fineText(fine: readonly KeyRecord[], { hasOthers }: { hasOthers: boolean }): string {
  const next = Math.min(...fine.map(({ expiry }) => (expiry.kind === 'dated' ? expiry.earliest : Infinity)));
  if (!Number.isFinite(next)) return tCount(hasOthers ? 'state_some' : 'state_calm', fine.length);
  return tCount(hasOthers ? 'state_some_until' : 'state_calm_until', fine.length, dayText(next));
}
