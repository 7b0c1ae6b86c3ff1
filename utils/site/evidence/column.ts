import type { PageNode } from '../../page-model/page-node';
import { dateIn, saysExpiry } from '../candidates/expiry-part';
import type { Grid } from '../candidates/grids';
import { looksLikeDate, type DateContext } from '../dates/dates';
import { fieldOf, type Field } from '../vocabulary/labels';
import { reasons, weigh, type Rule } from './rule';

/** A column of a list, which may have a label; it knows the others. */
export class Column {
  /** Empty without a label. */
  readonly label: string;
  readonly field: Field | undefined;
  /** One for each row, if the row has one. */
  readonly cells: readonly (PageNode | undefined)[];
  #dates: readonly number[] | undefined;

  constructor(
    readonly index: number,
    readonly grid: Grid,
    readonly context: DateContext,
    readonly all: readonly Column[],
  ) {
    this.label = grid.header[index] ?? '';
    this.field = fieldOf(this.label);
    this.cells = grid.rows.map(({ cells }) => cells[index]);
  }

  /**
   * The latest instant (ms) that the date of a cell allows, for each cell that is a date or says when a key expires.
   */
  get dates(): readonly number[] {
    return (this.#dates ??= this.texts
      .filter((text) => saysExpiry(text) || looksLikeDate(text, this.context))
      .map((text) => dateIn(text, this.context))
      .filter((date) => date !== undefined));
  }

  get texts(): readonly string[] {
    return this.cells.map((cell) => cell?.text ?? '');
  }
}

export function columnsOf(grid: Grid, context: DateContext): readonly Column[] {
  const all: Column[] = [];
  const width = grid.header.length || Math.max(...grid.rows.map(({ cells }) => cells.length));
  for (let index = 0; index < width; index++) all.push(new Column(index, grid, context, all));
  return all;
}

/** The column with the most points; of equals the first. */
export function bestColumn(
  about: string,
  rules: readonly Rule<Column>[],
  columns: readonly Column[],
): Column | undefined {
  let [best, most]: [Column | undefined, number] = [undefined, 0];
  for (const column of columns) {
    const points = weigh(rules, column);
    if (points > most) [best, most] = [column, points];
  }
  explainColumns(about, rules, columns, best);
  return best;
}

/** The first column for which the strongest rule holds: weaker ones, which may go through all rows, are not tried. */
export function strongestColumn(
  about: string,
  rules: readonly Rule<Column>[],
  columns: readonly Column[],
): Column | undefined {
  let best: Column | undefined;
  for (const { holds } of rules) best ??= columns.find(holds);
  explainColumns(about, rules, columns, best);
  return best;
}

function explainColumns(
  about: string,
  rules: readonly Rule<Column>[],
  columns: readonly Column[],
  best: Column | undefined,
): void {
  for (const column of columns) {
    const { label, cells, context, grid } = column;
    context.explain?.({
      about: `column of the ${about}`,
      node: grid.node,
      text: label || (cells.find(Boolean)?.text ?? ''),
      verdict: column === best ? 'this one' : 'not this one',
      because: reasons(rules, column),
    });
  }
}
