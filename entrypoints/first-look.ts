import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { isTaught, look, onWishToTeach } from './api-keys/first-look-at-page';

/** The first look at dashboards in Chromium: a module whose default export is what `main` returns. */
export default defineUnlistedScript({ exclude: ['firefox'], main: () => ({ look, isTaught, onWishToTeach }) });
