import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expiry } from '../../../utils/keys/expiry';
import type { KeyRecord } from '../../../utils/keys/key';
import { DAY, HOUR } from '../../../utils/keys/time';
import { gapStatus, keyGroups, spanOf, type Gap, type KeyGroup } from '../../../utils/keys/validity';
import { records } from '../storage/random-documents';
import { randomCases } from '../random-cases';

const now = Date.parse('2026-11-22T12:00+08:00');
const instantOf = (iso: string): number => Date.parse(`${iso}+08:00`);
const exactly = (iso: string): Expiry => ({
  kind: 'dated',
  earliest: instantOf(iso),
  latest: instantOf(iso),
  text: iso,
});
const someTimeOn = (day: string): Expiry => ({
  kind: 'dated',
  earliest: instantOf(`${day}T00:00`),
  latest: instantOf(`${day}T00:00`) + DAY,
  text: day,
});
const never: Expiry = { kind: 'never', text: 'Never' };
const unreadable: Expiry = { kind: 'unknown', text: '?' };

function key(name: string, expiry: Expiry, more: Partial<KeyRecord> = {}): KeyRecord {
  return { id: name, name, kind: 'write', expiry, firstSeenAt: now, lastSeenAt: now, ...more };
}

/** The gaps of keys that are all on one list. */
function gapsOf(...keys: KeyRecord[]): Gap[] {
  const lists = keyGroups(keys, now);
  expect(lists).toHaveLength(1);
  return lists[0]!.gaps;
}

const doubtsOf = (gap: Gap | undefined): string[] | undefined =>
  gap?.doubts.map(({ record, reason }) => `${record.name}: ${reason}`);

it('a gap begins with the last expiry, and never ends if no key follows', () => {
  const [gap, ...more] = gapsOf(
    key('a', exactly('2027-01-05T18:00')),
    key('b', exactly('2027-03-03T18:00')),
    key('c', exactly('2026-12-01T09:00')),
  );
  expect(gap).toMatchObject({
    from: instantOf('2027-03-03T18:00'),
    surelyFrom: instantOf('2027-03-03T18:00'),
    until: Infinity,
    last: { name: 'b' },
    doubts: [],
    isCertain: true,
  });
  expect(more).toEqual([]);
});

it('a gap is there now if each key has expired, whichever expired last', () => {
  const [gap] = gapsOf(
    key('a', exactly('2026-11-19T18:00')),
    key('b', someTimeOn('2026-11-21')),
    key('c', { kind: 'expired', text: 'Expired' }),
  );
  expect(gap).toMatchObject({ from: now, until: Infinity, last: { name: 'b' }, isCertain: true });
  expect(gapStatus(gap!, now)).toBe('expired');
});

it('a gap begins at the earlier reading of a date with two, and is certain from the later one on', () => {
  const expiry = { ...someTimeOn('2027-05-01'), text: '1/5/2027', ambiguous: true } as Expiry;
  const [gap] = gapsOf(key('a', expiry));
  expect(gap).toMatchObject({
    from: instantOf('2027-01-05T00:00'),
    surelyFrom: instantOf('2027-05-02T00:00'),
    isCertain: false,
  });
  const alike = { ...someTimeOn('2027-05-05'), ambiguous: true } as Expiry;
  expect(spanOf(key('a', alike)).until).toBe(instantOf('2027-05-05T00:00'));
  expect(spanOf(key('a', { ...expiry, ambiguous: undefined } as never)).until).toBe(instantOf('2027-05-01T00:00'));
});

it('a gap ends with a key that begins to work later', () => {
  const gaps = gapsOf(
    key('a', exactly('2026-12-01T09:00')),
    key('b', exactly('2027-03-03T18:00'), { createdAt: instantOf('2026-12-10T00:00') }),
  );
  expect(gaps).toMatchObject([
    { from: instantOf('2026-12-01T09:00'), until: instantOf('2026-12-10T00:00'), isCertain: true },
    { from: instantOf('2027-03-03T18:00'), until: Infinity, last: { name: 'b' }, isCertain: true },
  ]);
});

it('no gap is there while a key without expiry works', () => {
  expect(gapsOf(key('a', never), key('b', exactly('2026-11-19T18:00')))).toEqual([]);
});

it('a gap begins with the day of a date without a time, and is certain once that day is over', () => {
  const [ahead] = gapsOf(key('a', someTimeOn('2027-03-03')));
  expect(ahead).toMatchObject({
    from: instantOf('2027-03-03T00:00'),
    surelyFrom: instantOf('2027-03-04T00:00'),
    isCertain: true,
  });
  const [today] = gapsOf(key('a', someTimeOn('2026-11-22')));
  expect(today).toMatchObject({ from: now, surelyFrom: instantOf('2026-11-23T00:00'), isCertain: false });
  expect(gapStatus(today!, now)).toBe('critical');
});

it('a gap names the key that may stop last on a day, not the one that surely works longest on it', () => {
  const [gap] = gapsOf(key('a', exactly('2027-03-03T18:00')), key('b', someTimeOn('2027-03-03')));
  expect(gap).toMatchObject({
    from: instantOf('2027-03-03T18:00'),
    surelyFrom: instantOf('2027-03-04T00:00'),
    last: { name: 'b' },
    isCertain: true,
  });
});

it('a gap is not certain if a rough date says no day, or the next key begins on the day of the expiry', () => {
  const roughly: Expiry = {
    kind: 'dated',
    earliest: instantOf('2027-02-22T00:00'),
    latest: instantOf('2027-03-22T00:00'),
    text: 'in 3 months',
    approximate: true,
  };
  expect(gapsOf(key('a', roughly))).toMatchObject([{ from: instantOf('2027-02-22T00:00'), isCertain: false }]);
  const next = key('b', never, { createdAt: instantOf('2027-03-03T12:00') });
  expect(gapsOf(key('a', someTimeOn('2027-03-03')), next)).toMatchObject([
    { until: instantOf('2027-03-03T12:00'), isCertain: false },
  ]);
});

it('a gap does not count on a key with an unreadable expiry, and says so', () => {
  const [gap] = gapsOf(key('a', exactly('2027-03-03T18:00')), key('b', unreadable));
  expect(gap).toMatchObject({ from: instantOf('2027-03-03T18:00'), isCertain: false });
  expect(doubtsOf(gap)).toEqual(['b: expiry']);
  const [alone] = gapsOf(key('b', unreadable));
  expect(alone).toMatchObject({ from: now, isCertain: false });
  expect(alone).not.toHaveProperty('last');
  expect(gapStatus(alone!, now)).toBe('unknown');
});

it('a gap does not count on a replaced key, and says so while that would work', () => {
  const [gap] = gapsOf(key('a', exactly('2027-03-03T18:00')), key('b', never, { replacedBy: 'a' }));
  expect(doubtsOf(gap)).toEqual(['b: replaced']);
  const [rotated] = gapsOf(
    key('a', exactly('2027-03-03T18:00')),
    key('b', exactly('2027-01-03T18:00'), { replacedBy: 'a' }),
  );
  expect(rotated).toMatchObject({ from: instantOf('2027-03-03T18:00'), doubts: [], isCertain: true });
});

it('a gap does not count on a missing key, and says so while that may work', () => {
  const missing = { since: now - DAY, latest: now - DAY, readings: 1 };
  const [gap, ...more] = gapsOf(
    key('a', exactly('2027-03-03T18:00')),
    key('b', exactly('2027-05-05T18:00'), { missing }),
  );
  expect(gap).toMatchObject({
    from: instantOf('2027-03-03T18:00'),
    until: Infinity,
    last: { name: 'a' },
    isCertain: false,
  });
  expect(doubtsOf(gap)).toEqual(['b: missing']);
  expect(more).toEqual([]);
  expect(
    gapsOf(key('a', exactly('2027-03-03T18:00')), key('b', exactly('2027-02-02T18:00'), { missing })),
  ).toMatchObject([{ doubts: [], isCertain: true }]);
  const [alone] = gapsOf(key('b', never, { missing }));
  expect(alone).toMatchObject({ from: now, until: Infinity, isCertain: false });
  expect(alone).not.toHaveProperty('last');
  expect(doubtsOf(alone)).toEqual(['b: missing']);
});

it('a gap doubts a key for one reason: replaced before missing, missing before its date or its list', () => {
  const missing = { since: now, latest: now, readings: 1 };
  const keys = [
    key('a', exactly('2026-12-01T09:00')),
    key('b', unreadable, { missing }),
    key('c', never, { missing, kind: 'unknown' }),
    key('d', never, { missing, replacedBy: 'a' }),
  ];
  expect(doubtsOf(keyGroups(keys, now)[0]!.gaps[0])).toEqual(['b: missing', 'd: replaced', 'c: missing']);
});

it('a gap leaves out keys that are no longer listed or are hidden', () => {
  const [gap] = gapsOf(
    key('a', exactly('2027-03-03T18:00')),
    key('b', never, { goneSince: now }),
    key('c', never, { forgottenAt: now }),
  );
  expect(gap).toMatchObject({ from: instantOf('2027-03-03T18:00'), isCertain: true });
  expect(keyGroups([key('b', never, { goneSince: now })], now)).toEqual([]);
});

describe('the groups of keys', () => {
  const named = (lists: KeyGroup[]): string[] => lists.map(({ kind, account }) => `${kind} ${account}`);

  it('keys are grouped by kind, what stops uploads first', () => {
    const lists = keyGroups(
      [
        key('r', exactly('2027-01-01T00:00'), { kind: 'read' }),
        key('u', never, { kind: 'unknown' }),
        key('w', exactly('2027-03-03T18:00')),
      ],
      now,
    );
    expect(named(lists)).toEqual(['write undefined', 'unknown undefined', 'read undefined']);
    expect(lists.map(({ gaps }) => gaps.map(doubtsOf))).toEqual([[['u: list']], [], [['u: list']]]);
  });

  it('keys are grouped by account if several are known, those without one apart, the next gap first', () => {
    const lists = keyGroups(
      [
        key('a', exactly('2027-03-03T18:00'), { account: 'mei' }),
        key('b', never, { account: 'tan' }),
        key('c', exactly('2027-04-04T18:00')),
      ],
      now,
    );
    expect(named(lists)).toEqual(['write mei', 'write undefined', 'write tan']);
    expect(lists.map(({ gaps }) => gaps.map(doubtsOf))).toEqual([[['c: list']], [[]], []]);
  });

  it('keys are grouped by host, and no key of one host is a doubt for another', () => {
    const lists = keyGroups(
      [
        key('a', exactly('2027-03-03T18:00')),
        key('s', never, { host: 'staging.example.gov.sg', kind: 'unknown' }),
        key('r', never, { kind: 'read', account: 'mei', host: 'staging.example.gov.sg' }),
      ],
      now,
    );
    expect(
      lists.map(({ host, kind, isOfSeveralHosts, isOfSeveralAccounts }) => [
        host,
        kind,
        isOfSeveralHosts,
        isOfSeveralAccounts,
      ]),
    ).toEqual([
      [undefined, 'write', true, false],
      ['staging.example.gov.sg', 'unknown', true, false],
      ['staging.example.gov.sg', 'read', true, false],
    ]);
    expect(lists[0]!.gaps).toMatchObject([{ from: instantOf('2027-03-03T18:00'), isCertain: true, doubts: [] }]);
  });

  it('a key without an account is grouped with the only account', () => {
    const lists = keyGroups(
      [key('a', exactly('2027-03-03T18:00'), { account: 'mei' }), key('b', exactly('2027-04-04T18:00'))],
      now,
    );
    expect(lists).toMatchObject([{ isOfSeveralAccounts: false, gaps: [{ from: instantOf('2027-04-04T18:00') }] }]);
  });
});

/* The same, told again for single instants. */
const T0 = Date.parse('2026-11-22T04:00Z');
const isListed = (record: KeyRecord): boolean => record.goneSince === undefined && record.forgottenAt === undefined;
const accountsOf = (keys: KeyRecord[], host: string | undefined): Set<string> =>
  new Set(keys.filter((record) => isListed(record) && record.host === host).flatMap(({ account }) => account ?? []));

function worksSurely(record: KeyRecord, instant: number): boolean {
  return !record.missing && worksByItsDates(record, instant);
}

function worksByItsDates({ createdAt, expiry }: KeyRecord, instant: number): boolean {
  if (expiry.kind === 'dated')
    return (
      instant < expiry.earliest && (createdAt === undefined || createdAt <= instant || createdAt > expiry.earliest)
    );
  return expiry.kind === 'never' && (createdAt === undefined || createdAt <= instant);
}

function mayWork(record: KeyRecord, instant: number): boolean {
  const { createdAt, expiry } = record;
  if (worksByItsDates(record, instant)) return true;
  if (expiry.kind === 'dated') return instant >= expiry.earliest && instant < expiry.latest;
  return expiry.kind === 'unknown' && (createdAt === undefined || createdAt <= instant);
}

describe('for any keys and any instant', () => {
  const orMissing = fc
    .tuple(records, fc.boolean())
    .map(([record, isMissing]): KeyRecord =>
      isMissing ? { ...record, missing: { since: T0, latest: T0, readings: 1 } } : record,
    );
  const anyRecords = fc.uniqueArray(orMissing, { maxLength: 8, selector: ({ id }) => id });
  const instants = fc.integer({ min: 0, max: 90 * 60 }).map((minutes) => T0 + minutes * 60_000);

  it('a gap is there exactly when no key of the list can be counted on', () => {
    fc.assert(
      fc.property(anyRecords, instants, instants, (keys, oneEnd, otherEnd) => {
        const [from, instant] = [Math.min(oneEnd, otherEnd), Math.max(oneEnd, otherEnd)];
        for (const { host, kind, account, gaps } of keyGroups(keys, from)) {
          const accounts = accountsOf(keys, host);
          const isOnList = (record: KeyRecord): boolean =>
            isListed(record) &&
            record.host === host &&
            record.kind === kind &&
            (accounts.size < 2 || record.account === account);
          const canBeCountedOn = keys.some(
            (record) => isOnList(record) && record.replacedBy === undefined && worksSurely(record, instant),
          );
          expect(gaps.some((gap) => gap.from <= instant && instant < gap.until)).toBe(!canBeCountedOn);
        }
      }),
      { numRuns: randomCases(1000) },
    );
  });

  it('no listed key that could be of the list works in a certain gap, and each that may work is a doubt', () => {
    fc.assert(
      fc.property(anyRecords, instants, instants, (keys, oneEnd, otherEnd) => {
        const [from, instant] = [Math.min(oneEnd, otherEnd), Math.max(oneEnd, otherEnd)];
        for (const { host, kind, account, gaps } of keyGroups(keys, from)) {
          const couldBeOnList = (record: KeyRecord): boolean =>
            isListed(record) &&
            record.host === host &&
            (record.kind === kind || record.kind === 'unknown') &&
            (account === undefined || record.account === account || record.account === undefined);
          const gap = gaps.find(({ surelyFrom, until }) => surelyFrom <= instant && instant < until);
          // A list of keys without an account has, besides those, no others.
          const accounts = accountsOf(keys, host);
          const working = keys.filter(
            (record) =>
              couldBeOnList(record) &&
              (account !== undefined || accounts.size < 2 || record.account === undefined) &&
              mayWork(record, instant),
          );
          if (!gap) continue;
          expect(gap.doubts.map(({ record }) => record.id)).toEqual(
            expect.arrayContaining(working.map(({ id }) => id)),
          );
          if (gap.isCertain) expect(working).toEqual([]);
        }
      }),
      { numRuns: randomCases(1000) },
    );
  });

  it('gaps are in order and apart, begin no earlier than now, and at most the last one never ends', () => {
    fc.assert(
      fc.property(anyRecords, instants, (keys, from) => {
        for (const { gaps } of keyGroups(keys, from)) {
          for (const [index, gap] of gaps.entries()) {
            expect(gap.from).toBeGreaterThanOrEqual(index === 0 ? from : gaps[index - 1]!.until + 1);
            expect(gap.from).toBeLessThan(gap.until);
            expect(gap.surelyFrom).toBeGreaterThanOrEqual(gap.from);
            if (gap.until === Infinity) expect(index).toBe(gaps.length - 1);
          }
        }
      }),
    );
  });
});

it('the span of a key begins at its creation, if that is not after its end', () => {
  expect(spanOf(key('a', never, { createdAt: now }))).toEqual({ from: now, until: Infinity, overAt: Infinity });
  expect(spanOf(key('a', exactly('2026-11-22T11:00'), { createdAt: now }))).toMatchObject({
    from: -Infinity,
    until: now - HOUR,
  });
  expect(spanOf(key('a', unreadable))).toEqual({ from: -Infinity, until: -Infinity, overAt: Infinity });
});
