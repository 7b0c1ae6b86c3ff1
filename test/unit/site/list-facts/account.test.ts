// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { listIn, table } from '../../../support/read-markup';

/* Whose list it is, as far as the page tells. */

const KEYS = table('Key Name | Expires', 'gazette-uploader | 5 Dec 2026', 'rainfall-sync | 7 Aug 2027');
const accountIn = (header: string, above = ''): string | undefined => listIn({ header, main: above + KEYS })?.account;
const inHeader = (inner: string): string => `<header><a href="/">data.gov.sg</a>${inner}</header>`;

it.each([
  ['alone', '<span>Tan.Mei@agency.example</span>', 'tan.mei@agency.example'],
  ['behind what it is', '<span>Signed in as tan@agency.example</span>', 'tan@agency.example'],
  [
    'beside an agency',
    '<label>Agency <select><option>MOH</option></select></label><span>tan@agency.example</span>',
    'tan@agency.example',
  ],
])('an e-mail address in the header is the account of the list: %s', (_, inner, account) => {
  expect(accountIn(inHeader(inner))).toBe(account);
});

it('on a page without a header, an e-mail address beside a control that logs out is the account', () => {
  const menu = (inner: string): string => `<div class="bar"><a href="/">data.gov.sg</a><div>${inner}</div></div>`;
  expect(accountIn(menu('<p>tan@agency.example</p><button>Log out</button>'))).toBe('tan@agency.example');
  expect(accountIn(menu('<p>tan@agency.example</p><button>Copy</button>'))).toBeUndefined();
});

it.each(['<a href="mailto:team@agency.example">team@agency.example</a>', '<span>help@agency.example</span>'])(
  'an e-mail address to write to is not that of who is signed in: %s',
  (link) => {
    expect(accountIn(inHeader(`<span>tan@agency.example</span>${link}`))).toBe('tan@agency.example');
    expect(accountIn(inHeader(link))).toBeUndefined();
  },
);

it('several e-mail addresses in the header tell no account', () => {
  expect(accountIn(inHeader('<span>tan@agency.example</span><span>lim@agency.example</span>'))).toBeUndefined();
});

it.each([
  [
    'the option that is selected',
    inHeader('<label>Agency <select><option>NEA</option><option selected>MOH</option></select></label>'),
    'MOH',
  ],
  [
    'a field with a label of its own',
    inHeader('<label for="org">Organisation</label><select id="org"><option>Ministry of Health</option></select>'),
    'Ministry of Health',
  ],
  [
    'a field with an accessible name',
    inHeader('<select aria-label="Workspace"><option>Transport</option></select>'),
    'Transport',
  ],
  [
    'a field named by another element',
    inHeader('<span id="l">Team</span><select aria-labelledby="l"><option>Data platform</option></select>'),
    'Data platform',
  ],
  [
    'a button that opens a list',
    inHeader('<button aria-haspopup="listbox" aria-label="Agency">Ministry of Health</button>'),
    'Ministry of Health',
  ],
  ['a button that says both', inHeader('<button aria-haspopup="menu">Agency: <b>LTA</b> ▾</button>'), 'LTA'],
  [
    'the name of a button that says both',
    inHeader('<button aria-haspopup="menu" aria-label="Switch organization: Land Transport Authority">LTA</button>'),
    'Land Transport Authority',
  ],
  [
    'a button named by a label and itself',
    inHeader('<span id="l">Viewing as</span><button id="b" aria-haspopup="listbox" aria-labelledby="l b">HDB</button>'),
    'HDB',
  ],
  [
    'a button with its label out of sight',
    inHeader('<button aria-haspopup="true"><span class="sr-only">Current agency</span> <span>MAS</span></button>'),
    'MAS',
  ],
  [
    'a combobox',
    inHeader(
      '<div id="a">Account</div><div role="combobox" aria-labelledby="a" aria-expanded="false"><span>URA</span><svg></svg></div>',
    ),
    'URA',
  ],
  [
    'a combobox that is a field',
    inHeader('<label for="c">Department</label><input id="c" role="combobox" value="Finance">'),
    'Finance',
  ],
  [
    'a text beside an empty field',
    inHeader('<div role="group"><label>Agency</label><div><p>NParks</p><input role="combobox" value=""></div></div>'),
    'NParks',
  ],
  ['a text with its label', inHeader('<p>Agency: MOH</p>'), 'MOH'],
  ['a text behind its label', inHeader('<div><span>Acting for</span> <strong>PUB</strong></div>'), 'PUB'],
  ['a list of terms', inHeader('<dl><dt>Organisation</dt><dd>SLA</dd></dl>'), 'SLA'],
  ['the navigation', '<nav><p>Workspace: Traffic</p><a href="/admin">Admin</a></nav>', 'Traffic'],
  [
    'a banner by its role',
    '<div role="banner"><label>Agency <select><option>MOM</option></select></label></div>',
    'MOM',
  ],
  [
    'the person, where there is no agency',
    inHeader('<p>Signed in as Mei Ling</p><a href="/logout">Log out</a>'),
    'Mei Ling',
  ],
  [
    'a button below its label, with its menu behind it',
    '<nav><p>Organisation</p><button aria-haspopup="menu">SLA</button><div role="menu"><div>SLA</div><div>URA</div></div></nav>',
    'SLA',
  ],
  ['the person on a link', inHeader('<div>Logged in as <a href="/profile">Ah Kow</a></div>'), 'Ah Kow'],
  [
    'the address of the person, with a sentence behind it',
    '<p>Signed in as Mei@agency.example. Your account was created on 3 Mar 2023.</p>',
    'mei@agency.example',
  ],
  [
    'the agency rather than the account',
    inHeader(
      '<div><span>Agency</span><button aria-haspopup="listbox"><span>MOH</span></button></div><button aria-haspopup="menu" aria-label="Account menu">ML</button>',
    ),
    'MOH',
  ],
  ['the agency rather than the person', inHeader('<p>Signed in as Mei Ling</p><p>Agency: MOH</p>'), 'MOH'],
])('the account of a list is read from the header: %s', (_, header, account) => {
  expect(accountIn(header)).toBe(account);
});

it.each([
  ['a field above the list', '<div><label>Agency <select><option>MOH</option></select></label></div>', 'MOH'],
  ['a text above the list', '<p>Viewing as MTI</p>', 'MTI'],
  ['terms above the list', '<dl><dt>Agency</dt><dd>CPF Board</dd></dl>', 'CPF Board'],
  [
    'a field above the list whose label stands beside it',
    '<div><span>Team:</span><button aria-haspopup="listbox">Coast</button></div>',
    'Coast',
  ],
])('the account of a list is read from %s', (_, above, account) => {
  expect(accountIn('', above)).toBe(account);
});

it.each([
  ['a lone name on a button', inHeader('<button>Mei Ling</button>')],
  ['a lone name on a button that opens a menu', inHeader('<button aria-haspopup="menu">Mei Ling</button>')],
  [
    'all agencies',
    inHeader('<label>Agency <select><option>All agencies</option><option>MOH</option></select></label>'),
  ],
  [
    'a choice that is not made',
    inHeader('<label>Agency <select><option>Select an agency</option><option>MOH</option></select></label>'),
  ],
  ['a choice of something else', inHeader('<label>Language <select><option>English</option></select></label>')],
  [
    'links beside each other',
    inHeader('<a href="/account">Account</a><a href="/team">Team</a><a href="/help">Help</a>'),
  ],
  ['a menu of the account', inHeader('<button aria-haspopup="menu" aria-label="Account">Settings</button>')],
  ['a button without a value', inHeader('<button aria-haspopup="menu">Switch agency</button>')],
  ['a heading of a menu', '<nav><p>Account</p><a href="/profile">My details</a><a href="/keys">API keys</a></nav>'],
  ['several agencies', inHeader('<p>Agency: MOH</p><p>Agency: NEA</p>')],
  ['a name that is too long', inHeader(`<p>Agency: ${'Ministry of '.repeat(10)}</p>`)],
  ['a secret', inHeader(`<p>Account: v2:${'0'.repeat(64)}:${'A'.repeat(32)}</p>`)],
  ['a hidden field', inHeader('<div hidden><label>Agency <select><option>MOH</option></select></label></div>')],
  ['a dialog', inHeader('<div role="dialog"><header><p>Agency: MOH</p></header></div>')],
  ['a way to sign out', inHeader('<div>Signed in as <a href="/logout">Log out</a></div>')],
  ['a number', inHeader('<p>Team: 3</p>')],
])('the account of a list is not read from the header: %s', (_, header) => {
  expect(accountIn(header)).toBeUndefined();
});

it.each([
  [
    'the field of a form',
    '<form><label>Agency <select><option>MOH</option></select></label><label>Key Name <input></label><button>Create API key</button></form>',
  ],
  [
    'a heading of a part of the list',
    `<p>Agency: MOH</p>${table('Key Name | Expires', 'smc-upload | 5 Dec 2026')}<p>Agency: NEA</p>`,
  ],
  [
    'a sentence',
    '<p>Every account: please rotate your keys in December, before the new rules begin to apply to all of them and to whoever uses them in the meantime</p>',
  ],
  ['all of them', '<label>Agency <select><option>All</option></select></label>'],
])('the account of a list is not read from %s above the list', (_, above) => {
  expect(accountIn('', above)).toBeUndefined();
});

it('the account of a list is not read from a label in one of its rows', () => {
  expect(
    listIn({
      main: '<ul><li><b>gazette-uploader</b><p>Agency: MOH</p><p>Expires 5 Dec 2026</p></li><li><b>rainfall-sync</b><p>Agency: MOH</p><p>Expires 7 Aug 2027</p></li></ul>',
    })?.account,
  ).toBeUndefined();
});
