/*
 * What was read of a page, so that the next look reads only what has changed since. A look is one synchronous pass over
 * the page, so it never mixes two states of it; one that finds too much that is new gives up, and is begun again in a
 * later task, which finds all that was read so far, down to what was half done.
 */

/** What was read of the part of a page that is within an element. */
export interface CachedPart {
  /** All else that was made of it: there are a handful at most, of thousands of elements. */
  memo?: MemoEntry;
}

/** Something that was made of what was read, by the name of what asked for it. */
export interface MemoEntry {
  name: string;
  value: unknown;
  next: MemoEntry | undefined;
}

let current: ScanCache<never> | undefined;

/** A look has taken as long as it may. It is no error, and has no use for a stack. */
const OUT_OF_TIME = Symbol('out of time');

/** How many pieces of work go between two questions for the time, unless so many took longer than this part of a slice. */
const WORK_BETWEEN = 8;
const LONG_WORK = 1 / 4;

/** What was read of one page. What has changed has to be {@link ScanCache.forget forgotten}. */
export class ScanCache<Kept extends CachedPart = CachedPart> {
  #lasting = new WeakMap<Element, Kept>();
  /** What may change without a notice, such as a field's value: it is kept for one look, however often that is cut off. */
  #volatile = new WeakMap<Element, Kept>();
  /** What a look that was cut off has in hand, and the parts of it that are done. */
  #begun = new Map<object, unknown>();
  #parts = new Map<string, unknown>();
  #isCutOff = false;
  /** The elements that can be seen, as far as was asked. */
  #visible = new WeakSet<Element>();
  #endsAt = Infinity;
  #slice = Infinity;
  #startedAt = 0;
  /** How many pieces of work are left before the next question for the time, and when the last one was. */
  #work = 0;
  #askedAt = 0;
  /** Whether something was ever left out that could not be read: from then on nothing says what the page lacks. */
  hasLeftOut = false;
  /** Whether the look that is on has remembered something that the ones before it had not. */
  #isFurther = false;

  /** `onDeepPart` is told of what has to be watched for change on its own: shadow roots, and documents in frames. */
  constructor(readonly onDeepPart?: (part: Node) => void) {}

  get(element: Element): Kept | undefined {
    return this.#lasting.get(element) ?? this.#volatile.get(element);
  }

  keep(element: Element, digest: Kept, isVolatile: boolean): void {
    (isVolatile ? this.#volatile : this.#lasting).set(element, digest);
    this.markProgress();
  }

  /** Has what was read of an element read again; the elements around it need a call of their own. */
  forget(element: Element): void {
    this.#lasting.delete(element);
    this.#visible.delete(element);
    this.#isCutOff = false;
  }

  /** Has `run` do a piece of work on something in steps: where the look is cut off, it is called with the same `work` again. */
  inSteps<Work, Result>(subject: object, begin: () => Work, run: (work: Work) => Result): Result {
    let work = this.#begun.get(subject) as Work | undefined;
    if (!work) this.#begun.set(subject, (work = begin()));
    const result = run(work);
    this.#begun.delete(subject);
    return result;
  }

  /** Does a part of a look, once, however often that is cut off. */
  part<Result>(name: string, run: () => Result): Result {
    if (!this.#parts.has(name)) {
      this.checkBudgetNow();
      this.#parts.set(name, run());
      this.markProgress();
    }
    return this.#parts.get(name) as Result;
  }

  /**
   * Whether an element can be seen. That takes the browser longer than all else that is asked of a long list, so that a
   * yes is remembered, until it may have become a no.
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

  /** Is told that something is remembered, which the next look does not do again. */
  markProgress(): void {
    this.#isFurther = true;
  }

  /** Has it asked anew of all elements whether they can be seen. */
  forgetVisible(): void {
    this.#visible = new WeakSet();
  }

  /**
   * Runs a look. With a `slice` it may spend so long (ms) on what is new; where that is not enough the result is
   * `undefined`, what was read so far is remembered, and the look is to be begun again.
   */
  look<Result>(run: () => Result): Result;
  look<Result>(run: () => Result, slice: number): Result | undefined;
  look<Result>(run: () => Result, slice = Infinity): Result | undefined {
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

  /** Gives up once: the first time that something is thrown takes a browser 1 to 2 ms. */
  warmUpThrow(): void {
    this.look(() => {
      throw OUT_OF_TIME;
    });
  }

  #begin(): void {
    this.#volatile = new WeakMap();
    this.#begun.clear();
    this.#parts.clear();
  }

  /**
   * Is called before each piece of work. The time counts from the first one on, and is at least half as long as it took
   * to get there, so that no more than two thirds of all are done again; and no look is cut off that got no further than
   * the one before it, so that there is an end to them however slow the computer is.
   */
  checkBudget(): void {
    if (this.#slice === Infinity || this.#work-- > 0) return;
    this.checkBudgetNow();
  }

  /** The same before a piece of work that is known to take long. */
  checkBudgetNow(): void {
    if (this.#slice === Infinity) return;
    const now = performance.now();
    // What is called for the first time takes long, and mostly calls for the first time what takes long.
    this.#work = now - this.#askedAt > this.#slice * LONG_WORK ? 0 : WORK_BETWEEN - 1;
    this.#askedAt = now;
    if (this.#endsAt === Infinity) this.#endsAt = now + Math.max(this.#slice, (now - this.#startedAt) / 2);
    else if (now > this.#endsAt && this.#isFurther) throw OUT_OF_TIME;
  }
}

/** Notes that something is left out of what is read, for an error over it, unless a look is cut off by that. */
export function leaveOut(error?: unknown): false {
  if (error === OUT_OF_TIME) throw error;
  if (current) current.hasLeftOut = true;
  return false;
}

/**
 * What `read` makes of one thing of the page; `undefined` where that throws. A page can hold what nobody thought of: it
 * is left out alone, and all else is read.
 */
export function orLeftOut<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    leaveOut(error);
    return undefined;
  }
}

/** Does a part of the look that is on, once, however often that is cut off. */
export function scanPart<Result>(name: string, run: () => Result): Result {
  return current ? current.part(name, run) : run();
}

/**
 * What `make` makes of each of the items. A look that was cut off goes on with the item that it came to, if it has the
 * same list of them again.
 */
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

/** Is called before something that takes long the first time, though no element is read for it: what was found by then is found again. */
export function yieldPoint(): void {
  current?.checkBudgetNow();
  current?.markProgress();
}

/** How many texts are remembered, and how long each may be (signs): a page that prints more is not the tab. */
const MOST_TEXTS = 10_000;
const LONGEST_TEXT = 300;

/** A function of a text that remembers its results: pages print the same few texts over and over, and redraw them. */
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

/** The memory of the look that is on; `undefined` outside of looks, where nothing is remembered. */
export function activeScan<Kept extends CachedPart>(): ScanCache<Kept> | undefined {
  return current as ScanCache<Kept> | undefined;
}
