import { useRef } from 'react';
import { waitsUntil } from '../../utils/alerts/moments';
import { hasDateNear } from '../../utils/alerts/plan-key';
import type { KeyRecord } from '../../utils/keys/key';
import type { SettingsInForce } from '../../utils/policy';
import { t } from '../../utils/words';
import { Problem } from '../shared/problem';
import { useCommand } from '../shared/use-command';
import { nextReminderText } from './state-text';

interface RemindTomorrowProps {
  attention: readonly KeyRecord[];
  settings: SettingsInForce;
  now: number;
}

/** "Remind me tomorrow" for all keys with a date that needs attention, and after that when the next reminder comes. */
export function RemindTomorrow({ attention, settings, now }: RemindTomorrowProps) {
  const { send, problem } = useCommand();
  const place = useRef<HTMLDivElement>(null);
  const reminding = attention.filter((record) => hasDateNear(record, settings, now));
  if (reminding.length === 0) return null;
  // The button goes: the focus stays in its place.
  const remind = (): void =>
    void send({ type: 'remindTomorrow', body: {} }).then((isStored) => isStored && place.current?.focus());
  const ends = reminding.map(({ snoozedUntil }) => waitsUntil(snoozedUntil, now));
  return (
    <div>
      <div
        role="status"
        tabIndex={-1}
        ref={place}
      >
        {ends.every((end) => end > now) ? (
          <p className="quiet">{nextReminderText(Math.min(...ends), settings)}</p>
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
