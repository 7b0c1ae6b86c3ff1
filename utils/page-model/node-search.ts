import { isSilent, outwards } from './dom';
import { PageNode } from './page-node';

/** All nodes below one, silent ones among them, in document order. `skip` takes out a node with all that is in it. */
export function nodesWithin(root: PageNode, skip: (node: PageNode) => boolean = () => false): PageNode[] {
  const nodes: PageNode[] = [];
  const collect = ({ contents }: PageNode): void => {
    for (const part of contents) {
      if (!(part instanceof PageNode) || skip(part)) continue;
      nodes.push(part);
      collect(part);
    }
  };
  collect(root);
  return nodes;
}

/**
 * Whether a node is silent only because all that is read of it is a name: a picture that is neither hidden nor `img`.
 */
export function isNamedPicture(node: PageNode): boolean {
  return node.isSilent && node.test((element) => !isSilent(element));
}

type Found = Element | null | undefined;

/** The nodes of elements that a node's element refers to, such as its labels. Those that are not shown have none. */
export function relatedNodes(node: PageNode, find: (element: Element) => readonly Found[]): PageNode[] {
  return node
    .ask(find, [])
    .map((element) => element && nodeFrom(node, element))
    .filter((related) => related != null);
}

/** The node of an element, found by way of the lowest node that is around both. */
export function nodeFrom(start: PageNode, element: Element): PageNode | undefined {
  const path = [...outwards(element)];
  for (const around of start.outwards()) {
    const index = path.indexOf(around.element);
    if (index !== -1) return descend(around, path.slice(0, index));
  }
  return undefined;
}

function descend(from: PageNode, path: readonly Element[]): PageNode | undefined {
  return path.reduceRight<PageNode | undefined>(
    (node, element) => node?.children.find((child) => child.element === element),
    from,
  );
}

/** The lowest node that holds both. */
export function commonAncestor(one: PageNode, other: PageNode): PageNode | undefined {
  const around = new Set(other.outwards());
  for (const node of one.outwards()) if (around.has(node)) return node;
  return undefined;
}
