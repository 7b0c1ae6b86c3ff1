import { nativeBrowser } from '../browser-differences';

/*
 * What a page of ours reads from storage when it opens. The page imports this before anything else, so that storage
 * answers while schemas, React and the page itself are evaluated.
 */

const { local, session, onChanged } = nativeBrowser.storage;

let isOutdated = false;
// Before storage is asked, so that no change after its answer goes unseen.
onChanged.addListener(() => {
  isOutdated = true;
});

/** Everything that storage held when the page was opened, and whether that has changed since. */
export const initialRead = { local: local.get(), session: session.get(), isOutdated: () => isOutdated };
