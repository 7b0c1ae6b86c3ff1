import { forgetChanged } from '../page-model/snapshot';
import { ScanCache } from '../page-model/scan-cache';
import { onNavigation } from './notice-tab';
import { afterFrame, afterTheUrgent, SLICE } from './tasks';
import { WATCHED_ATTRIBUTES } from './watched-attributes';

/** Shortest and longest pause between two scans of a page that keeps changing, in ms. Chosen, not measured. */
const PAUSE = { shortest: 30, longest: 1_000 };
/** Scans take this part of the time at most. Chosen, not measured. */
const SHARE_OF_TIME = 1 / 10;

/**
 * Even if nothing changes, the page is scanned again after this time (ms), so that an orphaned script ends before long.
 * A row that a style sheet hides without any change of the page may count as visible for that long. Chosen,
 * not measured.
 */
const LONGEST_REST = 30_000;

/**
 * What is put into the page, step by step. After a `frame` the next step had better wait until the page has been
 * painted: only then can it ask where things are without a layout of its own.
 */
export type RenderSteps<Result> = Generator<'frame' | undefined, Result>;

/** What happens on a watched page. */
export interface PageHandlers<Scan> {
  /** Whether the extension that this script belongs to is still there; if not, the signal is aborted by then. */
  isAlive(): boolean;
  /** Cheap: whether the page is worth a scan. */
  mayBeTab(): boolean;
  /** Reads the page as it is `now` (ms), and changes nothing: if it takes long, it is cut off and started again. */
  read(now: number): Scan;
  /**
   * Shows what a scan has read, step by step, and returns when (ms) to scan again if nothing changes. If the page
   * changes meanwhile, the steps are abandoned, and the next scan starts new ones.
   */
  render(scan: Scan): RenderSteps<number>;
  /** The page is not worth a scan any more, or the extension is gone. */
  leave(): void;
}

/**
 * - `idle`: nothing is scheduled, after a scan has failed. The next change starts another.
 * - `paused`: the timer starts the next scan at `until` (ms).
 * - `due`: a scan is on, and begins with the next slice, since the page has changed or the pause is over.
 * - `reading`: a scan is on, of the page as it was `now` (ms).
 * - `rendering`: what was read shows the page's present state, and is not rendered yet. The next step may wait for a
 *   task of its own or for a frame.
 */
type State =
  | { kind: 'idle' | 'due'; waitsFor?: never }
  | { kind: 'paused'; until: number; timer: ReturnType<typeof setTimeout>; waitsFor?: never }
  | { kind: 'reading'; now: number; waitsFor?: never }
  | Rendering;

interface Rendering {
  kind: 'rendering';
  steps: RenderSteps<number>;
  waitsFor?: 'task' | 'frame' | undefined;
}

const IDLE = { kind: 'idle' } as const;
const DUE = { kind: 'due' } as const;

/**
 * Watches a page that may be the tab until it cannot be it any more, or `signal` is aborted. No change is missed; scans
 * are spaced out so that they never take more than a tenth of the time, and a long one is cut into slices.
 */
export class PageWatch<Scan> {
  readonly #page: Document;
  readonly #handlers: PageHandlers<Scan>;
  readonly #visit = new AbortController();
  readonly #end: AbortSignal;
  readonly #observer: MutationObserver;
  readonly #memory: ScanCache;
  #state: State = IDLE;
  /** For when (ms) a scan was asked for while another one was on. */
  #askedFor = Infinity;
  #pause = PAUSE.shortest;
  /** How long (ms) the scan that is on has taken so far. */
  #cost = 0;
  #isFirst = true;
  /**
   * Whether the scan that is on was put off. Once is enough: a page that changes before every task would never be
   * scanned.
   */
  #hasWaited = false;
  /** Whether the page has changed while rendering waited, so that it waits no more. */
  #isOverdue = false;
  /** When (ms) all rows were last asked whether they are visible. */
  #visibleAt = Date.now();

  constructor(page: Document, handlers: PageHandlers<Scan>, signal: AbortSignal) {
    this.#page = page;
    this.#handlers = handlers;
    this.#end = AbortSignal.any([signal, this.#visit.signal]);
    const view = page.defaultView as Window & typeof globalThis;
    this.#observer = new view.MutationObserver((records) => this.#onChanges(records));
    const observe = (part: Node): void =>
      this.#observer.observe(part, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
        attributeFilter: WATCHED_ATTRIBUTES,
      });
    this.#memory = new ScanCache(observe);
    // These change no node, but may show or hide some.
    const scanAllVisible = (): void => {
      this.#memory.forgetVisible();
      this.requestScan();
    };
    for (const type of ['change', 'visibilitychange'])
      page.addEventListener(type, scanAllVisible, { passive: true, signal: this.#end });
    onNavigation(view, scanAllVisible, this.#end);
    this.#end.addEventListener('abort', () => this.#leave(), { once: true });
    observe(page.documentElement);
    this.#scanAt(Date.now());
  }

  /** Asks for a scan though nothing on the page has changed. */
  requestScan(): void {
    this.#scanAt(Date.now() + this.#pause);
  }

  /** The same, without a pause. */
  requestScanNow(): void {
    this.#restart();
    this.#scanAt(Date.now());
  }

  /** Runs something that reads the page between two scans, with all that these remember of it. */
  withCache<Result>(run: () => Result): Result {
    this.#takeChanges();
    return this.#memory.scan(run);
  }

  #leave(): void {
    if (this.#state.kind === 'paused') clearTimeout(this.#state.timer);
    this.#observer.disconnect();
    this.#handlers.leave();
  }

  /** What is asked for during a scan is scanned after it. */
  #scanAt(instant: number): void {
    const state = this.#state;
    if (state.kind === 'paused') {
      if (instant >= state.until) return;
      clearTimeout(state.timer);
    } else if (state.kind !== 'idle') {
      this.#askedFor = Math.min(this.#askedFor, instant);
      return;
    }
    if (this.#end.aborted) return;
    const timer = setTimeout(() => {
      this.#state = DUE;
      this.#runSlice();
    }, instant - Date.now());
    this.#state = { kind: 'paused', until: instant, timer };
  }

  /** The scan that is on, if any, begins again. */
  #restart(): void {
    if (this.#state.kind === 'reading' || this.#state.kind === 'rendering') this.#state = DUE;
  }

  #onChanges(records: readonly MutationRecord[]): void {
    this.#isOverdue ||= this.#state.waitsFor !== undefined;
    this.#restart();
    forgetChanged(this.#memory, records);
    this.requestScan();
  }

  /** Handles the changes that the observer has not reported yet. */
  #takeChanges(): void {
    const changes = this.#observer.takeRecords();
    if (changes.length > 0) this.#onChanges(changes);
  }

  /** The next slice runs once the browser has done what is more urgent. */
  #scheduleSlice(): void {
    const schedule = this.#state.waitsFor === 'frame' ? afterFrame : afterTheUrgent;
    schedule(this.#page, this.#runSlice);
  }

  readonly #runSlice = (): void => {
    if (this.#end.aborted || !this.#handlers.isAlive()) return;
    try {
      this.#advance();
    } catch (error) {
      // The next change has the page scanned again, from the beginning.
      this.#state = IDLE;
      throw error;
    }
  };

  #advance(): void {
    const start = performance.now();
    this.#takeChanges();
    if (this.#state.kind === 'due' && !this.#begin()) return;
    const next = this.#putsOff(start) ? undefined : this.#continue();
    this.#cost += performance.now() - start;
    if (next === undefined) this.#scheduleSlice();
    else this.#finish(next);
  }

  /** Begins a scan; returns whether the page is worth it. While nothing changes, later slices need not ask again. */
  #begin(): boolean {
    this.#askedFor = Infinity;
    this.#state = { kind: 'reading', now: Date.now() };
    if (this.#handlers.mayBeTab()) return true;
    this.#visit.abort();
    return false;
  }

  /** Functions that are called for the first time take long: the first scan begins in a task of its own, too. */
  #putsOff(start: number): boolean {
    if (this.#hasWaited || !(this.#isFirst || performance.now() - start > SLICE)) return false;
    this.#hasWaited = true;
    if (this.#isFirst) this.#memory.warmUpThrow();
    return true;
  }

  /** Reads or renders for a slice. Returns when (ms) to scan again, or `undefined` if there is more to do now. */
  #continue(): number | undefined {
    const rendering = this.#state.kind === 'reading' ? this.#read(this.#state.now) : (this.#state as Rendering);
    if (!rendering) return undefined;
    const next = this.#memory.scan(() => this.#renderUntil(rendering, performance.now() + SLICE));
    // These changes were our own.
    this.#observer.takeRecords();
    if (next !== undefined) this.#isOverdue = false;
    return next;
  }

  /** Reads for a slice. Returns what is to be rendered in the rest of it. */
  #read(now: number): Rendering | undefined {
    const start = performance.now();
    if (now - this.#visibleAt >= LONGEST_REST) {
      this.#memory.forgetVisible();
      this.#visibleAt = now;
    }
    const scan = this.#memory.scan(() => this.#handlers.read(now), SLICE);
    if (!scan) return undefined;
    const rendering: Rendering = { kind: 'rendering', steps: this.#handlers.render(scan) };
    this.#state = rendering;
    // If reading took the slice, rendering gets a task of its own.
    if (this.#isOverdue || performance.now() - start <= SLICE) return rendering;
    rendering.waitsFor = 'task';
    return undefined;
  }

  /** Renders until `end` (ms of the page's clock), or until a step awaits a frame. */
  #renderUntil(rendering: Rendering, end: number): number | undefined {
    do {
      rendering.waitsFor = undefined;
      const { done, value } = rendering.steps.next();
      if (done) return value;
      if (value === 'frame' && !this.#isOverdue) rendering.waitsFor = 'frame';
    } while (performance.now() < end && !rendering.waitsFor);
    return undefined;
  }

  #finish(next: number): void {
    // The first scan reads the whole page, and says nothing of how long the next ones take.
    const pause = this.#isFirst ? PAUSE.shortest : this.#cost / SHARE_OF_TIME;
    this.#pause = Math.min(PAUSE.longest, Math.max(PAUSE.shortest, pause));
    this.#isFirst = false;
    this.#hasWaited = false;
    this.#cost = 0;
    this.#state = IDLE;
    const now = Date.now();
    this.#scanAt(Math.max(Math.min(next, this.#askedFor, now + LONGEST_REST), now + this.#pause));
  }
}
