import type { PageNode } from '../../page-model/page-node';
import { holdsSecret } from '../../secrets/storage-gate';
import { looksLikeDate } from '../dates/dates';
import type { CellKind, Columns, ColumnShape } from './recipe';
import { asLabel, shapeOf } from './shapes';
import { spotsOf, textAt, textOfSpot } from './spot';

/* Cells in columns: what each column holds, what stands above it, and where a known column is now. */

/** Whether a text is a date does not depend on today's. */
const ANY_TIME = { now: 0 };
const CONTROL = 'button,a,input,select,[role="button"],[role="switch"],[role="checkbox"]';

/** What a cell holds, by its text or by what it says in an attribute or a field. */
export function kindOfCell(cell: PageNode): CellKind {
  if ([cell, ...cell.children].some(saysDate)) return 'date';
  const text = cell.textWithout((node) => node.is('button,[role="button"]'));
  if (text !== '') return /^\d+$/.test(text) ? 'number' : 'text';
  return cell.is(CONTROL) || cell.has(CONTROL) ? 'control' : 'none';
}

function saysDate(node: PageNode): boolean {
  return [node.text, ...spotsOf(node).map(textOfSpot)].some((text) => looksLikeDate(text, ANY_TIME));
}

/** What each column mostly holds, in rows of as many cells. */
export function shapesOfColumns(rows: readonly (readonly PageNode[])[]): ColumnShape[] {
  const width = rows[0]?.length ?? 0;
  return Array.from({ length: width }, (_, column) => {
    const cells = rows.map((row) => row[column]!);
    const inner = mostOf(cells.map((node) => node.children[0]?.tag));
    return {
      ...shapeOf(cells.at(-1)!),
      kind: mostOf(cells.map(kindOfCell)) === 'text' && !areDifferent(cells) ? 'same' : mostOf(cells.map(kindOfCell))!,
      ...(inner !== undefined && { inner }),
    };
  });
}

function areDifferent(cells: readonly PageNode[]): boolean {
  return new Set(cells.map(({ text }) => text)).size === cells.length;
}

/** What comes most often; among equals the first. */
export function mostOf<Item>(items: readonly Item[]): Item | undefined {
  const counts = new Map<Item, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].reduce<[Item | undefined, number]>(
    (most, count) => (count[1] > most[1] ? count : most),
    [undefined, 0],
  )[0];
}

/** The texts above the columns by which they can be known: those that are short, are no date and stand there once. */
export function headersIn(cells: readonly PageNode[]): (string | undefined)[] {
  const headers = cells.flatMap((cell) => Array<string | undefined>(spanOf(cell)).fill(headerText(cell)));
  return headers.map((header) => (headers.filter((other) => other === header).length === 1 ? header : undefined));
}

function spanOf(cell: PageNode): number {
  const span = Number(cell.attribute('colspan') ?? cell.attribute('aria-colspan') ?? 1);
  return Number.isInteger(span) && span > 1 && span <= 50 ? span : 1;
}

/** An icon above a column says its name in a picture, or in an attribute. */
function headerText(cell: PageNode): string | undefined {
  const named = [cell, ...cell.children].flatMap((node) => [
    node.leaves.find(({ isPicture }) => isPicture)?.text ?? '',
    ...(['aria-label', 'title'] as const).map((name) => textAt(node, name)),
  ]);
  const label = asLabel([cell.text, ...named].find((text) => text !== '') ?? '');
  return label === undefined || looksLikeDate(label, ANY_TIME) || holdsSecret(label) ? undefined : label;
}

/** The cells of what may be a row of headers. */
export function cellsOfHeader(node: PageNode): readonly PageNode[] {
  let row = node;
  for (let { children } = row; children.length === 1; { children } = row) row = children[0]!;
  return row.children;
}

/** Among all cells of a record. */
export interface Places {
  name: number;
  expiry: number;
}

/**
 * Where the columns of name and expiry are now, among columns of these shapes, if they were at `places` among those of
 * `columns`; `undefined` if that is not certain.
 */
export function placesNow(
  columns: Columns,
  places: Places,
  cells: readonly ColumnShape[],
  headers: readonly (string | undefined)[],
): Places | undefined {
  const name = placeByHeader(columns.nameHeader, headers);
  const expiry = placeByHeader(columns.expiryHeader, headers);
  if (name === -1 || expiry === -1) return undefined;
  if (name !== undefined && expiry !== undefined) return { name, expiry };
  if (cells.length === columns.cells.length) return { name: name ?? places.name, expiry: expiry ?? places.expiry };
  const found = alignments(columns.cells, places, cells).filter(
    (place) => (name ?? place.name) === place.name && (expiry ?? place.expiry) === place.expiry,
  );
  return found.length === 1 ? found[0] : undefined;
}

/** The place of a header; -1 if it is gone, `undefined` if there was none. */
function placeByHeader(header: string | undefined, headers: readonly (string | undefined)[]): number | undefined {
  return header === undefined ? undefined : headers.indexOf(header);
}

/** Every way to find the known columns, in their order, among more or fewer ones. */
function alignments(known: readonly ColumnShape[], { name, expiry }: Places, now: readonly ColumnShape[]): Places[] {
  const found: Places[] = [];
  const [first, last] = [Math.min(name, expiry), Math.max(name, expiry)];
  for (let one = 0; one < now.length; one++) {
    const others = first === last ? [one] : now.map((_, index) => index).slice(one + 1);
    for (const other of others) {
      const fits =
        isSame(now[one]!, known[first]!) &&
        isSame(now[other]!, known[last]!) &&
        isWithin(known.slice(0, first), now.slice(0, one)) &&
        isWithin(known.slice(first + 1, last), now.slice(one + 1, other)) &&
        isWithin(known.slice(last + 1), now.slice(other + 1));
      if (fits) found.push(name <= expiry ? { name: one, expiry: other } : { name: other, expiry: one });
    }
  }
  return found;
}

function isSame(one: ColumnShape, other: ColumnShape): boolean {
  return one.tag === other.tag && one.role === other.role && one.kind === other.kind && one.inner === other.inner;
}

/** Whether some columns come in the same order among others. */
function isWithin(columns: readonly ColumnShape[], others: readonly ColumnShape[]): boolean {
  let next = 0;
  for (const other of others) if (columns[next] && isSame(other, columns[next]!)) next++;
  return next === columns.length;
}
