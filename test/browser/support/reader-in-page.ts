import { explainPage } from '../../support/explain-page';
import { readPage } from '../../support/read-page';

/** What the reader finds on the page it runs in, at the instant `now` (ms), and why. */
export default {
  read: (now: number) => readPage(document, document.URL, now),
  explain: (now: number) => explainPage({ page: document, url: document.URL, now }),
};
