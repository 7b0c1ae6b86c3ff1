import { PageSnapshot } from '../../utils/page-model/page-snapshot';
import type { KnownPage } from '../../utils/page/leak/secret-places';

/** The content of a page now. */
export function snapshotOf(page: Document): PageSnapshot {
  const snapshot = new PageSnapshot(page);
  snapshot.update();
  return snapshot;
}

/** The same, with the names of its keys; it shows no key itself where others show names. */
export function knownPage(page: Document, isName = (_text: string): boolean => false): KnownPage {
  return { snapshot: snapshotOf(page), isName, isKeyItself: () => false };
}
