import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { hookClipboard } from '../utils/page/leak/clipboard-hook';

export default defineUnlistedScript(() => {
  try {
    // From the prototype: a picture on the page may be called "currentScript".
    const { apply, getOwnPropertyDescriptor } = Reflect;
    const script = apply(
      getOwnPropertyDescriptor(Document.prototype, 'currentScript')!.get!,
      document,
      [],
    ) as HTMLScriptElement | null;
    if (script) hookClipboard(script);
  } catch {
    // What the page has broken is no error of the page's.
  }
});
