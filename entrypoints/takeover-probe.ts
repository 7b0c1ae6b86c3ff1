import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { answerTakeover } from '../utils/page/takeover-probe';

export default defineUnlistedScript(() => {
  try {
    // From the prototype: a picture on the page may be called "currentScript".
    const { apply, getOwnPropertyDescriptor } = Reflect;
    const script = apply(
      getOwnPropertyDescriptor(Document.prototype, 'currentScript')!.get!,
      document,
      [],
    ) as HTMLScriptElement | null;
    if (script) answerTakeover(script);
  } catch {
    // What the page has broken is no error of the page's.
  }
});
