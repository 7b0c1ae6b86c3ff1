import { browser, type HtmlPublicPath } from 'wxt/browser';

/**
 * What the popup can open with: the page of a key, the list that asks which key may have leaked, or the guide for
 * stopped uploads, which may be about a key.
 */
export type FirstView = { view: 'key'; key: string } | { view: 'leaked' } | { view: 'stopped'; key?: string };

/** Opens the popup in a tab, because no browser lets a worker open the popup itself whenever it wants to. */
export function openPopupInTab(first: FirstView): Promise<void> {
  return openInTab(`/popup.html#${new URLSearchParams(first).toString()}`);
}

/** Opens the options page in a tab, at one of its parts. */
export function openOptions(part: 'replacing'): Promise<void> {
  return openInTab(`/options.html#${part}`);
}

/** Opens the report of all keys in a tab. */
export function openReport(): Promise<void> {
  return openInTab('/report.html');
}

async function openInTab(path: HtmlPublicPath | `${HtmlPublicPath}#${string}`): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(path) });
}
