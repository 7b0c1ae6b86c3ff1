import { t } from '../../utils/words';
import './locked.css';

const LOCK =
  'M4.5 7.25h7a1 1 0 0 1 1 1v4.5a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-4.5a1 1 0 0 1 1-1M5.5 7V5a2.5 2.5 0 0 1 5 0v2';

/** Says that the administrator has set this. The disabled control names `id` as its description. */
export function Locked({ id }: { id: string }) {
  return (
    <p
      className="locked"
      id={id}
    >
      <svg
        viewBox="0 0 16 16"
        aria-hidden="true"
      >
        <path d={LOCK} />
      </svg>
      {t('locked_by_administrator')}
    </p>
  );
}
