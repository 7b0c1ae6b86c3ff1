import { isSnoozedPastExpiry, waitsUntil } from '../../utils/alerts/moments';
import { needsAttention } from '../../utils/alerts/plan-key';
import { hasNoThresholds } from '../../utils/alerts/thresholds';
import type { GoneReason, KeyRecord } from '../../utils/keys/key';
import { isLeakOpen } from '../../utils/keys/leak';
import { DAY } from '../../utils/keys/time';
import type { SettingsInForce } from '../../utils/policy';
import { dayText, instantText, isolated, t, type MessageKey } from '../../utils/words';
import './key-state.css';

/** For this time (ms) the popup says that a key was renewed, and so why its reminders ended. Chosen, not measured. */
const RENEWAL_SHOWN = 30 * DAY;

const GONE_WORDS: Record<GoneReason, MessageKey> = {
  user: 'silent_user',
  deletion: 'silent_deletion',
  readings: 'silent_readings',
  replaced: 'silent_replaced_unknown',
  expired: 'silent_expired',
};

interface KeyStateProps {
  record: KeyRecord;
  /** The name of the key that has replaced it. */
  replacement: string | undefined;
  settings: SettingsInForce;
  now: number;
}

/** Says that a key may have leaked, and why it gives no reminders and since when, if it gives none. */
export function KeyState({ record, replacement, settings, now }: KeyStateProps) {
  const text =
    silenceText(record, replacement, now) ??
    noDaysText(record, settings, now) ??
    (needsAttention(record, settings, now) ? undefined : renewalText(record, now));
  return (
    <>
      {isLeakOpen(record) && <div className="key-state leaked">{t('leaked_open')}</div>}
      {text !== undefined && <div className="key-state">{text}</div>}
    </>
  );
}

/** What keeps a key from giving reminders at `now` (ms), and since when or how long; `undefined` if nothing does. */
export function silenceText(record: KeyRecord, replacement: string | undefined, now: number): string | undefined {
  const { goneSince, goneBecause, muted, mutedSince, replacedSince } = record;
  if (goneSince !== undefined && (goneBecause !== 'replaced' || replacement === undefined)) {
    return t(goneBecause === undefined ? 'silent_unlisted' : GONE_WORDS[goneBecause], dayText(goneSince));
  }
  if (replacement !== undefined) {
    const since = goneSince ?? replacedSince;
    if (since === undefined) return t('key_replaced_by', isolated(replacement));
    return t('silent_replaced', dayText(since), isolated(replacement));
  }
  if (muted) return mutedSince === undefined ? t('key_muted') : t('silent_muted', dayText(mutedSince));
  const snoozedUntil = waitsUntil(record.snoozedUntil, now);
  if (snoozedUntil <= now) return undefined;
  return t(isSnoozedPastExpiry(record, now) ? 'key_snoozed_past_expiry' : 'key_snoozed', instantText(snoozedUntil));
}

/** Says of a key that waits for nothing else that there are no days to remind of it. */
export function noDaysText(record: KeyRecord, settings: SettingsInForce, now: number): string | undefined {
  return hasNoThresholds(record, settings, now) ? t('silent_no_days') : undefined;
}

function renewalText({ renewedAt = 0 }: KeyRecord, now: number): string | undefined {
  return renewedAt > now - RENEWAL_SHOWN ? t('key_renewed', dayText(renewedAt)) : undefined;
}
