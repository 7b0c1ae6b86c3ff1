/* Lists that are no tables with labels: columns without a role, cards, repeated rows. */

export { findImpliedGrids, findRepeatedRows } from './implied-grids';
export { readLabelledRecords } from './labelled-records';
