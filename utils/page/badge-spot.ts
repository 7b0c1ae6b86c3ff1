import { ENTRY, isOurElement, isVisible } from '../page-model/dom';
import { isInline, type KeyRow } from '../site/key-row';
import { unshadowed } from '../page-model/unshadowed';
import { editingHostOf } from './editable';

/** Where a badge goes: into an element, or right behind one. */
export type Spot = { within: Element } | { behind: Element };

const CELL = 'td,th,[role="cell"],[role="gridcell"],[role="rowheader"]';
/** What may hold nothing but its own kind of parts. */
const CLOSED =
  'table,thead,tbody,tfoot,tr,ul,ol,menu,dl,dl>div,select,[role="table"],[role="grid"],' +
  '[role="rowgroup"],[role="row"],[role="list"]';
const NO_CELL = 'button,[role="button"],input,select,textarea,img,svg,iframe';

/**
 * Where the badge of a row goes: behind or into the element that prints the expiry, but never into what the user edits,
 * since that is saved with all that is in it. `undefined` where the row has no other place.
 */
export function spotOf(row: KeyRow): Spot | undefined {
  const { expiryElement } = row;
  const behind = isInline(expiryElement);
  const around = behind ? expiryElement.parentElement : expiryElement;
  const host = around ? editingHostOf(around) : undefined;
  if (host) return spotBeside(host, row);
  return behind ? { behind: expiryElement } : { within: expiryElement };
}

function spotBeside(host: Element, { element, name }: KeyRow): Spot | undefined {
  const parent = host.parentElement;
  const isWithinRow = host !== element && element.contains(host);
  if (isWithinRow && isPartOfLine(host, parent)) {
    const behind = siblings(host, 'nextElementSibling');
    const before = siblings(host, 'previousElementSibling');
    const cell = behind[0] ?? before.find((other) => other.textContent?.includes(name)) ?? before[0];
    if (cell) return { within: cell };
  }
  // Around more than the row, it is behind all of the list.
  const isLarger = host !== element && host.contains(element);
  const hasNoPlace = !parent || isLarger || host.matches(`${CELL},${ENTRY}`) || parent.matches(CLOSED);
  return hasNoPlace ? undefined : { behind: host };
}

/** Whether an element is one of the cells of its row: another thing between them would move them. */
function isPartOfLine(element: Element, parent: Element | null): boolean {
  if (element.matches(CELL) || !parent) return true;
  return parent.matches(CLOSED) || /flex|grid/.test(getComputedStyle(parent).display);
}

/** No row has more cells. */
const MOST_CELLS = 100;

/** The parts on one side of an element, nearest first, that a badge can stand in. */
function siblings(element: Element, side: 'nextElementSibling' | 'previousElementSibling'): Element[] {
  const found: Element[] = [];
  for (let at = unshadowed(element)[side], steps = 0; at && steps < MOST_CELLS; at = unshadowed(at)[side], steps++) {
    const mayHold = !isOurElement(at) && (at.matches(CELL) || !isInline(at)) && !at.matches(NO_CELL);
    if (mayHold && !editingHostOf(at) && isVisible(at)) found.push(at);
  }
  return found;
}
