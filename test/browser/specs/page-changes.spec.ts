import { countersOf, expect, expectBadgeOnEveryKey, testOfPages as test } from '../support/fixtures';

/** A virtual list as many libraries build it: ten rows of nodes, given to other keys as it is scrolled. */
const VIRTUAL_LIST = `<!doctype html><title>API Keys | data.gov.sg</title><main><h1>API Keys</h1>
  <div role="table" aria-rowcount="201"><div role="row"><span role="columnheader">Key Name</span><span role="columnheader">Expiration</span></div>
  ${'<div role="row"><span role="cell"></span><span role="cell"></span></div>'.repeat(10)}</div></main>
  <script>
    const rows = [...document.querySelectorAll('[role=row]')].slice(1);
    function scrollToKey(first) {
      rows.forEach((row, index) => {
        const number = first + index;
        row.children[0].textContent = 'key-' + number;
        // Half of the lists write into the text node, and so leave what else is in the cell.
        const text = (number % 28 + 1) + ' Jan ' + (2030 + number % 50) + ', 18:00';
        if (row.children[1].firstChild?.nodeType === 3) row.children[1].firstChild.nodeValue = text;
        else row.children[1].prepend(text);
      });
    }
    scrollToKey(0);
  </script>`;

test('a badge follows its key when a virtual list gives the row to another one', async ({ keyCompanion }) => {
  const page = await keyCompanion.context.newPage();
  await page.route('https://data.gov.sg/admin/api-keys', (route) =>
    route.fulfill({ body: VIRTUAL_LIST, contentType: 'text/html' }),
  );
  await page.goto('https://data.gov.sg/admin/api-keys');
  for (const first of [0, 7, 40, 190, 3]) {
    await page.evaluate((index) => (window as any).scrollToKey(index), first);
    const expected = Array.from({ length: 10 }, (_, index) => {
      const number = first + index;
      return [`key-${number}`, new Date(Date.UTC(2030 + (number % 50), 0, (number % 28) + 1, 10)).toISOString()];
    });
    await expect
      .poll(() =>
        page.evaluate(() =>
          [...document.querySelectorAll<HTMLElement>('key-expiry-badge')].map((badge) => [
            badge.closest('[role=row]')!.querySelector('[role=cell]')!.textContent,
            badge.dataset.expiresAt,
          ]),
        ),
      )
      .toEqual(expected);
  }
});

test('500 rows have one badge each, in light and heavy storms of changes', async ({ keyCompanion }) => {
  const page = await keyCompanion.openTab('/admin/api-keys?keys=500');
  // The first ones come at once; a busy machine takes its time over the others.
  await expect(page.locator('key-expiry-badge')).toHaveCount(500);
  for (const change of ['storm(50)', 'storm(20000)', 'rerender()', 'touch()']) await page.evaluate(`replica.${change}`);
  await expectBadgeOnEveryKey(page);
  await page.getByPlaceholder('Search by name').fill('data-feed-01');
  await expect(page.locator('key-expiry-badge')).toHaveCount(await page.locator('tbody tr').count());
  await page.getByPlaceholder('Search by name').fill('');
  await expect(page.locator('key-expiry-badge')).toHaveCount(500);
});

/** A list that comes with the HTML. The image holds up the end of loading, at which a framework takes the list over. */
const SERVER_RENDERED = `<!doctype html><title>API Keys | data.gov.sg</title><main><h1>API Keys</h1><ul>
  <li><b>first</b> <span>Expires 7 Aug 2031</span></li><li><b>second</b> <span>Never expires</span></li></ul></main><img src="/slow.png">
  <script>const before = document.querySelector('main').innerHTML;
    addEventListener('load', () => setTimeout(() => { window.isAsServed = document.querySelector('main').innerHTML === before; }));</script>`;

test('a list that comes with the HTML is left alone until its framework has taken it over', async ({
  keyCompanion,
}) => {
  const page = await keyCompanion.context.newPage();
  await page.route('https://data.gov.sg/admin/api-keys', (route) =>
    route.fulfill({ body: SERVER_RENDERED, contentType: 'text/html' }),
  );
  await page.route('https://data.gov.sg/slow.png', (route) =>
    setTimeout(() => void route.fulfill({ status: 204 }), 1_000),
  );
  await page.goto('https://data.gov.sg/admin/api-keys');
  await expect(page.locator('key-expiry-badge')).toHaveCount(2);
  await expect.poll(() => page.evaluate(() => (window as any).isAsServed)).toBe(true);
});

test('badges come back when hydration throws them away', async ({ keyCompanion }) => {
  const page = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(page);
  for (let round = 0; round < 3; round++) {
    await page.evaluate(() => {
      const body = document.querySelector('tbody')!;
      for (const badge of body.querySelectorAll('key-expiry-badge')) badge.remove();
    });
    await expectBadgeOnEveryKey(page);
  }
});

test('a page that rests is neither changed by anything of ours nor looked at over and over', async ({
  keyCompanion,
}) => {
  const page = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(page);
  // What came with the badges may still be on its way.
  const changesInASecond = (): Promise<number> =>
    page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let count = 0;
          const observer = new MutationObserver((records) => (count += records.length));
          observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
          setTimeout(() => resolve(count), 1_000);
        }),
    );
  await expect.poll(changesInASecond).toBe(0);
});

test('entering and leaving the tab many times leaves no listeners and no nodes behind', async ({ keyCompanion }) => {
  const page = await keyCompanion.openTab('/admin/datasets?delay=0');
  const enterAndLeave = async (): Promise<void> => {
    await page.getByRole('tab', { name: 'API Keys' }).click();
    await expect(page.locator('key-expiry-badge')).toHaveCount(8);
    await page.getByRole('tab', { name: 'Datasets' }).click();
    await expect(page.locator('key-expiry-badge')).toHaveCount(0);
  };
  for (let round = 0; round < 3; round++) await enterAndLeave();
  const before = await countersOf(page);
  for (let round = 0; round < 10; round++) await enterAndLeave();
  await expect.poll(async () => (await countersOf(page)).listeners - before.listeners).toBeLessThan(10);
  await expect.poll(async () => (await countersOf(page)).nodes - before.nodes).toBeLessThan(1_000);
});

test('a key that a style sheet within the page hides has no badge any more', async ({ keyCompanion }) => {
  const page = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(page);
  const count = await page.locator('key-expiry-badge').count();
  await page.evaluate(() => {
    const style = document.createElement('style');
    style.textContent = 'tbody tr:first-child { display: none }';
    document.body.append(style);
  });
  await expect(page.locator('key-expiry-badge')).toHaveCount(count - 1);
});
