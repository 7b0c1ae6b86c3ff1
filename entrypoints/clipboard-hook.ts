import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { hookClipboard } from '../utils/page/clipboard-hook';

export default defineUnlistedScript(() => {
  if (document.currentScript instanceof HTMLElement) hookClipboard(document.currentScript);
});
