import type { Page } from '@playwright/test';
import { violations } from '../support/axe';
import { expect, openGuarded, testOfPages as test } from '../support/fixtures';
import type { Browser } from '../support/launch';
import { cardsOf, dateIn, gridOf, roomPage, tableOf } from '../support/room-pages';
import { faultsOfBadges, formOf, unreachable } from '../support/seen';

/* A badge is seen, and leaves the page as it is, whatever room there is and whatever the page's style sheets say. */

const CELLS = 'overflow:hidden;text-overflow:ellipsis;white-space:nowrap;box-sizing:border-box';
const grid = (width: number, height: number, more = ''): string =>
  `.row{display:flex;height:${height}px}.cell{width:${width}px;flex:none;padding:0 10px;line-height:${height - 1}px;${CELLS}}${more}`;
const CARDS =
  'ul{list-style:none;padding:0;margin:0}li{display:flex;justify-content:space-between;align-items:center;gap:8px;padding:12px;border:1px solid;overflow:hidden;white-space:nowrap}';

interface Case {
  name: string;
  html: string;
  width?: number;
  /** How the badges look here. */
  form: string;
}

const CASES: Case[] = [
  { name: 'a table with room', html: roomPage('table{width:100%;table-layout:fixed}', tableOf()), form: 'full beside' },
  { name: 'a table as wide as its texts', html: roomPage('td{padding:12px}', tableOf()), form: 'full inline' },
  { name: 'cells that cut off what does not fit', html: roomPage(grid(116, 52), gridOf()), form: 'none beside' },
  { name: 'cells in which the date just fits', html: roomPage(grid(100, 52), gridOf()), form: 'short below' },
  {
    name: 'cells in which the date just fits, in tight rows',
    html: roomPage(grid(100, 28, '.cell:first-child{width:170px}'), gridOf()),
    form: 'none beside',
  },
  {
    name: 'cells that cut off the date itself',
    html: roomPage(grid(70, 40, '.cell:first-child{width:170px}'), gridOf()),
    form: 'none beside',
  },
  {
    name: 'a table of fixed layout',
    html: roomPage(`table{table-layout:fixed;width:740px}td{${CELLS}}`, tableOf()),
    form: 'short beside',
  },
  {
    name: 'a truncated line in a cell',
    html: roomPage(
      `table{width:100%}td{padding:8px}.t{width:90px;${CELLS}}`,
      tableOf((date) => `<div class="t">${date}</div>`),
    ),
    form: 'short line',
  },
  {
    name: 'a clamped line in a cell',
    html: roomPage(
      'table{width:500px;table-layout:fixed}.t{display:-webkit-box;-webkit-line-clamp:1;-webkit-box-orient:vertical;overflow:hidden}',
      tableOf((date) => `<div class="t">${date}</div>`),
    ),
    form: 'none beside',
  },
  {
    name: 'a narrow column that stays while others scroll',
    html: roomPage(
      '.card{overflow:auto;width:400px}table{width:700px}td,th{padding:8px;white-space:nowrap}td:nth-child(3){position:sticky;right:0;max-width:96px;overflow:hidden}',
      tableOf(),
    ),
    form: 'none beside',
  },
  {
    name: 'a narrow window',
    html: roomPage('table{table-layout:fixed;width:100%}td{padding:8px;overflow-wrap:anywhere}', tableOf()),
    width: 400,
    form: 'short line',
  },
  { name: 'cards with room', html: roomPage(`${CARDS}ul{width:700px}`, cardsOf()), form: 'full beside' },
  { name: 'cards that just fit', html: roomPage(`${CARDS}ul{width:380px}`, cardsOf()), form: 'full line' },
  {
    name: 'a control beside the date',
    html: roomPage(
      'table{width:100%}td{padding:10px}.t{display:flex;justify-content:space-between;gap:8px}',
      tableOf((date) => `<div class="t"><span>${date}</span><button>Extend</button></div>`),
    ),
    form: 'full beside',
  },
  {
    name: 'a pill around the date',
    html: roomPage(
      'table{width:100%}.t{display:inline-block;border:1px solid;padding:2px 8px}',
      tableOf((date) => `<div class="t">${date}</div>`),
    ),
    form: 'full beside',
  },
];

async function open(browser: Browser, html: string, width = 1280): Promise<Page> {
  const page = await openGuarded(browser, html);
  await page.setViewportSize({ width, height: 600 });
  return page;
}

for (const { name, html, width, form } of CASES) {
  test(`a badge is seen, and harms nothing, in ${name}`, async ({ keyCompanion }) => {
    const page = await open(keyCompanion, html, width);
    await expect.poll(() => formOf(page)).toBe(form);
    expect(await faultsOfBadges(page)).toEqual([]);
    expect(await unreachable(page)).toEqual([]);
    const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(isWide).toBe(false);
  });
}

const RESETS: [name: string, style: string, root?: string][] = [
  [
    'a reset of all margins',
    '@layer base{*,::before,::after{box-sizing:border-box;margin:0;padding:0;border:0 solid}}',
  ],
  [
    'important rules for all elements',
    '*{margin:0!important;padding:0!important;line-height:0!important;font-size:9px!important;text-transform:uppercase!important;letter-spacing:3px!important;min-width:0!important}',
  ],
  ['a line height of nothing', 'table{width:100%;line-height:0}td{height:40px}'],
  ['letters that are spaced and upper case', 'td{text-transform:uppercase;letter-spacing:2px}'],
  ['text from right to left', 'table{width:100%}', 'lang="ar" dir="rtl"'],
];

test('no style sheet of the page changes a badge, or its distance from the date', async ({ keyCompanion }) => {
  for (const [name, style, root] of RESETS) {
    const page = await open(keyCompanion, roomPage(`${style}td{height:40px!important}`, tableOf(), root));
    const seen = await page.evaluate(() =>
      [...document.querySelectorAll('key-expiry-badge')].map((badge) => {
        const range = document.createRange();
        range.selectNode(badge.closest('td')!.firstChild!);
        const [date, box] = [range.getBoundingClientRect(), badge.getBoundingClientRect()];
        const text = getComputedStyle(badge.shadowRoot!.querySelector('.text')!);
        return {
          gap: Math.round(Math.max(box.left - date.right, date.left - box.right)),
          height: box.height,
          font: `${text.fontSize} ${text.letterSpacing} ${text.textTransform} ${text.lineHeight}`,
        };
      }),
    );
    const expected = { gap: 8, height: 20, font: '12px normal none 18px' };
    expect.soft(seen, name).toEqual([expected, expected, expected]);
    await page.close();
  }
});

test('the words of a badge without any come on hover and focus, above all that would cut them off', async ({
  keyCompanion,
}) => {
  const page = await open(keyCompanion, roomPage(grid(116, 52), gridOf()));
  await expect.poll(() => formOf(page)).toBe('none beside');
  const badge = page.locator('key-expiry-badge').first();
  const tip = page.locator('.tip');
  await badge.hover();
  await expect(tip).toHaveText(/^Expires in 3 daysStops working at some point on /);
  const [box, around] = [(await tip.boundingBox())!, (await page.locator('.cell').nth(6).boundingBox())!];
  expect(box.width).toBeGreaterThan(around.width);
  await page.mouse.move(0, 0);
  await expect(tip).toHaveCount(0);
  await expect(badge).toHaveAttribute('title', /^Stops working/);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(tip).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(tip).toHaveCount(0);
  // All words are there for screen readers in each form.
  await expect(page.getByRole('gridcell', { name: 'Expires in 3 days' })).toHaveCount(1);
});

test('a badge takes the room that a window, a column or a longer date leaves it, and comes to rest', async ({
  keyCompanion,
}) => {
  const page = await open(keyCompanion, roomPage('table{table-layout:fixed;width:100%}td{padding:8px}', tableOf()));
  await expect.poll(() => formOf(page)).toBe('full beside');
  for (const [width, form] of [
    [780, 'short beside'],
    [400, 'short line'],
    [1280, 'full beside'],
  ] as const) {
    await page.setViewportSize({ width, height: 600 });
    await expect.poll(() => formOf(page)).toBe(form);
    expect(await faultsOfBadges(page)).toEqual([]);
  }
  await page
    .locator('th')
    .nth(2)
    .evaluate((head) => (head.style.width = '125px'));
  await expect.poll(() => formOf(page)).toBe('none beside');
  await page
    .locator('th')
    .nth(2)
    .evaluate((head) => (head.style.width = '210px'));
  await expect.poll(() => formOf(page)).toBe('short beside');
  const changes = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let count = 0;
        new MutationObserver((records) => (count += records.length)).observe(document, {
          subtree: true,
          childList: true,
          attributes: true,
        });
        setTimeout(() => resolve(count), 1_000);
      }),
  );
  expect(changes).toBe(0);
});

test('a date whose day and month may be taken for each other says so in its badge', async ({ keyCompanion }) => {
  const year = new Date().getUTCFullYear() + 1;
  const page = await open(
    keyCompanion,
    roomPage(
      'table{width:100%;table-layout:fixed}',
      tableOf(() => `05/04/${year}`),
    ),
  );
  await expect(page.locator('key-expiry-badge').first()).toHaveText(/^Expires in \d+ days · day first\?$/);
});

test('a printed badge is a part of the line, in words', async ({ keyCompanion }) => {
  const page = await open(keyCompanion, roomPage(grid(116, 52), gridOf()));
  await expect.poll(() => formOf(page)).toBe('none beside');
  await page.emulateMedia({ media: 'print' });
  await expect.poll(() => formOf(page)).toBe('full inline');
  const look = await page
    .locator('key-expiry-badge .badge')
    .first()
    .evaluate((badge) => {
      const { display, borderStyle, backgroundColor } = getComputedStyle(badge);
      const inner = getComputedStyle(badge.querySelector('.text')!).display;
      return { display, borderStyle, backgroundColor, inner, text: (badge as HTMLElement).innerText.trim() };
    });
  expect(look).toEqual({
    display: 'inline',
    borderStyle: 'none',
    backgroundColor: 'rgba(0, 0, 0, 0)',
    inner: 'inline',
    text: 'Expires in 3 days',
  });
  await page.emulateMedia({ media: null });
  await expect.poll(() => formOf(page)).toBe('none beside');
});

test('a badge stands where the date is drawn, not in the twin that is hidden', async ({ keyCompanion }) => {
  const hidden = `<span style="display:none">${dateIn(40)}</span>`;
  const page = await open(
    keyCompanion,
    roomPage(
      'table{width:100%}',
      tableOf((date) => `${hidden}<span>${date}</span>`),
    ),
  );
  expect(await faultsOfBadges(page)).toEqual([]);
});

test('in forced colours a badge has the colours of the page, and its icon tells its status', async ({
  keyCompanion,
}) => {
  const page = await open(keyCompanion, roomPage('table{width:100%;table-layout:fixed}', tableOf()));
  await page.emulateMedia({ forcedColors: 'active' });
  const colors = await page.locator('key-expiry-badge .badge').evaluateAll((badges) =>
    badges.map((badge) => {
      const { color, backgroundColor } = getComputedStyle(badge);
      return `${color} on ${backgroundColor}`;
    }),
  );
  expect(new Set(colors).size).toBe(1);
  const icons = await page
    .locator('key-expiry-badge path')
    .evaluateAll((paths) => paths.map((path) => path.getAttribute('d')));
  expect(new Set(icons).size).toBe(3);
});
