import { KIND } from '../../page-model/kinds';
import { PageNode } from '../../page-model/page-node';
import { perNode } from '../../page-model/per-node';
import { isUnseen } from '../../page-model/unseen';
import type { Steps } from '../../page-model/steps';
import { fieldOf, type Field } from '../vocabulary/labels';
import { NO_LIVE_KEYS } from '../vocabulary/other-lists';
import { areRecords } from './record-tables';

/** A row of a list, with one node for each column. `node` is the row, or the cell that represents it. */
export interface GridRow {
  node: PageNode;
  cells: readonly PageNode[];
  /** All cells are within `node`, and everything to read of them too: they are its cells by role, or its children. */
  within?: 'cells' | 'children';
  /** The row of details below it. */
  details?: PageNode;
}

/** A list in columns. `header` has the label of each column, or is empty if the list has none. */
export interface Grid {
  node: PageNode;
  header: string[];
  rows: GridRow[];
  /** The text of the heading above it, where that is known. */
  heading?: string | undefined;
}

/** The number of rows that decide what a column holds. Chosen, not measured. */
export const ENOUGH_ROWS = 20;

/** Whether a row is a single cell below that of a key, with more about it. */
export function isDetail({ node, cells }: GridRow): boolean {
  const own = cells.filter((cell) => cell.isWithin(node));
  return own.length > 1 && own.every((cell) => cell === own[0]);
}

export const TABLE = 'table,[role="table"],[role="grid"],[role="treegrid"]';
const ROW = 'tr,[role="row"]';
const CELL = 'td,th,[role="cell"],[role="gridcell"],[role="rowheader"],[role="columnheader"]';
const HEADER_CELL = 'th:not([scope="row"],[scope="rowgroup"]),[role="columnheader"]';
/** No list of keys has more columns; a page may claim any span. Chosen, not measured. */
const COLUMN_LIMIT = 50;

/** Native tables and ARIA grids; header rows are recognised by their cells, or by the labels in them. */
export function* findTables(root: PageNode): Steps<Grid[]> {
  const tables: PageNode[] = [];
  root.visitKinds(KIND.table, (table) => void tables.push(table));
  const grids: Grid[] = [];
  let apart: string[] = [];
  for (const table of tables) {
    for (const row of rowNodesOf(table)) {
      readTableRow(row);
      yield undefined;
    }
    const { header, body } = rowsOfTable(table);
    // A header that stays while the rows scroll is often a separate table, just before that of the rows.
    const labels = header.length === 0 && body[0]?.cells.length === apart.length ? apart : header;
    apart = body.length === 0 ? header : [];
    const grid = transposed(table, labels, body) ?? inColumns(table, labels, body);
    if (grid) grids.push(grid);
  }
  return grids;
}

interface TableRows {
  header: string[];
  body: GridRow[];
}

const rowsOfTable = perNode((table): TableRows => {
  const read = rowNodesOf(table).map(readTableRow);
  const rows = (table.has(REACHING) ? withReachingCells(read) : read).filter(({ cells }) => cells.length > 0);
  const firstBody = rows.findIndex((row) => !row.isHeader);
  const headers = rows.slice(0, firstBody < 0 ? undefined : firstBody);
  // Of stacked labels the lower ones say more.
  const stacked = headers.some(({ node }) => node.has(REACHING)) ? headers.slice(-1) : headers;
  const header = stacked
    .map(({ cells }) => columnLabels(cells))
    .reduce<string[]>((best, labels) => (knownLabels(labels) >= knownLabels(best) ? labels : best), []);
  const body = withDetails(withoutOthers(rows));
  // A checkbox or a picture before the first column may have no label.
  const hasMore =
    body.length > 0 &&
    header.length > 0 &&
    body.every(({ cells }) => cells.length === header.length + 1 && cells[0]!.text === '');
  return {
    header,
    body: hasMore ? body.map(({ within: _, ...row }) => ({ ...row, cells: row.cells.slice(1) })) : body,
  };
});

/**
 * A header row in the middle of a list repeats the first one, or starts a group. A single cell may do so too, but not
 * by one word: "Revoked" may be about the key above.
 */
function withoutOthers(rows: readonly TableRow[]): TableRow[] {
  let isOther = false;
  return rows.filter((row) => {
    if (row.isHeader || isDetail(row)) isOther = / /.test(row.node.text) && NO_LIVE_KEYS.test(row.node.text);
    return !row.isHeader && !isOther;
  });
}

function withDetails(rows: readonly GridRow[]): GridRow[] {
  return rows.map((row, index) => {
    const below = rows[index + 1];
    return below && isDetail(below) && !isDetail(row) ? { ...row, details: below.node } : row;
  });
}

/** Adds to each row the cells that span into it from above, which are outside of its element. */
function withReachingCells(rows: readonly TableRow[]): TableRow[] {
  const all = acrossRows(rows.map(({ node }) => cellsOf(node)));
  return rows.map(({ within: _, ...row }, index) => ({ ...row, cells: all[index]! }));
}

const rowNodesOf = perNode((table): readonly PageNode[] => {
  const rows: PageNode[] = [];
  table.visitKinds(KIND.table | KIND.row | KIND.notContent, (node, kinds) => {
    if ((kinds & KIND.row) === 0) return (kinds & KIND.table) === 0 && node.tag !== 'tfoot';
    rows.push(node);
    return false;
  });
  return rows;
});

interface TableRow extends GridRow {
  isHeader: boolean;
}

/** Cells that span into the rows below. */
const REACHING = '[rowspan]:not([rowspan="1"])';

const readTableRow = perNode((node): TableRow => {
  const cells = cellsOf(node);
  return { node, cells: spread(cells), isHeader: cells.length > 0 && isHeader(cells), within: 'cells' };
});

function knownLabels(labels: readonly string[]): number {
  return labels.filter((label) => fieldOf(label) !== undefined).length;
}

function inColumns(node: PageNode, header: string[], rows: GridRow[]): Grid | undefined {
  return header.length === 0 && areRecords(rows) ? undefined : { node, header, rows };
}

/** A table in which every key is a column, with the labels at the head of the rows. */
function transposed(node: PageNode, header: readonly string[], body: readonly GridRow[]): Grid | undefined {
  const labelOf = ({ cells }: GridRow): string => cells[0]?.text ?? '';
  const rowOf = (field: Field): GridRow | undefined => body.find((row) => fieldOf(labelOf(row)) === field);
  const expiries = rowOf('expiry');
  const names = header.length > 0 ? namesIn(node, header) : rowOf('name');
  // A single key beside its labels is a record.
  if (!expiries || !names || (header.length === 0 && names.cells.length < 3)) return undefined;
  const facts = body.filter((row) => row !== names);
  const rows = names.cells.slice(1).map((name, index): GridRow => {
    // The cells of a shorter row are missing at its end: what is after it must not take their place.
    const cells = facts.map((row) => row.cells[index + 1] ?? emptyAt(name));
    return { node: expiries.cells[index + 1] ?? name, cells: [name, ...cells] };
  });
  const label = fieldOf(labelOf(names)) === 'name' ? labelOf(names) : 'Name';
  return { node, header: [label, ...facts.map(labelOf)], rows };
}

function emptyAt({ element, parent }: PageNode): PageNode {
  return Object.assign(new PageNode(element, {}), { parent });
}

/** The row above all others, if it has names and not labels. */
function namesIn(table: PageNode, header: readonly string[]): GridRow | undefined {
  const isOfNames =
    (header.length > 2 || (header.length === 2 && header[0] === '')) &&
    fieldOf(header.at(-1)!) === undefined &&
    knownLabels(header.slice(1)) === 0;
  const node = isOfNames ? table.all(ROW)[0] : undefined;
  return node && { node, cells: spread(cellsOf(node)) };
}

/** The accessible name of a table, and its caption. */
export function namesOfTable(table: PageNode): readonly string[] {
  const caption = table.children.find(({ tag }) => tag === 'caption')?.text;
  return [table.attribute('aria-label'), caption].filter((name) => name != null);
}

/** The label of the column that a node is in, if its table has labels. */
export function columnLabelOf(node: PageNode): string | undefined {
  return columnOf(node)?.label;
}

/** The same column with all of its cells, and the labels of all columns. */
export function columnOf(
  node: PageNode,
): { label: string; cells: readonly PageNode[]; header: readonly string[] } | undefined {
  const cell = node.closest(CELL);
  const row = cell?.closest(ROW);
  const table = row?.closest(TABLE);
  if (!cell || !row || !table) return undefined;
  const column = spread(cellsOf(row)).indexOf(cell);
  const { header, body } = rowsOfTable(table);
  const label = header[column];
  return label ? { label, header, cells: body.flatMap(({ cells }) => cells[column] ?? []) } : undefined;
}

function cellsOf(row: PageNode): PageNode[] {
  const cells: PageNode[] = [];
  row.walk((node) => {
    if (node.tag !== 'td' && !node.is(CELL)) return true;
    cells.push(node);
    return false;
  });
  return cells;
}

function isHeader(cells: PageNode[]): boolean {
  const isAllHeader = cells.every((cell) => isHeaderCell(cell) || cell.text === '') && cells.some(isHeaderCell);
  if (isAllHeader) return cells.length > 1 || fieldOf(labelIn(cells[0]!)) !== undefined;
  // The value beside the label of a row may read as one.
  return (
    !cells.some((cell) => cell.tag === 'th' && cell.is('[scope="row"]')) && isLabelRow(cells.map(({ text }) => text))
  );
}

/** Additions to a label that are not part of it: a footnote mark, a hint, an arrow of an icon font. */
const BESIDE_LABEL = 'sup,[aria-hidden="true"],[role="tooltip"]';

/** What a control of the column's order says before the label. */
const SORTS = /^sort (?:by|column)(?: ?:)? /i;

/** The label that a cell is, without what is added to it. */
export function labelIn(cell: PageNode): string {
  return withoutAdditions(cell).replace(SORTS, '');
}

function withoutAdditions(cell: PageNode): string {
  const { text } = cell;
  if (cell.children.length === 0 || fieldOf(text) !== undefined) return text;
  return cell.textWithout((node) => node.is(BESIDE_LABEL) || node.tag.endsWith('-icon') || isUnseen(node)) || text;
}

function isHeaderCell(cell: PageNode): boolean {
  return (cell.tag !== 'td' || cell.role !== null) && cell.is(HEADER_CELL);
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
function columnLabels(cells: readonly PageNode[]): string[] {
  return cells.map((cell, index, all) =>
    all.indexOf(cell) === index ? labelIn(cell) || cell.attribute('aria-label') || '' : '',
  );
}

/** The cells of each row by column, with those that span into it from the rows above. */
function acrossRows(rows: readonly PageNode[][]): PageNode[][] {
  const reaching: { cell: PageNode; until: number }[] = [];
  return rows.map((cells, row) => {
    const columns: PageNode[] = [];
    const fill = (): void => {
      for (let above = reaching[columns.length]; above && above.until > row; above = reaching[columns.length])
        columns.push(above.cell);
    };
    for (const cell of cells) {
      fill();
      for (const spanned of spread([cell])) {
        const until = row + (Number(cell.attribute('rowspan')) || 1);
        if (columns.length < COLUMN_LIMIT) reaching[columns.push(spanned) - 1] = { cell, until };
      }
    }
    fill();
    return columns;
  });
}

/** One entry for each column that a cell spans. */
function spread(cells: PageNode[]): PageNode[] {
  if (!cells.some((cell) => cell.hasAttributes)) return cells;
  return cells
    .flatMap((cell) =>
      Array<PageNode>(
        Math.min(COLUMN_LIMIT, Math.max(1, Number(cell.attribute('colspan') ?? cell.attribute('aria-colspan')) || 1)),
      ).fill(cell),
    )
    .slice(0, COLUMN_LIMIT);
}
