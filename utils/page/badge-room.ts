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
  /** By how much the content of each part around it, and of each cell of the row, exceeds that part. */
  overflows: readonly Overflow[];
}

interface Overflow {
  part: Element;
  /** Whether a scroll bar may come. */
  scrolls: boolean;
  across: number;
  down: number;
}

/** Rounding, and the edge of a badge, in px. Chosen, not measured. */
const TOLERANCE = 1;
/** A line of text has its middle lower than its box: a badge may exceed a cell as high as the line by so much (px). */
const LOWER = 3;
/** How much room (px) stays free between a badge that takes none and the next text. Chosen, not measured. */
const CLEARANCE = 2;
/** How far (px) from the date a badge may stand before it. Chosen, not measured. */
const FURTHEST = 24;
/** The parts of a row that are looked at, at most. Chosen, not measured. */
const MOST_PARTS = 200;
const CONTROL = 'a[href],button,input,select,textarea,summary,[role="button"],[role="checkbox"],[role="switch"]';
/** Content of a style sheet that prints nothing. */
const BLANK = /^(?:none|normal|"(?:\\a|\s)*")$/;
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
    overflows: [
      ...new Set([date, ...partsAround(date.parentElement), row, ...row.children, date.ownerDocument.documentElement]),
    ].map(overflowOf),
  };
}

/** Whether all of a badge can be seen, and it lies over nothing. */
export function isSeen(sample: Sample): boolean {
  const { place, content, form } = sample.face;
  const box = content!.getBoundingClientRect();
  const cell = cellOf(sample);
  // Only its cell counts if the badge fits into it: another one may lie over that, and be scrolled away.
  const scope = isWithin(box, cell.getBoundingClientRect(), { x: false, y: true }) ? cell : sample.row;
  return (
    isInCell(sample) &&
    [...partsAround(place.parentElement)].every((part) => isWithin(box, paddingBox(part), clippedAxes(part))) &&
    !liesOverGenerated(sample) &&
    liesFree(box, place, { scope, clearance: takesNoRoom(form) ? CLEARANCE : -TOLERANCE })
  );
}

/** Whether a badge is within its cell, or else its row. That takes a fraction of the time that {@link isSeen} takes. */
export function isInCell(sample: Sample): boolean {
  const box = sample.face.content!.getBoundingClientRect();
  const { left, top, width, height } = cellOf(sample).getBoundingClientRect();
  const cell = new DOMRect(left, top - LOWER, width, height + 2 * LOWER);
  return box.width > 0 && box.height <= height + TOLERANCE && isWithin(box, cell, { x: true, y: true });
}

function cellOf({ face: { place }, row }: Sample): Element {
  return place.parentElement?.closest(CELL) ?? row;
}

/**
 * Whether a badge may lie over text of a style sheet, between it and the date or after the date: nothing measures that.
 */
function liesOverGenerated({ face: { place, form }, row }: Sample): boolean {
  if (!takesNoRoom(form)) return false;
  const pseudo = form.place === 'ahead' ? '::before' : '::after';
  for (const part of outwards(place.parentElement)) {
    if (!BLANK.test(getComputedStyle(part, pseudo).content)) return true;
    if (part === row || part.matches(CELL)) break;
  }
  return false;
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

/** The padding box as it is drawn: of all boxes, only the border's shows how large a transform of the page makes it. */
function paddingBox(part: Element): DOMRect {
  const { left, top, width, height } = part.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = part as Partial<HTMLElement>;
  const [across, down] = [width / offsetWidth! || 1, height / offsetHeight! || 1];
  const { clientLeft, clientTop, clientWidth, clientHeight } = part;
  return new DOMRect(left + clientLeft * across, top + clientTop * down, clientWidth * across, clientHeight * down);
}

/** Whether a badge lies over nothing that a part of the page shows. */
function liesFree(box: DOMRect, place: Element, { scope, clearance }: { scope: Element; clearance: number }): boolean {
  for (const shown of boxesIn(scope, place)) {
    const isAcross = shown.left < box.right + clearance && shown.right > box.left - clearance;
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

/** Ours, and what is there only for screen readers. */
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
  const { firstChild, lastChild } = element;
  if (isOurs(firstChild)) range.setStartAfter(firstChild!);
  if (isOurs(lastChild)) range.setEndBefore(lastChild!);
  return range.getBoundingClientRect();
}

function isOurs(node: Node | null): boolean {
  return node?.nodeType === 1 && isOurElement(node as Element);
}

function controlsIn(row: Element): DOMRect[] {
  return Array.from(row.querySelectorAll(CONTROL), (control) => control.getBoundingClientRect());
}

function nextTop(row: Element): number | undefined {
  const next = row.nextElementSibling?.getBoundingClientRect();
  return next && next.height > 0 ? next.top : undefined;
}

function overflowOf(part: Element): Overflow {
  const scrolls = part === part.ownerDocument.documentElement || /auto|scroll/.test(getComputedStyle(part).overflow);
  return { part, scrolls, across: part.scrollWidth - part.clientWidth, down: part.scrollHeight - part.clientHeight };
}

/**
 * Whether a badge leaves the page as it was: it pushes nothing out of anything, nor brings a scroll bar; and if it
 * takes room, the date keeps its lines, and the row grows only where it may, and the list with it.
 */
export function isHarmless(sample: Sample, bare: Bare): boolean {
  const { form } = sample.face;
  return (
    bare.overflows.every((before) => !exceedsMore(before, form)) &&
    (takesNoRoom(form) ? isByDate(sample, bare) : keepsPlaces(sample, bare))
  );
}

/** Whether the date is where it was, and a badge ahead of it is near. */
function isByDate({ face: { content, form }, date }: Sample, bare: Bare): boolean {
  const [{ left, right }, now] = [content!.getBoundingClientRect(), textBox(date)];
  const gap = Math.max(now.left - right, left - now.right);
  return !haveMoved([bare.date], [now]) && (form.place !== 'ahead' || gap <= FURTHEST);
}

function keepsPlaces({ face: { form, host }, date, row }: Sample, bare: Bare): boolean {
  const [rowNow, dateNow] = [row.getBoundingClientRect(), textBox(date)];
  if (!form.mayGrow && rowNow.height - bare.row.height > TOLERANCE) return false;
  if (!form.mayMove && haveMoved(bare.controls, controlsIn(row))) return false;
  // A line that ends before the badge may give the date more room than it had.
  if (dateNow.height - bare.date.height > TOLERANCE) return false;
  // A badge that has slipped onto the next line looks as if it had been put there by mistake.
  if (form.place === 'inline' && host.getBoundingClientRect().top >= dateNow.bottom - TOLERANCE) return false;
  const overlap = bare.next === undefined ? 0 : bare.next - bare.row.bottom - (nextTop(row)! - rowNow.bottom);
  return overlap <= TOLERANCE;
}

function haveMoved(before: readonly DOMRect[], now: readonly DOMRect[]): boolean {
  return before.some(({ left, top }, index) => {
    const box = now[index];
    return box && Math.max(Math.abs(box.left - left), Math.abs(box.top - top)) > TOLERANCE;
  });
}

function exceedsMore(before: Overflow, form: Form): boolean {
  // What hangs over an edge that it is not cut off at counts as content, and moves nothing.
  if (takesNoRoom(form) && !before.scrolls) return false;
  const { across, down } = overflowOf(before.part);
  // The sizes are whole numbers, and a single pixel brings a scroll bar.
  const tolerance = before.scrolls ? 0 : TOLERANCE;
  if (across > Math.max(0, before.across) + tolerance) return true;
  // What scrolls already may become longer.
  const isPage = before.part === before.part.ownerDocument.documentElement;
  return !(form.mayGrow && (isPage || before.down > 0)) && down > Math.max(0, before.down) + tolerance;
}
