import { forgetChanged } from '../site/digest';
import { Memory } from '../site/memory';
import { onNavigation } from './notice-tab';

/** Shortest and longest pause between two looks at a page that keeps changing, in ms. */
const PAUSE = { shortest: 30, longest: 1_000 };
/** A look may take this part of the time at most. */
const SHARE_OF_TIME = 1 / 10;

/** What of the page may be read in one go, in ms; on a slow computer, what has to be done besides takes as long again. */
const SLICE = 5;

/** What changes on an element that can change what the page shows, or what is read of it. */
const ATTRIBUTES = ['aria-selected', 'aria-current', 'aria-busy', 'aria-hidden', 'aria-disabled', 'aria-expanded', 'aria-label', 'alt', 'class', 'colspan',
  'datetime', 'disabled', 'hidden', 'open', 'readonly', 'role', 'slot', 'style', 'title'];

/** Even where nothing changes it is looked again after this time (ms), so that an orphaned script ends before long. */
const LONGEST_REST = 30_000;

/** What a watched page is asked, and told. */
export interface Watched<Seen> {
  /** Whether the extension that this script belongs to is still there; if not, the signal is aborted by then. */
  isAlive(): boolean;
  /** Cheap: whether the page is worth being looked at. */
  mayBeTab(): boolean;
  /** Looks at the page, and changes nothing: where it takes long it is cut off, and begun again. */
  read(): Seen;
  /**
   * Does what is due after a look, and returns when (ms) to look again though nothing changes. Where it has more to do,
   * it returns `undefined`, and is called again: with what was seen then, which is no news, or with what is seen since.
   */
  act(seen: Seen, isNews: boolean): number | undefined;
  /** The page is not worth being looked at any more, or the extension is gone. */
  leave(): void;
}

/** What a watched page can be asked for. */
export interface Watch {
  /** Has the page looked at though nothing on it has changed. */
  lookSoon(): void;
  /** The same, without a pause. */
  lookNow(): void;
}

/**
 * Watches a page that may be the tab until it cannot be it any more, or `signal` is aborted. Every change is noticed;
 * looks are spaced out so that they never take more than a tenth of the time, and a long one is cut into slices.
 */
export function watchPage<Seen>(page: Document, watched: Watched<Seen>, signal: AbortSignal): Watch {
  const view = page.defaultView as Window & typeof globalThis;
  const visit = new AbortController();
  const end = AbortSignal.any([signal, visit.signal]);
  const observer = new view.MutationObserver(onChanges);
  const observe = (part: Node): void => observer.observe(part, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
  const memory = new Memory(observe);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let timerAt = Infinity;
  let pause = PAUSE.shortest;
  /** How long (ms) the look that is on has taken so far. */
  let cost = 0;
  /** What was seen, while that is the page's present state and there still is something to do about it. */
  let undone: Seen | undefined;

  const lookAt = (at: number): void => {
    if (at >= timerAt || end.aborted) return;
    clearTimeout(timer);
    timerAt = at;
    timer = setTimeout(turn, at - Date.now());
  };
  const lookSoon = (): void => lookAt(Date.now() + pause);

  function onChanges(records: readonly MutationRecord[]): void {
    undone = undefined;
    forgetChanged(memory, records);
    lookSoon();
  }

  /** The next slice, once the browser has done what is more urgent. */
  function goOn(): void {
    clearTimeout(timer);
    timerAt = -Infinity;
    afterTheUrgent(page, turn);
  }

  function turn(): void {
    timerAt = Infinity;
    if (end.aborted || !watched.isAlive()) return;
    if (!watched.mayBeTab()) {
      visit.abort();
      return;
    }
    const start = performance.now();
    const changes = observer.takeRecords();
    if (changes.length > 0) onChanges(changes);
    const seen = undone ?? memory.look(watched.read, SLICE);
    const next = seen ? memory.look(() => watched.act(seen, seen !== undone)) : undefined;
    // What changed just now was our own doing.
    observer.takeRecords();
    cost += performance.now() - start;
    undone = next === undefined ? seen : undefined;
    if (next === undefined) {
      goOn();
      return;
    }
    pause = Math.min(PAUSE.longest, Math.max(PAUSE.shortest, cost / SHARE_OF_TIME));
    cost = 0;
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
  observe(page.documentElement);
  lookAt(Date.now());
  return { lookSoon, lookNow: () => lookAt(Date.now()) };
}

/** Runs a task after those that the browser has at hand: a timer would let it wait for 4 ms once there are several. */
export function afterTheUrgent(page: Document, run: () => void): void {
  const view = page.defaultView as (Window & { scheduler?: { postTask(run: () => void): Promise<void> } }) | null;
  if (view?.scheduler) void view.scheduler.postTask(run);
  else setTimeout(run);
}
