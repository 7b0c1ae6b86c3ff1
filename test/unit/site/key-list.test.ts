// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { readTab } from '../../../utils/site/tab';
import { parsed } from '../../support/read-markup';
import { readPage } from '../../support/read-page';

/* Small pages, each with one thing that is easily read wrongly. Whole pages are in test/pages. */

const NOW = Date.parse('2026-11-22T04:00:00Z');
const TAB = 'https://data.gov.sg/admin/api-keys';
const GAZETTE = ['gazette-uploader', '2026-12-04T16:00:00.000Z'];
const COASTAL = ['coastal-cams', '2027-08-06T16:00:00.000Z'];

function read(main: string, url = TAB, title = 'API Keys'): (string | undefined)[][] {
  const page = parsed(
    `<!doctype html><html lang="en"><head><title>${title}</title></head><body><div>A Singapore Government Agency Website</div><main>${main}</main></body></html>`,
  );
  const { keys } = readPage(page, url, NOW);
  return keys.map(({ name, status, expiresAt }) => [name, expiresAt ?? status]);
}

function tab(list: string): (string | undefined)[][] {
  return read(`<h1>API Keys</h1>${list}`);
}

function table(header: string, ...rows: string[]): string {
  const cells = (row: string, tag: string): string =>
    `<tr>${row
      .split(' | ')
      .map((cell) => `<${tag}>${cell}</${tag}>`)
      .join('')}</tr>`;
  return `<table><thead>${cells(header, 'th')}</thead><tbody>${rows.map((row) => cells(row, 'td')).join('')}</tbody></table>`;
}

it.each([
  [
    'a button that opens, with all in it',
    '<div><div role="button" aria-expanded="false"><span>NAME</span><span>Expires DATE</span></div></div>',
  ],
  [
    'a button that opens what is behind it',
    '<div><div role="button" aria-expanded="true"><p>NAME</p></div><div role="region"><p>Expires on DATE</p></div></div>',
  ],
  [
    'a heading that opens what is behind it',
    '<div><h2><button aria-expanded="true">NAME</button></h2><div><p>Expires on DATE</p></div></div>',
  ],
  ['a card that is a button', '<button><span>NAME</span><span>Expires DATE</span></button>'],
  ['labels in bold', '<div><p><b>Name</b>: NAME</p><p><b>Expiry</b>: DATE</p></div>'],
  [
    'a secret that is out of sight, and a Copy button',
    '<div><div>NAME</div><div><label>API key<input readonly type="password" value="xxxxxxxx"></label><button>Copy</button></div><p>Expires DATE</p></div>',
  ],
  ['a picture of an icon font', '<div><span>vpn_key</span><span>NAME</span><span>Expires DATE</span></div>'],
  ['an emoji', '<div><span>🔑</span><span>NAME</span><span>Expires DATE</span></div>'],
  [
    'labels below their values',
    '<div><h3>NAME</h3><div><p>1 Mar 2025</p><p>Created</p></div><div><p>DATE</p><p>Expires</p></div></div>',
  ],
  ['an expiry in brackets', '<ul><li>NAME (expires DATE)</li></ul>'],
  ['an expiry behind a colon', '<ul><li>NAME: expires DATE</li></ul>'],
  ['a status behind the name in its heading', '<div><h3>NAME <span>Active</span></h3><p>Expires DATE</p></div>'],
  ['a button behind the name in its heading', '<div><h3>NAME <button>Copy</button></h3><p>Expires DATE</p></div>'],
  ['a heading below the expiry', '<div><h3>NAME</h3><p>Expires DATE</p><h4>Datasets</h4><p>Resale prices</p></div>'],
  [
    'the agency of all before the name',
    '<div><span>Land Transport Authority</span><span>NAME</span><p>Expires DATE</p></div>',
  ],
  [
    'when it was used before the name',
    '<div><p>Last used within the last week</p><p>NAME</p><p>Expires DATE</p></div>',
  ],
  ['labels and values in one line each', '<div><p>Name: NAME</p><p>Expires: DATE</p></div>'],
  [
    'labels side by side with their values behind',
    '<div><h3>NAME</h3><div><span>Created</span><span>Expires</span><span>1 Jan 2026</span><span>DATE</span></div></div>',
  ],
  [
    'labels above a row of values',
    '<div><h3>NAME</h3><div><span>Created</span><span>Expires</span></div><div><span>1 Jan 2026</span><span>DATE</span></div></div>',
  ],
  [
    'a table of its own',
    '<div><h3>NAME</h3><table><tr><th>Created</th><th>Expires</th></tr><tr><td>1 Jan 2026</td><td>DATE</td></tr></table></div>',
  ],
  [
    'a name that is being edited',
    '<div><label for="n">Name</label><input id="n" value="NAME"><span>Expires DATE</span><button>Save</button></div>',
  ],
  ['an expiry in brackets behind an element', '<ul><li><strong>NAME</strong> (expires DATE)</li></ul>'],
  ['a status around the list', '<div role="status"><ul><li><b>NAME</b><span>Expires DATE</span></li></ul></div>'],
])('keys are read from cards: %s', (_, card) => {
  const cards = [
    ['gazette-uploader', '5 Dec 2026'],
    ['coastal-cams', '7 Aug 2027'],
  ].map(([name, date]) => card.replace('NAME', name!).replace('DATE', date!));
  expect(tab(cards.join(''))).toEqual([GAZETTE, COASTAL]);
});

it('a name of several words is read before its expiry in an item of a list, and a sentence is not', () => {
  expect(
    tab('<ul><li>Coastal cams upload expires on 7 Aug 2027</li><li>gazette-uploader expires on 5 Dec 2026</li></ul>'),
  ).toEqual([['Coastal cams upload', COASTAL[1]], GAZETTE]);
  expect(tab('<ul><li>Your editor role expires on 7 Aug 2027</li></ul>')).toEqual([]);
});

it.each(['Production', 'Default', '2026', 'API key 1'])('the name "%s" is read if there is no other', (name) => {
  const [, expiresAt] = COASTAL;
  expect(
    tab(
      `<div><div>${name}</div><div>Expires 7 Aug 2027</div></div><div><div>coastal-cams</div><div>Expires 7 Aug 2027</div></div>`,
    ),
  ).toEqual([[name, expiresAt], COASTAL]);
  expect(tab(`<div><div>gazette-uploader</div><div>${name}</div><div>Expires 5 Dec 2026</div></div>`)).toEqual([
    GAZETTE,
  ]);
});

it.each(['Production', 'API key 1', 'Team', 'Owner: LTA'])('the name "%s" is read behind its label', (name) => {
  const list = (called: string): string =>
    `<dl><dt>Key name</dt><dd>${called}</dd><dt>Expires</dt><dd>7 Aug 2027</dd></dl>`;
  expect(tab(list('coastal-cams') + list(name))).toEqual([COASTAL, [name, COASTAL[1]]]);
});

it('a text from above the title, or from outside of the main part, is not taken for a name', () => {
  expect(tab('<ul><li><span>Expires 5 Dec 2026</span></li></ul>')).toEqual([]);
  expect(read('<p>Welcome</p><h1>API Keys</h1><p>Expires 5 Dec 2026</p>')).toEqual([]);
});

it.each([
  [
    'days left first',
    'Key name | Days left | Expiry date',
    'gazette-uploader | 13 | 5 Dec 2026',
    'coastal-cams | 258 | 7 Aug 2027',
  ],
  [
    'a length of time first',
    'Key name | Validity | Expires on',
    'gazette-uploader | 1 year | 5 Dec 2026',
    'coastal-cams | 1 year | 7 Aug 2027',
  ],
  [
    'another date first',
    'Key name | Renewal date | Expiry date',
    'gazette-uploader | 5 Nov 2026 | 5 Dec 2026',
    'coastal-cams | 7 Jul 2027 | 7 Aug 2027',
  ],
  [
    'a label that is not known',
    'Key name | Token expiry',
    'gazette-uploader | 5 Dec 2026',
    'coastal-cams | 7 Aug 2027',
  ],
  [
    'a span of two columns',
    'Key name | From | To',
    'gazette-uploader | 5 Dec 2025 | 5 Dec 2026',
    'coastal-cams | 7 Aug 2026 | 7 Aug 2027',
  ],
  [
    'a span in one column',
    'Key name | Validity',
    'gazette-uploader | From: 5 Dec 2025<br>To: 5 Dec 2026',
    'coastal-cams | From: 7 Aug 2026<br>To: 7 Aug 2027',
  ],
  [
    'the creation in the same column',
    'Key name | Created / Expires',
    'gazette-uploader | 5 Dec 2025 / 5 Dec 2026',
    'coastal-cams | 7 Aug 2026 / 7 Aug 2027',
  ],
  [
    'the creation behind it in the same column',
    'Key name | Expires / Created',
    'gazette-uploader | <div>5 Dec 2026</div><div>5 Dec 2025</div>',
    'coastal-cams | <div>7 Aug 2027</div><div>7 Aug 2026</div>',
  ],
  [
    'the expiry in small print below the name',
    'Name | Created',
    '<b>gazette-uploader</b><small>Expires 5 Dec 2026</small> | 5 Dec 2025',
    '<b>coastal-cams</b><small>Expires 7 Aug 2027</small> | 7 Aug 2026',
  ],
  [
    'an id that is a name',
    'Key ID | Created | Expires',
    'gazette-uploader | 5 Dec 2025 | 5 Dec 2026',
    'coastal-cams | 7 Aug 2026 | 7 Aug 2027',
  ],
  [
    'a grace period behind it',
    'Key name | Expires',
    'gazette-uploader | 5 Dec 2026 (grace period until 19 Dec 2026)',
    'coastal-cams | 7 Aug 2027 <small>Extended on 1 Nov 2026</small>',
  ],
  [
    'a name that is being edited',
    'Key name | Expires',
    '<input aria-label="Key name" value="gazette-uploader"> | 5 Dec 2026',
    'coastal-cams | 7 Aug 2027',
  ],
  [
    'a label as programs have it',
    'name | expiresAt',
    'gazette-uploader | 2026-12-05T00:00:00+08:00',
    'coastal-cams | 2027-08-07T00:00:00+08:00',
  ],
  [
    'a column to press behind a name',
    'Name | Created | Expires | ',
    'gazette-uploader | 5 Dec 2025 | 5 Dec 2026 | <button>Delete</button>',
    'coastal-cams | 7 Aug 2026 | 7 Aug 2027 | <button>Delete</button>',
  ],
  [
    'a footnote in the label',
    'Key name | Expires<sup>1</sup>',
    'gazette-uploader | 5 Dec 2026',
    'coastal-cams | 7 Aug 2027',
  ],
  [
    'a footnote in the value',
    'Key name | Expires',
    'gazette-uploader | 5 Dec 2026<sup>1</sup>',
    'coastal-cams | 7 Aug 2027',
  ],
  [
    'a hint in the label',
    'Key name | Expires <span role="tooltip">Midnight in Singapore</span>',
    'gazette-uploader | 5 Dec 2026',
    'coastal-cams | 7 Aug 2027',
  ],
  [
    'an arrow of an icon font',
    'Key name | Expires <span aria-hidden="true">arrow_upward</span>',
    'gazette-uploader | 5 Dec 2026',
    'coastal-cams | 7 Aug 2027',
  ],
  [
    'an arrow of a component',
    'Key name | Expiry date <mat-icon>unfold_more</mat-icon>',
    'gazette-uploader | 5 Dec 2026',
    'coastal-cams | 7 Aug 2027',
  ],
  [
    'a picture before the name',
    'Name | Expires',
    '<i>vpn_key</i> <span>gazette-uploader</span> | 5 Dec 2026',
    '<i>vpn_key</i> <span>coastal-cams</span> | 7 Aug 2027',
  ],
  [
    'a label that says month first',
    'Key name | Expires (MM/DD/YYYY)',
    'gazette-uploader | 12/05/2026',
    'coastal-cams | 08/07/2027',
  ],
])('keys are read from tables: %s', (_, header, ...rows) => {
  expect(tab(table(header!, ...rows))).toEqual([GAZETTE, COASTAL]);
});

it('a header in two rows is read by its lower labels', () => {
  const header =
    '<tr><th rowspan="2">Name</th><th colspan="2">Validity</th><th rowspan="2">Status</th></tr><tr><th>From</th><th>To</th></tr>';
  const rows =
    '<tr><td>gazette-uploader</td><td>5 Dec 2025</td><td>5 Dec 2026</td><td>Active</td></tr><tr><td>coastal-cams</td><td>7 Aug 2026</td><td>7 Aug 2027</td><td>Active</td></tr>';
  expect(tab(`<table><thead>${header}</thead><tbody>${rows}</tbody></table>`)).toEqual([GAZETTE, COASTAL]);
});

it('a cell that reaches into the next row shifts none of its cells', () => {
  const header = '<tr><th>Agency</th><th>Name</th><th>Expires</th><th>Last used</th></tr>';
  const rows =
    '<tr><td rowspan="2">LTA</td><td>gazette-uploader</td><td>5 Dec 2026</td><td>Never</td></tr><tr><td>coastal-cams</td><td>7 Aug 2027</td><td>Never</td></tr>';
  expect(tab(`<table><thead>${header}</thead><tbody>${rows}</tbody></table>`)).toEqual([GAZETTE, COASTAL]);
});

it.each(['<input type="checkbox">', '<svg></svg>'])(
  'rows that begin with %s are read, though it has no label',
  (first) => {
    const rows = [
      ['gazette-uploader', '5 Dec 2026'],
      ['coastal-cams', '7 Aug 2027'],
    ].map(([name, date]) => `<tr><td>${first}</td><td>${name}</td><td>${date}</td></tr>`);
    expect(
      tab(`<table><thead><tr><th>Name</th><th>Expires</th></tr></thead><tbody>${rows.join('')}</tbody></table>`),
    ).toEqual([GAZETTE, COASTAL]);
  },
);

it.each([
  ['a sentence', '<p>Expires on DATE</p>'],
  [
    'labels and values',
    '<div><span>Created on</span> <span>5 Dec 2025</span></div><div><span>Expires on</span> <span>DATE</span></div>',
  ],
  ['a list of terms', '<dl><dt>Created</dt><dd>5 Dec 2025</dd><dt>Expires</dt><dd>DATE</dd></dl>'],
])('an expiry in the row below that of its key is read: %s', (_, detail) => {
  const rows = [
    ['gazette-uploader', '5 Dec 2026'],
    ['coastal-cams', '7 Aug 2027'],
  ].map(
    ([name, date]) =>
      `<tr><td>${name}</td><td>Active</td></tr><tr><td colspan="2">${detail.replace('DATE', date!)}</td></tr>`,
  );
  expect(
    tab(`<table><thead><tr><th>Name</th><th>Status</th></tr></thead><tbody>${rows.join('')}</tbody></table>`),
  ).toEqual([GAZETTE, COASTAL]);
});

it('a column is read month first if one of its dates allows nothing else', () => {
  expect(tab(table('Name | Expires', 'gazette-uploader | 12/5/2026', 'lift-upgrades | 11/30/2026'))).toEqual([
    GAZETTE,
    ['lift-upgrades', '2026-11-29T16:00:00.000Z'],
  ]);
  expect(tab(table('Name | Expires', 'gazette-uploader | 5/12/2026', 'lift-upgrades | 30/11/2026'))).toEqual([
    GAZETTE,
    ['lift-upgrades', '2026-11-29T16:00:00.000Z'],
  ]);
});

it('a label and its value are read together', () => {
  expect(tab(table('Key name | Expires in', 'night-job | 5 hours'))).toEqual([
    ['night-job', '2026-11-22T09:00:00.000Z'],
  ]);
  expect(tab(table('Key name | Time left', 'night-job | 5 hours'))).toEqual([
    ['night-job', '2026-11-22T09:00:00.000Z'],
  ]);
  expect(tab(table('Key name | Days left', 'night-job | 13'))).toEqual([['night-job', '2026-12-05T04:00:00.000Z']]);
  expect(tab('<div><h3>night-job</h3><div>Expires in <strong>13</strong> days</div></div>')).toEqual([
    ['night-job', '2026-12-05T04:00:00.000Z'],
  ]);
});

it('the zone in the label of a column counts, unless a time has its own', () => {
  const rows = ['gazette-uploader | 5 Dec 2026, 10:00', 'coastal-cams | 7 Aug 2027, 18:00 SGT'];
  const instants = ['2026-12-05T10:00:00.000Z', '2027-08-07T10:00:00.000Z'];
  expect(tab(table('Key name | Expires (UTC)', ...rows)).map(([, expiresAt]) => expiresAt)).toEqual(instants);
  expect(tab(table('Key name | Expires (GMT+8)', ...rows)).map(([, expiresAt]) => expiresAt)).toEqual([
    '2026-12-05T02:00:00.000Z',
    '2027-08-07T10:00:00.000Z',
  ]);
});

it('a status counts as the expiry if that says nothing', () => {
  expect(
    tab(table('Name | Status | Expires', 'gazette-uploader | Active | 5 Dec 2026', 'lift-upgrades | Expired | —')),
  ).toEqual([GAZETTE, ['lift-upgrades', 'expired']]);
});

it.each([
  [
    'rows of pictures',
    '<div><span></span><span>Name</span><span>Expires</span></div>',
    '<div><span><svg></svg></span><span>NAME</span><span>DATE</span></div>',
  ],
  [
    'rows to tick',
    '<div><span><input type="checkbox"></span><span>Name</span><span>Expires</span></div>',
    '<div><span><input type="checkbox"></span><span>NAME</span><span>DATE</span></div>',
  ],
])('keys are read from columns without a table: %s', (_, header, row) => {
  const rows = [
    ['gazette-uploader', '5 Dec 2026'],
    ['coastal-cams', '7 Aug 2027'],
  ].map(([name, date]) => row.replace('NAME', name!).replace('DATE', date!));
  expect(tab(`<div>${header}${rows.join('')}</div>`)).toEqual([GAZETTE, COASTAL]);
});

it('the two rows of a list that scrolls are read', () => {
  const rows =
    '<div><div>gazette-uploader</div><div>5 Dec 2025</div><div>5 Dec 2026</div></div><div><div>coastal-cams</div><div>7 Aug 2026</div><div>7 Aug 2027</div></div>';
  expect(
    tab(`<div><div><div>Name</div><div>Created</div><div>Expires</div></div><div><div>${rows}</div></div></div>`),
  ).toEqual([GAZETTE, COASTAL]);
});

const KEYS = table('Key name | Expires', 'gazette-uploader | 5 Dec 2026', 'coastal-cams | 7 Aug 2027');

it.each([
  ['the number of expired ones', '<div><span>All <b>2</b></span><span>Expired <b>0</b></span></div>'],
  ['a legend', '<ul><li>Expired</li><li>Expires within 30 days</li><li>Active</li></ul>'],
  ['a session', '<p>Singpass session</p><p>Expires in 14 minutes</p>'],
  ['counts of keys', '<h2>Key health</h2><p>1 active</p><p>1 expires in 7 days</p>'],
  ['a notice', '<div><h3>Legacy keys are going away</h3><p>They expire on 31 Dec 2026.</p></div>'],
  [
    'people who may do something until then',
    `<h2>People who can manage keys</h2>${table('Name | Role | Access expires', 'Tan Ah Kow | Editor | 31 Dec 2026')}`,
  ],
  ['people by their addresses', `<p>Invited</p>${table('Email | Expires', 'tan@agency.example | 31 Dec 2026')}`],
  [
    'the form for a new key',
    '<section><h2>Create a key</h2><label>Key Name<input></label><label>Expiration<select><option>1 year</option></select></label><p>Expires on 22 Nov 2027</p></section>',
  ],
])('only the keys are read beside %s', (_, beside) => {
  expect(tab(beside + KEYS)).toEqual([GAZETTE, COASTAL]);
});

it.each([
  ['a list of choices', '<select id="b"><option>30 days</option><option selected>1 year</option></select>'],
  ['a button that opens a list', '<button aria-haspopup="listbox">1 year</button>'],
  ['a field that completes', '<div role="group"><input role="combobox" id="b"><p>1 year</p></div>'],
])('only the keys are read beside the form for a new one: %s', (_, choice) => {
  const form = (hint: string): string =>
    `<form><div><label for="a">Key Name</label><input id="a" value="lift-upgrades"></div><div><label for="b">Expiration</label>${choice}${hint}</div><button>Create key</button></form>`;
  const items =
    '<ul><li><h3>gazette-uploader</h3><p>Expires 5 Dec 2026</p><button>Revoke</button></li><li><h3>coastal-cams</h3><p>Expires 7 Aug 2027</p><button>Revoke</button></li></ul>';
  for (const hint of ['', '<p>Expires 22 Nov 2027</p>', '<p>This key will expire on 22 Nov 2027</p>']) {
    for (const list of [items, KEYS]) {
      expect(tab(form(hint) + list)).toEqual([GAZETTE, COASTAL]);
      expect(tab(`${list}<h2>Create a key</h2>${form(hint)}`)).toEqual([GAZETTE, COASTAL]);
    }
  }
});

it('the keys of all groups are read, however many each has', () => {
  const card = (name: string, date: string): string =>
    `<div class="card"><h5>${name}</h5><p>Expires ${date}</p><a href="#">Delete</a></div>`;
  const plain = (name: string, date: string): string =>
    `<div class="key"><div><p>${name}</p><p>Expires on ${date}</p></div><button aria-label="Delete"></button></div>`;
  for (const print of [card, plain]) {
    const lone = `<section><h2>Economic Policy</h2>${print('trade flash', '1 Jan 2027')}</section>`;
    const two = `<section><h2>Department of Statistics</h2>${print('gazette-uploader', '5 Dec 2026')}${print('coastal-cams', '7 Aug 2027')}</section>`;
    const trade = ['trade flash', '2026-12-31T16:00:00.000Z'];
    expect(tab(lone + two)).toEqual([trade, GAZETTE, COASTAL]);
    expect(tab(two + lone)).toEqual([GAZETTE, COASTAL, trade]);
  }
});

it('a secret that is shown is not taken for the name of a key', () => {
  expect(
    tab(
      `<div><h2>API key created</h2><div>Your key<br><strong>0000-AAAA-0000</strong></div></div><p>This key expires on 9 June 2027.</p>${KEYS}`,
    ),
  ).toEqual([GAZETTE, COASTAL]);
});

it('a name is not read from what stands below a single key', () => {
  const other = '<h2>Scheduled uploads</h2><div><p>Retail sales</p><p>Next run 5 Dec 2026</p></div>';
  expect(
    tab(`<div><div><div>Retail feed</div><div>Expires 5 Dec 2026</div><button>Delete</button></div></div>${other}`),
  ).toEqual([['Retail feed', GAZETTE[1]]]);
});

it('a column "Expired" that has dates is read', () => {
  expect(tab(`<h2>Expired keys</h2>${table('Name | Expired', 'lift-upgrades | 1 Nov 2026')}`)).toEqual([
    ['lift-upgrades', '2026-10-31T16:00:00.000Z'],
  ]);
});

it.each([
  ['maintenance', '<div><h2>Scheduled maintenance</h2><p>Ends on 23 Nov 2026, 06:00</p></div>'],
  ['a request', '<div><h3>Access request</h3><p>Submitted on 20 Nov 2026</p><p>Expires on 4 Dec 2026</p></div>'],
  [
    'a session',
    '<div><span>Singpass session</span> <span>Expires in 14 minutes</span> <button>Stay signed in</button></div>',
  ],
  ['terms', '<section><h2>Accept the terms first</h2><p>Terms of use v2</p><p>Valid until 31 Dec 2026</p></section>'],
  [
    'a form without labels',
    '<p>Create a key</p><input placeholder="Key name"><select><option>1 year</option></select><p>Expires on 22 Nov 2027</p><button>Create</button>',
  ],
])('no key is read from %s', (_, alone) => {
  expect(tab(alone)).toEqual([]);
});

it.each([
  ['a name as programs have it', '<div><p>gazette-uploader</p><p>Expires 5 Dec 2026</p></div>', 'gazette-uploader'],
  ['a button that deletes it', '<div><p>Gazette</p><p>Expires 5 Dec 2026</p><button>Delete</button></div>', 'Gazette'],
  [
    'a button that is a picture',
    '<div><p>Gazette</p><p>Expires 5 Dec 2026</p><button><svg></svg></button></div>',
    'Gazette',
  ],
  ['when it was used', '<div><p>Gazette</p><p>Last used</p><p>today</p><p>Expires 5 Dec 2026</p></div>', 'Gazette'],
  ['a status', '<div><p>Gazette</p><p>Active</p><p>Expires 5 Dec 2026</p></div>', 'Gazette'],
  [
    'a label that says "API key"',
    '<div><div><span>API key</span><span>Gazette</span></div><div><span>Expires</span><span>5 Dec 2026</span></div><button>Delete</button></div>',
    'Gazette',
  ],
  [
    'a button for a new key before it',
    '<button>New API key</button><ul><li><p>Gazette</p><p>Created 3 Nov 2026 · Expires 5 Dec 2026</p></li></ul>',
    'Gazette',
  ],
])('a single key is read with %s', (_, alone, name) => {
  expect(tab(alone)).toEqual([[name, GAZETTE[1]]]);
});

it('a table below that of the keys is read if it has keys, expired ones too, and left out if not', () => {
  expect(
    tab(`${KEYS}<h2>Delegations</h2>${table('Name | Role | Expires', 'Tan Ah Kow | Editor | 31 Dec 2026')}`),
  ).toEqual([GAZETTE, COASTAL]);
  expect(tab(`${KEYS}<h2>SSH keys</h2>${table('Key name | Expires', 'laptop | 31 Dec 2026')}`)).toEqual([
    GAZETTE,
    COASTAL,
  ]);
  expect(tab(`${KEYS}<h2>Expired</h2>${table('Key name | Expired on', 'lift-upgrades | 1 Nov 2026')}`)).toEqual([
    GAZETTE,
    COASTAL,
    ['lift-upgrades', '2026-10-31T16:00:00.000Z'],
  ]);
  expect(tab(`${KEYS}<h2>LTA</h2>${table('Key name | Expires', 'lift-upgrades | 1 Dec 2026')}`)).toEqual([
    GAZETTE,
    COASTAL,
    ['lift-upgrades', '2026-11-30T16:00:00.000Z'],
  ]);
});

it('keys that are named after people are read', () => {
  expect(tab(table('Key name | Expires', 'tan@agency.example | 5 Dec 2026'))).toEqual([
    ['tan@agency.example', GAZETTE[1]],
  ]);
});

it('a key that two lists have is read once, and two that are alike in one list are read twice', () => {
  expect(
    tab(
      `<h2>Expiring soon</h2>${table('Key name | Expires', 'gazette-uploader | 5 Dec 2026')}<h2>All keys</h2>${KEYS}`,
    ),
  ).toEqual([GAZETTE, COASTAL]);
  const list = table('Key name | Expires', 'gazette-uploader | 5 Dec 2026');
  expect(tab(table('Key name | Expires', 'gazette-uploader | 5 Dec 2026', 'gazette-uploader | 5 Dec 2026'))).toEqual([
    GAZETTE,
    GAZETTE,
  ]);
  expect(tab(`<h2>LTA</h2>${list}<h2>NEA</h2>${list}`)).toEqual([GAZETTE, GAZETTE]);
});

it('the word "Expired" is read behind a number that is no count of keys', () => {
  expect(tab('<div><h3>lift-upgrades</h3><p>Uploads</p><p>12</p><p>Expired</p></div>')).toEqual([
    ['lift-upgrades', 'expired'],
  ]);
});

it('a notice of a key is not taken for a key of its own', () => {
  const card = (name: string, date: string): string => `<div><h3>${name}</h3><p>Expires ${date}</p></div>`;
  expect(
    tab(
      `<div><h3>1 key is expiring soon</h3><p>gazette-uploader expires on 5 Dec 2026.</p></div>${card('gazette-uploader', '5 Dec 2026')}${card('coastal-cams', '7 Aug 2027')}`,
    ),
  ).toEqual([GAZETTE, COASTAL]);
});

it('keys whose names are titles of the first level are read', () => {
  expect(
    read(
      '<article><h1>gazette-uploader</h1><p>Expires 5 Dec 2026</p></article><article><h1>coastal-cams</h1><p>Expires 7 Aug 2027</p></article>',
    ),
  ).toEqual([GAZETTE, COASTAL]);
});

it.each([
  ['Write API keys', 'Read API keys'],
  ['My API keys', 'All API keys'],
])('keys are read under the tab "%s" beside "%s"', (shown, other) => {
  expect(
    tab(
      `<div role="tablist"><button role="tab" aria-selected="true">${shown}</button><button role="tab" aria-selected="false">${other}</button></div>${KEYS}`,
    ),
  ).toEqual([GAZETTE, COASTAL]);
});

it('an example is not read if the page says that there are no keys', () => {
  expect(tab(`<p>You do not have any API keys.</p><h2>Example</h2>${KEYS}`)).toEqual([]);
  expect(tab(`<p>No active API keys.</p><h2>Expired keys</h2>${KEYS}`)).toEqual([GAZETTE, COASTAL]);
});

it('only the section of API keys is read if its heading is all that says so', () => {
  const others = `<h2>Data sharing agreements</h2>${table('Name | Expires', 'LTA | 5 Dec 2026')}`;
  const main = `<h1>Overview</h1>${others}<h2>API keys</h2><h3>Uploads</h3>${KEYS}`;
  expect(read(main, 'https://data.gov.sg/admin', 'Overview')).toEqual([GAZETTE, COASTAL]);
  expect(read(`${main}${others}`, 'https://data.gov.sg/admin', 'Overview')).toEqual([GAZETTE, COASTAL]);
  const flat = '<h2>gazette-uploader</h2><p>Expires 5 Dec 2026</p><h2>coastal-cams</h2><p>Expires 7 Aug 2027</p>';
  expect(read(`<h2>API keys</h2>${flat}`, 'https://data.gov.sg/dashboard', 'Dashboard')).toEqual([GAZETTE, COASTAL]);
  const cards =
    '<div><h2>gazette-uploader</h2><p>Expires 5 Dec 2026</p></div><div><h2>coastal-cams</h2><p>Expires 7 Aug 2027</p></div>';
  expect(read(`<h1>Settings</h1><h2>API keys</h2>${cards}`, 'https://data.gov.sg/settings', 'Settings')).toEqual([
    GAZETTE,
    COASTAL,
  ]);
  expect(
    read(`<h1>Overview</h1><h2>API keys</h2><p>None so far.</p>${others}`, 'https://data.gov.sg/admin', 'Overview'),
  ).toEqual([]);
});

it('the tab that the query of the address names is read', () => {
  expect(read(KEYS, 'https://data.gov.sg/admin?tab=api-keys', 'Admin')).toEqual([GAZETTE, COASTAL]);
  expect(read(KEYS, 'https://data.gov.sg/admin?q=api-keys', 'Admin')).toEqual([]);
});

it('a reading says whether all of the page is the tab, or only a part of an overview', () => {
  const isWholePage = (url: string): boolean | undefined => {
    const page = parsed(
      '<!doctype html><title>Overview</title><main><h1>Overview</h1><h2>API keys</h2><button>Create API key</button></main>',
    );
    const tab = readTab({ page, url, now: NOW });
    return tab?.isCertain ? tab.isWholePage : undefined;
  };
  expect(isWholePage('https://data.gov.sg/admin')).toBe(false);
  expect(isWholePage(TAB)).toBe(true);
});

it.each([
  '/developers/docs/api-keys',
  '/admin/help/api-keys',
  '/developer-docs/api-keys',
  '/api-reference/api-keys',
  '/help-centre/api-keys',
  '/resources/api-keys',
  '/getting-started/api-keys',
])('no key is read at %s', (path) => {
  expect(read(`<h1>API Keys</h1>${KEYS}`, `https://data.gov.sg${path}`)).toEqual([]);
});
