import { expiryStatus, type Expiry } from './expiry';
import type { KeyRecord } from './key';
import { withoutOldDate } from './replacement';
import { isRenewed, isShortened } from './sharper-expiry';

/* What becomes of a key's preferences once its list shows that the key has changed. */

/**
 * The record without what was about the key as it was `known`, before its list `printed` this expiry: a snooze of a
 * later date, or a key that was out of sight because it was gone.
 */
export function withoutOldPreferences(
  record: KeyRecord,
  { known, printed }: { known: KeyRecord; printed: Expiry },
  now: number,
): KeyRecord {
  if (isRenewed(known.expiry, printed, now)) return { ...renewed(record, known), renewedAt: now };
  const { snoozedUntil, forgottenAt, ...rest } = record;
  const isAwake = isShortened(known.expiry, printed, now);
  const isShown = wasHiddenAsGone(known) && expiryStatus(printed, now) !== 'expired';
  return {
    ...rest,
    ...(snoozedUntil !== undefined && !isAwake && { snoozedUntil }),
    ...(forgottenAt !== undefined && !isShown && { forgottenAt }),
  };
}

/** Whether the user hid a key because it was gone: if its list has it again, it is another one or was never deleted. */
function wasHiddenAsGone({ goneSince = Infinity, forgottenAt = 0 }: KeyRecord): boolean {
  return forgottenAt >= goneSince;
}

/**
 * A snooze was about the old date. A key that was hidden or replaced is in use again: nobody renews a key for nothing,
 * and a new key of the same name must not be silent from its first day. So the mute of a key that is gone ends; the
 * mute of one that is only extended stays.
 */
function renewed(record: KeyRecord, { goneSince }: KeyRecord): KeyRecord {
  const { snoozedUntil: _snoozed, forgottenAt: _forgotten, muted, mutedSince, ...others } = withoutOldDate(record);
  const kept: KeyRecord = {
    ...others,
    ...(goneSince === undefined && { ...(muted && { muted }), ...(mutedSince !== undefined && { mutedSince }) }),
  };
  const { replacedBy, replacedSince: _since, rotation: _, ...unrotated } = kept;
  if (replacedBy === undefined) return kept;
  return { ...unrotated, ...(record.uses && { uses: record.uses.map(({ text }) => ({ text })) }) };
}
