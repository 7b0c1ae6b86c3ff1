import type { Expiry } from '../keys/expiry';
import type { DateOrder, TabReport } from '../keys/key';
import { readCreateForm, type CreateForm } from '../site/create-form';
import { isLoading } from '../page-model/snapshot';
import type { ListedKeys } from '../site/key-list';
import type { KeyRow } from '../site/key-row';
import { mayBeTab } from '../site/tab-precheck';
import { orLeftOut, scanPart } from '../page-model/scan-cache';
import { readTab, type ApiKeysTab } from '../site/tab';
import { hasUnrecognisedList } from '../site/unrecognised-list';
import { language } from '../words';
import { Badges } from './badge';
import { Deletions } from './deletions';
import { Edits } from './edits';
import { LeakGuard, type LeakSurroundings } from './leak-guard';
import { LifespanNote } from './lifespan-note';
import { removeLeftovers } from './look';
import { PageLanguage, type LanguageSource } from './page-language';
import { Reports } from './reports';
import { whenSettled } from './settled';
import { followTranslation } from './translation';
import { watchPage, type Acting, type Watch } from './watch';

/** Until when a page can be followed. */
export interface Lifetime {
  /** Aborted when the extension is updated or removed. */
  signal: AbortSignal;
  /** Whether it still is there; aborts the signal if not. */
  isAlive(): boolean;
}

/** What the content script needs of the browser. */
export interface Surroundings extends Lifetime, Omit<LeakSurroundings, 'withMemory'>, LanguageSource {
  /** Sends what was read to the worker; resolves to whether that has stored it. */
  report(reading: TabReport): Promise<boolean>;
  /** Tells the worker that the page is the tab and cannot be read. */
  reportUnreadable(): void;
  /** Tells the worker that the page is the tab and is translated, so that nothing of it is read. */
  reportTranslated(): void;
  /** The order of day and month that this list proved before. */
  knownDateOrder(): Promise<DateOrder | undefined>;
}

/** The guard stays on for this time (ms) when the page is not the tab any more, unless its address changes. */
const GUARD_OUTLASTS = 1_000;

/** A list that cannot be read for this time (ms) is not just loading. */
const UNREADABLE_AFTER = 4_000;

/**
 * Readies what follows a page: badges, leak warning and report while it shows the API Keys tab. Calling what it returns
 * begins a visit, which ends when the page cannot be the tab any more; what is known of the page outlasts it.
 */
export function followTab({
  signal,
  isAlive,
  report,
  reportUnreadable,
  reportTranslated,
  knownDateOrder,
  ...leaks
}: Surroundings): () => Promise<void> {
  const { page } = leaks;
  let watch: Watch | undefined;
  const badges = new Badges();
  const note = new LifespanNote();
  const pageLanguage = new PageLanguage(page, leaks);
  const guard = new LeakGuard({ ...leaks, withMemory: (run) => (watch ? watch.withMemory(run) : run()) });
  const reports = new Reports(page, report);
  /** What a lifespan that was chosen in this document says of keys whose expiry the page does not print. */
  const estimates = new Map<string, Expiry>();
  const isTranslated = followTranslation(page);
  let edits: Edits;
  let deletions: Deletions;
  let form: CreateForm | undefined;
  let rows: readonly KeyRow[] = [];
  /** Whose list was shown last. */
  let account: string | undefined;

  /** The order of numeric dates as it was proved before, and the address for which that was asked. */
  let dateOrder: { known?: DateOrder | undefined; url: string } | undefined;
  const readDateOrder = ({ rows: printed }: ListedKeys): void => {
    const { URL: url } = page;
    if (dateOrder?.url === url || !printed.some(({ expiry }) => expiry.kind === 'dated' && expiry.ambiguous)) return;
    dateOrder = { url };
    void knownDateOrder().then((known) => {
      if (known === undefined || dateOrder?.url !== url) return;
      dateOrder = { known, url };
      watch?.lookSoon();
    });
  };
  /** Once a form is gone its key may have been created: then the lifespan chosen last says when it ends. */
  const followForm = (current: CreateForm | undefined): void => {
    note.show(current);
    const name = form?.nameInput?.value.trim() || form?.name;
    if (!current && form && name) {
      const { expiry } = form;
      guard.created({ name, ...(expiry && { expiry }) });
      if (expiry && !rows.some((row) => row.name === name)) estimates.set(ofAccount(account, name), expiry);
    }
    form = current;
  };

  /** Since when (ms) the page has not been the tab, while the guard still is on; and the address that it guards. */
  let goneSince: number | undefined;
  let guarded = '';
  /** While the list loads again the tab still shows, and a page that draws itself anew may be nothing for a moment. */
  const followLeaks = (tab: ApiKeysTab | undefined, now: number): void => {
    if (tab?.isCertain) {
      guard.start();
      guarded = page.URL;
    }
    goneSince = tab ? undefined : (goneSince ?? now);
    if (goneSince !== undefined && (page.URL !== guarded || now - goneSince >= GUARD_OUTLASTS)) {
      goneSince = undefined;
      guard.stop();
    }
  };

  const guardEnd = (): number => (goneSince === undefined ? Infinity : goneSince + GUARD_OUTLASTS);

  /** Since when (ms) a list has been there that cannot be read; Infinity once that was told. */
  let unreadSince: number | undefined;
  const tellIfUnread = (tab: ApiKeysTab | undefined, now: number): number => {
    if (!tab?.isCertain || !tab.isWholePage || tab.list || !hasUnrecognisedList(page)) {
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

  /** Whether the words come in the right language; `undefined` before that was asked. */
  let hasWords: boolean | undefined;
  const followWords = (end: AbortSignal): void => {
    if (hasWords !== undefined) return;
    hasWords = false;
    pageLanguage.follow(() => {
      hasWords = true;
      // The first word takes the browser a while: not in the task of the first badges.
      language();
      badges.clear();
      note.show(undefined);
      watch?.lookNow();
    }, end);
  };

  /** The tab as it was last, while that is certain; and whether it was told that it is translated. */
  let certain: { tab: ApiKeysTab; url: string } | undefined;
  let isTranslationTold = false;
  const isTabTranslated = (): boolean => isTranslated() && certain?.url === page.URL;
  /** What a translated page says is not its own: all stays as it was read before, and where it is. */
  function* rest(tab: ApiKeysTab | undefined, now: number): Acting<number> {
    if (tab?.isCertain) certain = { tab, url: page.URL };
    note.show(undefined);
    followLeaks(certain?.tab, now);
    yield undefined;
    yield* guard.follow(undefined);
    if (certain && !isTranslationTold) {
      isTranslationTold = true;
      reportTranslated();
    }
    yield undefined;
    const nextWords = hasWords ? yield* badges.show(rows, now) : Infinity;
    return Math.min(nextWords, guardEnd());
  }

  /** The list, with what the user has done to it. */
  const listOf = (tab: ApiKeysTab | undefined, now: number): ListedKeys | undefined => {
    const list = tab && edits.settle(tab.list);
    if (list) ({ account } = list);
    rows = list ? withEstimates(list, estimates) : [];
    const deleted = deletions.follow(list && { ...list, rows }, now);
    return list && { ...list, rows, deleted };
  };

  const read = (now: number): Seen => {
    if (isTabTranslated()) return { now, tab: certain!.tab, form: undefined, isTranslated: true };
    const knownOrder = dateOrder?.url === page.URL ? dateOrder.known : undefined;
    const tab = readTab({ page, url: page.URL, now, knownDateOrder: knownOrder });
    return {
      now,
      tab,
      form: tab?.isCertain ? scanPart('form', () => orLeftOut(() => readCreateForm(page, now))) : undefined,
      isTranslated: isTranslated(),
    };
  };
  function* act(seen: Seen, visit: AbortSignal): Acting<number> {
    const { now, tab } = seen;
    if (tab) followWords(visit);
    yield undefined;
    if (seen.isTranslated) return yield* rest(tab, now);
    certain = tab?.isCertain ? { tab, url: page.URL } : undefined;
    followForm(seen.form);
    const list = listOf(tab, now);
    if (list) readDateOrder(list);
    if (list) reports.soon(list, now, visit);
    else if (!tab || isLoading(page)) reports.listLeft();
    yield undefined;
    followLeaks(tab, now);
    yield undefined;
    yield* guard.follow(list);
    yield undefined;
    const nextWords = hasWords ? yield* badges.show(rows, now) : Infinity;
    return Math.min(nextWords, tellIfUnread(tab, now), guardEnd());
  }
  const leave = (): void => {
    reports.listLeft();
    rows = [];
    certain = undefined;
    isTranslationTold = false;
    unreadSince = undefined;
    goneSince = undefined;
    hasWords = undefined;
    badges.clear();
    followForm(undefined);
    guard.stop();
  };

  const settled = whenSettled(page, signal);
  removeLeftovers(page);
  signal.addEventListener('abort', () => guard.end());
  return () =>
    settled.then(
      () =>
        new Promise((resolve) => {
          const visit = new AbortController();
          edits = new Edits(page, visit.signal, () => watch?.lookSoon());
          deletions = new Deletions(page, visit.signal);
          watch = watchPage(
            page,
            {
              isAlive,
              mayBeTab: () => isTabTranslated() || mayBeTab(page, page.URL),
              read,
              act: (seen) => act(seen, visit.signal),
              leave() {
                visit.abort();
                leave();
                resolve();
              },
            },
            signal,
          );
        }),
    );
}

/** What one look at the page has seen, and when (ms). */
interface Seen {
  now: number;
  tab: ApiKeysTab | undefined;
  form: CreateForm | undefined;
  isTranslated: boolean;
}

/** What is known of a key of this account and this name alone. */
function ofAccount(account: string | undefined, name: string): string {
  return JSON.stringify([account, name]);
}

/** The list's rows, where the page prints no expiry with the one that was estimated when the key was created. */
function withEstimates({ rows, account }: ListedKeys, estimates: ReadonlyMap<string, Expiry>): readonly KeyRow[] {
  if (estimates.size === 0) return rows;
  return rows.map((row) => {
    const estimate = row.expiry.kind === 'unknown' ? estimates.get(ofAccount(account, row.name)) : undefined;
    return estimate ? { ...row, expiry: estimate } : row;
  });
}
