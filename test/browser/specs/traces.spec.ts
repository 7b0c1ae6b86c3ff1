import type { Page } from '@playwright/test';
import { expect, openGuarded, testOfPages as test } from '../support/fixtures';
import { TAB_URL } from '../support/launch';

/* What the page and its readers take from the list has nothing of ours in it. */

const BADGE = 'key-expiry-badge';
const WORDS = /Expires|days|SGT/;
const LIST = `<!doctype html><html lang="en"><title>API Keys</title><main><h1>API Keys</h1>
  <table><thead><tr><th>Key Name</th><th>Expiration</th><th></th></tr></thead><tbody>
  <tr><td>by-night</td><td>29 Nov 2031, 18:00</td><td>nightly</td></tr>
  <tr><td>by-day</td><td><span>30 Nov 2031, 18:00</span></td><td>daily</td></tr></tbody></table></main>`;

/** What the clipboard holds, by its types. */
const clipboard = (page: Page): Promise<Record<string, string>> =>
  page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const texts = item!.types.map(async (type) => [type, await (await item!.getType(type)).text()] as const);
    return Object.fromEntries(await Promise.all(texts));
  });

test('rows that are copied, alone or with all of the page, have no words of ours', async ({ keyCompanion }) => {
  const page = await openGuarded(keyCompanion, LIST);
  await expect(page.locator(BADGE)).toHaveCount(2);
  await page.bringToFront();
  await page.locator('tbody').evaluate((body) => getSelection()!.selectAllChildren(body));
  for (const select of [undefined, 'ControlOrMeta+A']) {
    if (select) await page.keyboard.press(select);
    await page.keyboard.press('ControlOrMeta+C');
    const copied = await clipboard(page);
    expect(copied['text/plain']).toMatch(/by-night\t29 Nov 2031, 18:00\s+nightly/);
    expect(copied['text/html']).toContain('30 Nov 2031');
    expect(Object.values(copied).join('\n')).not.toMatch(WORDS);
    expect(copied['text/html']).not.toContain(BADGE);
  }
});

test('what the page reads of its own list, and exports, is what it printed', async ({ keyCompanion }) => {
  const page = await openGuarded(keyCompanion, LIST);
  await expect(page.locator(BADGE)).toHaveCount(2);
  const read = await page.evaluate(() => {
    const { rows } = document.querySelector('tbody')!;
    const asText = (row: HTMLTableRowElement): string[] => [...row.cells].map(({ innerText }) => innerText);
    const asContent = (row: HTMLTableRowElement): string[] => [...row.cells].map(({ textContent }) => textContent);
    return [[...rows].map(asText), [...rows].map(asContent)];
  });
  const printed = [
    ['by-night', '29 Nov 2031, 18:00', 'nightly'],
    ['by-day', '30 Nov 2031, 18:00', 'daily'],
  ];
  expect(read).toEqual([printed, printed]);
});

test('what the page copies, drags or saves of its list as markup has no words of ours', async ({ keyCompanion }) => {
  const page = await openGuarded(keyCompanion, LIST.replaceAll('<tr>', '<tr draggable="true">'));
  await expect(page.locator(BADGE)).toHaveCount(2);
  const row = page.locator('tbody tr').first();
  const taken = await row.evaluate(async (element) => {
    const picture = element.cloneNode(true) as Element;
    const dragged = new Promise<string>((resolve) =>
      document.addEventListener(
        'dragstart',
        (event) => {
          event.dataTransfer!.setDragImage(picture, 0, 0);
          event.dataTransfer!.setData('text/html', element.outerHTML);
          resolve(event.dataTransfer!.getData('text/html'));
        },
        { once: true },
      ),
    );
    element.dispatchEvent(new DragEvent('dragstart', { bubbles: true, dataTransfer: new DataTransfer() }));
    const saved = new XMLSerializer().serializeToString(document.querySelector('table')!);
    return [picture.textContent!, picture.outerHTML, await dragged, element.closest('table')!.outerHTML, saved];
  });
  expect(taken.join('\n')).toContain('29 Nov 2031, 18:00');
  expect(taken.join('\n')).not.toMatch(WORDS);
});

test('the exact date is in a tooltip, which only a pointer sees', async ({ keyCompanion }) => {
  const page = await openGuarded(keyCompanion, LIST);
  const badge = page.locator(BADGE).first();
  await expect(badge.locator('.badge')).toHaveAttribute('title', /29 Nov 2031, 18:00 SGT/);
  expect(await badge.evaluate((host) => host.outerHTML)).not.toMatch(WORDS);
});

test('a copy of a row within a shadow root has a living badge, and no dead one', async ({ keyCompanion }) => {
  const html = LIST.replace('<table>', '<div id="host"></div><template id="list"><table>').replace(
    '</table>',
    `</table></template><script>
      document.getElementById('host').attachShadow({ mode: 'open' }).append(document.getElementById('list').content);
    </script>`,
  );
  await keyCompanion.context.route(TAB_URL, (route) => route.fulfill({ body: html, contentType: 'text/html' }));
  const page = await keyCompanion.openTab();
  const counts = (): Promise<{ all: number; dead: number }> =>
    page.evaluate((tag) => {
      const badges = [...document.querySelector('#host')!.shadowRoot!.querySelectorAll<HTMLElement>(tag)];
      return { all: badges.length, dead: badges.filter(({ offsetWidth }) => offsetWidth === 0).length };
    }, BADGE);
  await expect.poll(counts).toEqual({ all: 2, dead: 0 });
  await page.evaluate(() => {
    const body = document.querySelector('#host')!.shadowRoot!.querySelector('tbody')!;
    const copy = body.rows[0]!.cloneNode(true) as HTMLTableRowElement;
    copy.cells[0]!.textContent = 'by-noon';
    body.append(copy);
  });
  await expect.poll(counts).toEqual({ all: 3, dead: 0 });
});
