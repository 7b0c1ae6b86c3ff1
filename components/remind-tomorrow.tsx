import { useState } from 'react';
import { waitsUntil } from '../utils/alerts/moments';
import type { KeyRecord } from '../utils/keys/key';
import { instantText, words } from '../utils/words';
import { askWorker } from './ask-worker';

/** "Remind me tomorrow" for all keys that need attention, as on the notification; then, when the next reminder comes. */
export function RemindTomorrow({ attention, now }: { attention: readonly KeyRecord[]; now: number }) {
  const [hasFailed, setHasFailed] = useState(false);
  if (attention.length === 0) return null;
  const ends = attention.map(({ snoozedUntil }) => waitsUntil(snoozedUntil, now));
  const remind = (): void =>
    void askWorker({ type: 'remindTomorrow', body: {} }).then((isDone) => setHasFailed(!isDone));
  return (
    <div
      className="remind"
      role="status"
    >
      {ends.every((end) => end > now) ? (
        <p className="quiet">{words('popup_reminder', instantText(Math.min(...ends)))}</p>
      ) : (
        <button
          type="button"
          className="link"
          onClick={remind}
        >
          {words('remind_tomorrow')}
        </button>
      )}
      {hasFailed && <p className="problem">{words('options_not_saved')}</p>}
    </div>
  );
}
