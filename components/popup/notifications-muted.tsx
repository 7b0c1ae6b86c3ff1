import { waitsUntil } from '../../utils/alerts/moments';
import type { Settings } from '../../utils/settings';
import { instantText, t } from '../../utils/words';
import { runCommand } from '../shared/send-to-worker';

/** Says until when all notifications are muted, so that nobody mistakes silence for a good sign. */
export function NotificationsMuted({ settings, now }: { settings: Settings; now: number }) {
  const { mutedUntil: until, ...others } = settings;
  const mutedUntil = waitsUntil(until, now);
  if (mutedUntil <= now) return null;
  return (
    <p className="muted-all">
      {t('muted_until', instantText(mutedUntil))}{' '}
      <button
        type="button"
        className="link"
        onClick={() => void runCommand({ type: 'settings', body: others })}
      >
        {t('unmute_all')}
      </button>
    </p>
  );
}
