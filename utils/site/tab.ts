import { textOf } from '../page-model/snapshot';
import { walk } from '../page-model/dom';
import { readKeyList, type ListedKeys, type PageContext } from './key-list';
import { fieldOf } from './labels';
import { activeScan, ScanCache, scanPart } from '../page-model/scan-cache';
import { isOwnAddress, saysApiKeys } from './page-evidence';

/** A page that says it is the API Keys tab. */
export interface ApiKeysTab {
  /** None while it loads or is empty. */
  list?: ListedKeys;
  /** It is the tab beyond doubt: it lists keys, offers to create one, or has an address of its own. */
  isCertain: boolean;
  /** All of the page is the tab, not only a section of it: if it is a section, other lists may be anything. */
  isWholePage: boolean;
}

/**
 * The API Keys tab, if the page shows it. Two kinds of evidence are needed together: the page's own titles or address,
 * and a list of keys or a control that creates one.
 */
export function readTab(context: PageContext): ApiKeysTab | undefined {
  if (!activeScan()) return new ScanCache().scan(() => readTab(context));
  const { page, url } = context;
  const evidence = page.body && scanPart('title', () => saysApiKeys(page, url));
  if (!evidence) return undefined;
  const list = readKeyList(context, evidence);
  const isWholePage = evidence === 'page';
  return list
    ? { list, isCertain: true, isWholePage }
    : { isCertain: isOwnAddress(url) || scanPart('creation', () => offersCreation(page)), isWholePage };
}

const CREATE =
  /^\W*(?:create|generate|add|new|request)\s+(?:an?\s+|your\s+|another\s+|new\s+)*(?:first\s+)?(?:(?:api|admin|write|read)\s+)*keys?$/i;

/** A "Create API key" button, or the form with a key's name and its expiration. */
function offersCreation(page: Document): boolean {
  let hasButton = false;
  const fields = new Set<string>();
  walk(page.body, (element) => {
    if (hasButton) return false;
    if (element.matches('button,[role="button"],a[href]'))
      hasButton = CREATE.test(element.getAttribute('aria-label') ?? textOf(element));
    else if (element.matches('label,legend')) fields.add(fieldOf(textOf(element)) ?? '');
    return true;
  });
  return hasButton || (fields.has('name') && fields.has('expiry'));
}
