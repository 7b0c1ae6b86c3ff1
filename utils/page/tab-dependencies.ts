import type { DateOrder, TabReport } from '../keys/key';
import type { RootOf } from '../page-model/dom';
import type { ChoicesForTab } from '../worker/answers-for-tab';
import type { AskLifetimeLimit } from './create-help';
import type { GuardDependencies } from './leak/guard-on-call';
import type { TaughtPage } from './taught-page';

/** How long a page can be followed. */
export interface Lifetime {
  /** Aborted when the extension is updated or removed. */
  signal: AbortSignal;
  /** Whether it is still there; aborts the signal if not. */
  isAlive(): boolean;
}

/** What a tab session needs of the browser. */
export interface TabDependencies extends Lifetime, Omit<GuardDependencies, 'snapshot' | 'isStored'> {
  /** The shadow roots that are read. */
  rootOf: RootOf;
  /** The address of the takeover probe. */
  probeUrl: string;
  /** Cheap: whether the page is worth a scan. */
  mayBeTab(): boolean;
  /** Sends a tab report to the worker; resolves to whether that has stored it. */
  report(report: TabReport): Promise<boolean>;
  /** Reports to the worker that the page is the tab and cannot be read. */
  reportUnreadable(): void;
  /** Reports to the worker that the page is the tab and is translated, so that nothing of it is read. */
  reportTranslated(): void;
  /** What the user chose, with their language's words unless the page `speaks` it; `undefined` without an answer. */
  choices(speaks: string | undefined): Promise<ChoicesForTab | undefined>;
  /** The first answer, if it was asked for before this script was there. */
  firstChoices?: Promise<ChoicesForTab | undefined> | undefined;
  /** The order of day and month that this list proved before. */
  knownDateOrder(): Promise<DateOrder | undefined>;
  /** The most days that a new key may work, if an administrator has set it. */
  lifetimeLimit: AskLifetimeLimit;
  /** What the user has taught of the page. */
  taught: TaughtPage;
}
