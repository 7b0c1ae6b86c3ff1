import { browser } from 'wxt/browser';
import { DEFAULT_TAB_URL, GOVERNMENT_PATTERN, haveSameList, plainSiteUrl } from '../site/address';
import {
  DESCRIBE_REQUEST,
  isAskedForPresence,
  LOADING,
  PRESENCE_REQUEST,
  TEACHABLE_REQUEST,
  TEACHING,
  teachRequest,
} from './tab-requests';

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

/** A tab of the browser that the user can teach: its id, and the address of its page. */
export interface TeachableTab {
  id: number;
  url: string;
}

/** The tab in front, if it shows a page that is read and can be taught. */
export async function teachableTab(): Promise<TeachableTab | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true, url: GOVERNMENT_PATTERN });
  if (tab?.id === undefined || tab.url === undefined) return undefined;
  const answer: unknown = await browser.tabs.sendMessage(tab.id, TEACHABLE_REQUEST).catch(() => undefined);
  return answer === true ? { id: tab.id, url: tab.url } : undefined;
}

/** How often, and after how long (ms), a page that is loading is asked again. Chosen, not measured. */
const MOST_ASKED = 30;
const BETWEEN_QUESTIONS = 100;

/** Opens the panel in which the user teaches a page; resolves to whether it is there. */
export async function openTeaching({ id }: TeachableTab, ticket: number): Promise<boolean> {
  for (let asked = 0; asked < MOST_ASKED; asked++) {
    const answer: unknown = await browser.tabs.sendMessage(id, teachRequest(ticket)).catch(() => undefined);
    if (answer !== LOADING) return answer === TEACHING;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_QUESTIONS));
  }
  return false;
}
