import type { BrowserContext, Page } from '@playwright/test';
import { FAKE_SECRET } from '../support/fake-secret';
import { expect, storedDocuments, testOfPages as test } from '../support/fixtures';

/** A tab as nobody has foreseen it: its keys have no dates that a reader could know. */
const STRANGE_TAB = `<!doctype html><title>API Keys | data.gov.sg</title><main><h1>API Keys</h1>
  <p>Signed in as mei.ling@tech.example.gov.sg</p>
  <div><b>gazette-uploader</b> <i>the whole of the financial year</i> <code>${FAKE_SECRET}</code> <button aria-label="Delete gazette-uploader">🗑</button></div>
  <div><b>bus-arrivals</b> <i>42 Brumaire</i> <button aria-label="Delete bus-arrivals">🗑</button></div></main>`;

async function serve(context: BrowserContext, html: string, path = '/admin/api-keys'): Promise<Page> {
  const page = await context.newPage();
  const url = `https://data.gov.sg${path}`;
  await page.route(url, (route) => route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }));
  await page.goto(url);
  return page;
}

test('a tab that cannot be read is told of, and its report leaks nothing', async ({ keyCompanion }) => {
  const page = await serve(keyCompanion.context, STRANGE_TAB);
  await expect
    .poll(async () => (await storedDocuments(keyCompanion)).keys?.unreadable?.url)
    .toBe('https://data.gov.sg/admin/api-keys');
  expect(await page.locator('key-expiry-badge').count()).toBe(0);
  const popup = await keyCompanion.openPopup();
  await keyCompanion.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await expect(popup.getByText('This version cannot read the API Keys tab')).toBeVisible();
  await popup.getByRole('button', { name: 'Copy report' }).click();
  await expect(popup.getByText('every letter is an x')).toBeVisible();
  const report = await popup.evaluate(() => navigator.clipboard.readText());
  expect(report).toContain('<button aria-label="xxxxxx xxxxxxx-xxxxxxxx">');
  expect(report).toContain('xxx xxxx <!-- title: API keys -->');
  for (const text of ['gazette', 'uploader', 'financial', 'mei', 'ling', 'AAAA', 'v2'])
    expect(report).not.toContain(text);

  await popup.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
  });
  await popup.getByRole('button', { name: 'Copy report' }).click();
  await expect(popup.getByText('Not copied. Please try again.')).toBeVisible();
});

test('a tab that is empty or still loads is not told of, and a reading takes it back', async ({ keyCompanion }) => {
  const { context } = keyCompanion;
  const listener = await keyCompanion.openPopup();
  await listener.evaluate(() => {
    const told: string[] = ((globalThis as any).told = []);
    (globalThis as any).chrome.storage.onChanged.addListener(
      ({ keys }: any) => keys?.newValue.unreadable && told.push(new URL(keys.newValue.unreadable.url).pathname),
    );
  });
  await serve(
    context,
    '<!doctype html><title>API Keys | data.gov.sg</title><main><h1>API Keys</h1><p>You have no API keys yet.</p><button>Create API key</button></main>',
    '/admin/empty/api-keys',
  );
  await serve(
    context,
    '<!doctype html><title>API Keys | data.gov.sg</title><main aria-busy="true"><h1>API Keys</h1><table><tr><td>▒▒▒</td><td>▒▒▒</td></tr></table></main>',
    '/admin/busy/api-keys',
  );
  await serve(context, STRANGE_TAB);
  // The last page is told of after the same time as the others would have been.
  const told = (): Promise<string[]> => listener.evaluate(() => (globalThis as any).told);
  await expect.poll(async () => (await told()).includes('/admin/api-keys')).toBe(true);
  expect([...new Set(await told())]).toEqual(['/admin/api-keys']);
  await serve(
    context,
    '<!doctype html><title>API Keys | data.gov.sg</title><main><h1>API Keys</h1><table><tr><th>Key Name</th><th>Expiration</th></tr><tr><td>found-again</td><td>Never</td></tr></table></main>',
    '/admin/read/api-keys',
  );
  await expect.poll(async () => Object.keys((await storedDocuments(keyCompanion)).keys)).not.toContain('unreadable');
});

test('a key can be added by hand, is validated as it is entered, survives readings, and can be forgotten', async ({
  keyCompanion,
}) => {
  const popup = await keyCompanion.openPopup();
  await popup.getByRole('button', { name: 'Add a key by hand' }).click();
  const name = popup.getByLabel('Key name');
  const date = popup.getByLabel('Expiry date', { exact: true });
  // Nothing is wrong before the user has been at a field.
  await expect(popup.getByText('Enter the')).toHaveCount(0);
  await name.focus();
  await popup.keyboard.press('Tab');
  await expect(name).toHaveAccessibleDescription('Enter the name of the key as shown on data.gov.sg.');
  await expect(popup.getByText('Enter the date')).toHaveCount(0);
  await popup.getByRole('button', { name: 'Add key' }).click();
  await expect(name).toBeFocused();
  await expect(date).toHaveAccessibleDescription('Enter the date on which the key stops working.');
  await name.fill('by-hand');
  await expect(name).toHaveAttribute('aria-invalid', 'false');
  await date.fill('2020-11-29');
  await expect(date).toHaveAccessibleDescription('This date has passed: the key will be listed as expired.');
  // A year of which a digit is missing.
  await date.fill('0203-11-29');
  await expect(date).toHaveAccessibleDescription('Enter the date on which the key stops working.');
  await date.fill('2031-11-29');
  await expect(date).toHaveAccessibleDescription('');
  const time = popup.getByLabel('Time, if known');
  await time.focus();
  await popup.keyboard.type('06');
  await popup.getByRole('button', { name: 'Add key' }).click();
  await expect(time).toHaveAccessibleDescription('Complete the time, or clear it.');
  await expect(time).toBeFocused();
  await time.fill('18:00');
  await popup.getByRole('button', { name: 'Add key' }).click();
  await expect(popup.getByText('29 Nov 2031, 18:00 SGT · Write key · Added by hand')).toBeVisible();

  await popup.getByRole('button', { name: 'Add a key by hand' }).click();
  await name.fill('by-hand');
  await popup.keyboard.press('Tab');
  await expect(name).toHaveAccessibleDescription('A key with this name is already listed. This adds another one.');
  await popup.getByRole('button', { name: 'Cancel' }).click();

  const page = await keyCompanion.openTab();
  await expect(page.locator('key-expiry-badge')).toHaveCount(8);
  await expect(popup.locator('.key')).toHaveCount(9);
  await popup.getByRole('button', { name: 'by-hand' }).click();
  await popup.getByRole('button', { name: 'Remove from list' }).click();
  await expect(popup.locator('.key')).toHaveCount(8);
});
