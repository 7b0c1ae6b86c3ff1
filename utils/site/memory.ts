/*
 * What was read of a page, so that the next look reads only what has changed since. A look is one synchronous pass over
 * the page, so it never mixes two states of it; one that finds too much that is new gives up, and is begun again in a
 * later task, which finds all that was read so far.
 */

/** What was read of the part of a page that is within an element. */
export interface Digest {
  /** All else that was made of it, by what asked for it. */
  facts?: Map<string, unknown>;
}

/** A look has taken as long as it may. */
class OutOfTime extends Error {}

/** How many pieces of work go between two questions for the time. */
const WORK_BETWEEN = 16;

/** What was read of one page. What has changed has to be {@link Memory.forget forgotten}. */
export class Memory<Kept extends Digest = Digest> {
  #lasting = new WeakMap<Element, Kept>();
  /** What may change without a notice, such as a field's value: it is kept for one look. */
  #passing = new WeakMap<Element, Kept>();
  #endsAt = Infinity;
  #slice = Infinity;
  #startedAt = 0;
  #work = 0;

  /** `onDeepPart` is told of what has to be watched for change on its own: shadow roots, and documents in frames. */
  constructor(readonly onDeepPart?: (part: Node) => void) {}

  get(element: Element): Kept | undefined {
    return this.#lasting.get(element) ?? this.#passing.get(element);
  }

  keep(element: Element, digest: Kept, isPassing: boolean): void {
    (isPassing ? this.#passing : this.#lasting).set(element, digest);
  }

  /** Has what was read of an element read again; the elements around it need a call of their own. */
  forget(element: Element): void {
    this.#lasting.delete(element);
  }

  forgetAll(): void {
    this.#lasting = new WeakMap();
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
    this.#passing = new WeakMap();
    this.#slice = slice;
    this.#startedAt = performance.now();
    this.#endsAt = Infinity;
    this.#work = 0;
    try {
      return run();
    } catch (error) {
      if (error instanceof OutOfTime) return undefined;
      throw error;
    } finally {
      current = before;
    }
  }

  /**
   * Is called before each piece of work. The time counts from the first one on, so that every look gets further; and it
   * is at least as long as it took to get there, so that at most half of all is done again.
   */
  spend(): void {
    if (this.#slice === Infinity || this.#work++ % WORK_BETWEEN > 0) return;
    const now = performance.now();
    if (this.#endsAt === Infinity) this.#endsAt = now + Math.max(this.#slice, now - this.#startedAt);
    else if (now > this.#endsAt) throw new OutOfTime();
  }
}

/** How many texts are remembered; a page that prints more is not the tab. */
const MOST_TEXTS = 10_000;

/** A function of a text that remembers its results: pages print the same few texts over and over, and redraw them. */
export function byText<Result>(read: (text: string) => Result): (text: string) => Result {
  const results = new Map<string, Result>();
  return (text) => {
    if (results.has(text)) return results.get(text) as Result;
    if (results.size >= MOST_TEXTS) results.clear();
    const result = read(text);
    results.set(text, result);
    return result;
  };
}

let current: Memory<never> | undefined;

/** The memory of the look that is on; `undefined` outside of looks, where nothing is remembered. */
export function currentMemory<Kept extends Digest>(): Memory<Kept> | undefined {
  return current as Memory<Kept> | undefined;
}
