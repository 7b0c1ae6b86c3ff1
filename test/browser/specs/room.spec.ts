import type { Locator, Page } from '@playwright/test';
import { violations } from '../support/axe';
import { expect, openGuarded, testOfPages as test } from '../support/fixtures';
import { TAB_URL, type Browser } from '../support/launch';
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

/** Cards of two lines of a fixed height, the second full of a date and a button. */
const fullCards = (width: number): string =>
  roomPage(
    `ul{list-style:none;padding:0;display:flex;gap:8px}li{width:${width}px;height:44px;overflow:hidden;border:1px solid;line-height:22px;white-space:nowrap}b{display:block;overflow:hidden;text-overflow:ellipsis}`,
    cardsOf().replaceAll('<button>Delete</button>', '<button style="padding:0">X</button>'),
  );

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
    name: 'a narrow window in which the date has two lines',
    html: roomPage(
      'body{margin:8px;word-break:break-word}th,td{padding:4px 6px;text-align:left}',
      tableOf().replaceAll(/<th><\/th>|<td><button>Delete<\/button><\/td>/g, ''),
    ),
    width: 320,
    form: 'full line',
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
  {
    name: 'cards that just fit',
    html: roomPage(`${CARDS}ul{width:380px}li{padding:4px 12px}`, cardsOf()),
    form: 'full line',
  },
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
  {
    name: 'a column in which the short words of most rows would fit, but not of all',
    html: roomPage('table{table-layout:fixed;width:660px}td,th{padding:0 6px}', tableOf()),
    form: 'none beside',
  },
  {
    name: 'a column of names of which the one with most letters wraps, and so needs less room than others',
    html: roomPage(
      'table{table-layout:fixed;width:520px}td,th{padding:8px}.t{display:flex}.t i{flex:none;width:20px}.t span{flex:1;overflow:hidden;white-space:nowrap;text-overflow:ellipsis}',
      tableOf((date) => `<div class="t"><i></i><span>${date}</span></div>`).replace(
        'rainfall-sync',
        'rainfall-sync-by-night',
      ),
    ),
    form: 'none beside',
  },
  {
    name: 'a cell over whose end a control of the page lies',
    html: roomPage(
      'table{table-layout:fixed;width:720px}td,th{padding:8px}td{position:relative}.e{position:absolute;right:4px;top:6px}',
      tableOf((date) => `${date}<button class="e">Edit</button>`),
    ),
    form: 'none beside',
  },
  {
    name: 'cards whose pieces are drawn as blocks',
    html: roomPage(
      'ul{list-style:none;padding:0;display:flex;gap:8px}li{width:230px;height:72px;overflow:hidden;border:1px solid;line-height:22px;white-space:nowrap}li *{display:block}li button{width:100%}',
      cardsOf(),
    ),
    form: 'short beside',
  },
  {
    name: 'cells that a page draws smaller',
    html: roomPage(
      `main{transform:scale(.8);transform-origin:0 0}table{table-layout:fixed;width:640px}td{padding:8px;${CELLS}}`,
      tableOf(),
    ),
    form: 'none beside',
  },
  {
    name: 'cells whose texts end at their edge',
    html: roomPage(
      'table{table-layout:fixed;width:1200px}td,th{padding:8px}td:nth-child(3){text-align:right}',
      tableOf(),
    ),
    form: 'full ahead',
  },
  {
    name: 'rows with the date at their end',
    html: roomPage('ul{list-style:none;padding:0;width:460px}li{display:flex;gap:8px;padding:8px}b{flex:1}', cardsOf()),
    form: 'short ahead',
  },
  {
    name: 'cells with a label that a style sheet prints before the date',
    html: roomPage(
      'table,tbody,tr,td{display:block}thead{display:none}tr{width:340px;padding:6px}td{text-align:right}td:nth-child(3)::before{content:"This key expires on "}',
      tableOf(),
    ),
    form: 'short inline',
  },
  {
    name: 'cells in which a truncated text and an icon leave no room, nor do names',
    html: roomPage(
      'table{table-layout:fixed;width:460px}td,th{padding:8px;white-space:nowrap;overflow:hidden}.t{display:flex}.t i{flex:none;width:12px}.t span{flex:1;overflow:hidden;text-overflow:ellipsis}',
      tableOf((date) => `<div class="t"><i></i><span>${date}</span></div>`),
    ),
    form: 'short line',
  },
  {
    name: 'cards of a fixed height that are full but for the line of the name',
    html: fullCards(152),
    form: 'none beside',
  },
  {
    name: 'lines from top to bottom',
    html: roomPage('main{writing-mode:vertical-rl;height:460px}td{padding:8px}', tableOf()),
    form: 'none line',
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

test('where there is no room at all, what a badge may lie over is pressed all the same', async ({ keyCompanion }) => {
  const html = fullCards(152).replaceAll('</b>', ' of the statistics team</b>');
  const page = await open(keyCompanion, html);
  await expect.poll(() => formOf(page)).toBe('none over');
  expect(await unreachable(page)).toEqual([]);
});

const SCROLLS = '.card{overflow:auto;border:1px solid}td,th{padding:10px;white-space:nowrap}';
const AS_WIDE = `<script>
  document.fonts.ready.then(() => {
    const card = document.querySelector('.card');
    card.style.width = card.firstElementChild.getBoundingClientRect().width + 'px';
  });
</script>`;
const JUST_FITS: [name: string, html: string, width?: number][] = [
  ['a table in a part of its width', roomPage(SCROLLS, tableOf() + AS_WIDE)],
  ['the same, drawn larger', roomPage(`${SCROLLS}main{zoom:1.25}`, tableOf() + AS_WIDE)],
  ['a table as wide as the window', roomPage('td,th{padding:8px;white-space:nowrap}', tableOf()), 430],
  [
    'cells that scroll',
    roomPage(
      'table{table-layout:fixed;width:440px}td{padding:0}.t{overflow:auto;padding:8px;white-space:nowrap}',
      tableOf((date) => `<div class="t">${date}</div>`),
    ),
  ],
];

function countScrolling(): number {
  return [document.documentElement, ...document.querySelectorAll('.card, .t')].filter(
    ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
  ).length;
}

test('no badge brings a scroll bar where a list just fits into what scrolls', async ({ keyCompanion }) => {
  for (const [name, html, width] of JUST_FITS) {
    const page = await open(keyCompanion, html, width);
    await expect(page.locator('key-expiry-badge'), name).toHaveCount(3);
    // A window that has just become narrow scrolls until the badges have their new form.
    await expect.poll(() => page.evaluate(countScrolling), { message: name }).toBe(0);
    expect.soft(await faultsOfBadges(page), name).toEqual([]);
    await page.close();
  }
});

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
  await expect(badge.locator('.badge')).toHaveAttribute('title', /^Stops working/);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(tip).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(tip).toHaveCount(0);
  // All words are there for screen readers in each form.
  await expect(page.getByRole('gridcell', { name: 'Expires in 3 days' })).toHaveCount(1);
});

test('a finger brings the words of a badge without any, as often as it likes, and a press elsewhere takes them away', async ({
  keyCompanion,
}) => {
  const page = await open(keyCompanion, roomPage(grid(116, 52), gridOf()));
  await expect.poll(() => formOf(page)).toBe('none beside');
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  const tap = async (target: Locator): Promise<void> => {
    const { x, y, width, height } = (await target.boundingBox())!;
    const touchPoints = [{ x: x + width / 2, y: y + height / 2 }];
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  };
  const [first, second] = [0, 1].map((index) => page.locator('key-expiry-badge').nth(index)) as [Locator, Locator];
  const tip = page.locator('.tip');
  await tap(first);
  await expect(tip).toHaveText(/^Expires in 3 days/);
  await tap(second);
  await expect(tip).toHaveText(/^Expires in 100 days/);
  await tap(page.getByRole('heading'));
  await expect(tip).toHaveCount(0);
  await tap(first);
  await expect(tip).toHaveCount(1);
  // What is scrolled away takes its words with it, and they come again.
  await page.evaluate(() => document.dispatchEvent(new Event('scroll')));
  await expect(tip).toHaveCount(0);
  await tap(first);
  await expect(tip).toHaveText(/^Expires in 3 days/);
  await session.detach();
});

test('at a zoom of 200 % a badge is as short as the room then is, and all of it is seen', async ({ keyCompanion }) => {
  const page = await open(keyCompanion, roomPage('table{table-layout:fixed;width:100%}td{padding:8px}', tableOf()));
  await expect.poll(() => formOf(page)).toBe('full beside');
  for (const [zoom, form] of [
    [2, 'none beside'],
    [1, 'full beside'],
  ] as const) {
    await keyCompanion.ask(
      async ({ url, factor }) => {
        const { tabs } = (globalThis as any).chrome;
        for (const { id, url: at } of await tabs.query({})) if (at === url) await tabs.setZoom(id, factor);
      },
      { url: page.url(), factor: zoom },
    );
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(1280 / zoom);
    await expect.poll(() => formOf(page)).toBe(form);
    expect(await faultsOfBadges(page)).toEqual([]);
    expect(await unreachable(page)).toEqual([]);
  }
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
  const changesInASecond = (): Promise<number> =>
    page.evaluate(
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
  await expect.poll(changesInASecond).toBe(0);
});

test('a row that comes later and needs more room than those before changes the form of all', async ({
  keyCompanion,
}) => {
  // A date of two lines leaves room beside the second, and one of a single line none.
  const list = tableOf((date) => `<div style="width:60px">${date}</div>`);
  const page = await openGuarded(keyCompanion, roomPage('table{table-layout:fixed;width:400px}td{padding:8px}', list));
  await expect.poll(() => formOf(page)).toBe('none beside');
  const inTwoMonths = Array.from({ length: 30 }, (_, index) => dateIn(60 + index));
  await page.evaluate(
    (date) => {
      const row = document.querySelector('tbody tr')!.cloneNode(true) as HTMLElement;
      row.querySelector('key-expiry-place')?.remove();
      row.children[0]!.textContent = 'by-day';
      row.children[2]!.textContent = date;
      document.querySelector('tbody')!.append(row);
    },
    inTwoMonths.find((date) => /^\d /.test(date))!,
  );
  await expect.poll(() => formOf(page)).toBe('none line');
});

/**
 * A page that writes down, frame by frame, which forms of badges are seen, and may change a text in each frame. Its
 * list comes with its fonts, since these change the room.
 */
const watched = (html: string, changes: boolean): string =>
  `${html}<p id="frames"></p><script>
    const seen = (window.formsSeen = new Set());
    const list = document.querySelector('main > :last-child');
    list.remove();
    Promise.all([...document.fonts].map((font) => font.load())).then(() => document.querySelector('main').append(list));
    let frames = 0;
    requestAnimationFrame(function next() {
      for (const badge of document.querySelectorAll('key-expiry-badge'))
        if (badge.checkVisibility()) seen.add(badge.dataset.form ?? 'full beside');
      if (${changes}) document.querySelector('#frames').textContent = \`Frame ${'${'}++frames}\`;
      requestAnimationFrame(next);
    });
  </script>`;

for (const [what, changes] of [
  ['that stays as it is', false],
  ['that changes in each frame', true],
] as const) {
  test(`on a slow computer, a page ${what} shows no form of badges but the one that fits`, async ({ keyCompanion }) => {
    // So narrow that no badge fits beside a date, and all rows are alike in this.
    const html = roomPage('table{table-layout:fixed;width:420px}td{padding:8px;white-space:nowrap}', tableOf());
    await keyCompanion.context.route(TAB_URL, (route) =>
      route.fulfill({ body: watched(html, changes), contentType: 'text/html; charset=utf-8' }),
    );
    const page = await keyCompanion.context.newPage();
    // So slow that each form takes a task of its own.
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 6 });
    await page.goto(TAB_URL);
    await expect.poll(() => formOf(page), { timeout: 120_000 }).toBe('short line');
    await page.waitForFunction(() => (window as never as { formsSeen: Set<string> }).formsSeen.size > 0);
    expect(await page.evaluate(() => [...(window as never as { formsSeen: Set<string> }).formsSeen])).toEqual([
      'short line',
    ]);
  });
}

for (const [what, frames] of [
  ['in two frames', 2],
  // As long as a person takes who looks for the right width.
  ['in frames of some seconds', 200],
] as const) {
  test(`a badge has the form for the last width of a column that a person drags ${what}`, async ({ keyCompanion }) => {
    const page = await open(
      keyCompanion,
      roomPage('table{table-layout:fixed;width:100%}td{padding:8px}th:nth-child(3){width:125px}', tableOf()),
    );
    await expect.poll(() => formOf(page)).toBe('none beside');
    await page
      .locator('th')
      .nth(2)
      .evaluate(async (head, count) => {
        for (let frame = 1; frame <= count; frame++) {
          await new Promise(requestAnimationFrame);
          head.style.width = `${125 + (85 * frame) / count}px`;
        }
      }, frames);
    await expect.poll(() => formOf(page)).toBe('short beside');
    expect(await faultsOfBadges(page)).toEqual([]);
  });
}

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
