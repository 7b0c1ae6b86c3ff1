import type { Page } from '@playwright/test';
import { violationsInBothSchemes } from '../support/axe';
import { FAKE_SECRET } from '../support/fake-secret';
import {
  createKey,
  expect,
  expectBadgeOnEveryKey,
  inPageTime,
  openGuarded,
  pressOnceSeen,
  storedDocuments,
  testOfPages as test,
} from '../support/fixtures';
import type { Browser } from '../support/launch';

/*
 * "Cover keys at once": a key is covered before it is painted, until it is pressed, and is copied through its cover. The
 * search before a paint has 8 ms: a busy computer may use them up for others, so a second try counts as well.
 */

const COVER = 'key-secret-cover';
const OTHER_SECRET = FAKE_SECRET.replace('A', 'B');

async function coverAtOnce(browser: Browser): Promise<void> {
  await browser.ask(() =>
    (globalThis as any).chrome.storage.local.set({ settings: { version: 2, settings: { coverKeys: true } } }),
  );
}

const list = (more: string): string =>
  `<!doctype html><html lang="en"><title>API Keys</title><main><h1>API Keys</h1><button>Create API key</button>
  <table><thead><tr><th>Key Name</th><th>Expiration</th></tr></thead><tbody><tr><td>by-night</td><td>29 Nov 2031, 18:00</td></tr></tbody></table>
  <div id="place" style="margin:80px 20px">${more}</div></main></html>`;

/** Notes at each frame, just before it is painted, whether all of what `selector` finds is covered. */
async function watchFrames(page: Page, selector: string): Promise<() => Promise<{ seen: number; bare: number }>> {
  await page.evaluate((wanted) => {
    const noted = ((globalThis as any).noted = { seen: 0, bare: 0 });
    const isBare = (element: Element): boolean => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const boxes = element.matches('input') ? [element.getBoundingClientRect()] : [...range.getClientRects()];
      return boxes.some(({ left, right, top, bottom }) =>
        [0.1, 0.5, 0.9].some(
          (part) =>
            document.elementFromPoint(left + part * (right - left), (top + bottom) / 2)?.localName !==
            'key-secret-cover',
        ),
      );
    };
    const note = (): void => {
      const host = document.querySelector('#host')?.shadowRoot;
      const shown = [...document.querySelectorAll(wanted), ...(host?.querySelectorAll(wanted) ?? [])].filter(
        (element) => element.checkVisibility({ visibilityProperty: true }),
      );
      noted.seen += shown.length;
      noted.bare += shown.filter(isBare).length;
    };
    // A size that changes in each frame is told after all that scripts do for the frame, and before its paint.
    const clock = document.createElement('div');
    clock.style.cssText = 'position:fixed;top:0;left:0;height:1px;pointer-events:none;opacity:0';
    document.documentElement.append(clock);
    clock.animate([{ width: '1px' }, { width: '900px' }], { duration: 20_000, iterations: Infinity });
    new ResizeObserver(note).observe(clock);
  }, selector);
  return () => page.evaluate(() => (globalThis as any).noted);
}

/** Two frames later, and so after the first one was noted. */
const painted = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))));

/** The ways in which a page comes to show a key that it did not show before. */
const WAYS: [manner: string, before: string, show: string][] = [
  ['is added', '', `place.innerHTML = '<code class="key">${FAKE_SECRET}</code>'`],
  [
    'is in a dialog that opens',
    '',
    `place.innerHTML = '<div role="dialog" style="position:fixed;top:20px;left:300px;background:#fff"><h2>API key created</h2><input class="key" readonly size="40" value="${FAKE_SECRET}"><button>Copy</button></div>'`,
  ],
  ['loses “hidden”', `<p hidden><code class="key">${FAKE_SECRET}</code></p>`, `place.firstChild.hidden = false`],
  [
    'gets another class',
    `<style>.off{display:none}</style><p class="off"><code class="key">${FAKE_SECRET}</code></p>`,
    `place.lastElementChild.className = ''`,
  ],
  [
    'gets another style',
    `<p style="visibility:hidden"><code class="key">${FAKE_SECRET}</code></p>`,
    `place.firstChild.style.visibility = ''`,
  ],
  ['takes the place of dots', '<code class="key">••••••••</code>', `place.firstChild.textContent = '${FAKE_SECRET}'`],
  [
    'is unmasked in its field',
    `<label>Secret key <input class="key" readonly type="password" size="40" value="${FAKE_SECRET}"></label>`,
    `place.querySelector('input').type = 'text'`,
  ],
  [
    'is in a shadow root',
    '<div id="host"><template shadowrootmode="open"></template></div>',
    `host.shadowRoot.innerHTML = '<p>Your key: <code class="key">${FAKE_SECRET}</code></p>'`,
  ],
];

/** The guard is there once it covers what comes. */
async function guardLoaded(page: Page): Promise<void> {
  await page.evaluate((secret) => {
    const probe = document.createElement('code');
    probe.id = 'probe';
    probe.textContent = secret;
    document.body.append(probe);
  }, OTHER_SECRET);
  await expect(page.locator(COVER)).toHaveCount(1);
  await page.evaluate(() => document.querySelector('#probe')?.remove());
  await expect(page.locator(COVER)).toHaveCount(0);
}

for (const [manner, before, show] of WAYS) {
  test(`a key that ${manner} is covered before it is painted`, async ({ keyCompanion }) => {
    await coverAtOnce(keyCompanion);
    await expect(async () => {
      const page = await openGuarded(keyCompanion, list(before));
      await page.bringToFront();
      await guardLoaded(page);
      const noted = await watchFrames(page, '.key:not([type="password"])');
      // Dots are no key: what is noted until now does not count.
      await page.evaluate(`Object.assign(noted, { seen: 0, bare: 0 }); ${show}`);
      await painted(page);
      await painted(page);
      const { seen, bare } = await noted();
      await expect(page.locator(COVER)).toHaveAttribute('data-state', 'hidden');
      await page.close();
      expect(seen).toBeGreaterThan(0);
      expect(bare).toBe(0);
    }).toPass();
  });
}

test('a key in the page from the start is covered, once, and each key that a list shows', async ({ keyCompanion }) => {
  await coverAtOnce(keyCompanion);
  const rows = Array.from(
    { length: 50 },
    (_, index) =>
      `<tr><td>feed-${index}</td><td>dgs_live_00000000000000000000AAAA${String(index).padStart(2, '0')}</td><td>1 Aug 2031, 18:00</td></tr>`,
  );
  const page = await openGuarded(
    keyCompanion,
    `<!doctype html><html lang="en"><title>API Keys</title><h1>API Keys</h1><table cellpadding="12"><thead><tr><th>Key Name</th><th>Secret key</th><th>Expiration</th></tr></thead><tbody>${rows.join('')}</tbody></table></html>`,
  );
  await expect(page.locator(`${COVER}[data-state="hidden"]`)).toHaveCount(50);
  // Neither names nor dates are covered.
  expect(
    await page.evaluate(() => {
      const covers = [...document.querySelectorAll('key-secret-cover')].map((host) => host.getBoundingClientRect());
      return [...document.querySelectorAll('td:nth-child(odd)')].filter((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        return covers.some((box) => left < box.right && right > box.left && top < box.bottom && bottom > box.top);
      }).length;
    }),
  ).toBe(0);
});

test('a press shows a covered key until the next press, though the page redraws it, and another key in its place is covered', async ({
  keyCompanion,
}) => {
  await coverAtOnce(keyCompanion);
  const page = await openGuarded(keyCompanion, list(`<code id="key">${FAKE_SECRET}</code>`));
  const state = page.locator(COVER);
  await expect(state).toHaveAttribute('data-state', 'hidden');
  await pressOnceSeen(page.getByRole('button', { name: 'Hidden. Click to show' }));
  await expect(state).toHaveAttribute('data-state', 'shown');
  const noted = await watchFrames(page, '#key');
  await page.evaluate(() =>
    document.querySelector('#key')!.replaceWith(document.querySelector('#key')!.cloneNode(true)),
  );
  await painted(page);
  await expect(state).toHaveAttribute('data-state', 'shown');
  let tries = 0;
  await expect(async () => {
    await page.evaluate(
      (other) => {
        Object.assign((globalThis as any).noted, { seen: 0, bare: 0 });
        document.querySelector('#key')!.textContent = other;
      },
      FAKE_SECRET.replace('A', String.fromCharCode('B'.charCodeAt(0) + tries++)),
    );
    await painted(page);
    await expect(state).toHaveAttribute('data-state', 'hidden');
    expect((await noted()).bare).toBe(0);
  }).toPass();
  // The keyboard reaches it too.
  await page.keyboard.press('F6');
  await pressOnceSeen(page.getByRole('button', { name: 'Hidden. Click to show' }), () => page.keyboard.press('Enter'));
  await pressOnceSeen(page.getByRole('button', { name: 'Hide on screen' }), () => page.keyboard.press('Enter'));
  await expect(state).toHaveAttribute('data-state', 'hidden');
});

/** What the page puts over keys, so that its button `del` is over one. `$` is the height (px) at which that is. */
const OVER: [manner: string, show: string][] = [
  [
    'dialog',
    `over.innerHTML = '<div style="position:fixed;inset:0;background:#0008"></div><section role="dialog" aria-modal="true" style="position:fixed;top:$px;left:100px;padding:0 16px;background:#fff;border-radius:8px"><button id="del">Delete API key</button></section>'`,
  ],
  [
    'native dialog',
    `over.innerHTML = '<dialog style="margin:0;border:0;padding:0 16px;top:$px;left:100px"><button id="del">Delete API key</button></dialog>'; over.firstChild.showModal()`,
  ],
  [
    'menu',
    `over.innerHTML = '<ul role="menu" style="position:absolute;top:$px;left:100px;margin:0;padding:0 16px;background:#fff"><button role="menuitem" id="del">Delete API key</button></ul>'`,
  ],
  [
    'header that stays in place',
    `over.innerHTML = '<header style="position:fixed;top:$px;left:100px;padding:0 16px;background:rgb(255 255 255)"><button id="del">Delete API key</button></header>'`,
  ],
];

for (const [manner, show] of OVER) {
  test(`a ${manner} over a covered key can be pressed, and all that shows of the key stays covered`, async ({
    keyCompanion,
  }) => {
    await coverAtOnce(keyCompanion);
    const style = '<style>#del{width:120px;height:60px}</style>';
    const page = await openGuarded(
      keyCompanion,
      list(`${style}<code id="key">${FAKE_SECRET}</code><div id="over"></div>`),
    );
    await page.bringToFront();
    await expect(page.locator(COVER)).toHaveAttribute('data-state', 'hidden');
    const { top, bottom } = await page.locator('#key').evaluate((key) => key.getClientRects()[0]!.toJSON());
    const middle = (top + bottom) / 2;
    await page.evaluate(show.replace('$', String(middle - 30)));
    const hits = (): Promise<string[]> =>
      page.evaluate((y) => {
        const { left, right } = document.querySelector('#key')!.getBoundingClientRect();
        const found: string[] = [];
        for (let x = left + 2; x < right - 1; x += 2) found.push(document.elementFromPoint(x, y)?.localName ?? '');
        return [...new Set(found)].sort();
      }, middle);
    // The key is seen on both sides, and nowhere bare.
    await expect.poll(hits).not.toContain('code');
    await expect
      .poll(async () => (await hits()).join())
      .toMatch(/^button,(?:dialog,|header,)?key-secret-cover(?:,section|,ul)?$/);
    const noted = await watchFrames(page, '#key');
    await page.evaluate(
      "del.onclick = () => { document.title = 'API Keys: pressed'; over.innerHTML = ''; Object.assign(noted, { seen: 0, bare: 0 }); }",
    );
    await page.locator('#del').click();
    await expect(page).toHaveTitle('API Keys: pressed');
    await painted(page);
    await painted(page);
    expect(await hits()).toEqual(['key-secret-cover']);
    const { seen, bare } = await noted();
    expect(seen).toBeGreaterThan(0);
    expect(bare).toBe(0);
    await expect(page.locator(COVER)).toHaveAttribute('data-state', 'hidden');
  });
}

test('a cover is no wider than what shows of its key beside what is over it', async ({ keyCompanion }) => {
  await coverAtOnce(keyCompanion);
  const page = await openGuarded(keyCompanion, list(`<code id="key">${FAKE_SECRET}</code><div id="over"></div>`));
  await expect(page.locator(COVER)).toHaveAttribute('data-state', 'hidden');
  await page.evaluate(() => {
    const { left } = document.querySelector('#key')!.getBoundingClientRect();
    document.querySelector('#over')!.setAttribute('style', `position:fixed;inset:0 0 0 ${left + 4}px;background:#fff`);
  });
  const edge = (): Promise<number> =>
    page.evaluate(() => {
      const { left, top, height } = document.querySelector('#key')!.getBoundingClientRect();
      let last = 0;
      for (let x = 0; x < 40; x++)
        if (document.elementFromPoint(left + x, top + height / 2)?.localName === 'key-secret-cover') last = x;
      return last;
    });
  await expect.poll(edge).toBeLessThan(6);
});

test('what a person can see a key through leaves it covered', async ({ keyCompanion }) => {
  await coverAtOnce(keyCompanion);
  const page = await openGuarded(keyCompanion, list(`<code id="key">${FAKE_SECRET}</code><div id="over"></div>`));
  await expect(page.locator(COVER)).toHaveAttribute('data-state', 'hidden');
  for (const style of [
    'background:rgb(255 255 255 / 90%)',
    'background:#fff;opacity:0.9',
    'background:linear-gradient(#fff,#fff)',
    'background:#fff;clip-path:inset(40%)',
    'background:#fff;z-index:-1',
    'background:#fff;transform:rotate(20deg)',
  ]) {
    await page.evaluate(
      (css) => document.querySelector('#over')!.setAttribute('style', `position:fixed;inset:0;${css}`),
      style,
    );
    await inPageTime(page, 500);
    const bare = await page.evaluate(() =>
      [...document.querySelector('#key')!.getClientRects()].filter(
        ({ left, top, width, height }) =>
          document.elementFromPoint(left + width / 2, top + height / 2)?.localName !== 'key-secret-cover',
      ),
    );
    expect(bare, style).toEqual([]);
  }
});

test('a covered key is copied with the page’s button, by keyboard and with a selection across it', async ({
  keyCompanion,
}) => {
  await coverAtOnce(keyCompanion);
  const page = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(page);
  await guardLoaded(page);
  const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  const warned = async (): Promise<void> => {
    await expect(page.locator('key-leak-warning')).toHaveCount(1);
    expect(await clipboard()).toContain(FAKE_SECRET);
    await pressOnceSeen(page.getByRole('button', { name: 'Got it' }));
    await page.evaluate(() => navigator.clipboard.writeText('other'));
  };
  const noted = await watchFrames(page, 'input[readonly]');
  let tries = 0;
  await expect(async () => {
    if (tries > 0) await page.getByRole('button', { name: 'Done' }).click();
    await page.evaluate(() => Object.assign((globalThis as any).noted, { seen: 0, bare: 0 }));
    await createKey(page, `covered-at-once-${++tries}`);
    await expect(page.locator(COVER)).toHaveAttribute('data-state', 'hidden');
    // Its dialog fades in and moves, and the cover with it.
    await expect(page.getByRole('dialog')).toHaveAttribute('style', /transform: none/);
    await painted(page);
    const { seen, bare } = await noted();
    expect(seen).toBeGreaterThan(0);
    expect(bare).toBe(0);
  }).toPass();
  await page.getByRole('dialog').getByRole('button', { name: /copy/i }).click();
  await warned();
  await page.getByRole('dialog').locator('input[readonly]').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+c');
  await warned();

  const plain = await openGuarded(
    keyCompanion,
    list(`<p><b>Your key:</b> <code>${FAKE_SECRET}</code> <i>Keep it.</i></p>`),
  );
  await expect(plain.locator(COVER)).toHaveAttribute('data-state', 'hidden');
  const [from, to] = [(await plain.locator('b').boundingBox())!, (await plain.locator('i').boundingBox())!];
  await plain.mouse.move(from.x + 2, from.y + from.height / 2);
  await plain.mouse.down();
  await plain.mouse.move((from.x + to.x) / 2, from.y + from.height / 2, { steps: 5 });
  await plain.mouse.move(to.x + to.width - 1, to.y + to.height / 2, { steps: 5 });
  await plain.mouse.up();
  await plain.keyboard.press('ControlOrMeta+c');
  await expect(plain.locator('key-leak-warning')).toHaveCount(1);
  expect(await plain.evaluate(() => navigator.clipboard.readText())).toContain(FAKE_SECRET);
  await expect(plain.locator(COVER)).toHaveAttribute('data-state', 'hidden');
  expect(await violationsInBothSchemes(plain)).toEqual([]);
});

test('the options cover keys at once, in a page that is open too when it is seen again', async ({ keyCompanion }) => {
  const page = await openGuarded(keyCompanion, list(`<code>${FAKE_SECRET}</code>`));
  await expect(page.locator(COVER)).toHaveAttribute('data-state', 'shown');
  const options = await keyCompanion.context.newPage();
  await options.goto(`${keyCompanion.baseUrl}options.html`);
  await options.getByLabel('Cover keys at once').check();
  await expect(options.getByText('Saved', { exact: true })).toBeVisible();
  await page.bringToFront();
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(page.locator(COVER)).toHaveAttribute('data-state', 'hidden');
  await options.bringToFront();
  await options.getByLabel('Cover keys at once').uncheck();
  await expect(options.getByLabel('Cover keys at once')).not.toBeChecked();
  await expect.poll(() => storedCoverKeys(keyCompanion)).toBe(false);
  await page.bringToFront();
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(page.locator(COVER)).toHaveAttribute('data-state', 'shown');
});

async function storedCoverKeys(browser: Browser): Promise<unknown> {
  return (await storedDocuments(browser)).settings?.settings.coverKeys;
}
