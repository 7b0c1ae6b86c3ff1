import { PageSnapshot } from '../page-model/page-snapshot';
import type { ReadingSteps } from '../page-model/steps';
import type { PageHandlers, RenderSteps } from './page-handlers';
import { onNavigation } from './notice-tab';
import { Pace } from './pace';
import { afterFrame, afterTheUrgent, SLICE } from './tasks';
import { WATCHED_ATTRIBUTES } from './watched-attributes';

/**
 * Even if nothing changes, the page is scanned again after this time (ms), so that an orphaned script ends before long.
 * A row that only a style sheet hides may count as visible for that long. Chosen, not measured.
 */
const LONGEST_REST = 30_000;

/**
 * - `idle`: nothing is scheduled, after a scan has failed. The next change starts another.
 * - `paused`: the timer starts the next scan at `until` (ms).
 * - `due`: a scan is on, and begins with the next slice, because the page has changed or the pause is over.
 * - `reading`: a scan is on. The next step may wait until a part of the reader is loaded.
 * - `rendering`: what was read shows the page's present state, and is not rendered yet. The next step may wait for a
 *   task of its own or for a frame.
 */
type State<Scan> =
  | { kind: 'idle' | 'due'; waitsFor?: never }
  | { kind: 'paused'; until: number; timer: ReturnType<typeof setTimeout>; waitsFor?: never }
  | Reading<Scan>
  | Rendering;

interface Reading<Scan> {
  kind: 'reading';
  steps: ReadingSteps<Scan>;
  waitsFor?: Promise<unknown> | undefined;
}

interface Rendering {
  kind: 'rendering';
  steps: RenderSteps<number>;
  waitsFor?: 'task' | 'frame' | undefined;
}

const IDLE = { kind: 'idle' } as const;
const DUE = { kind: 'due' } as const;

/**
 * A page that changes before each task would never be read to the end. So a scan that begins again gets slices that are
 * this many times as long, up to the longest (ms).
 */
const PATIENCE = 2;
const LONGEST_SLICE = 16;

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
  readonly #snapshot: PageSnapshot;
  #state: State<Scan> = IDLE;
  /** The instant (ms) for which a scan was asked while another one was on. */
  #askedFor = Infinity;
  readonly #pace = new Pace();
  #slice = SLICE;
  #isInSlice = false;
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
    this.#snapshot = new PageSnapshot(page, observe, handlers.rootOf);
    // These change no node, but may show or hide some.
    const scanAllVisible = (): void => {
      this.#snapshot.forgetVisible();
      this.requestScan();
    };
    for (const type of ['change', 'visibilitychange'])
      page.addEventListener(type, scanAllVisible, { passive: true, signal: this.#end });
    onNavigation(view, scanAllVisible, this.#end);
    this.#end.addEventListener('abort', () => this.#leave(), { once: true });
    observe(page.documentElement);
    this.#scanAt(Date.now());
  }

  /** Asks for a scan though nothing on the page has changed. A page that has been calm is scanned soon. */
  requestScan(): void {
    this.#scanAt(this.#pace.earliest(Date.now()));
  }

  /** The same, without a pause. */
  requestScanNow(): void {
    this.#restart();
    this.#scanAt(Date.now());
  }

  /** The page as it is now: what has changed since the last scan is read at once. */
  snapshot(): PageSnapshot {
    // While a scan is rendered, all changes are our own.
    if (!this.#isInSlice) {
      this.#takeChanges();
      this.#snapshot.update();
    }
    return this.#snapshot;
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
    if (this.#state.kind !== 'reading' && this.#state.kind !== 'rendering') return;
    this.#state = DUE;
    this.#slice = Math.min(LONGEST_SLICE, this.#slice * PATIENCE);
  }

  #onChanges(records: readonly MutationRecord[]): void {
    this.#isOverdue ||= this.#state.kind === 'rendering' && this.#state.waitsFor !== undefined;
    this.#restart();
    this.#snapshot.forgetChanged(records);
    this.requestScan();
    this.#handlers.onChanges?.(records);
  }

  /** Handles the changes that the observer has not reported yet. */
  #takeChanges(): void {
    const changes = this.#observer.takeRecords();
    if (changes.length > 0) this.#onChanges(changes);
  }

  /** The next slice runs once the browser has done what is more urgent. */
  #scheduleSlice(): void {
    const { waitsFor } = this.#state;
    if (typeof waitsFor === 'object') {
      waitsFor.then(this.#runSlice, this.#giveUp);
      return;
    }
    const schedule = waitsFor === 'frame' ? afterFrame : afterTheUrgent;
    schedule(this.#page, this.#runSlice);
  }

  readonly #runSlice = (): void => {
    if (this.#end.aborted || !this.#handlers.isAlive()) return;
    try {
      this.#advance();
    } catch (error) {
      this.#isInSlice = false;
      // The next change starts a scan from the beginning.
      this.#state = IDLE;
      throw error;
    }
  };

  /** The reader cannot go on, because its file is gone: unless that is an update, the next change tries again. */
  readonly #giveUp = (): void => {
    if (this.#handlers.isAlive()) this.#state = IDLE;
  };

  #advance(): void {
    const start = performance.now();
    this.#takeChanges();
    if (this.#state.kind === 'due' && !this.#begin()) return;
    this.#isInSlice = true;
    const next = this.#putsOff(start) ? undefined : this.#continue();
    this.#isInSlice = false;
    this.#cost += performance.now() - start;
    if (next === undefined) this.#scheduleSlice();
    else this.#finish(next);
  }

  /** Begins a scan; returns whether the page is worth it. While nothing changes, later slices need not ask again. */
  #begin(): boolean {
    this.#askedFor = Infinity;
    this.#state = { kind: 'reading', steps: this.#read(Date.now()) };
    if (this.#handlers.mayBeTab()) return true;
    this.#visit.abort();
    return false;
  }

  *#read(now: number): ReadingSteps<Scan> {
    if (now - this.#visibleAt >= LONGEST_REST) {
      this.#snapshot.forgetVisible();
      this.#visibleAt = now;
    }
    yield* this.#snapshot.updateInSteps();
    return yield* this.#handlers.read(this.#snapshot, now);
  }

  /** Functions that are called for the first time take long: the first scan begins in a task of its own, too. */
  #putsOff(start: number): boolean {
    if (this.#hasWaited || !(this.#isFirst || performance.now() - start > SLICE)) return false;
    this.#hasWaited = true;
    return true;
  }

  /** Reads or renders for a slice. Returns when (ms) to scan again, or `undefined` if there is more to do now. */
  #continue(): number | undefined {
    const end = performance.now() + this.#slice;
    const rendering = this.#state.kind === 'reading' ? this.#readUntil(end, this.#state) : (this.#state as Rendering);
    if (!rendering) return undefined;
    const next = this.#renderUntil(rendering, end);
    // These changes were our own.
    this.#observer.takeRecords();
    if (next !== undefined) this.#isOverdue = false;
    return next;
  }

  /**
   * Reads until `end` (ms of the page's clock), or until a step awaits a part of the reader. Returns what is to be
   * rendered in the rest of the slice.
   */
  #readUntil(end: number, reading: Reading<Scan>): Rendering | undefined {
    do {
      const { done, value } = reading.steps.next();
      if (done) return this.#beginRendering(value, end);
      reading.waitsFor = value;
    } while (performance.now() < end && !reading.waitsFor);
    return undefined;
  }

  #beginRendering(scan: Scan, end: number): Rendering | undefined {
    const rendering: Rendering = { kind: 'rendering', steps: this.#handlers.render(scan) };
    this.#state = rendering;
    // If reading took the slice, rendering gets a task of its own.
    if (this.#isOverdue || performance.now() < end) return rendering;
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
    const now = Date.now();
    // The first scan reads the whole page, and says nothing of how long the next ones take.
    this.#pace.rest(now, this.#isFirst ? 0 : this.#cost);
    this.#isFirst = this.#hasWaited = false;
    this.#slice = SLICE;
    this.#cost = 0;
    this.#state = IDLE;
    this.#scanAt(Math.max(Math.min(next, this.#askedFor, now + LONGEST_REST), this.#pace.earliest(now)));
  }
}
