import { expect, it } from 'vitest';
import { columnsOf, groupsOf, IN_WORDS, readableColumnsOf, SORTABLE } from '../../../components/key-report/columns';
import type { Expiry } from '../../../utils/keys/expiry';
import type { KeyRecord } from '../../../utils/keys/key';
import { DAY, HOUR } from '../../../utils/keys/time';
import { plainSpaced } from '../../../utils/words';
import { keyReportOf } from '../../../utils/key-report/key-report';

const now = Date.parse('2026-11-29T18:00+08:00');
const midnight = Date.parse('2026-11-20T00:00+08:00');
const instant: Expiry = { kind: 'dated', earliest: now + 12 * DAY, latest: now + 12 * DAY, text: '' };

function key(more: Partial<KeyRecord> = {}): KeyRecord {
  return { id: '1', name: 'a', kind: 'write', expiry: instant, firstSeenAt: now - DAY, lastSeenAt: now, ...more };
}

/** The cells of a key by their headings. */
const plain = (cell: string | number): string | number => (typeof cell === 'string' ? plainSpaced(cell) : cell);

function cellsOf(record: KeyRecord, form = IN_WORDS, others: KeyRecord[] = []): Record<string, string | number> {
  const columns = columnsOf(keyReportOf([record, ...others], {}, now), form);
  const row = columns[0]!.cells.indexOf(record.name);
  return Object.fromEntries(columns.map(({ heading, cells }) => [heading, plain(cells[row]!)]));
}

const full = key({
  account: 'mei@example.gov.sg',
  createdAt: midnight,
  replaceBy: { kind: 'cadence', days: 16 },
  contacts: [{ name: 'Mei Ling', email: 'mei@example.gov.sg' }, { name: 'Publishing' }],
  link: 'https://wiki.example.gov.sg/gazette',
  uses: [{ text: 'Gazette pipeline', isMoved: true }, { text: 'Nightly job' }],
  note: 'Ask Mei.',
  copies: [now - HOUR, now - 2 * HOUR],
  lastUsed: { kind: 'at', earliest: midnight, latest: midnight + DAY },
});

it('a report says of a key all that is known, with dates in words', () => {
  expect(cellsOf(full)).toEqual({
    'Key name': 'a',
    Type: 'Write key',
    Account: 'mei@example.gov.sg',
    Site: 'data.gov.sg',
    Created: '20 Nov 2026',
    Expires: '11 Dec 2026, 18:00 SGT',
    'Days left': 12,
    'Replace by': '6 Dec 2026',
    State: 'Expires in 12 days',
    'Who must act': 'Mei Ling <mei@example.gov.sg>; Publishing',
    'Where used': 'Gazette pipeline; Nightly job',
    Note: 'Ask Mei.',
    Runbook: 'https://wiki.example.gov.sg/gazette',
    'Last copied': '29 Nov 2026, 17:00 SGT',
    'Last used': '20 Nov 2026',
  });
});

it('a report for a file has dates that can be sorted, and says in the heading that they are in SGT', () => {
  expect(cellsOf(full, SORTABLE)).toMatchObject({
    'Created (SGT)': '2026-11-20',
    'Replace by (SGT)': '2026-12-06',
    'Expires (SGT)': '2026-12-11 18:00',
    'Last copied (SGT)': '2026-11-29 17:00',
    'Last used (SGT)': '2026-11-20',
  });
});

it.each<[string, Partial<KeyRecord>, Record<string, string | number>]>([
  ['whose expiry is a day', { expiry: { ...instant, latest: now + 13 * DAY } }, { Expires: '11 Dec 2026' }],
  [
    'that never expires',
    { expiry: { kind: 'never', text: 'Never' } },
    { Expires: 'No expiry', 'Days left': '', State: 'No expiry' },
  ],
  [
    'whose expiry cannot be read',
    { expiry: { kind: 'unknown', text: 'end of the project' } },
    {
      Expires: 'Expiry unknown',
      State: 'Expiry unknown. The page says “end of the project”',
    },
  ],
  [
    'whose date may be another one',
    { expiry: { ...instant, ambiguous: true, text: '11/12/2026' } },
    { State: 'Expires in 12 days. The page says “11/12/2026”, which can be read two ways' },
  ],
  [
    'whose date is counted by the page',
    { expiry: { ...instant, latest: now + 13 * DAY, approximate: true, text: 'in 12 days' } },
    { State: 'Expires in about 12 days. Estimated: the page says “in 12 days”' },
  ],
  [
    'that is missing, and was added by hand',
    { missing: { since: now - DAY, latest: now, readings: 1 }, addedByHand: true },
    { State: 'Expires in 12 days. Not on the API Keys tab since 28 Nov 2026. Added by hand' },
  ],
  [
    'that may have leaked',
    { leak: { startedAt: now } },
    { State: 'Expires in 12 days. May have leaked: delete this key as soon as a new one is ready.' },
  ],
  [
    'that should have been replaced and works',
    { replaceBy: { kind: 'date', at: midnight } },
    { 'Replace by': '20 Nov 2026', State: 'Expires in 12 days. Was due for replacement 9 days ago' },
  ],
  ['that was never used', { lastUsed: { kind: 'never' } }, { 'Last used': 'Never used' }],
  [
    'of which the page says roughly when it was used',
    { lastUsed: { kind: 'at', earliest: midnight, latest: midnight + 2 * DAY } },
    { 'Last used': '20 Nov 2026 to 21 Nov 2026' },
  ],
])('a report is honest about a key %s', (_, more, cells) => {
  expect(cellsOf(key(more))).toMatchObject(cells);
});

it('a report says why a key gives no reminders, and of one that is gone nothing but that', () => {
  const successor = { ...key(), id: '2', name: 'b' };
  expect(cellsOf(key({ replacedBy: '2', replacedSince: now }), IN_WORDS, [successor])).toMatchObject({
    State: 'Expires in 12 days. No reminders since 29 Nov 2026: replaced by b',
  });
  const gone = cellsOf(key({ goneSince: now, goneBecause: 'deletion' }));
  expect(gone['Days left']).toBe('');
  expect(gone.State).toMatch(/29 Nov 2026/);
  expect(gone.State).not.toMatch(/Expires/);
});

it('a report for people leaves out what no key has, and the site where there is only one', () => {
  const headings = (...records: KeyRecord[]): string[] =>
    readableColumnsOf(keyReportOf(records, {}, now)).map(({ heading }) => heading);
  expect(headings(key())).toEqual(['Key name', 'Type', 'Expires', 'Days left', 'State']);
  expect(headings(key(), key({ host: 'staging.example.gov.sg', note: 'x' }))).toEqual([
    'Key name',
    'Type',
    'Site',
    'Expires',
    'Days left',
    'State',
    'Note',
  ]);
});

it('a report has no signs in its texts that would disguise what comes after them', () => {
  const cells = cellsOf(key({ note: 'one\u202e\u0007\ntwo', uses: [{ text: '\u2066தமிழ்\u2069' }] }));
  expect(cells).toMatchObject({ Note: 'one\ntwo', 'Where used': 'தமிழ்' });
});

it('on a page, columns of one group are one, headed by the first that says something', () => {
  const groups = groupsOf(
    readableColumnsOf(keyReportOf([key({ note: 'x', createdAt: midnight, copies: [now] })], {}, now)),
  );
  expect(groups.map((columns) => columns.map(({ heading }) => heading))).toEqual([
    ['Key name', 'Type'],
    ['Expires'],
    ['Days left'],
    ['State'],
    ['Note'],
    ['Last copied', 'Created'],
  ]);
});
