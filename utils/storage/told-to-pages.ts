import type { DateOrder, KeyOnTab, Place } from '../keys/key';
import { findListed } from '../keys/merge';
import { DAY } from '../keys/time';
import { catalogueOf } from '../language';
import type { LeakPolicy } from '../policy';
import type { Language, Settings } from '../settings';
import type { Catalogue } from '../words';
import { settingsOf, type Stored } from './documents';

/*
 * What the content script is told of what is stored: it cannot read storage, where the browser lets us close that to it.
 * Nothing that a page could read back is in here. No name, no date, no note.
 */

/** The language that the user chose, if any, with its words where the page does not have them already. */
export interface ChosenWords {
  language?: Language;
  words?: Catalogue;
}

export async function chosenWords(
  {
    settings: {
      settings: { language },
    },
  }: Stored,
  spoken: string | undefined,
): Promise<ChosenWords> {
  if (language === undefined) return {};
  return language === spoken ? { language } : { language, words: await catalogueOf(language) };
}

/** What a copy of a key is to bring up, and the agency's own rule on keys if its administrator has set one. */
export interface LeakWish {
  wanted: Settings['leakWarning'];
  policy?: LeakPolicy;
}

/** What a copy of this key is to bring up at `now` (ms), by the administrator's policy or else the user's wish. */
export function leakWish(stored: Stored, onTab: (KeyOnTab & Place) | undefined, now: number): LeakWish {
  const { leakPolicy } = stored.policy;
  const isOffToday = onTab !== undefined && isStillOff(findListed(stored.keys.keys, onTab)?.noLeakWarningUntil, now);
  return { wanted: isOffToday ? 'off' : settingsOf(stored).leakWarning, ...(leakPolicy && { policy: leakPolicy }) };
}

/** "Not again today" ends within a day. One that reaches further was made while the clock was wrong. */
function isStillOff(until: number | undefined, now: number): boolean {
  return until !== undefined && until > now && until - now <= DAY;
}

/** The order of day and month that the list at this place once proved, where its lists agree. */
export function knownDateOrder({ keys: { lists } }: Stored, { host, address }: Place): DateOrder | undefined {
  const orders = new Set(
    lists.filter((list) => list.host === host && list.address === address).map(({ dateOrder }) => dateOrder),
  );
  orders.delete(undefined);
  return orders.size === 1 ? [...orders][0] : undefined;
}
