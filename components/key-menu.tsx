import { useRef, useState } from 'react';
import { morningIn, waitsUntil } from '../utils/alerts/moments';
import { thresholdsOf } from '../utils/alerts/plan';
import type { KeyRecord } from '../utils/keys/key';
import type { AnyCommand } from '../utils/worker/commands';
import type { Settings } from '../utils/settings';
import { words } from '../utils/words';
import { askWorker } from './ask-worker';
import { DateChoice } from './date-choice';
import { ThresholdChips } from './threshold-chips';

/** What the user can wish of the notices of one key. Everything is stored at once, by the worker. */
export function KeyMenu({ record, settings, now }: { record: KeyRecord; settings: Settings; now: number }) {
  const [hasFailed, setHasFailed] = useState(false);
  /** The thresholds as they will be stored, so that a press shows at once; until anything new is stored over `before`. */
  const [unsaved, setUnsaved] = useState<{ days: number[]; before: KeyRecord }>();
  const ask = (message: AnyCommand): void =>
    void askWorker(message).then((isDone) => {
      setHasFailed(!isDone);
      if (!isDone) setUnsaved(undefined);
    });
  const setThresholds = (days: number[]): void => {
    setUnsaved({ days, before: record });
    ask({ type: 'thresholds', body: { id: record.id, days } });
  };
  const snooze = (until: number): void => ask({ type: 'snooze', body: { id: record.id, until } });
  const place = useRef<HTMLDivElement>(null);
  /** For a button that goes with what it ends: the keyboard stays in the menu. */
  const end = (message: AnyCommand): void => {
    place.current?.focus();
    ask(message);
  };
  return (
    <div
      ref={place}
      tabIndex={-1}
      className="key-menu"
      role="group"
      aria-label={words('key_menu')}
    >
      {!record.muted && (
        <>
          <h3>{words('key_snooze')}</h3>
          <div className="buttons">
            <button
              type="button"
              onClick={() => snooze(morningIn(1, now))}
            >
              {words('key_snooze_tomorrow')}
            </button>
            <button
              type="button"
              onClick={() => snooze(morningIn(7, now))}
            >
              {words('key_snooze_week')}
            </button>
            {waitsUntil(record.snoozedUntil, now) > now && (
              <button
                type="button"
                onClick={() => end({ type: 'snooze', body: { id: record.id } })}
              >
                {words('key_snooze_end')}
              </button>
            )}
          </div>
          <DateChoice
            label={words('key_snooze_date')}
            button={words('key_snooze_set')}
            now={now}
            onChoose={snooze}
          />
          <h3>{words('key_thresholds')}</h3>
          <ThresholdChips
            label={words('key_thresholds')}
            chosen={unsaved?.before === record ? unsaved.days : thresholdsOf(record, settings)}
            onChange={setThresholds}
          />
        </>
      )}
      <div className="buttons">
        <button
          type="button"
          onClick={() => ask({ type: 'mute', body: { id: record.id, isMuted: !record.muted } })}
        >
          {words(record.muted ? 'key_unmute' : 'key_mute')}
        </button>
        {!record.muted && record.thresholdDays && (
          <button
            type="button"
            onClick={() => end({ type: 'thresholds', body: { id: record.id } })}
          >
            {words('key_thresholds_all')}
          </button>
        )}
      </div>
      <p
        className="problem"
        role="alert"
      >
        {hasFailed && words('options_not_saved')}
      </p>
    </div>
  );
}
