import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { withOwnScript } from '../utils/page/own-script';
import { answerTakeover } from '../utils/page/takeover-probe';

export default defineUnlistedScript(() => withOwnScript(answerTakeover));
