import type { Leaf, PageNode } from '../../page-model/page-node';
import { isUnseen } from '../../page-model/unseen';
import type { DateContext } from '../dates/dates';
import { fieldOf } from '../vocabulary/labels';
import { isApiKeysTitle } from '../vocabulary/titles';
import { dateIn, saysExpiry } from './expiry-part';
import { ENOUGH_ROWS, isDetail, type Grid, type GridRow } from './grids';
import { couldBeSecret, LONG_CODE } from './secret-cells';

/* Columns that a list lacks, made of what its rows, or the heading above it, say elsewhere. */

/**
 * Adds a column for the expiry to a list that prints it in small text below something else in the row; `undefined` if
 * it is not there either.
 */
export function withExpiryApart({ node, header, rows }: Grid, context: DateContext): Grid | undefined {
  if (header.length === 0 || header.some((label) => fieldOf(label) === 'expiry')) return undefined;
  const own = rows.filter((row) => !isDetail(row));
  const dated = (row: GridRow): PageNode | undefined =>
    datedAmong(smallTextsOf(row), context) ?? (row.details && datedAmong(row.details.leaves, context));
  const some = own.slice(0, ENOUGH_ROWS);
  // More than half. Chosen, not measured.
  if (some.filter(dated).length <= some.length / 2) return undefined;
  const read = own.flatMap((row): GridRow[] => {
    // If most rows say when they expire, the others may say so unreadably.
    const expiry = dated(row) ?? smallTextsOf(row).find(({ text }) => saysExpiry(text))?.node;
    const cells = header.map((_, column) => row.cells[column] ?? row.node);
    const { node, details } = row;
    return expiry ? [{ node, cells: [...cells, expiry], ...(details && { details }) }] : [];
  });
  return { node, header: [...header, 'Expires'], rows: read };
}

/** All texts of a row that are seen, but the first of each cell. */
function smallTextsOf({ cells }: GridRow): readonly Leaf[] {
  return cells.flatMap(({ leaves }) => leaves.slice(1)).filter(({ node }) => !isUnseen(node));
}

/** The text that says when a key expires, or stands behind such a label. */
function datedAmong(leaves: readonly Leaf[], context: DateContext): PageNode | undefined {
  const says = (text: string): boolean => saysExpiry(text) && dateIn(text, context) !== undefined;
  const said = leaves.find(({ text }, index) => {
    const label = leaves[index - 1];
    return says(text) || (label && fieldOf(label.text) === 'expiry' && says(`expires ${text}`));
  });
  return said && lineOf(said);
}

/** The element of a text, or only the text if line breaks divide it from others there. */
function lineOf(leaf: Leaf): PageNode {
  const { node } = leaf;
  return node.children.some(({ tag }) => tag === 'br') ? node.withOnly(leaf) : node;
}

/**
 * A table of one key, whose name is the heading above it; `undefined` if it has more rows, or names its subject itself.
 */
export function withNameAbove(heading: PageNode | undefined, { node, header, rows }: Grid): Grid | undefined {
  const [row] = rows;
  if (!heading || !row || rows.length > 1 || isApiKeysTitle(heading.text) || couldBeSecret(heading.text, LONG_CODE))
    return undefined;
  const fields = header.map(fieldOf);
  return fields.includes('expiry') && !fields.includes('name') && fields.every((field) => field !== undefined)
    ? { node, header: ['Name', ...header], rows: [{ node: row.node, cells: [heading, ...row.cells] }] }
    : undefined;
}
