import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { parseAst, transformWithOxc } from 'vite';
import { askedForTheirOwn, READ_OF_ELEMENTS, readsElements } from '../../../utils/page-model/own-properties';
import { COPY_PAGE } from '../support/copy-ways';
import { expect, isHooked, testOfPages as test } from '../support/fixtures';
import { TAB_URL, type Browser } from '../support/launch';

/*
 * A field of a form is a property of the form, and comes before what all elements have. Here a form around the list has
 * fields that are called like everything that a form has from the browser.
 */
/** Names that hang or blind a reader that asks elements for them; the first test has all names at once. */
const AROUND = ['parentNode', 'matches', 'hasAttributes', 'querySelectorAll'];

/** What our code reads of things of its own and of fields, under names that forms have too. */
const OF_OTHERS = new Set([
  'classList',
  'elements',
  'length',
  'name',
  'title',
  'id',
  'style',
  'dataset',
  'hidden',
  'lang',
  'part',
  'remove',
  'slot',
  'className',
  'popover',
  'nonce',
  'action',
  'method',
  'target',
  'onerror',
  // Of texts, and of Node itself, and what is called of elements that we made.
  'normalize',
  'TEXT_NODE',
  'DOCUMENT_POSITION_DISCONNECTED',
  'DOCUMENT_POSITION_FOLLOWING',
  'DOCUMENT_POSITION_PRECEDING',
  'appendChild',
  'cloneNode',
  'dispatchEvent',
  'replaceChildren',
  'attachShadow',
]);

const fieldsOf = (names: readonly string[]): string =>
  names.map((name) => `<input type="hidden" name="${name}"><input type="hidden" id="${name}">`).join('');

/** The page with all that is on it in a form, and each key of its list in one too. */
function clobbered(names: readonly string[]): string {
  const fields = fieldsOf(names);
  return COPY_PAGE.replace('</h1>', `</h1><form id="around" onsubmit="return false">${fields}`)
    .replace('<div id="alone">', '</form><form onsubmit="return false"><div id="alone">')
    .replace('</body>', `${fields}</form></body>`);
}

/**
 * Opens the page; the driver's own ways to find elements fail on such forms, so that only scripts of the page's do
 * here.
 */
async function open({ context, openTab }: Browser, html: string): Promise<Page> {
  await context.route(TAB_URL, (route) => route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }));
  return openTab();
}

const countOf = (page: Page, selector: string): Promise<number> =>
  page.evaluate((wanted) => document.querySelectorAll(wanted).length, selector);

async function press(page: Page, id: string, times: number): Promise<void> {
  const { x, y } = await page.evaluate((wanted) => {
    const element = document.getElementById(wanted)!;
    element.scrollIntoView({ block: 'center' });
    const { left, top, height } = element.getBoundingClientRect();
    return { x: left + 20, y: top + height / 2 };
  }, id);
  await page.mouse.click(x, y, { clickCount: times });
}

async function expectAwake(keyCompanion: Browser, html: string): Promise<void> {
  for (const copy of ['text', 'kept']) {
    const page = await open(keyCompanion, html);
    await expect.poll(() => countOf(page, 'key-expiry-badge')).toBe(2);
    await expect.poll(() => isHooked(page)).toBe(true);
    await page.bringToFront();
    await press(page, copy, copy === 'text' ? 3 : 1);
    if (copy === 'text') await page.keyboard.press('ControlOrMeta+c');
    await expect.poll(() => countOf(page, 'key-leak-warning'), { message: copy }).toBe(1);
    await page.close();
  }
}

/** All that a form has from the browser. */
function propertiesOfForms(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const names = new Set<string>();
    for (
      let prototype: object | null = HTMLFormElement.prototype;
      prototype;
      prototype = Object.getPrototypeOf(prototype) as object | null
    )
      for (const name of Object.getOwnPropertyNames(prototype)) names.add(name);
    return [...names].filter((name) => /^[\w$]+$/.test(name));
  });
}

test('a list within a form is read and guarded, whatever the form’s fields are called', async ({ keyCompanion }) => {
  const page = await keyCompanion.context.newPage();
  const names = await propertiesOfForms(page);
  await page.close();
  expect(names.length).toBeGreaterThan(250);
  await expectAwake(keyCompanion, clobbered(names));
});

for (const name of AROUND) {
  test(`a form around the list may have a field “${name}”`, ({ keyCompanion }) =>
    expectAwake(keyCompanion, clobbered([name])));
}

test('a key may be a form whose fields are called like what elements have', async ({ keyCompanion }) => {
  const cards = ['gazette-uploader', 'rainfall-sync'].map(
    (name) =>
      `<form role="listitem">${fieldsOf([...READ_OF_ELEMENTS])}<h3>${name}</h3><p>Expires on 7 Aug 2027</p><button type="button">Delete</button></form>`,
  );
  const page = await open(
    keyCompanion,
    `<!doctype html><title>API Keys</title><h1>API Keys</h1><button>Create API key</button><div role="list">${cards.join('')}</div>`,
  );
  await expect.poll(() => countOf(page, 'key-expiry-badge')).toBe(2);
});

test('whatever is read of elements under a name that forms have is led past their fields', async ({ keyCompanion }) => {
  const page = await keyCompanion.context.newPage();
  const names = new Set(await propertiesOfForms(page));
  const isKnown = (name: string): boolean =>
    READ_OF_ELEMENTS.has(name) || OF_OTHERS.has(name) || name in Object.prototype;
  const unknown = new Set<string>();
  for (const folder of ['utils/site', 'utils/page-model', 'utils/page', 'entrypoints/api-keys']) {
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join('/', folder, name))
      .filter(readsElements)) {
      const { code } = await transformWithOxc(readFileSync(`.${file}`, 'utf8'), file);
      expect(() => parseAst(askedForTheirOwn(code)), file).not.toThrow();
      for (const [, name = ''] of code.matchAll(/(?<!\.\.)\.(\w+)/g))
        if (names.has(name) && !isKnown(name)) unknown.add(`${name} in ${file}`);
    }
  }
  expect([...unknown]).toEqual([]);
});
