import { waitsUntil } from '../../utils/alerts/moments';
import type { Settings } from '../../utils/settings';
import { instantText, t } from '../../utils/words';
import { focusFirstKey } from '../shared/focus';
import { Problem } from '../shared/problem';
import { useCommand } from '../shared/use-command';

/** Says how long all notifications are muted, so that nobody mistakes silence for a good sign. */
export function NotificationsMuted({ settings, now }: { settings: Settings; now: number }) {
  const { send, problem } = useCommand();
  const { mutedUntil: until, ...others } = settings;
  const mutedUntil = waitsUntil(until, now);
  if (mutedUntil <= now) return null;
  return (
    <div className="muted-all">
      {t('muted_until', instantText(mutedUntil))}{' '}
      <button
        type="button"
        className="link"
        onClick={() => void send({ type: 'settings', body: others }).then((isEnded) => isEnded && focusFirstKey())}
      >
        {t('unmute_all')}
      </button>
      <Problem text={problem} />
    </div>
  );
}
