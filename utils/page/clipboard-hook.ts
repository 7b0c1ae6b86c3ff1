import { secretShapeIn } from '../site/secret';
import { HOOK_EVENTS } from './hook-events';

/**
 * Runs in the page's own world: tells the content script that a secret was copied by the page, and of which shape,
 * never what was copied. `port` is our script element, whose events both worlds see. Ends with the stop event.
 */
export function hookClipboard(port: HTMLElement): void {
  if (typeof Clipboard === 'undefined' || port.dataset.stopped !== undefined) return;
  const { prototype } = Clipboard;
  const report = (text: unknown): void => {
    const shape = typeof text === 'string' ? secretShapeIn(text) : undefined;
    if (shape) port.dispatchEvent(new CustomEvent(HOOK_EVENTS.copied, { detail: shape }));
  };
  const restores = [
    observeCalls(prototype, 'writeText', ([text]) => report(text)),
    observeCalls(prototype, 'write', ([items]) => void reportItems(items, report)),
  ];
  port.addEventListener(HOOK_EVENTS.stop, () => restores.forEach((restore) => restore()), { once: true });
}

async function reportItems(items: unknown, report: (text: unknown) => void): Promise<void> {
  for (const item of Array.isArray(items) ? items : []) {
    if (item instanceof ClipboardItem && item.types.includes('text/plain')) report(await (await item.getType('text/plain')).text());
  }
}

/** Calls `observe` with the arguments of each call, then lets the call go on as it was. Returns how to undo it. */
function observeCalls<Name extends 'write' | 'writeText'>(prototype: Clipboard, name: Name, observe: (args: unknown[]) => void): () => void {
  const original = prototype[name];
  const observed = new Proxy(original, {
    apply(target, self, args: unknown[]) {
      try {
        observe(args);
      } catch {
        // Whatever the page hands over, its own call must go on.
      }
      return Reflect.apply(target as () => unknown, self, args);
    },
  });
  prototype[name] = observed;
  return () => {
    if (prototype[name] === observed) prototype[name] = original;
  };
}
