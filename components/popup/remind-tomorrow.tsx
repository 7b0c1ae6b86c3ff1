import { useRef } from 'react';
import { waitsUntil } from '../../utils/alerts/moments';
import type { KeyRecord } from '../../utils/keys/key';
import { instantText, t } from '../../utils/words';
import { Problem } from '../shared/problem';
import { useCommand } from '../shared/use-command';

/** "Remind me tomorrow" for all keys that need attention, and after that when the next reminder comes. */
export function RemindTomorrow({ attention, now }: { attention: readonly KeyRecord[]; now: number }) {
  const { send, problem } = useCommand();
  const place = useRef<HTMLDivElement>(null);
  if (attention.length === 0) return null;
  // The button goes: the focus stays in its place.
  const remind = (): void =>
    void send({ type: 'remindTomorrow', body: {} }).then((isStored) => isStored && place.current?.focus());
  const ends = attention.map(({ snoozedUntil }) => waitsUntil(snoozedUntil, now));
  return (
    <div>
      <div
        role="status"
        tabIndex={-1}
        ref={place}
      >
        {ends.every((end) => end > now) ? (
          <p className="quiet">{t('popup_reminder', instantText(Math.min(...ends)))}</p>
        ) : (
          <button
            type="button"
            className="link"
            onClick={remind}
          >
            {t('remind_tomorrow')}
          </button>
        )}
      </div>
      <Problem text={problem} />
    </div>
  );
}
