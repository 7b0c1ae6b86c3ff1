import { KIND } from '../../page-model/kinds';
import type { PageNode } from '../../page-model/page-node';
import { isUnseen } from '../../page-model/unseen';
import { isOfAnotherList } from '../evidence/other-list';
import { createsKeyOrToken } from '../vocabulary/create-controls';
import { nameOfAnother, titleAfter, titleOfNode, type ListTitle } from './text-titles';

/**
 * Maps each node to the nearest heading above it, if there is one, or to a title of something else that is no heading;
 * headings within any of the nodes do not count, and no heading of something else that stands in a box of its own, or
 * above a control that creates a key. The names of keys, which may stand beside their nodes, are no titles.
 */
export function headingsAbove(
  nodes: ReadonlySet<PageNode>,
  body: PageNode,
  names: ReadonlySet<string> = new Set(),
): Map<PageNode, ListTitle | undefined> {
  const headings = new Map<PageNode, ListTitle | undefined>();
  const around = ancestorsOf(nodes);
  let heading: ListTitle | undefined;
  /** The last one that may be that of keys. */
  let ofKeys: ListTitle | undefined;
  /** A title that is no heading: it holds until the next heading, and only in its box. */
  let title: ListTitle | undefined;
  const pass = (found: PageNode): void => {
    [heading, title] = [titleOfNode(found), undefined];
    if (!isOfAnotherList(heading.text)) ofKeys = heading;
  };
  const passBy = (part: PageNode): void => {
    const left = heading === ofKeys && isBoxBetween(part, nodes, around) ? undefined : headingLeftBy(part);
    const isKept = left && heading && names.has(left.text) && isSubheadingOfAnother(left, heading);
    if (left && !isKept) pass(left);
    else if (!names.has(part.text)) title = titleAfter(part, title);
    const above = title ?? heading;
    if (above !== ofKeys && createsKeyAfter(part, above!.node)) [heading, title] = [ofKeys, undefined];
  };
  const enter = (box: PageNode): void => {
    if ((box.kinds & KIND.heading) !== 0) pass(box);
    const name = nameOfAnother(box);
    const outside = [heading, title, ofKeys] as const;
    title = name ?? title;
    follow(box);
    if (name) [heading, title, ofKeys] = outside;
    else title = heading === outside[0] ? outside[1] : undefined;
  };
  const follow = (parent: PageNode): void => {
    for (const child of parent.children) {
      if (headings.size === nodes.size) return;
      if (nodes.has(child)) headings.set(child, title ?? heading);
      else if (around.has(child)) enter(child);
      // What names a box is its title already.
      else if (child !== title?.node) passBy(child);
    }
  };
  follow(body);
  return headings;
}

/**
 * Whether a part of the page is a box between two of the nodes that look alike, such as a tip between cards: its
 * heading is its own. A list of something else may begin so, too.
 */
function isBoxBetween(part: PageNode, nodes: ReadonlySet<PageNode>, around: ReadonlySet<PageNode>): boolean {
  const title = (part.kinds & KIND.heading) === 0 ? titleOf(part)?.text : undefined;
  if (!title || !hasMoreThanHeadings(part) || (!title.endsWith('?') && isOfAnotherList(title))) return false;
  const siblings = part.parent!.children;
  const place = siblings.indexOf(part);
  const isBeside = (node: PageNode): boolean => nodes.has(node) || around.has(node);
  const [before, after] = [siblings.slice(0, place).findLast(isBeside), siblings.slice(place).find(isBeside)];
  if (!before || !after || !nodes.has(before) || !nodes.has(after)) return false;
  return before.tag === after.tag && before.hasKind(KIND.control) === after.hasKind(KIND.control);
}

/** Whether a heading is below that of another list: then what it names is in that list. */
function isSubheadingOfAnother({ tag }: PageNode, { node, text }: ListTitle): boolean {
  return isOfAnotherList(text) && /^h[1-6]$/.test(node.tag) && tag > node.tag;
}

/** The nearest heading above a node. */
export function headingAbove(node: PageNode, body: PageNode): ListTitle | undefined {
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

export function ancestorsOf(nodes: Iterable<PageNode>): Set<PageNode> {
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
