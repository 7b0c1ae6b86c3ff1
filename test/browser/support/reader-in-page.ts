import { readPage } from '../../support/read-page';

/** What the reader finds on the page it runs in, at the instant `now` (ms). */
export default (now: number) => readPage(document, document.URL, now);
