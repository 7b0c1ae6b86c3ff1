import type { KeyRecord } from '../../utils/keys/key';
import './lifetime-bar.css';

/** How much of its lifetime a key has used, if its creation and expiry are known. Decoration: the text says enough. */
export function LifetimeBar({ record: { createdAt, expiry }, now }: { record: KeyRecord; now: number }) {
  if (createdAt === undefined || expiry.kind !== 'dated' || expiry.earliest <= createdAt) return null;
  const used = Math.min(1, Math.max(0, (now - createdAt) / (expiry.earliest - createdAt)));
  return (
    <svg
      className="lifetime"
      viewBox="0 0 100 4"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect
        width="100"
        height="4"
        className="lifetime-whole"
      />
      <rect
        width={used * 100}
        height="4"
        className="lifetime-used"
      />
    </svg>
  );
}
