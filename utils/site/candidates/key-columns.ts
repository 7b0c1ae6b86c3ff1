import type { PageNode } from '../../page-model/page-node';
import type { Steps } from '../../page-model/steps';
import type { DateContext } from '../dates/dates';
import type { SnapshotRow } from '../key-row';
import { areNamesOfOthers } from '../evidence/other-list';
import { areSameColumns, candidateIn, type Columns } from './columns';
import type { Grid, GridRow } from './grids';
import { labelledColumns } from './labelled-columns';
import { withExpiryApart, withNameAbove } from './made-columns';
import { readCandidate } from './read-candidate';
import { unlabelledColumns } from './unlabelled-columns';

/** The keys of a list in columns under a heading; none unless it has columns of an expiry and a name. */
export function* rowsOfGrid(
  grid: Grid,
  heading: PageNode | undefined,
  context: DateContext,
): Steps<readonly SnapshotRow[]> {
  const headed = { ...grid, heading: heading?.text };
  const columns = grid.header.length > 0 ? labelledColumns(headed, context) : unlabelledColumns(grid, context);
  const isWhole = columns?.places.name !== undefined;
  const whole = isWhole
    ? undefined
    : ((columns ? undefined : withExpiryApart(grid, context)) ?? withNameAbove(heading, grid));
  if (whole) return yield* rowsOfGrid(whole, heading, context);
  return columns ? yield* rowsIn(grid, columns, context) : [];
}

function* rowsIn({ rows }: Grid, columns: Columns, context: DateContext): Steps<readonly SnapshotRow[]> {
  yield undefined;
  const keys: SnapshotRow[] = [];
  for (const row of rows) {
    const key = readRow(row, columns, context);
    if (key) keys.push(key);
    yield undefined;
  }
  const names = keys.map(({ name }) => name);
  return areNamesOfOthers({ names, label: columns.labels.name ?? '' }) ? [] : keys;
}

/** What was read of a row, and how. */
interface KnownRow {
  columns: Columns;
  context: DateContext;
  within: GridRow['within'];
  details: PageNode | undefined;
  key: SnapshotRow | undefined;
}

const knownRows = new WeakMap<PageNode, KnownRow>();

/** The key of a row, as it was read before if neither the row nor the way to read it has changed. */
function readRow(row: GridRow, columns: Columns, context: DateContext): SnapshotRow | undefined {
  const { node, within, details } = row;
  if (!within) return readCandidate(candidateIn(row, columns), context);
  const known = knownRows.get(node);
  const isSame = known?.within === within && known?.details === details;
  if (isSame && isReadAlike(known, columns, context)) return known.key;
  const key = readCandidate(candidateIn(row, columns), context);
  knownRows.set(node, { columns, context, within, details, key });
  return key;
}

function isReadAlike(known: KnownRow, columns: Columns, context: DateContext): boolean {
  // "In 3 months" is a different instant every moment.
  const isRelative = known.key?.expiry.kind === 'dated' && known.key.expiry.approximate;
  const isSameTime = known.context.now === context.now || !isRelative;
  const isSameOrder =
    known.context.dateOrder === context.dateOrder && known.context.zones?.said === context.zones?.said;
  return isSameTime && isSameOrder && areSameColumns(known.columns, columns);
}
