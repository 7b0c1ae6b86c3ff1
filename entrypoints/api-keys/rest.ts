import { ENGLISH } from 'virtual:page-words';
import { answerOwnPages, ownBrowser } from '../../utils/browser-differences';
import type { Message } from '../../utils/messages';
import { followTab, type Lifetime } from '../../utils/page/follow-tab';
import { noticeTab } from '../../utils/page/notice-tab';
import { afterTheUrgent } from '../../utils/page/tasks';
import { describePage } from '../../utils/site/describe-page';
import { mayBeTab } from '../../utils/site/may-be-tab';
import { isDescribeRequest, isLeaveRequest, isPresenceRequest, NO_ACCESS } from '../../utils/site/tab-requests';
import { chosenLanguage, estimatedExpiries, knownDateOrder, leakPolicy, leakWarningWanted } from '../../utils/storage/peek';
import { know } from '../../utils/words';

/** Follows the page through all visits of the API Keys tab, for as long as the extension is there. */
export function stay(): void {
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
  answerOwnPages((message) => isLeaveRequest(message, location.hostname), () => life.abort(), signal);
  answerOwnPages(isDescribeRequest, () => describePage(document), signal);
  const visit = follow({ signal, isAlive }, () => life.abort());
  const visitNext = (): void => noticeTab(window, mayBeTab, async () => {
    if (!isAlive()) return;
    await visit();
    visitNext();
  }, signal);
  afterTheUrgent(document, visitNext);
}

/**
 * Readies what follows this page; calling what it returns begins a visit of the API Keys tab. `leave` is called where the
 * worker says that the page may not be read any more: while it was not the tab, nothing here could be told so.
 */
function follow({ signal, isAlive }: Lifetime, leave: () => void): () => Promise<void> {
  const { runtime } = ownBrowser;
  const send = async (message: Message): Promise<boolean> => {
    if (!isAlive()) return false;
    return runtime.sendMessage(message).then((answer) => {
      if (answer === NO_ACCESS) leave();
      return answer === true;
    }, () => isAlive() && false);
  };
  return followTab({
    page: document,
    signal,
    isAlive,
    hookUrl: runtime.getURL('clipboard-hook.js'),
    report: (body) => send({ type: 'reading', body }),
    reportUnreadable: () => void send({ type: 'unreadable', body: {} }),
    reportTranslated: () => void send({ type: 'unreadable', body: { reason: 'translated' } }),
    leakWarningWanted: (key, now) => leakWarningWanted(key, document.URL, now),
    leakPolicy,
    reportCopy: (onTab, at) => void send({ type: 'copied', body: { onTab, at } }),
    reportNoWarningToday: (body) => void send({ type: 'noLeakWarningToday', body }),
    estimatedExpiries: () => estimatedExpiries(document.URL),
    knownDateOrder: () => knownDateOrder(document.URL),
    chosenLanguage,
    askForWords: async () => runtime.sendMessage({ type: 'words', body: {} } satisfies Message),
  });
}
