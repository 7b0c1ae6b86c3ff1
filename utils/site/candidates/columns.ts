import type { Column } from '../evidence/column';
import type { Candidate, Part } from './candidate';
import type { GridRow } from './grids';

/** The columns of a list that tell something of its keys, by their places and labels. */
export interface Columns {
  places: Readonly<Partial<Record<Part, number>>>;
  labels: Readonly<Partial<Record<Part, string>>>;
}

export function columnsAt(columns: Partial<Record<Part, Column | undefined>>): Columns {
  const found = Object.entries(columns).flatMap(([part, column]) => (column ? [{ part, column }] : []));
  return {
    places: Object.fromEntries(found.map(({ part, column }) => [part, column.index])),
    labels: Object.fromEntries(found.map(({ part, column }) => [part, column.label])),
  };
}

export function areSameColumns(columns: Columns, others: Columns): boolean {
  return isSame(columns.places, others.places) && isSame(columns.labels, others.labels);
}

function isSame<Value>(one: Partial<Record<Part, Value>>, other: Partial<Record<Part, Value>>): boolean {
  const parts = Object.keys(one) as Part[];
  return parts.length === Object.keys(other).length && parts.every((part) => one[part] === other[part]);
}

/** The possible key in a row. */
export function candidateIn({ node, cells, details }: GridRow, { places, labels }: Columns): Candidate {
  const parts: Partial<Record<Part, GridRow['node']>> = {};
  for (const part in places) {
    const cell = cells[places[part as Part]!];
    if (cell) parts[part as Part] = cell;
  }
  return { node, parts, labels, details };
}
