import { isOurElement, type RootOf } from '../../page-model/dom';
import type { PageNode } from '../../page-model/page-node';
import type { PageSnapshot } from '../../page-model/page-snapshot';
import { findDate, looksLikeDate, type DateContext } from '../../site/dates/dates';
import { spotsOf, textOfSpot, type Spot } from '../../site/recipe/spot';
import { nodeAround } from '../live-page';
import { boxesOf, originOf } from './spot-boxes';

/* What a person points at. */

/** A point of the viewport, in CSS px. */
export interface Point {
  x: number;
  y: number;
}

/** The innermost element of the page at a point, through shadow roots and frames, below all that is ours. */
export function elementUnder(page: Document, snapshot: PageSnapshot, { x, y }: Point): Element | undefined {
  let root: DocumentOrShadowRoot = page;
  let origin = { x: 0, y: 0 };
  let element: Element | undefined;
  for (;;) {
    const next: Element | undefined = root
      .elementsFromPoint(x - origin.x, y - origin.y)
      .find((found) => !isOurElement(found));
    if (!next || next === element) return element;
    element = next;
    const part = snapshot.partWithin(element);
    if (!part) return element;
    if (part.nodeType === 11) root = part as ShadowRoot;
    else {
      root = part.ownerDocument!;
      origin = originOf(part.ownerDocument!);
    }
  }
}

/** A tooltip may belong to something around what is pointed at, so many steps up at most. Chosen, not measured. */
const REACH = 3;

/** The element that is pointed at, and the point. */
interface Pointed {
  snapshot: PageSnapshot;
  element: Element;
  at: Point;
  rootOf: RootOf;
}

/** The text that a person means: if a date is wanted, rather one that holds a date. */
export function spotMeant(
  { snapshot, element, at, rootOf }: Pointed,
  wantsDate: DateContext | undefined,
): Spot | undefined {
  const node = nodeAround(snapshot, element);
  if (!node) return undefined;
  const within = spotsWithin(node);
  const spots = [...within, ...spotsAround(node)];
  const near = spots
    .map((spot) => ({ spot, distance: distanceTo(spot, at, rootOf) }))
    .filter(({ distance }) => distance <= NEAR)
    .sort((one, other) => one.distance - other.distance)
    .map(({ spot }) => spot);
  const dated = wantsDate && near.find((spot) => holdsDate(textOfSpot(spot), wantsDate));
  // Anywhere in a cell, its only text is meant.
  return dated ?? near[0] ?? (within.length === 1 ? within[0] : undefined);
}

/** A person points at a line, not at its letters: so far from them (px) counts. Chosen, not measured. */
const NEAR = 12;

function distanceTo(spot: Spot, { x, y }: Point, rootOf: RootOf): number {
  const distances = boxesOf(spot, rootOf).map(({ left, top, width, height }) =>
    Math.hypot(Math.max(left - x, 0, x - left - width), Math.max(top - y, 0, y - top - height)),
  );
  return Math.min(Infinity, ...distances);
}

/** A large part of the page, with more texts than these, is not meant by any of them. Chosen, not measured. */
const MOST_WITHIN = 12;

function spotsWithin(node: PageNode): Spot[] {
  if (node.leaves.length > MOST_WITHIN) return spotsOf(node);
  const spots: Spot[] = [];
  const collect = (part: PageNode): void => {
    spots.push(...spotsOf(part));
    part.children.forEach(collect);
  };
  collect(node);
  return spots;
}

function spotsAround(node: PageNode): Spot[] {
  const spots: Spot[] = [];
  let steps = 0;
  for (const part of node.outwards()) {
    if (steps++ > REACH || part.tag === 'body') break;
    if (part !== node) spots.push(...spotsOf(part));
  }
  return spots;
}

export function holdsDate(text: string, context: DateContext): boolean {
  return looksLikeDate(text, context) || findDate(text, context) !== null;
}
