import { explainPage } from '../../support/explain-page';
import { readPage } from '../../support/read-page';
import { loadReader } from '../../../utils/site/tab';

/** The findings of the reader on the page it runs in, at the instant `now` (ms), and its reasons, once it is loaded. */
export default {
  load: loadReader,
  read: (now: number) => readPage(document, document.URL, now),
  explain: (now: number) => explainPage({ page: document, url: document.URL, now }),
};
