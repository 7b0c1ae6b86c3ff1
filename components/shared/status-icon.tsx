import { isToBeReplaced } from '../../utils/alerts/plan-key';
import { expiryStatus, type ExpiryStatus } from '../../utils/keys/expiry';
import type { KeyRecord } from '../../utils/keys/key';
import { isLeakOpen } from '../../utils/keys/leak';
import type { SettingsInForce } from '../../utils/policy';
import { STATUS_ICONS } from '../../utils/page/status-icons';
import './status-icon.css';

/** The same shapes as on the expiry badges in the page. Decoration: the text beside it says the same. */
export function StatusIcon({ status }: { status: ExpiryStatus }) {
  return (
    <svg
      className="status-icon"
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <path d={STATUS_ICONS[status]} />
    </svg>
  );
}

/** The status to show of an expiry. A tick would call a key good that the tab lacks, or whose date is in doubt. */
export function expiryStatusShown({ expiry, missing }: KeyRecord, now: number): ExpiryStatus {
  const status = expiryStatus(expiry, now);
  const isInDoubt = missing !== undefined || (expiry.kind === 'dated' && expiry.ambiguous === true);
  return status === 'valid' && isInDoubt ? 'unknown' : status;
}

/**
 * The status to show of a key. One that works and is due for replacement waits for someone, and never looks expired.
 * One that may have leaked never looks well.
 */
export function statusShown(record: KeyRecord, settings: SettingsInForce, now: number): ExpiryStatus {
  const status = expiryStatusShown(record, now);
  if (isLeakOpen(record)) return status === 'expired' ? status : 'critical';
  const isDue = record.replacedBy === undefined && isToBeReplaced(record, settings, now);
  return isDue && ['valid', 'never'].includes(status) ? 'soon' : status;
}
