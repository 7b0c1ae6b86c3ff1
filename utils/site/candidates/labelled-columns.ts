import type { DateContext } from '../dates/dates';
import { bestColumn, columnsOf, strongestColumn, type Column } from '../evidence/column';
import { CREATED_LABELS } from '../evidence/created';
import { EXPIRY_CELLS, EXPIRY_LABELS, mayBeKey, NAME_LABELS } from '../evidence/columns';
import { columnsAt, type Columns } from './columns';
import type { Grid } from './grids';
import { NAMED } from './secret-cells';
import { NUMBER, SHORT_NUMBER } from './unnamed-keys';

/** What the labelled columns of a list hold; `undefined` if there is none for an expiry, or for names or keys. */
export function labelledColumns(grid: Grid, context: DateContext): Columns | undefined {
  const all = columnsOf(grid, context);
  const expiry = bestColumn('expiry', EXPIRY_LABELS, all) ?? bestColumn('expiry', EXPIRY_CELLS, all);
  if (!expiry) return undefined;
  const name = strongestColumn('name', NAME_LABELS, all);
  const isNamed = name?.field === 'name' && NAMED.test(name.label);
  const secret = isNamed
    ? undefined
    : all.find((column) => column !== name && (column.field === 'secret' || mayBeKey(column)));
  if (!name && !secret) return undefined;
  const number = secret && all.find((column) => NUMBER.test(column.label) && hasNumbers(column));
  const status = all.find(({ field }) => field === 'status');
  const lastUsed = all.find(({ field }) => field === 'lastUsed');
  const created = bestColumn('creation', CREATED_LABELS, all);
  const time = all.find((column) => column !== expiry && column.field === 'expiry' && /\btime$/i.test(column.label));
  return columnsAt({ expiry, time, name, secret, number, created, lastUsed, status });
}

/**
 * Whether a column has numbers of the keys themselves: numbers that count the rows change as soon as a key is deleted.
 */
function hasNumbers({ texts }: Column): boolean {
  const numbers = texts.map((text) => SHORT_NUMBER.exec(text)?.[1]);
  const areCounted = (count: (index: number) => number): boolean =>
    numbers.every((number, index) => Number(number) === count(index));
  return numbers.every(Boolean) && !areCounted((index) => index + 1) && !areCounted((index) => texts.length - index);
}
