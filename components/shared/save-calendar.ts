import type { KeyRecord } from '../../utils/keys/key';
import { settingsOf } from '../../utils/storage/documents';
import { readStored } from '../../utils/storage/store';
import type { Word } from '../../utils/words';
import { saveText } from './save-file';

/**
 * Saves the calendar file of the keys that `choose` picks of the stored ones. Resolves to the message on what came of
 * it. What writes the file is loaded only now.
 */
export async function saveCalendar(
  name: string,
  choose: (records: readonly KeyRecord[]) => readonly KeyRecord[],
  now: number,
): Promise<Word> {
  try {
    const [{ calendarFile }, stored] = await Promise.all([import('../../utils/alerts/calendar-file'), readStored(now)]);
    const file = calendarFile(choose(stored.keys.keys), settingsOf(stored), stored.keys.lastReading?.url, now);
    if (file === undefined) return 'calendar_all_none';
    saveText(`${name}-expiry.ics`, file, 'text/calendar');
    return 'calendar_saved';
  } catch {
    return 'calendar_failed';
  }
}
