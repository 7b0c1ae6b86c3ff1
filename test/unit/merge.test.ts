import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expiry } from '../../utils/keys/expiry';
import { keyRecordSchema, type KeyRecord, type ListedKey, type OnHost, type Reading } from '../../utils/keys/key';
import { addByHand, changeListed, mergeReading, removeForgotten, setForgotten } from '../../utils/keys/merge';
import { DAY } from '../../utils/keys/time';

const T0 = Date.parse('2026-11-22T04:00Z');
const at = (iso: string): Expiry => ({ kind: 'dated', earliest: Date.parse(iso), latest: Date.parse(iso), text: iso });
const never: Expiry = { kind: 'never', text: 'Never' };
const key = (name: string, expiry: Expiry = at('2027-01-01T00:00Z'), createdAt?: number): ListedKey => ({ name, expiry, ...(createdAt !== undefined && { createdAt }) });
const reading = (keys: ListedKey[], more: Partial<Reading & OnHost> = {}): Reading & OnHost => ({ kind: 'write', complete: true, keys, ...more });

function merger(): { merge: (records: KeyRecord[], reading: Reading & OnHost, now?: number) => KeyRecord[] } {
  let made = 0;
  return { merge: (records, read, now = T0) => mergeReading(records, read, now, () => `id-${++made}`) };
}

describe('a reading of the tab', () => {
  it('remembers new keys, and the same keys once when they are read again', () => {
    const { merge } = merger();
    const once = merge([], reading([key('a'), key('b', never)]));
    const twice = merge(once, reading([key('b', never), key('a')]), T0 + 1);
    expect(once.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(twice.map(({ id, name, firstSeenAt, lastSeenAt }) => ({ id, name, firstSeenAt, lastSeenAt }))).toEqual([
      { id: 'id-1', name: 'a', firstSeenAt: T0, lastSeenAt: T0 + 1 },
      { id: 'id-2', name: 'b', firstSeenAt: T0, lastSeenAt: T0 + 1 },
    ]);
  });

  it('takes the same name with a later date for a renewal, while the older is gone', () => {
    const { merge } = merger();
    const renewed = merge(merge([], reading([key('a')])), reading([key('a', at('2028-01-01T00:00Z'))]));
    expect(renewed).toHaveLength(1);
    expect(renewed[0]).toMatchObject({ id: 'id-1', expiry: { text: '2028-01-01T00:00Z' } });
  });

  it('notes when a key was renewed, and ends the snooze that was about the old date; a sharper date is no renewal', () => {
    const { merge } = merger();
    const snoozed = merge([], reading([key('a', at('2027-01-01T00:00Z'))])).map((record) => ({ ...record, snoozedUntil: T0 + DAY }));
    const renewed = merge(snoozed, reading([key('a', at('2028-01-01T00:00Z'))]), T0 + 1);
    expect(renewed[0]).toMatchObject({ id: 'id-1', renewedAt: T0 + 1 });
    expect(renewed[0]).not.toHaveProperty('snoozedUntil');
    const day: Expiry = { kind: 'dated', earliest: T0, latest: T0 + DAY, text: '' };
    const sharper = merge([{ ...snoozed[0]!, expiry: day }], reading([key('a', { ...day, earliest: T0 + DAY })]), T0 + 1);
    expect(sharper[0]).toMatchObject({ snoozedUntil: T0 + DAY });
    expect(sharper[0]).not.toHaveProperty('renewedAt');
  });

  it('takes two rows of one name for two keys', () => {
    const { merge } = merger();
    const both = merge(merge([], reading([key('a')])), reading([key('a'), key('a', at('2028-01-01T00:00Z'))]));
    expect(both.map(({ id }) => id)).toEqual(['id-1', 'id-2']);
    expect(merge(both, reading([key('a', at('2028-01-01T00:00Z')), key('a')])).map(({ id, expiry }) => [id, expiry.text])).toEqual([
      ['id-1', '2027-01-01T00:00Z'], ['id-2', '2028-01-01T00:00Z'],
    ]);
  });

  it('tells keys of one name apart by their creation date', () => {
    const { merge } = merger();
    const both = merge([], reading([key('a', never, T0 - DAY), key('a', never, T0 - 2 * DAY)]));
    const again = merge(both, reading([key('a', at('2027-06-01T00:00Z'), T0 - 2 * DAY), key('a', never, T0 - DAY)]));
    expect(again.map(({ id, expiry }) => [id, expiry.kind])).toEqual([['id-1', 'never'], ['id-2', 'dated']]);
  });

  it('marks a key that a complete reading lacks as gone, and lists it again when it is back', () => {
    const { merge } = merger();
    const gone = merge(merge([], reading([key('a'), key('b')])), reading([key('a')]), T0 + 1);
    expect(gone.map(({ goneSince }) => goneSince)).toEqual([undefined, T0 + 1]);
    expect(merge(gone, reading([key('a')]), T0 + 2)[1]?.goneSince).toBe(T0 + 1);
    expect(merge(gone, reading([key('a'), key('b')]), T0 + 3).map(({ goneSince }) => goneSince)).toEqual([undefined, undefined]);
  });

  it('removes nothing when it is partial or empty', () => {
    const { merge } = merger();
    const both = merge([], reading([key('a'), key('b')]));
    for (const partial of [reading([key('a')], { complete: false }), reading([]), reading([], { complete: false })]) {
      expect(merge(both, partial).every(({ goneSince }) => goneSince === undefined)).toBe(true);
    }
  });

  it('leaves the keys of other accounts and of the other kind alone', () => {
    const { merge } = merger();
    const mine = merge([], reading([key('a')], { account: 'me@example.gov.sg' }));
    const both = merge(mine, reading([key('a')], { account: 'you@example.gov.sg' }));
    expect(both).toHaveLength(2);
    const readKeys = merge(both, reading([key('x')], { kind: 'read', account: 'me@example.gov.sg' }));
    expect(readKeys.map(({ goneSince }) => goneSince)).toEqual([undefined, undefined, undefined]);
  });

  it('of a staging host leaves the keys of data.gov.sg alone, and the other way round, though they have the same names', () => {
    const { merge } = merger();
    const host = 'staging.example.gov.sg';
    const production = merge([], reading([key('a'), key('b')]));
    const both = merge(production, reading([key('a')], { host }), T0 + 1);
    expect(both.slice(0, 2)).toEqual(production);
    expect(both.slice(2)).toMatchObject([{ id: 'id-3', name: 'a', host, firstSeenAt: T0 + 1 }]);
    // Later dates are no renewals of the others', and a list that is complete there tells nothing of the keys here.
    const later = merge(both, reading([key('b', at('2028-01-01T00:00Z'))], { host }), T0 + 2);
    expect(later.map(({ id, host: on, goneSince }) => [id, on, goneSince])).toEqual([['id-1', undefined, undefined], ['id-2', undefined, undefined], ['id-3', host, T0 + 2], ['id-4', host, undefined]]);
    expect(merge(later, reading([key('a')]), T0 + 3).map(({ goneSince }) => goneSince)).toEqual([undefined, T0 + 3, T0 + 2, undefined]);
  });

  it('of a staging host does not take over a key that was entered by hand', () => {
    const { merge } = merger();
    const entered = addByHand([], { name: 'a', kind: 'write', expiry: never }, T0, 'by-hand');
    expect(merge(entered, reading([key('a', never)], { host: 'staging.example.gov.sg' }))).toMatchObject([{ id: 'by-hand', addedByHand: true }, { id: 'id-1' }]);
  });

  it('keeps a known date when the page only says that the key has expired, or cannot be read', () => {
    const { merge } = merger();
    const dated = merge([], reading([key('a', at('2026-11-01T00:00Z'))]));
    for (const expiry of [{ kind: 'expired', text: 'Expired' }, { kind: 'unknown', text: '???' }] as Expiry[]) {
      expect(merge(dated, reading([key('a', expiry)]))).toMatchObject([{ id: 'id-1', expiry: { text: '2026-11-01T00:00Z' } }]);
    }
  });

  it('does not let "in 3 months" drift with every look', () => {
    const { merge } = merger();
    const rough = (from: number): Expiry => ({ kind: 'dated', earliest: from + 90 * DAY, latest: from + 120 * DAY, text: 'in 3 months', approximate: true });
    const once = merge([], reading([key('a', rough(T0))]));
    const later = merge(once, reading([key('a', rough(T0 + 5 * DAY))]), T0 + 5 * DAY);
    expect(later).toMatchObject([{ id: 'id-1', expiry: { earliest: T0 + 90 * DAY } }]);
  });
});

describe('a forgotten key', () => {
  const { merge } = merger();
  const both = merge([], reading([key('a'), key('b')]));
  const forgotten = setForgotten(both, 'id-1', T0 + 1);

  it('stays forgotten when it is read again, when it is gone, and when it is back', () => {
    expect(forgotten.map(({ forgottenAt }) => forgottenAt)).toEqual([T0 + 1, undefined]);
    const again = merge(forgotten, reading([key('a'), key('b')]), T0 + 2);
    const gone = merge(again, reading([key('b')]), T0 + 3);
    const back = merge(gone, reading([key('a'), key('b')]), T0 + 4);
    for (const records of [again, gone, back]) expect(records.map(({ id, forgottenAt }) => [id, forgottenAt])).toEqual([['id-1', T0 + 1], ['id-2', undefined]]);
  });

  it('is brought back as it was, with all that became known of it since', () => {
    expect(setForgotten(forgotten, 'id-1', undefined)).toEqual(both);
    expect(setForgotten(merge(forgotten, reading([key('b')]), T0 + 3), 'id-1', undefined)[0]).toMatchObject({ id: 'id-1', goneSince: T0 + 3 });
  });

  it('is there again when it is renewed: a new key of its name must not be silent from its first day', () => {
    const renewed = merge(forgotten, reading([key('a', at('2028-01-01T00:00Z')), key('b')]), T0 + 2);
    expect(renewed[0]).toMatchObject({ id: 'id-1', renewedAt: T0 + 2 });
    expect(renewed[0]).not.toHaveProperty('forgottenAt');
  });

  it('alone is deleted for good; where the tab still lists it, the next reading brings it back', () => {
    expect(removeForgotten(both, 'id-1')).toEqual(both);
    const left = removeForgotten(forgotten, 'id-1');
    expect(left.map(({ name }) => name)).toEqual(['b']);
    expect(merge(left, reading([key('a'), key('b')])).map(({ name, forgottenAt }) => [name, forgottenAt])).toEqual([['b', undefined], ['a', undefined]]);
  });
});

it('a key that has been replaced is in use again when it is renewed', () => {
  const { merge } = merger();
  const rotated = merge([], reading([key('a')])).map((record): KeyRecord => ({ ...record, replacedBy: 'x', uses: [{ text: 'job', isMoved: true }], rotation: { startedAt: T0, successor: 'x', isVerified: true } }));
  const [renewed] = merge(rotated, reading([key('a', at('2028-01-01T00:00Z'))]), T0 + 1);
  expect(renewed).toMatchObject({ id: 'id-1', uses: [{ text: 'job' }] });
  for (const field of ['replacedBy', 'rotation', 'uses.0.isMoved']) expect(renewed).not.toHaveProperty(field);
  // A rotation that is still under way goes on: its uploads have the key as it was before.
  const [underWay] = merge(rotated.map(({ replacedBy: _, ...record }) => record), reading([key('a', at('2028-01-01T00:00Z'))]), T0 + 1);
  expect(underWay).toHaveProperty('rotation');
});

/* Any sequence of readings. Names collide on purpose, and some are hostile to look-ups in objects. */
const expiries: fc.Arbitrary<Expiry> = fc.oneof(
  fc.integer({ min: -40, max: 400 }).map((days): Expiry => ({ kind: 'dated', earliest: T0 + days * DAY, latest: T0 + days * DAY, text: `day ${days}` })),
  fc.integer({ min: -40, max: 400 }).map((days): Expiry => ({ kind: 'dated', earliest: T0 + days * DAY, latest: T0 + (days + 1) * DAY, text: `some time on day ${days}` })),
  fc.constantFrom<Expiry>(never, { kind: 'unknown', text: '???' }, { kind: 'expired', text: 'Expired' }),
);
const names = fc.constantFrom('a', 'b', '__proto__', 'constructor', '<img src=x onerror=alert(1)>', '🔑', 'x'.repeat(300));
const listedKeys = fc.record({ name: names, expiry: expiries, createdAt: fc.option(fc.integer({ min: -9, max: 0 }).map((days) => T0 + days * DAY), { nil: undefined }) })
  .map(({ createdAt, ...rest }): ListedKey => ({ ...rest, ...(createdAt !== undefined && { createdAt }) }));
const readings = fc.record({ kind: fc.constantFrom('write' as const, 'read' as const, 'unknown' as const), complete: fc.boolean(), keys: fc.array(listedKeys, { maxLength: 6 }), account: fc.constantFrom(undefined, 'me', 'you') })
  .map(({ account, ...rest }): Reading => ({ ...rest, ...(account && { account }) }));

it('a key that was copied on a staging host is that one, and not its namesake', () => {
  const { merge } = merger();
  const both = merge(merge([], reading([key('a')])), reading([key('a')], { host: 'staging.example.gov.sg' }));
  const changed = changeListed(both, { kind: 'write', complete: false, keys: [key('a')], host: 'staging.example.gov.sg' }, (record) => ({ ...record, copies: [T0] }));
  expect(changed.map(({ copies }) => copies)).toEqual([undefined, [T0]]);
});

describe('any sequence of readings', () => {
  it('of several hosts leads for each host to what its own readings alone would have', () => {
    const hosts = fc.constantFrom(undefined, 'staging.example.gov.sg', 'staging.data.gov.sg');
    fc.assert(fc.property(fc.array(fc.tuple(readings, hosts), { maxLength: 10 }), (sequence) => {
      const steps = sequence.map(([read, host], step) => ({ read: { ...read, ...(host !== undefined && { host }) }, host, now: T0 + step }));
      // Only the ids differ, since they are counted.
      const after = (some: typeof steps): Omit<KeyRecord, 'id'>[] =>
        some.reduce<KeyRecord[]>((records, { read, now }) => merge(records, read, now), []).map(({ id: _, ...record }) => record);
      const { merge } = merger();
      const all = after(steps);
      for (const host of [undefined, 'staging.example.gov.sg', 'staging.data.gov.sg']) {
        expect(all.filter((record) => record.host === host)).toEqual(after(steps.filter((step) => step.host === host)));
      }
    }), { numRuns: 1000 });
  });

  it('loses no key, doubles none by re-reading, and keeps every record valid', () => {
    fc.assert(fc.property(fc.array(readings, { maxLength: 8 }), (sequence) => {
      const { merge } = merger();
      let records: KeyRecord[] = [];
      for (const [step, read] of sequence.entries()) {
        const before = records;
        records = merge(before, read, T0 + step);
        const after = new Map(records.map((record) => [record.id, record]));
        expect(after.size).toBe(records.length);
        for (const { id, goneSince } of before) {
          expect(after.has(id)).toBe(true);
          const isPartial = !read.complete || read.keys.length === 0;
          if (isPartial && goneSince === undefined) expect(after.get(id)?.goneSince).toBeUndefined();
        }
        for (const record of records) expect(keyRecordSchema.safeParse(record).success).toBe(true);
        const again = merge(records, read, T0 + step);
        expect(again.map(({ id }) => id)).toEqual(records.map(({ id }) => id));
      }
    }), { numRuns: 2000 });
  });

  it('lists exactly the keys of a complete reading afterwards', () => {
    fc.assert(fc.property(fc.array(readings, { maxLength: 6 }), fc.array(listedKeys, { minLength: 1, maxLength: 6 }), (sequence, keys) => {
      const { merge } = merger();
      const inOneList = sequence.map(({ account: _, ...read }) => ({ ...read, kind: 'write' as const }));
      const before = inOneList.reduce<KeyRecord[]>((records, read, step) => merge(records, read, T0 + step), []);
      const listed = merge(before, reading(keys), T0 + 99).filter(({ goneSince }) => goneSince === undefined);
      expect(listed.map(({ name }) => name).sort()).toEqual(keys.map(({ name }) => name).sort());
    }), { numRuns: 1000 });
  });
});
