// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { Window } from 'happy-dom';
import { PageSnapshot } from '../../../../utils/page-model/page-snapshot';
import { toItsEnd } from '../../../../utils/page-model/steps';
import { readTabInSteps } from '../../../../utils/site/tab';
import { keysOf, listIn, NOW, TAB, table } from '../../../support/read-markup';

/* A row that seems to be a key and cannot be read makes the list a part of all there is. */

const GAZETTE = 'gazette-uploader: 2026-12-05';
const RAINFALL = 'rainfall-sync: 2027-08-07';
const list = (main: string) => {
  const read = listIn({ main });
  return { keys: keysOf(read), complete: read?.complete, hasUnreadRows: read?.hasUnreadRows };
};

const HEADER = 'Key Name | Created | Expires | ';
const ROWS = [
  'gazette-uploader | 1 Jan 2026 | 5 Dec 2026 | <button>Delete</button>',
  'rainfall-sync | 1 Jan 2026 | 7 Aug 2027 | <button>Delete</button>',
] as const;
const inTable = (row: string): string => table(HEADER, ...ROWS).replace('</tbody>', `${row}</tbody>`);
const ITEMS =
  '<li><h3>gazette-uploader</h3><p>Expires 5 Dec 2026</p><button>Delete</button></li><li><h3>rainfall-sync</h3><p>Expires 7 Aug 2027</p><button>Delete</button></li>';
const DIVS =
  '<div class="row"><b>gazette-uploader</b><span>Expires 5 Dec 2026</span><button>Delete</button></div><div class="row"><b>rainfall-sync</b><span>Expires 7 Aug 2027</span><button>Delete</button></div>';
const GRID_ROW = (name: string, date: string): string =>
  `<div><div>${name}</div><div>1 Jan 2026</div><div>${date}</div></div>`;
const inGrid = (row: string): string =>
  `<div><div><div>Key Name</div><div>Created</div><div>Expires</div></div>${GRID_ROW('gazette-uploader', '5 Dec 2026')}${GRID_ROW('rainfall-sync', '7 Aug 2027')}${row}</div>`;

it.each([
  [
    'a row without a name, and with an expiry that is no date',
    inTable('<tr><td></td><td>1 Jan 2026</td><td>Never</td><td><button>Delete</button></td></tr>'),
  ],
  ['a row whose name is a picture', inTable('<tr><td><img src="x"></td><td></td><td>9 Sep 2027</td><td></td></tr>')],
  [
    'a row whose name is hidden like a secret',
    inTable('<tr><td>••••••••</td><td>1 Jan 2026</td><td>9 Sep 2027</td><td></td></tr>'),
  ],
  ['a row that lacks cells', inTable('<tr><td>coastal-cams</td><td>1 Jan 2026</td></tr>')],
  [
    'a row of two cells, with what is done to a key',
    inTable('<tr><td>coastal-cams</td><td><button aria-label="Revoke coastal-cams"></button></td></tr>'),
  ],
  ['an item without an expiry', `<ul>${ITEMS}<li><h3>coastal-cams</h3><button>Delete</button></li></ul>`],
  ['an item with nothing but its creation', `<ul><li><h3>coastal-cams</h3><p>1 Jan 2026</p></li>${ITEMS}</ul>`],
  ['an item with a secret shown in part', `<ul>${ITEMS}<li><h3>coastal-cams</h3><code>••••••••abcd</code></li></ul>`],
  ['an item without a name', `<ul>${ITEMS}<li><p>Valid until 9 Sep 2027</p><button>Delete</button></li></ul>`],
  [
    'a box without an expiry',
    `<div>${DIVS}<div class="row"><b>coastal-cams</b><span>Active</span><button>Delete</button></div></div>`,
  ],
  [
    'an article without an expiry',
    `<section>${ITEMS.replaceAll('li>', 'article>')}<article><h3>coastal-cams</h3><a href="/x">Revoke</a></article></section>`,
  ],
  [
    'a row of columns without roles that lacks cells',
    inGrid('<div><div>coastal-cams</div><div>1 Jan 2026</div></div>')
      .replaceAll('<div>1 Jan 2026</div><div>', '<div>1 Jan 2026</div><div>LTA</div><div>')
      .replace('<div>Created</div>', '<div>Created</div><div>Agency</div>'),
  ],
  [
    'a row of columns without roles that has no name',
    inGrid('<div><div></div><div>1 Jan 2026</div><div>9 Sep 2027</div></div>'),
  ],
])('a list is partial with %s', (_, main) => {
  const { keys, ...rest } = list(main);
  expect(keys).toEqual([GAZETTE, RAINFALL]);
  expect(rest).toEqual({ complete: false, hasUnreadRows: true });
});

it('a list is partial with an item without an expiry beside a single key', () => {
  expect(
    list(
      `<ul><li><h3>rainfall-sync</h3><p>Expires 7 Aug 2027</p><button>Delete</button></li><li><h3>coastal-cams</h3><button>Delete</button></li></ul>`,
    ),
  ).toEqual({ keys: [RAINFALL], complete: false, hasUnreadRows: true });
});

it.each([
  ['nothing else', inTable('')],
  [
    'a row that says more of the key above it',
    inTable('<tr><td colspan="4">Last used 3 Nov 2026 by Mei Ling <button>Rename</button></td></tr>'),
  ],
  ['a heading of a group', inTable('<tr><th colspan="4" scope="rowgroup">Ministry of Health</th></tr>')],
  [
    'a row that opens a group',
    inTable('<tr aria-expanded="true"><td>Ministry of Health</td><td></td><td></td><td></td></tr>'),
  ],
  ['a header in the middle', inTable('<tr><th>Key Name</th><th>Created</th><th>Expires</th><th></th></tr>')],
  ['an empty row', inTable('<tr><td></td><td></td><td></td><td></td></tr>')],
  ['a note among the items', `<ul>${ITEMS}<li>Keys can be rotated at any time</li></ul>`],
  ['an item that creates a key', `<ul>${ITEMS}<li><button>Create API key</button></li></ul>`],
  ['news in another list', `<ul>${ITEMS}</ul><ul><li><b>Maintenance</b> 9 Sep 2027</li></ul>`],
  [
    'boxes of another kind beside it',
    `<div><p>Last updated <time>22 Nov 2026</time></p>${DIVS}<div><button>Create API key</button></div></div>`,
  ],
  [
    'what is done to all of them',
    `<div><div><span>2 keys</span><button>Delete selected</button><button>Rotate all</button></div>${DIVS}</div>`,
  ],
  ['a footer below it', `${inTable('')}<div>Last updated 22 Nov 2026</div>`],
  ['columns without roles', inGrid('')],
  [
    'terms side by side',
    '<dl><dt>Key name</dt><dd>gazette-uploader</dd><dt>Created</dt><dd>1 Jan 2026</dd><dt>Expires</dt><dd>5 Dec 2026</dd></dl><dl><dt>Key name</dt><dd>rainfall-sync</dd><dt>Created</dt><dd>1 Jan 2026</dd><dt>Expires</dt><dd>7 Aug 2027</dd></dl>',
  ],
])('a list is whole with %s', (_, main) => {
  expect(list(main)).toEqual({ keys: [GAZETTE, RAINFALL], complete: true, hasUnreadRows: false });
});

it.each(['open', 'closed'] as const)('a key without a name is seen in a component with an %s shadow root', (mode) => {
  const window = new Window({ url: TAB });
  const page = window.document as never as Document;
  page.body.innerHTML = '<main><h1>API Keys</h1><key-card></key-card><key-card></key-card><key-card></key-card></main>';
  const roots = new Map<Element, ShadowRoot>();
  const cards = ['<b>gazette-uploader</b><p>Expires 5 Dec 2026</p>', '<b>rainfall-sync</b><p>Expires 7 Aug 2027</p>'];
  for (const [index, host] of [...page.querySelectorAll('key-card')].entries()) {
    const root = host.attachShadow({ mode });
    root.innerHTML = cards[index] ?? '<b>coastal-cams</b><button>Delete</button>';
    roots.set(host, root);
  }
  const snapshot = new PageSnapshot(page, undefined, (element) => roots.get(element) ?? null);
  const list = toItsEnd(readTabInSteps(snapshot, snapshot.update(), { url: TAB, now: NOW }))?.list;
  expect(keysOf(list)).toEqual([GAZETTE, RAINFALL]);
  expect(list?.hasUnreadRows).toBe(true);
});
