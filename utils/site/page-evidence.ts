import { isVisible, KIND, ownText, queryEach, textOf, visitMarks } from './dom';
import { API_KEYS_PATH, DOCUMENT_PATH, isApiKeysTitle, isCatalogueTitle, isDocumentTitle } from './labels';

const TITLES = ['h1', 'h2', 'h3', '[role="heading"]', '[aria-current]:not([aria-current="false"])', '[role="tab"][aria-selected="true"]'];

/**
 * Whether a closer look at the page is worth it. This is what runs on every page of data.gov.sg, so it asks for no
 * layout and walks no tree; titles within shadow roots and frames count only once the address or title says something.
 */
export function mayBeTab(page: Document, url: string): boolean {
  return addressTellsApiKeys(url, page.title) || titlesTellApiKeys(page);
}

/** Whether an address or a title says "API keys". */
function addressTellsApiKeys(url: string, title: string): boolean {
  return API_KEYS_PATH.test(pathOf(url)) || title.split(/\s+[|–—·:»-]\s+/).some(isApiKeysTitle);
}

/** Whether the address is that of the tab itself, and not of a page below it or of a guide. */
export function isOwnAddress(url: string): boolean {
  return /\/admin\/(?:[^/]+\/)*api[-_]?keys?\/?$/i.test(pathOf(url));
}

/** Looks for anything that says "API keys" on the light part of the page, without a walk through all of it. */
function titlesTellApiKeys(page: Document): boolean {
  return queryEach(page, TITLES).some((element) => isTitle(element, element.textContent ?? ''));
}

/**
 * Whether the page, apart from its list, says that it is the API Keys tab. A tab "API Keys" that is not the selected
 * one says that the page is something else just now, whatever title and headings say; so does a document about keys.
 */
export function saysApiKeys(page: Document, url: string): boolean {
  if (isDocument(page, url)) return false;
  let says = addressTellsApiKeys(url, page.title);
  let otherTabShows = false;
  visitMarks(page.documentElement, KIND.otherTab | KIND.title, (element, kinds) => {
    if ((kinds & KIND.otherTab) !== 0) {
      otherTabShows ||= isApiKeysTitle(textOf(element)) && hasSelectedSibling(element);
    } else if (!says) {
      says = isTitle(element, textOf(element)) && isVisible(element);
    }
  });
  return says && !otherTabShows;
}

/** A title may have more beside it: an agency's name behind a dash, a count or a tag in an element of its own. */
function isTitle(element: Element, text: string): boolean {
  return [text, text.split(/\s+[–—|·]\s+/)[0]!, ownText(element)].some(isApiKeysTitle);
}

/** A guide, a page of documentation, a dataset: by the path, outside of the dashboards, by the breadcrumb or by the first heading. */
function isDocument(page: Document, url: string): boolean {
  const path = pathOf(url);
  if (DOCUMENT_PATH.test(path) && !/\/(?:admin|dashboard|account|settings|developers?)\b/i.test(path)) return true;
  const steps: Element[] = [];
  visitMarks(page.documentElement, KIND.heading | KIND.trail, (element, kinds) => {
    if ((kinds & KIND.trail) !== 0) steps.push(...queryEach(element, ['a']));
    if (element.localName === 'h1') steps.push(element);
  });
  const isDashboard = /\/admin\b/i.test(path);
  return steps.some(({ textContent }) => isDocumentTitle(textContent ?? '') || (!isDashboard && isCatalogueTitle(textContent ?? '')));
}

function hasSelectedSibling(tab: Element): boolean {
  const list = tab.closest('[role="tablist"]') ?? tab.parentElement;
  return list?.querySelector('[role="tab"][aria-selected="true"]') != null;
}

function pathOf(url: string): string {
  try {
    const { pathname, hash } = new URL(url);
    return hash.startsWith('#/') ? pathname + hash.slice(1) : pathname;
  } catch {
    return '';
  }
}
