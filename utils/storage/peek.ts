import type { Expiry } from '../keys/expiry';
import { ownBrowser } from '../browser-differences';
import type { DateOrder } from '../keys/key';
import { DAY } from '../keys/time';
import type { LeakPolicy } from '../policy';
import type { Settings } from '../settings';
import { listAddress, listHost } from '../site/address';

/*
 * What the content script needs of storage. It does without the schemas for the sake of its size, so it believes
 * nothing but the very shape it looks for.
 */

/**
 * What a copy of this key of the page at `url` is to bring up at `now` (ms), by the administrator's policy or else the user's wish: anything but a clear "quiet" or "off" is the whole
 * warning. Version 1 of the settings, which the worker may not have migrated yet, says `false` for "off".
 */
export async function leakWarningWanted(key: { name?: string; expiry?: Expiry }, url: string, now: number): Promise<Settings['leakWarning']> {
  const [settings, keys, policy] = await Promise.all([peek('settings'), peek('keys'), peek('policy')]);
  const isOffToday = ofHost(keys, url).some((record) => record?.name === key.name && isStillOff(record?.noLeakWarningUntil, now) && hasSameDate(record?.expiry, key.expiry));
  const wanted: unknown = policy?.leakWarning ?? settings?.settings?.leakWarning;
  if (isOffToday || wanted === 'off' || wanted === false) return 'off';
  return wanted === 'quiet' ? wanted : 'full';
}

/** "Not again today" ends within a day. One that reaches further was made while the clock was wrong. */
function isStillOff(until: unknown, now: number): boolean {
  return typeof until === 'number' && until > now && until - now <= DAY;
}

/** The agency's own rule on keys, as its administrator has set it. */
export async function leakPolicy(): Promise<LeakPolicy | undefined> {
  const { text, url } = (await peek('policy'))?.leakPolicy ?? {};
  if (typeof text !== 'string') return undefined;
  return { text, ...(typeof url === 'string' && url.startsWith('https://') && { url }) };
}

/** Two keys of one name are told apart by their dates. */
function hasSameDate(stored: any, shown: Expiry | undefined): boolean {
  return stored?.kind !== 'dated' || shown?.kind !== 'dated' || (stored.earliest <= shown.latest && shown.earliest <= stored.latest);
}

/** The language that the user chose, if any. Only whether it is there and another one counts: the worker knows which there are. */
export async function chosenLanguage(): Promise<unknown> {
  return (await peek('settings'))?.settings?.language;
}

/** The estimated expiries by the name of their key: those from a chosen lifespan, which the page at `url` itself does not print. */
export async function estimatedExpiries(url: string): Promise<Map<string, Expiry>> {
  const estimates = new Map<string, Expiry>();
  for (const record of ofHost(await peek('keys'), url)) {
    const { name, expiry } = record ?? {};
    const isEstimate = expiry?.kind === 'dated' && expiry.approximate === true && Number.isFinite(expiry.earliest) && Number.isFinite(expiry.latest);
    if (isEstimate && typeof name === 'string') estimates.set(name, { kind: 'dated', earliest: expiry.earliest, latest: expiry.latest, text: String(expiry.text), approximate: true });
  }
  return estimates;
}

/** The order of day and month that the list at `url` once proved, where its lists agree. */
export async function knownDateOrder(url: string): Promise<DateOrder | undefined> {
  const [host, address, document] = [listHost(url), listAddress(url), await peek('keys')];
  const lists: any[] = Array.isArray(document?.lists) ? document.lists : [];
  const orders = new Set(lists.filter((list) => list?.host === host && list?.address === address).map((list) => list.dateOrder));
  const order = [...orders].find((one) => one === 'day-first' || one === 'month-first');
  return orders.has('day-first') && orders.has('month-first') ? undefined : order;
}

/** The keys that are listed where `url` is. */
function ofHost(document: any, url: string): any[] {
  const host = listHost(url);
  return Array.isArray(document?.keys) ? document.keys.filter((record: any) => record?.host === host) : [];
}

async function peek(name: string): Promise<any> {
  try {
    return (await ownBrowser.storage.local.get(name))[name];
  } catch {
    return undefined;
  }
}
