import { browser } from 'wxt/browser';

/** What the popup can open with: the page of a key, or the guide for stopped uploads, which may be about a key. */
export type FirstView = { view: 'key'; key: string } | { view: 'stopped'; key?: string };

/** Opens the popup in a tab, since no browser lets a worker open the popup itself whenever it wants to. */
export async function openPopupInTab(first?: FirstView): Promise<void> {
  const hash = first ? `#${new URLSearchParams(first).toString()}` : '';
  await browser.tabs.create({ url: browser.runtime.getURL(`/popup.html${hash}` as '/popup.html') });
}
