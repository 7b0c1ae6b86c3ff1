import { PageNode } from '../../page-model/page-node';
import type { PageSnapshot } from '../../page-model/page-snapshot';
import type { RootOf } from '../../page-model/dom';
import { spotsOf, type Spot } from '../../site/recipe/spot';
import { boxesOf } from './spot-boxes';

/** Of a longer page, only so many texts can be reached by keyboard. Chosen, not measured. */
const MOST_CHOICES = 3_000;
/** Outside of what lists keys. */
const ASIDE = 'nav,footer,[role="navigation"],[role="contentinfo"]';

/** All texts of the page that can be chosen and seen, in document order: the page's main content first. */
export function choicesOf(body: PageNode, snapshot: PageSnapshot, rootOf: RootOf): Spot[] {
  const main: Spot[] = [];
  const aside: Spot[] = [];
  const collect = (node: PageNode, outer: Spot[]): void => {
    const spots = node.is(ASIDE) ? aside : outer;
    spots.push(...spotsOf(node));
    for (const child of node.children) collect(child, spots);
  };
  collect(body, main);
  return [...main, ...aside]
    .slice(0, MOST_CHOICES)
    .filter((spot) => boxesOf(spot, rootOf).length > 0 && snapshot.canBeSeen(spot.node));
}
