import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startTeaching } from '../utils/page/teach/teaching';

/** The panel in which a user teaches a page, in Chromium: a module whose default export is what `main` returns. */
export default defineUnlistedScript({ exclude: ['firefox'], main: () => ({ startTeaching }) });
