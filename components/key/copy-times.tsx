import type { KeyRecord } from '../../utils/keys/key';
import { instantText, t } from '../../utils/words';
import './copy-times.css';

interface CopyTimesProps {
  name: string;
  /** When (ms) it was copied, newest first. */
  copies: NonNullable<KeyRecord['copies']>;
}

/** When a key was copied. */
export function CopyTimes({ name, copies }: CopyTimesProps) {
  return (
    <ol
      className="copy-times"
      aria-label={t('copies_title', name)}
    >
      {[...new Set(copies)].map((copiedAt) => (
        <li key={copiedAt}>{instantText(copiedAt)}</li>
      ))}
    </ol>
  );
}
