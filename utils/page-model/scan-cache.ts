/*
 * Results of scans of a page, so that the next scan reads only what has changed since. A scan is one synchronous pass
 * over the page, so it never mixes two states of it. If it finds too much that is new, it is cut off and starts again
 * in a later task, which finds all results so far, down to unfinished steps.
 */

/** The results for the part of a page within an element. */
export interface CachedPart {
  /** All other results for it: at most a handful each, for thousands of elements. */
  memo?: MemoEntry;
}

/** A memo, by the name of the function that made it. */
export interface MemoEntry {
  name: string;
  value: unknown;
  next: MemoEntry | undefined;
}

let current: ScanCache<never> | undefined;

/** Thrown when a scan has used up its slice. It is no error, and needs no stack. */
const OUT_OF_TIME = Symbol('out of time');

/**
 * The pieces of work between two checks of the clock, unless so many took longer than this part of a slice. To check
 * before each was tried and did not help (docs/performance.md); the numbers are chosen, not measured.
 */
const WORK_BETWEEN = 8;
const LONG_WORK = 1 / 4;

/** The results of scans of one page. Changes have to be {@link ScanCache.forget forgotten}. */
export class ScanCache<Kept extends CachedPart = CachedPart> {
  #lasting = new WeakMap<Element, Kept>();
  /**
   * Results that may change without a mutation, such as a field's value: they are kept for one scan, however often it
   * is cut off.
   */
  #volatile = new WeakMap<Element, Kept>();
  /** Unfinished work of a scan that was cut off, and its finished parts. */
  #begun = new Map<object, unknown>();
  #parts = new Map<string, unknown>();
  #isCutOff = false;
  /** Elements that are known to be visible. */
  #visible = new WeakSet<Element>();
  #endsAt = Infinity;
  #slice = Infinity;
  #startedAt = 0;
  /** The pieces of work left before the next check of the clock, and the time of the last one. */
  #work = 0;
  #askedAt = 0;
  /** Something unreadable was left out at least once: from then on the page's lists are partial. */
  hasLeftOut = false;
  /** The current scan has kept a result that the ones before it had not. */
  #isFurther = false;

  /** `onDeepPart` gets the roots that need a mutation observer of their own: shadow roots, and documents in frames. */
  constructor(readonly onDeepPart?: (part: Node) => void) {}

  get(element: Element): Kept | undefined {
    return this.#lasting.get(element) ?? this.#volatile.get(element);
  }

  keep(element: Element, digest: Kept, isVolatile: boolean): void {
    (isVolatile ? this.#volatile : this.#lasting).set(element, digest);
    this.markProgress();
  }

  /** Forgets what was read of an element. Call it for each ancestor too. */
  forget(element: Element): void {
    this.#lasting.delete(element);
    this.#visible.delete(element);
    this.#isCutOff = false;
  }

  /** Runs a piece of work on a subject in steps: after a cut-off, `run` is called with the same `work` again. */
  inSteps<Work, Result>(subject: object, begin: () => Work, run: (work: Work) => Result): Result {
    let work = this.#begun.get(subject) as Work | undefined;
    if (!work) this.#begun.set(subject, (work = begin()));
    const result = run(work);
    this.#begun.delete(subject);
    return result;
  }

  /** Runs a part of a scan once, however often the scan is cut off. */
  part<Result>(name: string, run: () => Result): Result {
    if (!this.#parts.has(name)) {
      this.checkBudgetNow();
      this.#parts.set(name, run());
      this.markProgress();
    }
    return this.#parts.get(name) as Result;
  }

  /**
   * Whether an element can be seen. For a long list this costs the browser more than everything else, so a yes is kept
   * until it may have become a no.
   */
  canBeSeen(element: Element, ask: (element: Element) => boolean): boolean {
    if (this.#visible.has(element)) return true;
    this.checkBudget();
    const isVisible = ask(element);
    if (isVisible) {
      this.#visible.add(element);
      this.markProgress();
    }
    return isVisible;
  }

  /** Records that a result is kept, which the next scan need not compute again. */
  markProgress(): void {
    this.#isFurther = true;
  }

  /** Discards every kept visibility answer. */
  forgetVisible(): void {
    this.#visible = new WeakSet();
  }

  /**
   * Runs a scan. With a `slice` it may spend so long (ms) on what is new; if that is not enough, the result is
   * `undefined`, the results so far are kept, and the caller has to start the scan again.
   */
  scan<Result>(run: () => Result): Result;
  scan<Result>(run: () => Result, slice: number): Result | undefined;
  scan<Result>(run: () => Result, slice = Infinity): Result | undefined {
    const before = current;
    current = this as never;
    if (!this.#isCutOff) this.#begin();
    this.#slice = slice;
    this.#startedAt = performance.now();
    this.#endsAt = Infinity;
    this.#work = 0;
    this.#askedAt = this.#startedAt;
    this.#isFurther = false;
    this.#isCutOff = false;
    try {
      return run();
    } catch (error) {
      if (error !== OUT_OF_TIME) throw error;
      this.#isCutOff = true;
      return undefined;
    } finally {
      current = before;
    }
  }

  /** Throws once on purpose: the first throw takes a browser 1 to 2 ms. */
  warmUpThrow(): void {
    this.scan(() => {
      throw OUT_OF_TIME;
    });
  }

  #begin(): void {
    this.#volatile = new WeakMap();
    this.#begun.clear();
    this.#parts.clear();
  }

  /**
   * Call it before each piece of work. The time counts from the first call on, and is at least half as long as it took
   * to get there, so that at most two thirds of the work is repeated. A scan is cut off only if it got further than the
   * one before it, so that it finishes however slow the computer is.
   */
  checkBudget(): void {
    if (this.#slice === Infinity || this.#work-- > 0) return;
    this.checkBudgetNow();
  }

  /** The same before a piece of work that is known to take long. */
  checkBudgetNow(): void {
    if (this.#slice === Infinity) return;
    const now = performance.now();
    // A first call of a function is slow, and mostly makes other first calls that are slow.
    this.#work = now - this.#askedAt > this.#slice * LONG_WORK ? 0 : WORK_BETWEEN - 1;
    this.#askedAt = now;
    if (this.#endsAt === Infinity) this.#endsAt = now + Math.max(this.#slice, (now - this.#startedAt) / 2);
    else if (now > this.#endsAt && this.#isFurther) throw OUT_OF_TIME;
  }
}

/** Records that an error left something out; rethrows if the scan was cut off. */
export function leaveOut(error?: unknown): false {
  if (error === OUT_OF_TIME) throw error;
  if (current) current.hasLeftOut = true;
  return false;
}

/** The result of `read`; `undefined` if it throws. A page can hold what nobody foresaw: only that is left out. */
export function orLeftOut<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    leaveOut(error);
    return undefined;
  }
}

/** Runs a part of the current scan once, however often the scan is cut off. */
export function scanPart<Result>(name: string, run: () => Result): Result {
  return current ? current.part(name, run) : run();
}

/** Maps the items. A scan that was cut off goes on with the item that it reached, if it has the same list again. */
export function eachInSteps<Item, Made>(items: readonly Item[], make: (item: Item) => Made): Made[] {
  if (!current) return items.map(make);
  const memory = current;
  return memory.inSteps(
    items,
    () => [] as Made[],
    (made) => {
      while (made.length < items.length) {
        memory.checkBudget();
        made.push(make(items[made.length]!));
        memory.markProgress();
      }
      return made;
    },
  );
}

/**
 * Call it before something that is slow the first time, though it reads no element: the results until then are kept.
 */
export function yieldPoint(): void {
  current?.checkBudgetNow();
  current?.markProgress();
}

/**
 * The most texts that are memoized, and the longest (in characters): a page that prints more is not the tab. Chosen,
 * not measured.
 */
const MOST_TEXTS = 10_000;
const LONGEST_TEXT = 300;

/** Memoizes a function of a text: pages print the same few texts over and over, and render them again. */
export function byText<Result>(read: (text: string) => Result): (text: string) => Result {
  const results = new Map<string, Result>();
  return (text) => {
    if (text.length > LONGEST_TEXT) return read(text);
    if (results.has(text)) return results.get(text) as Result;
    if (results.size >= MOST_TEXTS) results.clear();
    const result = read(text);
    results.set(text, result);
    return result;
  };
}

/** The cache of the current scan; `undefined` outside of scans, where nothing is kept. */
export function activeScan<Kept extends CachedPart>(): ScanCache<Kept> | undefined {
  return current as ScanCache<Kept> | undefined;
}
