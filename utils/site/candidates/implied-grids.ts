import { commonAncestor } from '../../page-model/node-search';
import type { Leaf, PageNode } from '../../page-model/page-node';
import { speaksOfExpiry, statementsIn } from './text-parts';
import { labelIn, TABLE, type Grid, type GridRow } from './grids';
import { fieldOf, isOfPrograms, isSign } from '../vocabulary/labels';
import { isWeakStatement, saysSomethingElse } from '../vocabulary/statements';

/**
 * Lists in columns without a role: a row of labels, and below it rows with as many parts. `leaves` are the runs of text
 * outside of real tables.
 */
export function findImpliedGrids(leaves: readonly Leaf[], isDate: (text: string) => boolean): Grid[] {
  const grids: Grid[] = [];
  const below = (header: ImpliedHeader | undefined): Grid | undefined =>
    header && (rowsBelow(header, isDate) ?? flatRows(header, isDate));
  for (const [index, leaf] of leaves.entries()) {
    if (fieldOf(leaf.text) !== 'expiry' || grids.some((grid) => leaf.node.isWithin(grid.node))) continue;
    const inRow = below(rowOfLabels(leaf.node));
    const grid = inRow && isConfirmed(inRow, isDate) ? inRow : below(headerAround(leaves, index));
    if (grid) grids.push(grid);
  }
  return grids;
}

interface ImpliedHeader {
  /** The nodes of the labels' columns, all children of `node`. */
  columns: PageNode[];
  node: PageNode;
  /** The node of the expiry's label. */
  expiry: PageNode;
}

/** The row around a label of the expiry that has one of the names too: whatever else it says may be a label as well. */
function rowOfLabels(expiry: PageNode): ImpliedHeader | undefined {
  let column = expiry;
  for (let { parent } = column; parent && fieldOf(labelIn(column)) === 'expiry'; { parent } = column) {
    const cells = parent.children.slice(0, MOST_COLUMNS);
    const name = placeOfName(cells.map(labelIn));
    const columns = cells.slice(0, Math.max(name, cells.indexOf(column)) + 1);
    if (name >= 0) return columns.some(isNoLabel) ? undefined : { columns, node: parent, expiry };
    column = parent;
  }
  return undefined;
}

/** Which of the labels of columns is that of the names; -1 if none is. */
function placeOfName(labels: readonly string[]): number {
  const named = labels.findIndex((label) => fieldOf(label) === 'name');
  return named < 0 ? labels.findIndex(isOfPrograms) : named;
}

/** Chosen, not measured. */
const MOST_COLUMNS = 20;

function isNoLabel(cell: PageNode): boolean {
  const { text } = cell;
  const isOfSorting = SORTS.test(text) && fieldOf(labelIn(cell)) === undefined;
  return text.length > LONGEST_TEXT || isOfSorting || cell.is(NO_LABEL) || cell.has(`${FIELD},${NO_LABEL}`);
}

/** Whether dates are below a row's label of the expiry, and no labels and values as in a record. */
function isConfirmed({ header, rows }: Grid, isDate: (text: string) => boolean): boolean {
  const textsBelow = (column: number): readonly string[] => rows.map(({ cells }) => cells[column]?.text ?? '');
  const names = textsBelow(placeOfName(header));
  const expiries = textsBelow(header.findIndex((label) => fieldOf(label) === 'expiry'));
  return (
    expiries.some(isDate) &&
    expiries.every((text) => fieldOf(text) === undefined) &&
    // One key may be named as a label would be.
    names.some((text) => fieldOf(text) === undefined) &&
    names.every((text) => text === '' || !(isDate(text) || saysSomethingElse(text) || header.includes(text)))
  );
}

/** The run of two or more adjacent labels around the one at `index`. */
function headerAround(leaves: readonly Leaf[], index: number): ImpliedHeader | undefined {
  const { node: expiry } = leaves[index]!;
  const labels = headerLabels(leaves, index);
  if (labels.length < 2) return undefined;
  const node = commonAncestor(labels[0]!.node, labels.at(-1)!.node);
  if (!node) return undefined;
  const columns = node.children.filter((child) => labels.some((label) => label.node.isWithin(child)));
  // The labels of a form, with their fields; a card whose key is named as a label would be; "Sort by" and its choices.
  const isElse =
    columns.some((column) => column.has(FIELD) || !isLabel(labelIn(column))) || isHint(node.leaves[0]!.text);
  return columns.length >= 2 && !isElse ? { columns, node, expiry } : undefined;
}

function isLabel(text: string): boolean {
  return isHint(text) || fieldOf(text) !== undefined;
}

/** Whether a text beside a label only says how its column is sorted. */
function isHint(text: string): boolean {
  return isSign(text) || (text.length <= LONGEST_TEXT && SORTS.test(text));
}

/** The longest text in a row of labels, in characters. Chosen, not measured. */
const LONGEST_TEXT = 60;
const SORTS = /\b(?:sort(?:ed|able)?|ascending|descending)\b/i;

/** The labels side by side; those of a row of its own, if there is one, for a name in the next row may read as one. */
function headerLabels(leaves: readonly Leaf[], index: number): readonly Leaf[] {
  let first = index;
  let last = index;
  const isOne = (leaf: Leaf | undefined): boolean =>
    leaf !== undefined &&
    isLabel(leaf.text) &&
    !leaf.node.closest(NO_LABEL) &&
    !leaf.node.closest('[role="group"]')?.has(FIELD);
  if (!isOne(leaves[index])) return [];
  while (isOne(leaves[first - 1])) first--;
  while (isOne(leaves[last + 1])) last++;
  const run = leaves.slice(first, last + 1);
  const labels = run.filter(({ text }) => !isHint(text));
  for (const row of leaves[index]!.node.outwards()) {
    const within = labels.filter(({ node }) => node.isWithin(row));
    if (within.length > 1) return row.leaves.every((leaf) => run.includes(leaf)) ? within : labels;
  }
  return labels;
}

const NO_LABEL = 'h1,h2,h3,h4,h5,h6,[role="heading"],label,dd';
const FIELD =
  'input:not([type="hidden"],[type="checkbox"]),select,textarea,[role="combobox"],[role="listbox"],' +
  '[role="spinbutton"],button[aria-haspopup="listbox"]';

/**
 * The rows after the header's own row, or after the element around it, each with about as many parts. None if they have
 * labels of their own, or say themselves what expires: then those above sort or filter the list.
 */
function rowsBelow({ node, expiry }: ImpliedHeader, isDate: (text: string) => boolean): Grid | undefined {
  const labels = node.children;
  // A record of labels and values, whose key is named as a label would be.
  if (labels.some(({ text }) => isDate(text))) return undefined;
  const width = labels.length;
  const column = labels.findIndex((label) => expiry.isWithin(label));
  const names = placeOfName(labels.map(labelIn));
  const datesIn = (rows: readonly GridRow[]): number =>
    rows.filter(({ cells }) => isDate(cells[column]?.text ?? '')).length;
  // A column of pictures or checkboxes has no label, and no text.
  const isFirstBlank = labels[0]!.text === '';
  for (const ancestor of node.outwards()) {
    const parent = ancestor.parent;
    if (!parent || ancestor.is('body,main,[role="main"]')) return undefined;
    const siblings = parent.children;
    const following = siblings
      .slice(siblings.indexOf(ancestor) + 1)
      .filter((sibling) => !sibling.is('footer,[role="contentinfo"]'));
    const lists = [
      following,
      ...following.map(({ children }) => children),
      ...following.map((sibling) => unwrapped(sibling).children),
    ]
      .map((candidates) =>
        candidates
          .map(rowOf)
          .filter(
            ({ cells }) =>
              cells.length >= 2 &&
              Math.abs(cells.length - width) <= 1 &&
              (isFirstBlank || cells[0]!.text !== '' || cells[names]?.text),
          ),
      )
      .filter((candidates) => candidates.length > 0);
    // A scroll container of two rows looks like one row of two cells.
    const fitting = lists.filter((candidates) => candidates.every(({ cells }) => cells.length === width));
    const rows = mostBy([...fitting, ...lists], datesIn);
    if (rows?.some((row) => isOfTable(row.node, node) || hasOwnLabels(row, column))) return undefined;
    // The labels of a record begin each of its pairs.
    if (rows?.every(({ cells }) => fieldOf(cells[0]!.text) !== undefined) && width === 2) return undefined;
    if (rows) return { node: parent, header: labels.map(labelIn), rows };
    if (following.some((sibling) => sibling.text)) return undefined;
  }
  return undefined;
}

/** The first of those that have the most of something. */
function mostBy<Item>(items: readonly Item[], amount: (item: Item) => number): Item | undefined {
  const most = Math.max(...items.map(amount));
  return items.find((item) => amount(item) === most);
}

/** Whether a row is a table, or is in one that does not hold the header. */
function isOfTable(row: PageNode, header: PageNode): boolean {
  const table = row.closest(TABLE);
  return row.has(TABLE) || (table !== undefined && !header.isWithin(table));
}

function hasOwnLabels({ cells }: GridRow, column: number): boolean {
  return (
    cells.every((cell) => isLabel(labelIn(cell))) ||
    cells.some(
      ({ leaves }, index) => index !== column && leaves.some(({ text }) => statementsIn(text).some(saysOwnExpiry)),
    )
  );
}

/** "Expired" in a column of statuses does not say when. */
function saysOwnExpiry(text: string): boolean {
  return speaksOfExpiry(text) && !isWeakStatement(text);
}

/** The parts of a row, without the wrappers around them that have a single child. */
function rowOf(node: PageNode): GridRow {
  return { node, cells: unwrapped(node).children, within: 'children' };
}

function unwrapped(node: PageNode): PageNode {
  let innermost = node;
  for (let { children } = node; children.length === 1; { children } = innermost) innermost = children[0]!;
  return innermost;
}

/** Cells that are all children of one element, header included, as a CSS grid allows. */
function flatRows({ node, columns, expiry }: ImpliedHeader, isDate: (text: string) => boolean): Grid | undefined {
  const { children } = node;
  const start = children.indexOf(columns[0]!);
  const labelled = children.indexOf(columns.at(-1)!) - start + 1;
  const cells = children.slice(start);
  const column = cells.findIndex((cell) => expiry.isWithin(cell));
  const datesBy = (width: number): number =>
    cells.filter((cell, index) => index >= width && index % width === column && isDate(cell.text)).length;
  // The column of actions often has no label; a name in the first row may read as one.
  const widths = [labelled, labelled + 1, labelled - 1].filter(
    (width) => width > column && cells.length % width === 0 && cells.length > (width < labelled ? 2 * width : width),
  );
  const width = widths.reduce<number | undefined>(
    (best, other) => (best === undefined || datesBy(other) > datesBy(best) ? other : best),
    undefined,
  );
  if (!width) return undefined;
  const rows: GridRow[] = [];
  for (let first = width; first < cells.length; first += width)
    rows.push({ node: cells[first]!, cells: cells.slice(first, first + width) });
  return { node, header: cells.slice(0, width).map(labelIn), rows };
}

/** Lists of similar rows side by side, with no label anywhere: only their structure shows it. */
export function findRepeatedRows(leaves: readonly Leaf[], isDate: (text: string) => boolean): Grid[] {
  const parents = new Map<PageNode, Set<PageNode>>();
  for (const { node, text } of leaves) {
    if (!isDate(text)) continue;
    for (let row: PageNode | undefined = node, up = 0; row && up < 6; row = row.parent, up++) {
      const { parent } = row;
      if (!parent || parent.tag === 'body') break;
      const rows = parents.get(parent) ?? new Set<PageNode>();
      parents.set(parent, rows.add(row));
    }
  }
  const grids: Grid[] = [];
  for (const [parent, dated] of parents) {
    const rows = withHeads([...dated].map(rowOf).filter(({ cells }) => cells.length >= 2));
    const isOneList =
      rows.length >= 2 &&
      rows.every(
        ({ cells, node }) => node.tag === rows[0]!.node.tag && Math.abs(cells.length - rows[0]!.cells.length) <= 1,
      );
    if (isOneList) grids.push({ node: parent, header: [], rows });
  }
  // Of nested lists the longest one has the rows: the others are cells of a row, or sections of the page.
  return grids.filter(
    (grid) => !grids.some((other) => other !== grid && isNested(grid, other) && outdoes(other, grid)),
  );
}

/** With the text that each row begins with, outside of any element: "gazette-uploader <i>13 days left</i>". */
function withHeads(rows: GridRow[]): GridRow[] {
  const heads = rows.map(({ node }) => unwrapped(node).head);
  if (!heads.every((head) => head && !isSign(head.text))) return rows;
  return rows.map(({ node, cells }, index) => ({ node, cells: [heads[index]!, ...cells] }));
}

function isNested(grid: Grid, other: Grid): boolean {
  return grid.node.isWithin(other.node) || other.node.isWithin(grid.node);
}

function outdoes(other: Grid, grid: Grid): boolean {
  return (
    other.rows.length > grid.rows.length || (other.rows.length === grid.rows.length && grid.node.isWithin(other.node))
  );
}
