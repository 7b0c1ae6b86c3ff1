import { closestShown, isElement, isShownWithin, outwards, shownChildren, shownParent } from '../page-model/dom';

/*
 * Entries of a list, recognised by their siblings: a statement that could be prose is about a key if it stands as the
 * statements about other keys do.
 */

/** The element around a statement, and its siblings that have the same structure and such a statement too. */
export interface Entry {
  unit: Element;
  beside: readonly Element[];
  /** The siblings' statements could be read. */
  areReadable: boolean;
  /** The siblings are in another list. */
  isElsewhere?: true;
}

/** Elements that are one entry of a list, whatever it holds. */
export const UNIT = 'li,article,tr,[role="listitem"],[role="article"],[role="row"],[role="gridcell"]';

/** Elements of statements about keys and of their names. */
export interface Said {
  doubtful: readonly Element[];
  readable: readonly Element[];
  names: readonly Element[];
}

/** Maps doubtful statements to their entries, as far as these have siblings. */
export function entriesOf({ doubtful, readable, names }: Said): Map<Element, Entry> {
  const aroundNames = countsAround(names);
  const aroundReadable = countsAround(readable);
  const aroundDoubtful = countsAround(doubtful);
  const entries = new Map<Element, Entry>();
  for (const element of doubtful) {
    const largest = unitAround(element, aroundNames);
    const entry =
      entryOf(element, largest, readable, aroundReadable) ??
      (largest && unitElsewhere(element, largest, readable)) ??
      entryOf(element, largest, doubtful, aroundDoubtful);
    // A readable statement within it would be about the same key.
    if (entry && !aroundReadable.has(entry.unit)) entries.set(element, entry);
  }
  return entries;
}

type Counts = ReadonlyMap<Element, number>;

/** Counts how many of the elements each of their ancestors holds. */
function countsAround(elements: readonly Element[]): Counts {
  const counts = new Map<Element, number>();
  for (const element of elements) {
    for (const ancestor of outwards(element)) counts.set(ancestor, (counts.get(ancestor) ?? 0) + 1);
  }
  return counts;
}

/** The smallest unit of a list that has a name beside a statement. */
function unitAround(statement: Element, aroundNames: Counts): Element | undefined {
  for (const ancestor of outwards(statement)) if (ancestor.matches(UNIT) && aroundNames.has(ancestor)) return ancestor;
  return undefined;
}

/** The smallest part around a statement, but at most its unit, that has siblings of its kind. */
function entryOf(
  statement: Element,
  largest: Element | undefined,
  others: readonly Element[],
  around: Counts,
): Entry | undefined {
  // The statement may be one of the others itself.
  const least = around.has(statement) && others.includes(statement) ? 2 : 1;
  for (const unit of outwards(statement)) {
    const parent = shownParent(unit);
    if (!parent || (around.get(unit) ?? 0) >= least) return undefined;
    if ((around.get(parent) ?? 0) < least) {
      if (unit === largest) return undefined;
      continue;
    }
    const path = pathTo(statement, unit);
    const beside = childrenOf(parent).filter((child) => child !== unit && around.has(child) && isSame(child, unit));
    // Plain boxes can be any part of a page: a key's has a single readable statement, or has it in the same place.
    const isInPlace = (other: Element): boolean =>
      others.some((otherStatement) => isShownWithin(otherStatement, other) && pathTo(otherStatement, other) === path);
    const isAlike = (other: Element): boolean => (least === 1 && around.get(other) === 1) || isInPlace(other);
    const alike = unit.matches(UNIT) ? beside : beside.filter(isAlike);
    return alike.length > 0 ? { unit, beside: alike.slice(0, ENOUGH_BESIDE), areReadable: least === 1 } : undefined;
  }
  return undefined;
}

/** The unit of a statement that is like the unit of a readable statement in another list of the page. */
function unitElsewhere(statement: Element, unit: Element, readable: readonly Element[]): Entry | undefined {
  const path = pathTo(statement, unit);
  const beside = readable.slice(0, MOST_COMPARED).flatMap((otherStatement) => {
    const other = closestShown(otherStatement, UNIT);
    return other && other !== unit && isSame(other, unit) && pathTo(otherStatement, other) === path ? [other] : [];
  });
  return beside.length > 0 ? { unit, beside: beside.slice(0, 1), areReadable: true, isElsewhere: true } : undefined;
}

/** The most statements that show what an entry of the page is like, and the most siblings. Chosen, not measured. */
const MOST_COMPARED = 20;
const ENOUGH_BESIDE = 5;

function childrenOf(element: Element): Element[] {
  return Array.from(shownChildren(element)).filter(isElement);
}

function isSame(element: Element, other: Element): boolean {
  return element.localName === other.localName && element.getAttribute('role') === other.getAttribute('role');
}

/** The tags from an element up to one around it. */
function pathTo(element: Element, end: Element): string {
  const tags: string[] = [];
  for (const ancestor of outwards(element)) {
    if (ancestor === end) break;
    tags.push(ancestor.localName);
  }
  return tags.join();
}
