import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { nativeBrowser } from '../../utils/browser-differences';
import { noticeTab } from '../../utils/page/notice-tab';
import { afterTheUrgent } from '../../utils/page/tasks';
import { isSiteHost } from '../../utils/site/address';
import { mentionsApiKeys } from '../../utils/site/quick-check';
import type { Command, Reply } from '../../utils/worker/commands';
import type { stay } from './rest';

interface Rest {
  stay: typeof stay;
}

/**
 * The content script: on pages that are not the tab, this is all that runs, and it is as little as can be. WXT's own kind
 * of content script would tell every page of itself, by a message and an event, and hold a listener there.
 */
export default defineUnlistedScript(() => {
  // A host that was added can be taken back at any time: there the rest listens from the beginning.
  if (isSiteHost(location.hostname)) noticeTab(window, mentionsApiKeys, () => afterTheUrgent(document, goOn));
  else void goOn();
});

async function goOn(): Promise<void> {
  try {
    // A worker that is asleep starts while the rest is loaded. Most pages of a host that was added have no use for it.
    const words: Promise<Reply<'words'> | undefined> | undefined = mentionsApiKeys(document, document.URL)
      ? nativeBrowser.runtime.sendMessage({ type: 'words', body: {} } satisfies Command<'words'>)
      : undefined;
    words?.catch(() => undefined);
    const { stay } = await loadRest();
    afterTheUrgent(document, () => stay(words));
  } catch {
    // The extension was updated or removed in the meantime: then it goes quietly.
  }
}

/**
 * The rest, which only the tab needs. In Chromium it is a module of the extension, and so out of the page's reach. In
 * Firefox it is within this file, asleep: its reviewers want no import of an address that is made up while running.
 */
async function loadRest(): Promise<Rest> {
  if (import.meta.env.FIREFOX) return import('./rest');
  const address = nativeBrowser.runtime.getURL('follow-tab.js');
  // The extension's functions, and the first import, each take the browser some ms where the computer is slow.
  await new Promise<void>((resolve) => afterTheUrgent(document, resolve));
  const module = (await import(/* @vite-ignore */ address)) as { default: Rest };
  return module.default;
}
