import { ENGLISH } from 'virtual:page-words';
import { anyShadowRoot, nativeBrowser } from '../../utils/browser-differences';
import { withClosedRoots } from '../../utils/page-model/closed-roots';
import { noticeTab } from '../../utils/page/notice-tab';
import { onExtensionMessage } from '../../utils/page/on-extension-message';
import { prepareTabSession, type Lifetime, type TabDependencies } from '../../utils/page/tab-session';
import { afterTheUrgent } from '../../utils/page/tasks';
import type { Look } from '../../utils/site/recognise/first-look';
import { mayBeTab } from '../../utils/site/recognise/tab-precheck';
import { isDescribeRequest, isLeaveRequest, isPresenceRequest, NO_ACCESS } from '../../utils/hosts/tab-requests';
import { preload } from '../../utils/words';
import type { AnyCommand, Answer, Command, CommandType, Reply } from '../../utils/worker/commands';
import { sendCommand } from '../../utils/worker/send-command';

/**
 * Follows the page through all visits of the API Keys tab until the extension is gone. `lookCloser` looks at
 * what no heading says; `words` is the worker's answer if it was already asked for them.
 */
export function runTabScript(lookCloser: Look, words?: Promise<Reply<'words'> | undefined>): void {
  const life = new AbortController();
  const { signal } = life;
  // After an update of the extension this script is an orphan. It ends quietly, and the next visit has the new one.
  const isAlive = (): boolean => {
    if (nativeBrowser.runtime?.id === undefined) life.abort();
    return !signal.aborted;
  };
  if (!isAlive()) return;
  // The manifest is in the language that the browser chose for all messages, and reading it asks nobody.
  if (nativeBrowser.runtime.getManifest().description === ENGLISH.extension_description) preload(ENGLISH);
  onExtensionMessage(isPresenceRequest, async () => true, signal);
  onExtensionMessage(
    (message) => isLeaveRequest(message, location.hostname),
    async () => life.abort(),
    signal,
  );
  const rootOf = withClosedRoots(anyShadowRoot);
  onExtensionMessage(
    isDescribeRequest,
    async () => (await import('../../utils/site/describe-page')).describePage(document, rootOf),
    signal,
  );
  const look: Look = (page, url, again) => mayBeTab(page, url) || lookCloser(page, url, again);
  const visit = prepareVisits(
    { signal, isAlive, rootOf, mayBeTab: () => look(document, document.URL) },
    () => life.abort(),
    words,
  );
  const visitNext = (): void =>
    noticeTab(
      window,
      look,
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
  { signal, isAlive, ...page }: Lifetime & Pick<TabDependencies, 'rootOf' | 'mayBeTab'>,
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
  /** A worker that the browser stopped meanwhile gives no answer, and starts again for the next question. */
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
  return prepareTabSession({
    ...page,
    page: document,
    signal,
    isAlive,
    hookUrl: nativeBrowser.runtime.getURL('clipboard-hook.js'),
    probeUrl: nativeBrowser.runtime.getURL('takeover-probe.js'),
    report: (body) => send({ type: 'report', body }),
    reportUnreadable: () => void send({ type: 'unreadable', body: {} }),
    reportTranslated: () => void send({ type: 'unreadable', body: { reason: 'translated' } }),
    warningPreference: (onTab) => ask({ type: 'leakWarning', body: onTab ? { onTab } : {} }),
    reportCopy: (onTab, copiedAt) => void send({ type: 'copied', body: { onTab, at: copiedAt } }),
    reportMuteToday: (body) => void send({ type: 'noLeakWarningToday', body }),
    knownDateOrder: async () => (await ask({ type: 'dateOrder', body: {} }))?.dateOrder,
    firstWords: words && ask({ type: 'words', body: {} }, words),
    chosenWords: (speaks) => ask({ type: 'words', body: speaks === undefined ? {} : { speaks } }),
  });
}
