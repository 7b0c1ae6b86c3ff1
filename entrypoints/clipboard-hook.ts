import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { hookClipboard } from '../utils/page/leak/clipboard-hook';
import { withOwnScript } from '../utils/page/own-script';

export default defineUnlistedScript(() => withOwnScript(hookClipboard));
