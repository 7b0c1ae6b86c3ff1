import type { PageNode } from '../../page-model/page-node';
import { fieldOf } from '../vocabulary/labels';
import { beginsWithExpiry } from '../vocabulary/statements';
import type { GridRow } from './grids';

/** Whether the rows of a table without labels above them are records: labels beside their values, or one cell each. */
export function areRecords(rows: readonly GridRow[]): boolean {
  return (
    rows.every(({ cells }) => cells.length < 2) ||
    rows.some(({ cells }) => cells.some(({ text }) => fieldOf(text) === 'expiry')) ||
    isOneBodyEach(rows)
  );
}

/** Whether each body of a table begins with a name over its columns, and says below it when that key expires. */
function isOneBodyEach(rows: readonly GridRow[]): boolean {
  const heads = rows.filter(({ node }) => node.previous === undefined);
  const saying = rows.filter(({ cells }) => cells.some(saysItsExpiry)).length;
  return saying > 0 && saying <= heads.length && heads.every(({ cells }) => cells[0] === cells[1]);
}

function saysItsExpiry({ leaves, text }: PageNode): boolean {
  return fieldOf(leaves[0]?.text ?? '') === 'expiry' || beginsWithExpiry(text);
}
