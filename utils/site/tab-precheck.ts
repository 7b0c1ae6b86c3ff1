import { directText } from '../page-model/dom';
import { isDocumentPath, LONGEST_SAID, MENTION, pathOf, TITLES } from './quick-check';
import { API_KEYS_PATH, isApiKeysTitle } from './titles';

/**
 * Whether a closer look at the page is worth it. It asks for no layout and walks no tree; titles within shadow roots and
 * frames count only once the address or title says something.
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

/** What begins a title is no longer (signs); to cut one at its dashes takes long where it has many spaces. */
const LONGEST_TITLE = 500;

/** The tab that is shown, in the query of an address. */
const SHOWN_TAB = /[?&](?:tab|view|section|page)=(?:(?:my|manage)[-_])?api[-_]?keys?(?:[&#]|$)/i;

/** Looks for anything that says "API keys" on the light part of the page, without a walk through all of it. */
function titlesTellApiKeys(page: Document): boolean {
  for (const selector of TITLES) {
    for (const element of page.querySelectorAll(selector)) if (isTitle(element, element.textContent!)) return true;
  }
  return false;
}

/** A title may have more beside it: an agency's name behind a dash, a count or a tag in an element of its own. */
export function isTitle(element: Element, text: string): boolean {
  return (
    text.length <= LONGEST_SAID &&
    MENTION.test(text) &&
    [text, text.slice(0, LONGEST_TITLE).split(/(?<!\s)\s+[–—|·-]\s+/)[0]!, directText(element)].some(isApiKeysTitle)
  );
}
