import type { KeyOnTab, KeyRecord, Place, TabReport } from '../keys/key';
import { withCopy } from '../keys/copies';
import { withLeakBegun } from '../keys/leak';
import { changeListed, mergeReport, type Merged } from '../keys/merge';
import { singaporeDay, startOfSingaporeDay } from '../keys/time';
import { openPopupInTab } from '../hosts/open-own-page';
import { isCutOff, isSiteHost, listAddress, listHost, plainSiteUrl } from '../site/address';
import type { KeysDocument } from '../storage/documents';
import { isErasedSince } from '../storage/store';
import { changeKeys, changeRecords } from './check';
import type { CheckedReport } from './report-schema';

/* Stores what the tab script reports. `url` is the address of its page, as the browser gives it. */

/** Stores what was read on the tab but for the rows that were refused, then checks. */
export async function saveReport(checked: CheckedReport, url: string | undefined, now: number): Promise<void> {
  // An open tab does not bring back what the user has erased since.
  if (await isErasedSince(checked.report.at, now)) return;
  await changeKeys(now, (document) => withReportOf(document, checked, url, now));
}

function withReportOf(
  { unreadable, ...document }: KeysDocument,
  { report, leftOut }: CheckedReport,
  url: string | undefined,
  now: number,
): KeysDocument {
  const merged = mergeReport(document, locatedReport(report, url), now, newId);
  const readAt = Math.min(report.at, now);
  return {
    ...document,
    // That another host can be read says nothing of the one that cannot.
    ...(unreadable && listHost(unreadable.url) !== listHost(url) && { unreadable }),
    keys: [...merged.keys],
    lists: [...merged.lists],
    ...lastReadOf(document, { readAt, leftOut, noRoom: merged.leftOut }, url, now),
  };
}

function locatedReport(report: TabReport, url: string | undefined): TabReport & Place {
  const place = placeOf(url);
  return { ...report, complete: report.complete && !isCutOff(place.address ?? ''), ...place };
}

/** When the tab was last read, and how many of its keys were refused (`leftOut`) or found no room. */
function lastReadOf(
  document: Omit<KeysDocument, 'unreadable'>,
  { readAt, leftOut, noRoom }: { readAt: number; leftOut: number; noRoom: Merged['leftOut'] },
  url: string | undefined,
  now: number,
): Partial<KeysDocument> {
  const field = speaksOnlyForItself(url, document.lastReading?.url) ? 'otherReading' : 'lastReading';
  const latestAt = document[field]?.at ?? 0;
  if (readAt >= latestAt || latestAt > now)
    return seenAt(field, url, { at: readAt, ...(leftOut > 0 && { leftOut }), ...(noRoom && { noRoom }) });
  // What found no room is shown, however old the list was.
  return noRoom ? ({ [field]: { ...document[field], noRoom } } as Partial<KeysDocument>) : {};
}

/**
 * Whether a page is on a host below data.gov.sg where anybody may have pages: while another host was read last, it does
 * not change where the tab is and when it was read.
 */
function speaksOnlyForItself(url: string | undefined, seenUrl: string | undefined): boolean {
  const host = listHost(url);
  return seenUrl !== undefined && host !== undefined && isSiteHost(host) && host !== listHost(seenUrl);
}

/** Stores that the tab could not be read, and why if that is known. */
export function saveUnreadable(reason: 'translated' | undefined, url: string | undefined, now: number): Promise<void> {
  return changeKeys(now, (document) =>
    speaksOnlyForItself(url, document.unreadable?.url)
      ? document
      : { ...document, ...seenAt('unreadable', url, { at: now, ...(reason && { reason }) }) },
  );
}

/** Stores that a key of the tab was copied at an instant (ms). */
export function saveCopy(
  { onTab, at: copiedAt }: { onTab: KeyOnTab; at: number },
  url: string | undefined,
  now: number,
): Promise<void> {
  // A clock that was wrong in the page must not put the copy into the future.
  return changeListedKey(onTab, url, now, (record) => withCopy(record, Math.min(copiedAt, now)));
}

/** Stores that the user wants no more leak warnings for a key of the tab until the day ends in Singapore. */
export function saveNoLeakWarning(onTab: KeyOnTab, url: string | undefined, now: number): Promise<void> {
  const noLeakWarningUntil = startOfSingaporeDay(singaporeDay(now) + 1);
  return changeListedKey(onTab, url, now, (record) => ({ ...record, noLeakWarningUntil }));
}

/**
 * Stores that a key of the tab may have leaked, and shows what to do, even if storing fails. If it is not known which
 * key it is, the list asks.
 */
export async function saveLeak(
  { onTab, opensPopup }: { onTab?: KeyOnTab; opensPopup: boolean },
  url: string | undefined,
  now: number,
): Promise<void> {
  let id: string | undefined;
  const begin = (record: KeyRecord): KeyRecord => {
    ({ id } = record);
    return withLeakBegun(record, now);
  };
  try {
    if (onTab) await changeListedKey(onTab, url, now, begin);
  } finally {
    if (opensPopup) await openPopupInTab(id === undefined ? { view: 'leaked' } : { view: 'key', key: id });
  }
}

function changeListedKey(
  onTab: KeyOnTab,
  url: string | undefined,
  now: number,
  change: (record: KeyRecord) => KeyRecord,
): Promise<void> {
  return changeRecords(now, (records) => changeListed(records, { ...onTab, ...placeOf(url) }, change));
}

/** The place of the list at an address. */
export function placeOf(url: string | undefined): Place {
  const [host, address] = [listHost(url), listAddress(url)];
  return { ...(host !== undefined && { host }), ...(address !== undefined && { address }) };
}

export const newId = (): string => crypto.randomUUID();

type LastRead = 'lastReading' | 'otherReading' | 'unreadable';

function seenAt(field: LastRead, url: string | undefined, seen: { at: number }): Pick<KeysDocument, LastRead> {
  const address = plainSiteUrl(url);
  return address === undefined ? {} : { [field]: { ...seen, url: address } };
}
