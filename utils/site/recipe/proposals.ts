import { commonAncestor } from '../../page-model/node-search';
import type { PageNode } from '../../page-model/page-node';
import { partsOfExpiry, partTo, piecesOf } from './parts';
import type { Lesson, Part } from './recipe';
import { childrenLike, follow, nodesAbove, shapeOf, wayTo } from './shapes';
import type { Spot } from './spot';

/*
 * Every way in which a page may hold the record that was pressed, from the simplest on. Which one it is shows when all
 * are tried.
 */

/** What was pressed: a name, and an expiry unless the page shows none. */
export interface Pressed {
  name: Spot;
  expiry?: Spot;
}

/** A lesson without the way to the list, and that list. */
export interface Proposal {
  list: PageNode;
  lesson: Omit<Lesson, 'levels'>;
}

/** The most children in a row that are tried as one record. Chosen, not measured. */
const LARGEST_SLICE = 12;

export function proposals(body: PageNode, pressed: Pressed): Proposal[] {
  const { name, expiry } = pressed;
  const fork = commonAncestor(name.node, (expiry ?? name).node);
  if (!fork || fork === body) return fork ? inLists(fork, pressed) : [];
  return [...asRows(body, fork, pressed), ...inLists(fork, pressed)];
}

/** Each ancestor may be the record. */
function asRows(body: PageNode, fork: PageNode, pressed: Pressed): Proposal[] {
  return nodesAbove(fork, body).flatMap((node) => {
    const list = node.parent;
    if (!list) return [];
    // Without an expiry nothing tells where the cells are: they are what is in the record itself.
    const home = pressed.expiry || fork === node ? fork : node;
    const lesson = { layout: 'rows' as const, row: shapeOf(node), stem: wayTo(home, node) };
    return partPairs(pressed, home)
      .filter((parts) => !areOfTwoRecords(home, parts) && !holdsSeveral(home, node, parts))
      .map((parts) => ({ list, lesson: { ...lesson, ...parts } }));
  });
}

/** Whether name and expiry are in two cells that each have both: the name of one key, and the expiry of another. */
function areOfTwoRecords(home: PageNode, { name, expiry }: Pick<Lesson, 'name' | 'expiry'>): boolean {
  if (!name.cell || !expiry?.cell || name.cell.tag !== expiry.cell.tag || expiry.joined) return false;
  const [one, other] = [follow(home, [name.cell]), follow(home, [expiry.cell])];
  if (!one || !other || one === other || JSON.stringify(name.steps) === JSON.stringify(expiry.steps)) return false;
  return follow(one, expiry.steps) !== undefined && follow(other, name.steps) !== undefined;
}

/** Whether something beside `home`, or around it, within what may be the record, holds a name and an expiry as well. */
function holdsSeveral(home: PageNode, record: PageNode, { name, expiry }: Pick<Lesson, 'name' | 'expiry'>): boolean {
  const ways = [name, expiry].flatMap((part) => (part ? [[...(part.cell ? [part.cell] : []), ...part.steps]] : []));
  for (const part of home.outwards()) {
    if (part === record || !part.parent) return false;
    const steps = wayTo(home, part);
    const others = childrenLike(part.parent, shapeOf(part)).filter((other) => other !== part);
    if (others.some((other) => ways.every((way) => follow(other, [...steps, ...way])))) return true;
  }
  return false;
}

/** Name and expiry of a record below `home`, read in each way. */
function partPairs({ name, expiry }: Pressed, home: PageNode): Pick<Lesson, 'name' | 'expiry'>[] {
  const names = partTo(name, home);
  if (!expiry) return names.map((part) => ({ name: part }));
  const isSame = expiry.node === name.node && expiry.from === name.from && expiry.run === name.run;
  if (isSame) return names.flatMap((part) => piecesOf(name, part));
  const expiries = partsOfExpiry(expiry, home, name.node);
  return names.flatMap((part) => expiries.map((other) => ({ name: part, expiry: other })));
}

/** What holds name and expiry may be the list itself. */
function inLists(list: PageNode, { name, expiry }: Pressed): Proposal[] {
  if (!expiry) return [];
  const { children } = list;
  const [one, other] = [name, expiry].map(({ node }) => children.findIndex((child) => node.isWithin(child))) as [
    number,
    number,
  ];
  if (one < 0 || other < 0 || one === other) return [];
  const ends = { list, name, expiry, one: children[one]!, other: children[other]! };
  return [...asRun(ends, other < one), ...asColumns(ends), ...asSlices(ends, one, other)];
}

interface Ends {
  list: PageNode;
  name: Spot;
  expiry: Spot;
  /** The children of the list that hold them. */
  one: PageNode;
  other: PageNode;
}

function asRun({ list, name, expiry, one, other }: Ends, isBefore: boolean): Proposal[] {
  return partsOfExpiry(expiry, other, name.node).map((part) => ({
    list,
    lesson: {
      layout: 'run' as const,
      row: shapeOf(one),
      stem: [],
      name: below(name, one),
      expiry: {
        ...part,
        steps: part.cell ? [part.cell, ...part.steps] : part.steps,
        cell: { ...shapeOf(other), place: isBefore ? -1 : 0 },
      },
    },
  }));
}

/** Each child of the list may be a column. */
function asColumns({ list, name, expiry, one, other }: Ends): Proposal[] {
  const [cell, otherCell] = [cellWithin(one, name), cellWithin(other, expiry)];
  const columns = list.children.filter(({ tag }) => tag === one.tag);
  if (!cell || !otherCell || cell.index !== otherCell.index) return [];
  const inColumn = (spot: Spot, { node }: { node: PageNode }, column: PageNode): Part => ({
    ...below(spot, node),
    cell: { ...shapeOf(node), place: 0 },
    column: columns.indexOf(column),
  });
  return [
    {
      list,
      lesson: {
        layout: 'columns',
        row: shapeOf(one),
        stem: [],
        name: inColumn(name, cell, one),
        expiry: inColumn(expiry, otherCell, other),
      },
    },
  ];
}

function cellWithin(column: PageNode, { node }: Spot): { node: PageNode; index: number } | undefined {
  const { children } = column;
  const index = children.findIndex((child) => node.isWithin(child));
  return index < 0 ? undefined : { node: children[index]!, index };
}

/** Each record may be as many children as all others. */
function asSlices({ list, name, expiry, one, other }: Ends, first: number, second: number): Proposal[] {
  const sizes = Array.from({ length: LARGEST_SLICE - 1 }, (_, index) => index + 2);
  const inSlice = (spot: Spot, cell: PageNode, column: number): Part => ({
    ...below(spot, cell),
    cell: { ...shapeOf(cell), place: 0 },
    column,
  });
  return sizes
    .filter((size) => Math.floor(first / size) === Math.floor(second / size))
    .map((size) => ({
      list,
      lesson: {
        layout: 'slices' as const,
        size,
        row: shapeOf(one),
        stem: [],
        name: inSlice(name, one, first % size),
        expiry: inSlice(expiry, other, second % size),
      },
    }));
}

/** A part below what is its cell. */
function below({ node, from, run }: Spot, cell: PageNode): Part {
  return { steps: wayTo(node, cell), from, ...(run !== undefined && { run }) };
}
