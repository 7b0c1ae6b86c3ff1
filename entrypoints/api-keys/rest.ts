import { ENGLISH } from 'virtual:page-words';
import { answerOwnPages, ownBrowser } from '../../utils/browser-differences';
import type { DateOrder } from '../../utils/keys/key';
import type { Message } from '../../utils/messages';
import { followTab, type Lifetime } from '../../utils/page/follow-tab';
import { noticeTab } from '../../utils/page/notice-tab';
import { afterTheUrgent } from '../../utils/page/tasks';
import { describePage } from '../../utils/site/describe-page';
import { mayBeTab } from '../../utils/site/may-be-tab';
import { isDescribeRequest, isLeaveRequest, isPresenceRequest, NO_ACCESS } from '../../utils/site/tab-requests';
import type { ChosenWords, LeakWish } from '../../utils/storage/told-to-pages';
import { know } from '../../utils/words';

/**
 * Follows the page through all visits of the API Keys tab, for as long as the extension is there. `words` is the worker's
 * answer to the question for them, if it was asked before.
 */
export function stay(words?: Promise<unknown>): void {
  const life = new AbortController();
  const { signal } = life;
  // After an update of the extension this script is an orphan: it goes quietly, the next visit has the new one.
  const isAlive = (): boolean => {
    if (ownBrowser.runtime?.id === undefined) life.abort();
    return !signal.aborted;
  };
  if (!isAlive()) return;
  // The manifest comes in the language that the browser has chosen for all messages, and nobody has to be asked for it.
  if (ownBrowser.runtime.getManifest().description === ENGLISH.extension_description) know(ENGLISH);
  answerOwnPages(isPresenceRequest, () => true, signal);
  answerOwnPages(
    (message) => isLeaveRequest(message, location.hostname),
    () => life.abort(),
    signal,
  );
  answerOwnPages(isDescribeRequest, () => describePage(document), signal);
  const visit = follow({ signal, isAlive }, () => life.abort(), words);
  const visitNext = (): void =>
    noticeTab(
      window,
      mayBeTab,
      async () => {
        if (!isAlive()) return;
        await visit();
        visitNext();
      },
      signal,
    );
  afterTheUrgent(document, visitNext);
}

/**
 * Readies what follows this page; calling what it returns begins a visit of the API Keys tab. `leave` is called where the
 * worker says that the page may not be read any more: while it was not the tab, nothing here could be told so.
 */
function follow({ signal, isAlive }: Lifetime, leave: () => void, words?: Promise<unknown>): () => Promise<void> {
  const { runtime } = ownBrowser;
  const send = async (message: Message): Promise<boolean> => {
    if (!isAlive()) return false;
    return runtime.sendMessage(message).then(
      (answer) => {
        if (answer === NO_ACCESS) leave();
        return answer === true;
      },
      () => isAlive() && false,
    );
  };
  /** Asks the worker. One that was stopped while it was asked gives no answer, and starts for the next question. */
  const ask = async <Answer>(question: Message, first?: Promise<unknown>): Promise<Answer | undefined> => {
    let answer: unknown;
    for (const asked of [first, undefined]) {
      if (isAlive()) answer = await (asked ?? runtime.sendMessage(question)).catch(() => undefined);
      if (answer === NO_ACCESS) leave();
      if (typeof answer === 'object' && answer !== null) return answer as Answer;
    }
    return undefined;
  };
  return followTab({
    page: document,
    signal,
    isAlive,
    hookUrl: runtime.getURL('clipboard-hook.js'),
    report: (body) => send({ type: 'reading', body }),
    reportUnreadable: () => void send({ type: 'unreadable', body: {} }),
    reportTranslated: () => void send({ type: 'unreadable', body: { reason: 'translated' } }),
    leakWish: (onTab) => ask<LeakWish>({ type: 'leakWish', body: onTab ? { onTab } : {} }),
    reportCopy: (onTab, at) => void send({ type: 'copied', body: { onTab, at } }),
    reportNoWarningToday: (body) => void send({ type: 'noLeakWarningToday', body }),
    knownDateOrder: async () => (await ask<{ dateOrder?: DateOrder }>({ type: 'dateOrder', body: {} }))?.dateOrder,
    firstWords: words && ask<ChosenWords>({ type: 'words', body: {} }, words),
    chosenWords: (speaks) => ask<ChosenWords>({ type: 'words', body: speaks === undefined ? {} : { speaks } }),
  });
}
