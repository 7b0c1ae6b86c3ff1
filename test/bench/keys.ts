import type { KeyRecord, ListedKey } from '../../utils/keys/key';
import { DEFAULT_SETTINGS } from '../../utils/settings';

/*
 * The keys of every figure: the same names in every run, and dates within a year from now.
 */

const DAY = 86_400_000;
const HOUR = 3_600_000;

export function nameOf(index: number): string {
  return `agency-feed-${String(index + 1).padStart(5, '0')}`;
}

/** When the key at `index` stops working (ms), as seen from `now`: at 18:00 SGT, in 2 to 361 days. */
export function expiryOf(index: number, now: number): number {
  return (Math.floor(now / DAY) + 2 + ((index * 7) % 360)) * DAY + 10 * HOUR;
}

/** So many keys as a page lists them. */
export function listedKeys(count: number, now: number): ListedKey[] {
  return Array.from({ length: count }, (_, index): ListedKey => {
    const at = expiryOf(index, now);
    return {
      name: nameOf(index),
      expiry: { kind: 'dated', earliest: at, latest: at, text: '29 Nov 2026, 18:00' },
      createdAt: at - 365 * DAY - 18 * HOUR,
    };
  });
}

/** So many keys as they are remembered. */
export function rememberedKeys(count: number, now: number): KeyRecord[] {
  return listedKeys(count, now).map((key, index): KeyRecord => ({
    ...key,
    id: `key-${index}`,
    kind: 'write',
    list: 'list-1',
    firstSeenAt: now - 90 * DAY,
    lastSeenAt: now,
  }));
}

/** The entries of `storage.local` with so many keys. Nothing is notified: only looking at them is measured. */
export function storedKeys(count: number, now: number) {
  const url = 'https://data.gov.sg/admin/api-keys';
  return {
    keys: {
      version: 2,
      keys: rememberedKeys(count, now),
      lists: [{ id: 'list-1', kind: 'write', address: '/admin/api-keys', readAt: now }],
      ledger: {},
      lastReading: { at: now, url },
    },
    // As the options page stores them.
    settings: { version: 2, settings: { ...DEFAULT_SETTINGS, notifications: false } },
  };
}
