import { ENGLISH } from 'virtual:page-words';
import { anyShadowRoot, nativeBrowser } from '../../utils/browser-differences';
import { withClosedRoots } from '../../utils/page-model/closed-roots';
import { noticeTab } from '../../utils/page/notice-tab';
import { onExtensionMessage } from '../../utils/page/on-extension-message';
import type { Lifetime, TabDependencies } from '../../utils/page/tab-dependencies';
import { prepareTabSession } from '../../utils/page/tab-session';
import { TaughtPage } from '../../utils/page/taught-page';
import { afterTheUrgent } from '../../utils/page/tasks';
import type { Look } from '../../utils/site/recognise/first-look';
import { mayBeTab } from '../../utils/site/recognise/tab-precheck';
import { isDescribeRequest, isLeaveRequest, isPresenceRequest } from '../../utils/hosts/tab-requests';
import { preload } from '../../utils/words';
import type { Lesson } from '../../utils/site/recipe/recipe';
import type { Reply } from '../../utils/worker/commands';
import { linkToWorker, type LinkToWorker } from './link-to-worker';
import { teachOnRequest } from './teach-on-request';

/**
 * Follows the page through all visits of the API Keys tab until the extension is gone. `lookCloser` looks at what no
 * heading says; `choices` is the worker's answer if it was already asked what the user chose.
 */
export function runTabScript(lookCloser: Look, choices?: Promise<Reply<'choices'> | undefined>): void {
  const life = new AbortController();
  const { signal } = life;
  // After an update of the extension this script is an orphan. It ends quietly, and the next visit has the new one.
  const isAlive = (): boolean => {
    if (nativeBrowser.runtime?.id === undefined) life.abort();
    return !signal.aborted;
  };
  if (!isAlive()) return;
  // The manifest is in the language that the browser chose for all messages, and is there at once.
  if (nativeBrowser.runtime.getManifest().description === ENGLISH.extension_description) preload(ENGLISH);
  onExtensionMessage(isPresenceRequest, async () => true, signal);
  onExtensionMessage(
    (message) => isLeaveRequest(message, location.hostname),
    async () => life.abort(),
    signal,
  );
  const rootOf = withClosedRoots(anyShadowRoot);
  const link = linkToWorker(isAlive, () => life.abort());
  const taught = taughtPage(link);
  onExtensionMessage(
    isDescribeRequest,
    async () => {
      const { describePage } = await import('../../utils/site/describe-page');
      return describePage(document, rootOf, taught.readerAt(document.URL)?.elements(document, rootOf));
    },
    signal,
  );
  const look: Look = (page, url, again) => {
    if (again) taught.askFor(url, again);
    return taught.readerAt(url) !== undefined || mayBeTab(page, url) || lookCloser(page, url, again);
  };
  const session = prepareVisits(
    { signal, isAlive, rootOf, taught, mayBeTab: () => look(document, document.URL) },
    link,
    choices,
  );
  let wait = new AbortController();
  const visitNext = (): void => {
    wait = new AbortController();
    noticeTab(
      window,
      look,
      async () => {
        if (!isAlive()) return;
        await session.visit();
        visitNext();
      },
      AbortSignal.any([signal, wait.signal]),
    );
  };
  /** What was taught may make a tab of a page that was none so far. */
  const onTaught = async (lesson: Lesson): Promise<void> => {
    await taught.learn(document.URL, lesson);
    session.readAgain();
    if (session.isVisiting()) return;
    wait.abort();
    visitNext();
  };
  teachOnRequest({ link, rootOf, signal, onTaught });
  afterTheUrgent(document, visitNext);
}

function taughtPage({ ask, send }: LinkToWorker): TaughtPage {
  return new TaughtPage({
    lesson: async () => (await ask({ type: 'lesson', body: {} }))?.recipe,
    reader: async (lesson) => (await import('../../utils/site/recipe/taught-reader')).taughtReader(lesson),
    reportLessonOutcome: (hasFailed) => void send({ type: 'lessonOutcome', body: { hasFailed } }),
  });
}

/** Connects a tab session to the worker. */
function prepareVisits(
  page: Lifetime & Pick<TabDependencies, 'rootOf' | 'mayBeTab' | 'taught'>,
  { send, ask }: LinkToWorker,
  choices?: Promise<Reply<'choices'> | undefined>,
): ReturnType<typeof prepareTabSession> {
  return prepareTabSession({
    ...page,
    page: document,
    hookUrl: nativeBrowser.runtime.getURL('clipboard-hook.js'),
    probeUrl: nativeBrowser.runtime.getURL('takeover-probe.js'),
    report: (body) => send({ type: 'report', body }),
    reportUnreadable: () => void send({ type: 'unreadable', body: {} }),
    reportTranslated: () => void send({ type: 'unreadable', body: { reason: 'translated' } }),
    warningPreference: (onTab) => ask({ type: 'leakWarning', body: onTab ? { onTab } : {} }),
    reportCopy: (onTab, copiedAt) => void send({ type: 'copied', body: { onTab, at: copiedAt } }),
    reportMuteToday: (body) => void send({ type: 'noLeakWarningToday', body }),
    reportLeak: (body) => void send({ type: 'leaked', body }),
    knownDateOrder: async () => (await ask({ type: 'dateOrder', body: {} }))?.dateOrder,
    lifetimeLimit: async () => (await ask({ type: 'lifetimeLimit', body: {} }))?.days,
    firstChoices: choices && ask({ type: 'choices', body: {} }, choices),
    choices: (speaks) => ask({ type: 'choices', body: speaks === undefined ? {} : { speaks } }),
  });
}
