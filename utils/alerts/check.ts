import { withCopy, withoutCopies } from '../keys/copies';
import type { EnteredKey, KeyOnTab, Reading } from '../keys/key';
import { addByHand, changeListed, mergeReading, removeEntered } from '../keys/merge';
import { singaporeDay, startOfSingaporeDay } from '../keys/time';
import type { Settings } from '../settings';
import { plainSiteUrl } from '../site/address';
import { withSettings, type KeysDocument } from '../storage/documents';
import { changeStored, type Turn } from '../storage/store';
import { notifyDue, paintToolbarBadge, scheduleNextCheck } from './deliver';
import { planAlerts } from './plan';

/** Looks for keys that expire soon and alerts. May be called at any time and any number of times. */
export function check(now: number): Promise<void> {
  return changeStored(now, (turn) => checkWithin(turn, now));
}

/** Remembers what was read on the tab at `url`, then checks. */
export function rememberReading(reading: Reading, url: string | undefined, now: number): Promise<void> {
  return changeKeys(now, ({ unreadable: _, ...document }) => ({
    ...document,
    keys: mergeReading(document.keys, reading, now, newId),
    ...seenAt('lastReading', url, now),
  }));
}

/** Remembers that the tab at `url` could not be read. */
export function rememberUnreadable(url: string | undefined, now: number): Promise<void> {
  return changeKeys(now, (document) => ({ ...document, ...seenAt('unreadable', url, now) }));
}

/** Remembers that a key of the tab was copied at the instant `at` (ms). */
export function rememberCopy(key: KeyOnTab, at: number, now: number): Promise<void> {
  // A clock that was wrong in the page must not put the copy into the future.
  return changeKeys(now, (document) => ({ ...document, keys: changeListed(document.keys, key, (record) => withCopy(record, Math.min(at, now))) }));
}

/** Remembers that the user wants no more leak warnings for a key until the day ends in Singapore. */
export function rememberNoLeakWarning(key: KeyOnTab, now: number): Promise<void> {
  const noLeakWarningUntil = startOfSingaporeDay(singaporeDay(now) + 1);
  return changeKeys(now, (document) => ({ ...document, keys: changeListed(document.keys, key, (record) => ({ ...record, noLeakWarningUntil })) }));
}

/** Forgets when a key was copied. */
export function forgetCopies(id: string, now: number): Promise<void> {
  return changeKeys(now, (document) => ({ ...document, keys: document.keys.map((record) => (record.id === id ? withoutCopies(record) : record)) }));
}

/** Remembers a key that the user entered, then checks. */
export function rememberEntered(key: EnteredKey, now: number): Promise<void> {
  return changeKeys(now, (document) => ({ ...document, keys: addByHand(document.keys, key, now, newId()) }));
}

/** Forgets a key that the user entered. */
export function forgetEntered(id: string, now: number): Promise<void> {
  return changeKeys(now, (document) => ({ ...document, keys: removeEntered(document.keys, id) }));
}

/** Remembers the user's settings, then checks. */
export function rememberSettings(settings: Settings, now: number): Promise<void> {
  return changeStored(now, async (turn) => {
    await turn.write({ settings: withSettings(turn.stored.settings, settings) });
    await checkWithin(turn, now);
  });
}

function changeKeys(now: number, change: (document: KeysDocument) => KeysDocument): Promise<void> {
  return changeStored(now, async (turn) => {
    await turn.write({ keys: change(turn.stored.keys) });
    await checkWithin(turn, now);
  });
}

const newId = (): string => crypto.randomUUID();

function seenAt(name: 'lastReading' | 'unreadable', url: string | undefined, now: number): Pick<KeysDocument, 'lastReading' | 'unreadable'> {
  const address = plainSiteUrl(url);
  return address === undefined ? {} : { [name]: { at: now, url: address } };
}

async function checkWithin({ stored, write }: Turn, now: number): Promise<void> {
  const { settings } = stored.settings;
  const { keys, ledger } = stored.keys;
  const plan = planAlerts(keys, settings, ledger, now);
  await paintToolbarBadge(plan.attention, now);
  await scheduleNextCheck(plan.nextLookAt);
  // What cannot be noted would be told at every look: the toolbar and the popup tell it instead.
  if (stored.readOnly.keys) return;
  // Told first, noted after: a worker that dies in between tells once more under the same id, and never forgets to.
  const isTold = plan.due.length === 0 || !settings.notifications || (await notifyDue(plan.due, now));
  if (isTold && JSON.stringify(plan.ledger) !== JSON.stringify(ledger)) await write({ keys: { ...stored.keys, ledger: plan.ledger } });
}
