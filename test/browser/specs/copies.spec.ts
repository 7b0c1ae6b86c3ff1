import type { Page } from '@playwright/test';
import { COPY_PAGE, falseAlarms, unnoticedLeaks, warningText, type DrivenPage } from '../support/copy-ways';
import { FAKE_SECRET } from '../support/fake-secret';
import {
  expect,
  expectWarnedWithinASecond,
  inPageTime,
  openGuarded,
  pressOnceSeen,
  test as testAlone,
  testOfPages as test,
} from '../support/fixtures';

function driven(page: Page): DrivenPage {
  return {
    evaluate: (run, argument) => page.evaluate(run as never, argument as never),
    press: (keys) => page.keyboard.press(keys),
    mouse: {
      move: (x, y) => page.mouse.move(x, y),
      click: (x, y, times = 1) => page.mouse.click(x, y, { clickCount: times }),
      down: () => page.mouse.down(),
      up: () => page.mouse.up(),
    },
  };
}

testAlone(
  'a key that is copied in any way brings up the warning within a second, and nothing of it outlives the moment',
  async ({ keyCompanion }) => {
    const heard: string[] = [];
    keyCompanion.context.on('console', (message) => heard.push(message.text()));
    keyCompanion.context.on('weberror', (error) => heard.push(String(error.error())));
    const worker = await keyCompanion.worker();
    worker.on('console', (message) => heard.push(message.text()));
    await worker.evaluate(() => {
      const passed: string[] = [];
      Object.assign(globalThis, { passed });
      (globalThis as any).chrome.runtime.onMessage.addListener(
        (message: unknown) => void passed.push(JSON.stringify(message)),
      );
    });
    const page = await openGuarded(keyCompanion, COPY_PAGE);
    expect(await unnoticedLeaks(driven(page))).toEqual([]);

    const messages = await worker.evaluate(() => (globalThis as never as { passed: string[] }).passed);
    const stored = await worker.evaluate(async () => {
      const { storage } = (globalThis as any).chrome;
      const areas = await Promise.all([
        storage.local.get(),
        storage.session.get(),
        storage.sync.get(),
        storage.managed.get().catch(() => ({})),
      ]);
      return JSON.stringify(areas);
    });
    const onPage = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    );
    // The copies were told of, so there was something to find the secret in.
    expect(messages.filter((message) => message.includes('"copied"')).length).toBeGreaterThan(0);
    expect(stored).toContain('gazette-uploader');
    const everything = [...messages, ...heard, stored, onPage].join('\n');
    for (const part of [
      FAKE_SECRET,
      FAKE_SECRET.slice(0, 24),
      'A'.repeat(16),
      '0'.repeat(24),
      btoa(FAKE_SECRET).slice(4, 40),
    ])
      expect(everything).not.toContain(part);
  },
);

test('anything else that is copied brings up nothing', async ({ keyCompanion }) => {
  const page = driven(await openGuarded(keyCompanion, COPY_PAGE));
  expect(await falseAlarms(page)).toEqual([]);
  expect(await warningText(page)).toBeUndefined();
});

for (const command of ['copy', 'cut']) {
  test(`“${command}” of the context menu brings up the warning`, async ({ keyCompanion }) => {
    const page = await openGuarded(keyCompanion, COPY_PAGE);
    await page.locator('#area').click();
    await page.keyboard.press('ControlOrMeta+a');
    // The menu itself is the browser's own; what it does is this command, without any key that the page could see.
    const session = await keyCompanion.context.newCDPSession(page);
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', key: 'F24', commands: [command] });
    await expect(page.locator('key-leak-warning')).toHaveCount(1);
  });
}

test('all of a page with 1,000 ids can be copied: they bring up nothing, and a key among them does', async ({
  keyCompanion,
}) => {
  const rows = Array.from(
    { length: 1_000 },
    (_, index) => `<tr><td>key-${index}</td><td>${crypto.randomUUID()}</td><td>07 Aug 2027, 23:59</td></tr>`,
  ).join('');
  const page = await openGuarded(
    keyCompanion,
    `<title>API Keys</title><h1>API Keys</h1><button>Create API key</button>
    <table><thead><tr><th>Key Name</th><th>Key</th><th>Expiration</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
  const copyAll = async (): Promise<void> => {
    await page.locator('h1').click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('ControlOrMeta+c');
  };
  await copyAll();
  expect(await warningText(driven(page))).toBeUndefined();
  // Time enough for a warning, were there one.
  await inPageTime(page, 700);
  expect(await warningText(driven(page))).toBeUndefined();
  await page
    .locator('td:nth-child(2)')
    .last()
    .evaluate((cell) => void (cell.textContent = 'Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9'));
  await copyAll();
  await expect(page.locator('key-leak-warning')).toHaveCount(1);
});

test('a key in a column of keys brings up the warning, whatever it looks like, and an id, a date or a name does not', async ({
  keyCompanion,
}) => {
  const keys = [
    '39cf1f22-fd4d-4ff6-8a3e-5b7d90c1e2f4',
    '3f9a 8b7c 6d5e 4f3a 2b1c 0d9e 8f7a 6b5c',
    'AKIAZZZZZZZZZZ0A1B2C',
  ];
  const rows = keys
    .map(
      (key, index) =>
        `<tr><td>${key}</td><td>8e4b6d10-2c9f-4b7a-9d35-f0a1c6e28b7${index}</td><td>Coastal cams ${index}</td><td>07 Aug 2027, 23:59</td></tr>`,
    )
    .join('');
  const page = await openGuarded(
    keyCompanion,
    `<title>API Keys</title><h1>API Keys</h1><button>Create API key</button>
    <table><thead><tr><th>API Key</th><th>Key ID</th><th>Description</th><th>Expiration</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
  const copy = async (row: number, column: number): Promise<void> => {
    await page
      .locator(`tbody tr:nth-child(${row}) td:nth-child(${column})`)
      .click({ clickCount: 3, position: { x: 10, y: 8 } });
    await page.keyboard.press('ControlOrMeta+c');
  };
  for (const column of [2, 3, 4]) await copy(1, column);
  // Time enough for a warning, were there one.
  await inPageTime(page, 700);
  expect(await warningText(driven(page))).toBeUndefined();
  for (const row of [1, 2, 3]) {
    await expectWarnedWithinASecond(page, () => copy(row, 1));
    await pressOnceSeen(page.getByRole('button', { name: 'Got it' }));
    await expect(page.locator('key-leak-warning')).toHaveCount(0);
  }
});
