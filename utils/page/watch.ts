import { shadowRootsAndFrames } from '../site/dom';

/** How long after a load or a navigation (ms) a page is looked at again, in case its titles come late. */
const LATE_LOOKS = [100, 400, 1_000, 2_000, 4_000, 6_000, 8_000, 10_000, 12_000, 15_000, 20_000, 30_000, 45_000, 60_000];
/** Shortest and longest pause between two looks at a page that keeps changing, in ms. */
const PAUSE = { shortest: 30, longest: 1_000 };
/** A look may take this part of the time at most. */
const SHARE_OF_TIME = 1 / 10;

/** What changes on an element that can change what the page shows. */
const ATTRIBUTES = ['aria-selected', 'aria-current', 'aria-busy', 'aria-hidden', 'hidden', 'style', 'class', 'datetime'];

/** A page that has not finished loading by then (ms) is looked at all the same. */
const LONGEST_LOAD = 3_000;
/** How long an idle moment is waited for once the page has loaded, in ms. */
const LONGEST_IDLE_WAIT = 300;

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
  /** The page is not worth being looked at any more. */
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
 * Watches a page until `signal` is aborted. While it cannot be the tab, only its navigations and presses are noticed;
 * while it may be, every change is, and looks are spaced out so that they never take more than a tenth of the time.
 */
export function watchPage(page: Document, watched: Watched, signal: AbortSignal): Watch {
  const view = page.defaultView as (Window & typeof globalThis) & { navigation?: EventTarget };
  const observer = new view.MutationObserver(() => lookSoon());
  let isAwake = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let timerAt = Infinity;
  let pause = PAUSE.shortest;
  let lateTimer: ReturnType<typeof setTimeout> | undefined;

  const cancel = (): void => {
    clearTimeout(timer);
    timerAt = Infinity;
  };
  const lookAt = (at: number): void => {
    if (at >= timerAt) return;
    clearTimeout(timer);
    timerAt = at;
    timer = setTimeout(turn, at - Date.now());
  };
  const lookSoon = (): void => lookAt(Date.now() + pause);

  function turn(): void {
    cancel();
    if (signal.aborted || !watched.isAlive()) return;
    if (!watched.mayBeTab()) {
      if (isAwake) watched.leave();
      isAwake = false;
      observer.disconnect();
      return;
    }
    isAwake = true;
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

  function lookNowAndLater(): void {
    clearTimeout(lateTimer);
    let index = 0;
    const late = (): void => {
      if (!isAwake) turn();
      const [before, delay] = [LATE_LOOKS[index - 1] ?? 0, LATE_LOOKS[index++]];
      if (delay !== undefined && !isAwake) lateTimer = setTimeout(late, delay - before);
    };
    late();
    if (isAwake) lookSoon();
  }

  const onPress = (event: Event): void => {
    if (event.isTrusted && !isAwake) lookNowAndLater();
  };
  page.addEventListener('click', onPress, { passive: true, signal });
  page.addEventListener('keyup', onPress, { passive: true, signal });
  // A choice in a native field changes no node.
  page.addEventListener('change', () => isAwake && lookSoon(), { passive: true, signal });
  page.addEventListener('visibilitychange', () => isAwake && lookSoon(), { signal });
  view.addEventListener('popstate', lookNowAndLater, { signal });
  view.navigation?.addEventListener('currententrychange', lookNowAndLater, { signal });
  signal.addEventListener('abort', () => {
    cancel();
    clearTimeout(lateTimer);
    observer.disconnect();
    if (isAwake) watched.leave();
  });
  whenSettled(view, lookNowAndLater, signal);
  return {
    lookSoon() {
      if (isAwake) lookSoon();
    },
    withoutLook(change) {
      if (observer.takeRecords().length > 0) lookSoon();
      change();
      observer.takeRecords();
    },
  };
}

/**
 * Calls `start` once the page has loaded and rests. Pages that come with their list in the HTML are taken over by
 * their framework at the end of loading; a node of ours in there by then would make it throw the list away and draw it
 * anew (https://react.dev/reference/react-dom/client/hydrateRoot#caveats).
 */
function whenSettled(view: Window, start: () => void, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const rest = (): void => {
    clearTimeout(timer);
    view.removeEventListener('load', rest);
    view.requestIdleCallback(() => signal.aborted || start(), { timeout: LONGEST_IDLE_WAIT });
  };
  if (view.document.readyState === 'complete') {
    rest();
    return;
  }
  view.addEventListener('load', rest, { signal });
  timer = setTimeout(rest, LONGEST_LOAD);
  signal.addEventListener('abort', () => clearTimeout(timer));
}
