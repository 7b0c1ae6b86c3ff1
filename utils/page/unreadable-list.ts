import type { ApiKeysTab } from '../site/tab';
import { hasUnreadList } from '../site/unread-list';

/** A list that cannot be read for this time (ms) is not just loading. */
const UNREADABLE_AFTER = 4_000;

/** Notices that the page is the tab and shows a list that cannot be read. */
export interface UnreadableList {
  /** Returns when (ms) to ask again. */
  follow(tab: ApiKeysTab | undefined, now: number): number;
  clear(): void;
}

/** `report` is called once for each such list. */
export function unreadableList(page: Document, report: () => void): UnreadableList {
  /** Since when (ms) it has been there. */
  let seen: number | 'reported' | undefined;
  return {
    follow(tab, now) {
      if (!tab?.isCertain || !tab.isWholePage || tab.list || !hasUnreadList(page)) {
        seen = undefined;
        return Infinity;
      }
      seen ??= now;
      if (seen === 'reported') return Infinity;
      if (now - seen < UNREADABLE_AFTER) return seen + UNREADABLE_AFTER;
      seen = 'reported';
      report();
      return Infinity;
    },
    clear() {
      seen = undefined;
    },
  };
}
