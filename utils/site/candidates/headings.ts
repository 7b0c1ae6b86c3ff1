import { KIND } from '../../page-model/kinds';
import type { PageNode } from '../../page-model/page-node';
import { isUnseen } from '../../page-model/unseen';
import { isOfAnotherList } from '../evidence/other-list';
import { createsKeyOrToken } from '../vocabulary/create-controls';

/**
 * Maps each node to the nearest heading above it, if there is one; headings within any of them do not count, and no
 * heading of something else that stands in a box of its own, or above a control that creates a key.
 */
export function headingsAbove(nodes: ReadonlySet<PageNode>, body: PageNode): Map<PageNode, PageNode | undefined> {
  const headings = new Map<PageNode, PageNode | undefined>();
  const around = ancestorsOf(nodes);
  let heading: PageNode | undefined;
  /** The last one that may be that of keys. */
  let ofKeys: PageNode | undefined;
  const pass = (found: PageNode | undefined): void => {
    if (!found) return;
    heading = found;
    if (!isOfAnotherList(found.text)) ofKeys = found;
  };
  const follow = (parent: PageNode): void => {
    for (const child of parent.children) {
      if (headings.size === nodes.size) return;
      if (nodes.has(child)) headings.set(child, heading);
      else if (around.has(child)) {
        if ((child.kinds & KIND.heading) !== 0) pass(child);
        const outside = [heading, ofKeys] as const;
        const summary = child.children.find(({ tag, text }) => tag === 'summary' && isOfAnotherList(text));
        pass(summary);
        follow(child);
        if (summary) [heading, ofKeys] = outside;
      } else {
        pass(headingLeftBy(child));
        if (heading !== ofKeys && createsKeyAfter(child, heading!)) heading = ofKeys;
      }
    }
  };
  follow(body);
  return headings;
}

/** The nearest heading above a node. */
export function headingAbove(node: PageNode, body: PageNode): PageNode | undefined {
  return headingsAbove(new Set([node]), body).get(node);
}

/** The first heading within an entry. */
export function titleOf(entry: PageNode): PageNode | undefined {
  let title: PageNode | undefined;
  entry.visitKinds(KIND.heading, (heading) => {
    title ??= heading;
    return false;
  });
  return title;
}

/** Whether a heading stands in a box with more in it, which `node` is not in: it may be the title of that box alone. */
export function isEnclosed(heading: PageNode, node: PageNode): boolean {
  for (const box of heading.parent?.outwards() ?? []) {
    if (node.isWithin(box)) return false;
    if (hasMoreThanHeadings(box)) return true;
  }
  return false;
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

/** The last heading in a part of the page that may be the title of what comes after it. */
function headingLeftBy(part: PageNode): PageNode | undefined {
  if (!part.hasKind(KIND.heading) || isUnseen(part)) return undefined;
  if ((part.kinds & KIND.heading) !== 0) return part;
  for (const child of part.children.toReversed()) {
    const heading = headingLeftBy(child);
    if (heading) return isOfAnotherList(heading.text) && isBoxOfItsOwn(part) ? undefined : heading;
  }
  return undefined;
}

const SECTION = 'section,article,details,li,[role="region"],[role="article"],[role="listitem"]';

/** Whether the headings in a part of the page are titles of what is in it, and of nothing after it. */
function isBoxOfItsOwn(part: PageNode): boolean {
  if ((part.kinds & KIND.notContent) !== 0) return true;
  return (part.is(SECTION) || hasSeveralHeadings(part)) && hasMoreThanHeadings(part);
}

function hasSeveralHeadings(part: PageNode): boolean {
  let count = 0;
  part.visitKinds(KIND.heading, () => {
    count++;
    return false;
  });
  return count > 1;
}

function hasMoreThanHeadings(part: PageNode): boolean {
  const skipped = KIND.heading | KIND.control;
  return part
    .leavesWithout(({ kinds }) => (kinds & skipped) !== 0, skipped)
    .some(({ text, node }) => /[\p{L}\d]/u.test(text) && !isUnseen(node));
}

/** Whether a part of the page has a control that creates a key, after a heading. */
function createsKeyAfter(part: PageNode, heading: PageNode): boolean {
  let creates = false;
  const visit = (control: PageNode): void => {
    creates ||=
      createsKeyOrToken(control.attribute('aria-label') ?? control.text) &&
      (!heading.isWithin(part) || heading.isBefore(control));
  };
  if ((part.kinds & KIND.control) !== 0) visit(part);
  else part.visitKinds(KIND.control, visit);
  return creates;
}
