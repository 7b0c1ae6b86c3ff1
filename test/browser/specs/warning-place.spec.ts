import type { Page } from '@playwright/test';
import { FAKE_SECRET } from '../support/fake-secret';
import { expect, openGuarded, pressOnceSeen, testOfPages as test } from '../support/fixtures';

/* Where the warning and the covers stand: over nothing that is pressed, and where they can be pressed themselves. */

const WARNING = 'key-leak-warning';
const COPY = `onclick="navigator.clipboard.writeText('${FAKE_SECRET}')"`;
const STYLE =
  '<style>body{font:15px/1.5 system-ui;margin:24px}table{width:100%}td{padding:10px}code{word-break:break-all}</style>';

/** A list of so many keys, each with the buttons of a row; `more` comes after it. */
function listOf(count: number, { more = '' } = {}): string {
  const rows = Array.from(
    { length: count },
    (_, index) =>
      `<tr><td>feed-${index}</td><td>${(index % 27) + 1} Aug 2031, 18:00</td><td style="text-align:right"><button class="copy" ${COPY}>Copy key</button> <button>Delete</button></td></tr>`,
  );
  return `<!doctype html><html lang="en"><title>API Keys</title>${STYLE}<main><h1>API Keys</h1><button>Create API key</button>
    <table><thead><tr><th>Key Name</th><th>Expiration</th><th></th></tr></thead><tbody>${rows.join('')}</tbody></table>${more}</main>`;
}

async function copyWith(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().click();
  await expect(page.locator(WARNING)).toHaveCount(1);
}

/** The texts of the buttons that an element of ours covers. */
function coveredBy(page: Page, tag: string): Promise<string[]> {
  return page.evaluate((name) => {
    const hosts = [...document.querySelectorAll(name)].map((host) => host.getBoundingClientRect());
    const isCovered = (button: Element): boolean => {
      const { left, right, top, bottom } = button.getBoundingClientRect();
      return hosts.some((box) => left < box.right && right > box.left && top < box.bottom && bottom > box.top);
    };
    return [...document.querySelectorAll('main button, main a')].filter(isCovered).map((button) => button.textContent);
  }, tag);
}

const answer = async (page: Page): Promise<void> => {
  await pressOnceSeen(page.getByRole('button', { name: 'Got it' }));
  await expect(page.locator(WARNING)).toHaveCount(0);
};

test('the warning covers no button of a long list, and moves off one that comes below it', async ({ keyCompanion }) => {
  const page = await openGuarded(keyCompanion, listOf(14));
  await copyWith(page, '.copy');
  await expect.poll(() => coveredBy(page, WARNING)).toEqual([]);
  await page.mouse.move(5, 5);
  await page.locator(WARNING).evaluate((host) => {
    const { left, top } = host.getBoundingClientRect();
    const button = document.createElement('button');
    button.textContent = 'New';
    button.style.cssText = `position:fixed;left:${left + 60}px;top:${top + 60}px`;
    document.querySelector('main')!.append(button);
  });
  await expect.poll(() => coveredBy(page, WARNING)).toEqual([]);
  expect(await page.locator(WARNING).getAttribute('data-size')).toBeNull();
  await page.evaluate(() => scrollBy(0, 200));
  await expect.poll(() => coveredBy(page, WARNING)).toEqual([]);
  await answer(page);
});

test('the warning is one line where there is no room for more, and whole once there is', async ({ keyCompanion }) => {
  const cell = '<span><button>Open</button></span>';
  const more = `<div id="tiles" style="display:grid;grid-template-columns:repeat(8,1fr);row-gap:64px">${cell.repeat(80)}</div>`;
  const page = await openGuarded(keyCompanion, listOf(2, { more }));
  await copyWith(page, '.copy');
  const host = page.locator(WARNING);
  await expect(host).toHaveAttribute('data-size', 'line');
  expect(await host.evaluate((element) => element.getBoundingClientRect().height)).toBeLessThan(64);
  await expect.poll(() => coveredBy(page, WARNING)).toEqual([]);
  await page.mouse.move(5, 5);
  await page.locator('#tiles').evaluate((tiles) => tiles.remove());
  await expect(host).not.toHaveAttribute('data-size');
  await answer(page);
});

test('a warning that has cleared the clipboard goes by itself', async ({ keyCompanion }) => {
  const page = await openGuarded(keyCompanion, listOf(3));
  await copyWith(page, '.copy');
  await page.keyboard.press('F6');
  await page.keyboard.press('Tab');
  await pressOnceSeen(page.getByRole('button', { name: 'Clear clipboard' }), () => page.keyboard.press('Enter'));
  await expect(page.getByText('Clipboard cleared')).toBeVisible();
  await expect(page.locator(WARNING)).toHaveCount(0, { timeout: 20_000 });
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Copy key');
});

test('a warning whose “Clear clipboard” was clicked goes by itself once the pointer has left it', async ({
  keyCompanion,
}) => {
  const page = await openGuarded(keyCompanion, listOf(3));
  await copyWith(page, '.copy');
  await pressOnceSeen(page.getByRole('button', { name: 'Clear clipboard' }));
  await expect(page.getByText('Clipboard cleared')).toBeVisible();
  await page.mouse.move(5, 5);
  await expect(page.locator(WARNING)).toHaveCount(0, { timeout: 20_000 });
});

const PLACES: { name: string; more: string; open: string; copy: string; within: string }[] = [
  {
    name: 'the element on the full screen',
    more: '<button id="open" onclick="this.closest(\'main\').requestFullscreen()">Full screen</button>',
    open: '#open',
    copy: '.copy',
    within: 'main',
  },
  {
    name: 'a part of a shadow root on the full screen',
    more: `<div id="host"></div><button id="open" onclick="host.shadowRoot.firstChild.requestFullscreen()">Full screen</button>
      <script>document.getElementById('host').attachShadow({ mode: 'open' }).innerHTML = \`<div style="background:#fff"><code>${FAKE_SECRET}</code><button id="copy" ${COPY}>Copy key</button></div>\`;</script>`,
    open: '#open',
    copy: '#copy',
    within: 'div',
  },
  {
    name: 'the topmost of two dialogs',
    more: `<dialog id="first"><p>One</p></dialog><dialog id="second"><p>Two</p><button id="copy" ${COPY}>Copy key</button></dialog>
      <button id="open" onclick="second.showModal(); first.showModal(); first.close(); first.show()">Open</button>`,
    open: '#open',
    copy: '#copy',
    within: 'dialog#second',
  },
  {
    name: 'a dialog that comes before another one in the page, and was opened after it',
    more: `<dialog id="later"><p>One</p><button id="copy" ${COPY}>Copy key</button></dialog><dialog id="earlier"><p>Two</p></dialog>
      <button id="open" onclick="earlier.showModal(); later.showModal()">Open</button>`,
    open: '#open',
    copy: '#copy',
    within: 'dialog#later',
  },
  {
    name: 'a popover',
    more: `<div id="shown" popover><code>${FAKE_SECRET}</code> <button id="copy" ${COPY}>Copy key</button></div><button id="open" popovertarget="shown">Open</button>`,
    open: '#open',
    copy: '#copy',
    within: 'div#shown',
  },
];

for (const { name, more, open, copy, within } of PLACES) {
  test(`the warning stands in ${name}, is reached by F6 and pressed there`, async ({ keyCompanion }) => {
    const page = await openGuarded(keyCompanion, listOf(3, { more }));
    await page.locator(open).click();
    await copyWith(page, copy);
    expect(
      await page
        .locator(WARNING)
        .evaluate(
          (host, selector) =>
            host.parentElement?.matches(selector) ?? (host.parentNode as ShadowRoot).host.matches(selector),
          within,
        ),
    ).toBe(true);
    await page.keyboard.press('F6');
    await pressOnceSeen(page.getByRole('button', { name: 'Got it' }), () => page.keyboard.press('Enter'));
    await copyWith(page, copy);
    await answer(page);
  });
}

test('a warning follows onto the full screen and back', async ({ keyCompanion }) => {
  const page = await openGuarded(keyCompanion, listOf(3));
  const parent = (): Promise<string | undefined> =>
    page.locator(WARNING).evaluate((host) => (host.parentNode as Element).localName);
  await copyWith(page, '.copy');
  expect(await parent()).toBe('html');
  await page.locator('main').evaluate((main) => main.requestFullscreen());
  await expect.poll(parent).toBe('main');
  await page.evaluate(() => document.exitFullscreen());
  await expect.poll(parent).toBe('html');
  await answer(page);
});

test('nothing of ours goes into a text that is edited on the full screen', async ({ keyCompanion }) => {
  const page = await openGuarded(
    keyCompanion,
    listOf(3, { more: `<div id="notes" contenteditable="true">Notes ${FAKE_SECRET}</div>` }),
  );
  const before = await page.locator('#notes').innerHTML();
  await page.locator('#notes').evaluate((notes) => notes.requestFullscreen());
  await page.locator('#notes').click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+C');
  await expect(page.locator(WARNING)).toHaveCount(1);
  expect(await page.locator('#notes').innerHTML()).toBe(before);
});

test('a warning moves beside a popover that comes above it, and is pressed there', async ({ keyCompanion }) => {
  const page = await openGuarded(
    keyCompanion,
    listOf(2, {
      more: '<div id="above" popover="manual" style="inset:auto 0 0 auto;width:500px;height:400px">Saved</div>',
    }),
  );
  await copyWith(page, '.copy');
  await page.mouse.move(5, 5);
  await page.locator('#above').evaluate((above) => (above as HTMLElement).showPopover());
  await expect
    .poll(() =>
      page.evaluate((tag) => {
        const [one, other] = [tag, '#above'].map((part) => document.querySelector(part)!.getBoundingClientRect());
        return one!.right <= other!.left || one!.bottom <= other!.top;
      }, WARNING),
    )
    .toBe(true);
  await answer(page);
});

test('the button that hides a key covers no control and no other key, in each row of a list', async ({
  keyCompanion,
}) => {
  const rows = Array.from(
    { length: 5 },
    (_, index) =>
      `<tr><td>feed-${index}</td><td>${index + 1} Aug 2031, 18:00</td><td><code>dgs_live_00000000000000000000AAAA${index}</code> <button>Copy</button></td><td><button>Delete</button></td></tr>`,
  );
  const page = await openGuarded(
    keyCompanion,
    `<!doctype html><html lang="en"><title>API Keys</title>${STYLE}<main><h1>API Keys</h1><table><thead><tr><th>Key Name</th><th>Expiration</th><th>Secret key</th><th></th></tr></thead><tbody>${rows.join('')}</tbody></table></main>`,
  );
  await expect(page.locator('key-secret-cover')).toHaveCount(5);
  await expect
    .poll(async () => [
      ...(await coveredBy(page, 'key-secret-cover')),
      ...((await page.evaluate(() => {
        const hosts = [...document.querySelectorAll('key-secret-cover')].map((host) => host.getBoundingClientRect());
        return [...document.querySelectorAll('code,key-expiry-badge')].filter((text) => {
          const { left, right, top, bottom } = text.getBoundingClientRect();
          return hosts.some((box) => left < box.right && right > box.left && top < box.bottom && bottom > box.top);
        }).length;
      })) > 0
        ? ['a text']
        : []),
    ])
    .toEqual([]);
});
