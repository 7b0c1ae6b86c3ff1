import type { CalendarChoices } from '../../utils/alerts/calendar-file';
import type { KeyRecord } from '../../utils/keys/key';
import { settingsOf } from '../../utils/storage/documents';
import { readStored } from '../../utils/storage/store';
import type { MessageKey } from '../../utils/words';
import { saveText } from './save-file';

/** Which calendar file to save. */
interface CalendarWanted extends Pick<CalendarChoices, 'hasAttendees'> {
  /** How its name begins. */
  name: string;
  /** Picks among the stored keys. */
  choose: (records: readonly KeyRecord[]) => readonly KeyRecord[];
}

/**
 * Saves a calendar file of stored keys. Resolves to the message on the outcome. The writer of the file is loaded only
 * now, since few need it.
 */
export async function saveCalendar(
  { name, choose, hasAttendees = false }: CalendarWanted,
  now: number,
): Promise<MessageKey> {
  try {
    const [{ calendarFile }, stored] = await Promise.all([import('../../utils/alerts/calendar-file'), readStored(now)]);
    const choices = { seenAt: stored.keys.lastReading?.url, hasAttendees };
    const file = calendarFile(choose(stored.keys.keys), settingsOf(stored), choices, now);
    if (file === undefined) return 'calendar_all_none';
    saveText(`${name}-expiry.ics`, file, 'text/calendar');
    return hasAttendees ? 'contacts_calendar_saved' : 'calendar_saved';
  } catch {
    return 'calendar_failed';
  }
}
