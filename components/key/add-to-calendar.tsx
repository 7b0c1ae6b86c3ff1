import { useState } from 'react';
import { hasCalendarEntry } from '../../utils/alerts/calendar';
import type { KeyRecord } from '../../utils/keys/key';
import { t, type MessageKey } from '../../utils/words';
import { saveCalendar } from '../shared/save-calendar';
import { asFileName } from '../shared/save-file';
import './add-to-calendar.css';

/** Saves the expiry of a key as a calendar file. Renders nothing for a key without a date ahead of `now` (ms). */
export function AddToCalendar({ record, now }: { record: KeyRecord; now: number }) {
  const [outcome, setOutcome] = useState<MessageKey>();
  if (!hasCalendarEntry(record, now)) return null;
  const save = async (): Promise<void> => {
    setOutcome(undefined);
    const isThis = ({ id }: KeyRecord): boolean => id === record.id;
    setOutcome(
      await saveCalendar(asFileName(record.name) || 'api-key', (records) => records.filter(isThis), Date.now()),
    );
  };
  return (
    <div className="add-to-calendar">
      <button
        type="button"
        onClick={() => void save()}
      >
        <CalendarIcon />
        {t('calendar_button')}
      </button>
      <p
        className="quiet"
        role="status"
      >
        {outcome && t(outcome)}
      </p>
    </div>
  );
}

function CalendarIcon() {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <path d="M2.5 4.5a1 1 0 0 1 1-1h9a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1zM2.5 6.5h11M5.5 2v2.5M10.5 2v2.5" />
    </svg>
  );
}
