import type { Message } from '../../utils/messages';
import { answerOwnPages, ownBrowser } from '../../utils/browser-differences';
import { followTab, type Lifetime } from '../../utils/page/follow-tab';
import { describePage } from '../../utils/site/describe-page';
import { isDescribeRequest } from '../../utils/site/tab-requests';
import { chosenLanguage, estimatedExpiries, leakPolicy, leakWarningWanted } from '../../utils/storage/peek';

/** Readies what follows this page; calling what it returns begins a visit of the API Keys tab. */
export function follow({ signal, isAlive }: Lifetime): () => Promise<void> {
  const { runtime } = ownBrowser;
  const send = (message: Message): void => {
    if (isAlive()) runtime.sendMessage(message).catch(isAlive);
  };
  answerOwnPages(isDescribeRequest, () => describePage(document), signal);
  return followTab({
    page: document,
    signal,
    isAlive,
    hookUrl: runtime.getURL('clipboard-hook.js'),
    report: (body) => send({ type: 'reading', body }),
    reportUnreadable: () => send({ type: 'unreadable', body: {} }),
    leakWarningWanted: (key, now) => leakWarningWanted(key, document.URL, now),
    leakPolicy,
    reportCopy: (key, at) => send({ type: 'copied', body: { key, at } }),
    reportNoWarningToday: (body) => send({ type: 'noLeakWarningToday', body }),
    estimatedExpiries: () => estimatedExpiries(document.URL),
    chosenLanguage,
    askForWords: async () => runtime.sendMessage({ type: 'words', body: {} } satisfies Message),
  });
}
