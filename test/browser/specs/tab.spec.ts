import {
  createKey,
  expect,
  EXPECTED_BADGES,
  expectBadgeOnEveryKey,
  shownBadges,
  testOfPages as test,
} from '../support/fixtures';

test('every key on the tab has one badge with the right status, text and date', async ({ keyCompanion }) => {
  const page = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(page);
  const printed = new Map(
    await page.evaluate(() => (window as any).replica.keys().map((key: any) => [key.name, key.expiresAt])),
  );
  for (const { row, status, text, expiresAt, title } of await shownBadges(page)) {
    expect.soft({ row, status }).toEqual({ row, status: EXPECTED_BADGES[row]?.status });
    expect.soft(text, row).toMatch(EXPECTED_BADGES[row]!.text);
    if (status === 'never' || status === 'unknown') {
      expect.soft(expiresAt, row).toBeUndefined();
    } else {
      // The stand-in prints no seconds.
      expect
        .soft(Date.parse(expiresAt!), row)
        .toBe(Math.floor(Date.parse(printed.get(row) as string) / 60_000) * 60_000);
      expect.soft(title, row).toMatch(/^Stop(s|ped) working on \d{1,2} \w{3,4} \d{4}, \d\d:\d\d SGT/);
    }
  }
});

test('a date that cannot be read is shown as such, with the text as printed', async ({ keyCompanion }) => {
  const page = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(page);
  const badge = (await shownBadges(page)).find(({ row }) => row === 'carpark-sensor-pilot');
  expect(badge).toMatchObject({ status: 'unknown', text: 'Expiry unknown' });
  expect(badge?.title).toContain('“Pending approval”');
});

test('badges survive rows that are thrown away, rewritten, added and removed', async ({ keyCompanion }) => {
  const page = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(page);
  for (const change of [
    'rerender()',
    'touch()',
    'storm(500)',
    "addKey({ name: 'added-key', expiresAt: '2031-01-01T00:00:00Z' })",
    "removeKey('tender-feed')",
    'rerender()',
  ]) {
    await page.evaluate(`replica.${change}`);
    await expectBadgeOnEveryKey(page);
  }
  expect((await shownBadges(page)).find(({ row }) => row === 'added-key')).toMatchObject({
    status: 'valid',
    expiresAt: '2031-01-01T00:00:00.000Z',
  });
});

test('badges follow when the user creates and deletes a key', async ({ keyCompanion }) => {
  const page = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(page);
  await createKey(page, 'new-pipeline', '3 Months');
  await page.getByRole('button', { name: 'Done' }).click();
  await expectBadgeOnEveryKey(page);
  expect((await shownBadges(page)).find(({ row }) => row === 'new-pipeline')).toMatchObject({ status: 'valid' });
  await page.getByRole('button', { name: 'Delete new-pipeline' }).click();
  await page.getByRole('button', { name: 'Delete API key', exact: true }).click();
  await expect(page.getByText('Deleted the API key.')).toBeVisible();
  await expectBadgeOnEveryKey(page);
});

test('badges come and go as the tab is entered and left without a reload', async ({ keyCompanion }) => {
  const page = await keyCompanion.openTab('/admin/datasets');
  await expect(page.getByRole('table')).toBeVisible();
  await page.evaluate(() => ((window as any).sameDocument = true));
  for (let round = 0; round < 2; round++) {
    await page.getByRole('tab', { name: 'API Keys' }).click();
    await expectBadgeOnEveryKey(page);
    await page.getByRole('tab', { name: 'Datasets' }).click();
    await expect(page.locator('key-expiry-badge')).toHaveCount(0);
  }
  await page.goBack();
  await expectBadgeOnEveryKey(page);
  expect(await page.evaluate(() => (window as any).sameDocument)).toBe(true);
});

test('the content script does not even listen to the extension on pages other than the tab', async ({
  keyCompanion,
}) => {
  const ask = (path: string): Promise<unknown> =>
    keyCompanion.ask(async (url) => {
      const { tabs } = (globalThis as any).chrome;
      const [{ id }] = await tabs.query({ url });
      return tabs.sendMessage(id, { type: 'isHere' }).catch(() => 'nobody');
    }, `https://data.gov.sg${path}`);
  const other = await keyCompanion.openTab('/');
  await expect(other.getByRole('link').first()).toBeVisible();
  expect(await ask('/')).toBe('nobody');
  // On a dashboard it listens for the wish to teach the page, and answers nothing else.
  const page = await keyCompanion.openTab('/admin/datasets');
  await expect(page.getByRole('table')).toBeVisible();
  expect(await ask('/admin/datasets')).not.toBe(true);
  // It is there all the same, and answers as soon as the page may be the tab.
  await page.getByRole('tab', { name: 'API Keys' }).click();
  await expectBadgeOnEveryKey(page);
  expect(await ask('/admin/api-keys')).toBe(true);
});

test('a list that loads very late gets its badges, also if the page says only then what it is', async ({
  keyCompanion,
}) => {
  const page = await keyCompanion.openTab('/admin/api-keys?delay=11000');
  const neutral = await keyCompanion.context.newPage();
  await neutral.route('https://data.gov.sg/dashboard', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>data.gov.sg</title><main></main><script>setTimeout(() => {
      document.querySelector('main').innerHTML = '<h1>API keys</h1><ul><li><b>late-key</b> <span>Expires 7 Aug 2031</span></li><li><b>later-key</b> <span>Never expires</span></li></ul>';
    }, 10500)</script>`,
    }),
  );
  await neutral.goto('https://data.gov.sg/dashboard');
  await expect(page.locator('key-expiry-badge')).toHaveCount(0);
  await expect(neutral.locator('key-expiry-badge')).toHaveCount(2);
  await expect(page.locator('key-expiry-badge')).toHaveCount(8);
  await expectBadgeOnEveryKey(page);
});

test('a laptop in another time zone sees the same dates, and its own beside them', async ({ keyCompanion }) => {
  const page = await keyCompanion.openTab();
  const session = await keyCompanion.context.newCDPSession(page);
  await session.send('Emulation.setTimezoneOverride', { timezoneId: 'America/New_York' });
  await page.reload();
  await expectBadgeOnEveryKey(page);
  const { title, status, expiresAt } = (await shownBadges(page)).find(({ row }) => row === 'gazette-uploader')!;
  expect({ status, time: expiresAt?.slice(10) }).toEqual({ status: 'critical', time: 'T10:00:00.000Z' });
  expect(title).toMatch(/18:00 SGT\nOn this computer’s clock: .*0[56]:00/);
});
