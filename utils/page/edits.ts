import { bodyOfFrame, openRootOf, type RootOf } from '../page-model/dom';
import type { ListedKeys } from '../site/key-list';
import type { KeyRow } from '../site/key-row';
import { editedAt, editedText } from './editable';
import { partAround } from './row-around';

/** The parts of the page that the user edits: their text is no fact before it is saved. */
export class Edits {
  readonly #page: Document;
  readonly #rootOf: RootOf;
  /** The last list, with the rows that replaced its edited ones. */
  #last: ListedKeys | undefined;
  /** The field that last got the focus, and its text at that time. */
  #entered: { field: Element; text: string } | undefined;
  /** The fields that the user has typed in, and their text before. */
  readonly #typed = new Map<Element, string>();

  /** Follows what is edited until `signal` is aborted; `onEnd` is called when an edit may have ended. */
  constructor(page: Document, signal: AbortSignal, onEnd: () => void, rootOf = openRootOf) {
    this.#page = page;
    this.#rootOf = rootOf;
    this.#enter(focusedWithin(page.activeElement, rootOf));
    const follow = (type: string, onEvent: (event: Event) => void): void => {
      page.addEventListener(type, onEvent, { capture: true, passive: true, signal });
    };
    // Within a shadow root the focus moves unseen, but `beforeinput` precedes any typing.
    for (const type of ['focusin', 'beforeinput']) follow(type, (event) => this.#enter(elementAt(event, rootOf)));
    follow('input', (event) => event.isTrusted && this.#type(elementAt(event, rootOf)));
    follow('focusout', (event) => {
      const element = elementAt(event, rootOf);
      if (element && (editedAt(element) ?? rootOf(element))) onEnd();
    });
  }

  /** A list in which the rows that are being edited are as they were read before. */
  settle(list: ListedKeys | undefined): ListedKeys | undefined {
    const fields = this.#fields();
    const settled = fields.length === 0 ? list : withoutEdited(list, this.#last, fields);
    if (settled) this.#last = settled;
    return settled;
  }

  #enter(element: Element | undefined): void {
    const field = element && editedAt(element);
    if (field && !this.#typed.has(field)) this.#entered = { field, text: editedText(field) };
  }

  #type(element: Element | undefined): void {
    const field = element && editedAt(element);
    if (!field || this.#typed.has(field)) return;
    this.#typed.set(field, this.#entered?.field === field ? this.#entered.text : '');
  }

  /** The fields that are being edited: the one with the focus, and those that hold what was typed. */
  #fields(): Element[] {
    for (const [field, text] of this.#typed) {
      if (!field.isConnected || editedAt(field) !== field || editedText(field) === text) this.#typed.delete(field);
    }
    const focused = focusedWithin(this.#page.activeElement, this.#rootOf);
    const field = focused && editedAt(focused);
    return [...new Set([...(field ? [field] : []), ...this.#typed.keys()])];
  }
}

/** The element that an event is about. For a closed shadow root the event names only the host. */
function elementAt(event: Event, rootOf: RootOf): Element | undefined {
  const [target] = event.composedPath();
  return target && 'localName' in target ? focusedWithin(target as Element, rootOf) : undefined;
}

/** The focused element, through shadow roots and frames; the element itself if it holds none. */
function focusedWithin(element: Element | null, rootOf: RootOf): Element | undefined {
  let focused = element;
  for (let inner = focused; inner;) {
    focused = inner;
    inner = rootOf(inner)?.activeElement ?? bodyOfFrame(inner)?.ownerDocument.activeElement ?? null;
  }
  return focused ?? undefined;
}

type MaybeList = ListedKeys | undefined;

/** The list in which the rows of the fields are as they were `before`; new ones are left out. */
function withoutEdited(list: MaybeList, before: MaybeList, fields: readonly Element[]): MaybeList {
  const whole = list ?? before;
  if (!whole) return undefined;
  const [present, known] = [list?.rows ?? [], before?.rows ?? []];
  const places = new Set(present.flatMap(placesOf));
  // A field in the place of a name may hide the row from the reader.
  const hidden = known.filter((row) => row.element.isConnected && !placesOf(row).some((place) => places.has(place)));
  const edited = rowsWith(fields, [...present, ...hidden]);
  if (edited.size === 0) return list;
  const knownAt = new Map(known.flatMap((row) => placesOf(row).map((place) => [place, row] as const)));
  const asBefore = (row: KeyRow): KeyRow | undefined => knownAt.get(row.element) ?? knownAt.get(row.expiryElement);
  const rows = present.flatMap((row) => (edited.has(row) ? (asBefore(row) ?? []) : row));
  for (const row of hidden) if (edited.has(row)) rows.splice(known.indexOf(row), 0, row);
  return rows.length === 0 ? undefined : { ...whole, complete: false, rows };
}

function placesOf({ element, expiryElement }: KeyRow): Element[] {
  return [element, expiryElement];
}

function rowsWith(fields: readonly Element[], rows: readonly KeyRow[]): Set<KeyRow> {
  const found = new Set<KeyRow>();
  for (const field of fields) {
    const own = partAround(field, rows);
    if (own) found.add(own.row);
    // If a list is edited as a whole, no row is sure.
    if (field.childElementCount > 0) for (const row of rows) if (field.contains(row.element)) found.add(row);
  }
  return found;
}
