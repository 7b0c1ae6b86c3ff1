import type { PageNode } from '../../page-model/page-node';
import { cellsOfHeader, headersIn, kindOfCell, mostOf, placesNow, shapesOfColumns, type Places } from './columns';
import type { Layout, Lesson, Part } from './recipe';
import { childrenLike, follow, isLike } from './shapes';

/* The records of a list, and where in them name and expiry are. */

/** What may be a record: what holds it or begins it, what holds its cells, and these. */
export interface Row {
  node: PageNode;
  home: PageNode;
  cells: readonly PageNode[];
}

/** A record, with the elements that print its name and its expiry; of several cells that print one together, all. */
export interface FoundRecord extends Row {
  name: PageNode;
  expiry: readonly PageNode[];
}

/** The records that a list has by a lesson. */
export function recordsIn(list: PageNode, known: Lesson): FoundRecord[] {
  const lesson = known.layout === 'slices' ? withSizeNow(list, known) : known;
  const rows = rowsIn(list, lesson);
  const places = placesIn(list, rows, lesson);
  if (!places) return [];
  return rows.flatMap((row) => {
    const [name] = printing(row, lesson.name, places.name);
    const expiry = lesson.expiry ? expiryIn(row, lesson.expiry, places.expiry) : [];
    return name ? [{ ...row, name, expiry }] : [];
  });
}

/** All that may be records; if they are regular, only those with as many cells as most. */
export function rowsIn(list: PageNode, lesson: Lesson): Row[] {
  const rows = ROWS[lesson.layout](list, lesson);
  if (!lesson.columns) return rows;
  const width = mostOf(rows.map(({ cells }) => cells.length));
  return rows.filter(({ cells }) => cells.length === width);
}

/** By so many children a record may have grown, or lost one. Chosen, not measured. */
const GROWTH = [0, 1, 2, -1];

/** The lesson with the size of a slice by which most records have their expiry in the same place. */
function withSizeNow(list: PageNode, lesson: Lesson): Lesson {
  const { size = 1 } = lesson;
  const sizes = GROWTH.map((more) => size + more).filter((other) => other > 1);
  const shares = sizes.map((other) => shareRead(list, { ...lesson, size: other }));
  return { ...lesson, size: sizes[shares.indexOf(Math.max(...shares))]! };
}

/** The share of rows that have a text in the place of the name, and a date in that of the expiry. */
function shareRead(list: PageNode, lesson: Lesson): number {
  const rows = rowsIn(list, lesson);
  const { name, expiry } = placesIn(list, rows, lesson) ?? {};
  if (name === undefined || expiry === undefined) return 0;
  const read = rows.filter(({ cells }) => kindOfCell(cells[name]!) !== 'date' && kindOfCell(cells[expiry]!) === 'date');
  return read.length / rows.length;
}

const ROWS: Record<Layout, (list: PageNode, lesson: Lesson) => Row[]> = {
  rows: (list, { row, stem }) =>
    childrenLike(list, row).flatMap((node) => {
      const home = follow(node, stem);
      return home ? [{ node, home, cells: home.children }] : [];
    }),
  run: runsIn,
  slices: (list, { size = 1 }) => {
    const { children } = list;
    return Array.from({ length: Math.floor(children.length / size) }, (_, index) => {
      const cells = children.slice(index * size, (index + 1) * size);
      return { node: cells[0]!, home: list, cells };
    });
  },
  columns: (list, { row }) => {
    const columns = childrenLike(list, row);
    const height = Math.min(...columns.map(({ children }) => children.length));
    return Array.from({ length: columns.length > 0 ? height : 0 }, (_, index) => {
      const cells = columns.map(({ children }) => children[index]!);
      return { node: cells[0]!, home: list, cells };
    });
  },
};

/** A run goes from each child that may hold a name to the next one, or to it from the one before. */
function runsIn(list: PageNode, { row, name, expiry }: Lesson): Row[] {
  const { children } = list;
  const starts = children.filter((child) => isLike(child, row) && follow(child, name.steps));
  return starts.map((node, index) => {
    const [from, to] = expiry?.cell?.place === -1 ? [starts[index - 1], node] : [node, starts[index + 1]];
    const first = from ? children.indexOf(from) + 1 : 0;
    return { node, home: node, cells: children.slice(first, to && children.indexOf(to)) };
  });
}

/** In which columns name and expiry are now; `undefined` if that is not certain any more. */
function placesIn(list: PageNode, rows: readonly Row[], lesson: Lesson): Partial<Places> | undefined {
  const { columns, name, expiry } = lesson;
  if (!columns) return {};
  if (rows.length === 0) return undefined;
  const known = { name: name.column ?? 0, expiry: expiry?.column ?? name.column ?? 0 };
  const hasHeaders = columns.nameHeader !== undefined || columns.expiryHeader !== undefined;
  const headers = hasHeaders ? headersOf(list, rows) : [];
  return placesNow(columns, known, shapesOfColumns(rows.map(({ cells }) => cells)), headers);
}

/**
 * What stands above the columns of a list: before its rows, before the list itself, or in its first row. Only what the
 * page calls headers: any other text may be a name.
 */
export function headersOf(list: PageNode, rows: readonly Row[]): (string | undefined)[] {
  const [{ node, cells }] = rows as [Row];
  const { children } = list;
  const before = children.slice(0, Math.max(0, children.indexOf(node))).reverse();
  const above = [...before, ...only(list.previous), ...only(list.parent?.previous)].map(cellsOfHeader);
  const found = [...above, cells]
    .filter(areHeaders)
    .map(headersIn)
    .find((headers) => headers.length === cells.length && headers.some((header) => header !== undefined));
  return found ?? [];
}

function areHeaders(cells: readonly PageNode[]): boolean {
  return cells.every((cell) => cell.is('th,[role="columnheader"],[role="rowheader"]'));
}

/** The elements of a row that print one of its parts; `column` is where its cell is now. */
function printing({ home, cells }: Row, { cell, steps, joined }: Part, column: number | undefined): PageNode[] {
  if (column === undefined) return only(follow(home, cell ? [cell, ...steps] : steps));
  const first = cells[column];
  if (!first || (cell && !isLike(first, cell))) return [];
  return joined ? cells.slice(column, column + joined.count) : only(follow(first, steps));
}

/** The same for the expiry, which may be in any child of a run. */
function expiryIn(row: Row, part: Part, column: number | undefined): PageNode[] {
  if (row.home !== row.node || !part.cell || column !== undefined) return printing(row, part, column);
  const inRun = row.cells.filter((child) => child.parent === row.node.parent && isLike(child, part.cell!));
  const [found] = inRun.flatMap((child) => only(follow(child, part.steps)));
  return found ? [found] : printing(row, part, column);
}

function only(node: PageNode | undefined): PageNode[] {
  return node ? [node] : [];
}
