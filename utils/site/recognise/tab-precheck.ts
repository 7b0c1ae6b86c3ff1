import { directText } from '../../page-model/dom';
import { isDocumentPath, LONGEST_SAID, MENTION, pathOf, TITLES } from './quick-check';
import { API_KEYS_PATH, isApiKeysTitle, isLesserTitle, LESSER_PATH } from '../vocabulary/titles';

/**
 * Whether the page is worth a full scan, by its address, its title and the headings of the document itself. It forces
 * no layout and walks no tree.
 */
export function mayBeTab(page: Document, url: string): boolean {
  return !isDocumentPath(pathOf(url)) && (addressSaysApiKeys(url, page.title) || titleIn(page, isTitle) !== undefined);
}

/** Whether an address or a title says "API keys". */
export function addressSaysApiKeys(url: string, title: string): boolean {
  return isAddressOfKeys(url) || (MENTION.test(title) && partsOfTitle(title).some(isApiKeysTitle));
}

export function isAddressOfKeys(url: string): boolean {
  return MENTION.test(url) && (API_KEYS_PATH.test(pathOf(url)) || SHOWN_TAB.test(url.slice(0, LONGEST_SAID)));
}

/** Whether an address or a title says less, such as "API access". */
export function addressSaysLess(url: string, title: string): boolean {
  const path = pathOf(url);
  return (
    LESSER_PATH.test(path) || SHOWN_LESS.test(url.slice(0, LONGEST_SAID)) || partsOfTitle(title).some(isLesserTitle)
  );
}

/** The parts of a document's title, such as those before and after a dash. */
export function partsOfTitle(title: string): string[] {
  return title.slice(0, LONGEST_TITLE).split(/(?<!\s)\s+[|–—·:»-]\s+/);
}

/**
 * The longest title that is read, in characters; cutting one with many spaces at its dashes is slow. Chosen, not
 * measured.
 */
const LONGEST_TITLE = 500;

/** The selected tab, in the query of an address. */
const SHOWN_TAB = /[?&](?:tab|view|section|page)=(?:(?:my|manage)[-_])?api[-_]?keys?(?:[&#]|$)/i;
const SHOWN_LESS = new RegExp(
  '[?&](?:tab|view|section|page)=(?:(?:api|access)(?:[-_](?:access|keys?|tokens?))?|keys|tokens|credentials)(?:[&#]|$)',
  'i',
);

/**
 * The first title that says so in a document or a shadow root, without those nested in it. It searches with selectors,
 * since a walk through the page is slow.
 */
export function titleIn(part: ParentNode, says: typeof isTitle): Element | undefined {
  for (const selector of TITLES) {
    for (const element of part.querySelectorAll(selector))
      if (says(element.textContent!.trim(), () => directText(element))) return element;
  }
  return undefined;
}

/**
 * Whether a text is such a title. It may have additions: an agency's name after a dash, or a count or a tag in an
 * element of its own, which `directText` leaves out.
 */
export function isTitle(text: string, directText: () => string): boolean {
  return MENTION.test(text) && isTitleBy(isApiKeysTitle, text, directText);
}

/** The same for one that says less. */
export function isLesser(text: string, directText: () => string): boolean {
  return isTitleBy(isLesserTitle, text, directText);
}

function isTitleBy(says: (title: string) => boolean, text: string, directText: () => string): boolean {
  return (
    text.length <= LONGEST_SAID &&
    [text, text.slice(0, LONGEST_TITLE).split(/(?<!\s)\s+[–—|·-]\s+/)[0]!, directText()].some(says)
  );
}
