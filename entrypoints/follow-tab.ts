import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { stay } from './api-keys/rest';

/** What the content script loads once a page may be the tab: built as a module, whose default export is what `main` returns. */
export default defineUnlistedScript({ exclude: ['firefox'], main: () => ({ stay }) });
