import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startFirstLook } from './api-keys/start-first-look';

/** The first look at dashboards in Chromium: a module whose default export is what `main` returns. */
export default defineUnlistedScript({ exclude: ['firefox'], main: () => ({ startFirstLook }) });
