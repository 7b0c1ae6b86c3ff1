import { expect, it } from 'vitest';
import type { Expiry } from '../../../utils/keys/expiry';
import type { KeyRecord } from '../../../utils/keys/key';
import { DAY } from '../../../utils/keys/time';
import { keyReportOf } from '../../../utils/key-report/key-report';
import { rowsOf, withoutEmpty } from '../../../utils/key-report/table';

const now = Date.parse('2026-11-29T18:00+08:00');
const dated = (days: number): Expiry => ({
  kind: 'dated',
  earliest: now + days * DAY,
  latest: now + days * DAY,
  text: '',
});

function key(name: string, expiry: Expiry, more: Partial<KeyRecord> = {}): KeyRecord {
  return { id: name, name, kind: 'write', expiry, firstSeenAt: now - DAY, lastSeenAt: now, ...more };
}

it('a report has the keys by their expiry, those that never expire after them, and those that are gone last', () => {
  const { rows } = keyReportOf(
    [
      key('never', { kind: 'never', text: '' }),
      key('gone', dated(1), { goneSince: now }),
      key('unreadable', { kind: 'unknown', text: '?' }),
      key('later', dated(90)),
      key('b', dated(3)),
      key('a', dated(3)),
      key('over', dated(-2)),
      key('over without a date', { kind: 'expired', text: 'Expired' }),
      key('hidden', dated(1), { forgottenAt: now }),
    ],
    {},
    now,
  );
  expect(rows.map(({ record, daysLeft }) => [record.name, daysLeft])).toEqual([
    ['over without a date', undefined],
    ['over', -2],
    ['a', 3],
    ['b', 3],
    ['later', 90],
    ['unreadable', undefined],
    ['never', undefined],
    ['gone', undefined],
  ]);
});

it('a report says which key has replaced another, and which sites list the keys', () => {
  const report = keyReportOf(
    [
      key('old', dated(9), { replacedBy: 'new' }),
      key('new', dated(90)),
      key('staging', dated(99), { host: 'x.gov.sg' }),
    ],
    {},
    now,
  );
  expect(report).toMatchObject({ at: now, hosts: ['data.gov.sg', 'x.gov.sg'] });
  expect(report.rows.map(({ replacement }) => replacement)).toEqual(['new', undefined, undefined]);
});

it('a report says by when a key is to be replaced, but not of one that is replaced or gone', () => {
  const { rows } = keyReportOf(
    [
      key('old', dated(500), { replacedBy: 'new' }),
      key('new', dated(600)),
      key('gone', dated(700), { goneSince: now }),
      key('own', dated(800), { replaceBy: { kind: 'none' } }),
    ],
    { rotateEveryDays: 90 },
    now,
  );
  expect(rows.map(({ record, due }) => [record.name, due?.counted?.days])).toEqual([
    ['old', undefined],
    ['new', 90],
    ['own', undefined],
    ['gone', undefined],
  ]);
});

it('a report of no keys has no rows', () => {
  expect(keyReportOf([], {}, now)).toEqual({ at: now, hosts: [], rows: [] });
});

it('a column in which no row says anything is left out, and one with a 0 is not', () => {
  const columns = [
    { heading: 'a', cells: ['x', ''] },
    { heading: 'b', cells: ['', ''] },
    { heading: 'c', cells: [0, ''] },
  ];
  expect(rowsOf(withoutEmpty(columns))).toEqual([
    ['a', 'c'],
    ['x', 0],
    ['', ''],
  ]);
});
