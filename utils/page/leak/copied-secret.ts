import type { Leaf } from '../../page-model/page-node';
import type { Steps } from '../../page-model/steps';
import { openedForSearch, type CopiedText } from '../../secrets/copied-text';
import { secretCandidates, type Effort, type SecretShape } from '../../secrets/secret';
import { isBrokenKey } from '../../secrets/storage-gate';
import { couldBeWholeKey } from '../../site/candidates/secret-cells';
import { shownNode } from '../live-page';
import { isPlaceOfKey, isSecretIn, placeOf, type KnownPage, type SecretPlace } from './secret-places';

/* The secret in a copied text. */

/**
 * The place that a text was copied from, as it was at that moment: the page may have rendered again before the text is
 * scanned. Without an element, the place applies to all of the text.
 */
export interface CopiedFrom {
  place: SecretPlace;
  element?: Element | undefined;
}

/** The facts to keep about where a text was copied from; `place` overrides the element's own. */
export function copiedFrom(page: KnownPage, element: Element | undefined, place?: SecretPlace): CopiedFrom {
  return place || !element ? { place: place ?? 'plain' } : { place: placeOf(page, element), element };
}

/** The most values that are searched for in all texts of the page. */
const MOST_SEARCHES = 20;

/**
 * The surest secret in a copied text, in steps, weighed with its place in the element that it comes from. Once the
 * effort is spent, a text is weighed with the place that it was copied from.
 */
export function* secretInSteps(
  page: KnownPage,
  text: CopiedText,
  { element, place }: CopiedFrom,
  effort: Effort = { steps: 0 },
): Steps<SecretShape | undefined> {
  // A selection may extend beyond the element that it begins in.
  const leaves = element ? [element, element.ownerDocument.body].flatMap((root) => leavesOf(page, root)) : [];
  let byValues: Map<string, Element> | undefined;
  let searches = 0;
  for (const candidate of secretCandidates(openedForSearch(text), effort)) {
    yield undefined;
    const { value } = candidate;
    if (page.isName(value)) continue;
    if (isSecretIn(() => 'else', candidate)) return candidate.shape;
    const known = (byValues ??= yield* byValue(leaves, effort));
    const exactPlace = (): SecretPlace => {
      // Of a leaf that is selected in part only a piece is copied: that leaf is the first, or the last.
      const holder =
        known.get(value) ??
        (searches++ < MOST_SEARCHES ? leaves.find((leaf) => leaf.text.includes(value))?.node.element : undefined);
      return holder ? placeOf(page, holder) : place;
    };
    if (isSecretIn(exactPlace, candidate)) return candidate.shape;
  }
  return wholeKeyIn(page, openedForSearch(text).trim(), element);
}

/** A text shorter than most keys, or in groups, is one if it stands where the list shows its keys. */
function wholeKeyIn(page: KnownPage, text: string, element: Element | undefined): SecretShape | undefined {
  if (isBrokenKey(text)) return 'v2';
  const isKey = element && !page.isName(text) && couldBeWholeKey(text) && isPlaceOfKey(page, element);
  return isKey ? 'possible' : undefined;
}

function leavesOf({ snapshot }: KnownPage, root: Element): readonly Leaf[] {
  return shownNode(snapshot, root)?.leaves ?? [];
}

/** Maps values that may be secrets to the elements that hold them, in one pass, however many there are. */
function* byValue(leaves: readonly Leaf[], effort: Effort): Steps<Map<string, Element>> {
  const known = new Map<string, Element>();
  for (const { node, text } of leaves) {
    for (const { value } of secretCandidates(text, effort)) if (!known.has(value)) known.set(value, node.element);
    yield undefined;
  }
  return known;
}
