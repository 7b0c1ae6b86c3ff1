import { ENGLISH } from 'virtual:page-words';
import { nativeBrowser } from '../../utils/browser-differences';
import { followTab, type Lifetime } from '../../utils/page/follow-tab';
import { noticeTab } from '../../utils/page/notice-tab';
import { onExtensionMessage } from '../../utils/page/on-extension-message';
import { afterTheUrgent } from '../../utils/page/tasks';
import { describePage } from '../../utils/site/describe-page';
import { mayBeTab } from '../../utils/site/tab-precheck';
import { isDescribeRequest, isLeaveRequest, isPresenceRequest, NO_ACCESS } from '../../utils/hosts/tab-requests';
import { preload } from '../../utils/words';
import type { AnyCommand, Answer, Command, CommandType, Reply } from '../../utils/worker/commands';
import { sendCommand } from '../../utils/worker/send-command';

/**
 * Follows the page through all visits of the API Keys tab, for as long as the extension is there. `words` is the worker's
 * answer to the question for them, if it was asked before.
 */
export function stay(words?: Promise<Reply<'words'> | undefined>): void {
  const life = new AbortController();
  const { signal } = life;
  // After an update of the extension this script is an orphan: it goes quietly, the next visit has the new one.
  const isAlive = (): boolean => {
    if (nativeBrowser.runtime?.id === undefined) life.abort();
    return !signal.aborted;
  };
  if (!isAlive()) return;
  // The manifest comes in the language that the browser has chosen for all messages, and nobody has to be asked for it.
  if (nativeBrowser.runtime.getManifest().description === ENGLISH.extension_description) preload(ENGLISH);
  onExtensionMessage(isPresenceRequest, () => true, signal);
  onExtensionMessage(
    (message) => isLeaveRequest(message, location.hostname),
    () => life.abort(),
    signal,
  );
  onExtensionMessage(isDescribeRequest, () => describePage(document), signal);
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
function follow(
  { signal, isAlive }: Lifetime,
  leave: () => void,
  words?: Promise<Reply<'words'> | undefined>,
): () => Promise<void> {
  const send = async (command: AnyCommand): Promise<boolean> => {
    if (!isAlive()) return false;
    return sendCommand(command).then(
      (reply) => {
        if (reply === NO_ACCESS) leave();
        return reply === true;
      },
      () => isAlive() && false,
    );
  };
  /** Asks the worker. If it was stopped while it was asked it gives no answer, and starts for the next question. */
  const ask = async <Type extends CommandType>(
    question: Command<Type>,
    first?: Promise<Reply<Type> | undefined>,
  ): Promise<Extract<Answer<Type>, object> | undefined> => {
    let reply: Reply<Type> | undefined;
    for (const asked of [first, undefined]) {
      if (isAlive()) reply = await (asked ?? sendCommand(question)).catch(() => undefined);
      if (reply === NO_ACCESS) leave();
      if (typeof reply === 'object' && reply !== null) return reply as Extract<Answer<Type>, object>;
    }
    return undefined;
  };
  return followTab({
    page: document,
    signal,
    isAlive,
    hookUrl: nativeBrowser.runtime.getURL('clipboard-hook.js'),
    report: (body) => send({ type: 'report', body }),
    reportUnreadable: () => void send({ type: 'unreadable', body: {} }),
    reportTranslated: () => void send({ type: 'unreadable', body: { reason: 'translated' } }),
    leakWish: (onTab) => ask({ type: 'leakWarning', body: onTab ? { onTab } : {} }),
    reportCopy: (onTab, at) => void send({ type: 'copied', body: { onTab, at } }),
    reportNoWarningToday: (body) => void send({ type: 'noLeakWarningToday', body }),
    knownDateOrder: async () => (await ask({ type: 'dateOrder', body: {} }))?.dateOrder,
    firstWords: words && ask({ type: 'words', body: {} }, words),
    chosenWords: (speaks) => ask({ type: 'words', body: speaks === undefined ? {} : { speaks } }),
  });
}
