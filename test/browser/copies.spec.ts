import type { Page } from '@playwright/test';
import { COPY_PAGE, falseAlarms, unnoticedLeaks, warningText, type DrivenPage } from './copy-ways';
import { FAKE_SECRET } from './fake-secret';
import { expect, openGuarded, test } from './fixtures';

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

test('a key that is copied in any way brings up the warning within a second, and nothing of it outlives the moment', async ({ keyCompanion }) => {
  test.setTimeout(120_000);
  const heard: string[] = [];
  keyCompanion.context.on('console', (message) => heard.push(message.text()));
  keyCompanion.context.on('weberror', (error) => heard.push(String(error.error())));
  const worker = await keyCompanion.worker();
  worker.on('console', (message) => heard.push(message.text()));
  await worker.evaluate(() => {
    const passed: string[] = [];
    Object.assign(globalThis, { passed });
    (globalThis as any).chrome.runtime.onMessage.addListener((message: unknown) => void passed.push(JSON.stringify(message)));
  });
  const page = await openGuarded(keyCompanion, COPY_PAGE);
  expect(await unnoticedLeaks(driven(page))).toEqual([]);

  const messages = await worker.evaluate(() => (globalThis as never as { passed: string[] }).passed);
  const stored = await worker.evaluate(async () => {
    const { storage } = (globalThis as any).chrome;
    const areas = await Promise.all([storage.local.get(), storage.session.get(), storage.sync.get(), storage.managed.get().catch(() => ({}))]);
    return JSON.stringify(areas);
  });
  const onPage = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  // The copies were told of, so there was something to find the secret in.
  expect(messages.filter((message) => message.includes('"copied"')).length).toBeGreaterThan(0);
  expect(stored).toContain('gazette-uploader');
  const everything = [...messages, ...heard, stored, onPage].join('\n');
  for (const part of [FAKE_SECRET, FAKE_SECRET.slice(0, 24), 'A'.repeat(16), '0'.repeat(24), btoa(FAKE_SECRET).slice(4, 40)]) expect(everything).not.toContain(part);
});

test('anything else that is copied brings up nothing', async ({ keyCompanion }) => {
  test.setTimeout(120_000);
  const page = driven(await openGuarded(keyCompanion, COPY_PAGE));
  expect(await falseAlarms(page)).toEqual([]);
  expect(await warningText(page)).toBeUndefined();
});
