import { nativeBrowser } from '../browser-differences';

/*
 * What a page of ours wants of storage when it opens. It imports this before anything else, so that storage answers
 * while schemas, React and the page itself are evaluated.
 */

const { local, session, onChanged } = nativeBrowser.storage;

let isOutdated = false;
// Before storage is asked, so that no change after its answer goes unseen.
onChanged.addListener(() => {
  isOutdated = true;
});

/** What storage held when the page was opened, all of it, and whether that has changed since. */
export const opening = { local: local.get(), session: session.get(), isOutdated: () => isOutdated };
