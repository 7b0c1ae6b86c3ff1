import type { KeyRecord, LastUsed } from '../../utils/keys/key';
import { singaporeDay } from '../../utils/keys/time';
import { agoText, dayText, daysAgoText, t, tCount } from '../../utils/words';

type Used = Pick<KeyRecord, 'lastUsed' | 'lastSeenAt'>;

/** When a key was last used, as the tab said: "Last used 3 days ago"; `undefined` if it did not say. */
export function lastUsedText({ lastUsed, lastSeenAt }: Used, now: number): string | undefined {
  return lastUsed && asOf(lastSeenAt, statement(lastUsed, now), now);
}

/** An old key that was unused for so many days is called unused. Chosen, not measured. */
const IDLE_FROM = 30;

/** The same of an old key that is to be deleted: "Not used for 90 days", counted to when the list was read. */
export function idleText(record: Used, now: number): string | undefined {
  const { lastUsed, lastSeenAt } = record;
  const idle = lastUsed?.kind === 'at' ? singaporeDay(lastSeenAt) - singaporeDay(lastDayOf(lastUsed)) : 0;
  return idle < IDLE_FROM ? lastUsedText(record, now) : asOf(lastSeenAt, tCount('used_idle', idle), now);
}

function statement(lastUsed: LastUsed, now: number): string {
  if (lastUsed.kind === 'never') return t('used_never');
  const { earliest, latest } = lastUsed;
  if (earliest === latest) return t('used_last', agoText(latest, now));
  const [first, last] = [earliest, lastDayOf(lastUsed)].map(singaporeDay);
  if (first === last) return t('used_last', daysAgoText(Math.max(0, singaporeDay(now) - last!)));
  return t('used_between', dayText(earliest), dayText(lastDayOf(lastUsed)));
}

/** An instant (ms) of the last day on which it may have been: a whole day ends where the next one begins. */
export function lastDayOf({ earliest, latest }: Extract<LastUsed, { kind: 'at' }>): number {
  return Math.max(earliest, latest - 1);
}

/** A later use may have come since the list was read. */
function asOf(lastSeenAt: number, text: string, now: number): string {
  const isOfToday = singaporeDay(lastSeenAt) >= singaporeDay(now);
  return isOfToday ? text : t('used_as_of', text, dayText(lastSeenAt));
}
