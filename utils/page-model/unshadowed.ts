/*
 * The named fields of a form are properties of the form, and hide those that every element has: `<input name="parentNode">`,
 * `<input name="matches">`. `build/own-properties.ts` leads every reading of an element through here.
 */

/** What of a form comes from the browser, and not from its fields. */
const BROWSERS_OWN: ProxyHandler<object> = {
  get(form, name) {
    const value: unknown = Reflect.get(Object.getPrototypeOf(form) as object, name, form);
    return typeof value === 'function' ? (value as (this: object) => unknown).bind(form) : value;
  },
};

/**
 * The same, to read one property of: where it is a form, whatever its fields are called. What tells forms is a symbol,
 * and the same in every frame; a field has no symbol for a name.
 */
export function unshadowed<Value>(value: Value): Value {
  return (value as { [Symbol.toStringTag]?: unknown } | null | undefined)?.[Symbol.toStringTag] === 'HTMLFormElement'
    ? (new Proxy(value as object, BROWSERS_OWN) as Value)
    : value;
}
