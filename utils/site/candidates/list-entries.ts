import type { PageNode } from '../../page-model/page-node';

/*
 * Entries of a list, recognised by their siblings: a statement that could be prose is about a key if it stands as the
 * statements about other keys do.
 */

/** The node around a statement, and its siblings that have the same structure and such a statement too. */
export interface Entry {
  unit: PageNode;
  beside: readonly PageNode[];
  /** The siblings' statements could be read. */
  areReadable: boolean;
  /** The siblings are in another list. */
  isElsewhere?: true;
}

/** Elements that are one entry of a list, whatever it holds. */
export const UNIT = 'li,article,tr,[role="listitem"],[role="article"],[role="row"],[role="gridcell"]';

/** Nodes of statements about keys and of their names. */
export interface Said {
  doubtful: readonly PageNode[];
  readable: readonly PageNode[];
  names: readonly PageNode[];
}

/** Maps doubtful statements to their entries, as far as these have siblings. */
export function entriesOf({ doubtful, readable, names }: Said): Map<PageNode, Entry> {
  const aroundNames = countsAround(names);
  const aroundReadable = countsAround(readable);
  const aroundDoubtful = countsAround(doubtful);
  const entries = new Map<PageNode, Entry>();
  for (const statement of doubtful) {
    const largest = unitAround(statement, aroundNames);
    const entry =
      entryOf(statement, largest, readable, aroundReadable) ??
      (largest && unitElsewhere(statement, largest, readable)) ??
      entryOf(statement, largest, doubtful, aroundDoubtful);
    // A readable statement within it would be about the same key.
    if (entry && !aroundReadable.has(entry.unit)) entries.set(statement, entry);
  }
  return entries;
}

type Counts = ReadonlyMap<PageNode, number>;

/** Counts how many of the nodes each of their ancestors holds. */
export function countsAround(nodes: readonly PageNode[]): Counts {
  const counts = new Map<PageNode, number>();
  for (const node of nodes) {
    for (const ancestor of node.outwards()) counts.set(ancestor, (counts.get(ancestor) ?? 0) + 1);
  }
  return counts;
}

/** The smallest unit of a list that has a name beside a statement. */
function unitAround(statement: PageNode, aroundNames: Counts): PageNode | undefined {
  for (const ancestor of statement.outwards()) if (ancestor.is(UNIT) && aroundNames.has(ancestor)) return ancestor;
  return undefined;
}

/** The smallest part around a statement, but at most its unit, that has siblings of its kind. */
function entryOf(
  statement: PageNode,
  largest: PageNode | undefined,
  others: readonly PageNode[],
  around: Counts,
): Entry | undefined {
  // The statement may be one of the others itself.
  const least = around.has(statement) && others.includes(statement) ? 2 : 1;
  for (const unit of statement.outwards()) {
    const parent = unit.parent;
    if (!parent || (around.get(unit) ?? 0) >= least) return undefined;
    if ((around.get(parent) ?? 0) < least) {
      if (unit === largest) return undefined;
      continue;
    }
    const path = pathTo(statement, unit);
    const beside = parent.children.filter((child) => child !== unit && around.has(child) && isSame(child, unit));
    // Plain boxes can be any part of a page: a key's has a single readable statement, or has it in the same place.
    const isInPlace = (other: PageNode): boolean =>
      others.some((otherStatement) => otherStatement.isWithin(other) && pathTo(otherStatement, other) === path);
    const isAlike = (other: PageNode): boolean => (least === 1 && around.get(other) === 1) || isInPlace(other);
    const alike = unit.is(UNIT) ? beside : beside.filter(isAlike);
    return alike.length > 0 ? { unit, beside: alike.slice(0, ENOUGH_BESIDE), areReadable: least === 1 } : undefined;
  }
  return undefined;
}

/** The unit of a statement that is like the unit of a readable statement in another list of the page. */
function unitElsewhere(statement: PageNode, unit: PageNode, readable: readonly PageNode[]): Entry | undefined {
  const path = pathTo(statement, unit);
  const beside = readable.slice(0, MOST_COMPARED).flatMap((otherStatement) => {
    const other = otherStatement.closest(UNIT);
    return other && other !== unit && isSame(other, unit) && pathTo(otherStatement, other) === path ? [other] : [];
  });
  return beside.length > 0 ? { unit, beside: beside.slice(0, 1), areReadable: true, isElsewhere: true } : undefined;
}

/** The most statements that show what an entry of the page is like, and the most siblings. Chosen, not measured. */
const MOST_COMPARED = 20;
const ENOUGH_BESIDE = 5;

function isSame(node: PageNode, other: PageNode): boolean {
  return node.tag === other.tag && node.role === other.role;
}

/** The tags from a node up to one around it. */
function pathTo(node: PageNode, end: PageNode): string {
  const tags: string[] = [];
  for (const ancestor of node.outwards()) {
    if (ancestor === end) break;
    tags.push(ancestor.tag);
  }
  return tags.join();
}
