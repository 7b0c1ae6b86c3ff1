import { useState } from 'react';
import { calendarEntries } from '../../utils/alerts/calendar';
import type { KeyRecord } from '../../utils/keys/key';
import type { SettingsInForce } from '../../utils/policy';
import { t, type MessageKey } from '../../utils/words';
import { saveCalendar } from '../shared/save-calendar';
import { asFileName } from '../shared/save-file';
import './add-to-calendar.css';

interface AddToCalendarProps {
  record: KeyRecord;
  settings: SettingsInForce;
  now: number;
  /** Whether those who must act are attendees. */
  hasAttendees?: boolean;
}

/** Saves the dates of a key as a calendar file. Renders nothing for a key without a date ahead of `now` (ms). */
export function AddToCalendar({ record, settings, now, hasAttendees = false }: AddToCalendarProps) {
  const [outcome, setOutcome] = useState<MessageKey>();
  if (calendarEntries(record, settings, now).length === 0) return null;
  const save = async (): Promise<void> => {
    setOutcome(undefined);
    const isThis = ({ id }: KeyRecord): boolean => id === record.id;
    const name = asFileName(record.name) || 'api-key';
    const choose = (records: readonly KeyRecord[]): KeyRecord[] => records.filter(isThis);
    setOutcome(await saveCalendar({ name, choose, hasAttendees }, Date.now()));
  };
  return (
    <div className="add-to-calendar">
      <button
        type="button"
        onClick={() => void save()}
      >
        <CalendarIcon />
        {t(hasAttendees ? 'contacts_calendar' : 'calendar_button')}
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
