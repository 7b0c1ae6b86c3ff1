import { KIND, memoize, textOf, textWithout, visitMarks, type Leaf } from '../page-model/snapshot';
import {
  commonAncestor,
  isElement,
  isShownWithin,
  LONGEST_WAY,
  outwards,
  shownChildren,
  shownParent,
  walk,
} from '../page-model/dom';
import { fieldOf } from './labels';
import { eachInSteps, orLeftOut } from '../page-model/scan-cache';

/** A row of a list, with one element for each column. `element` is the row, or the cell that represents it. */
export interface GridRow {
  element: Element;
  cells: readonly Element[];
  /**
   * All cells are within `element`, and everything to read of them too: they are its cells by role, or its children.
   */
  within?: 'cells' | 'children';
}

/** A list in columns. `header` has the label of each column, or is empty if the list has none. */
export interface Grid {
  element: Element;
  header: string[];
  rows: GridRow[];
}

const TABLE = 'table,[role="table"],[role="grid"],[role="treegrid"]';
const ROW = 'tr,[role="row"]';
const CELL = 'td,th,[role="cell"],[role="gridcell"],[role="rowheader"],[role="columnheader"]';
const HEADER_CELL = 'th:not([scope="row"],[scope="rowgroup"]),[role="columnheader"]';
/** No list of keys has more columns; a page may claim any span. Chosen, not measured. */
const COLUMN_LIMIT = 50;

/** Native tables and ARIA grids; header rows are recognised by their cells, or by the labels in them. */
export function findTables(root: Element): Grid[] {
  const tables: Element[] = [];
  visitMarks(root, KIND.table, (element) => {
    tables.push(element);
  });
  const grids: Grid[] = [];
  let apart: string[] = [];
  for (const table of tables) {
    const { header, body } = orLeftOut(() => rowsOfTable(table)) ?? { header: [], body: [] };
    // A header that stays while the rows scroll is often a separate table, just before that of the rows.
    const labels = header.length === 0 && body[0]?.cells.length === apart.length ? apart : header;
    apart = body.length === 0 ? header : [];
    const grid = orLeftOut(() => transposed(table, labels, body) ?? inColumns(table, labels, body));
    if (grid) grids.push(grid);
  }
  return grids;
}

interface TableRows {
  header: string[];
  body: GridRow[];
}

function rowsOfTable(table: Element): TableRows {
  return memoize(table, 'rows', () => readRowsOfTable(table));
}

function readRowsOfTable(table: Element): TableRows {
  const elements = memoize(table, 'row elements', () => rowElementsOf(table));
  const read = eachInSteps(elements, (element) =>
    orLeftOut(() => memoize(element, 'row', () => readTableRow(element))),
  ).filter((row) => row !== undefined);
  const rows = (table.querySelector(REACHING) ? withReachingCells(read) : read).filter(({ cells }) => cells.length > 0);
  const firstBody = rows.findIndex((row) => !row.isHeader);
  const headers = rows.slice(0, firstBody < 0 ? undefined : firstBody);
  // Of stacked labels the lower ones say more.
  const stacked = headers.some(({ element }) => element.querySelector(REACHING)) ? headers.slice(-1) : headers;
  const header = stacked
    .map(({ cells }) => columnLabels(cells))
    .reduce<string[]>((best, labels) => (knownLabels(labels) >= knownLabels(best) ? labels : best), []);
  // A header row in the middle of a list repeats the first one, or starts a group: it is not a key either.
  const body = rows.filter((row) => !row.isHeader);
  // A checkbox or a picture before the first column may have no label.
  const hasMore =
    body.length > 0 &&
    header.length > 0 &&
    body.every(({ cells }) => cells.length === header.length + 1 && textOf(cells[0]!) === '');
  return { header, body: hasMore ? body.map(({ element, cells }) => ({ element, cells: cells.slice(1) })) : body };
}

/** Adds to each row the cells that span into it from above, which are outside of its element. */
function withReachingCells(rows: readonly TableRow[]): TableRow[] {
  const all = acrossRows(rows.map(({ element }) => cellsOf(element)));
  return rows.map(({ within: _, ...row }, index) => ({ ...row, cells: all[index]! }));
}

function rowElementsOf(table: Element): readonly Element[] {
  const elements: Element[] = [];
  visitMarks(table, KIND.table | KIND.row | KIND.notContent, (element, kinds) => {
    if ((kinds & KIND.row) === 0) return (kinds & KIND.table) === 0 && element.localName !== 'tfoot';
    elements.push(element);
    return false;
  });
  return elements;
}

interface TableRow extends GridRow {
  isHeader: boolean;
}

/** Cells that span into the rows below. */
const REACHING = '[rowspan]:not([rowspan="1"])';

function readTableRow(element: Element): TableRow {
  const cells = cellsOf(element);
  return { element, cells: spread(cells), isHeader: cells.length > 0 && isHeader(cells), within: 'cells' };
}

function knownLabels(labels: readonly string[]): number {
  return labels.filter((label) => fieldOf(label) !== undefined).length;
}

function inColumns(element: Element, header: string[], rows: GridRow[]): Grid | undefined {
  // Labels beside their values, or rows of one cell, are not columns but records.
  const isRecord =
    header.length === 0 &&
    (rows.every(({ cells }) => cells.length < 2) ||
      rows.some(({ cells }) => cells.some((cell) => fieldOf(textOf(cell)) === 'expiry')));
  return isRecord ? undefined : { element, header, rows };
}

/**
 * A table in which every key is a column (test/pages/table-transposed), or the only key is one
 * (test/pages/table-transposed-single), with the labels at the head of the rows.
 */
function transposed(element: Element, header: readonly string[], rows: readonly GridRow[]): Grid | undefined {
  const isNamed =
    (header.length > 2 || (header.length === 2 && header[0] === '')) &&
    fieldOf(header.at(-1)!) === undefined &&
    knownLabels(header.slice(1)) === 0;
  if (!isNamed) return undefined;
  const labels = rows.map(({ cells }) => (cells[0] ? textOf(cells[0]) : ''));
  const expiryRow = rows[labels.findIndex((label) => fieldOf(label) === 'expiry')];
  if (!expiryRow) return undefined;
  const names = element.querySelector(ROW);
  const nameCells = names ? spread(cellsOf(names)) : [];
  const columns = nameCells.slice(1).map((name, index): GridRow => ({
    element: expiryRow.cells[index + 1] ?? name,
    cells: [name, ...rows.map(({ cells }) => cells[index + 1]).filter((cell) => cell !== undefined)],
  }));
  return { element, header: [fieldOf(header[0]!) === 'name' ? header[0]! : 'Name', ...labels], rows: columns };
}

/** The label of the column that an element is in, if its table has labels. */
export function columnLabelOf(element: Element): string | undefined {
  return columnOf(element)?.label;
}

/** The same column with all of its cells, and the labels of all columns. */
export function columnOf(
  element: Element,
): { label: string; cells: readonly Element[]; header: readonly string[] } | undefined {
  const cell = element.closest(CELL);
  const row = cell?.closest(ROW);
  const table = row?.closest(TABLE);
  if (!cell || !row || !table) return undefined;
  const column = spread(cellsOf(row)).indexOf(cell);
  const { header, body } = rowsOfTable(table);
  const label = header[column];
  return label ? { label, header, cells: body.flatMap(({ cells }) => cells[column] ?? []) } : undefined;
}

function cellsOf(row: Element): Element[] {
  const cells: Element[] = [];
  walk(row, (element) => {
    if (element.localName !== 'td' && !element.matches(CELL)) return true;
    cells.push(element);
    return false;
  });
  return cells;
}

function isHeader(cells: Element[]): boolean {
  const isAllHeader = cells.every((cell) => isHeaderCell(cell) || textOf(cell) === '') && cells.some(isHeaderCell);
  if (isAllHeader) return cells.length > 1 || fieldOf(labelIn(cells[0]!)) !== undefined;
  return isLabelRow(cells.map(textOf));
}

/** Additions to a label that are not part of it: a footnote mark, a hint, an arrow of an icon font. */
const BESIDE_LABEL = 'sup,[aria-hidden="true"],[role="tooltip"]';

function labelIn(cell: Element): string {
  const text = textOf(cell);
  if (cell.childElementCount === 0 || fieldOf(text) !== undefined) return text;
  return textWithout(cell, (element) => element.matches(BESIDE_LABEL) || element.localName.endsWith('-icon')) || text;
}

function isHeaderCell(cell: Element): boolean {
  return (cell.localName !== 'td' || cell.hasAttribute('role')) && cell.matches(HEADER_CELL);
}

/**
 * Whether texts are the labels of a list of keys: a name and an expiry, since a record may begin with one label
 * (test/pages/table-transposed-single), and at most one text that is no label.
 */
function isLabelRow(texts: string[]): boolean {
  const fields = texts.map(fieldOf);
  const filled = texts.filter(Boolean).length;
  const known = fields.filter(Boolean).length;
  return fields.includes('expiry') && known >= 2 && known >= filled - 1;
}

/** The labels of columns, from their cells in the header. */
function columnLabels(cells: readonly Element[]): string[] {
  return cells.map((cell, index, all) =>
    all.indexOf(cell) === index ? labelIn(cell) || cell.getAttribute('aria-label') || '' : '',
  );
}

/** The cells of each row by column, with those that span into it from the rows above. */
function acrossRows(rows: readonly Element[][]): Element[][] {
  const reaching: { cell: Element; until: number }[] = [];
  return rows.map((cells, row) => {
    const columns: Element[] = [];
    const fill = (): void => {
      for (let above = reaching[columns.length]; above && above.until > row; above = reaching[columns.length])
        columns.push(above.cell);
    };
    for (const cell of cells) {
      fill();
      for (const spanned of spread([cell])) {
        const until = row + (Number(cell.getAttribute('rowspan')) || 1);
        if (columns.length < COLUMN_LIMIT) reaching[columns.push(spanned) - 1] = { cell, until };
      }
    }
    fill();
    return columns;
  });
}

/** One entry for each column that a cell spans. */
function spread(cells: Element[]): Element[] {
  if (!cells.some((cell) => cell.hasAttributes())) return cells;
  return cells
    .flatMap((cell) =>
      Array<Element>(
        Math.min(
          COLUMN_LIMIT,
          Math.max(1, Number(cell.getAttribute('colspan') ?? cell.getAttribute('aria-colspan')) || 1),
        ),
      ).fill(cell),
    )
    .slice(0, COLUMN_LIMIT);
}

/**
 * Lists in columns without a role: a row of labels, and below it rows with as many parts. `leaves` are the runs of text
 * outside of real tables.
 */
export function findImpliedGrids(leaves: readonly Leaf[]): Grid[] {
  const grids: Grid[] = [];
  for (const [index, leaf] of leaves.entries()) {
    if (fieldOf(leaf.text) !== 'expiry' || grids.some((grid) => isShownWithin(leaf.element, grid.element))) continue;
    const header = orLeftOut(() => headerAround(leaves, index));
    const grid = header && orLeftOut(() => rowsBelow(header) ?? flatRows(header));
    if (grid) grids.push(grid);
  }
  return grids;
}

interface ImpliedHeader {
  /** The elements of the labels' columns, all children of `element`. */
  columns: Element[];
  element: Element;
}

/** The run of two or more adjacent labels around the one at `index`. */
function headerAround(leaves: readonly Leaf[], index: number): ImpliedHeader | undefined {
  let first = index;
  let last = index;
  const isLabel = (leaf: Leaf | undefined): boolean =>
    leaf !== undefined &&
    fieldOf(leaf.text) !== undefined &&
    !leaf.element.closest('h1,h2,h3,h4,h5,h6,[role="heading"],label,[role="group"]');
  while (isLabel(leaves[first - 1])) first--;
  while (isLabel(leaves[last + 1])) last++;
  if (first === last) return undefined;
  const element = commonAncestor(leaves[first]!.element, leaves[last]!.element);
  if (!element) return undefined;
  const labels = leaves.slice(first, last + 1);
  const columns = elementChildren(element).filter((child) =>
    labels.some((label) => isShownWithin(label.element, child)),
  );
  // The labels of a form, with their fields.
  const isForm = columns.some((column) => column.querySelector(FIELD) !== null);
  return columns.length >= 2 && !isForm ? { columns, element } : undefined;
}

const FIELD =
  'input:not([type="hidden"],[type="checkbox"]),select,textarea,[role="combobox"],[role="listbox"],[role="spinbutton"],button[aria-haspopup="listbox"]';

function elementChildren(element: Element): Element[] {
  return [...(shownChildren(element) as Iterable<Node> & ArrayLike<Node>)].filter(isElement);
}

/** The rows after the header's own row, or after the element around it, each with about as many parts. */
function rowsBelow({ element }: ImpliedHeader): Grid | undefined {
  const labels = elementChildren(element);
  const width = labels.length;
  // A column of pictures or checkboxes has no label, and no text.
  const isFirstBlank = textOf(labels[0]!) === '';
  for (const ancestor of outwards(element)) {
    const parent = shownParent(ancestor);
    if (!parent || ancestor.localName === 'body') return undefined;
    const siblings = elementChildren(parent);
    const following = siblings.slice(siblings.indexOf(ancestor) + 1);
    const lists = [
      following,
      ...following.map(elementChildren),
      ...following.map((sibling) => elementChildren(unwrapped(sibling))),
    ]
      .map((candidates) =>
        candidates
          .map(rowOf)
          .filter(
            ({ cells }) =>
              cells.length >= 2 && Math.abs(cells.length - width) <= 1 && (isFirstBlank || textOf(cells[0]!) !== ''),
          ),
      )
      .filter((candidates) => candidates.length > 0);
    // A scroll container of two rows looks like one row of two cells.
    const rows = lists.find((candidates) => candidates.every(({ cells }) => cells.length === width)) ?? lists[0];
    if (rows) return { element: parent, header: elementChildren(element).map(textOf), rows };
    if (following.some((sibling) => textOf(sibling))) return undefined;
  }
  return undefined;
}

/** The parts of a row, without the wrappers around them that have a single child. */
function rowOf(element: Element): GridRow {
  return { element, cells: elementChildren(unwrapped(element)), within: 'children' };
}

function unwrapped(element: Element): Element {
  let innermost = element;
  for (
    let children = elementChildren(innermost), steps = 0;
    children.length === 1 && steps < LONGEST_WAY;
    children = elementChildren(innermost), steps++
  )
    innermost = children[0]!;
  return innermost;
}

/** Cells that are all children of one element, header included, as a CSS grid allows. */
function flatRows({ element, columns }: ImpliedHeader): Grid | undefined {
  const children = elementChildren(element);
  const start = children.indexOf(columns[0]!);
  const labelled = children.indexOf(columns.at(-1)!) - start + 1;
  const cells = children.slice(start);
  // The column of actions often has no label.
  const width = [labelled, labelled + 1].find((count) => cells.length % count === 0 && cells.length > count);
  if (!width) return undefined;
  const rows: GridRow[] = [];
  for (let first = width; first < cells.length; first += width)
    rows.push({ element: cells[first]!, cells: cells.slice(first, first + width) });
  return { element, header: cells.slice(0, width).map(textOf), rows };
}

/** The most steps from a date up to the row that holds it. Chosen, not measured. */
const MOST_STEPS = 6;

/**
 * Lists of similar rows side by side, with no label anywhere: only their structure shows it, from two rows on
 * (test/pages/div-rows-headerless).
 */
export function findRepeatedRows(leaves: readonly Leaf[], isDate: (text: string) => boolean): Grid[] {
  const parents = new Map<Element, Set<Element>>();
  for (const { element, text } of leaves) {
    if (!isDate(text)) continue;
    for (let row: Element | null = element, up = 0; row && up < MOST_STEPS; row = shownParent(row), up++) {
      const parent = shownParent(row);
      if (!parent || parent.localName === 'body') break;
      const rows = parents.get(parent) ?? new Set<Element>();
      parents.set(parent, rows.add(row));
    }
  }
  const grids: Grid[] = [];
  for (const [parent, dated] of parents) {
    const rows = [...dated].map(rowOf).filter(({ cells }) => cells.length >= 2);
    const isOneList =
      rows.length >= 2 &&
      rows.every(
        ({ cells, element }) =>
          element.localName === rows[0]!.element.localName && Math.abs(cells.length - rows[0]!.cells.length) <= 1,
      );
    if (isOneList) grids.push({ element: parent, header: [], rows });
  }
  // Of nested lists the longest one has the rows: the others are cells of a row, or sections of the page.
  return grids.filter(
    (grid) => !grids.some((other) => other !== grid && isNested(grid, other) && outdoes(other, grid)),
  );
}

function isNested(grid: Grid, other: Grid): boolean {
  return isShownWithin(grid.element, other.element) || isShownWithin(other.element, grid.element);
}

function outdoes(other: Grid, grid: Grid): boolean {
  return (
    other.rows.length > grid.rows.length ||
    (other.rows.length === grid.rows.length && isShownWithin(grid.element, other.element))
  );
}
