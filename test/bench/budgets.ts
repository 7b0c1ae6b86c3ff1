import { FIREFOX, ORDINARY, OWN_COUNT, PHONE, TAB, type Figure, type Limit } from './figures';

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
  { topic: ORDINARY, name: OWN_COUNT, most: 0.1, of: 'ublock', beyond: 'none' },
  { topic: ORDINARY, name: 'script', most: 0.5 },
  ...[6, 50, 1000].map((size): Budget => ({ topic: TAB, name: 'script', size, most: 4, of: 'heart' })),
  { topic: TAB, name: 'loaded, minified', most: 95 },
  { topic: TAB, name: 'script memory', size: 6, most: 1.2, beyond: 'empty' },
  { topic: TAB, name: 'script after one row is re-rendered', most: 2 },
  { topic: TAB, name: 'longest task, CPU 4 times slower', size: 50, most: 50 },
  { topic: TAB, name: 'longest task, CPU 4 times slower', size: 1000, most: 16 },
  { topic: PHONE, name: 'longest task', size: 50, most: 50 },
  { topic: FIREFOX, name: 'longest block', size: 50, most: 50 },
  { name: 'long tasks', most: 0 },
  { name: 'layout shift', most: 0 },
  { name: 'rows moved up or down', most: 0 },
  { topic: 'Popup', name: 'open → list painted', size: 200, most: 1.2, of: 'empty' },
  { topic: 'Worker', name: 'cold start → check done', size: 10, most: 1.5, of: 'empty' },
  { topic: 'Worker', name: 'script of start and check', size: 10_000, most: 10 },
  { topic: 'Worker', name: 'plan, first call', size: 10_000, most: 10 },
];

/** The most bytes that the content script may have. */
export const CONTENT_SCRIPT_BYTES = 25_000;

/** The most that a figure may be, if the design says so. */
export function budgetOf({ topic, name, size }: Figure): Limit | undefined {
  const budget = BUDGETS.find(
    (budget) => budget.name === name && (budget.topic ?? topic) === topic && (budget.size ?? size) === size,
  );
  return budget && limitOf(budget);
}

function limitOf({ most, of, beyond }: Budget): Limit {
  return { most, ...(of && { of }), ...(beyond && { beyond }) };
}
