import type { ListedKey } from '../keys/key';
import { hasSameCreation, hasSameExpiry } from '../keys/matching';

/** A key as a page first printed it, and when (ms). */
interface Arrival {
  id: number;
  key: ListedKey;
  since: number;
}

/** At most so many are remembered; a page that prints more starts over. Chosen, not measured. */
const MOST_ARRIVALS = 10_000;

/**
 * Knows when a page got the list that it shows. A row that was there before is no news, wherever it is now: it may have
 * been filtered out in between, and "in 3 days" becomes "in 2 days" by itself. A row that has gone is none either: it
 * may be filtered out now. But a row that was changed or deleted, and is back as it was, is news: the page took that
 * back.
 */
export class Arrivals {
  #byName = new Map<string, Arrival[]>();
  #count = 0;

  /** When (ms) the page got the newest of these keys, at the latest `now` (ms); and the id of each key. */
  of(keys: readonly ListedKey[], now: number): { at: number; ids: readonly number[] } {
    if (this.#count + keys.length > MOST_ARRIVALS) this.clear();
    const countBefore = this.#count;
    const arrivals = keys.map((key) => this.#arrivalOf(key, now));
    if (this.#count > countBefore && countBefore > 0) this.#forgetChanged(arrivals, countBefore);
    return {
      at: arrivals.reduce((latest, { since }) => Math.max(latest, since), 0),
      ids: arrivals.map(({ id }) => id),
    };
  }

  /** Forgets keys that were deleted, except those that look like one that is still there. */
  forget(deleted: readonly ListedKey[], left: readonly ListedKey[]): void {
    for (const gone of deleted) {
      if (left.some((key) => key.name === gone.name && isSame(key, gone))) continue;
      this.#keep(gone.name, ({ key }) => !isSame(key, gone));
    }
  }

  /** Forgets what the keys with an id above `countBefore` looked like before. */
  #forgetChanged(arrivals: readonly Arrival[], countBefore: number): void {
    const shown = new Set(arrivals);
    const changed = new Set(arrivals.filter(({ id }) => id > countBefore).map(({ key }) => key.name));
    for (const name of changed) this.#keep(name, (arrival) => shown.has(arrival));
  }

  #keep(name: string, isKept: (arrival: Arrival) => boolean): void {
    this.#byName.set(name, (this.#byName.get(name) ?? []).filter(isKept));
  }

  /** The page shows no list any more: the next one is news. */
  clear(): void {
    this.#byName.clear();
    this.#count = 0;
  }

  #arrivalOf(key: ListedKey, now: number): Arrival {
    const known = this.#byName.get(key.name) ?? [];
    let arrival = known.find((other) => isSame(other.key, key));
    if (arrival) return arrival;
    arrival = { id: ++this.#count, key, since: now };
    this.#byName.set(key.name, [...known, arrival]);
    return arrival;
  }
}

function isSame(key: ListedKey, other: ListedKey): boolean {
  const isCreated = hasSameCreation(key, other) || (key.createdAt === undefined && other.createdAt === undefined);
  return isCreated && hasSameExpiry(key.expiry, other.expiry);
}
