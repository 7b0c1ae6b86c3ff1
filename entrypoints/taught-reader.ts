import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { taughtReader } from '../utils/site/recipe/taught-reader';

/** What reads a page that the user has taught, in Chromium: a module whose default export is what `main` returns. */
export default defineUnlistedScript({ exclude: ['firefox'], main: () => ({ taughtReader }) });
