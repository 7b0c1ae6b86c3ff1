/**
 * A page may respond to each form with another layout, for ever: so many questions may be put within this time (ms).
 * Chosen, not measured.
 */
const MOST_QUESTIONS = 10;
const QUESTIONS_COUNT_FOR = 10_000;
/**
 * A person who drags the edge of a column changes the room in each frame: the question is put at once, not again for
 * this time (ms), and once the room has rested for the shorter time (ms). Chosen, not measured.
 */
const BETWEEN_QUESTIONS = 2_000;
const REST = 200;
/** A smaller change of a size (px) is none. Chosen, not measured. */
const LEAST_CHANGE = 1;

export interface RoomHandlers {
  /** What the room depends on: the page, and then the parts around the badges. */
  parts(): readonly Element[];
  /** Whether the badges are shown, so that sizes say something of their room. */
  isShown(): boolean;
  /** The window or a part around a badge has another size. */
  onChange(changed: 'window' | 'part'): void;
  /** Nothing that is watched has another size, but something else may have. */
  onNoChange(): void;
}

/** Watches the room that badges have, and says when to ask again which form fits. */
export class RoomWatch {
  readonly #handlers: RoomHandlers;
  /** The sizes that the room depends on, as they were at the last question. */
  #sizes: readonly number[] | undefined;
  /** When (ms) the last questions were put. */
  #askedAt: readonly number[] = [];
  #rest: ReturnType<typeof setTimeout> | undefined;
  #observer: ResizeObserver | undefined;

  constructor(handlers: RoomHandlers) {
    this.#handlers = handlers;
  }

  /** Watches the parts as they are now, and none of those before. */
  start(): void {
    this.#observer ??= new ResizeObserver(() => this.#onResize());
    this.#observer.disconnect();
    this.#sizes = undefined;
    for (const part of this.#handlers.parts()) this.#observer.observe(part);
  }

  /** Compares later sizes with those of now, and not with those at the observer's first call. */
  remember(): void {
    this.#sizes = this.#sizesNow();
  }

  /** Whether the question may be put once more, which counts. */
  mayAsk(): boolean {
    const now = Date.now();
    this.#askedAt = [...this.#askedAt.filter((askedAt) => now - askedAt < QUESTIONS_COUNT_FOR), now];
    return this.#askedAt.length <= MOST_QUESTIONS;
  }

  clear(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    clearTimeout(this.#rest);
    this.#askedAt = [];
  }

  #onResize(): void {
    clearTimeout(this.#rest);
    const isJustAsked = Date.now() - (this.#askedAt.at(-1) ?? 0) < BETWEEN_QUESTIONS;
    if (!this.#change()) this.#handlers.onNoChange();
    else if (!isJustAsked) this.#report();
    else this.#rest = setTimeout(() => this.#report(), REST);
  }

  #report(): void {
    const changed = this.#change();
    if (changed && this.mayAsk()) this.#handlers.onChange(changed);
  }

  /** What has another size than at the last question. */
  #change(): 'window' | 'part' | undefined {
    if (!this.#handlers.isShown()) return undefined;
    const sizes = this.#sizesNow();
    // After the first badges, the observer's first call comes with the first frame, before anything has changed.
    if (this.#sizes?.length !== sizes.length) this.#sizes = sizes;
    const changed = sizes.findIndex((size, index) => Math.abs(size - this.#sizes![index]!) > LEAST_CHANGE);
    if (changed < 0) return undefined;
    return changed < 2 ? 'window' : 'part';
  }

  #sizesNow(): number[] {
    return this.#handlers.parts().flatMap((part) => [part.clientWidth, part.clientHeight]);
  }
}
