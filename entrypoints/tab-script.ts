import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { runTabScript } from './api-keys/run-tab-script';

/** The tab script in Chromium: a module whose default export is what `main` returns. */
export default defineUnlistedScript({ exclude: ['firefox'], main: () => ({ runTabScript }) });
