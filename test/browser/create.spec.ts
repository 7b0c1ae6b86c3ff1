import { expect, expectBadgeOnEveryKey, shownBadges, testOfPages as test } from './fixtures';

const NOTE = 'key-lifespan-note';

test('the create form says until when the new key would work, and what it may do', async ({ keyCompanion }) => {
  const page = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(page);
  await page.getByRole('button', { name: 'Create API key' }).click();
  await expect(page.getByText('It can do everything that your account can do.')).toBeVisible();
  for (const [option, months] of [['3 Months', 3], ['1 Year', 12]] as const) {
    await page.getByRole('combobox').click();
    await page.getByRole('option', { name: option, includeHidden: true }).click();
    const expected = await page.evaluate((count) => {
      // Singapore's calendar, counted independently of the extension: the same day of the month, or its last one.
      const [year, month, day] = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Singapore' }).format().split('-').map(Number) as [number, number, number];
      const last = new Date(Date.UTC(year, month - 1 + count + 1, 0)).getUTCDate();
      const at = new Date(Date.UTC(year, month - 1 + count, Math.min(day, last)));
      return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).format(at);
    }, months);
    await expect(page.locator(NOTE)).toContainText(`A key created now stops working around ${expected}.`);
  }
  await page.getByRole('combobox').click();
  await page.getByRole('option', { name: 'No expiration', includeHidden: true }).click();
  await expect(page.locator(NOTE)).toContainText('The key works until somebody deletes it.');
  await expect(page.locator(NOTE)).toHaveCount(1);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.locator(NOTE)).toHaveCount(0);
});

test('a key whose list shows no date gets an estimated one from the chosen lifespan, also after a reload', async ({ keyCompanion }) => {
  const page = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(page);
  await page.getByRole('button', { name: 'Create API key' }).click();
  await page.getByRole('dialog').getByLabel('Key Name').fill('without-date');
  await page.getByRole('combobox').click();
  await page.getByRole('option', { name: '3 Months', includeHidden: true }).click();
  await expect(page.locator(NOTE)).toContainText('stops working around');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.locator(NOTE)).toHaveCount(0);
  await page.evaluate(() => (window as any).replica.addKey({ name: 'without-date', expiresAt: 'Being set up' }));
  for (let visit = 0; visit < 2; visit++) {
    await expectBadgeOnEveryKey(page);
    await expect.poll(async () => (await shownBadges(page)).find(({ row }) => row === 'without-date')?.text).toMatch(/^Expires in about (89|9\d) days$/);
    const badge = (await shownBadges(page)).find(({ row }) => row === 'without-date')!;
    expect(badge.title).toContain('Estimated');
    expect(badge.status).toBe('valid');
    await page.reload();
  }
});
