// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { openRootOf, type RootOf } from '../../../../utils/page-model/dom';
import { withClosedRoots } from '../../../../utils/page-model/closed-roots';
import { PageSnapshot } from '../../../../utils/page-model/page-snapshot';
import { toItsEnd } from '../../../../utils/page-model/steps';
import { firstLook } from '../../../../utils/site/recognise/first-look';
import { isDashboardPath } from '../../../../utils/site/recognise/quick-check';
import { mayBeTab } from '../../../../utils/site/recognise/tab-precheck';
import { readTab, readTabInSteps } from '../../../../utils/site/tab';
import { expectedPages, htmlOf } from '../../../support/expected-pages';
import { parsed } from '../../../support/read-markup';

/* The first look has to let through what the reader recognises, and as little else as it can. */

const SITE = 'https://data.gov.sg';
const now = Date.parse('2026-11-22T04:00:00.000Z');

function putInRoot(host: Element, html: string): void {
  host.attachShadow({ mode: 'open' }).innerHTML = html;
}

function isWorthReading(page: Document, url: string): boolean {
  return mayBeTab(page, url) || firstLook(openRootOf)(page, url);
}

const still = expectedPages().filter(({ name }) => !/<script|<iframe|<style|<template|shadow/i.test(htmlOf(name)));

it.each(still.filter(({ expected }) => expected.keys.length > 0))(
  'the page $name is worth reading, as it has keys',
  ({ name, expected }) => {
    expect(isWorthReading(parsed(htmlOf(name)), expected.url)).toBe(true);
  },
);

it.each([
  'none-access-list',
  'none-api-access-grants',
  'none-api-usage-charts',
  'none-invoices',
  'none-licence-keys-masked',
  'none-active-sessions',
  'none-oauth-apps',
  'none-permissions-cell-api-keys',
  'none-dataset-api-tokens',
  'none-guide-styled-title',
])('the page %s is not worth reading', (name) => {
  const { expected } = expectedPages().find((page) => page.name === name)!;
  expect(firstLook(openRootOf)(parsed(htmlOf(name)), expected.url)).toBe(false);
});

it.each([
  ['/admin', true],
  ['/account/developer', true],
  ['/user/tokens', true],
  ['/profile', true],
  ['/console#/settings/api', true],
  ['/personal/api-access', true],
  ['/my/keys', true],
  ['/manage/agency', true],
  ['/organisation/moh', true],
  ['/workspace', true],
  ['/me', true],
  ['/media', false],
  ['/', false],
  ['/datasets/d_1/api', false],
  ['/collections/12/view', false],
  ['/user-guide/settings', false],
  ['/search', false],
  ['/docs/api', false],
])('the path %s may be that of a dashboard: %s', (path, is) => {
  expect(isDashboardPath(path)).toBe(is);
});

const ROWS =
  '<ul><li><b>tide-tables</b> <span>Expires 7 Aug 2027</span></li><li><b>bus-loads</b> <span>Never expires</span></li></ul>';
const TABLE =
  '<table><thead><tr><th>Name</th><th>Expires</th></tr></thead><tbody><tr><td>tide-tables</td><td>7 Aug 2027</td></tr><tr><td>bus-loads</td><td>Never</td></tr></tbody></table>';

/** What is read of a page of a dashboard. */
function namesOn(html: string, path = '/account/settings'): string[] {
  const page = parsed(`<!doctype html><title>data.gov.sg</title><body>${html}</body>`);
  const url = SITE + path;
  const names = readTab({ page, url, now })?.list?.rows.map(({ name }) => name) ?? [];
  // What is read has to be looked at.
  if (names.length > 0) expect(isWorthReading(page, url)).toBe(true);
  return names;
}

it.each([
  ['a paragraph', `<p class="h1">API keys</p>${ROWS}`],
  ['a span in a div', `<div class="top"><span>My API keys</span> <span class="count">2</span></div>${TABLE}`],
  ['strong', `<div><strong>API Keys</strong></div>${TABLE}`],
  [
    'a title with a button beside it',
    `<div class="head"><div class="t">API keys</div><button>Create API key</button></div>${TABLE}`,
  ],
  ['a title with an icon', `<div class="t"><svg aria-label="key"></svg> API keys</div>${TABLE}`],
  ['a legend in a form', `<form><fieldset><legend><span>API keys</span></legend>${TABLE}</fieldset></form>`],
  ['a caption', `<table><caption><div>Manage API keys</div></caption>${TABLE.slice(7)}`],
  [
    'a summary within a section',
    `<section><details open><summary><span>API keys</span> (2)</summary>${ROWS}</details></section>`,
  ],
  ['the name of a table', TABLE.replace('<table>', '<table aria-label="Your API keys">')],
  [
    'the name of a grid of divs',
    `<div role="list" aria-label="API keys"><div role="listitem"><b>tide-tables</b> <i>Expires 7 Aug 2027</i></div><div role="listitem"><b>bus-loads</b> <i>Never expires</i></div></div>`,
  ],
  ['the name of a region', `<div role="region" aria-label="API keys">${TABLE}</div>`],
  ['the button that has unfolded it', `<div><button aria-expanded="true">API keys</button><div>${ROWS}</div></div>`],
  ['a heading of the fifth level', `<h5>API keys</h5>${TABLE}`],
  ['a figcaption', `<figure><figcaption>API keys</figcaption>${TABLE}</figure>`],
  ['a text of the body', `<div>API keys<div>${TABLE}</div></div>`],
  ['a label of a list by its id', `<div id="t">API keys</div><ul aria-labelledby="t">${ROWS.slice(4)}`],
])('keys are read where the title is %s', (_, html) => {
  expect(namesOn(html)).toEqual(['tide-tables', 'bus-loads']);
});

it.each([
  ['API', `<h1>API</h1><button>Create API key</button>${TABLE}`],
  ['API tokens', `<h2>API tokens</h2><button>New token</button>${TABLE}`],
  ['Access keys', `<div class="t">Access keys</div><a href="/new">Create access key</a>${TABLE}`],
  ['Developer access', `<nav><a aria-current="page">API access</a></nav><button>Generate key</button>${ROWS}`],
  ['an icon button', `<h1>Credentials</h1><button aria-label="Add API key">+</button>${ROWS}`],
  [
    'masked keys in a table',
    '<h1>Credentials</h1><table><tr><th>Name</th><th>API key</th><th>Expiry</th></tr><tr><td>tide-tables</td><td>abcd…wxyz</td><td>7 Aug 2027</td></tr><tr><td>bus-loads</td><td>efgh…stuv</td><td>Never</td></tr></table>',
  ],
  [
    'a new key in a field',
    `<div class="t">Access tokens</div><div role="alert"><p>Make sure to copy your new access token now.</p><input readonly value="v2:${'0'.repeat(64)}:${'A'.repeat(32)}"></div>${TABLE}`,
  ],
])('keys are read where the page says less, and more joins it: %s', (_, html) => {
  expect(namesOn(html)).toEqual(['tide-tables', 'bus-loads']);
});

it.each([
  ['nothing joins it', `<h1>API access</h1>${TABLE}`],
  ['a link to the keys', `<h1>Members</h1><a href="/admin/api-keys">API keys</a>${TABLE}`],
  ['a sentence', `<h1>Members</h1><p>See <b>API keys</b> for programs.</p>${TABLE}`],
  [
    'a column',
    `<table><tr><th>Name</th><th>API keys</th><th>Expires</th></tr><tr><td>Mei Ling</td><td>2</td><td>7 Aug 2027</td></tr></table>`,
  ],
  ['a closed fold', `<details><summary>API keys</summary></details><h2>Members</h2>${TABLE}`],
  ['a label of a field', `<label>API keys <input></label>${TABLE}`],
  ['SSH keys', `<h1>SSH keys</h1><button>Add SSH key</button>${TABLE}`],
  ['an option', `<select><option>API keys</option></select>${TABLE}`],
  ['a chosen filter', `<div role="listbox"><div role="option">API keys</div></div>${TABLE}`],
  ['credentials of people', `<h1>Credentials</h1><button>Issue credential</button>${TABLE}`],
  ['a named button', `<button aria-label="API keys"></button>${TABLE}`],
  ['a title above another', `<div class="t">API keys</div><p>None yet.</p><div class="t">Members</div>${TABLE}`],
])('no key is read on a dashboard with %s', (_, html) => {
  expect(namesOn(html)).toEqual([]);
});

it('no title but a heading says so outside of dashboards', () => {
  expect(namesOn(`<div class="t">API keys</div>${TABLE}`, '/')).toEqual([]);
  expect(namesOn(`<h1>API access</h1><button>Create API key</button>${TABLE}`, '/')).toEqual([]);
});

it('a closed root is read that the browser shows, and only a possible host is asked for one', () => {
  const page = parsed(`<!doctype html><body><my-app></my-app><main><p>text</p><td></td></main></body>`);
  const host = page.querySelector('my-app')!;
  const root = host.attachShadow({ mode: 'closed' });
  root.innerHTML = `<div class="t">API keys</div>${ROWS}`;
  const ask = vi.fn<RootOf>((element) => (element === host ? root : null));
  const rootOf = withClosedRoots(ask);
  const url = `${SITE}/portal`;
  expect(firstLook(openRootOf)(page, url)).toBe(false);
  expect(firstLook(rootOf)(page, url)).toBe(true);
  const observed: Node[] = [];
  const snapshot = new PageSnapshot(page, (part) => observed.push(part), rootOf);
  const tab = toItsEnd(readTabInSteps(snapshot, snapshot.update(), { url, now }));
  expect(tab?.list?.rows.map(({ name }) => name)).toEqual(['tide-tables', 'bus-loads']);
  expect(observed).toEqual([root]);
  expect(new Set(ask.mock.calls.map(([element]) => element.localName))).toEqual(new Set(['my-app']));
});

it.each(['h2', 'div class="t"'])('of lists in roots of their own the one under the title is read: %s', (tag) => {
  const page = parsed('<!doctype html><body><h1>Account</h1><my-a></my-a><my-b></my-b><my-c></my-c></body>');
  const panels = { 'my-a': 'Guests', 'my-b': 'API keys', 'my-c': 'Vouchers' };
  for (const [host, title] of Object.entries(panels))
    putInRoot(
      page.querySelector(host)!,
      `<${tag}>${title}</${tag.split(' ')[0]}>${TABLE.replaceAll('<td>tide', `<td>${host}`)}`,
    );
  const list = readTab({ page, url: `${SITE}/account`, now })?.list;
  expect(list?.rows.map(({ name }) => name)).toEqual(['my-b-tables', 'bus-loads']);
});

it('a page is looked at again when a root has changed, a bounded number of times, and not once it is the tab', async () => {
  vi.useFakeTimers();
  try {
    const page = document.implementation.createHTMLDocument('');
    Object.defineProperty(page, 'defaultView', { value: window });
    page.body.innerHTML = '<my-app></my-app>';
    const root = page.querySelector('my-app')!.attachShadow({ mode: 'open' });
    const look = firstLook(openRootOf);
    const url = `${SITE}/portal`;
    let looks = 0;
    const again = (): void => {
      looks++;
      look(page, url, again);
    };
    again();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(looks).toBeGreaterThan(3);
    expect(looks).toBeLessThan(12);
    looks = 0;
    for (let change = 0; change < 100; change++) {
      root.innerHTML = `<p>${change}</p>`;
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(looks).toBeGreaterThan(10);
    expect(looks).toBeLessThan(60);
  } finally {
    vi.useRealTimers();
  }
});

it('a section is one of the page whose first heading stands in the same root', () => {
  const page = parsed('<!doctype html><body><my-app></my-app></body>');
  const guests = TABLE.replaceAll('<td>tide', '<td>guest');
  putInRoot(page.querySelector('my-app')!, `<h1>Account</h1><h2>API keys</h2>${TABLE}<h2>Guests</h2>${guests}`);
  const names = readTab({ page, url: `${SITE}/account`, now })?.list?.rows.map(({ name }) => name);
  expect(names).toEqual(['tide-tables', 'bus-loads']);
});

it.each([
  ['a control', '<h1>API access</h1><button>Create API key</button><p>No keys yet.</p>', true],
  [
    'a dialog that shows a new key',
    `<h1>API tokens</h1><div role="dialog"><p>Your new API token. You can see it only once.</p><input value="v2:${'0'.repeat(64)}:${'A'.repeat(32)}"><button>Copy</button></div>`,
    true,
  ],
  ['nothing', '<h1>API access</h1><p>No requests yet.</p>', undefined],
  [
    'a password',
    '<h1>Credentials</h1><label>Password <input type="password" value="correct horse"></label>',
    undefined,
  ],
])('without a list, a page that says less is certain to be the tab only where more joins it: %s', (_, html, is) => {
  const page = parsed(`<!doctype html><body>${html}</body>`);
  expect(readTab({ page, url: `${SITE}/settings/api`, now })?.isCertain).toBe(is);
});
