import { expiryStatus, type ExpiryStatus } from '../../utils/keys/expiry';
import type { KeyRecord } from '../../utils/keys/key';
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

/** The status to show of a key. A tick would call a key good that the tab lacks, or whose date is in doubt. */
export function statusShown({ expiry, missing }: KeyRecord, now: number): ExpiryStatus {
  const status = expiryStatus(expiry, now);
  const isInDoubt = missing !== undefined || (expiry.kind === 'dated' && expiry.ambiguous === true);
  return status === 'valid' && isInDoubt ? 'unknown' : status;
}
