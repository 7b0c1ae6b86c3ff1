import type { DateOrder, Place } from '../../keys/key';

/*
 * How to read a page that the user has taught: where its list is, and where in each of its records name and expiry
 * stand. Only structure is in here. The only texts are those that stand at every key alike: column headers and labels.
 */

/** What an element is: its tag, and its role if it has one. */
export interface Shape {
  tag: string;
  role?: string;
}

/**
 * One step down: to the child of this shape at this place among those of its shape, counted from 0, or from the end if
 * negative. With a label, the place may be another, and what stands before the child must say the label.
 */
export interface Step extends Shape {
  place: number;
  label?: string;
}

/** One step of the way from the body down to the list. Without a place, all children of its shape are on the way. */
export interface Level extends Shape {
  place?: number;
}

/** The attributes that may print something for people. No others are read. */
export const TEXT_ATTRIBUTES = [
  'title',
  'datetime',
  'aria-label',
  'aria-description',
  'aria-valuetext',
  'alt',
  'data-title',
  'data-tooltip',
  'data-tip',
  'data-content',
  'data-original-title',
  'data-date',
  'data-time',
  'data-expires',
  'data-expiry',
] as const;

/** Where in an element a text is: its text, the value of a field, or an attribute. */
export type Source = 'text' | 'value' | (typeof TEXT_ATTRIBUTES)[number];

/** The longest label or header of a column that is kept, in characters. Chosen, not measured. */
export const LABEL_LIMIT = 60;

/** Where in a record one of its texts is. */
export interface Part {
  /** The step to its cell, from what holds all cells of the record; without one it is there itself. */
  cell?: Step;
  /** The place of its cell among all cells, if records are regular. */
  column?: number;
  /** The steps on from there. */
  steps: Step[];
  from: Source;
  /** The run of text among those of the element itself, if it has several. */
  run?: number;
  /** So many cells in a row print it together, with this between them. */
  joined?: { count: number; by: ' ' | '/' };
  /** Its place among the pieces of a text that holds more, and what stands between those. */
  piece?: { index: number; between: string };
}

/** The cells of records that all have as many, so that a new column is noticed. */
export interface Columns {
  cells: ColumnShape[];
  /** What stands above the name and above the expiry. */
  nameHeader?: string;
  expiryHeader?: string;
  /** The first row says what stands in the columns. */
  firstIsHeader?: true;
}

/** What a column mostly holds: `same` texts are those of a few words that come again and again. */
export const CELL_KINDS = ['date', 'number', 'same', 'text', 'control', 'none'] as const;
export type CellKind = (typeof CELL_KINDS)[number];

export interface ColumnShape extends Shape {
  kind: CellKind;
  /** The tag of the first element in a cell. */
  inner?: string;
}

/**
 * How a list holds its records:
 *
 * - `rows`: each is a child of the list.
 * - `run`: each is a run of children, from one with a name to the next.
 * - `slices`: each is as many children as all others (`size`).
 * - `columns`: the children of the list are columns, and a record is what stands at one height.
 */
export const LAYOUTS = ['rows', 'run', 'slices', 'columns'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** What was learned from two presses. */
export interface Lesson {
  levels: Level[];
  layout: Layout;
  size?: number;
  /** The child of the list that holds the name, or is in the place of one. */
  row: Shape;
  /** From a record to what holds its cells. */
  stem: Step[];
  name: Part;
  /** Absent if the page shows no date. */
  expiry?: Part;
  columns?: Columns;
  /** The order of day and month that the user chose. */
  dateOrder?: DateOrder;
}

/** A lesson with the list that it is for. */
export interface Recipe extends Lesson, Place {
  address: string;
  /** When (ms) it was taught. */
  taughtAt: number;
  /** Since when (ms) the page does not fit it any more. */
  failedAt?: number;
  /** The user has seen that it does not. */
  isFailureSeen?: true;
}

/** The order of day and month that a user chose is kept with the lesson. */
export function withOrder(lesson: Lesson, dateOrder: DateOrder | undefined): Lesson {
  const { dateOrder: _, ...others } = lesson;
  return dateOrder ? { ...others, dateOrder } : others;
}
