import { shadowRootsAndFrames } from '../site/dom';
import { onNavigation } from './notice-tab';

/** Shortest and longest pause between two looks at a page that keeps changing, in ms. */
const PAUSE = { shortest: 30, longest: 1_000 };
/** A look may take this part of the time at most. */
const SHARE_OF_TIME = 1 / 10;

/** What changes on an element that can change what the page shows. */
const ATTRIBUTES = ['aria-selected', 'aria-current', 'aria-busy', 'aria-hidden', 'hidden', 'style', 'class', 'datetime'];

/** Even where nothing changes it is looked again after this time (ms), so that an orphaned script ends before long. */
const LONGEST_REST = 30_000;

/** What a watched page is asked, and told. */
export interface Watched {
  /** Whether the extension that this script belongs to is still there; if not, the signal is aborted by then. */
  isAlive(): boolean;
  /** Cheap: whether the page is worth being looked at. */
  mayBeTab(): boolean;
  /** Looks at the page, and returns when (ms) to look again though nothing changes. */
  look(): number;
  /** The page is not worth being looked at any more, or the extension is gone. */
  leave(): void;
}

/** What a watched page can be asked for. */
export interface Watch {
  /** Has the page looked at though nothing on it has changed. */
  lookSoon(): void;
  /** Runs `change`, which changes our own elements alone: no reason to look. */
  withoutLook(change: () => void): void;
}

/**
 * Watches a page that may be the tab until it cannot be it any more, or `signal` is aborted: every change is noticed, and
 * looks are spaced out so that they never take more than a tenth of the time.
 */
export function watchPage(page: Document, watched: Watched, signal: AbortSignal): Watch {
  const view = page.defaultView as Window & typeof globalThis;
  const visit = new AbortController();
  const end = AbortSignal.any([signal, visit.signal]);
  const observer = new view.MutationObserver(() => lookSoon());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let timerAt = Infinity;
  let pause = PAUSE.shortest;

  const lookAt = (at: number): void => {
    if (at >= timerAt || end.aborted) return;
    clearTimeout(timer);
    timerAt = at;
    timer = setTimeout(turn, at - Date.now());
  };
  const lookSoon = (): void => lookAt(Date.now() + pause);

  function turn(): void {
    timerAt = Infinity;
    if (!watched.isAlive()) return;
    if (!watched.mayBeTab()) {
      visit.abort();
      return;
    }
    const start = performance.now();
    const next = watched.look();
    const cost = performance.now() - start;
    pause = Math.min(PAUSE.longest, Math.max(PAUSE.shortest, cost / SHARE_OF_TIME));
    for (const root of [page.documentElement, ...shadowRootsAndFrames(page.documentElement)]) {
      observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
    }
    // What changed during the look was our own doing.
    observer.takeRecords();
    lookAt(Math.max(Math.min(next, Date.now() + LONGEST_REST), Date.now() + pause));
  }

  // A choice in a native field changes no node.
  for (const type of ['change', 'visibilitychange']) page.addEventListener(type, lookSoon, { passive: true, signal: end });
  onNavigation(view, lookSoon, end);
  end.addEventListener('abort', () => {
    clearTimeout(timer);
    observer.disconnect();
    watched.leave();
  }, { once: true });
  lookAt(Date.now());
  return {
    lookSoon,
    withoutLook(change) {
      if (observer.takeRecords().length > 0) lookSoon();
      change();
      observer.takeRecords();
    },
  };
}
