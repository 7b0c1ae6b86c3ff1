import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { nativeBrowser } from '../../utils/browser-differences';
import { noticeTab } from '../../utils/page/notice-tab';
import { afterTheUrgent } from '../../utils/page/tasks';
import { isSiteHost } from '../../utils/site/address';
import { mentionsApiKeys } from '../../utils/site/recognise/quick-check';
import type { Command, Reply } from '../../utils/worker/commands';
import type { runTabScript } from './run-tab-script';

interface TabScript {
  runTabScript: typeof runTabScript;
}

/**
 * The content script: on other pages than the tab only this runs, and it does as little as it can. WXT's own kind of
 * content script would announce itself to every page, by a message and an event, and keep a listener there.
 */
export default defineUnlistedScript(() => {
  // The user can remove a host they added at any time: there the tab script listens from the beginning.
  if (isSiteHost(location.hostname)) noticeTab(window, mentionsApiKeys, () => afterTheUrgent(document, startTabScript));
  else void startTabScript();
});

async function startTabScript(): Promise<void> {
  try {
    // A sleeping worker starts while the tab script loads. Most pages of an added host have no use for the words.
    const words: Promise<Reply<'words'> | undefined> | undefined = mentionsApiKeys(document, document.URL)
      ? nativeBrowser.runtime.sendMessage({ type: 'words', body: {} } satisfies Command<'words'>)
      : undefined;
    words?.catch(() => undefined);
    const { runTabScript } = await loadTabScript();
    afterTheUrgent(document, () => runTabScript(words));
  } catch {
    // The extension was updated or removed in the meantime: this script ends without an error in the page's console.
  }
}

/**
 * Only the tab needs the tab script. In Chromium it is a module of the extension, and so out of the page's reach. In
 * Firefox it lies unevaluated in this file: Mozilla's reviewers do not accept an import of an address made at run time.
 */
async function loadTabScript(): Promise<TabScript> {
  if (import.meta.env.FIREFOX) return import('./run-tab-script');
  const address = nativeBrowser.runtime.getURL('tab-script.js');
  // The extension's functions, and the first import, each take the browser some ms on a slow computer.
  await new Promise<void>((resolve) => afterTheUrgent(document, resolve));
  const module = (await import(/* @vite-ignore */ address)) as { default: TabScript };
  return module.default;
}
