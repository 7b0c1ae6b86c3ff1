import type { Figure, Limit } from './figures';

/*
 * What the design allows, to be shown beside what was measured. Going over it fails nothing: the machine is not known.
 */

export interface Budget extends Limit {
  name: string;
  topic?: string;
  size?: number;
}

/** All budgets. docs/performance.md lists them, too. */
export const BUDGETS: readonly Budget[] = [
  { topic: 'Ordinary page', name: 'script', most: 0.5 },
  ...[6, 50, 1000].map((size) => ({ topic: 'API Keys tab', name: 'script', size, most: 4, of: 'heart' }) as const),
  { name: 'script after one row is drawn anew', most: 2 },
  { name: 'long tasks', most: 0 },
  { name: 'layout shift', most: 0 },
  { name: 'rows moved up or down', most: 0 },
  { name: 'longest task, CPU 4 times slower', most: 16 },
  { name: 'open → list painted', size: 200, most: 1.2, of: 'empty' },
  { name: 'script of start and check', size: 10_000, most: 10 },
  { name: 'plan, first call', size: 10_000, most: 10 },
];

/** The most bytes that the content script may have. */
export const CONTENT_SCRIPT_BYTES = 25_000;

/** The most that a figure may be, if the design says so. */
export function budgetOf({ topic, name, size }: Figure): Limit | undefined {
  return BUDGETS.find(
    (budget) => budget.name === name && (budget.topic ?? topic) === topic && (budget.size ?? size) === size,
  );
}
