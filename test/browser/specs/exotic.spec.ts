import { READ_OF_ELEMENTS } from '../../../utils/page-model/own-properties';
import { COPY_PAGE } from '../support/copy-ways';
import { expect, openGuarded, testOfPages as test } from '../support/fixtures';
import { startPlainChromium, TAB_URL } from '../support/launch';
import type readerInPage from '../support/reader-in-page';
import { builtScript } from '../support/built-script';

/*
 * What a page can make of an element: one of any depth, which our content script meets like every other, and one that
 * throws. That it meets only where it runs in the page's own world; in ours no element has what the page has put on it.
 */

/** Puts 12,000 elements into each other, of which a style sheet shows none: no browser lays out so many. */
const DEEP = `<style>.far{display:none}</style><div class="far"></div><script>
  let deepest = document.querySelector('.far');
  for (let level = 0; level < 12_000; level++) deepest = deepest.appendChild(document.createElement(level % 2 ? 'span' : 'div'));
  deepest.textContent = 'v2:' + 'Ab1'.repeat(30);
</script>`;

for (const [place, html] of [
  ['beside the list', COPY_PAGE.replace('<table>', `${DEEP}<table>`)],
  ['in the cell of a key', COPY_PAGE.replace('15 Feb 2028, 23:59', (date) => `${date}${DEEP}`)],
] as const) {
  test(`a page that is 12,000 levels deep ${place} is read, again when it changes, and guarded`, async ({
    keyCompanion,
  }) => {
    const page = await openGuarded(keyCompanion, html);
    const badges = page.locator('key-expiry-badge');
    await expect(badges).toHaveCount(2);
    await page.evaluate(() =>
      document
        .querySelector('tbody')!
        .insertAdjacentHTML(
          'beforeend',
          '<tr><td>tide-tables</td><td>0a1b2c3d4e5f60718293a4b5c6d7e8f0</td><td>2 Oct 2026</td><td>16 Feb 2028</td></tr>',
        ),
    );
    await expect(badges).toHaveCount(3);
    await page.locator('#text').click({ clickCount: 3 });
    await page.keyboard.press('ControlOrMeta+c');
    await expect(page.locator('key-leak-warning')).toBeAttached();
  });
}

test('an element that throws, whatever is read of it, takes no other key along', async () => {
  const code = await builtScript('reader-in-page.ts', 'reader');
  const browser = await startPlainChromium();
  const page = await browser.newPage();
  await page.route('**/*', (route) => route.fulfill({ body: COPY_PAGE, contentType: 'text/html; charset=utf-8' }));
  await page.goto(TAB_URL);
  await page.evaluate(`${code}; reader.load()`);
  const seen = await page.evaluate(
    ({ names, now }) =>
      ['tbody tr', 'tbody td', '#date', 'h1', 'h2', '#buttons'].flatMap((place) =>
        names.map((name) => {
          const element = document.querySelector(place)!;
          Object.defineProperty(element, name, {
            configurable: true,
            get() {
              throw new Error('exotic');
            },
          });
          try {
            const { keys, complete } = (globalThis as never as { reader: typeof readerInPage }).reader.read(now);
            return { where: `${place} ${name}`, keys: keys.map((key) => key.name), complete };
          } catch (error) {
            return { where: `${place} ${name}`, keys: [String(error)], complete: true };
          } finally {
            delete (element as never as Record<string, unknown>)[name];
          }
        }),
      ),
    { names: [...READ_OF_ELEMENTS], now: Date.parse('2026-11-22T04:00:00Z') },
  );
  await browser.close();
  // Without its first heading the page still has a title that says what it is.
  expect(seen.filter(({ keys }) => !keys.includes('rainfall-sync'))).toEqual([]);
  const lacking = seen.filter(({ keys }) => keys.length < 2);
  expect(lacking).not.toHaveLength(0);
  expect(lacking.filter(({ complete }) => complete)).toEqual([]);
});
