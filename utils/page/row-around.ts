import { ENTRY, outwards } from '../page-model/dom';
import type { KeyRow } from '../site/key-row';

/** A row, and the largest part of the page that holds it and no other. */
export interface RowPart {
  row: KeyRow;
  part: Element;
}

/** The row that an element belongs to, with all that is around it and belongs to it too. */
export function partAround(element: Element, rows: readonly KeyRow[]): RowPart | undefined {
  const held = rows.length === 1 ? heldByEntry(rows[0]!) : heldBy(rows);
  let found: RowPart | undefined;
  for (const ancestor of outwards(element)) {
    const row = held.get(ancestor);
    if (row) found = { row, part: ancestor };
    else if (held.has(ancestor)) break;
  }
  return found;
}

/** The row that each element holds; `undefined` for those that hold several. */
function heldBy(rows: readonly KeyRow[]): Map<Element, KeyRow | undefined> {
  const held = new Map<Element, KeyRow | undefined>();
  for (const row of rows) {
    for (const ancestor of outwards(row.element)) {
      if (!held.has(ancestor)) held.set(ancestor, row);
      else if (held.get(ancestor) === undefined) break;
      else held.set(ancestor, undefined);
    }
  }
  return held;
}

/** If there is only one row, nothing but its entry says where it ends. */
function heldByEntry(row: KeyRow): Map<Element, KeyRow | undefined> {
  return new Map([row.element, row.element.closest(ENTRY) ?? row.element].map((element) => [element, row]));
}
