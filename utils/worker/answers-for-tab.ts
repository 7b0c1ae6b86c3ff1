import type { DateOrder, KeyOnTab, Place } from '../keys/key';
import { findListed } from '../keys/merge';
import { DAY } from '../keys/time';
import { catalogueOf } from '../language';
import type { LeakPolicy } from '../policy';
import type { Language, Settings } from '../settings';
import { settingsOf, type Stored } from '../storage/documents';
import type { Catalogue } from '../words';

/*
 * The part of what is stored that the tab script gets: it cannot read storage, which is closed to it if the browser
 * allows. Nothing that a page could read back is in here: no name, no date, no note.
 */

/** The language that the user chose, if any, with its words unless the page has them already. */
export interface ChosenWords {
  language?: Language;
  words?: Catalogue;
}

/** What the tab script has to know before it shows anything. */
export interface ChoicesForTab extends ChosenWords {
  /** Whether each key is covered as soon as it shows. */
  coverKeys: boolean;
}

export async function choicesForTab(stored: Stored, spoken: string | undefined): Promise<ChoicesForTab> {
  const { language } = stored.settings.settings;
  const { coverKeys } = settingsOf(stored);
  if (language === undefined) return { coverKeys };
  return { coverKeys, language, ...(language !== spoken && { words: await catalogueOf(language) }) };
}

/** How to warn of a copy, and the agency's own rule on keys if its administrator has set one. */
export interface LeakWarningSetting {
  wanted: Settings['leakWarning'];
  policy?: LeakPolicy;
}

/** How to warn of a copy of this key at `now` (ms): by the administrator's policy, or else as the user chose. */
export function leakWarningSetting(
  stored: Stored,
  onTab: (KeyOnTab & Place) | undefined,
  now: number,
): LeakWarningSetting {
  const { leakPolicy } = stored.policy;
  const isOffToday = onTab !== undefined && isStillOff(findListed(stored.keys.keys, onTab)?.noLeakWarningUntil, now);
  return { wanted: isOffToday ? 'off' : settingsOf(stored).leakWarning, ...(leakPolicy && { policy: leakPolicy }) };
}

/**
 * "Do not warn me about this key again today" ends within a day. One that reaches further was chosen while the clock
 * was wrong.
 */
function isStillOff(until: number | undefined, now: number): boolean {
  return until !== undefined && until > now && until - now <= DAY;
}

/** The most days that a new key may work, if an administrator has set it. */
export interface LifetimeLimit {
  days?: number;
}

export function lifetimeLimit({ policy: { longestLifetimeDays } }: Stored): LifetimeLimit {
  return longestLifetimeDays === undefined ? {} : { days: longestLifetimeDays };
}

/** The order of day and month that the lists at this place once proved, if they agree. */
export function knownDateOrder({ keys: { lists } }: Stored, { host, address }: Place): DateOrder | undefined {
  const orders = new Set(
    lists.filter((list) => list.host === host && list.address === address).map(({ dateOrder }) => dateOrder),
  );
  orders.delete(undefined);
  return orders.size === 1 ? [...orders][0] : undefined;
}
