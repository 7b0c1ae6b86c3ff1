import { forgetChanged } from '../page-model/snapshot';
import { ScanCache } from '../page-model/scan-cache';
import { onNavigation } from './notice-tab';
import { afterFrame, afterTheUrgent, SLICE } from './tasks';

/** Shortest and longest pause between two looks at a page that keeps changing, in ms. */
const PAUSE = { shortest: 30, longest: 1_000 };
/** A look may take this part of the time at most. */
const SHARE_OF_TIME = 1 / 10;

/** What changes on an element that can change what the page shows, or what is read of it. */
const ATTRIBUTES = [
  'aria-selected',
  'aria-current',
  'aria-busy',
  'aria-hidden',
  'aria-disabled',
  'aria-expanded',
  'aria-pressed',
  'aria-checked',
  'aria-label',
  'alt',
  'class',
  'colspan',
  'contenteditable',
  'datetime',
  'disabled',
  'hidden',
  'lang',
  'open',
  'readonly',
  'role',
  'slot',
  'style',
  'title',
];

/**
 * Even where nothing changes it is looked again after this time (ms), so that an orphaned script ends before long. So long
 * may a row be taken for visible that a style sheet has hidden without any change of the page.
 */
const LONGEST_REST = 30_000;

/**
 * Something that is done piece by piece. After a `frame` it would rather go on once the page has been painted: just then
 * the page tells where things are without being laid out first.
 */
export type Acting<Result> = Generator<'frame' | undefined, Result>;

/** What a watched page is asked, and told. */
export interface Watched<Seen> {
  /** Whether the extension that this script belongs to is still there; if not, the signal is aborted by then. */
  isAlive(): boolean;
  /** Cheap: whether the page is worth being looked at. */
  mayBeTab(): boolean;
  /** Looks at the page as it is `now` (ms), and changes nothing: where it takes long it is cut off, and begun again. */
  read(now: number): Seen;
  /**
   * Does what is due after a look, piece by piece, and returns when (ms) to look again though nothing changes. Where the
   * page changes before it is through, it is left at that, and begun anew with what is seen then.
   */
  act(seen: Seen): Acting<number>;
  /** The page is not worth being looked at any more, or the extension is gone. */
  leave(): void;
}

/** What a watched page can be asked for. */
export interface Watch {
  /** Has the page looked at though nothing on it has changed. */
  lookSoon(): void;
  /** The same, without a pause. */
  lookNow(): void;
  /** Runs something that reads the page between two looks, with all that these remember of it. */
  withMemory<Result>(run: () => Result): Result;
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
  const observe = (part: Node): void =>
    observer.observe(part, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: ATTRIBUTES,
    });
  const memory = new ScanCache(observe);
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** When (ms) the timer ends; -Infinity while a look is on. What is asked for by then is looked at once more after it. */
  let timerAt = Infinity;
  let askedFor = Infinity;
  let pause = PAUSE.shortest;
  /** When (ms) the look that is on began, and how long (ms) it has taken so far. */
  let begunAt: number | undefined;
  let cost = 0;
  let isFirst = true;
  /** Whether the look that is due was put off. Once is enough: a page that changes before every task would never be looked at. */
  let hasWaited = false;
  /** When (ms) it was last asked of all rows whether they can be seen. */
  let askedAt = Date.now();
  /** What is due after the last look, while that shows the page's present state, and it is not done yet. */
  let acting: Acting<number> | undefined;
  /** Whether that waits for a task of its own, or for a frame; and whether the page has changed while it did, so that it waits no more. */
  let isPutOff = false;
  let isFrameAwaited = false;
  let isOverdue = false;

  const lookAt = (at: number): void => {
    if (timerAt === -Infinity) askedFor = Math.min(askedFor, at);
    if (at >= timerAt || end.aborted) return;
    clearTimeout(timer);
    timerAt = at;
    timer = setTimeout(turn, at - Date.now());
  };
  const lookSoon = (): void => lookAt(Date.now() + pause);
  /** For what is no change of a node, but may show or hide some. */
  const lookAnew = (): void => {
    memory.forgetVisible();
    lookSoon();
  };

  function onChanges(records: readonly MutationRecord[]): void {
    isOverdue ||= isPutOff;
    acting = undefined;
    begunAt = undefined;
    forgetChanged(memory, records);
    lookSoon();
  }

  /** Sees to what has changed and was not told yet. */
  function forgetChanges(): void {
    const changes = observer.takeRecords();
    if (changes.length > 0) onChanges(changes);
  }

  /** The next slice, once the browser has done what is more urgent. */
  function goOn(): void {
    if (isFrameAwaited) afterFrame(page, turn);
    else afterTheUrgent(page, turn);
  }

  function turn(): void {
    timerAt = -Infinity;
    if (end.aborted || !watched.isAlive()) return;
    try {
      takeTurn();
    } catch (error) {
      // The next change has it tried again, from the beginning.
      acting = undefined;
      begunAt = undefined;
      timerAt = Infinity;
      throw error;
    }
  }

  function takeTurn(): void {
    const start = performance.now();
    forgetChanges();
    if (begunAt === undefined) {
      askedFor = Infinity;
      begunAt = Date.now();
      // While nothing changes, what a slice finds the next one finds too.
      if (!watched.mayBeTab()) {
        visit.abort();
        return;
      }
    }
    // Whatever is called for the first time takes long: the first look begins in a task of its own, too.
    if (!hasWaited && (isFirst || performance.now() - start > SLICE)) {
      hasWaited = true;
      if (isFirst) memory.warmUpThrow();
      cost += performance.now() - start;
      goOn();
      return;
    }
    const next = goAhead(begunAt);
    cost += performance.now() - start;
    if (next === undefined) {
      goOn();
      return;
    }
    // The first look reads all of the page, and tells nothing of how long the next ones take.
    pause = isFirst ? PAUSE.shortest : Math.min(PAUSE.longest, Math.max(PAUSE.shortest, cost / SHARE_OF_TIME));
    isFirst = false;
    hasWaited = false;
    cost = 0;
    begunAt = undefined;
    timerAt = Infinity;
    lookAt(Math.max(Math.min(next, askedFor, Date.now() + LONGEST_REST), Date.now() + pause));
  }

  /** Looks as long as a slice, or does for as long what is due. Returns when (ms) to look again, or `undefined` if there is more to do now. */
  function goAhead(now: number): number | undefined {
    const start = performance.now();
    isFrameAwaited = false;
    if (!acting) {
      if (now - askedAt >= LONGEST_REST) {
        memory.forgetVisible();
        askedAt = now;
      }
      const seen = memory.look(() => watched.read(now), SLICE);
      if (!seen) return undefined;
      acting = watched.act(seen);
      // What takes its time is acted upon in a task of its own.
      isPutOff = performance.now() - start > SLICE && !isOverdue;
      if (isPutOff) return undefined;
    }
    isPutOff = false;
    const next = memory.look(() => proceed(acting!, performance.now() + SLICE));
    // What changed just now was our own doing.
    observer.takeRecords();
    if (next === undefined) return undefined;
    acting = undefined;
    isOverdue = false;
    return next;
  }

  /** Goes on until `end` (ms of the page's clock), or until it would rather wait. Returns `undefined` if there is more to do. */
  function proceed(steps: Acting<number>, end: number): number | undefined {
    do {
      const { done, value } = steps.next();
      if (done) return value;
      isPutOff = isFrameAwaited = value === 'frame' && !isOverdue;
    } while (performance.now() < end && !isPutOff);
    return undefined;
  }

  // A choice in a native field changes no node.
  for (const type of ['change', 'visibilitychange'])
    page.addEventListener(type, lookAnew, { passive: true, signal: end });
  onNavigation(view, lookAnew, end);
  end.addEventListener(
    'abort',
    () => {
      clearTimeout(timer);
      observer.disconnect();
      watched.leave();
    },
    { once: true },
  );
  observe(page.documentElement);
  lookAt(Date.now());
  return {
    lookSoon,
    lookNow() {
      acting = undefined;
      begunAt = undefined;
      lookAt(Date.now());
    },
    withMemory(run) {
      forgetChanges();
      return memory.look(run);
    },
  };
}
