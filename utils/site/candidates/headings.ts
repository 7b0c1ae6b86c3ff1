import { KIND } from '../../page-model/kinds';
import type { PageNode } from '../../page-model/page-node';

/** Maps each node to the nearest heading above it, if there is one; headings within any of them do not count. */
export function headingsAbove(nodes: ReadonlySet<PageNode>, body: PageNode): Map<PageNode, PageNode | undefined> {
  const headings = new Map<PageNode, PageNode | undefined>();
  const around = ancestorsOf(nodes);
  let heading: PageNode | undefined;
  const follow = (parent: PageNode): void => {
    for (const child of parent.children) {
      if (headings.size === nodes.size) return;
      if (nodes.has(child)) headings.set(child, heading);
      else if (around.has(child)) {
        if ((child.kinds & KIND.heading) !== 0) heading = child;
        follow(child);
      } else heading = child.lastOfKind(KIND.heading) ?? heading;
    }
  };
  follow(body);
  return headings;
}

/** The nearest heading above a node. */
export function headingAbove(node: PageNode, body: PageNode): PageNode | undefined {
  return headingsAbove(new Set([node]), body).get(node);
}

function ancestorsOf(nodes: ReadonlySet<PageNode>): Set<PageNode> {
  const around = new Set<PageNode>();
  for (const node of nodes) {
    for (const ancestor of node.parent?.outwards() ?? []) {
      if (around.has(ancestor)) break;
      around.add(ancestor);
    }
  }
  return around;
}
