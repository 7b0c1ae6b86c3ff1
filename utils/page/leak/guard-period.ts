import type { ApiKeysTab } from '../../site/tab';
import type { GuardOnCall } from './guard-on-call';

/**
 * The guard stays on for this time (ms) when the page is not the tab any more, unless its address changes. Chosen, not
 * measured.
 */
const GUARD_OUTLASTS = 1_000;

/**
 * Turns the leak guard on and off. While the list reloads the page still shows the tab, and a page that redraws itself
 * may show nothing for a moment.
 */
export interface GuardPeriod {
  /** Returns when (ms) to follow the page again though it has not changed. */
  follow(tab: ApiKeysTab | undefined, now: number): number;
  stop(): void;
}

export function guardPeriod(page: Document, guard: GuardOnCall): GuardPeriod {
  /** Since when (ms) the page has not been the tab, while the guard is still on. */
  let goneSince: number | undefined;
  let guardedUrl = '';
  const stop = (): void => {
    goneSince = undefined;
    guard.stop();
  };
  return {
    follow(tab, now) {
      if (tab?.isCertain) {
        guard.start();
        guardedUrl = page.URL;
      }
      goneSince = tab ? undefined : (goneSince ?? now);
      if (goneSince !== undefined && (page.URL !== guardedUrl || now - goneSince >= GUARD_OUTLASTS)) stop();
      return goneSince === undefined ? Infinity : goneSince + GUARD_OUTLASTS;
    },
    stop,
  };
}
