// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { PageSnapshot } from '../../../../utils/page-model/page-snapshot';
import { toItsEnd } from '../../../../utils/page-model/steps';
import { SIGNS, signOfPart } from '../../../../utils/site/list-facts/completeness';
import type { SnapshotRow } from '../../../../utils/site/key-row';
import { readTabInSteps } from '../../../../utils/site/tab';
import { parsed } from '../../../support/read-markup';

/* What tells that a page shows a part of its keys, and what only looks like it. */

const NOW = Date.parse('2026-11-22T04:00:00Z');
const TAB = 'https://data.gov.sg/admin/api-keys';
const ROWS = [
  ['gazette-uploader', '5 Dec 2026'],
  ['coastal-cams', '7 Aug 2027'],
  ['lift-upgrades', '1 Nov 2026'],
] as const;

function row(name: string, expiry: string, more = ''): string {
  return `<tr><td>${name}</td><td>Active</td><td>${expiry}</td><td><button>Delete</button>${more}</td></tr>`;
}

function tableOf(rows: string, more = ''): string {
  return `<table${more}><thead><tr><th>Key Name</th><th>Status</th><th>Expiration</th><th></th></tr></thead><tbody>${rows}</tbody></table>`;
}

const TABLE = tableOf(ROWS.map(([name, expiry]) => row(name, expiry)).join(''));
const CARDS = ROWS.map(
  ([name, expiry]) =>
    `<article><h3>${name}</h3><p>Status: Active</p><p>Expires ${expiry}</p><button>Delete</button></article>`,
).join('');
const HEADER =
  '<header><a href="/">data.gov.sg</a><nav><a href="/datasets">Datasets</a><a href="/admin/api-keys" aria-current="page">API Keys</a></nav></header>';

interface Page {
  main?: string;
  url?: string;
  header?: string;
  head?: string;
  /** What a person does first. */
  act?: (page: Document) => void;
}

function open({ main = `<h1>API Keys</h1>${TABLE}`, url = TAB, header = HEADER, head = '', act }: Page): {
  page: Document;
  complete: boolean | undefined;
  why: string | undefined;
  count: number;
} {
  const page = parsed(
    `<!doctype html><html lang="en"><head><title>API Keys</title>${head}</head><body>${header}<main>${main}</main><footer>© 2026 Government of Singapore <a href="/next">Next</a></footer></body></html>`,
  );
  act?.(page);
  const snapshot = new PageSnapshot(page);
  const root = snapshot.update();
  const list = toItsEnd(readTabInSteps(snapshot, root, { url, now: NOW }))?.list;
  const body = snapshot.nodeOf(page.body)!;
  const why = list && toItsEnd(signOfPart(body, list.rows as SnapshotRow[], { url, title: page.title }))?.why;
  return { page, complete: list?.complete, why, count: list?.rows.length ?? 0 };
}

const around = (before: string, behind = ''): Page => ({
  main: `<h1>API Keys</h1><button>Create API key</button>${before}${TABLE}${behind}`,
});
const aroundCards = (before: string, behind = ''): Page => ({
  main: `<h1>API Keys</h1>${before}<div>${CARDS}</div>${behind}`,
});
const atAddress = (address: string): Page => ({ url: `https://data.gov.sg${address}` });
const type =
  (id: string, value: string) =>
  (page: Document): void => {
    (page.getElementById(id) as HTMLInputElement).value = value;
  };

const hiddenItem: Page = {
  main: '<h1>API Keys</h1><ul><li><b>gazette-uploader</b> <span>Expires 5 Dec 2026</span></li><li style="display: none"><b>old-loader</b> <span>1 Nov 2025</span></li></ul>',
};

const aroundOne = (before: string): Page => ({
  main: `<h1>API Keys</h1>${before}${tableOf(row('gazette-uploader', '5 Dec 2026'))}`,
});

const PARTS: Record<string, readonly (readonly [string, Page])[]> = {
  address: [
    ['a step below the tab', atAddress('/admin/api-keys/expired')],
    ['two steps below it', atAddress('/admin/api-keys/archived/2025')],
    ['a status in the query', atAddress('/admin/api-keys?status=expired')],
    ['a tab in the query', atAddress('/admin/api-keys?tab=revoked')],
    ['a further page', atAddress('/admin/api-keys?page=2')],
    ['an offset', atAddress('/admin/api-keys?limit=20&offset=20')],
    ['a cursor', atAddress('/admin/api-keys?cursor=eyJpZCI6MTB9')],
    ['a search', atAddress('/admin/api-keys?q=old')],
    ['a filter in brackets', atAddress('/admin/api-keys?filter%5Bstatus%5D=active')],
    ['a fragment', atAddress('/admin/api-keys#expired')],
    ['a query in the fragment', atAddress('/admin#/api-keys?status=expired')],
    ['expired keys that are off', atAddress('/admin/api-keys?includeExpired=false')],
    ['a period', atAddress('/admin/api-keys?from=2026-01-01&to=2026-06-30')],
    ['a flag', atAddress('/admin/api-keys?mine=true')],
    ['a further page, for short', atAddress('/admin/api-keys?p=3')],
  ],
  loading: [
    [
      'a table that is busy',
      { main: `<h1>API Keys</h1>${tableOf(row('gazette-uploader', '5 Dec 2026'), ' aria-busy="true"')}` },
    ],
    [
      'a row that says so',
      {
        main: `<h1>API Keys</h1>${tableOf(`${row('gazette-uploader', '5 Dec 2026')}<tr><td colspan="4">Loading more…</td></tr>`)}`,
      },
    ],
    ['a status', around('', '<div role="status">Loading API keys…</div>')],
    ['a bar', around('<div role="progressbar" aria-label="Loading"></div>')],
    ['an error', around('<div role="alert">Couldn’t load all keys. <button>Try again</button></div>')],
    ['that more is below', around('', '<p>Scroll down to load more</p>')],
    ['a picture of it', around('<div role="status" aria-label="Loading keys"></div>')],
    ['a bar of its own', around('', '<progress></progress>')],
    ['a failure of some', around('<p>Some keys could not be loaded.</p>')],
  ],
  window: [
    [
      'a table of more rows',
      {
        main: `<h1>API Keys</h1>${tableOf(ROWS.map(([name, expiry]) => row(name, expiry)).join(''), ' aria-rowcount="41"')}`,
      },
    ],
    [
      'a table of unknown length',
      { main: `<h1>API Keys</h1>${tableOf(row('gazette-uploader', '5 Dec 2026'), ' aria-rowcount="-1"')}` },
    ],
    [
      'items of a larger set',
      {
        main: `<h1>API Keys</h1><ul>${ROWS.map(([name, expiry], index) => `<li aria-posinset="${index + 1}" aria-setsize="12"><b>${name}</b> Expires ${expiry}</li>`).join('')}</ul>`,
      },
    ],
    [
      'rows whose numbers begin late',
      {
        main: `<h1>API Keys</h1><div role="grid"><div role="row" aria-rowindex="1"><span role="columnheader">Name</span><span role="columnheader">Expires</span></div>${ROWS.map(([name, expiry], index) => `<div role="row" aria-rowindex="${index + 9}"><span role="gridcell">${name}</span><span role="gridcell">${expiry}</span></div>`).join('')}</div>`,
      },
    ],
    [
      'rows in a much higher space',
      {
        main: `<h1>API Keys</h1><div role="table"><div role="row"><span role="columnheader">Name</span><span role="columnheader">Expires</span></div><div role="rowgroup" style="height: 2000px">${ROWS.map(([name, expiry], index) => `<div role="row" style="position:absolute;transform:translateY(${index * 40}px)"><span role="cell">${name}</span><span role="cell">${expiry}</span></div>`).join('')}</div></div>`,
      },
    ],
  ],
  'hidden key': [
    [
      'a row of the table',
      {
        main: `<h1>API Keys</h1>${tableOf(row('gazette-uploader', '5 Dec 2026') + row('old-loader', '1 Nov 2025').replace('<tr>', '<tr hidden>'))}`,
      },
    ],
    [
      'an item of the list',
      {
        main: '<h1>API Keys</h1><ul><li><b>gazette-uploader</b> <span>5 Dec 2026</span></li><li><b>coastal-cams</b> <span>7 Aug 2027</span></li><li style="display: none"><b>old-loader</b> <span>1 Nov 2025</span></li></ul>',
      },
    ],
    [
      'one beside a key that has its badge',
      { ...hiddenItem, act: (page) => page.querySelector('li')!.append(page.createElement('key-expiry-badge')) },
    ],
    [
      'a card',
      {
        main: `<h1>API Keys</h1>${CARDS}<article hidden><h3>old-loader</h3><p>Status: Expired</p><p>1 Nov 2025</p><button>Delete</button></article>`,
      },
    ],
    [
      'a row of roles',
      {
        main: `<h1>API Keys</h1><div role="table"><div role="row"><span role="columnheader">Name</span><span role="columnheader">Expires</span></div>${['', '', ' hidden'].map((hidden, index) => `<div role="row"${hidden}><span role="cell">${ROWS[index]![0]}</span><span role="cell">${ROWS[index]![1]}</span></div>`).join('')}</div>`,
      },
    ],
  ],
  heading: [
    ['expired keys', { main: `<h1>API Keys</h1><h2>Expired keys</h2>${TABLE}` }],
    ['revoked ones', { main: `<h1>API Keys</h1><h2>Revoked</h2>${TABLE}` }],
    ['archived ones', { main: `<h1>API Keys</h1><section><h3>Archived API keys</h3>${TABLE}</section>` }],
    [
      'a caption',
      { main: `<h1>API Keys</h1>${TABLE.replace('<thead>', '<caption>Expired API keys</caption><thead>')}` },
    ],
    ['those that expire soon', { main: `<h1>API Keys</h1><h2>Expiring soon</h2>${TABLE}` }],
  ],
  search: [
    ['a field for searching', around('<input type="search" value="old">')],
    ['a label tied to its field', around('<label for="f">Find a key</label><input id="f" value="old">')],
    ['a label around it', around('<label>Filter by name <input value="old"></label>')],
    ['a label told by its id', around('<span id="l">Name contains</span><input aria-labelledby="l" value="old">')],
    ['a placeholder', around('<input placeholder="Look up a key…" value="old">')],
    ['a text before it', around('<div>Search: <input value="old"></div>')],
    [
      'the search of the masthead',
      {
        header:
          '<header><a href="/">data.gov.sg</a><form role="search"><input aria-label="Search datasets" value="old"></form></header>',
      },
    ],
    [
      'a field in the head of a column',
      {
        main: `<h1>API Keys</h1><table><thead><tr><th>Key Name <input aria-label="Key name" value="old"></th><th>Expiration</th></tr></thead><tbody><tr><td>old-loader</td><td>5 Dec 2026</td></tr></tbody></table>`,
      },
    ],
    ['a button beside it', around('<div><input placeholder="Key name" value="old"><button>Search</button></div>')],
    [
      'what is said of all fields',
      around('<fieldset><legend>Filter keys</legend><label>Name <input value="old"></label></fieldset>'),
    ],
    ['what was typed since', { ...around('<label>Search keys <input id="s"></label>'), act: type('s', 'old') }],
    ['a field for the last day', around('<label>Expires before <input type="date" value="2026-12-31"></label>')],
  ],
  box: [
    ['one that hides', around('<label><input type="checkbox" checked> Hide active keys</label>')],
    [
      'one that shows only some',
      aroundCards('<input type="checkbox" id="m" checked><label for="m">Show only mine</label>'),
    ],
    ['one that would show more', around('<label><input type="checkbox"> Include revoked keys</label>')],
    ['a switch that would show more', around('<button role="switch" aria-checked="false">Show expired</button>')],
    ['a switch that hides', around('<div role="switch" aria-checked="true" aria-label="Hide expired keys"></div>')],
    ['a button that is pressed', around('<button aria-pressed="true">Only active</button>')],
    [
      'some of the statuses',
      around(
        '<fieldset><legend>Status</legend><label><input type="checkbox" checked> Active</label><label><input type="checkbox"> Expired</label></fieldset>',
      ),
    ],
  ],
  choice: [
    [
      'tabs',
      around(
        '<div role="tablist"><button role="tab" aria-selected="false">All</button><button role="tab" aria-selected="true">Expired (3)</button></div>',
      ),
    ],
    [
      'links',
      around('<ul><li><a href="/admin/api-keys">All</a></li><li><a href="#" aria-current="true">Active</a></li></ul>'),
    ],
    [
      'radio buttons',
      around(
        '<fieldset><label><input type="radio" name="s"> All</label><label><input type="radio" name="s" checked> Expiring soon</label></fieldset>',
      ),
    ],
    [
      'radio buttons by role',
      aroundCards(
        '<div role="radiogroup"><span role="radio" aria-checked="false">Everyone’s</span><span role="radio" aria-checked="true">Mine</span></div>',
      ),
    ],
    [
      'buttons that are pressed',
      around(
        '<div role="group"><button aria-pressed="true">My keys</button><button aria-pressed="false">All keys</button></div>',
      ),
    ],
    ['an item of a menu', around('<div role="menu"><div role="menuitemradio" aria-checked="true">Revoked</div></div>')],
    [
      'a choice beside "All"',
      around(
        '<div role="tablist"><button role="tab" aria-selected="false">All (9)</button><button role="tab" aria-selected="true">Uploads (3)</button></div>',
      ),
    ],
    [
      'a select',
      around('<label>Status <select><option>All</option><option selected>Expired</option></select></label>'),
    ],
    [
      'a select of something with "All"',
      around(
        '<label>Environment <select><option>All environments</option><option selected>Staging</option></select></label>',
      ),
    ],
    [
      'a select that says whose',
      around('<select aria-label="Owner"><option>Anyone</option><option selected>Tan Wei Ling</option></select>'),
    ],
    [
      'a button that is told by its label alone',
      around('<button aria-haspopup="menu" aria-label="Filter: Expired"><svg></svg></button>'),
    ],
    [
      'a form that filters',
      around(
        '<form><label>Status <select><option>Any</option><option selected>Revoked</option></select></label><button>Add filter</button><button>Submit</button></form>',
      ),
    ],
    ['a box of choices', around('<div role="combobox" aria-label="Status" aria-expanded="false">Revoked</div>')],
    [
      'a button that opens a list',
      around('<button aria-haspopup="listbox" aria-expanded="false">Status: Expired</button>'),
    ],
    ['a button that opens a menu', around('<button aria-haspopup="menu" aria-expanded="false">Active only ▾</button>')],
    [
      'a select without a label',
      aroundCards('<select><option selected>Active keys</option><option>Expired keys</option></select>'),
    ],
    [
      'a field beside what is chosen',
      around('<div><div>Expired</div><input role="combobox" value="" aria-expanded="false"></div>'),
    ],
    [
      'a box with an empty field',
      around('<div role="group"><label>Status</label><div><input role="combobox" value=""><p>Inactive</p></div></div>'),
    ],
    [
      'the last step of a breadcrumb',
      around(
        '<ol><li><a href="/admin/api-keys">API Keys</a></li><li><a href="#" aria-current="page">Expired</a></li></ol>',
      ),
    ],
  ],
  choices: [
    ['links that do not say which is chosen', around('<nav><a href="/a">Active</a> <a href="/b">Expired</a></nav>')],
    ['buttons with counts', around('<div><button>Active (3)</button><button>Revoked (1)</button></div>')],
    ['"All" and one more', around('<div><a href="/a">All</a> | <a href="/b">Expired</a></div>')],
    ['links in a list', aroundCards('<ul><li><a href="/a">Active</a></li><li><a href="/b">Inactive</a></li></ul>')],
  ],
  filter: [
    ['a text', around('<p>Filtered by status</p>')],
    ['a filter and its value', around('<p>Filter: expired</p>')],
    ['a button that prints the status', around('<button>Status <b>Expired</b> ▾</button>')],
    ['a count of filters', around('<button>Filters (2)</button>')],
    ['one filter', around('<span>1 filter applied</span>')],
    ['results of a search', around('<p>Results for “old”</p>')],
    ['what is shown', around('<p>Showing expired keys</p>')],
    ['what is not shown', around('', '<p>Revoked keys are not shown.</p>')],
    ['the first ones', around('<p>Showing the 3 most recent keys</p>')],
    ['a button that clears', around('<button>Clear filters</button>')],
    ['a button that clears a search', around('<button>Clear search</button>')],
    ['one beside an empty search', around('<div><input type="search"> <button>Clear filters</button></div>')],
    ['a chip that is a button', around('<button>Status: Expired ×</button>')],
    ['a chip with a button', around('<span>Status: Expired <button aria-label="Remove">×</button></span>')],
  ],
  pager: [
    [
      'numbers',
      around(
        '',
        '<nav aria-label="Pagination"><a href="?page=1" aria-current="page">1</a> <a href="?page=2">2</a></nav>',
      ),
    ],
    [
      'numbers without a name',
      around('', '<ul><li><span>1</span></li><li><a href="#2">2</a></li><li><a href="#3">3</a></li></ul>'),
    ],
    [
      'numbers with words',
      around('', '<button aria-label="Page 1" aria-current="true">1</button><button aria-label="Page 2">2</button>'),
    ],
    ['an arrow with a word', around('', '<p><a href="#n">Next →</a></p>')],
    ['an arrow alone', around('', '<div><button disabled>‹</button><button>›</button></div>')],
    ['a picture', around('', '<button aria-label="Go to next page"><svg></svg></button>')],
    ['a picture of an icon font', around('', '<button><span>chevron_right</span></button>')],
    ['the title of a picture', around('', '<button title="Next page"><svg></svg></button>')],
    ['the last page', around('', '<button>« Previous</button><button disabled>Next »</button>')],
    ['slides', aroundCards('', '<button aria-label="Go to slide 2"></button>')],
    ['Malay', around('', '<a href="#n">Seterusnya »</a>')],
    ['Chinese', around('', '<a href="#n">下一页</a>')],
    ['older ones', aroundCards('', '<a href="#o">Older</a>')],
    ['a choice of pages', around('', '<label>Page <select><option>1</option><option>2</option></select></label>')],
    ['what programs are told', { head: '<link rel="next" href="/admin/api-keys?page=2">' }],
    [
      'a pager in the table',
      {
        main: `<h1>API Keys</h1>${TABLE.replace('</tbody>', '</tbody><tfoot><tr><td colspan="4"><button>Next 10</button></td></tr></tfoot>')}`,
      },
    ],
  ],
  fold: [
    ['a button', around('', '<button aria-expanded="false">2 more keys</button>')],
    ['details', around('', '<details><summary>Expired keys</summary><p>old-loader</p></details>')],
    ['a heading', aroundCards('', '<h3><button aria-expanded="false" aria-controls="x">Archived (2)</button></h3>')],
    [
      'details with dates',
      around(
        '',
        '<details><summary>Land Transport Authority</summary><ul><li><span>old-loader</span> <span>1 Nov 2026</span></li></ul></details>',
      ),
    ],
    [
      'a group of a table',
      {
        main: `<h1>API Keys</h1>${tableOf(`<tr><td colspan="4">Land Transport Authority</td></tr>${row('gazette-uploader', '5 Dec 2026')}<tr><td colspan="4"><button aria-expanded="false">National Parks Board</button></td></tr>`)}`,
      },
    ],
    [
      'a group among others',
      {
        main: `<h1>API Keys</h1><details open><summary>Land Transport Authority</summary>${TABLE}</details><details><summary>National Parks Board</summary></details>`,
      },
    ],
    ['a group with its count', around('', '<button aria-expanded="false">National Parks Board (4)</button>')],
    [
      'what a button controls',
      around(
        '',
        '<button aria-expanded="false" aria-controls="x">National Parks Board</button><div id="x" hidden><p>parks-feed</p><p>1 Nov 2026</p></div>',
      ),
    ],
  ],
  more: [
    ['all keys', around('', '<a href="/keys">See all keys</a>')],
    ['a number', around('', '<button>Show 2 more</button>')],
    ['a link to the expired keys', aroundCards('', '<p><a href="/elsewhere">Expired API keys</a></p>')],
    ['something that is no button', around('', '<div>Load more</div>')],
    ['the full list', around('', '<a href="/keys">View full list</a>')],
    ['a plus alone', aroundCards('', '<button>+2</button>')],
    ['all keys, with no verb', around('', '<a href="/keys">All API keys →</a>')],
    ['all, with a count', around('', '<a href="/keys">View all (12)</a>')],
    [
      'a text',
      {
        main: `<h1>API Keys</h1><ul>${ROWS.map(([name, expiry]) => `<li><b>${name}</b> Expires ${expiry}</li>`).join('')}<li>and 4 others</li></ul>`,
      },
    ],
    ['a plus', aroundCards('', '<p>+3 more</p>')],
    ['loading', around('', '<button>Load more</button>')],
    ['older keys', around('', '<button>Show older keys</button>')],
    ['expired keys', around('', '<button>Show expired keys</button>')],
  ],
  'new key': [
    ['that is to be copied', aroundOne('<h2>API key created</h2><p>Copy your API key <b>now</b>.</p>')],
    ['in an alert', aroundOne('<div role="alert">You won’t be able to see it again.</div>')],
    ['that is shown once', aroundOne('<p>Keep this key safe: it will not be shown again.</p>')],
    ['that is not told again', aroundOne('<p>Copy it now and store it. We cannot retrieve the key again.</p>')],
  ],
  count: [
    ['in the title', { main: `<h1>API Keys (6)</h1>${TABLE}` }],
    ['beside the title', { main: `<h1>API Keys</h1><span>6</span>${TABLE}` }],
    ['in a caption', { main: `<h1>API Keys</h1>${TABLE.replace('<thead>', '<caption>6 API keys</caption><thead>')}` }],
    ['in a sentence', around('<p>You have 6 keys.</p>')],
    [
      'in the tab',
      {
        main: `<div role="tablist"><button role="tab" aria-selected="true">API Keys <span>6</span></button></div>${TABLE}`,
      },
    ],
    ['of statuses', around('<p>3 active, 2 expired</p>')],
    ['of statuses side by side', around('<div><span>Active <b>3</b></span> <span>Expired <b>2</b></span></div>')],
    ['in all', around('', '<p>Total: 6</p>')],
    ['of results', around('<p>6 results</p>')],
    ['of rows', around('', '<p>1–3 of 30</p>')],
    ['in pieces', around('', '<p><span>1</span> to <span>3</span> of <span>30</span></p>')],
    ['of pages', around('', '<p>Page 1 of 3</p>')],
    ['of pages without a word', around('', '<div>1 / 2</div>')],
    ['of pages, at the last one', around('', '<div><a href="#">‹</a> 2 / 2</div>')],
    ['of keys, in a list of figures', around('<dl><dt>Total keys</dt><dd>6</dd></dl>')],
    ['of pages around a field', around('', '<div>Page <input type="number" value="1"> of 3</div>')],
    ['of the rows before', around('', '<p>Showing 11–13</p>')],
    ['of the page alone', around('', '<p>Page 2</p>')],
    [
      'in the title of the document',
      {
        act: (page) => {
          page.title = 'API Keys (6) | data.gov.sg';
        },
      },
    ],
    ['of what is shown', around('', '<p>Showing 3 of 6 keys</p>')],
    ['behind a quota', around('<p>You have 6 keys (limit 10)</p>')],
    ['of what is selected', around('', '<p>0 of 6 row(s) selected.</p>')],
  ],
};

describe.each(Object.entries(PARTS))('%s', (why, pages) => {
  it.each(pages)(`a list is partial by its ${why}: %s`, (_, page) => {
    const read = open(page);
    expect(read.count).toBeGreaterThan(0);
    expect(read).toMatchObject({ complete: false, why });
  });
});

it('every sign of a partial list has at least four pages here', () => {
  expect(Object.keys(PARTS).sort()).toEqual(SIGNS.map(({ why }) => why).sort());
  expect(Object.values(PARTS).every(({ length }) => length >= 4)).toBe(true);
});

const OTHER_TABLE =
  '<table><thead><tr><th>Dataset</th><th>Updated</th></tr></thead><tbody><tr><td>Resale prices</td><td>5 Nov 2026</td></tr></tbody></table>';
const OTHER_PAGER =
  '<nav aria-label="Pagination"><a href="#1" aria-current="page">1</a><a href="#2">2</a><a href="#n">Next</a></nav>';
const rowsWith = (more: string): Page => ({
  main: `<h1>API Keys</h1>${tableOf(ROWS.map(([name, expiry]) => row(name, expiry, more)).join(''))}`,
});

it.each<[string, Page]>([
  ['the plain tab', around('')],
  ['cards', aroundCards('')],
  [
    'a single key',
    { main: `<h1>API Keys</h1><button>Create API key</button>${tableOf(row('gazette-uploader', '5 Dec 2026'))}` },
  ],
  ['a new key among others', around('<p>Copy it now. You will not be able to see it again.</p>')],
  ['a quota', around('<p>You can have up to 10 keys.</p>')],
  ['what is used of a quota', around('<p>3 of 10 keys used</p>')],
  ['a quota below what is used of it', around('<div><p>3</p><p>of 5 allowed</p></div>')],
  ['a quota in the title', { main: `<h1>API Keys <small>3 of 10 used</small></h1>${TABLE}` }],
  ['a maximum', around('<p>Maximum of 5 keys per account.</p><p>Limit: 5</p>')],
  ['a limit of requests', around('<p>0 of 1,000 requests</p><p>60 requests per minute</p>')],
  ['the right count in the title', { main: `<h1>API Keys (3)</h1>${TABLE}` }],
  ['the right count in a sentence', around('<p>You have 3 keys, 1 expired.</p>', '<p>Showing 1 to 3 of 3</p>')],
  [
    'the right counts of statuses',
    around('<div><span>All <b>3</b></span> <span>Active <b>2</b></span> <span>Expired <b>1</b></span></div>'),
  ],
  ['a count of those that expire soon among the active ones', around('<p>3 active</p><p>1 expires in 13 days</p>')],
  [
    'keys with numbers in their names',
    {
      main: `<h1>API Keys</h1>${tableOf(row('Key 2 of the pipeline', '5 Dec 2026') + row('12 keys for LTA', '7 Aug 2027') + row('Next', '7 Aug 2027'))}`,
    },
  ],
  [
    'keys named like filters',
    {
      main: `<h1>API Keys</h1><ul>${['Filter by agency', 'Show all keys', 'Page 1 of 3'].map((name) => `<li><b>${name}</b> Expires 7 Aug 2027 <button>Delete</button></li>`).join('')}</ul>`,
    },
  ],
  [
    'a help accordion',
    around(
      '',
      '<h2>Help</h2><details><summary>What is an API key?</summary><p>Keys expire after a year.</p></details><button aria-expanded="false">How do I renew expired keys?</button>',
    ),
  ],
  ['a closed form for a new key', around('<button aria-expanded="false">Create a new key</button>')],
  [
    'another list with a pager, in a section below',
    around('', `<section><h2>Datasets</h2><p>40 results</p>${OTHER_TABLE}${OTHER_PAGER}</section>`),
  ],
  [
    'another list with a pager, right below',
    around('', `<h2>Datasets</h2>${OTHER_TABLE}${OTHER_PAGER}<p>1–1 of 40</p>`),
  ],
  [
    'another list with a filter, in a section above',
    {
      main: `<h1>API Keys</h1><section><h2>Recent activity</h2><select aria-label="Status"><option>All</option><option selected>Expired</option></select>${OTHER_TABLE}<button>Load more</button></section><section><h2>Your keys</h2>${TABLE}</section>`,
    },
  ],
  [
    'menus of rows',
    rowsWith(
      '<button aria-haspopup="menu" aria-expanded="false">⋮</button><div role="menu"><div role="menuitem">View all usage</div></div>',
    ),
  ],
  ['switches of rows', rowsWith('<button role="switch" aria-checked="true">Active</button>')],
  [
    'what unfolds in rows',
    rowsWith(
      '<button aria-expanded="false">Show 3 more</button><details><summary>All keys of this agency</summary></details>',
    ),
  ],
  [
    'selects of rows',
    rowsWith('<select aria-label="Status"><option>All</option><option selected>Active</option></select>'),
  ],
  ['pagers that are off', around('', '<button disabled>Previous</button><button disabled>Next</button>')],
  ['arrows that are off', around('', '<a aria-disabled="true">‹</a> 1 / 1 <a aria-disabled="true">›</a>')],
  [
    'a lone page',
    around('', '<nav aria-label="Pagination"><a href="#1" aria-current="page">1</a></nav><p>Page 1 of 1</p>'),
  ],
  [
    'the tabs of the dashboard',
    {
      main: `<div role="tablist"><button role="tab" aria-selected="false">Datasets</button><button role="tab" aria-selected="true">API Keys</button><button role="tab" aria-selected="false">Members</button></div>${TABLE}`,
    },
  ],
  [
    'tabs of which all are chosen',
    around(
      '<div role="tablist"><button role="tab" aria-selected="true">All (3)</button><button role="tab" aria-selected="false">Active (2)</button><button role="tab" aria-selected="false">Expired (1)</button></div>',
    ),
  ],
  [
    'a select at all',
    around('<label>Status <select><option selected>All statuses</option><option>Expired</option></select></label>'),
  ],
  [
    'a box of choices at all',
    around('<button aria-haspopup="listbox">Status: All</button><div role="combobox" aria-label="Owner">Anyone</div>'),
  ],
  [
    'a choice of accounts',
    around(
      '<select aria-label="Agency"><option selected>Land Transport Authority</option><option>National Parks Board</option></select><button aria-haspopup="listbox">LTA</button>',
    ),
  ],
  [
    'a choice of languages',
    around(
      '<div role="radiogroup" aria-label="Language"><span role="radio" aria-checked="true">English</span><span role="radio" aria-checked="false">Melayu</span></div>',
    ),
  ],
  [
    'a choice of the order',
    around(
      '<label>Sort by <select><option>Name</option><option selected>Expiring soon</option></select></label><button aria-haspopup="listbox">Sort: Recently used</button>',
    ),
  ],
  [
    'sizes of pages',
    around(
      '',
      '<label>Rows per page <select><option selected>10</option><option>25</option></select></label><button>10</button><button>25</button><button>50</button><p>1–3 of 3</p>',
    ),
  ],
  ['rows with details', around('<button aria-label="Expand all rows" aria-expanded="false"></button>')],
  ['an empty search', around('<input type="search" placeholder="Search keys"><button disabled>Clear filters</button>')],
  [
    'filters that are folded up and off',
    around('<button aria-expanded="false">Filters</button><p>No filters applied</p><p>0 filters</p>'),
  ],
  ['a box that shows the expired ones', around('<label><input type="checkbox" checked> Show expired keys</label>')],
  [
    'a box that hides nothing',
    around('<label><input type="checkbox"> Hide expired keys</label><label><input type="checkbox"> Only mine</label>'),
  ],
  [
    'all statuses picked, and none',
    around(
      '<label><input type="checkbox" checked> Active</label><label><input type="checkbox" checked> Expired</label>',
    ),
  ],
  [
    'a box for secrets',
    around(
      '<label><input type="checkbox" checked> Hide secret values</label><label><input type="checkbox"> Show key values</label>',
    ),
  ],
  ['a box for mails', around('<label><input type="checkbox" checked> E-mail me when keys are expiring</label>')],
  [
    'the form for a new key',
    around(
      '<form><label>Key Name <input value="old"></label><label>Status <select><option>Active</option></select></label><fieldset><label><input type="radio" checked> Active</label></fieldset><button>Create key</button></form>',
    ),
  ],
  [
    'a dialog',
    around(
      '',
      '<div role="dialog"><h2>Rotate a key</h2><p>Step 1 of 3</p><button>Next</button><input type="search" value="x"></div>',
    ),
  ],
  [
    'links that lead elsewhere',
    around(
      '<a href="/admin">← Back to the dashboard</a><a href="/guide">Learn more →</a><a href="/usage">View all usage</a><a href="/b">←</a>',
    ),
  ],
  [
    'all that was to be shown',
    around('', '<button aria-expanded="true">Show less</button><button aria-pressed="true">Show expired</button>'),
  ],
  [
    'bulk actions',
    around(
      '<label>With selected <select><option>Choose…</option><option>Delete</option></select></label><p>0 of 3 selected</p>',
    ),
  ],
  [
    'lists of active and of expired keys',
    {
      main: `<h1>API Keys</h1><h2>Active keys (3)</h2>${TABLE}<h2>Expired keys (1)</h2>${tableOf(row('old-loader', '1 Nov 2025'))}`,
    },
  ],
  [
    'a table that counts its header',
    {
      main: `<h1>API Keys</h1>${tableOf(ROWS.map(([name, expiry]) => row(name, expiry)).join(''), ' aria-rowcount="4"')}`,
    },
  ],
  [
    'a row of details that is hidden',
    {
      main: `<h1>API Keys</h1>${tableOf(`${row('gazette-uploader', '5 Dec 2026')}<tr hidden><td colspan="4">Created on 5 Dec 2025</td></tr>${row('coastal-cams', '7 Aug 2027')}`)}`,
    },
  ],
  [
    'campaigns, languages and the order in the address',
    atAddress('/admin/api-keys/?utm_source=mail&lang=en&sort=expiry&tab=api-keys'),
  ],
  ['the first page in the address', atAddress('/admin/api-keys?page=1&offset=0&status=all')],
  ['a fragment that only leads there', atAddress('/admin/api-keys#api-keys')],
  [
    'the search of the masthead, empty',
    {
      header:
        '<header><a href="/">data.gov.sg</a><form role="search"><input aria-label="Search datasets"></form><button aria-expanded="false">All services</button></header>',
    },
  ],
  [
    'steps and links with words of pagers',
    around(
      '<a href="/a">Next steps</a><a href="/b">Last used</a><p>Next expiry: 5 Dec 2026</p><a href="/c">API documentation ↗</a>',
    ),
  ],
  [
    'buttons for how it is shown',
    around(
      '<div role="group"><button aria-pressed="true">Table</button><button aria-pressed="false">Cards</button></div><button>Filter keys</button><button>Filters</button>',
    ),
  ],
  [
    'a period of usage',
    around('<select aria-label="Period"><option>Last 7 days</option><option selected>Last 30 days</option></select>'),
  ],
  ['that a secret is shown once', around('<p>Secrets can’t be shown again, and lost keys cannot be retrieved.</p>')],
  [
    'a notice that can be closed',
    around(
      '<div role="alert">1 key is expiring soon <button aria-label="Dismiss">×</button></div><p>2 keys expire soon. <a href="#soon">View expiring keys</a></p>',
    ),
  ],
  [
    'a quota of more',
    around('<p>7 more keys can be created.</p><p>You can create 7 more keys.</p><p>Your plan includes 10 keys.</p>'),
  ],
  ['no period, and only expired keys that are off', atAddress('/admin/api-keys?from=/admin&to=&onlyExpired=false')],
  ['where a log-in led back to', atAddress('/admin/api-keys?code=abc&state=xyz&next=%2Fadmin')],
  [
    'a list of those that expire soon, and one of all',
    {
      main: `<h1>API Keys</h1><h2>Expiring soon</h2>${tableOf(row('gazette-uploader', '5 Dec 2026'))}<h2>All keys</h2>${TABLE}`,
    },
  ],
  [
    'a rating of the page',
    around('', '<div>How useful is this page? <button>1</button><button>2</button><button>3</button></div>'),
  ],
  [
    'other parts of the settings, folded up',
    {
      main: `<details open><summary>API Keys</summary><h1>API Keys</h1>${TABLE}</details><details><summary>Profile</summary></details>`,
    },
  ],
  [
    'what happens to expired keys',
    around('<p>Expired keys are removed after 30 days.</p><ul><li>Active</li><li>Expired</li></ul>'),
  ],
  [
    'columns that sort',
    {
      main: `<h1>API Keys</h1>${TABLE.replace('<th>Status</th>', '<th aria-sort="none"><button>Status</button></th>').replace('<th>Expiration</th>', '<th><button aria-label="Sort by expired first">Expiration</button></th>')}`,
    },
  ],
  [
    'a details button in a row below each key',
    {
      main: `<h1>API Keys</h1>${tableOf(ROWS.map(([name, expiry]) => `${row(name, expiry)}<tr><td colspan="4"><button aria-expanded="false">View details</button></td></tr>`).join(''))}`,
    },
  ],
  [
    'an account that is at all agencies',
    around('<select aria-label="Agency"><option selected>All agencies</option><option>LTA</option></select>'),
  ],
])('a list is whole, whatever looks like a part of it: %s', (_, page) => {
  const read = open(page);
  expect(read.count).toBeGreaterThan(0);
  expect(read).toMatchObject({ complete: true, why: undefined });
});

const CARD = '<div><h3>gazette-uploader</h3><p>Expires 5 Dec 2026</p><button>Delete</button></div>';
const ITEM = '<ul><li><b>gazette-uploader</b> Expires 5 Dec 2026 <button>Delete</button></li></ul>';

it.each([
  '<div role="tablist"><a role="tab" aria-selected="false">Active</a><a role="tab" aria-selected="true">Expired</a></div>' +
    CARD,
  CARD + '<p><a href="?page=2">Next →</a></p>',
  ITEM + '<button>3 more keys</button>',
  ITEM + '<p>…and 3 more</p>',
  '<form><input name="q" aria-label="Key name" value="old"><button>Find</button></form>' + TABLE,
  '<form role="search"><input value="old"></form>' + TABLE,
  '<p>Filter: <a href="?s=all">all</a> · <b aria-current="true">expired</b></p>' + TABLE,
  '<p><a href="?s=all">All</a> | <a href="?s=active" class="current">Active</a> | <a href="?s=expired">Expired</a></p>' +
    TABLE,
  '<label><input type="radio" name="a">All</label><label><input type="radio" name="a" checked>Expired</label>' + TABLE,
  '<input type="radio" id="r1" name="a"><label for="r1">All</label><input type="radio" id="r2" name="a" checked><label for="r2">Active</label>' +
    TABLE,
  '<label for="c">Only keys that I created</label><input id="c" type="checkbox" checked>' + TABLE,
  '<div><input id="c" type="checkbox" checked> Hide expired</div>' + TABLE,
  '<span role="checkbox" aria-checked="false" aria-labelledby="zz"></span><span id="zz">Show expired keys</span>' +
    TABLE,
  TABLE +
    '<ul class="pagination"><li class="active"><a href="#">1</a></li><li><a href="#">2</a></li><li><a href="#">&raquo;</a></li></ul>',
  TABLE + '<div>1 2 <a href="?p=3">3</a></div>',
  TABLE + '<div><a href="#">&lt; Newer</a></div>',
  TABLE + '<div><button><svg role="img"><title>Next page</title></svg></button></div>',
  TABLE + '<div><button><img alt="Next" src="data:,"></button></div>',
  TABLE + '<div><input type="button" value="Next"></div>',
  TABLE + '<div><input type="submit" value="Show more"></div>',
  TABLE + '<p>Displaying keys 1 - 2 of 6 in total</p>',
  TABLE + '<div role="status"><svg role="img" aria-label="Loading more"></svg></div>',
  TABLE + '<button>Show two more</button>',
  TABLE + '<button aria-expanded="false" aria-label="Expand list"></button>',
  '<p>You have six API keys.</p>' + TABLE,
  '<p>Only your two most recently used keys are shown here.</p>' + TABLE,
  '<h2>Recently used keys</h2>' + TABLE,
  '<div><button role="switch" aria-checked="true"><span></span></button><span>Only my keys</span></div>' + TABLE,
  '<label><input type="checkbox" checked> Assigned to me</label>' + TABLE,
  '<div role="tablist"><button role="tab" aria-selected="true">Production</button><button role="tab" aria-selected="false">Staging</button></div>' +
    TABLE,
  '<label>Environment <select><option selected>UAT</option><option>Prod</option></select></label>' + TABLE,
  '<div role="status">You are viewing a filtered list. <a href="#">Reset</a></div>' + TABLE,
  '<div role="alert">You are offline. The list may be out of date.</div>' + TABLE,
  '<h1>API Keys <sup>6</sup></h1>' + TABLE,
  '<h1>6 API keys</h1>' + TABLE,
  '<div><div>6</div><div>API keys</div></div>' + TABLE,
  '<div><div>Total keys</div><div>6</div></div>' + TABLE,
  '<p>2 keys active · 4 expired</p>' + TABLE,
  TABLE + '<details><summary>4 expired keys</summary></details>',
  TABLE + '<p>2 keys hidden</p>',
  '<p>Search results</p><p>2 keys match “old”</p>' + TABLE,
  '<div>Active filters: <span>Expired</span></div>' + TABLE,
  TABLE + '<div aria-live="polite">Loading more keys…</div>',
  TABLE + '<p role="alert">We couldn’t load the rest of your keys.</p>',
  TABLE + '<button>Load 20 more</button>',
  '<div><header class="card-header"><h2>API Keys</h2><select aria-label="Show"><option>All</option><option selected>Expired</option></select></header>' +
    TABLE +
    '<footer class="card-footer"><span>1–2 of 6</span></footer></div>',
  '<p>As a member you see only your own keys.</p>' + TABLE,
  '<p>Keys created by other members are not visible to you.</p>' + TABLE,
  '<p>Viewing keys created by you</p>' + TABLE,
  '<p>Expired keys are archived and no longer shown here.</p>' + TABLE,
  '<p>Only active keys are listed here.</p>' + TABLE,
  '<p>Expired keys do not appear in this list.</p>' + TABLE,
  '<p>Not all keys could be loaded.</p>' + TABLE,
  '<p>Something went wrong while loading more keys.</p>' + TABLE,
  '<p>The list is not complete.</p>' + TABLE,
  '<p>The remaining 5 keys belong to other teams.</p>' + TABLE,
  '<h2>API Keys (filtered)</h2>' + TABLE,
  '<h2>Most used keys</h2>' + TABLE,
  '<h2>Recently added keys</h2>' + TABLE,
  '<p>Keys created this year</p>' + TABLE,
  '<p>Keys expiring this month</p>' + TABLE,
])('a list is partial on a page with %s', (main) => {
  expect(open({ main: main.startsWith('<div><header') ? main : `<h1>API Keys</h1>${main}` }).complete).toBe(false);
});

it.each([
  '<p>API keys let programs upload to your datasets. You can create up to 5 keys. Keys expire after 12 months.</p>' +
    TABLE,
  '<p>2/5 keys used</p>' + TABLE,
  '<p>Keep two keys so that uploads go on while you rotate, and never more than six keys.</p><h2>Production keys</h2>' +
    TABLE,
  '<p>You have used 2 of 5 API keys</p><progress value="2" max="5"></progress>' + TABLE,
  TABLE +
    '<section><h2>Usage</h2><p>1,204 of 10,000 requests</p><select aria-label="Status"><option selected>Active</option></select><button>Next</button></section>',
  TABLE +
    '<h2>Frequently asked questions</h2><details><summary>How long are keys valid?</summary>31 Dec 2026</details><details><summary>Rotating keys</summary></details><button>Show all questions</button>',
  TABLE +
    '<h2>Audit log</h2><table><tr><th>When</th><th>What</th></tr><tr><td>1 Nov 2026</td><td>Created</td></tr></table><a href="#">View all activity</a><a href="#">Next</a>',
  '<label>Key name <input value="x"></label><label>Expires in <select><option selected>1 year</option></select></label><button>Create key</button>' +
    TABLE,
  '<div class="stats"><div><b>2</b> keys</div><div><b>12</b> datasets</div><div><b>340</b> uploads</div></div>' + TABLE,
  '<a href="/admin">‹ Back</a><h1>API Keys</h1>' + TABLE,
  '<a href="/admin" aria-label="Back">←</a><h1>API Keys</h1>' + TABLE,
  '<nav aria-label="Breadcrumb"><a href="/">Home</a> › <a href="/admin">Admin</a> › <span aria-current="page">API Keys</span></nav><h1>API Keys</h1>' +
    TABLE,
  '<p>Status: operational</p><p>Account: LTA</p>' + TABLE,
  '<button aria-haspopup="menu">Filter</button><button aria-haspopup="listbox">Status</button>' + TABLE,
  '<label><input type="checkbox"> Show only my keys</label>' + TABLE,
  '<button aria-pressed="false">Show only active</button><button aria-pressed="false">Expired</button>' + TABLE,
  TABLE +
    '<p>Keys that expired more than 30 days ago are deleted.</p><p>Never share your keys.</p><a href="#">Learn more about keys</a>',
  TABLE + '<p>Updated 5 minutes ago · <button>Refresh</button></p>',
  '<button aria-expanded="false" aria-haspopup="dialog">Create key</button><button>Export all keys</button><button>Delete all expired keys</button>' +
    TABLE,
  '<p>Your keys are not visible to others, and do not share them.</p><p>Not all keys need write access.</p>' + TABLE,
])('a list is whole on a page with %s', (main) => {
  expect(open({ main: `<h1>API Keys</h1>${main}` }).complete).toBe(true);
});
