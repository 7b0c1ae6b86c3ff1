import { anyShadowRoot } from '../browser-differences';
import { directText, ENTRY, isElement, isOurElement, isSilent, isVisible } from '../page-model/dom';
import { isInline, type KeyRow } from '../site/key-row';
import { unshadowed } from '../page-model/unshadowed';
import { editingHostOf } from './editable';

/** The place of a badge: in an element, or right after a node. */
export type Spot = { within: Element | ShadowRoot } | { after: ChildNode };

export const CELL = 'td,th,[role="cell"],[role="gridcell"],[role="rowheader"]';
/** Instead of how many cells further: after all that the cell of the date holds. */
export const OWN_CELL = Infinity;
/** These may contain only their own kind of parts. */
const CLOSED =
  'table,thead,tbody,tfoot,tr,ul,ol,menu,dl,dl>div,select,[role="table"],[role="grid"],' +
  '[role="rowgroup"],[role="row"],[role="list"]';
const NO_CELL = 'button,[role="button"],input,select,textarea,img,svg,iframe';

/**
 * The badge of a row goes after or into the element that prints the expiry, but never into a part that the user edits,
 * because that is saved with all its content. `undefined` if the row has no other place. `offset` is how many cells
 * further it goes.
 */
export function spotOf(row: KeyRow, offset = 0): Spot | undefined {
  const aside = offset === 0 ? undefined : cellAside(row, offset);
  const spot = aside ? { within: aside } : spotAt(row.expiryElement);
  const around = 'within' in spot ? spot.within : spot.after.parentElement;
  const host = around && isElement(around) ? editingHostOf(around) : undefined;
  return host ? spotBeside(host, row) : spot;
}

/** The place beside what is drawn of an element. */
function spotAt(element: Element): Spot {
  if (isPiece(element)) return { after: element };
  if (element.localName === 'slot') {
    // What is in a slot itself is not drawn while something is assigned to it.
    const assigned = (element as HTMLSlotElement).assignedNodes() as ChildNode[];
    const last = assigned.findLast((node) => !(isElement(node) && isOurElement(node)));
    if (last) return isElement(last) ? spotAt(last) : { after: last };
  }
  const item = isContainer(element) ? lastPrinting(element) : undefined;
  return item ? spotAt(item) : { within: drawnPart(element) };
}

/**
 * In a container of boxes in a line, one more box would move the others: a badge goes into the last that prints a text.
 */
function lastPrinting(container: Element): Element | undefined {
  const isPrinting = (node: Node): boolean =>
    node.textContent!.trim() !== '' && !(isElement(node) && (isOurElement(node) || node.matches(CONTROL)));
  const last = Array.from(container.childNodes).findLast(isPrinting);
  return last && isElement(last) ? last : undefined;
}

const containers = new WeakMap<Element, boolean>();

function isContainer(element: Element): boolean {
  // To ask takes the browser a while, and a table has many of these.
  if (element.localName === 'td') return false;
  let known = containers.get(element);
  if (known === undefined) {
    known = /flex|grid/.test(getComputedStyle(element).display);
    containers.set(element, known);
  }
  return known;
}

/**
 * An element, or what is drawn in its stead: a shadow root without a slot shows nothing of the element's own content.
 */
function drawnPart(element: Element): Element | ShadowRoot {
  const root = element.shadowRoot ?? (element.localName.includes('-') ? anyShadowRoot(element) : null);
  if (!root || root.querySelector('slot:not([name])')) return element;
  const shown = Array.from(root.children).findLast((part) => !isSilent(part) && !isInline(part.localName));
  return shown ?? root;
}

/**
 * The cell of a row that is `offset` cells away from that of the expiry, or the part of it that holds all of its text.
 * Not one with another fact of the key: the badge would seem to be about that. Without cells, it is what prints the
 * name.
 */
export function cellAside({ element, expiryElement, name }: KeyRow, offset: number): Element | undefined {
  const cell = expiryElement.closest(CELL);
  if (!cell) return offset === 1 ? nameIn(element, name) : undefined;
  if (offset === OWN_CELL) return cell;
  const cells = cell.parentElement ? Array.from(cell.parentElement.children).filter((part) => part.matches(CELL)) : [];
  const aside = cells[cells.indexOf(cell) + offset];
  const text = aside?.textContent?.trim();
  const isFree = text === '' || text?.includes(name);
  return isFree && isVisible(aside!) ? innermostBlock(aside!) : undefined;
}

function nameIn(row: Element, name: string): Element | undefined {
  const printing = Array.from(row.querySelectorAll('*')).find((part) => directText(part).trim() === name);
  return printing && !printing.closest(CONTROL) && isVisible(printing) ? printing : undefined;
}

/** The innermost part of a block that is a block too and holds all of its text. */
function innermostBlock(block: Element): Element {
  const only = block.firstElementChild;
  const isAll = block.childElementCount === 1 && directText(block).trim() === '' && mayHold(only!);
  return isAll ? innermostBlock(only!) : block;
}

/** What is pressed or typed into holds nothing else. */
const CONTROL = 'a,button,input,label';
const pieces = new WeakMap<Element, boolean>();

/** Whether an element is a piece of a line of text, which goes on after it. */
function isPiece(element: Element): boolean {
  let known = pieces.get(element);
  if (known === undefined) {
    known = isDrawnInLine(element);
    pieces.set(element, known);
  }
  return known;
}

/** A cell, whatever its tag, is none; a box in a line, such as a pill, is. */
function isDrawnInLine(element: Element): boolean {
  if (element.matches(CONTROL)) return true;
  if (isCellLike(element, element.parentElement)) return false;
  const display = displayOf(element);
  return display === '' ? isInline(element.localName) : display.startsWith('inline');
}

const displays = new Map<string, string>();
/** A list that places each row by a style of its own would fill the memory. Chosen, not measured. */
const MOST_KINDS = 500;

/** Elements that are alike are drawn alike: asking the browser about each row takes long. */
function displayOf(element: Element): string {
  const kind = [element.parentElement!, element]
    .map((part) => `${part.localName} ${part.getAttribute('class')} ${part.getAttribute('style')}`)
    .join();
  const known = displays.get(kind);
  if (known !== undefined) return known;
  if (displays.size >= MOST_KINDS) displays.clear();
  const { display } = getComputedStyle(element);
  displays.set(kind, display);
  return display;
}

function spotBeside(host: Element, { element, name }: KeyRow): Spot | undefined {
  const parent = host.parentElement;
  const isWithinRow = host !== element && element.contains(host);
  if (isWithinRow && isCellLike(host, parent)) {
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
function isCellLike(element: Element, parent: Element | null): boolean {
  if (element.matches(CELL) || !parent) return true;
  return parent.matches(CLOSED) || isContainer(parent);
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
    if (mayHold(sibling) && !editingHostOf(sibling) && isVisible(sibling)) found.push(sibling);
  }
  return found;
}

/** Whether a part of the page can have one of our elements in it. */
function mayHold(part: Element): boolean {
  const isBlock = part.matches(CELL) || !isInline(part.localName);
  return isBlock && !isOurElement(part) && !part.matches(NO_CELL);
}
