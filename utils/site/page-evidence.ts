import { KIND, textOf, visitMarks } from '../page-model/snapshot';
import { ENTRY, isBefore, isVisible, queryEach } from '../page-model/dom';
import type { KeyRow } from './key-row';
import { addressTellsApiKeys, isTitle } from './tab-precheck';
import { isDocumentPath, pathOf } from './quick-check';
import { isApiKeysTitle, isCatalogueTitle, isDocumentTitle } from './titles';

/** Whether the address is that of the tab itself, and not of a page below it or of a guide. */
export function isOwnAddress(url: string): boolean {
  return /\/admin\/(?:[^/]+\/)*api[-_]?keys?\/?$/i.test(pathOf(url));
}

/** The scope of the evidence that a page is the API Keys tab: all of the page, or only the section under a heading. */
export type Evidence = 'page' | 'section';

/**
 * The evidence, apart from its list, that a page is the API Keys tab. An unselected tab "API Keys" says that the page
 * shows something else just now, whatever title and headings say; so does a document about keys.
 */
export function saysApiKeys(page: Document, url: string): Evidence | undefined {
  if (isDocument(page, url)) return undefined;
  let says: Evidence | undefined = addressTellsApiKeys(url, page.title) ? 'page' : undefined;
  let otherTabShows = false;
  visitMarks(page.documentElement, KIND.otherTab | KIND.title, (element, kinds) => {
    if ((kinds & KIND.otherTab) !== 0) {
      otherTabShows ||= isApiKeysTitle(textOf(element)) && showsSomethingElse(element);
    } else if (says !== 'page' && isTitle(element, textOf(element)) && isVisible(element)) {
      says = isSectionHeading(element) ? 'section' : 'page';
    }
  });
  return otherTabShows ? undefined : says;
}

/** Without a title of the first level, a heading of the second may be that of the page. */
function isSectionHeading(element: Element): boolean {
  return (
    levelOf(element) > 1 &&
    element.ownerDocument.querySelector('h1') !== null &&
    (element.getAttribute('aria-current') ?? 'false') === 'false'
  );
}

/** The level of a heading, 1 for anything else. */
function levelOf(element: Element): number {
  const [, level = element.getAttribute('role') === 'heading' ? (element.getAttribute('aria-level') ?? '2') : '1'] =
    /^h([1-6])$/.exec(element.localName) ?? [];
  return Number(level);
}

/**
 * A test of rows: does it stand in a section of API keys, under its heading with none as high in between? Some
 * libraries make all headings of one level: those of several records are their names.
 */
export function inApiKeysSection(page: Document, rows: readonly KeyRow[]): (row: KeyRow) => boolean {
  const all: { element: Element; level: number; text: string }[] = [];
  visitMarks(page.body, KIND.heading, (element) => {
    all.unshift({ element, level: levelOf(element), text: textOf(element) });
  });
  const names = new Set(rows.map(({ name }) => name));
  const others = all.filter(({ text }) => !names.has(text));
  const headings = all.length - others.length > 1 ? others : all;
  return ({ element, expiryElement }) => {
    // The heading within an entry of a list is its name; a heading within anything else may be that of a section.
    const place = element.matches(ENTRY) ? element : expiryElement;
    let highest = Infinity;
    for (const heading of headings) {
      if (heading.level >= highest || !isBefore(heading.element, place)) continue;
      highest = heading.level;
      if (isTitle(heading.element, heading.text)) return true;
    }
    return false;
  };
}

/**
 * A guide, a page of documentation, a dataset: by the path, outside of the dashboards, by the breadcrumb or by the
 * first heading.
 */
function isDocument(page: Document, url: string): boolean {
  const path = pathOf(url);
  if (isDocumentPath(path)) return true;
  if (isOwnAddress(url)) return false;
  const steps: Element[] = [];
  visitMarks(page.documentElement, KIND.heading | KIND.breadcrumb, (element, kinds) => {
    if ((kinds & KIND.breadcrumb) !== 0) steps.push(...queryEach(element, ['a']));
    if (element.localName === 'h1') steps.push(element);
  });
  const isDashboard = /\/admin\b/i.test(path);
  return steps.some(
    (step) => isDocumentTitle(step.textContent ?? '') || (!isDashboard && isCatalogueTitle(step.textContent ?? '')),
  );
}

/**
 * Whether the tab that is selected instead of this one is not about API keys too: "Write API keys" beside "Read API
 * keys".
 */
function showsSomethingElse(tab: Element): boolean {
  const list = tab.closest('[role="tablist"]') ?? tab.parentElement;
  const selected = list?.querySelector('[role="tab"][aria-selected="true"]');
  return selected != null && !isApiKeysTitle(textOf(selected));
}
