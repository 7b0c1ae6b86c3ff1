import type { PageNode } from '../../page-model/page-node';
import { textOfSpot, type Spot } from '../../site/recipe/spot';

/* A text that was pressed, in a page that has drawn it again since. */

/** A spot, its text, and where it was: its number among its siblings, and that of all it is in, from the inside out. */
export interface PressedSpot {
  spot: Spot;
  text: string;
  place: readonly number[];
}

export function pressedSpot(spot: Spot): PressedSpot {
  const place: number[] = [];
  for (let node = spot.node; node.parent; node = node.parent) place.push(node.parent.children.indexOf(node));
  return { spot, text: textOfSpot(spot), place };
}

/** The same text at the same place of the page as it is now. */
export function spotAgain({ spot, text, place }: PressedSpot, body: PageNode): Spot | undefined {
  let node: PageNode | undefined = body;
  while (node.parent) node = node.parent;
  for (const index of [...place].reverse()) node = node?.children[index];
  if (!node) return undefined;
  const again = { ...spot, node };
  return textOfSpot(again) === text ? again : undefined;
}
