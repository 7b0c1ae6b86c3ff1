import type { CalendarChoices } from '../../utils/alerts/calendar-file';
import { settingsOf } from '../../utils/storage/documents';
import { readStored } from '../../utils/storage/store';
import type { MessageKey } from '../../utils/words';
import { saveText } from './save-file';

/** Which calendar file to save. */
interface CalendarWanted extends Pick<CalendarChoices, 'only' | 'hasAttendees'> {
  /** How its name begins. */
  name: string;
}

/**
 * Saves a calendar file of stored keys. Resolves to the message on the outcome. The writer of the file is loaded only
 * now, because few need it.
 */
export async function saveCalendar({ name, ...wanted }: CalendarWanted, now: number): Promise<MessageKey> {
  try {
    const [{ calendarFile }, stored] = await Promise.all([import('../../utils/alerts/calendar-file'), readStored(now)]);
    const choices = { ...wanted, seen: stored.keys };
    const file = calendarFile(stored.keys.keys, settingsOf(stored), choices, now);
    if (file === undefined) return 'calendar_all_none';
    saveText(`${name}-expiry.ics`, file, 'text/calendar');
    return wanted.hasAttendees ? 'contacts_calendar_saved' : 'calendar_saved';
  } catch {
    return 'calendar_failed';
  }
}
