import type { Page } from '@playwright/test';
import { expect, openGuarded, shownBadges, storedDocuments, testOfPages as test } from '../support/fixtures';
import type { Browser } from '../support/launch';

/* What the user types into the list is no fact before it is saved. */

const listOf = (
  first: string,
  script = '',
): string => `<!doctype html><html lang="en"><title>API Keys | data.gov.sg</title><main><h1>API Keys</h1><table>
  <thead><tr><th>Key Name</th><th>Created</th><th>Expiration</th><th></th></tr></thead><tbody>
  <tr>${first}</tr><tr><td>rainfall-sync</td><td>2 Jan 2026</td><td>9 Mar 2032</td><td></td></tr></tbody></table></main><script>${script}</script>`;

async function storedKey(browser: Browser, name: string): Promise<Record<string, any> | undefined> {
  return (await storedDocuments(browser)).keys?.keys?.find((record: { name: string }) => record.name === name);
}

const BADGE_IN_EDITED = '[contenteditable=""] key-expiry-badge, [contenteditable="true"] key-expiry-badge';
const dates = async (page: Page): Promise<(string | undefined)[]> =>
  (await shownBadges(page)).map(({ expiresAt }) => expiresAt?.slice(0, 10));

/** Changes the other key, and waits until that is stored: what was to come of an edit before it has come by then. */
async function changeOther(browser: Browser, page: Page, date: string): Promise<void> {
  await page.evaluate((text) => {
    document.querySelector('tbody')!.rows[1]!.cells[2]!.textContent = text;
  }, date);
  await expect.poll(async () => (await storedKey(browser, 'rainfall-sync'))?.expiry.text).toBe(date);
}

test('an expiry that is edited in place and taken back is no renewal, and no badge stands in it', async ({
  keyCompanion,
}) => {
  const page = await openGuarded(
    keyCompanion,
    listOf(
      '<td>gazette-uploader</td><td>1 Jan 2026</td><td id="expiry" contenteditable="true">7 Aug 2031</td><td></td>',
    ),
  );
  await expect(page.locator('key-expiry-badge')).toHaveCount(2);
  expect(await page.locator(BADGE_IN_EDITED).count()).toBe(0);
  await expect.poll(() => storedKey(keyCompanion, 'gazette-uploader')).toBeDefined();
  const before = (await storedKey(keyCompanion, 'gazette-uploader'))!;
  const [shown] = await dates(page);

  await page.locator('#expiry').click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('7 Aug 2035');
  await changeOther(keyCompanion, page, '10 Mar 2032');
  expect((await dates(page))[0]).toBe(shown);
  await page.locator('h1').click();
  await changeOther(keyCompanion, page, '11 Mar 2032');
  expect((await dates(page))[0]).toBe(shown);
  await page.locator('#expiry').evaluate((cell) => {
    cell.textContent = '7 Aug 2031';
  });
  await changeOther(keyCompanion, page, '12 Mar 2032');
  const { lastSeenAt: _one, ...after } = (await storedKey(keyCompanion, 'gazette-uploader'))!;
  const { lastSeenAt: _other, ...rest } = before;
  expect(after).toEqual(rest);
  expect(await page.locator(BADGE_IN_EDITED).count()).toBe(0);
});

const RENAMED = `
  const cell = document.querySelector('#name');
  const edit = () => {
    const before = cell.textContent;
    cell.innerHTML = '<input value="' + before + '"><button class="save">Save</button><button class="cancel">Cancel</button>';
    cell.querySelector('.save').onclick = () => { cell.textContent = cell.firstChild.value; };
    cell.querySelector('.cancel').onclick = () => { cell.textContent = before; };
    cell.firstChild.focus();
  };
  document.querySelector('#rename').onclick = edit;`;

test('a name that is being typed is no other key until it is saved, and none if it is cancelled', async ({
  keyCompanion,
}) => {
  const page = await openGuarded(
    keyCompanion,
    listOf(
      '<td id="name">gazette-uploader</td><td>1 Jan 2026</td><td>7 Aug 2031</td><td><button id="rename">Rename</button></td>',
      RENAMED,
    ),
  );
  await expect.poll(() => storedKey(keyCompanion, 'gazette-uploader')).toBeDefined();
  const names = async (): Promise<string[]> =>
    (await storedDocuments(keyCompanion)).keys.keys.map(({ name }: { name: string }) => name).sort();
  for (const [end, date] of [
    ['cancel', '10 Mar 2032'],
    ['save', '11 Mar 2032'],
  ] as const) {
    await page.locator('#rename').click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('gazette-2027');
    // It is left for a moment, and not saved yet.
    await page.locator('h1').click();
    await changeOther(keyCompanion, page, date);
    expect(await names()).toEqual(['gazette-uploader', 'rainfall-sync']);
    expect(await storedKey(keyCompanion, 'gazette-uploader')).not.toHaveProperty('goneSince');
    await expect(page.locator('key-expiry-badge')).toHaveCount(2);
    await page.locator(`.${end}`).click();
    await expect(page.locator('#name')).toHaveText(end === 'cancel' ? 'gazette-uploader' : 'gazette-2027');
  }
  await expect.poll(names).toContain('gazette-2027');
});

test('a badge leaves a cell that becomes editable, and comes back once that is saved', async ({ keyCompanion }) => {
  const page = await openGuarded(
    keyCompanion,
    listOf('<td>gazette-uploader</td><td>1 Jan 2026</td><td id="expiry">7 Aug 2031</td><td id="tools"></td>'),
  );
  await expect(page.locator('#expiry key-expiry-badge')).toHaveCount(1);
  await page.locator('#expiry').evaluate((cell) => cell.setAttribute('contenteditable', 'true'));
  await expect(page.locator('#tools key-expiry-badge')).toHaveCount(1);
  expect(await page.locator(BADGE_IN_EDITED).count()).toBe(0);
  await page.locator('#expiry').evaluate((cell) => cell.removeAttribute('contenteditable'));
  await expect(page.locator('#expiry key-expiry-badge')).toHaveCount(1);
  await expect(page.locator('key-expiry-badge')).toHaveCount(2);
});
