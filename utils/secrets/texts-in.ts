import { isUuid } from './ids';

/* All texts of a message or a document, for the gate: a new field is included automatically. */

/** Fields that hold an id of our own: a UUID, which the gate would mistake for a key. */
const IDS: ReadonlySet<string> = new Set(['id', 'list', 'replacedBy', 'successor', 'declined']);

/** The texts in a value, however deep, except our own ids. */
export function textsIn(value: unknown): string[] {
  const texts: string[] = [];
  withTexts(value, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}

/** The value with its texts replaced by `change`. Our own ids stay, as values and as keys of records by id. */
export function withTexts<Value>(value: Value, change: (text: string) => string): Value {
  return changed(value, '', change) as Value;
}

function changed(value: unknown, name: string, change: (text: string) => string): unknown {
  if (typeof value === 'string') return IDS.has(name) && isUuid(value) ? value : change(value);
  if (Array.isArray(value)) return value.map((item) => changed(item, name, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, item]) => [isUuid(field) ? field : change(field), changed(item, field, change)]),
  );
}
