import { Deletions } from '../../../utils/page/deletions';
import { loadReader, readTab } from '../../../utils/site/tab';
import { snapshotOf } from '../../support/known-page';

/** Follows what the user deletes on the page it runs in; the result returns the names of the deleted keys so far. */
export default async (): Promise<() => string[]> => {
  await loadReader();
  const deletions = new Deletions(document, new AbortController().signal, () => snapshotOf(document));
  const names: string[] = [];
  const look = (): void => {
    const now = Date.now();
    const list = readTab({ page: document, url: document.URL, now })?.list;
    names.push(...deletions.follow(list, now).map(({ name }) => name));
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  look();
  return () => {
    look();
    return names;
  };
};
