// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { keyOnTab, reportOf } from '../../../utils/site/list-report';
import { DAY } from '../../../utils/keys/time';
import { listIn, table } from '../../support/read-markup';

/* What the worker is told of a list. */

const HEADER = '<header><span>tan@agency.example</span></header>';
const CREATED = Date.parse('2026-08-06T16:00:00Z');
const EXPIRES = Date.parse('2027-12-30T16:00:00Z');
const EXPIRY = { kind: 'dated', earliest: EXPIRES, latest: EXPIRES + DAY, text: '31/12/2027' };
const GAZETTE = { name: 'gazette-uploader', createdAt: CREATED, expiry: EXPIRY };
const RAINFALL = { name: 'rainfall-sync', expiry: { kind: 'never', text: 'Never' } };

it('a reading says of each key its name, expiry and creation, and of the list what tells it apart', () => {
  const rows = ['gazette-uploader | 7 Aug 2026 | 31/12/2027', 'rainfall-sync | - | Never'];
  const list = listIn({ main: table('Key Name | Created | Expires', ...rows), header: HEADER })!;
  const facts = { kind: 'write', account: 'tan@agency.example' };
  expect(reportOf(list)).toEqual({ ...facts, complete: true, dateOrder: 'day-first', keys: [GAZETTE, RAINFALL] });
  const withDeleted = { ...list, rows: list.rows.slice(1), deleted: list.rows.slice(0, 1) };
  expect(reportOf(withDeleted)).toMatchObject({ keys: [RAINFALL], deleted: [GAZETTE] });
  expect(keyOnTab(list, list.rows[0]!)).toEqual({ ...facts, key: GAZETTE });
});

it('a reading says nothing of what the page does not tell', () => {
  const main = table('Key Name | Expires', 'gazette-uploader | 5 Dec 2026', 'rainfall-sync | 7 Aug 2027');
  const list = listIn({ main, url: 'https://data.gov.sg/account/api-keys' })!;
  expect(Object.keys(reportOf(list)).sort()).toEqual(['complete', 'keys', 'kind']);
  expect(reportOf(list).keys.map((key) => Object.keys(key).sort())).toEqual([
    ['expiry', 'name'],
    ['expiry', 'name'],
  ]);
});
