import { ENTRY, isOurElement, isVisible } from '../page-model/dom';
import { isInline, type KeyRow } from '../site/key-row';
import { unshadowed } from '../page-model/unshadowed';
import { editingHostOf } from './editable';

/** The place of a badge: in an element, or right after one. */
export type Spot = { within: Element } | { after: Element };

const CELL = 'td,th,[role="cell"],[role="gridcell"],[role="rowheader"]';
/** These may contain only their own kind of parts. */
const CLOSED =
  'table,thead,tbody,tfoot,tr,ul,ol,menu,dl,dl>div,select,[role="table"],[role="grid"],' +
  '[role="rowgroup"],[role="row"],[role="list"]';
const NO_CELL = 'button,[role="button"],input,select,textarea,img,svg,iframe';

/**
 * The badge of a row goes after or into the element that prints the expiry, but never into a part that the user edits,
 * since that is saved with all its content. `undefined` if the row has no other place.
 */
export function spotOf(row: KeyRow): Spot | undefined {
  const { expiryElement } = row;
  const isAfter = isInline(expiryElement.localName);
  const around = isAfter ? expiryElement.parentElement : expiryElement;
  const host = around ? editingHostOf(around) : undefined;
  if (host) return spotBeside(host, row);
  return isAfter ? { after: expiryElement } : { within: expiryElement };
}

function spotBeside(host: Element, { element, name }: KeyRow): Spot | undefined {
  const parent = host.parentElement;
  const isWithinRow = host !== element && element.contains(host);
  if (isWithinRow && isPartOfLine(host, parent)) {
    const next = siblings(host, 'nextElementSibling');
    const previous = siblings(host, 'previousElementSibling');
    const cell = next[0] ?? previous.find((other) => other.textContent?.includes(name)) ?? previous[0];
    if (cell) return { within: cell };
  }
  // If it is around more than the row, the place after it is after the whole list.
  const isLarger = host !== element && host.contains(element);
  const hasNoPlace = !parent || isLarger || host.matches(`${CELL},${ENTRY}`) || parent.matches(CLOSED);
  return hasNoPlace ? undefined : { after: host };
}

/** Whether an element is one of the cells of its row: an element of ours between them would move them. */
function isPartOfLine(element: Element, parent: Element | null): boolean {
  if (element.matches(CELL) || !parent) return true;
  return parent.matches(CLOSED) || /flex|grid/.test(getComputedStyle(parent).display);
}

/** No row has more cells. Chosen, not measured. */
const MOST_CELLS = 100;

/** The parts on one side of an element, nearest first, that a badge can stand in. */
function siblings(element: Element, side: 'nextElementSibling' | 'previousElementSibling'): Element[] {
  const found: Element[] = [];
  for (
    let sibling = unshadowed(element)[side], steps = 0;
    sibling && steps < MOST_CELLS;
    sibling = unshadowed(sibling)[side], steps++
  ) {
    const isBlock = sibling.matches(CELL) || !isInline(sibling.localName);
    const mayHold = !isOurElement(sibling) && isBlock && !sibling.matches(NO_CELL);
    if (mayHold && !editingHostOf(sibling) && isVisible(sibling)) found.push(sibling);
  }
  return found;
}
