import { outwards } from '../page-model/dom';
import { KIND } from '../page-model/kinds';
import type { PageNode } from '../page-model/page-node';
import type { PageSnapshot } from '../page-model/page-snapshot';

/*
 * The elements of an open page, with what its snapshot knows of them: this side of the page shows and moves things, so
 * it holds elements and not nodes.
 */

/** An open page. */
export interface LivePage {
  page: Document;
  /** What the page says now. */
  snapshot(): PageSnapshot;
}

/** The node of an element that shows text of its own; a field shows only a value. */
export function shownNode(snapshot: PageSnapshot, element: Element): PageNode | undefined {
  return element.localName === 'input' ? undefined : snapshot.nodeOf(element);
}

/** The text that an element shows. */
export function textOf(snapshot: PageSnapshot, element: Element): string {
  return shownNode(snapshot, element)?.text ?? '';
}

/** The innermost node that an element is in: within a picture or a field, nothing has a node of its own. */
export function nodeAround(snapshot: PageSnapshot, element: Element): PageNode | undefined {
  for (const ancestor of outwards(element)) {
    const node = snapshot.nodeOf(ancestor);
    if (node) return node;
  }
  return undefined;
}

/** All elements below `root` that match, hidden or not, through shadow roots and same-origin frames. */
export function queryAll<Found extends Element = Element>(
  snapshot: PageSnapshot,
  root: Element,
  selector: string,
): Found[] {
  const parts: (ParentNode | undefined)[] = [root, snapshot.partWithin(root)];
  snapshot.nodeOf(root)?.visitKinds(KIND.nestedRoot, ({ element }) => void parts.push(snapshot.partWithin(element)));
  return [...new Set(parts.flatMap((part) => [...(part?.querySelectorAll<Found>(selector) ?? [])]))];
}
