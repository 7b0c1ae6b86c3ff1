import { browser } from 'wxt/browser';
import { DEFAULT_TAB_URL, plainSiteUrl, SITE_PATTERN } from './address';

/**
 * Shows the API Keys tab: goes to it where it is open already, else opens it.
 * `seenAt` is the address at which it was last read; without one the most likely address is taken.
 */
export async function openApiKeysTab(seenAt: string | undefined): Promise<void> {
  const url = plainSiteUrl(seenAt) ?? DEFAULT_TAB_URL;
  const open = (await browser.tabs.query({ url: SITE_PATTERN })).find((tab) => plainSiteUrl(tab.url) === url);
  if (open?.id === undefined) {
    await browser.tabs.create({ url });
    return;
  }
  await browser.tabs.update(open.id, { active: true });
  if (open.windowId !== undefined) await browser.windows.update(open.windowId, { focused: true });
}
