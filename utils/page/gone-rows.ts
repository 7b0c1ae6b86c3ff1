import type { ListedKeys } from '../site/key-list';
import type { KeyRow } from '../site/key-row';

/* Whether rows that a list had are gone from it. */

/**
 * Whether a row that was listed `before` is gone, while at least one, and all others that do not go too, are still
 * there.
 */
export function isGone(row: KeyRow, going: readonly KeyRow[], before: ListedKeys, list: ListedKeys): boolean {
  // A filter that was set in the meantime hides rows as well.
  if (before.complete && !list.complete) return false;
  const left = list.rows.map(factsOf);
  const missing: string[] = [];
  let stayed = 0;
  for (const facts of before.rows.map(factsOf)) {
    const index = left.indexOf(facts);
    if (index < 0) missing.push(facts);
    else {
      left.splice(index, 1);
      stayed++;
    }
  }
  const expected = new Set(going.map(factsOf));
  const isMissing = missing.includes(factsOf(row)) && missing.every((facts) => expected.has(facts));
  return stayed > 0 && isMissing && !isRenamed(row, list, left);
}

/** Whether a row that is new may be this one under another name. */
function isRenamed(row: KeyRow, { rows }: ListedKeys, fresh: readonly string[]): boolean {
  const {
    createdAt,
    expiry: { text },
  } = row;
  const isAlike = (other: KeyRow): boolean => other.createdAt === createdAt && other.expiry.text === text;
  return rows.some((other) => fresh.includes(factsOf(other)) && isAlike(other));
}

/** Distinguishes keys; the page may print their validity in other words a moment later. */
function factsOf({ name, createdAt }: KeyRow): string {
  return JSON.stringify([name, createdAt]);
}

/** Whether these are the same keys, each once. */
export function areSame(rows: readonly KeyRow[], others: readonly KeyRow[]): boolean {
  const sorted = (some: readonly KeyRow[]): string => some.map(factsOf).sort().join();
  return sorted(rows) === sorted(others);
}
