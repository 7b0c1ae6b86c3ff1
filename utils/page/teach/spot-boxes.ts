import { isElement, isOurElement, outwards, shownChildren, type RootOf } from '../../page-model/dom';
import type { Spot } from '../../site/recipe/spot';
import { intersection, type Box } from '../place';

/* Where on the screen the texts of a page are, those in frames too. */

/** The boxes of a spot, a line each, from the viewport's top left corner. */
export function boxesOf(spot: Spot, rootOf: RootOf): Box[] {
  const { element } = spot.node;
  const texts = spot.from === 'text' ? runOfText(element, spot.run ?? 0, rootOf) : [];
  const rects = texts.length > 0 ? rectsOfTexts(texts) : [element.getBoundingClientRect()];
  const { x, y } = originOf(element.ownerDocument);
  return rects
    .filter(({ width, height }) => width > 0 && height > 0)
    .map(({ left, top, width, height }) => ({ left: left + x, top: top + y, width, height }));
}

/** The part of an element that is not cut off or scrolled out of sight; without a size if there is none. */
export function shownBoxOf(element: Element): Box {
  let box: Box = element.getBoundingClientRect();
  for (const around of outwards(element.parentElement)) {
    if (around.localName === 'body') break;
    const { overflowX, overflowY } = getComputedStyle(around);
    if (overflowX !== 'visible' || overflowY !== 'visible') box = intersection(box, around.getBoundingClientRect());
  }
  const { x, y } = originOf(element.ownerDocument);
  return { left: box.left + x, top: box.top + y, width: box.width, height: box.height };
}

/** The text nodes of one run: an element ends it, unless it is ours. */
function runOfText(element: Element, index: number, rootOf: RootOf): Text[] {
  const runs: Text[][] = [[]];
  for (const child of Array.from(shownChildren(element, rootOf))) {
    if (child.nodeType === 3) runs.at(-1)!.push(child as Text);
    else if (isElement(child) && !isOurElement(child)) runs.push([]);
  }
  return runs.filter((run) => run.some(({ data }) => data.trim() !== ''))[index] ?? [];
}

function rectsOfTexts(texts: readonly Text[]): DOMRect[] {
  return texts.flatMap((text) => {
    const range = text.ownerDocument.createRange();
    range.selectNodeContents(text);
    return [...range.getClientRects()];
  });
}

/** Where the viewport of a frame's document begins. */
export function originOf(page: Document): { x: number; y: number } {
  const frame = frameOf(page);
  if (!frame) return { x: 0, y: 0 };
  const { left, top } = frame.getBoundingClientRect();
  const { x, y } = originOf(frame.ownerDocument);
  return { x: x + left + frame.clientLeft, y: y + top + frame.clientTop };
}

function frameOf(page: Document): Element | undefined {
  try {
    return page.defaultView?.frameElement ?? undefined;
  } catch {
    return undefined;
  }
}
