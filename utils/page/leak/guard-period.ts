import type { ApiKeysTab } from '../../site/tab';
import type { LeakGuard } from './leak-guard';

/** The guard stays on for this time (ms) when the page is not the tab any more, unless its address changes. */
const GUARD_OUTLASTS = 1_000;

/**
 * Turns the leak guard on and off. While the list reloads the page still shows the tab, and a page that redraws itself
 * may show nothing for a moment.
 */
export class GuardPeriod {
  readonly #page: Document;
  readonly #guard: LeakGuard;
  /** Since when (ms) the page has not been the tab, while the guard is still on. */
  #goneSince: number | undefined;
  #guardedUrl = '';

  constructor(page: Document, guard: LeakGuard) {
    this.#page = page;
    this.#guard = guard;
  }

  /** When (ms) to follow the page again though it has not changed. */
  get end(): number {
    return this.#goneSince === undefined ? Infinity : this.#goneSince + GUARD_OUTLASTS;
  }

  follow(tab: ApiKeysTab | undefined, now: number): void {
    if (tab?.isCertain) {
      this.#guard.start();
      this.#guardedUrl = this.#page.URL;
    }
    this.#goneSince = tab ? undefined : (this.#goneSince ?? now);
    if (this.#goneSince === undefined) return;
    if (this.#page.URL !== this.#guardedUrl || now - this.#goneSince >= GUARD_OUTLASTS) this.stop();
  }

  stop(): void {
    this.#goneSince = undefined;
    this.#guard.stop();
  }
}
