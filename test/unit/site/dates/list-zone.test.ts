// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { isExact, type Expiry } from '../../../../utils/keys/expiry';
import { listIn, table } from '../../../support/read-markup';

/* A zone that is said once counts for all times of the list that print none. */

const ROWS = ['gazette-uploader | 5 Dec 2026, 22:00', 'rainfall-sync | 10 Jun 2027'];
const LIST = table('Key Name | Expires', ...ROWS);
const CARDS =
  '<ul><li><h3>gazette-uploader</h3><p>Expires 5 Dec 2026, 22:00</p><button>Delete</button></li><li><h3>rainfall-sync</h3><p>Expires 10 Jun 2027</p><button>Delete</button></li></ul>';
const UTC = '2026-12-05T22:00:00.000Z';
const SGT = '2026-12-05T14:00:00.000Z';

const expiries = (main: string) =>
  Object.fromEntries((listIn({ main })?.rows ?? []).map(({ name, expiry }) => [name, expiry]));
const instantOf = (expiry: Expiry | undefined) =>
  expiry?.kind === 'dated' && isExact(expiry) ? new Date(expiry.earliest).toISOString() : expiry;

const SENTENCES = [
  'Times shown in UTC',
  'All times are in UTC.',
  'All times in UTC',
  'All times UTC',
  '* Times are UTC',
  'Dates and times are shown in UTC.',
  'All dates and times are in Coordinated Universal Time (UTC).',
  'Times are displayed in Coordinated Universal Time.',
  'All times are in <b>UTC</b>.',
  'Note: expiry times are in GMT.',
  'Timestamps are in UTC+0',
  'Keys stop working at the time shown. All times are in UTC.',
  'Keys and their expiry (all times in UTC)',
  'Time zone: UTC',
  'Timezone: UTC (GMT+0)',
  'Your time zone: Etc/UTC',
  'Times are in UTC (24-hour format)',
  'Expiry dates use the UTC time zone',
  'Times are GMT+00:00',
];

it.each(SENTENCES)('a sentence above or below the list says the zone: %s', (sentence) => {
  for (const main of [
    `<p>${sentence}</p>${LIST}`,
    `${LIST}<p>${sentence}</p>`,
    `<p>${sentence}</p>${CARDS}`,
    `${CARDS}<footer><small>${sentence}</small></footer>`,
    `<div class="notes"><ul><li>${sentence}</li><li>Keys last a year.</li></ul></div>${LIST}`,
    LIST.replace('<thead>', `<caption>${sentence}</caption><thead>`),
    LIST.replace('</tbody>', `</tbody><tfoot><tr><td colspan="2">${sentence}</td></tr></tfoot>`),
  ]) {
    const read = expiries(main);
    expect(instantOf(read['gazette-uploader']), main).toBe(UTC);
    // A date without a time is a day in Singapore all the same.
    expect(read['rainfall-sync'], main).toMatchObject({ earliest: Date.parse('2027-06-10T00:00:00+08:00') });
  }
});

it.each([
  ['Times are in GMT+8', SGT],
  ['All times are in Singapore time', SGT],
  ['All times are in SGT (UTC+8)', SGT],
  ['All times are Singapore Standard Time', SGT],
  ['Time zone: Asia/Singapore', SGT],
  ['Time zone: (UTC+08:00) Kuala Lumpur, Singapore', SGT],
  ['Times are shown in UTC-5', '2026-12-06T03:00:00.000Z'],
  ['Times are shown in UTC+05:30', '2026-12-05T16:30:00.000Z'],
  ['Times are in GMT+0900', '2026-12-05T13:00:00.000Z'],
])('any zone can be said: %s', (sentence, instant) => {
  expect(instantOf(expiries(`<p>${sentence}</p>${LIST}`)['gazette-uploader'])).toBe(instant);
});

it.each([
  ['a column', table('Key Name | Expires | Time zone', 'gazette-uploader | 5 Dec 2026, 22:00 | UTC')],
  ['a column before', table('Key Name | Timezone | Expires', 'gazette-uploader | GMT+0 | 5 Dec 2026, 22:00')],
  ['a column with a place', table('Key Name | Expires | TZ', 'gazette-uploader | 5 Dec 2026, 22:00 | Etc/UTC')],
  ['the label of the dates', table('Key Name | Expires (UTC)', 'gazette-uploader | 5 Dec 2026, 22:00')],
  [
    'the label of the dates, as an offset',
    table('Key Name | Expiry (UTC+00:00)', 'gazette-uploader | 5 Dec 2026, 22:00'),
  ],
  [
    'labelled values',
    '<dl><dt>Key name</dt><dd>gazette-uploader</dd><dt>Expires</dt><dd>5 Dec 2026, 22:00</dd><dt>Time zone</dt><dd>UTC</dd></dl>',
  ],
  [
    'the label of a card',
    '<ul><li><h3>gazette-uploader</h3><dl><dt>Expires (UTC)</dt><dd>5 Dec 2026, 22:00</dd></dl><button>Delete</button></li></ul>',
  ],
  [
    'a field',
    `<label>Time zone <select><option>Asia/Singapore</option><option selected>UTC</option></select></label>${LIST}`,
  ],
  ['a heading', `<h2>Your keys (times in UTC)</h2>${LIST}`],
  [
    'parts of a row',
    '<ul><li><h3>gazette-uploader</h3><p>Expires 5 Dec 2026, 22:00</p><small>Time zone: UTC</small><button>Delete</button></li></ul>',
  ],
])('the zone stands in %s', (_, main) => {
  expect(instantOf(expiries(main)['gazette-uploader'])).toBe(UTC);
});

it('each row has the zone of its own column', () => {
  const read = expiries(
    table(
      'Key Name | Expires | Time zone',
      'gazette-uploader | 5 Dec 2026, 22:00 | UTC',
      'rainfall-sync | 5 Dec 2026, 22:00 | Asia/Singapore',
      'coastal-cams | 5 Dec 2026, 22:00 | UTC-05:00',
    ),
  );
  expect(Object.values(read).map(instantOf)).toEqual([UTC, SGT, '2026-12-06T03:00:00.000Z']);
});

it.each(['Asia/Tokyo', 'EST', 'Europe/London'])('a time in a zone that is not known is no instant: %s', (zone) => {
  const { 'gazette-uploader': expiry } = expiries(
    table('Key Name | Expires | Time zone', `gazette-uploader | 5 Dec 2026, 22:00 | ${zone}`),
  );
  expect(expiry).toMatchObject({
    kind: 'dated',
    earliest: Date.parse('2026-12-05T08:00:00Z'),
    latest: Date.parse('2026-12-06T10:00:00Z'),
    approximate: true,
  });
});

it('a zone that a time prints itself wins', () => {
  const main = `<p>All times are in UTC.</p>${table('Key Name | Expires', 'gazette-uploader | 5 Dec 2026, 22:00 SGT')}`;
  expect(instantOf(expiries(main)['gazette-uploader'])).toBe(SGT);
});

it('the creation is in that zone, too', () => {
  const list = listIn({
    main: `<p>All times are in UTC.</p>${table('Key Name | Created | Expires', 'gazette-uploader | 1 Oct 2026, 22:00 | 5 Dec 2026, 22:00')}`,
  });
  expect(list?.rows[0]?.createdAt).toBe(Date.parse('2026-10-01T22:00:00Z'));
});

it.each([
  ['nothing', ''],
  ['an event', '<p>Maintenance on 6 Dec 2026, 22:00 UTC</p>'],
  ['a version', '<p>UTC offset calculator</p>'],
  ['a sentence about something else', '<p>Support answers in UTC office times of the vendor</p>'],
  ['a link', '<p><a href="/datasets/utc">UTC and GMT time series</a></p>'],
  ['the name of a zone', '<p>Singapore</p>'],
  ['when it was loaded', '<p>Last updated 22 Nov 2026, 04:00 UTC</p>'],
  [
    'another table',
    table('Dataset | Updated', 'rain | 1 Nov 2026, 22:00').replace('<thead>', '<caption>Times in UTC</caption><thead>'),
  ],
  ['a question', '<p>Are all times in UTC or SGT?</p>'],
  ['two zones', '<p>Times are in UTC or SGT</p>'],
])('times are in SGT if the page says no zone for them: %s', (what, other) => {
  const { 'gazette-uploader': expiry } = expiries(`${other}${LIST}`);
  if (what === 'a question' || what === 'two zones') expect(expiry?.kind).toBe('dated');
  else expect(instantOf(expiry)).toBe(SGT);
});

it('what a row says is about no other row', () => {
  const read = expiries(
    table(
      'Key Name | Description | Expires',
      'gazette-uploader | Nightly | 5 Dec 2026, 22:00',
      'rainfall-sync | Times in UTC | 5 Dec 2026, 22:00',
    ),
  );
  expect(instantOf(read['gazette-uploader'])).toBe(SGT);
});
