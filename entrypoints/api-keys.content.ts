import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import type { Message } from '../utils/messages';
import { followTab } from '../utils/page/follow-tab';
import { SITE_PATTERN } from '../utils/site/address';
import { describePage } from '../utils/site/describe-page';
import { isLeaveRequest } from '../utils/site/hosts';
import { isDescribeRequest, isPresenceRequest } from '../utils/site/open-tab';
import { chosenLanguage, estimatedExpiries, leakPolicy, leakWarningWanted } from '../utils/storage/peek';

export default defineContentScript({
  matches: [SITE_PATTERN],
  runAt: 'document_idle',
  main(ctx) {
    const send = (message: Message): void => {
      // After an update of the extension this script is an orphan: it goes quietly, the next visit has the new one.
      if (ctx.isValid) browser.runtime.sendMessage(message).catch(() => ctx.isValid);
    };
    const answer = (message: unknown, sender: { id?: string | undefined }): Promise<string | true> | undefined => {
      if (sender.id !== browser.runtime.id) return undefined;
      if (isLeaveRequest(message, location.hostname)) ctx.notifyInvalidated();
      if (isPresenceRequest(message)) return Promise.resolve(true);
      return isDescribeRequest(message) ? Promise.resolve(describePage(document)) : undefined;
    };
    browser.runtime.onMessage.addListener(answer);
    ctx.onInvalidated(() => browser.runtime?.onMessage?.removeListener(answer));
    followTab({
      page: document,
      signal: ctx.signal,
      isAlive: () => ctx.isValid,
      hookUrl: browser.runtime.getURL('/clipboard-hook.js'),
      report: (body) => send({ type: 'reading', body }),
      reportUnreadable: () => send({ type: 'unreadable', body: {} }),
      leakWarningWanted: (key, now) => leakWarningWanted(key, document.URL, now),
      leakPolicy,
      reportCopy: (key, at) => send({ type: 'copied', body: { key, at } }),
      reportNoWarningToday: (body) => send({ type: 'noLeakWarningToday', body }),
      estimatedExpiries: () => estimatedExpiries(document.URL),
      chosenLanguage,
      askForWords: async () => browser.runtime.sendMessage({ type: 'words', body: {} } satisfies Message),
    });
  },
});
