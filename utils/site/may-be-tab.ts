import { ownText } from './dom';
import { API_KEYS_PATH, DASHBOARD_PATH, DOCUMENT_PATH, isApiKeysTitle } from './labels';

const TITLES = ['h1', 'h2', 'h3', 'h4', '[role="heading"]', '[aria-current]:not([aria-current="false"])', '[role="tab"][aria-selected="true"]'];

/** What every such address and title has in it. On other pages the long patterns are not even compiled. */
const MENTION = /api[\s_-]?key/i;

/**
 * Whether a closer look at the page is worth it. This is what runs on every page of data.gov.sg, so it asks for no
 * layout and walks no tree, and this file needs next to nothing; titles within shadow roots and frames count only once
 * the address or title says something.
 */
export function mayBeTab(page: Document, url: string): boolean {
  return !isDocumentAddress(url) && (addressTellsApiKeys(url, page.title) || titlesTellApiKeys(page));
}

/** Whether an address is that of a dataset, a guide or the like, and not of a page of a dashboard. */
export function isDocumentAddress(url: string): boolean {
  const path = pathOf(url);
  return DOCUMENT_PATH.test(path) && !DASHBOARD_PATH.test(path);
}

/** Whether an address or a title says "API keys". */
export function addressTellsApiKeys(url: string, title: string): boolean {
  return (MENTION.test(url) && API_KEYS_PATH.test(pathOf(url))) || (MENTION.test(title) && title.split(/\s+[|–—·:»-]\s+/).some(isApiKeysTitle));
}

/** Looks for anything that says "API keys" on the light part of the page, without a walk through all of it. */
function titlesTellApiKeys(page: Document): boolean {
  for (const selector of TITLES) {
    for (const element of page.querySelectorAll(selector)) if (isTitle(element, element.textContent!)) return true;
  }
  return false;
}

/** A title may have more beside it: an agency's name behind a dash, a count or a tag in an element of its own. */
export function isTitle(element: Element, text: string): boolean {
  return MENTION.test(text) && [text, text.split(/\s+[–—|·]\s+/)[0]!, ownText(element)].some(isApiKeysTitle);
}

const PARTS_OF_ADDRESS = /^https?:\/\/[^/?#]*([^?#]*)(?:\?[^#]*)?(?:#(\/.*))?/;

/** The path of an address as a document has it, with the one that some pages keep behind its `#`. Not by `new URL`, which takes long the first time. */
export function pathOf(url: string): string {
  const [, path = '', behindHash = ''] = PARTS_OF_ADDRESS.exec(url) ?? [];
  return path + behindHash;
}
