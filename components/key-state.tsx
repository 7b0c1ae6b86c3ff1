import type { KeyRecord } from '../utils/keys/key';
import { DAY } from '../utils/keys/time';
import { dayText, instantText, words } from '../utils/words';

/** For so long (ms) the popup says that a key was renewed: long enough to see why it no longer speaks. */
const RENEWAL_SHOWN = 30 * DAY;

/** Says why a key gives no notices, where it gives none. `replacement` is the name of the key that stands in for it. */
export function KeyState({ record, replacement, needsAttention, now }: { record: KeyRecord; replacement: string | undefined; needsAttention: boolean; now: number }) {
  const text = stateText(record, replacement, needsAttention, now);
  return text === undefined ? null : <div className="key-state">{text}</div>;
}

function stateText({ goneSince, muted, snoozedUntil = 0, renewedAt = 0, expiry }: KeyRecord, replacement: string | undefined, needsAttention: boolean, now: number): string | undefined {
  if (goneSince !== undefined) return words('popup_gone_since', dayText(goneSince));
  if (replacement !== undefined) return words('key_replaced_by', replacement);
  if (muted) return words('key_muted');
  if (snoozedUntil > now) {
    const expiresBefore = expiry.kind === 'dated' && expiry.earliest > now && expiry.earliest < snoozedUntil;
    return words(expiresBefore ? 'key_snoozed_past_expiry' : 'key_snoozed', instantText(snoozedUntil));
  }
  return !needsAttention && renewedAt > now - RENEWAL_SHOWN ? words('key_renewed', dayText(renewedAt)) : undefined;
}
