import type { Page } from '@playwright/test';
import type followDeletions from '../support/deletions-in-page';
import { expect, expectBadgeOnEveryKey, openGuarded, testOfPages as test } from '../support/fixtures';
import { builtScript } from '../support/built-script';

/* What is seen of a deletion that a person makes on the tab, by real presses. */

let code: string;

test.beforeAll(async () => {
  code = await builtScript('deletions-in-page.ts', 'followDeletions');
});

async function follow(page: Page): Promise<void> {
  await page.evaluate(`${code}; followDeletions().then((names) => void (window.deletedNames = names))`);
}
const deletedOn = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    (window as unknown as { deletedNames: Awaited<ReturnType<typeof followDeletions>> }).deletedNames(),
  );

const NAMES = ['gazette-uploader', 'rainfall-sync', 'bus-arrivals'];

/** A list whose keys are deleted by pictures, in a modal dialog of the page's or of the browser's own. */
const LIST = `<!doctype html><html lang="en"><title>API Keys | data.gov.sg</title><main><h1>API Keys</h1><table>
  <thead><tr><th>Key Name</th><th>Created</th><th>Expiration</th><th></th></tr></thead>
  <tbody>${NAMES.map((name, index) => `<tr><td>${name}</td><td>${index + 1} Jan 2026</td><td>7 Aug 2031</td><td><button class="page">🗑</button><button class="browser">🗑</button></td></tr>`).join('')}</tbody></table></main>
  <dialog id="modal"><h2>Delete your API key</h2><p>This cannot be undone.</p><form method="dialog"><button value="no">Cancel</button><button value="yes">Delete API key</button></form></dialog>
  <script>
    let row;
    const modal = document.querySelector('#modal');
    modal.addEventListener('close', () => { if (modal.returnValue === 'yes') setTimeout((gone) => gone.remove(), 100, row); modal.returnValue = ''; });
    document.addEventListener('click', ({ target }) => {
      if (target.matches('.page,.browser')) row = target.closest('tr');
      if (target.matches('.browser')) modal.showModal();
      if (target.matches('.page')) {
        document.body.insertAdjacentHTML('beforeend', '<div class="portal" style="position:fixed;inset:0;background:#0008"><div role="dialog" style="background:white"><h2>Revoke this key?</h2><button class="no">Keep it</button><button class="yes">Yes, revoke</button></div></div>');
      }
      if (target.matches('.yes')) row.remove();
      if (target.matches('.yes,.no,.portal')) document.querySelector('.portal').remove();
    });
  </script>`;

const button = (page: Page, name: string, kind: 'page' | 'browser') =>
  page.locator('tr', { hasText: name }).locator(`.${kind}`);

test('a deletion is seen when it was confirmed, by mouse or keyboard, and not when it was taken back', async ({
  keyCompanion,
}) => {
  const page = await openGuarded(keyCompanion, LIST);
  await follow(page);
  await button(page, NAMES[0]!, 'browser').click();
  await page.keyboard.press('Escape');
  await button(page, NAMES[0]!, 'page').click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await button(page, NAMES[0]!, 'page').click();
  await page.mouse.click(600, 500);
  await page.locator('tr', { hasText: NAMES[0]! }).evaluate((row) => row.remove());
  expect(await deletedOn(page)).toEqual([]);

  await button(page, NAMES[1]!, 'browser').press('Enter');
  await page.getByRole('button', { name: 'Delete API key' }).press('Enter');
  await expect.poll(() => deletedOn(page)).toEqual([NAMES[1]]);
});

test('a script that presses for the user deletes nothing that is evidence', async ({ keyCompanion }) => {
  const page = await openGuarded(keyCompanion, LIST);
  await follow(page);
  await button(page, NAMES[0]!, 'page').evaluate((control: HTMLElement) => control.click());
  await page.locator('.yes').evaluate((control: HTMLElement) => control.click());
  expect(await deletedOn(page)).toEqual([]);
  await button(page, NAMES[1]!, 'page').click();
  await page.getByRole('button', { name: 'Yes, revoke' }).click();
  await expect.poll(() => deletedOn(page)).toEqual([NAMES[1]]);
});

test('a key that is deleted on the stand-in’s tab is seen to be', async ({ keyCompanion }) => {
  const page = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(page);
  await follow(page);
  await page.getByRole('button', { name: 'Delete tender-feed' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name: 'Delete rainfall-sync' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete API key' }).click();
  await expect.poll(() => deletedOn(page)).toEqual(['rainfall-sync']);
});
