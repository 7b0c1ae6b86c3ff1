import type { ApiKeysTab } from '../site/tab';
import { hasUnreadList } from '../site/unread-list';

/** A list that cannot be read for this time (ms) is not just loading. */
const UNREADABLE_AFTER = 4_000;

/** Notices that the page is the tab and shows a list that cannot be read. */
export class UnreadableList {
  readonly #page: Document;
  readonly #report: () => void;
  #state: { kind: 'none' } | { kind: 'seen'; since: number } | { kind: 'reported' } = { kind: 'none' };

  /** `report` is called once for each such list. */
  constructor(page: Document, report: () => void) {
    this.#page = page;
    this.#report = report;
  }

  /** Returns when (ms) to ask again. */
  follow(tab: ApiKeysTab | undefined, now: number): number {
    if (!tab?.isCertain || !tab.isWholePage || tab.list || !hasUnreadList(this.#page)) {
      this.clear();
      return Infinity;
    }
    if (this.#state.kind === 'none') this.#state = { kind: 'seen', since: now };
    if (this.#state.kind === 'reported') return Infinity;
    const due = this.#state.since + UNREADABLE_AFTER;
    if (now < due) return due;
    this.#state = { kind: 'reported' };
    this.#report();
    return Infinity;
  }

  clear(): void {
    this.#state = { kind: 'none' };
  }
}
