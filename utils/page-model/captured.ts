/*
 * The browser's built-ins as they were when this module was loaded. The search for secrets also runs in the page's own
 * world, where the page may replace any of them: there nothing else may be called, and lists may be read only by index.
 * Objects that the browser reads have no prototype, since the page may have changed that as well.
 */

const { apply, defineProperty } = Reflect;
const { exec } = RegExp.prototype;
const { slice } = String.prototype;

/** The first match, from the pattern's `lastIndex` on if it is global or sticky. */
export function find(pattern: RegExp, text: string): RegExpExecArray | null {
  return apply(exec, pattern, [text]) as RegExpExecArray | null;
}

export function cut(text: string, from: number, to = text.length): string {
  return apply(slice, text, [from, to]) as string;
}

/** Appends an item. Assignment would call a setter that the page has put on `Object.prototype`. */
export function append<Item>(list: Item[], item: Item): void {
  defineProperty(list, list.length, {
    __proto__: null,
    value: item,
    writable: true,
    enumerable: true,
    configurable: true,
  } as PropertyDescriptor);
}
