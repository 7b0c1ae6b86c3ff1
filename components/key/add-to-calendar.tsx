import { useState } from 'react';
import { calendarEntries } from '../../utils/alerts/calendar';
import type { KeyRecord } from '../../utils/keys/key';
import { isInUse, replacementsOf } from '../../utils/keys/rotation';
import type { SettingsInForce } from '../../utils/policy';
import { t, type MessageKey } from '../../utils/words';
import { saveCalendar } from '../shared/save-calendar';
import { asFileName } from '../shared/save-file';
import './add-to-calendar.css';

interface AddToCalendarProps {
  record: KeyRecord;
  /** All keys: one of them may be in the place of this one. */
  records: readonly KeyRecord[];
  settings: SettingsInForce;
  now: number;
  /** Whether those who must act are attendees. */
  hasAttendees?: boolean;
}

/** Saves the dates of a key as a calendar file. Renders nothing if it is not in use or has no date after `now` (ms). */
export function AddToCalendar({ record, records, settings, now, hasAttendees = false }: AddToCalendarProps) {
  const [outcome, setOutcome] = useState<MessageKey>();
  if (!isInUse(record, replacementsOf(records, now))) return null;
  if (calendarEntries(record, settings, now).length === 0) return null;
  const save = async (): Promise<void> => {
    setOutcome(undefined);
    const name = asFileName(record.name) || 'api-key';
    setOutcome(await saveCalendar({ name, only: record.id, hasAttendees }, Date.now()));
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
      <path d="M2.5 4.5a1 1 0 0 1 1-1h9a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1z" />
      <path d="M2.5 6.5h11M5.5 2v2.5M10.5 2v2.5" />
    </svg>
  );
}
