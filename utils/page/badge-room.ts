import { ENTRY, isOurElement, outwards } from '../page-model/dom';
import type { Face } from './badge-face';
import { CELL } from './badge-spot';
import { takesNoRoom, type Form } from './badge-form';

/** A badge that is measured for all of its list. */
export interface Sample {
  face: Face;
  /** Prints the expiry. */
  date: Element;
  row: Element;
}

/** The page around a sample while no badge takes any room. In CSS px. */
export interface Bare {
  row: DOMRect;
  date: DOMRect;
  /** Where what is pressed in the row is. */
  controls: readonly DOMRect[];
  /** The top of the next row, if there is one. */
  next: number | undefined;
  /** By how much the content of each part around it exceeds that part. */
  overflows: readonly Overflow[];
}

interface Overflow {
  part: Element;
  across: number;
  down: number;
}

/** Rounding, and the edge of a badge, in px. Chosen, not measured. */
const TOLERANCE = 1;
/** How much room (px) stays free between a badge and the next text. Chosen, not measured. */
const CLEARANCE = 2;
/** The parts of a row that are looked at, at most. Chosen, not measured. */
const MOST_PARTS = 200;
const CONTROL = 'a[href],button,input,select,textarea,summary,[role="button"],[role="checkbox"],[role="switch"]';
/** What a badge may not lie over, whatever is in it. */
const SOLID = 'a,button,input,select,textarea,img,svg,video,canvas,iframe,[role="button"],[role="img"]';

/** The row that a badge belongs to, or at least what holds its date. */
export function rowAround(element: Element): Element {
  return element.closest(ENTRY) ?? element;
}

/** The page around a sample, which takes no room yet. */
export function measureBare({ date, row }: Sample): Bare {
  return {
    row: row.getBoundingClientRect(),
    date: textBox(date),
    controls: controlsIn(row),
    next: nextTop(row),
    overflows: [date, ...partsAround(date.parentElement), row, date.ownerDocument.documentElement].map(overflowOf),
  };
}

/** Whether all of a badge can be seen: nothing cuts it off, and in room that is not its own it lies over nothing. */
export function isSeen({ face: { place, content, form }, row }: Sample): boolean {
  const box = content!.getBoundingClientRect();
  const cell = place.parentElement?.closest(CELL) ?? row;
  const isWhole =
    box.width > 0 &&
    isWithin(box, cell.getBoundingClientRect(), { x: true, y: true }) &&
    [...partsAround(place.parentElement)].every((part) => isWithin(box, paddingBox(part), clippedAxes(part)));
  return isWhole && (!takesNoRoom(form) || liesFree(box, place, cell));
}

interface Axes {
  x: boolean;
  y: boolean;
}

function isWithin(box: DOMRect, around: DOMRect, { x, y }: Axes): boolean {
  const isAcross = box.left >= around.left - TOLERANCE && box.right <= around.right + TOLERANCE;
  const isDown = box.top >= around.top - TOLERANCE && box.bottom <= around.bottom + TOLERANCE;
  return (!x || isAcross) && (!y || isDown);
}

/** An element and those around it that cut off, or scroll, what exceeds them. */
function* partsAround(element: Element | null): Generator<Element, void> {
  const page = element?.ownerDocument;
  for (const part of outwards(element)) {
    if (part.ownerDocument !== page || part === page.body || part === page.documentElement) return;
    if (getComputedStyle(part).overflow !== 'visible') yield part;
  }
}

/** What can be scrolled to is not cut off. */
function clippedAxes(part: Element): Axes {
  const { overflowX, overflowY } = getComputedStyle(part);
  const scrolls = (overflow: string, isLarger: boolean): boolean => /auto|scroll/.test(overflow) && isLarger;
  return {
    x: overflowX !== 'visible' && !scrolls(overflowX, part.scrollWidth > part.clientWidth),
    y: overflowY !== 'visible' && !scrolls(overflowY, part.scrollHeight > part.clientHeight),
  };
}

function paddingBox(part: Element): DOMRect {
  const { left, top } = part.getBoundingClientRect();
  return new DOMRect(left + part.clientLeft, top + part.clientTop, part.clientWidth, part.clientHeight);
}

/** Whether a badge lies over nothing that its cell, or its row, shows. */
function liesFree(box: DOMRect, place: Element, scope: Element): boolean {
  for (const shown of boxesIn(scope, place)) {
    const isAcross = shown.left < box.right + CLEARANCE && shown.right > box.left - CLEARANCE;
    const isDown = shown.top < box.bottom - TOLERANCE && shown.bottom > box.top + TOLERANCE;
    if (isAcross && isDown) return false;
  }
  return true;
}

/** Where the texts, controls and pictures in a part of the page are. */
function* boxesIn(scope: Element, place: Element): Generator<DOMRect, void> {
  const page = scope.ownerDocument;
  const walker = page.createTreeWalker(scope, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node.nodeType === 1 && isLeftOut(node as Element) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  for (let parts = 0, node = walker.nextNode(); node && parts < MOST_PARTS; node = walker.nextNode(), parts++) {
    if (node.nodeType === 3) {
      if (node.nodeValue!.trim() !== '') yield* textBoxes(node as Text);
    } else if ((node as Element).matches(SOLID) && !node.contains(place))
      yield (node as Element).getBoundingClientRect();
  }
}

/** Ours, and what is there for screen readers alone. */
function isLeftOut(element: Element): boolean {
  const { offsetWidth, offsetHeight } = element as Partial<HTMLElement>;
  return isOurElement(element) || (offsetWidth! <= 1 && offsetHeight! <= 1);
}

function textBoxes(text: Text): DOMRectList {
  const range = text.ownerDocument.createRange();
  range.selectNodeContents(text);
  return range.getClientRects();
}

/** The box of all that an element prints, but for what is ours. */
function textBox(element: Element): DOMRect {
  const range = element.ownerDocument.createRange();
  range.selectNodeContents(element);
  const last = element.lastChild;
  if (last?.nodeType === 1 && isOurElement(last as Element)) range.setEndBefore(last);
  return range.getBoundingClientRect();
}

function controlsIn(row: Element): DOMRect[] {
  return Array.from(row.querySelectorAll(CONTROL), (control) => control.getBoundingClientRect());
}

function nextTop(row: Element): number | undefined {
  const next = row.nextElementSibling?.getBoundingClientRect();
  return next && next.height > 0 ? next.top : undefined;
}

function overflowOf(part: Element): Overflow {
  return { part, across: part.scrollWidth - part.clientWidth, down: part.scrollHeight - part.clientHeight };
}

/**
 * Whether a badge that takes room leaves the page's date as it was, pushes nothing out of anything, and makes the row
 * grow only where it may, and the list with it.
 */
export function isHarmless({ face, date, row }: Sample, bare: Bare): boolean {
  const { form } = face;
  const [rowNow, dateNow] = [row.getBoundingClientRect(), textBox(date)];
  if (!form.mayGrow && rowNow.height - bare.row.height > TOLERANCE) return false;
  if (!form.mayMove && haveMoved(bare.controls, controlsIn(row))) return false;
  if (Math.abs(dateNow.height - bare.date.height) > TOLERANCE) return false;
  // A badge that has slipped onto the next line looks as if it had been put there by mistake.
  if (form.place === 'inline' && face.host.getBoundingClientRect().top >= dateNow.bottom - TOLERANCE) return false;
  const overlap = bare.next === undefined ? 0 : bare.next - bare.row.bottom - (nextTop(row)! - rowNow.bottom);
  return overlap <= TOLERANCE && bare.overflows.every((before) => !exceedsMore(before, form));
}

function haveMoved(before: readonly DOMRect[], now: readonly DOMRect[]): boolean {
  return before.some(({ left, top }, index) => {
    const box = now[index];
    return box && Math.max(Math.abs(box.left - left), Math.abs(box.top - top)) > TOLERANCE;
  });
}

function exceedsMore(before: Overflow, { mayGrow }: Form): boolean {
  const { across, down } = overflowOf(before.part);
  if (across > Math.max(0, before.across) + TOLERANCE) return true;
  // What scrolls already may become longer.
  const isPage = before.part === before.part.ownerDocument.documentElement;
  return !(mayGrow && (isPage || before.down > 0)) && down > Math.max(0, before.down) + TOLERANCE;
}
