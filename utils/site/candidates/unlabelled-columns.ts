import type { DateContext } from '../dates/dates';
import { bestColumn, columnsOf } from '../evidence/column';
import { PLAIN_CREATED } from '../evidence/created';
import { PLAIN_EXPIRY, PLAIN_NAMES, showsSecrets } from '../evidence/plain-columns';
import { columnsAt, type Columns } from './columns';
import type { Grid } from './grids';

/** What the columns of a list without labels hold; `undefined` if there is none for an expiry, or for names or keys. */
export function unlabelledColumns(grid: Grid, context: DateContext): Columns | undefined {
  const all = columnsOf(grid, context);
  const expiry = bestColumn('expiry', PLAIN_EXPIRY, all);
  if (!expiry) return undefined;
  const others = all.filter((column) => column !== expiry);
  const name = bestColumn('name', PLAIN_NAMES, others);
  const secret = name ? undefined : others.find(showsSecrets);
  if (!name && !secret) return undefined;
  const created = bestColumn('creation', PLAIN_CREATED, others);
  return columnsAt({ expiry, name, secret, created });
}
