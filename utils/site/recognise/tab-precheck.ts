import { directText } from '../../page-model/dom';
import { isDocumentPath, LONGEST_SAID, MENTION, pathOf, TITLES } from './quick-check';
import { API_KEYS_PATH, isApiKeysTitle } from '../vocabulary/titles';

/**
 * Whether the page is worth a full scan. It forces no layout and walks no tree; titles within shadow roots and frames
 * count only once the address or title says something.
 */
export function mayBeTab(page: Document, url: string): boolean {
  return !isDocumentPath(pathOf(url)) && (addressTellsApiKeys(url, page.title) || titlesTellApiKeys(page));
}

/** Whether an address or a title says "API keys". */
export function addressTellsApiKeys(url: string, title: string): boolean {
  return (
    (MENTION.test(url) && (API_KEYS_PATH.test(pathOf(url)) || SHOWN_TAB.test(url.slice(0, LONGEST_SAID)))) ||
    (MENTION.test(title) &&
      title
        .slice(0, LONGEST_TITLE)
        .split(/(?<!\s)\s+[|–—·:»-]\s+/)
        .some(isApiKeysTitle))
  );
}

/**
 * The longest title that is read, in characters; to cut one with many spaces at its dashes is slow. Chosen, not
 * measured.
 */
const LONGEST_TITLE = 500;

/** The selected tab, in the query of an address. */
const SHOWN_TAB = /[?&](?:tab|view|section|page)=(?:(?:my|manage)[-_])?api[-_]?keys?(?:[&#]|$)/i;

/**
 * Searches only the document itself, with selectors, for titles that say "API keys": a walk through the page is slow.
 */
function titlesTellApiKeys(page: Document): boolean {
  for (const selector of TITLES) {
    for (const element of page.querySelectorAll(selector))
      if (isTitle(element.textContent!, () => directText(element))) return true;
  }
  return false;
}

/**
 * Whether a text is such a title. It may have additions: an agency's name after a dash, or a count or a tag in an
 * element of its own, which `directText` leaves out.
 */
export function isTitle(text: string, directText: () => string): boolean {
  return (
    text.length <= LONGEST_SAID &&
    MENTION.test(text) &&
    [text, text.slice(0, LONGEST_TITLE).split(/(?<!\s)\s+[–—|·-]\s+/)[0]!, directText()].some(isApiKeysTitle)
  );
}
