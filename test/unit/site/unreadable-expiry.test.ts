// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { keysOf, listIn, table } from '../../support/read-markup';
import { someOf } from '../random-cases';

/* A key never drops out of a list because of what stands behind "Expires". */

const UNREADABLE = [
  'Expires in a few days',
  'Expires soon',
  'Expiring soon',
  'Expires when revoked',
  'Expires after 90 days of inactivity',
  'Valid until further notice',
  'Valid until revoked',
  'Expiry: unknown',
  'Expires end of the year',
  'Expires Q1 2027',
  'Expires 31 Feb 2027',
  'Good until replaced',
  'Expires — ask your admin',
  'Expires ???',
  'Expires ?',
  'Expires soon. Renew it now.',
  'This token will expire soon',
  'Expires when the agreement with the agency lapses, or when the project ends, whichever is earlier',
  'Expires 31 Feb',
  'Expires 13/32',
  'Expires next term',
  'Expires in many weeks',
  'Expires every Friday',
  'Expires 5 Smarch 2026',
  'Expires 2026年13月5日',
  'Expires 5 நாள் 2026',
  'Expires in 3 mtgs',
  'This key expires next term',
  'Has expired last term',
];
/** What says a date all the same, and the earliest day that it can be. */
const READABLE: [text: string, day: string][] = [
  ['Expires 5 Dec', '2026-12-05'],
  ['Expires Dec 5, 18:00', '2026-12-05'],
  ['Expires 12/5', '2026-12-05'],
  ['Expires next month', '2026-12-07'],
  ['Expires in two weeks', '2026-12-06'],
  ['Expires on Friday', '2026-11-27'],
  ['Expires 5 Disember 2026', '2026-12-05'],
  ['Expires 2026年12月5日', '2026-12-05'],
  ['Expires 5 டிச. 2026', '2026-12-05'],
  ['Expires in 3 mths', '2027-02-05'],
  ['Expires 5 May', '2027-05-05'],
  ['This key expires next month', '2026-12-07'],
  ['Has expired last week', '2026-11-15'],
];
const SHAPES: [string, (name: string, expiry: string) => string][] = [
  ['items of a list', (name, expiry) => `<li><h3>${name}</h3><p>${expiry}</p><button>Delete</button></li>`],
  ['items without anything to press', (name, expiry) => `<li><strong>${name}</strong> <span>${expiry}</span></li>`],
  ['items of one line', (name, expiry) => `<li>${name} · ${expiry}</li>`],
  [
    'cards',
    (name, expiry) =>
      `<article><header><h2>${name}</h2></header><div><p>Created 1 Jan 2026</p><p>${expiry}</p></div></article>`,
  ],
  [
    'cards that are mere boxes',
    (name, expiry) =>
      `<div class="c"><div><b>${name}</b></div><div><small>${expiry}</small></div><button aria-label="Revoke ${name}"></button></div>`,
  ],
  [
    'boxes with a secret shown in part',
    (name, expiry) => `<div><p>${name}</p><code>••••••••abcd</code><p>${expiry}</p></div>`,
  ],
  [
    'entries by role',
    (name, expiry) => `<div role="listitem"><span>${name}</span><span>${expiry}</span><a href="/x">Manage</a></div>`,
  ],
];

describe.each(SHAPES)('in %s', (place, shape) => {
  const LIST = (...keys: string[]): string =>
    shape('x', 'y').startsWith('<li') ? `<ul>${keys.join('')}</ul>` : `<div>${keys.join('')}</div>`;

  it.each(someOf(UNREADABLE, 4))(`a key with "%s" in ${place} is listed as one whose expiry is not known`, (text) => {
    const before = LIST(
      shape('gazette-uploader', text),
      shape('rainfall-sync', 'Expires 7 Aug 2027'),
      shape('coastal-cams', 'Expires 5 Dec 2026'),
    );
    expect(keysOf(listIn({ main: before }))).toEqual([
      'gazette-uploader: unknown',
      'rainfall-sync: 2027-08-07',
      'coastal-cams: 2026-12-05',
    ]);
    const last = LIST(shape('rainfall-sync', 'Expires 7 Aug 2027'), shape('gazette-uploader', text));
    expect(keysOf(listIn({ main: last }))).toEqual(['rainfall-sync: 2027-08-07', 'gazette-uploader: unknown']);
  });

  it.each(someOf(READABLE, 4))(`a key with "%s" in ${place} is read: %s`, (text, day) => {
    const main = LIST(shape('gazette-uploader', text), shape('rainfall-sync', 'Expires 7 Aug 2027'));
    expect(keysOf(listIn({ main }))).toEqual([`gazette-uploader: ${day}`, 'rainfall-sync: 2027-08-07']);
  });

  it.each([
    ['Never expires (not recommended)', 'never'],
    ['Expires ∞', 'never'],
    ['Never expires — not recommended', 'never'],
    ['This key has no expiration date', 'never'],
    ['Does not expire', 'never'],
    ['This API key never expires', 'never'],
    ['Will never expire', 'never'],
    ['This key does not expire.', 'never'],
    ['This API key has expired', 'expired'],
    ['This key has expired', 'expired'],
    ['Has expired', 'expired'],
    ['Already expired', 'expired'],
    ['Key expired', 'expired'],
    ['This token has expired.', 'expired'],
    ['Has expired and can no longer be used', 'expired'],
    ['Has now expired', 'expired'],
    ['It has expired', 'expired'],
    ['Exp. —', 'never'],
    ['Your API key is expired', 'expired'],
    ['Expired (renew it now)', 'expired'],
    ['API key expired', 'expired'],
  ])(`a key that says "%s" in ${place} is read as %s`, (text, kind) => {
    const main = LIST(shape('gazette-uploader', text), shape('rainfall-sync', 'Expires 7 Aug 2027'));
    expect(keysOf(listIn({ main }))).toEqual([`gazette-uploader: ${kind}`, 'rainfall-sync: 2027-08-07']);
  });
});

it.each(SHAPES.filter(([name]) => name !== 'items of one line'))(
  'an expiry is read from what is said first, and not from advice behind it: %s',
  (_, shape) => {
    const keys =
      shape('gazette-uploader', 'Expired. Please create a new key.') + shape('rainfall-sync', 'Expires 7 Aug 2027');
    expect(keysOf(listIn({ main: keys.startsWith('<li') ? `<ul>${keys}</ul>` : `<div>${keys}</div>` }))).toEqual([
      'gazette-uploader: expired',
      'rainfall-sync: 2027-08-07',
    ]);
  },
);

it.each(SHAPES.filter(([name]) => !/without|one line/.test(name)))(
  'several keys under the title are listed though none of their expiries can be read: %s',
  (_, shape) => {
    const keys = shape('gazette-uploader', 'Expires next term') + shape('rainfall-sync', 'Expires 31 Feb');
    expect(keysOf(listIn({ main: keys.startsWith('<li') ? `<ul>${keys}</ul>` : `<div>${keys}</div>` }))).toEqual([
      'gazette-uploader: unknown',
      'rainfall-sync: unknown',
    ]);
  },
);

it.each([
  ['items of a list', '<ul>', '</ul>'],
  ['a box', '<div>', '</div>'],
])('a single key with a Delete button under the title is listed: %s', (name, begin, end) => {
  const item = (text: string): string =>
    name === 'a box'
      ? `<div><h3>gazette-uploader</h3><p>${text}</p><button>Delete</button></div>`
      : `<li><b>gazette-uploader</b><p>${text}</p><button>Delete</button></li>`;
  expect(keysOf(listIn({ main: begin + item('Expires next term') + end }))).toEqual(['gazette-uploader: unknown']);
  expect(keysOf(listIn({ main: begin + item('This API key has expired') + end }))).toEqual([
    'gazette-uploader: expired',
  ]);
  expect(keysOf(listIn({ main: `<h2>Invitations</h2>${begin}${item('Expires next term')}${end}` }))).toEqual([]);
});

it.each([
  ['This API key has expired on 5 Nov 2026', '2026-11-05'],
  ['Has expired on 5 Nov 2026', '2026-11-05'],
  ['Already expired 5 Nov 2026', '2026-11-05'],
  ['This token expires on 5 Dec 2026', '2026-12-05'],
  ['This key is valid until 5 Dec 2026', '2026-12-05'],
])('the date in "%s" is read', (text, day) => {
  const item = (name: string, expiry: string): string =>
    `<li><h3>${name}</h3><p>${expiry}</p><button>Delete</button></li>`;
  expect(
    keysOf(
      listIn({ main: `<ul>${item('gazette-uploader', text)}${item('rainfall-sync', 'Expires 7 Aug 2027')}</ul>` }),
    ),
  ).toEqual([`gazette-uploader: ${day}`, 'rainfall-sync: 2027-08-07']);
});

const UNKNOWN_FIRST = ['gazette-uploader: unknown', 'rainfall-sync: 2027-08-07'];

it.each([
  [
    'terms one after the other',
    '<dl><dt>gazette-uploader</dt><dd>Expires next term</dd><dt>rainfall-sync</dt><dd>Expires 7 Aug 2027</dd></dl>',
  ],
  [
    'terms in boxes',
    '<dl><div><dt>gazette-uploader</dt><dd>Expires next term</dd></div><div><dt>rainfall-sync</dt><dd>Expires 7 Aug 2027</dd></div></dl>',
  ],
  [
    'headings and paragraphs, with nothing around each key',
    '<h3>gazette-uploader</h3><p>Expires next term</p><h3>rainfall-sync</h3><p>Expires 7 Aug 2027</p>',
  ],
  [
    'lists of several agencies',
    '<section><h2>MOH</h2><ul><li><b>gazette-uploader</b><p>Expires next term</p></li></ul></section><section><h2>MTI</h2><ul><li><b>rainfall-sync</b><p>Expires 7 Aug 2027</p></li></ul></section>',
  ],
  [
    'parts that open',
    '<details open><summary>gazette-uploader</summary><p>Expires next term</p></details><details open><summary>rainfall-sync</summary><p>Expires 7 Aug 2027</p></details>',
  ],
  [
    'a table of one column',
    '<table><tr><td><b>gazette-uploader</b><br>Expires next term</td></tr><tr><td><b>rainfall-sync</b><br>Expires 7 Aug 2027</td></tr></table>',
  ],
  [
    'boxes in boxes',
    '<div><div><div><div><span>gazette-uploader</span></div><div><span>Expires next term</span></div></div></div><div><div><div><span>rainfall-sync</span></div><div><span>Expires 7 Aug 2027</span></div></div></div></div>',
  ],
  [
    'a badge beside it',
    '<div><div><span>gazette-uploader</span><em>Expiring</em><p><span>Expires next term</span></p></div><div><span>rainfall-sync</span><p>Expires 7 Aug 2027</p></div></div>',
  ],
  [
    'sentences with the name in them',
    '<p>gazette-uploader expires next term.</p><p>rainfall-sync expires on 7 Aug 2027.</p>',
  ],
])('a key with an unreadable expiry is listed in %s', (_, main) => {
  expect(keysOf(listIn({ main }))).toEqual(UNKNOWN_FIRST);
});

it('an unreadable expiry is listed below its name in a table, and beside a common word as name', () => {
  const small = (name: string, expiry: string): string => `<b>${name}</b><small>${expiry}</small> | 1 Jan 2026`;
  expect(
    keysOf(
      listIn({
        main: table(
          'Name | Created',
          small('gazette-uploader', 'Expires next term'),
          small('rainfall-sync', 'Expires 7 Aug 2027'),
          small('a-b', 'Expires 7 Aug 2027'),
        ),
      }),
    ),
  ).toEqual([...UNKNOWN_FIRST, 'a-b: 2027-08-07']);
  const item = (name: string, expiry: string): string =>
    `<li><b>${name}</b><p>${expiry}</p><button>Delete</button></li>`;
  expect(
    keysOf(
      listIn({ main: `<ul>${item('Production', 'Expires next term')}${item('Staging', 'Expires 7 Aug 2027')}</ul>` }),
    ),
  ).toEqual(['Production: unknown', 'Staging: 2027-08-07']);
});

it('a key gets no date from the card of another one', () => {
  const card = (name: string, expiry: string): string => `<div><h3>${name}</h3>${expiry}<button>Delete</button></div>`;
  const list = listIn({ main: card('gazette-uploader', '') + card('rainfall-sync', '<p>Expires 7 Aug 2027</p>') });
  expect(keysOf(list)).toEqual(['rainfall-sync: 2027-08-07']);
  expect(list).toMatchObject({ complete: false, hasUnreadRows: true });
});

it('an unreadable expiry keeps the text that is printed', () => {
  const list = listIn({
    main: '<ul><li><b>a-b</b><p>Expires next term</p></li><li><b>c-d</b><p>Expires 7 Aug 2027</p></li></ul>',
  });
  expect(list?.rows[0]?.expiry).toEqual({ kind: 'unknown', text: 'Expires next term' });
});

const KEYS =
  '<ul><li><h3>rainfall-sync</h3><p>Expires 7 Aug 2027</p><button>Delete</button></li><li><h3>coastal-cams</h3><p>Expires 5 Dec 2026</p><button>Delete</button></li></ul>';
const BOTH = ['rainfall-sync: 2027-08-07', 'coastal-cams: 2026-12-05'];

it.each([
  ['a rule above the list', `<p>Expired keys are removed after 30 days.</p>${KEYS}`],
  ['a rule below the list', `${KEYS}<div><h3>Good to know</h3><p>Expiry dates are shown in Singapore time</p></div>`],
  ['a notice about one of them', `<div><p>Your API key has expired.</p></div>${KEYS}`],
  [
    'rules in a list of their own',
    `${KEYS}<ul><li><b>Renewal</b> Expires soon after you leave</li><li><b>Notice</b> Expires 30 days after its last use</li></ul>`,
  ],
  [
    'news made as the list is',
    `${KEYS.replaceAll('<button>Delete</button>', '')}<ul><li><h3>Second address</h3><p>Expires soon</p></li></ul>`,
  ],
  ['a note among the items', KEYS.replace('</ul>', '<li>Expired keys are removed after 30 days</li></ul>')],
  [
    'news beside the list',
    `${KEYS}<aside><article><h3>Old keys</h3><p>Expires soon: the v1 API</p><button>Remove</button></article></aside>`,
  ],
  ['a badge beside the date', KEYS.replace('<p>Expires 5', '<span>Expiring soon</span><p>Expires 5')],
  ['a badge behind the date', KEYS.replace('5 Dec 2026</p>', '5 Dec 2026</p><p>Expires next term</p>')],
])('no key is read from %s', (_, main) => {
  expect(keysOf(listIn({ main }))).toEqual(BOTH);
});

it.each([
  [
    'questions and answers',
    '<section><h3>Error 403</h3><p>Your API key has expired.</p></section><section><h3>Error 429</h3><p>Expires soon after too many calls</p></section>',
  ],
  [
    'rules for keys',
    '<ul><li><h3>Write keys</h3><p>Valid for 1 year</p></li><li><h3>Read keys</h3><p>Valid until revoked</p></li></ul>',
  ],
  ['a single offer', '<div><h3>Trial access</h3><p>Expires next term</p><button>More</button></div>'],
  [
    'choices of a lifespan',
    '<form><label><input type="radio" name="x">Short</label><p>Expires in a month or so</p><label><input type="radio" name="x">Long</label><p>Expires never-ending</p><button>Create key</button></form>',
  ],
  [
    'a list of something else',
    '<h2>Invitations</h2><ul><li><b>Mei Ling</b><p>Expires next week</p><button>Revoke</button></li><li><b>Ah Kow</b><p>Expires soon</p><button>Revoke</button></li></ul>',
  ],
])('no key is listed on a page that has only %s', (_, main) => {
  expect(keysOf(listIn({ main }))).toEqual([]);
});
