import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { answerOwnPages, ownBrowser } from '../../utils/browser-differences';
import { noticeTab, whenSettled } from '../../utils/page/notice-tab';
import { isAskedForPresence, isLeaveRequest, isPresenceRequest } from '../../utils/site/tab-requests';
import type { follow } from './follow';

/**
 * The content script: on pages that are not the tab, this is all that runs. WXT's own kind of content script would
 * tell every page of itself, by a message and an event, and hold a listener there.
 */
export default defineUnlistedScript(() => {
  const life = new AbortController();
  const { signal } = life;
  // After an update of the extension this script is an orphan: it goes quietly, the next visit has the new one.
  const isAlive = (): boolean => {
    if (ownBrowser.runtime?.id === undefined) life.abort();
    return !signal.aborted;
  };
  let answers = false;
  /** The browser's functions are not touched before they are needed: on other pages that would cost the most of all. */
  const answer = (): void => {
    if (answers) return;
    answers = true;
    answerOwnPages(isPresenceRequest, () => true, signal);
    answerOwnPages((message) => isLeaveRequest(message, location.hostname), () => life.abort(), signal);
  };

  async function live(): Promise<void> {
    let visit: (() => Promise<void>) | undefined;
    if (isAskedForPresence(document.URL, document.title)) answer();
    await whenSettled(document, signal);
    for (;;) {
      await noticeTab(document, isAlive, signal);
      answer();
      visit ??= (await loadFollowTab())({ signal, isAlive });
      await visit();
    }
  }
  // Where the rest cannot be loaded any more, the extension was updated or removed in the meantime.
  live().catch(() => life.abort());
});

/**
 * The rest, which only the tab needs. In Chromium it is a module of the extension, and so out of the page's reach. In
 * Firefox it is within this file, asleep: its reviewers want no import of an address that is made up while running.
 */
async function loadFollowTab(): Promise<typeof follow> {
  if (import.meta.env.FIREFOX) return (await import('./follow')).follow;
  const module = (await import(/* @vite-ignore */ ownBrowser.runtime.getURL('follow-tab.js'))) as { default: typeof follow };
  return module.default;
}
