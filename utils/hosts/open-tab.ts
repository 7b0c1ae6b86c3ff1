import { browser } from 'wxt/browser';
import { DEFAULT_TAB_URL, GOVERNMENT_PATTERN, haveSameList, plainSiteUrl } from '../site/address';
import { DESCRIBE_REQUEST, isAskedForPresence, PRESENCE_REQUEST } from './tab-requests';

/*
 * The browser reveals the addresses only of tabs on allowed hosts, so a query for all of gov.sg finds data.gov.sg and
 * the hosts that the user has added.
 */

/** Shows the API Keys tab at an address, which `tabUrl` gives: switches to it if it is open already, else opens it. */
export async function openApiKeysTab(url: string): Promise<void> {
  const open = (await browser.tabs.query({ url: GOVERNMENT_PATTERN })).find((tab) => haveSameList(tab.url, url));
  if (open?.id === undefined) {
    await browser.tabs.create({ url });
    return;
  }
  await browser.tabs.update(open.id, { active: true });
  if (open.windowId !== undefined) await browser.windows.update(open.windowId, { focused: true });
}

/**
 * An open API Keys tab (its id) without a content script of this extension: it was loaded before the extension was
 * installed or updated. `seenAt` is the address at which the tab was last read.
 */
export async function findStaleTab(seenAt: string | undefined): Promise<number | undefined> {
  const addresses = new Set([plainSiteUrl(seenAt) ?? DEFAULT_TAB_URL, DEFAULT_TAB_URL]);
  const open = await browser.tabs.query({ url: GOVERNMENT_PATTERN, status: 'complete', discarded: false });
  const tabs = open.filter(
    ({ url = '', title = '' }) => addresses.has(plainSiteUrl(url) ?? '') && isAskedForPresence(url, title),
  );
  const answers = await Promise.all(
    tabs.map(async ({ id }) =>
      id === undefined ? true : browser.tabs.sendMessage(id, PRESENCE_REQUEST).catch(() => false),
    ),
  );
  return tabs.find((_, index) => answers[index] !== true)?.id;
}

/**
 * The structure of the open API Keys tab at `url`, all text masked; `undefined` if it is not open or does not answer.
 */
export async function describeOpenTab(url: string): Promise<string | undefined> {
  const tab = (await browser.tabs.query({ url: GOVERNMENT_PATTERN })).find(
    (openTab) => plainSiteUrl(openTab.url) === url,
  );
  if (tab?.id === undefined) return undefined;
  const answer: unknown = await browser.tabs.sendMessage(tab.id, DESCRIBE_REQUEST).catch(() => undefined);
  return typeof answer === 'string' ? answer : undefined;
}
