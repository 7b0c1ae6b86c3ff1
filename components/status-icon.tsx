import type { ExpiryStatus } from '../utils/keys/expiry';
import { STATUS_ICONS } from '../utils/page/status-icons';

/** The icon of a status: the same shapes as on the badges in the page. Decoration: words say the same. */
export function StatusIcon({ status }: { status: ExpiryStatus }) {
  return (
    <svg className="status-icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={STATUS_ICONS[status]} />
    </svg>
  );
}
