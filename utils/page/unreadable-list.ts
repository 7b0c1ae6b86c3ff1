import type { PageNode } from '../page-model/page-node';
import type { ApiKeysTab } from '../site/tab';
import { hasUnrecognisedList } from '../site/recognise/unrecognised-list';

/** A list that cannot be read for this time (ms) is not just loading (docs/architecture.md). */
const UNREADABLE_AFTER = 4_000;

/**
 * Notices that the page is the tab and shows a list that cannot be read, and calls `report` once for each such list.
 * The result follows the page, and returns when (ms) to do so again.
 */
export function noticeUnreadable(
  report: () => void,
): (tab: ApiKeysTab | undefined, root: PageNode | undefined, now: number) => number {
  /** Since when (ms) the list has been there. */
  let seen: number | 'reported' | undefined;
  return (tab, root, now) => {
    if (!root || !tab?.isCertain || !tab.isWholePage || tab.list || !hasUnrecognisedList(root)) {
      seen = undefined;
      return Infinity;
    }
    seen ??= now;
    if (seen === 'reported') return Infinity;
    if (now - seen < UNREADABLE_AFTER) return seen + UNREADABLE_AFTER;
    seen = 'reported';
    report();
    return Infinity;
  };
}
