import { outwards, shownParent } from '../../page-model/dom';
import type { PageSnapshot } from '../../page-model/page-snapshot';
import { perNode } from '../../page-model/per-node';
import { copiedThing } from '../../secrets/secret-labels';
import { queryAll, shownNode } from '../live-page';
import { apart } from '../tasks';
import { CONTROL } from './selectors';

/* The page's controls, and those of them that mention copying. */

/** The most steps up the tree that a place reaches. */
export const DEPTH = 4;

/** An element and the smallest places around it. */
export function* placesAround(element: Element, most = DEPTH): Generator<Element, void> {
  let steps = 0;
  for (const place of outwards(element)) {
    if (steps++ >= most) return;
    yield place;
  }
}

/** The name of a control: its text, its label or its picture. */
export function controlName(snapshot: PageSnapshot, control: Element): string {
  const leaves = shownNode(snapshot, control)?.leaves ?? [];
  const text = leaves.map((leaf) => leaf.text).join(' ');
  // A character such as "⧉" is a picture.
  return (
    control.getAttribute('aria-label') || (/[\p{L}\p{N}]/u.test(text) ? text : (control.getAttribute('title') ?? ''))
  );
}

/** The control that an element is, or is part of. */
export function controlOf(element: Element): Element | undefined {
  for (const place of placesAround(element, DEPTH + 1)) if (place.matches(CONTROL)) return place;
  return undefined;
}

/** All controls below an element that mention copying. */
export function copyControlsIn(snapshot: PageSnapshot, root: Element): Element[] {
  return queryAll(snapshot, root, CONTROL).filter((control) => saysCopy(snapshot, control));
}

/** Whether a control mentions copying. */
export function saysCopy(snapshot: PageSnapshot, control: Element): boolean {
  const node = snapshot.nodeOf(control);
  return apart(() => (node ? nodeSaysCopy(node, snapshot) : isNamedCopy(snapshot, control))) ?? false;
}

const nodeSaysCopy = perNode(({ element }, snapshot: PageSnapshot) => isNamedCopy(snapshot, element));

function isNamedCopy(snapshot: PageSnapshot, control: Element): boolean {
  return copiedThing(controlName(snapshot, control)) !== undefined;
}

/** Whether one of the smallest places around an element, itself included, has a Copy button. */
export function isBesideCopyControl(snapshot: PageSnapshot, element: Element): boolean {
  const body = snapshot.nodeOf(element.ownerDocument.body);
  if (!body) return false;
  const places = placesOfCopyControls(body, snapshot);
  for (const place of placesAround(element)) {
    if (place.matches('body,table,ul,ol')) return false;
    if (places.has(place)) return true;
  }
  return false;
}

/** All elements below a page's body that hold a Copy button. They are found once, until the page changes. */
const placesOfCopyControls = perNode(({ element: body }, snapshot: PageSnapshot): ReadonlySet<Element> => {
  const places = new Set<Element>();
  for (const control of copyControlsIn(snapshot, body)) {
    // Ancestors of a known place are known too.
    for (const ancestor of outwards(shownParent(control))) {
      if (ancestor === body || places.has(ancestor)) break;
      places.add(ancestor);
    }
  }
  return places;
});
