import { nextExpiryChange, type Expiry } from '../keys/expiry';
import type { Reading } from '../keys/key';
import { singaporeDay, startOfSingaporeDay } from '../keys/time';
import type { Settings } from '../settings';
import { readCreateForm, type CreateForm } from '../site/create-form';
import { isShownWithin, textOf } from '../site/dom';
import { readingOf, type KeyList } from '../site/key-list';
import type { KeyRow } from '../site/key-row';
import { mayBeTab, readTab, type ApiKeysTab } from '../site/tab';
import { hasUnreadList } from '../site/unread-list';
import { Badges } from './badge';
import { guardPageCopies, guardSelections, type CopiedSecret } from './copy-guard';
import { LeakWarning } from './leak-warning';
import { LifespanNote } from './lifespan-note';
import { removeLeftovers } from './look';
import { watchPage } from './watch';

/** What the content script needs of the browser. */
export interface Surroundings {
  page: Document;
  /** Aborted when the extension is updated or removed. */
  signal: AbortSignal;
  /** Whether it still is there; aborts the signal if not. */
  isAlive(): boolean;
  /** The address of the page-world hook. */
  hookUrl: string;
  /** Sends what was read to the worker. */
  report(reading: Reading): void;
  /** Tells the worker that the page is the tab and cannot be read. */
  reportUnreadable(): void;
  /** What the user wants a copied key to bring up. */
  leakWarningWanted(): Promise<Settings['leakWarning']>;
  /** Expiries that were estimated from a chosen lifespan, by the name of the key. */
  estimatedExpiries(): Promise<Map<string, Expiry>>;
}

/** An unchanged list is reported again after this time (ms), so that the popup's "last read" stays true. */
const REPORT_AGAIN = 5 * 60_000;

/** A list that cannot be read for this time (ms) is not just loading. */
const UNREADABLE_AFTER = 4_000;

/** Follows a page for as long as it lives: badges, leak warning and report while it shows the API Keys tab. */
export function followTab({ page, signal, isAlive, hookUrl, report, reportUnreadable, leakWarningWanted, estimatedExpiries }: Surroundings): void {
  const badges = new Badges();
  const note = new LifespanNote();
  const warning = new LeakWarning(page);
  const estimates = new Map<string, Expiry>();
  let form: CreateForm | undefined;
  let rows: readonly KeyRow[] = [];
  let guard: AbortController | undefined;
  let reported = { signature: '', at: 0 };

  const onCopied = (copied: CopiedSecret): void => {
    void leakWarningWanted().then((wanted) => wanted !== 'off' && !signal.aborted && warning.show(keyNear(copied.near, rows)));
  };
  const startGuard = (): void => {
    if (guard) return;
    guard = new AbortController();
    void estimatedExpiries().then((known) => {
      for (const [name, expiry] of known) if (!estimates.has(name)) estimates.set(name, expiry);
      if (known.size > 0) lookSoon();
    });
    guardSelections(page, onCopied, guard.signal);
    guardPageCopies(page, hookUrl, onCopied, guard.signal);
  };
  /** Once a form is gone its key may have been created: then the lifespan chosen last says when it ends. */
  const followForm = (current: CreateForm | undefined): void => {
    note.show(current);
    if (!current && form?.expiry && form.name && !rows.some(({ name }) => name === form?.name)) estimates.set(form.name, form.expiry);
    form = current;
  };
  const stopGuard = (): void => {
    guard?.abort();
    guard = undefined;
  };
  const reportIfNew = (list: KeyList, now: number): void => {
    const signature = signatureOf(list);
    if (signature === reported.signature && now - reported.at < REPORT_AGAIN) return;
    reported = { signature, at: now };
    report(readingOf(list));
  };

  /** Since when (ms) a list has been there that cannot be read; Infinity once that was told. */
  let unreadSince: number | undefined;
  const tellIfUnread = (tab: ApiKeysTab | undefined, now: number): number => {
    if (!tab?.isCertain || tab.list || !hasUnreadList(page)) {
      unreadSince = undefined;
      return Infinity;
    }
    unreadSince ??= now;
    if (now - unreadSince >= UNREADABLE_AFTER) {
      unreadSince = Infinity;
      reportUnreadable();
    }
    return unreadSince + UNREADABLE_AFTER;
  };

  removeLeftovers(page);
  const lookSoon = watchPage(page, {
    isAlive,
    mayBeTab: () => mayBeTab(page, page.URL),
    look() {
      const now = Date.now();
      const tab = readTab({ page, url: page.URL, now });
      followForm(tab?.isCertain ? readCreateForm(page, now) : undefined);
      rows = tab?.list ? withEstimates(tab.list, estimates) : [];
      badges.show(rows, now);
      // While the list loads again the tab still shows: a guard that is on stays on until the page says otherwise.
      if (tab?.isCertain) startGuard();
      else if (!tab) stopGuard();
      if (tab?.list) reportIfNew({ ...tab.list, rows }, now);
      return Math.min(nextChange(rows, now), tellIfUnread(tab, now));
    },
    leave() {
      rows = [];
      unreadSince = undefined;
      badges.clear();
      followForm(undefined);
      stopGuard();
    },
  }, signal);
  signal.addEventListener('abort', () => warning.close());
}

/** The list's rows, where the page prints no expiry with the one that was estimated when the key was created. */
function withEstimates({ rows }: KeyList, estimates: ReadonlyMap<string, Expiry>): KeyRow[] {
  return rows.map((row) => {
    const estimate = row.expiry.kind === 'unknown' ? estimates.get(row.name) : undefined;
    return estimate ? { ...row, expiry: estimate } : row;
  });
}

/** When (ms) a badge says something else than `now`: a status changes, or the day ends in Singapore. */
function nextChange(rows: readonly KeyRow[], now: number): number {
  if (rows.length === 0) return Infinity;
  return Math.min(startOfSingaporeDay(singaporeDay(now) + 1), ...rows.map(({ expiry }) => nextExpiryChange(expiry, now)));
}

/** Tells two lists apart by what they print; "in 3 months" is the same text though its instant moves on. */
function signatureOf({ rows, complete, kind, account }: KeyList): string {
  return JSON.stringify([kind, account, complete, rows.map(({ name, createdAt, expiry }) => [name, createdAt, expiry.kind, expiry.text])]);
}

/** The key that a copied secret belongs to: the row or the dialog it was copied in names it. */
function keyNear(near: Element | undefined, rows: readonly KeyRow[]): { name?: string; expiry?: KeyRow['expiry'] } {
  if (!near) return {};
  const dialog = near.closest('dialog,[role="dialog"],[role="alertdialog"]');
  const row = rows.find(({ element }) => isShownWithin(near, element)) ?? (dialog ? rows.find(({ name }) => textOf(dialog).includes(name)) : undefined);
  return row ? { name: row.name, expiry: row.expiry } : {};
}
