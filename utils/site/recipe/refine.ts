import { holdsSecret } from '../../secrets/storage-gate';
import type { PageNode } from '../../page-model/page-node';
import { looksLikeDate, type DateContext } from '../dates/dates';
import { readRecords, type ReadRecord } from './apply';
import { kindOfCell, shapesOfColumns } from './columns';
import type { Proposal } from './proposals';
import type { Columns, Lesson, Part, Step } from './recipe';
import { headersOf, rowsIn, type Row } from './records';
import { follow, labelBefore } from './shapes';

/*
 * What makes a proposal last: the headers of its columns, or the labels in its records. Both are texts that are the
 * same for all keys; what could be a name or a date is never taken.
 */

/** The proposal with what tells its columns, or its labels. */
export function refined({ list, lesson }: Proposal, context: DateContext): Proposal | undefined {
  if (lesson.layout === 'run') return { list, lesson: withoutColumns(lesson) };
  const columns = columnsOf(list, lesson, context);
  if (lesson.layout !== 'rows') return columns && { list, lesson: { ...lesson, columns } };
  const byLabels = labelled(list, withoutColumns(lesson));
  if (columns && (hasHeader(columns) || !isLabelled(byLabels)))
    return { list, lesson: { ...withInnerLabels(lesson, byLabels), columns } };
  // Cells are joined by their columns only.
  return lesson.expiry?.joined ? undefined : { list, lesson: byLabels };
}

function hasHeader({ nameHeader, expiryHeader }: Columns): boolean {
  return nameHeader !== undefined || expiryHeader !== undefined;
}

function isLabelled({ name, expiry }: Proposal['lesson']): boolean {
  return hasLabel(name) && expiry !== undefined && hasLabel(expiry);
}

function hasLabel({ cell, steps }: Part): boolean {
  return [cell, ...steps].some((step) => step?.label !== undefined);
}

/** In a known column only what is in its cell needs a label. */
function withInnerLabels(lesson: Proposal['lesson'], { name, expiry }: Proposal['lesson']): Proposal['lesson'] {
  return {
    ...lesson,
    name: { ...lesson.name, steps: name.steps },
    ...(lesson.expiry && { expiry: { ...lesson.expiry, steps: expiry?.steps ?? [] } }),
  };
}

function withoutColumns({ columns: _, ...lesson }: Proposal['lesson']): Proposal['lesson'] {
  const plain = ({ column: _column, ...part }: Part): Part => part;
  return { ...lesson, name: plain(lesson.name), ...(lesson.expiry && { expiry: plain(lesson.expiry) }) };
}

/** What tells the columns of records that all have as many cells; there have to be two at least. */
function columnsOf(list: PageNode, lesson: Proposal['lesson'], context: DateContext): Columns | undefined {
  const { name, expiry } = lesson;
  if (name.column === undefined || (expiry && expiry.column === undefined)) return undefined;
  const regular: Lesson = { ...lesson, levels: [], columns: { cells: [] } };
  const all = rowsIn(list, { ...lesson, levels: [] });
  const rows = rowsIn(list, regular);
  const width = rows[0]?.cells.length ?? 0;
  const isRegular = rows.length > 1 && width > 1 && rows.length * 2 > all.length;
  if (!isRegular) return undefined;
  const cells = shapesOfColumns(rows.map((row) => row.cells));
  const headers = headersOf(list, rows);
  const [nameHeader, expiryHeader] = [name, expiry].map((part) =>
    part?.column === undefined ? undefined : headers[part.column],
  );
  const read = readRecords(list, { ...lesson, levels: [], columns: { cells } }, context);
  return {
    cells,
    ...(nameHeader !== undefined && { nameHeader }),
    ...(expiryHeader !== undefined && { expiryHeader }),
    ...(isHeaderRow(read) && { firstIsHeader: true as const }),
  };
}

/** So many columns of dates make a first row without any date one of headers: no key lacks all of them. */
const FEWEST_DATES = 2;

/** Whether the first record only says what stands below it: it has no date in any of the columns of dates. */
function isHeaderRow([first, ...others]: readonly ReadRecord[]): boolean {
  if (!first || first.row.expiry.kind !== 'unknown' || others.length === 0) return false;
  const dates = shapesOfColumns(others.map(({ record: { cells } }) => cells)).flatMap(({ kind }, column) =>
    kind === 'date' ? [column] : [],
  );
  const own = first.record.cells.map(kindOfCell);
  return dates.length >= FEWEST_DATES && own.every((kind) => kind === 'text') && others.every(isDated);
}

function isDated({ row: { expiry } }: ReadRecord): boolean {
  return expiry.kind !== 'unknown';
}

/** The lesson with the labels that stand before name and expiry in all records. */
function labelled(list: PageNode, lesson: Proposal['lesson']): Proposal['lesson'] {
  const rows = rowsIn(list, { ...lesson, levels: [] });
  const withLabel = (part: Part): Part => {
    const steps = [...(part.cell ? [part.cell] : []), ...part.steps];
    for (let end = steps.length; end > 0; end--) {
      const label = commonLabel(rows, steps.slice(0, end));
      if (label === undefined) continue;
      const marked = steps.map((step, index): Step => (index === end - 1 ? { ...step, label } : step));
      return { ...part, ...(part.cell && { cell: marked[0]! }), steps: part.cell ? marked.slice(1) : marked };
    }
    return part;
  };
  return { ...lesson, name: withLabel(lesson.name), ...(lesson.expiry && { expiry: withLabel(lesson.expiry) }) };
}

/**
 * Whether what stands before a node can only be its label: by its element, its colon, or since the two are a pair. Any
 * other text that all records have may be a person's name.
 */
function isPaired(node: PageNode): boolean {
  const contents = node.parent?.contents ?? [];
  const before = contents[contents.indexOf(node) - 1];
  const { previous } = node;
  const isLabel = previous !== undefined && previous === before && previous.is('dt,th,label,[role="term"]');
  return isLabel || contents.length === 2 || /[:：]$/.test(before?.text ?? '');
}

/** What stands before the same place in all records that have it, two at least. */
function commonLabel(rows: readonly Row[], steps: readonly Step[]): string | undefined {
  const nodes = rows.map(({ home }) => follow(home, steps)).filter((node) => node !== undefined);
  const labels = new Set(nodes.map((node) => (isPaired(node) ? labelBefore(node) : undefined)));
  const [label = ''] = labels;
  const isSaid = /\p{L}/u.test(label) && !looksLikeDate(label, { now: 0 }) && !holdsSecret(label);
  return nodes.length > 1 && labels.size === 1 && isSaid ? label : undefined;
}
