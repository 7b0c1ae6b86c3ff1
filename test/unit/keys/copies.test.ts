import { describe, expect, it } from 'vitest';
import { withCopy, withoutCopies } from '../../../utils/keys/copies';
import { COPIES_KEPT, keyRecordSchema, type KeyRecord, type ListedKey } from '../../../utils/keys/key';
import { changeListed } from '../../../utils/keys/merge';
import { DAY } from '../../../utils/keys/time';

const T0 = Date.parse('2026-11-22T04:00Z');
const expiring = (at: number): ListedKey['expiry'] => ({ kind: 'dated', earliest: at, latest: at, text: '' });
const record = (name: string, expiresAt: number, more: Partial<KeyRecord> = {}): KeyRecord => ({
  id: `${name}-${expiresAt}`,
  name,
  kind: 'write',
  expiry: expiring(expiresAt),
  firstSeenAt: T0,
  lastSeenAt: T0,
  ...more,
});

describe('the copies of a key', () => {
  it('are kept newest first, and only the latest', () => {
    let copied = record('a', T0 + DAY);
    for (let count = 1; count <= COPIES_KEPT + 10; count++) copied = withCopy(copied, T0 + count);
    expect(copied.copies).toHaveLength(COPIES_KEPT);
    expect(copied.copies?.[0]).toBe(T0 + COPIES_KEPT + 10);
    expect(copied.copies?.at(-1)).toBe(T0 + 11);
    expect(keyRecordSchema.safeParse(copied).success).toBe(true);
  });

  it('stay in order when they are told late', () => {
    expect(withCopy(withCopy(record('a', T0), T0 + 2), T0 + 1).copies).toEqual([T0 + 2, T0 + 1]);
  });

  it('are forgotten, and nothing else of the key', () => {
    const key = record('a', T0);
    expect(withoutCopies(withCopy(key, T0))).toEqual(key);
  });

  it('are those of the key that was copied, and not of another one of its name, list or date', () => {
    const records = [
      record('a', T0 + DAY),
      record('a', T0 + 90 * DAY),
      record('b', T0 + DAY),
      record('a', T0 + DAY, { id: 'read', kind: 'read' }),
    ];
    const copied = changeListed(
      records,
      { kind: 'write', key: { name: 'a', expiry: expiring(T0 + 90 * DAY) } },
      (key) => withCopy(key, T0),
    );
    expect(copied.map(({ copies }) => copies)).toEqual([undefined, [T0], undefined, undefined]);
  });

  it('of a key that is not remembered change nothing', () => {
    const records = [record('a', T0 + DAY)];
    expect(
      changeListed(records, { kind: 'write', key: { name: 'c', expiry: expiring(T0) } }, (key) => withCopy(key, T0)),
    ).toEqual(records);
  });
});
