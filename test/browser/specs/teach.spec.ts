import type { Page } from '@playwright/test';
import { htmlOfTaught, taughtPages, type TaughtPage } from '../../support/taught-pages';
import { violationsInBothSchemes } from '../support/axe';
import { FAKE_SECRET } from '../support/fake-secret';
import { expect, storedDocuments, testOfPages as test } from '../support/fixtures';
import { openPanel, openTaught, PANEL, pressAt, pressUntil, save, servePage } from '../support/teaching';

/** One of each kind that a simulated document knows less of than a browser, and a few more. */
const SAMPLE = ['tooltip-on-sign', 'details-below', 'page-without-title', 'no-dates', 'shadow-roots', 'frame'];
const pages = taughtPages();
const pageOf = (name: string): TaughtPage => pages.find((other) => other.name === name)!.page;

/** The expiries of all badges, in the page, its shadow roots and its frames. */
async function badges(page: Page): Promise<(string | null)[]> {
  const found = await Promise.all(
    page
      .frames()
      .map((frame) =>
        frame
          .locator('key-expiry-badge')
          .evaluateAll((hosts) => hosts.map((host) => host.getAttribute('data-expires-at'))),
      ),
  );
  return found.flat();
}

const instantsOf = (keys: TaughtPage['keys']): (string | null)[] =>
  keys.map(({ expiresAt }) => (expiresAt ? new Date(expiresAt).toISOString() : null));

for (const name of SAMPLE) {
  const taught = pageOf(name);
  test(`two presses teach the page ${name}, it is read so after a reload, and its changed copy too: ${taught.about}`, async ({
    keyCompanion,
  }) => {
    const page = await openTaught(keyCompanion, name, taught.url);
    await openPanel(keyCompanion, page);
    await pressUntil(page, taught.press.name, 'expiry');
    if (taught.press.expiry === null)
      await page.locator(PANEL).getByRole('button', { name: 'It shows no date' }).click();
    else await pressUntil(page, taught.press.expiry, 'preview');
    await expect(page.locator(PANEL).getByRole('heading')).toHaveText('Found 4 keys. Is that right?');
    await save(page);
    await expect.poll(() => badges(page)).toEqual(instantsOf(taught.keys));
    await page.reload();
    await expect.poll(() => badges(page)).toEqual(instantsOf(taught.keys));
    await servePage(page, taught.url, htmlOfTaught(`${name}.changed`));
    await page.reload();
    await expect.poll(() => badges(page)).toEqual(instantsOf(taught.changed.keys));
    const { keys } = await storedDocuments(keyCompanion);
    const said = JSON.stringify(keys.recipes);
    for (const key of taught.changed.keys) expect(said).not.toContain(key.name);
    expect(said).not.toMatch(/20\d\d-|Aug|2027/);
  });
}

/** A page whose every press would do harm, and counts. */
const HARMFUL = `<!doctype html><title>API Keys | data.gov.sg</title></head><main><h1>API Keys</h1>
  <p>Signed in as mei.ling@tech.example.gov.sg</p><input aria-label="Search"><table>
  <tr><td><a href="#gone">gazette-uploader</a></td><td>bis 7 Aug 2027</td><td>${FAKE_SECRET}</td><td><button>Weg</button></td></tr>
  <tr><td><a href="#gone">bus-arrivals</a></td><td>bis 3 Dec 2026</td><td>${FAKE_SECRET}</td><td><button>Weg</button></td></tr>
  <tr><td><a href="#gone">rainfall-sync</a></td><td>bis auf Weiteres</td><td>${FAKE_SECRET}</td><td><button>Weg</button></td></tr>
  </table></main><script>
    window.heard = [];
    for (const type of ['click', 'mousedown', 'pointerdown', 'keydown', 'input', 'copy'])
      document.addEventListener(type, (event) => heard.push(type + ' ' + event.target.localName), true);
  </script>`;
const URL_OF_TAB = 'https://data.gov.sg/admin/api-keys';
const NAME = 'tr:nth-child(1) a';
const DATE = 'tr:nth-child(1) td:nth-child(2)';

async function openHarmful(keyCompanion: Parameters<typeof openPanel>[0]): Promise<Page> {
  const page = await keyCompanion.context.newPage();
  await servePage(page, URL_OF_TAB, HARMFUL);
  await page.goto(URL_OF_TAB);
  return page;
}

test('while a page is taught, no press and no key reaches it, and its nodes stay as they are', async ({
  keyCompanion,
}) => {
  const page = await openHarmful(keyCompanion);
  await page.getByLabel('Search').focus();
  const before = await page.evaluate(() => document.body.outerHTML);
  await openPanel(keyCompanion, page);
  await pressUntil(page, NAME, 'expiry');
  await pressAt(page, 'tr:nth-child(2) button');
  await page.evaluate(() => document.querySelector('input')!.focus());
  await page.keyboard.type('xyz');
  expect(await page.evaluate(() => (globalThis as any).heard)).toEqual([]);
  expect(page.url()).toBe(URL_OF_TAB);
  expect(await page.evaluate(() => document.body.outerHTML)).toBe(before);
  await page.keyboard.press('Escape');
  await expect(page.locator(PANEL)).toHaveCount(0);
  await page.getByLabel('Search').click();
  expect(await page.evaluate(() => (globalThis as any).heard)).toContain('click input');
});

test('the keyboard alone teaches a page: arrow keys and Tab go through its texts, Enter chooses, Escape leaves', async ({
  keyCompanion,
}) => {
  const page = await openHarmful(keyCompanion);
  await openPanel(keyCompanion, page);
  const panel = page.locator(PANEL);
  const current = panel.getByRole('option');
  for (const [press, text] of [
    ['ArrowDown', 'API Keys'],
    ['Tab', 'Signed in as mei.ling@tech.example.gov.sg'],
    ['Tab', 'Search'],
    ['ArrowRight', 'gazette-uploader'],
    ['ArrowDown', 'bis 7 Aug 2027'],
    ['Shift+Tab', 'gazette-uploader'],
  ] as const) {
    await page.keyboard.press(press);
    await expect(current).toHaveText(text);
  }
  const goOn = async (step: string): Promise<void> =>
    expect(async () => {
      await page.keyboard.press('Enter');
      await expect(panel).toHaveAttribute('data-step', step, { timeout: 2_000 });
    }).toPass();
  await goOn('expiry');
  await page.keyboard.press('ArrowDown');
  await expect(current).toHaveText('bis 7 Aug 2027');
  await goOn('preview');
  await expect(panel.getByRole('listitem')).toHaveText([
    'gazette-uploader7 Aug 2027',
    'bus-arrivals3 Dec 2026',
    'rainfall-sync“bis auf Weiteres” is not a date that can be read',
  ]);
  await expect(panel.getByRole('button', { name: 'Save' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(panel).toHaveAttribute('data-step', 'name');
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
});

test('of several lists that are alike only the one that was pressed is read if the user wants that', async ({
  keyCompanion,
}) => {
  const { url, press, keys } = pageOf('nested-lists');
  const page = await openTaught(keyCompanion, 'nested-lists', url);
  await openPanel(keyCompanion, page);
  await pressUntil(page, press.name, 'expiry');
  await pressUntil(page, press.expiry!, 'preview');
  const panel = page.locator(PANEL);
  await expect(panel.getByRole('heading')).toHaveText('Found 4 keys. Is that right?');
  await expect(panel.getByLabel('All lists like it: 4')).toBeChecked();
  const own = await violationsInBothSchemes(page);
  expect(own.filter((violation) => violation.includes('input'))).toEqual([]);
  await panel.getByLabel('Only this list: 2').check();
  await expect(panel.getByRole('heading')).toHaveText('Found 2 keys. Is that right?');
  await expect(panel.getByRole('listitem')).toHaveCount(2);
  await save(page);
  const right = instantsOf(keys.slice(0, 2));
  await expect.poll(() => badges(page)).toEqual(right);
  await page.reload();
  await expect.poll(() => badges(page)).toEqual(right);
});

test('a key itself and a date are refused as a name, and two texts without a list between them are told of', async ({
  keyCompanion,
}) => {
  const page = await openHarmful(keyCompanion);
  await openPanel(keyCompanion, page);
  const alert = page.locator(PANEL).getByRole('alert');
  await expect(async () => {
    await pressAt(page, 'tr:nth-child(1) td:nth-child(3)');
    await expect(alert).toHaveText('That is the key itself. Press its name.', { timeout: 2_000 });
  }).toPass();
  await pressUntil(page, NAME, 'expiry');
  await pressAt(page, 'main p');
  await expect(alert).toHaveText('“Signed in as mei.ling@tech.example.gov.sg” is not a date that can be read');
  await page.locator(PANEL).getByRole('button', { name: 'Back' }).click();
  await expect(page.locator(PANEL)).toHaveAttribute('data-step', 'name');
});

test('a page can neither bring the panel up, nor press in it, nor have anything saved', async ({ keyCompanion }) => {
  const page = await openHarmful(keyCompanion);
  await page.evaluate((tag) => {
    window.postMessage({ type: 'teach', ticket: 1 }, '*');
    document.dispatchEvent(new CustomEvent('teach', { detail: { ticket: 1 } }));
    document.body.append(document.createElement(tag));
  }, PANEL);
  expect(await page.evaluate((tag) => document.querySelector(tag)!.shadowRoot, PANEL)).toBeNull();
  await page.evaluate((tag) => document.querySelector(tag)!.remove(), PANEL);

  await openPanel(keyCompanion, page);
  // Presses that no person makes, in the panel and on the sheet.
  const pressByScript = (): Promise<void> =>
    page.evaluate((tag) => {
      const host = document.querySelector<HTMLElement>(tag)!;
      for (const target of [host, ...host.shadowRoot!.querySelectorAll<HTMLElement>('.sheet,button,.picker')]) {
        const at = { bubbles: true, composed: true, clientX: 60, clientY: 160, detail: 1, key: 'Enter' };
        for (const type of ['pointerdown', 'click']) target.dispatchEvent(new MouseEvent(type, at));
        target.dispatchEvent(new KeyboardEvent('keydown', at));
        target.click();
      }
    }, PANEL);
  await pressByScript();
  await expect(page.locator(PANEL)).toHaveAttribute('data-step', 'name');

  // A person's press counts only where they see the panel: here the page lies over it, and lets presses through.
  await page.evaluate(() => {
    const veil = document.body.appendChild(document.createElement('div'));
    veil.popover = 'manual';
    veil.textContent = 'Press here to go on';
    veil.style.cssText = 'width:100vw;height:100vh;pointer-events:none;background:white';
    veil.showPopover();
  });
  await pressAt(page, NAME);
  await expect(page.locator(PANEL)).toHaveAttribute('data-step', 'name');
  await page.evaluate(() => document.querySelector('[popover]')!.remove());

  await pressUntil(page, NAME, 'expiry');
  await pressUntil(page, DATE, 'preview');
  await pressByScript();
  await expect(page.locator(PANEL)).toHaveAttribute('data-step', 'preview');
  expect((await storedDocuments(keyCompanion)).keys?.recipes).toBeUndefined();
  // Another number than that of the popup: as if this page had never been asked.
  await keyCompanion.ask(() =>
    (globalThis as any).chrome.runtime.sendMessage({ type: 'beginTeaching', body: { ticket: 1 } }),
  );
  await page.locator(PANEL).getByRole('button', { name: 'Save' }).click();
  await expect(page.locator(PANEL).getByRole('alert')).toHaveText('This could not be saved. Please try again.');
  expect((await storedDocuments(keyCompanion)).keys?.recipes).toBeUndefined();
});

test('the panel has no fault that axe finds in any step, and stays in sight on a phone and at 200 % zoom', async ({
  keyCompanion,
}) => {
  for (const [width, height] of [
    [360, 640],
    [640, 400],
  ] as const) {
    const page = await openHarmful(keyCompanion);
    await page.setViewportSize({ width, height });
    // The page shows secrets, and their covers are no part of the panel.
    await expect(page.locator('key-secret-cover')).not.toHaveCount(0);
    const own = await violationsInBothSchemes(page);
    await openPanel(keyCompanion, page);
    const card = page.locator(PANEL).getByRole('dialog');
    const check = async (): Promise<void> => {
      const box = (await card.boundingBox())!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      expect(box.y + box.height).toBeLessThanOrEqual(height);
      const found = await violationsInBothSchemes(page);
      expect(found.filter((violation) => !own.includes(violation))).toEqual([]);
      await page.emulateMedia({ colorScheme: 'light' });
    };
    await check();
    await pressUntil(page, NAME, 'expiry');
    await check();
    await pressUntil(page, DATE, 'preview');
    await check();
    await page.close();
  }
});

test('a taught page is read after a reload at an address without any word of a dashboard', async ({ keyCompanion }) => {
  const url = 'https://data.gov.sg/workspace/integrations?back=/docs/api';
  const page = await keyCompanion.context.newPage();
  await servePage(
    page,
    url,
    '<!doctype html><title>How we use API keys | data.gov.sg</title></head><main><h1>Integrations</h1><ul><li><b>gazette-uploader</b> <i>bis 7 Aug 2027</i></li><li><b>bus-arrivals</b> <i>bis 3 Dec 2026</i></li></ul></main>',
  );
  await page.goto(url);
  await openPanel(keyCompanion, page);
  await pressUntil(page, 'li:first-child b', 'expiry');
  await pressUntil(page, 'li:first-child i', 'preview');
  await save(page);
  const taught = ['2027-08-06T16:00:00.000Z', '2026-12-02T16:00:00.000Z'];
  await expect.poll(() => badges(page)).toEqual(taught);
  await page.reload();
  await expect.poll(() => badges(page)).toEqual(taught);
});

test('a page that has changed is read by the general reader, and the popup says so once and offers to teach it again', async ({
  keyCompanion,
}) => {
  const taught = pageOf('words-tamil');
  const page = await openTaught(keyCompanion, 'words-tamil', taught.url);
  await openPanel(keyCompanion, page);
  await pressUntil(page, taught.press.name, 'expiry');
  await pressUntil(page, taught.press.expiry!, 'preview');
  await save(page);
  await servePage(
    page,
    taught.url,
    '<!doctype html><title>API Keys | data.gov.sg</title></head><main><h1>API Keys</h1><ul><li><b>gazette-uploader</b> Expires 7 Aug 2027</li><li><b>bus-arrivals</b> Expires 3 Dec 2026</li></ul></main>',
  );
  await page.reload();
  await expect.poll(() => badges(page)).toEqual(['2027-08-06T16:00:00.000Z', '2026-12-02T16:00:00.000Z']);
  const popup = await keyCompanion.context.newPage();
  // A popup that is a page is itself in front: it is told of the tab that it would lie over.
  await popup.addInitScript((url) => {
    const { tabs } = (globalThis as any).chrome;
    if (!tabs) return;
    const query = tabs.query.bind(tabs);
    Object.defineProperty(tabs, 'query', { value: (about: any) => query(about.active ? { url } : about) });
  }, taught.url);
  await popup.goto(`${keyCompanion.baseUrl}popup.html`);
  const notice = popup.getByText('A page that you taught has changed');
  await expect(notice).toBeVisible();
  await popup.getByRole('button', { name: 'Show it again' }).click();
  await expect(page.locator(PANEL)).toHaveAttribute('data-step', 'name');
  await popup.close().catch(() => undefined);
  await page.bringToFront();
  await page.keyboard.press('Escape');
  const again = await keyCompanion.openPopup();
  await again.getByRole('button', { name: 'Got it' }).click();
  await expect(again.getByText('A page that you taught has changed')).toHaveCount(0);

  const options = await keyCompanion.context.newPage();
  await options.goto(`${keyCompanion.baseUrl}options.html`);
  await expect(options.getByText('The page has changed since.')).toBeVisible();
  await options.getByRole('button', { name: 'Remove data.gov.sg/admin/api-keys' }).click();
  await expect(options.getByText('Key Companion reads that page by its own rules again.')).toBeVisible();
  expect((await storedDocuments(keyCompanion)).keys.recipes).toBeUndefined();
});

test('a report of a page that was taught says which elements print names and expiries', async ({ keyCompanion }) => {
  const taught = pageOf('words-tamil');
  const page = await openTaught(keyCompanion, 'words-tamil', taught.url);
  await openPanel(keyCompanion, page);
  await pressUntil(page, taught.press.name, 'expiry');
  await pressUntil(page, taught.press.expiry!, 'preview');
  await save(page);
  await expect.poll(() => badges(page)).toEqual(instantsOf(taught.keys));
  const report: string = await keyCompanion.ask(async (url) => {
    const { tabs } = (globalThis as any).chrome;
    const [tab] = await tabs.query({ url });
    return tabs.sendMessage(tab.id, { type: 'describePage' });
  }, taught.url);
  expect(report.match(/<!-- taught: name -->\n\s*<td>\n\s*xxxxxxx-xxxxxxxx/g)).toHaveLength(1);
  expect(report.match(/<!-- taught: (?:name|expiry) -->/g)).toHaveLength(8);
  expect(report).not.toContain('gazette');
});

const ROWS = Array.from(
  { length: 20 },
  (_, index) =>
    `<div style="display:flex;height:34px"><b style="width:140px">uploader-${index}</b><i style="width:140px;background:none">bis ${index + 1} Aug 2027</i></div>`,
).join('');

test('a page that draws its rows again between the presses is taught as another one', async ({ keyCompanion }) => {
  const page = await keyCompanion.context.newPage();
  await servePage(
    page,
    URL_OF_TAB,
    `<!doctype html><head><title>API Keys | data.gov.sg</title></head><main><h1>API Keys</h1><div id="list">${ROWS}</div></main>`,
  );
  await page.goto(URL_OF_TAB);
  await openPanel(keyCompanion, page);
  await pressUntil(page, '#list b', 'expiry');
  await page.evaluate(() => {
    const list = document.querySelector('#list')!;
    list.replaceChildren(...[...list.children].map((row) => row.cloneNode(true)));
  });
  await pressUntil(page, '#list i', 'preview');
  await expect(page.locator(PANEL).getByRole('heading')).toHaveText('Found 20 keys. Is that right?');
});

test('rows that are scrolled out of their box have no marks', async ({ keyCompanion }) => {
  const page = await keyCompanion.context.newPage();
  await servePage(
    page,
    URL_OF_TAB,
    `<!doctype html><head><title>API Keys | data.gov.sg</title></head><main><h1>API Keys</h1><div id="list" style="height:150px;overflow:auto">${ROWS}</div></main>`,
  );
  await page.goto(URL_OF_TAB);
  await openPanel(keyCompanion, page);
  await pressUntil(page, '#list b', 'expiry');
  await pressUntil(page, '#list i', 'preview');
  const lowest = (): Promise<number> =>
    page.evaluate((panel) => {
      const { bottom } = document.querySelector('#list')!.getBoundingClientRect();
      const marks = [...document.querySelector(panel)!.shadowRoot!.querySelectorAll('.mark')];
      return Math.max(...marks.map((mark) => mark.getBoundingClientRect().bottom)) - bottom;
    }, PANEL);
  await expect.poll(lowest).toBeLessThan(10);
  expect(
    await page.locator(PANEL).evaluate((panel) => panel.shadowRoot!.querySelectorAll('.mark').length),
  ).toBeGreaterThan(2);
});
