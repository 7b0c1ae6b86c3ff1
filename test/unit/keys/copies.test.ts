import { expect, it } from 'vitest';
import { withCopy, withoutCopies } from '../../../utils/keys/copies';
import { COPIES_KEPT, keyRecordSchema, type KeyRecord, type ListedKey } from '../../../utils/keys/key';
import { changeListed } from '../../../utils/keys/merge';
import { DAY } from '../../../utils/keys/time';

const T0 = Date.parse('2026-11-22T04:00Z');
const expiring = (instant: number): ListedKey['expiry'] => ({
  kind: 'dated',
  earliest: instant,
  latest: instant,
  text: '',
});
const record = (name: string, expiresAt: number, more: Partial<KeyRecord> = {}): KeyRecord => ({
  id: `${name}-${expiresAt}`,
  name,
  kind: 'write',
  expiry: expiring(expiresAt),
  firstSeenAt: T0,
  lastSeenAt: T0,
  ...more,
});

it('the copies of a key are kept newest first, and only the latest', () => {
  let copied = record('a', T0 + DAY);
  for (let count = 1; count <= COPIES_KEPT + 10; count++) copied = withCopy(copied, T0 + count);
  expect(copied.copies).toHaveLength(COPIES_KEPT);
  expect(copied.copies?.[0]).toBe(T0 + COPIES_KEPT + 10);
  expect(copied.copies?.at(-1)).toBe(T0 + 11);
  expect(keyRecordSchema.safeParse(copied).success).toBe(true);
});

it('the copies of a key stay in order if one is reported late', () => {
  expect(withCopy(withCopy(record('a', T0), T0 + 2), T0 + 1).copies).toEqual([T0 + 2, T0 + 1]);
});

it('a key whose copies are forgotten stays as it was', () => {
  const key = record('a', T0);
  expect(withoutCopies(withCopy(key, T0))).toEqual(key);
});

it('a copy is noted for the key that was copied, and for no other of its name, list or date', () => {
  const records = [
    record('a', T0 + DAY),
    record('a', T0 + 90 * DAY),
    record('b', T0 + DAY),
    record('a', T0 + DAY, { id: 'read', kind: 'read' }),
  ];
  const copied = changeListed(records, { kind: 'write', key: { name: 'a', expiry: expiring(T0 + 90 * DAY) } }, (key) =>
    withCopy(key, T0),
  );
  expect(copied.map(({ copies }) => copies)).toEqual([undefined, [T0], undefined, undefined]);
});

it('a copy of a key that is not remembered changes nothing', () => {
  const records = [record('a', T0 + DAY)];
  expect(
    changeListed(records, { kind: 'write', key: { name: 'c', expiry: expiring(T0) } }, (key) => withCopy(key, T0)),
  ).toEqual(records);
});
