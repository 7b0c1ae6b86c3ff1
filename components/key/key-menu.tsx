import { useRef } from 'react';
import { morningIn, waitsUntil } from '../../utils/alerts/moments';
import { thresholdsOf } from '../../utils/alerts/thresholds';
import type { KeyRecord } from '../../utils/keys/key';
import type { AnyCommand } from '../../utils/worker/commands';
import type { Settings } from '../../utils/settings';
import { t } from '../../utils/words';
import { DateChoice } from '../shared/date-choice';
import { Problem } from '../shared/problem';
import { ThresholdChips } from '../shared/threshold-chips';
import { useCommand } from '../shared/use-command';
import { useSave } from '../shared/use-save';
import './key-menu.css';

/** The choices for the reminders of one key. Each is stored at once. */
export function KeyMenu({ record, settings, now }: { record: KeyRecord; settings: Settings; now: number }) {
  const { id, muted, thresholdDays } = record;
  const { send, problem } = useCommand();
  const thresholds = useSave(thresholdsOf(record, settings), (days) =>
    send({ type: 'thresholds', body: { id, days: [...days] } }),
  );
  const place = useRef<HTMLDivElement>(null);
  /** For a button that goes with what it ends: the focus stays in the menu. */
  const end = (message: AnyCommand): void => {
    place.current?.focus();
    void send(message);
  };
  return (
    <div
      ref={place}
      tabIndex={-1}
      className="key-menu"
      role="group"
      aria-label={t('key_menu')}
    >
      {!muted && (
        <>
          <Snooze
            record={record}
            now={now}
            onSnooze={(until) => void send({ type: 'snooze', body: { id, until } })}
            onEnd={() => end({ type: 'snooze', body: { id } })}
          />
          <h3>{t('key_thresholds')}</h3>
          <ThresholdChips
            label={t('key_thresholds')}
            chosen={thresholds.value}
            onChange={(days) => void thresholds.save(days)}
          />
        </>
      )}
      <div className="buttons">
        <button
          type="button"
          onClick={() => void send({ type: 'mute', body: { id, isMuted: !muted } })}
        >
          {t(muted ? 'key_unmute' : 'key_mute')}
        </button>
        {!muted && thresholdDays && (
          <button
            type="button"
            onClick={() => end({ type: 'thresholds', body: { id } })}
          >
            {t('key_thresholds_all')}
          </button>
        )}
      </div>
      <Problem text={problem} />
    </div>
  );
}

interface SnoozeProps {
  record: KeyRecord;
  now: number;
  /** Gets the end of the snooze (ms). */
  onSnooze: (until: number) => void;
  onEnd: () => void;
}

function Snooze({ record: { snoozedUntil }, now, onSnooze, onEnd }: SnoozeProps) {
  return (
    <>
      <h3>{t('key_snooze')}</h3>
      <div className="buttons">
        <button
          type="button"
          onClick={() => onSnooze(morningIn(1, now))}
        >
          {t('key_snooze_tomorrow')}
        </button>
        <button
          type="button"
          onClick={() => onSnooze(morningIn(7, now))}
        >
          {t('key_snooze_week')}
        </button>
        {waitsUntil(snoozedUntil, now) > now && (
          <button
            type="button"
            onClick={onEnd}
          >
            {t('key_snooze_end')}
          </button>
        )}
      </div>
      <DateChoice
        label={t('key_snooze_date')}
        button={t('key_snooze_set')}
        now={now}
        onChoose={onSnooze}
      />
    </>
  );
}
