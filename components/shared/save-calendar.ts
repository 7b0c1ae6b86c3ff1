import type { KeyRecord } from '../../utils/keys/key';
import { settingsOf } from '../../utils/storage/documents';
import { readStored } from '../../utils/storage/store';
import type { MessageKey } from '../../utils/words';
import { saveText } from './save-file';

/**
 * Saves a calendar file of those stored keys that `choose` picks. Resolves to the message on the outcome. The writer of
 * the file is loaded only now, since few need it.
 */
export async function saveCalendar(
  name: string,
  choose: (records: readonly KeyRecord[]) => readonly KeyRecord[],
  now: number,
): Promise<MessageKey> {
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
