import type { PageNode } from '../page-model/page-node';
import { PageSnapshot } from '../page-model/page-snapshot';
import { toItsEnd, type Steps } from '../page-model/steps';
import { readKeyList, type ListedKeys, type ReadingContext } from './key-list';
import { fieldOf } from './vocabulary/labels';
import { isOwnAddress, saysApiKeys } from './recognise/page-evidence';

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
export function readTab({ page, ...context }: ReadingContext & { page: Document }): ApiKeysTab | undefined {
  const snapshot = new PageSnapshot(page);
  return toItsEnd(readTabInSteps(snapshot, snapshot.update(), context));
}

/** The same in steps; `root` is the node of the snapshot's root element. */
export function* readTabInSteps(
  snapshot: PageSnapshot,
  root: PageNode,
  context: ReadingContext,
): Steps<ApiKeysTab | undefined> {
  const body = root.children.findLast(({ tag }) => tag === 'body');
  const evidence = body && saysApiKeys(root, snapshot, context.url);
  if (!evidence) return undefined;
  yield undefined;
  const list = yield* readKeyList(snapshot, body, context, evidence);
  const isWholePage = evidence === 'page';
  return list
    ? { list, isCertain: true, isWholePage }
    : { isCertain: isOwnAddress(context.url) || offersCreation(body), isWholePage };
}

const CREATE =
  /^\W*(?:create|generate|add|new|request)\s+(?:an?\s+|your\s+|another\s+|new\s+)*(?:first\s+)?(?:(?:api|admin|write|read)\s+)*keys?$/i;

/** A "Create API key" button, or the form with a key's name and its expiration. */
function offersCreation(body: PageNode): boolean {
  let hasButton = false;
  const fields = new Set<string>();
  body.walk((node) => {
    if (hasButton) return false;
    if (node.is('button,[role="button"],a[href]')) hasButton = CREATE.test(node.attribute('aria-label') ?? node.text);
    else if (node.is('label,legend')) fields.add(fieldOf(node.text) ?? '');
    return true;
  });
  return hasButton || (fields.has('name') && fields.has('expiry'));
}
