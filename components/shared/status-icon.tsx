import { expiryStatus, type ExpiryStatus } from '../../utils/keys/expiry';
import type { KeyRecord } from '../../utils/keys/key';
import { STATUS_ICONS } from '../../utils/page/status-icons';

/** The icon of a status: the same shapes as on the badges in the page. Decoration: words say the same. */
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

/** The status that a key is shown with. The tick would call one good that the tab lacks, or whose date is in doubt. */
export function statusShown({ expiry, missing }: KeyRecord, now: number): ExpiryStatus {
  const status = expiryStatus(expiry, now);
  const isInDoubt = missing !== undefined || (expiry.kind === 'dated' && expiry.ambiguous === true);
  return status === 'valid' && isInDoubt ? 'unknown' : status;
}
