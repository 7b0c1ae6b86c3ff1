import type { Page } from '@playwright/test';
import type { Browser } from '../support/launch';
import { FAKE_SECRET } from '../support/fake-secret';
import { expect, inPageTime, testOfPages as test } from '../support/fixtures';

/* What a dashboard's page says where no heading is: in closed shadow roots, in frames, and late. */

const LIST = `<div class="title">API keys</div>
  <table><thead><tr><th>Name</th><th>Key</th><th>Expires</th></tr></thead><tbody>
  <tr><td>tide-tables</td><td>${FAKE_SECRET}</td><td>7 Aug 2031</td></tr>
  <tr><td>bus-loads</td><td>••••41ab</td><td>Never</td></tr></tbody></table>`;

/** Opens a page; its scripts may keep closed roots in `roots`. */
async function open({ context }: Browser, path: string, html: string): Promise<Page> {
  const page = await context.newPage();
  const url = `https://data.gov.sg${path}`;
  await page.route(url, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><title>data.gov.sg</title><body><script>roots = []; list = ${JSON.stringify(LIST)}</script>${html}`,
    }),
  );
  await page.goto(url);
  return page;
}

/** How many badges are on the page and in its roots and frames. */
function badges(page: Page): Promise<number> {
  return page.evaluate(() => {
    const frames = [...document.querySelectorAll('iframe')].flatMap(({ contentDocument }) => contentDocument ?? []);
    return [document, ...(globalThis as never as { roots: ShadowRoot[] }).roots, ...frames]
      .map((root) => root.querySelectorAll('key-expiry-badge').length)
      .reduce((sum, count) => sum + count);
  });
}

const ATTACH = `const attach = (host, html) => {
  const root = host.attachShadow({ mode: 'closed' });
  roots.push(root);
  root.innerHTML = html;
  return root;
};`;

for (const [where, html] of [
  [
    'a closed root of a custom element',
    `<my-app></my-app><script>${ATTACH} attach(document.querySelector('my-app'), list)</script>`,
  ],
  [
    'a closed root of an empty element',
    `<main><div></div></main><script>${ATTACH} attach(document.querySelector('div'), list)</script>`,
  ],
  [
    'a closed root within another, whose hosts have other contents',
    `<main id="app">Loading</main><script>${ATTACH} attach(attach(document.querySelector('main'), '<header>data.gov.sg</header><my-list>…</my-list>').querySelector('my-list'), list)</script>`,
  ],
  [
    'a closed root that comes after a while',
    `<my-app></my-app><script>${ATTACH} setTimeout(() => attach(document.querySelector('my-app'), list), 1_300)</script>`,
  ],
  [
    'a closed root whose contents come after a while',
    `<my-app></my-app><script>${ATTACH} const root = attach(document.querySelector('my-app'), '<p>Loading</p>'); setTimeout(() => root.innerHTML = list, 1_300)</script>`,
  ],
  [
    'a frame whose contents come after a while',
    `<iframe srcdoc="<main></main>"></iframe><script>setTimeout(() => document.querySelector('iframe').contentDocument.body.innerHTML = list, 1_300)</script>`,
  ],
] as const) {
  test(`a list of keys, with its title, is read in ${where}, and once more when it changes`, async ({
    keyCompanion,
  }) => {
    const page = await open(keyCompanion, '/account/developer', html);
    await expect.poll(() => badges(page)).toBe(2);
    await page.evaluate(() => {
      const frame = document.querySelector('iframe')?.contentDocument;
      const root = frame ?? (globalThis as never as { roots: ShadowRoot[] }).roots.at(-1)!;
      root
        .querySelector('tbody')!
        .insertAdjacentHTML('beforeend', '<tr><td>fish-landings</td><td>••••77cd</td><td>8 Aug 2031</td></tr>');
    });
    await expect.poll(() => badges(page)).toBe(3);
  });
}

test('a key that is copied out of a closed root raises the warning', async ({ keyCompanion }) => {
  const page = await open(
    keyCompanion,
    '/settings/api',
    `<my-app></my-app><script>${ATTACH} attach(document.querySelector('my-app'), list)</script>`,
  );
  await expect.poll(() => badges(page)).toBe(2);
  await page
    .getByText('tide-tables')
    .waitFor({ state: 'attached', timeout: 100 })
    .catch(() => undefined);
  const { x, y } = await page.evaluate(() => {
    const cell = (globalThis as never as { roots: ShadowRoot[] }).roots[0]!.querySelectorAll('td')[1]!;
    const { left, top } = cell.getBoundingClientRect();
    return { x: left + 20, y: top + 8 };
  });
  await page.mouse.click(x, y, { clickCount: 3 });
  await page.keyboard.press('ControlOrMeta+c');
  await expect(page.locator('key-leak-warning')).toBeAttached();
});

for (const [what, path, html] of [
  [
    'of sessions',
    '/account/sessions',
    '<div class="title">Sessions</div><nav><a href="/admin/api-keys">API keys</a></nav><table><tr><th>Name</th><th>Expires</th></tr><tr><td>Laptop</td><td>7 Aug 2031</td></tr></table>',
  ],
  [
    'of credentials that are none of keys',
    '/settings/credentials',
    '<h1>Credentials</h1><button>Add passkey</button><ul><li>Laptop, expires 7 Aug 2031</li></ul>',
  ],
  [
    'of usage',
    '/dashboard/api',
    '<h1>API</h1><my-chart></my-chart><table><tr><th>Name</th><th>Calls</th></tr><tr><td>Taxis</td><td>12</td></tr></table>',
  ],
  [
    'of a dataset with a component',
    '/datasets/d_1/view',
    '<h1>Rain</h1><my-app></my-app><script>document.querySelector("my-app").attachShadow({ mode: "open" }).innerHTML = list</script>',
  ],
] as const) {
  test(`another page, ${what}, does not load the tab script`, async ({ keyCompanion }) => {
    const page = await open(keyCompanion, path, html);
    await inPageTime(page, 2_000);
    const answer = await keyCompanion.ask(async (url) => {
      const { tabs } = (globalThis as any).chrome;
      const [{ id }] = await tabs.query({ url });
      // What listens there for the wish to teach the page does not answer this.
      return (await tabs.sendMessage(id, { type: 'isHere' }).catch(() => undefined)) ?? 'nobody';
    }, page.url());
    expect(answer).toBe('nobody');
    expect(await badges(page)).toBe(0);
  });
}
