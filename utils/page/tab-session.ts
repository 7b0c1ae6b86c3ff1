import type { CreateForm } from '../site/create-form';
import { isLoading } from '../page-model/loading';
import type { PageNode } from '../page-model/page-node';
import { PageSnapshot } from '../page-model/page-snapshot';
import type { ReadingSteps } from '../page-model/steps';
import type { ListedKeys } from '../site/key-list';
import type { KeyRow } from '../site/key-row';
import { readTabInSteps, type ApiKeysTab } from '../site/tab';
import type { ChoicesForTab } from '../worker/answers-for-tab';
import { language } from '../words';
import { Badges } from './badge';
import { CreateHelpOnCall } from './create-help-on-call';
import { Deletions } from './deletions';
import { Edits } from './edits';
import { knownDateOrder, type KnownDateOrder } from './known-date-order';
import { guardPeriod, type GuardPeriod } from './leak/guard-period';
import { GuardOnCall } from './leak/guard-on-call';
import { removeLeftovers } from './own-elements';
import { PageLanguage } from './page-language';
import { Reports } from './reports';
import { whenSettled } from './settled';
import type { TabDependencies } from './tab-dependencies';
import { Takeover } from './takeover';
import { followTranslation } from './translation';
import { noticeUnreadable } from './unreadable-list';
import type { RenderSteps } from './page-handlers';
import { PageWatch } from './watch';

/** What is ready for a page while it shows the API Keys tab. */
interface PreparedSession {
  /** Begins a visit, which ends when the page cannot be the tab any more; what is known of the page outlasts it. */
  visit(): Promise<void>;
  /** Reads the page again, because the user has taught it. */
  readAgain(): void;
  isVisiting(): boolean;
}

/** Prepares badges, leak warning and reports for a page while it shows the API Keys tab. */
export function prepareTabSession(dependencies: TabDependencies): PreparedSession {
  const { page, signal } = dependencies;
  const settled = whenSettled(page, signal);
  const session = new TabSession(dependencies, settled);
  removeLeftovers(page);
  return {
    visit: () => settled.then(() => session.visit()),
    readAgain: session.readAgain,
    isVisiting: session.isVisiting,
  };
}

/** What one scan of the page has read, and when (ms). */
interface ScanResult {
  now: number;
  root: PageNode;
  tab: ApiKeysTab | undefined;
  form: CreateForm | undefined;
  isTranslated: boolean;
}

/** What lasts as long as a visit of the tab. */
interface Visit {
  signal: AbortSignal;
  edits: Edits;
  deletions: Deletions;
}

class TabSession {
  readonly #dependencies: TabDependencies;
  readonly #page: Document;
  readonly #badges = new Badges();
  readonly #createHelp: CreateHelpOnCall;
  readonly #pageLanguage: PageLanguage;
  readonly #guard: GuardOnCall;
  readonly #guardPeriod: GuardPeriod;
  readonly #reports: Reports;
  readonly #dateOrder: KnownDateOrder;
  readonly #noticeUnreadable: ReturnType<typeof noticeUnreadable>;
  readonly #isTranslated: () => boolean;
  readonly #takeover: Takeover;
  #watch: PageWatch<ScanResult> | undefined;
  #rows: readonly KeyRow[] = [];
  /** The account whose list was shown last. */
  #account: string | undefined;
  /** The names on the list that was shown last: a form may take its place for a while. */
  #names: ReadonlySet<string> = new Set();
  /** Badges wait until their words come in the right language. */
  #words: 'unasked' | 'asked' | 'ready' = 'unasked';
  /** The tab as it was last, while that is certain. */
  #certain: { tab: ApiKeysTab; url: string } | undefined;
  #isTranslationReported = false;

  constructor(dependencies: TabDependencies, settled: Promise<void>) {
    const { page, probeUrl, signal } = dependencies;
    this.#dependencies = dependencies;
    this.#page = page;
    this.#createHelp = new CreateHelpOnCall(dependencies.lifetimeLimit, () => this.#watch?.requestScan());
    const isStored = (name: string): boolean => this.#reports.isStored(name);
    this.#guard = new GuardOnCall({ ...dependencies, snapshot: this.#snapshot, isStored }, () =>
      this.#watch?.requestScan(),
    );
    this.#guardPeriod = guardPeriod(page, this.#guard);
    this.#pageLanguage = new PageLanguage(page, {
      firstWords: dependencies.firstChoices && this.#applyCoverKeys(dependencies.firstChoices),
      chosenWords: (speaks) => this.#applyCoverKeys(dependencies.choices(speaks)),
    });
    this.#reports = new Reports(page, dependencies.report, () => this.#guard.listStored());
    this.#dateOrder = knownDateOrder(dependencies.knownDateOrder);
    this.#noticeUnreadable = noticeUnreadable(dependencies.reportUnreadable);
    this.#isTranslated = followTranslation(page);
    const onOver = (): void => this.#watch?.requestScan();
    this.#takeover = new Takeover({ page, probeUrl, onOver }, settled, signal);
    signal.addEventListener('abort', () => this.#guard.end());
  }

  /** Each answer with the user's choices also says whether to cover keys. */
  async #applyCoverKeys(answer: Promise<ChoicesForTab | undefined>): Promise<ChoicesForTab | undefined> {
    const choices = await answer;
    if (choices) this.#guard.coverKeys({ isOn: choices.coverKeys });
    return choices;
  }

  /** Resolves when the page cannot be the tab any more. */
  visit(): Promise<void> {
    const { signal, isAlive } = this.#dependencies;
    const page = this.#page;
    return new Promise((resolve) => {
      const life = new AbortController();
      const visit: Visit = {
        signal: life.signal,
        edits: new Edits(page, life.signal, () => this.#watch?.requestScan(), this.#dependencies.rootOf),
        deletions: new Deletions(page, life.signal, this.#snapshot),
      };
      const leave = (): void => {
        life.abort();
        this.#leave();
        resolve();
      };
      this.#watch = new PageWatch<ScanResult>(
        page,
        {
          isAlive,
          rootOf: this.#dependencies.rootOf,
          mayBeTab: () => this.#isTabTranslated() || this.#dependencies.mayBeTab(),
          onChanges: (records) => this.#guard.coverChanged(records),
          read: (snapshot, now) => this.#read(snapshot, now),
          render: (scan) => this.#render(scan, visit),
          leave,
        },
        signal,
      );
    });
  }

  /** What the page says now. A warning may outlast the visit: for that, all of the page is read. */
  readonly #snapshot = (): PageSnapshot => {
    if (this.#watch) return this.#watch.snapshot();
    const snapshot = new PageSnapshot(this.#page, undefined, this.#dependencies.rootOf);
    snapshot.update();
    return snapshot;
  };

  *#read(snapshot: PageSnapshot, now: number): ReadingSteps<ScanResult> {
    const root = snapshot.update();
    if (this.#isTabTranslated()) return { now, root, tab: this.#certain!.tab, form: undefined, isTranslated: true };
    const url = this.#page.URL;
    const { taught } = this.#dependencies;
    taught.askFor(url, this.readAgain);
    const known = { knownDateOrder: this.#dateOrder.at(url), taught: taught.readerAt(url) };
    const tab = yield* readTabInSteps(snapshot, root, { url, now, ...known });
    yield undefined;
    const form = tab?.isCertain ? this.#createHelp.read(root, now) : undefined;
    return { now, root, tab, form, isTranslated: this.#isTranslated() };
  }

  *#render(scan: ScanResult, visit: Visit): RenderSteps<number> {
    const { now, root, tab } = scan;
    if (tab) this.#askForWords(visit.signal);
    yield undefined;
    if (scan.isTranslated) return yield* this.#renderTranslated(tab, now);
    this.#certain = tab?.isCertain ? { tab, url: this.#page.URL } : undefined;
    this.#followForm(scan.form);
    const list = this.#settle(tab, now, visit);
    this.#report(list, scan, visit);
    yield undefined;
    const guardEnd = this.#guardPeriod.follow(tab, now);
    yield undefined;
    yield* this.#guard.follow(list);
    yield undefined;
    const nextWords = yield* this.#showBadges(now);
    const nextFit = this.#dependencies.taught.follow(tab, root, this.#page.URL, now);
    return Math.min(nextWords, this.#noticeUnreadable(tab, root, now), guardEnd, nextFit);
  }

  /** A translated page shows other names and labels than its own: everything stays as it was, and where it is. */
  *#renderTranslated(tab: ApiKeysTab | undefined, now: number): RenderSteps<number> {
    if (tab?.isCertain) this.#certain = { tab, url: this.#page.URL };
    this.#createHelp.removeNote();
    const guardEnd = this.#guardPeriod.follow(this.#certain?.tab, now);
    yield undefined;
    yield* this.#guard.follow(undefined);
    if (this.#certain && !this.#isTranslationReported) {
      this.#isTranslationReported = true;
      this.#dependencies.reportTranslated();
    }
    yield undefined;
    const nextWords = yield* this.#showBadges(now);
    return Math.min(nextWords, guardEnd);
  }

  *#showBadges(now: number): RenderSteps<number> {
    if (this.#words !== 'ready') return Infinity;
    const rows = this.#rows.filter(({ expiryElement }) => this.#takeover.isOver(expiryElement));
    return yield* this.#badges.show(rows, now);
  }

  readonly isVisiting = (): boolean => this.#watch !== undefined;

  /** The page is read in another way from now on: the earlier reading says nothing any more. */
  readonly readAgain = (): void => {
    this.#reports.listLeft();
    this.#watch?.requestScanNow();
  };

  #isTabTranslated(): boolean {
    return this.#isTranslated() && this.#certain?.url === this.#page.URL;
  }

  #askForWords(signal: AbortSignal): void {
    if (this.#words !== 'unasked') return;
    this.#words = 'asked';
    this.#pageLanguage.follow(() => {
      this.#words = 'ready';
      // The first word takes the browser a while: not in the task of the first badges.
      language();
      this.#badges.clear();
      this.#createHelp.removeNote();
      this.#watch?.requestScanNow();
    }, signal);
  }

  #followForm(form: CreateForm | undefined): void {
    const hasPlace = form !== undefined && this.#takeover.isOver(form.field);
    const created = this.#createHelp.follow(form, { isNoteShown: hasPlace });
    if (!created) return;
    this.#guard.created(created);
    if (!this.#names.has(created.name)) this.#createHelp.estimate(created, this.#account);
  }

  /** The list, with what the user has done to it. */
  #settle(tab: ApiKeysTab | undefined, now: number, { edits, deletions }: Visit): ListedKeys | undefined {
    const list = tab && edits.settle(tab.list);
    if (list) {
      this.#account = list.account;
      this.#names = new Set(list.rows.map(({ name }) => name));
    }
    const rows = list ? this.#createHelp.withEstimates(list) : [];
    this.#rows = rows;
    const deleted = deletions.follow(list && { ...list, rows }, now);
    if (list || deleted.length === 0) return list && { ...list, rows, deleted };
    // The list is empty now: only what was seen to go is known of it.
    return { ...deletions.lastList!, complete: false, rows: [], deleted };
  }

  #report(list: ListedKeys | undefined, { tab, now, root }: ScanResult, { signal }: Visit): void {
    if (list) {
      this.#dateOrder.askFor(list, this.#page.URL, () => this.#watch?.requestScan());
      this.#reports.soon(list, now, signal);
    } else if (!tab || isLoading(root)) this.#reports.listLeft();
  }

  #leave(): void {
    this.#watch = undefined;
    this.#reports.listLeft();
    this.#rows = [];
    this.#certain = undefined;
    this.#isTranslationReported = false;
    this.#noticeUnreadable(undefined, undefined, 0);
    this.#words = 'unasked';
    this.#badges.clear();
    this.#followForm(undefined);
    this.#guardPeriod.stop();
  }
}
