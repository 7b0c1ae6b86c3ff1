import { KIND, textOf, visitMarks } from './digest';
import { isVisible, queryEach } from './dom';
import { addressTellsApiKeys, isTitle } from './may-be-tab';
import { isDocumentPath, pathOf } from './mention';
import { isApiKeysTitle, isCatalogueTitle, isDocumentTitle } from './titles';

/** Whether the address is that of the tab itself, and not of a page below it or of a guide. */
export function isOwnAddress(url: string): boolean {
  return /\/admin\/(?:[^/]+\/)*api[-_]?keys?\/?$/i.test(pathOf(url));
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
      otherTabShows ||= isApiKeysTitle(textOf(element)) && showsSomethingElse(element);
    } else if (!says) {
      says = isTitle(element, textOf(element)) && isVisible(element);
    }
  });
  return says && !otherTabShows;
}

/** A guide, a page of documentation, a dataset: by the path, outside of the dashboards, by the breadcrumb or by the first heading. */
function isDocument(page: Document, url: string): boolean {
  const path = pathOf(url);
  if (isDocumentPath(path)) return true;
  const steps: Element[] = [];
  visitMarks(page.documentElement, KIND.heading | KIND.trail, (element, kinds) => {
    if ((kinds & KIND.trail) !== 0) steps.push(...queryEach(element, ['a']));
    if (element.localName === 'h1') steps.push(element);
  });
  const isDashboard = /\/admin\b/i.test(path);
  return !isOwnAddress(url) && steps.some(({ textContent }) => isDocumentTitle(textContent ?? '') || (!isDashboard && isCatalogueTitle(textContent ?? '')));
}

/** Whether the tab that is selected instead of this one is not about API keys too: "Write API keys" beside "Read API keys". */
function showsSomethingElse(tab: Element): boolean {
  const list = tab.closest('[role="tablist"]') ?? tab.parentElement;
  const selected = list?.querySelector('[role="tab"][aria-selected="true"]');
  return selected != null && !isApiKeysTitle(textOf(selected));
}
