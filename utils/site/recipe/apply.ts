import { DEEPEST } from '../../page-model/dom';
import type { PageNode } from '../../page-model/page-node';
import type { DateContext } from '../dates/dates';
import { isInline, type SnapshotRow } from '../key-row';
import { createdAtOf, expiryOf, isKeyItself, nameOf } from './reading';
import type { Lesson, Level } from './recipe';
import { recordsIn, type FoundRecord } from './records';
import { childrenLike, isLike } from './shapes';

/**
 * The keys of a page by a lesson; none if the page does not fit it any more: then it is read as if nobody had taught
 * it.
 */
export function taughtRows(body: PageNode, lesson: Lesson, page: DateContext): TaughtRow[] {
  const context = { ...page, dateOrder: page.dateOrder ?? lesson.dateOrder };
  for (const listsIn of [listsByPlace, listsByShape, listsBelowOtherParents]) {
    const read = listsIn(body, lesson.levels).map((list) => rowsOfList(list, lesson, context));
    const fitting = read.filter((rows) => rows.length > 0);
    // If the way is another one now, several lists could be meant.
    if (fitting.length > 0) return isSure(fitting.length, lesson, listsIn) ? fitting.flat() : [];
  }
  return [];
}

type Lists = (body: PageNode, levels: readonly Level[]) => PageNode[];

function isSure(lists: number, { levels }: Lesson, way: Lists): boolean {
  return lists === 1 || way === listsByPlace || levels.some(({ place }) => place === undefined);
}

const listsByPlace: Lists = (body, levels) =>
  listsAt(body, levels, (alike, place) => alike.filter((_, index) => place === undefined || index === place));

const listsByShape: Lists = (body, levels) => listsAt(body, levels, (alike) => alike);

function listsAt(
  body: PageNode,
  levels: readonly Level[],
  choose: (alike: PageNode[], place: number | undefined) => PageNode[],
): PageNode[] {
  return levels.reduce(
    (nodes, level) => nodes.flatMap((node) => choose(childrenLike(node, level), level.place)),
    [body],
  );
}

/** So many of the innermost elements around a list have to be as they were. Chosen, not measured. */
const INNERMOST = 2;

const listsBelowOtherParents: Lists = (body, levels) => {
  const inner = levels.slice(-INNERMOST).reverse();
  if (inner.length < INNERMOST) return [];
  return [...nodesBelow(body)].filter((node) => {
    const above = [...node.outwards()];
    return inner.every((level, index) => above[index] && isLike(above[index], level));
  });
};

function* nodesBelow(node: PageNode, depth = 0): Generator<PageNode, void> {
  for (const child of node.children) {
    yield child;
    if (depth < DEEPEST) yield* nodesBelow(child, depth + 1);
  }
}

/** The keys of one list; none if it does not fit. */
function rowsOfList(list: PageNode, lesson: Lesson, context: DateContext): TaughtRow[] {
  const read = readRecords(list, lesson, context);
  // A list in which no expiry can be read any more is another one.
  const isRead = read.some(({ row }) => row.expiry.kind !== 'unknown');
  return isRead || !lesson.expiry ? read.map(({ row }) => row) : [];
}

/** A row, with what prints its name and its expiry; of several elements that print one together, all. */
export interface TaughtRow extends SnapshotRow {
  nameNode: PageNode;
  expiryNodes: readonly PageNode[];
}

/** A record with the key that it is. */
export interface ReadRecord {
  record: FoundRecord;
  row: TaughtRow;
}

/** All records of a list that have a name. Whether they fit is not asked. */
export function readRecords(list: PageNode, lesson: Lesson, context: DateContext): ReadRecord[] {
  return withoutHeader(
    recordsIn(list, lesson).flatMap((record) => {
      const name = nameOf(record, lesson.name);
      if (name === '') return [];
      const dates = { expiry: expiryOf(record, lesson.expiry, context), createdAt: createdAtOf(record, context) };
      return [{ record, row: rowOf(record, name, dates) }];
    }),
    lesson,
  );
}

interface Dates {
  expiry: SnapshotRow['expiry'];
  createdAt: number | undefined;
}

function rowOf(record: FoundRecord, name: string, { expiry, createdAt }: Dates): TaughtRow {
  const { node, home, name: nameNode } = record;
  const expiryNode = withRoom(record.expiry.at(-1) ?? nameNode);
  const isOneElement = home !== node.parent && nameNode.isWithin(node) && expiryNode.isWithin(node);
  const holder = isOneElement ? node : expiryNode;
  const isSecret = isKeyItself(name);
  return {
    node: holder,
    element: holder.element,
    expiryNode,
    nameNode,
    expiryNodes: record.expiry,
    expiryElement: expiryNode.element,
    ...(isSecret && { keyElement: nameNode.element, isUnnamed: true as const }),
    name: isSecret ? '' : name,
    expiry,
    ...(createdAt !== undefined && { createdAt }),
  };
}

/** A badge can stand in an element that shows text, or after one of a line. */
function withRoom(node: PageNode): PageNode {
  let place = node;
  while (place.isSilent && !isInline(place.tag) && place.parent) place = place.parent;
  return place;
}

/** The first row of some lists says what stands in the columns. One with a date is a key all the same. */
function withoutHeader(read: readonly ReadRecord[], { columns }: Lesson): ReadRecord[] {
  const isHeader = columns?.firstIsHeader && read[0]?.row.expiry.kind === 'unknown';
  return read.slice(isHeader ? 1 : 0);
}
