/*
 * What the browser has built in, as it was when this was loaded. The search for secrets runs in the page's own world too,
 * where the page may put anything in its place: there nothing else may be called, and no list gone through but by its index.
 * Objects that the browser reads have no prototype, since the page may have put something there as well.
 */

const { apply, defineProperty } = Reflect;
const { exec } = RegExp.prototype;
const { slice } = String.prototype;

/** The first match from the pattern's `lastIndex` on, if it has a use for that. */
export function find(pattern: RegExp, text: string): RegExpExecArray | null {
  return apply(exec, pattern, [text]) as RegExpExecArray | null;
}

/** The part of a text between two places in it. */
export function cut(text: string, from: number, to = text.length): string {
  return apply(slice, text, [from, to]) as string;
}

/** Puts something at the end of a list. To assign it would call a setter that the page has put on all objects. */
export function append<Item>(list: Item[], item: Item): void {
  defineProperty(list, list.length, {
    __proto__: null,
    value: item,
    writable: true,
    enumerable: true,
    configurable: true,
  } as PropertyDescriptor);
}
