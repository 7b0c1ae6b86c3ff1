import { ENGLISH } from 'virtual:page-words';
import { answerOwnPages, ownBrowser } from '../../utils/browser-differences';
import type { DateOrder } from '../../utils/keys/key';
import type { Message } from '../../utils/messages';
import { prepareTabSession, type Lifetime } from '../../utils/page/tab-session';
import { noticeTab } from '../../utils/page/notice-tab';
import { afterTheUrgent } from '../../utils/page/tasks';
import { describePage } from '../../utils/site/describe-page';
import { mayBeTab } from '../../utils/site/may-be-tab';
import { isDescribeRequest, isLeaveRequest, isPresenceRequest, NO_ACCESS } from '../../utils/site/tab-requests';
import type { ChosenWords, LeakWish } from '../../utils/storage/told-to-pages';
import { know } from '../../utils/words';

/**
 * Follows the page through all visits of the API Keys tab until the extension is gone. `words` is the worker's answer
 * if it was already asked for them.
 */
export function runTabScript(words?: Promise<unknown>): void {
  const life = new AbortController();
  const { signal } = life;
  // After an update of the extension this script is an orphan. It ends quietly, and the next visit has the new one.
  const isAlive = (): boolean => {
    if (ownBrowser.runtime?.id === undefined) life.abort();
    return !signal.aborted;
  };
  if (!isAlive()) return;
  // The manifest is in the language that the browser chose for all messages, and reading it asks nobody.
  if (ownBrowser.runtime.getManifest().description === ENGLISH.extension_description) know(ENGLISH);
  answerOwnPages(isPresenceRequest, () => true, signal);
  answerOwnPages(
    (message) => isLeaveRequest(message, location.hostname),
    () => life.abort(),
    signal,
  );
  answerOwnPages(isDescribeRequest, () => describePage(document), signal);
  const visit = prepareVisits({ signal, isAlive }, () => life.abort(), words);
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
 * Connects a tab session to the worker; calling the result begins a visit of the API Keys tab. `leave` is called if the
 * worker refuses because we lost access to the page: before it was the tab, nothing here listened for that.
 */
function prepareVisits(
  { signal, isAlive }: Lifetime,
  leave: () => void,
  words?: Promise<unknown>,
): () => Promise<void> {
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
  /** A worker that the browser stopped meanwhile gives no answer, and starts again for the next question. */
  const ask = async <Answer>(question: Message, first?: Promise<unknown>): Promise<Answer | undefined> => {
    let answer: unknown;
    for (const asked of [first, undefined]) {
      if (isAlive()) answer = await (asked ?? runtime.sendMessage(question)).catch(() => undefined);
      if (answer === NO_ACCESS) leave();
      if (typeof answer === 'object' && answer !== null) return answer as Answer;
    }
    return undefined;
  };
  return prepareTabSession({
    page: document,
    signal,
    isAlive,
    hookUrl: runtime.getURL('clipboard-hook.js'),
    report: (body) => send({ type: 'reading', body }),
    reportUnreadable: () => void send({ type: 'unreadable', body: {} }),
    reportTranslated: () => void send({ type: 'unreadable', body: { reason: 'translated' } }),
    warningPreference: (onTab) => ask<LeakWish>({ type: 'leakWish', body: onTab ? { onTab } : {} }),
    reportCopy: (onTab, at) => void send({ type: 'copied', body: { onTab, at } }),
    reportMuteToday: (body) => void send({ type: 'noLeakWarningToday', body }),
    knownDateOrder: async () => (await ask<{ dateOrder?: DateOrder }>({ type: 'dateOrder', body: {} }))?.dateOrder,
    firstWords: words && ask<ChosenWords>({ type: 'words', body: {} }, words),
    chosenWords: (speaks) => ask<ChosenWords>({ type: 'words', body: speaks === undefined ? {} : { speaks } }),
  });
}
