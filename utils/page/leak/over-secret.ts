import { isOurElement, isShownWithin, outwards } from '../../page-model/dom';
import { intersection, type Box } from '../place';
import { TOP_LAYER } from '../top-layer';

/*
 * Parts of the page that lie over a secret, such as a dialog, a menu or a header that stays in place. A cover that lay
 * over these too would take their presses. If that is not sure, the cover stays: a secret must not show.
 */

/** A point for so many px of a line, by turns in its upper and its lower half. Chosen, not measured. */
const BETWEEN_POINTS = 32;
/** The styles with which a background is opaque and whole, except for its corners. */
const WHOLE = {
  opacity: '1',
  filter: 'none',
  'mix-blend-mode': 'normal',
  'clip-path': 'none',
  'mask-image': 'none',
  rotate: 'none',
} as const;
/** How far rounded corners reach into a box, for each px of their radius. */
const CORNER = 1 - Math.SQRT1_2;

/** The boxes within which nothing of a secret can be seen, because something opaque of the page is above it. */
export function opaqueOver(secret: Element, lines: readonly Box[]): Box[] {
  const found = new Map<Element, Box | undefined>();
  for (const [x, y] of lines.flatMap(pointsIn)) {
    for (const element of aboveAt(secret, x, y))
      if (!found.has(element)) found.set(element, opaqueBoxOf(element, secret));
  }
  return [...found.values()].filter((box) => box !== undefined);
}

function pointsIn({ left, top, width, height }: Box): [x: number, y: number][] {
  const count = Math.max(2, Math.ceil(width / BETWEEN_POINTS));
  return Array.from({ length: count }, (_, index) => [
    left + ((index + 0.5) * width) / count,
    top + height * (index % 2 === 0 ? 0.25 : 0.75),
  ]);
}

/** The elements above a secret at a point, from the top. If it is not met there, only the top layer is sure. */
function aboveAt(secret: Element, x: number, y: number): Element[] {
  const hit = (secret.getRootNode() as Document | ShadowRoot)
    .elementsFromPoint(x, y)
    // What a pseudo-element draws elsewhere is no part of its element's box.
    .filter((element) => !isOurElement(element) && holds(element.getBoundingClientRect(), x, y));
  const end = hit.findIndex((element) => isShownWithin(element, secret) || isShownWithin(secret, element));
  const above = end < 0 ? hit : hit.slice(0, end);
  const isMet = end >= 0 && isShownWithin(hit[end]!, secret);
  return isMet ? above : above.filter((element) => element.closest(TOP_LAYER));
}

function holds({ left, top, right, bottom }: DOMRect, x: number, y: number): boolean {
  return left <= x && x < right && top <= y && y < bottom;
}

/** The part of an element that hides all below it. */
function opaqueBoxOf(element: Element, secret: Element): Box | undefined {
  const style = getComputedStyle(element);
  // A colour that is not opaque has a fourth number.
  if (/^rgba|^transparent$|\//.test(style.backgroundColor) || style.backgroundClip !== 'border-box') return undefined;
  const boxes = element.getClientRects();
  if (boxes.length !== 1 || style.borderRadius.includes('%')) return undefined;
  let box = inset(boxes[0]!, CORNER * Math.max(...style.borderRadius.split(/[ /]+/).map(Number.parseFloat)));
  for (const ancestor of outwards(element)) {
    if (isShownWithin(secret, ancestor)) break;
    if (!isWhole(getComputedStyle(ancestor))) return undefined;
    if (ancestor !== element && cutsOff(ancestor)) box = intersection(box, ancestor.getBoundingClientRect());
  }
  return box.width > 0 && box.height > 0 ? box : undefined;
}

function inset({ left, top, width, height }: Box, by: number): Box {
  return { left: left + by, top: top + by, width: width - 2 * by, height: height - 2 * by };
}

function cutsOff(element: Element): boolean {
  const { overflowX, overflowY } = getComputedStyle(element);
  return overflowX !== 'visible' || overflowY !== 'visible';
}

/** Whether all of a box is drawn, and upright. */
function isWhole(style: CSSStyleDeclaration): boolean {
  const isUpright = /^(?:none$|matrix\([^,]+, 0, 0, )/.test(style.transform);
  return isUpright && Object.entries(WHOLE).every(([name, value]) => style.getPropertyValue(name) === value);
}

/** What is left of boxes without others. */
export function without(boxes: readonly Box[], others: readonly Box[]): Box[] {
  return others.reduce((left, other) => left.flatMap((box) => partsOutside(box, other)), [...boxes]);
}

function partsOutside(box: Box, other: Box): Box[] {
  const hole = intersection(box, other);
  if (hole.width <= 0 || hole.height <= 0) return [box];
  const [right, bottom] = [hole.left + hole.width, hole.top + hole.height];
  return [
    { ...box, height: hole.top - box.top },
    { ...box, top: bottom, height: box.top + box.height - bottom },
    { ...hole, left: box.left, width: hole.left - box.left },
    { ...hole, left: right, width: box.left + box.width - right },
  ].filter(({ width, height }) => width > 0 && height > 0);
}
