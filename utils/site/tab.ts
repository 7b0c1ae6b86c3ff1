import type { PageNode } from '../page-model/page-node';
import { PageSnapshot } from '../page-model/page-snapshot';
import { toItsEnd, type ReadingSteps } from '../page-model/steps';
import { WITHOUT_TABLES } from './candidates/rows';
import { readKeyList, readTaughtList, type ListedKeys, type ReadingContext } from './key-list';
import { offersCreation } from './recognise/joint-evidence';
import { evidenceOf } from './recognise/page-evidence';
import { isOwnAddress } from './recognise/page-facts';

/** A page that says it is the API Keys tab. */
export interface ApiKeysTab {
  /** None while it loads or is empty. */
  list?: ListedKeys;
  /** It is the tab beyond doubt: it lists keys, offers to create one, or has an address of its own. */
  isCertain: boolean;
  /** All of the page is the tab, not only a section of it: if it is a section, other lists may be anything. */
  isWholePage: boolean;
  /** It is read by what the user has taught of it. */
  isTaught?: true;
}

/** Loads the parts of the reader that are loaded when a page first needs them. */
export function loadReader(): Promise<void> {
  return WITHOUT_TABLES.load();
}

/**
 * The API Keys tab, if the page shows it. Two kinds of evidence are needed together: the page's own titles or address,
 * and a list of keys or a control that creates one. What the user has taught comes first, as long as the page fits it.
 * Throws if the page needs a part of the reader that {@link loadReader} has not loaded.
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
): ReadingSteps<ApiKeysTab | undefined> {
  const body = root.children.findLast(({ tag }) => tag === 'body');
  if (!body) return undefined;
  const taught = context.taught && (yield* readTaughtList(snapshot, body, context, context.taught));
  if (taught) return { list: taught, isCertain: true, isWholePage: true, isTaught: true };
  const evidence = evidenceOf(body, snapshot, context);
  if (!evidence) return undefined;
  yield undefined;
  const list = yield* readKeyList(snapshot, body, context, evidence);
  const { isWholePage, isJoint } = evidence;
  return list
    ? { list, isCertain: true, isWholePage }
    : { isCertain: isJoint || isOwnAddress(context.url) || offersCreation(body), isWholePage };
}
