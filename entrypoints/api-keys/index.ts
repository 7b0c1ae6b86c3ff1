import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { nativeBrowser } from '../../utils/browser-differences';
import { noticeTab } from '../../utils/page/notice-tab';
import { afterTheUrgent } from '../../utils/page/tasks';
import { isSiteHost } from '../../utils/site/address';
import type { Look } from '../../utils/site/recognise/first-look';
import { isDashboardPath, mentionsApiKeys, pathOf } from '../../utils/site/recognise/quick-check';
import type { Command, Reply } from '../../utils/worker/commands';
import type { runTabScript } from './run-tab-script';
import type * as FirstLook from './first-look-at-page';

/**
 * The content script: on other pages than the tab only this runs, and it does as little as it can. WXT's own kind of
 * content script would announce itself to every page, by a message and an event, and keep a listener there.
 */
export default defineUnlistedScript(() => {
  // The user can remove a host they added at any time: there the tab script listens from the beginning.
  if (isSiteHost(location.hostname)) noticeTab(window, mayBeTab, () => afterTheUrgent(document, startTabScript));
  else void startTabScript();
});

const mayBeTab: Look = (page, url, again) => mentionsApiKeys(page, url) || lookCloser(page, url, again);

/** The module that looks at dashboards, once it has loaded. */
let firstLook: typeof FirstLook | undefined;
/** Aborted once the tab script answers the user's wish to teach the page. */
const onlyLooks = new AbortController();

const lookCloser: Look = (page, url, again) => {
  if (!isDashboardPath(pathOf(url))) return false;
  if (firstLook) return firstLook.look(page, url, again) || firstLook.isTaught(url, again);
  // A module that is asked for twice loads once.
  loadFirstLook(again);
  return false;
};

function loadFirstLook(onLoaded: (() => void) | undefined): void {
  const loading = import.meta.env.FIREFOX
    ? import('./first-look-at-page')
    : (load('first-look.js') as Promise<typeof FirstLook>);
  loading.then(
    (module) => {
      firstLook ??= module;
      if (!onlyLooks.signal.aborted) module.onWishToTeach(() => void startTabScript(), onlyLooks.signal);
      onLoaded?.();
    },
    () => undefined,
  );
}

let hasStarted = false;

async function startTabScript(): Promise<void> {
  if (hasStarted) return;
  hasStarted = true;
  try {
    // A sleeping worker starts while the tab script loads. Most pages of an added host have no use for the answer.
    const choices: Promise<Reply<'choices'> | undefined> | undefined = mentionsApiKeys(document, document.URL)
      ? nativeBrowser.runtime.sendMessage({ type: 'choices', body: {} } satisfies Command<'choices'>)
      : undefined;
    choices?.catch(() => undefined);
    const tab = import.meta.env.FIREFOX
      ? await import('./run-tab-script')
      : ((await load('tab-script.js')) as { runTabScript: typeof runTabScript });
    afterTheUrgent(document, () => {
      onlyLooks.abort();
      tab.runTabScript(lookCloser, choices);
    });
  } catch {
    // The extension was updated or removed in the meantime: this script ends without an error in the page's console.
  }
}

/**
 * Only the tab needs the tab script, and only dashboards the first look. In Chromium they are modules of the extension,
 * out of the page's reach. In Firefox they lie unevaluated in this file: Mozilla's reviewers do not accept an import of
 * an address made at run time. A file that could not be loaded is requested once more, because no event would start the
 * tab script again.
 */
async function load(file: string): Promise<unknown> {
  const address = nativeBrowser.runtime.getURL(file);
  // The extension's functions, and the first import, each take the browser some ms on a slow computer.
  await new Promise<void>((resolve) => afterTheUrgent(document, resolve));
  try {
    return await importFrom(address);
  } catch {
    await new Promise((resolve) => setTimeout(resolve, DISK_WAKES));
    return importFrom(address);
  }
}

/** Time enough (ms) for a disk to wake up. Chosen, not measured. */
const DISK_WAKES = 2_000;

async function importFrom(address: string): Promise<unknown> {
  return ((await import(/* @vite-ignore */ address)) as { default: unknown }).default;
}
