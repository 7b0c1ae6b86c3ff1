/*
 * The named fields of a form are properties of the form, and shadow those that every element has: `<input
 * name="parentNode">`, `<input name="matches">`. `own-properties.ts` sends each read of an element's property through
 * here.
 */

/** Reads the properties of a form that come from the browser, not from its fields. */
const BROWSERS_OWN: ProxyHandler<object> = {
  get(form, name) {
    // So a view is not taken for a form: the browser's functions would throw on a view of a view.
    if (name === Symbol.toStringTag) return undefined;
    const value: unknown = Reflect.get(Object.getPrototypeOf(form) as object, name, form);
    return typeof value === 'function' ? (value as (this: object) => unknown).bind(form) : value;
  },
};

/**
 * The value itself, or a view of a form whose properties are the browser's, whatever its fields are named. A symbol
 * identifies forms, the same in every frame; no field can have a symbol for a name.
 */
export function unshadowed<Value>(value: Value): Value {
  return (value as { [Symbol.toStringTag]?: unknown } | null | undefined)?.[Symbol.toStringTag] === 'HTMLFormElement'
    ? (new Proxy(value as object, BROWSERS_OWN) as Value)
    : value;
}
