import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { look } from './api-keys/first-look-at-page';

/** The first look at dashboards in Chromium: a module whose default export is what `main` returns. */
export default defineUnlistedScript({ exclude: ['firefox'], main: () => ({ look }) });
