import type { Page } from '@playwright/test';
import { COPY_PAGE } from '../support/copy-ways';
import { FAKE_SECRET } from '../support/fake-secret';
import {
  expect,
  expectWarnedWithinASecond,
  isHooked,
  openGuarded,
  storedDocuments,
  pressOnceSeen,
  testOfPages as test,
} from '../support/fixtures';

const WARNING = 'key-leak-warning';
const HOOKED = [
  ['Clipboard', 'writeText'],
  ['Clipboard', 'write'],
  ['DataTransfer', 'setData'],
  ['DataTransferItemList', 'add'],
  ['Function', 'toString'],
] as const;

/** Has a page keep hold of the hook’s element. */
const CATCH_PORT = `<script>
  new MutationObserver((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) if (node.localName === 'script' && node.src.includes('clipboard-hook')) window.port = node;
  }).observe(document, { subtree: true, childList: true });
</script>`;

/** All that a page can learn of the functions that are observed: what they are, print, give and throw. */
function observations(page: Page): Promise<unknown> {
  return page.evaluate(
    async (hooked: string[][]) => {
      const seen: unknown[] = [];
      const outcome = async (run: () => unknown): Promise<string> => {
        try {
          return `gave ${String(await run())}`;
        } catch (error) {
          return `threw ${(error as Error).name}: ${(error as Error).message}`;
        }
      };
      for (const [holder = '', name = ''] of hooked) {
        const { prototype } = (window as any)[holder];
        const { value, ...flags } = Object.getOwnPropertyDescriptor(prototype, name)!;
        seen.push([
          holder,
          name,
          flags,
          typeof value,
          value.name,
          value.length,
          String(value),
          Function.prototype.toString.call(value),
          Object.getOwnPropertyNames(value).sort(),
          'prototype' in value,
        ]);
        seen.push(Object.keys(prototype));
        seen.push(await outcome(() => value.call({})), await outcome(() => Reflect.construct(value, [])));
      }
      let conversions = 0;
      const counted = { toString: () => `text ${++conversions}` };
      const throwing = {
        toString: () => {
          throw new RangeError('of the page');
        },
      };
      const clipboard = navigator.clipboard as any;
      for (const args of [
        [],
        ['a'],
        [counted],
        [throwing],
        [Symbol('s')],
        [null],
        [undefined],
        [12],
        [new String('b')],
        ['a', 'b'],
      ])
        seen.push(await outcome(() => clipboard.writeText(...args)));
      seen.push(await outcome(() => navigator.clipboard.readText()), conversions);
      const item = (): ClipboardItem => new ClipboardItem({ 'text/plain': new Blob(['item'], { type: 'text/plain' }) });
      let steps = 0;
      function* items(): Generator<ClipboardItem> {
        steps++;
        yield item();
      }
      for (const args of [
        [],
        [null],
        ['text'],
        [12],
        [{}],
        [[]],
        [[item()]],
        [new Set([item()])],
        [items()],
        [[{}]],
        [{ [Symbol.iterator]: 1 }],
        [[item()], 'more'],
      ])
        seen.push(await outcome(() => clipboard.write(...args)));
      seen.push(steps, await outcome(() => navigator.clipboard.readText()));
      const transfer = new DataTransfer() as any;
      for (const args of [
        [],
        ['text/plain'],
        ['text/plain', 'a'],
        ['text/plain', counted],
        ['text/plain', Symbol('s')],
        ['text/html', '<b>a</b>', 'more'],
      ])
        seen.push(await outcome(() => transfer.setData(...args)));
      for (const args of [[], ['a'], ['a', 'text/x-own'], [new File([], 'f')], [{}]])
        seen.push(await outcome(() => typeof transfer.items.add(...args)));
      seen.push(transfer.types.join(), transfer.getData('text/plain'), conversions);
      seen.push(
        await outcome(() => Function.prototype.toString.call(1)),
        String(() => 1),
      );
      return seen;
    },
    HOOKED.map(([holder, name]) => [holder, name]),
  );
}

test('the page can observe nothing of the hook but that it is there', async ({ keyCompanion }) => {
  const plain = await keyCompanion.context.newPage();
  await keyCompanion.context.route('https://data.gov.sg/plain', (route) =>
    route.fulfill({
      body: COPY_PAGE.replaceAll('API Keys', 'Datasets').replaceAll('API key', 'dataset'),
      contentType: 'text/html',
    }),
  );
  await plain.goto('https://data.gov.sg/plain');
  const expected = await observations(plain);
  expect(await isHooked(plain)).toBe(false);
  const page = await openGuarded(keyCompanion, COPY_PAGE);
  expect(await isHooked(page)).toBe(true);
  expect(await observations(page)).toEqual(expected);
});

test('the hook puts back what it replaced when the tab goes, but for what the page has replaced since', async ({
  keyCompanion,
}) => {
  const page = await openGuarded(keyCompanion, COPY_PAGE);
  await page.evaluate(() => {
    const state = window as any;
    state.hookedWriteText = Clipboard.prototype.writeText;
    state.written = [];
    state.pageWrite = function write(this: Clipboard, ...args: unknown[]): unknown {
      state.written.push(args.length);
      return state.hookedWrite.apply(this, args);
    };
    state.hookedWrite = Clipboard.prototype.write;
    Clipboard.prototype.write = state.pageWrite;
    document.title = 'Datasets';
    document.querySelector('h1')!.textContent = 'Datasets';
    history.pushState({}, '', '/admin/datasets');
  });
  await expect.poll(() => isHooked(page)).toBe(false);
  const left = await page.evaluate(async (secret) => {
    const state = window as any;
    const isTheirs = Clipboard.prototype.write === state.pageWrite;
    // What the page kept of ours still works, and tells nobody anything.
    await state.hookedWriteText.call(navigator.clipboard, secret);
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': new Blob([secret], { type: 'text/plain' }) })]);
    return { isTheirs, written: state.written, prints: String(Function.prototype.toString) };
  }, FAKE_SECRET);
  expect(left).toEqual({ isTheirs: true, written: [1], prints: 'function toString() { [native code] }' });
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(FAKE_SECRET);
  expect(await page.locator(WARNING).count()).toBe(0);
});

test('what the page writes is looked at once its call has returned, and a long text does not hold it up', async ({
  keyCompanion,
}) => {
  const page = await openGuarded(keyCompanion, COPY_PAGE.replace('<head>', `<head>${CATCH_PORT}`));
  await expect.poll(() => page.evaluate(() => 'port' in window)).toBe(true);
  await page.bringToFront();
  const order = await page.evaluate(async (secret) => {
    const { port } = window as never as { port: HTMLElement };
    const seen: string[] = [];
    const heard = new Promise((resolve) =>
      port.addEventListener('key-companion-copied', () => resolve(seen.push('heard')), { once: true }),
    );
    const lines = Array.from({ length: 2_000 }, (_, index) => `key-${index},${crypto.randomUUID()}`);
    const written = navigator.clipboard.writeText(`${secret}\n${lines.join('\n')}`);
    seen.push('returned');
    await Promise.resolve();
    seen.push('went on');
    await Promise.all([heard, written]);
    return seen;
  }, FAKE_SECRET);
  expect(order).toEqual(['returned', 'went on', 'heard']);
  await expect(page.locator(WARNING)).toHaveCount(1);
});

test('a page that forges and floods the hook’s signals can raise the warning, and nothing else', async ({
  keyCompanion,
}) => {
  const page = await openGuarded(keyCompanion, COPY_PAGE.replace('<head>', `<head>${CATCH_PORT}`));
  await expect.poll(() => page.evaluate(() => 'port' in window)).toBe(true);
  const before = await storedDocuments(keyCompanion);
  await page.bringToFront();
  const flood = (): Promise<void> =>
    page.evaluate(() => {
      const { port } = window as never as { port: HTMLElement };
      const details = [
        'v2',
        'jwt',
        'token',
        'possible',
        'nonsense',
        '',
        null,
        12,
        {},
        { shape: 'v2' },
        '<img src=x onerror=alert(1)>',
        'x'.repeat(100_000),
      ];
      for (let count = 0; count < 5_000; count++)
        port.dispatchEvent(
          new CustomEvent<unknown>('key-companion-copied', { detail: details[count % details.length] }),
        );
      document.dispatchEvent(new ClipboardEvent('copy', { bubbles: true }));
    });
  await flood();
  await expect(page.locator(WARNING)).toHaveCount(1);
  await expect(page.locator(WARNING).getByText('You copied an API key')).toBeVisible();
  await pressOnceSeen(page.getByRole('button', { name: 'Got it' }));
  await flood();
  await flood();
  expect(await page.locator(WARNING).count()).toBe(0);
  expect((await storedDocuments(keyCompanion)).keys).toEqual(before.keys);
  await page.bringToFront();
  // And the guard is as awake as before.
  await page.locator('#text').click({ clickCount: 3 });
  await page.keyboard.press('ControlOrMeta+c');
  await expect(page.locator(WARNING)).toHaveCount(1);
});

test('a page that has frozen its clipboard still warns of a pressed Copy button', async ({ keyCompanion }) => {
  const page = await openGuarded(
    keyCompanion,
    COPY_PAGE.replace(
      '<head>',
      '<head><script>Object.freeze(Clipboard.prototype); Object.freeze(DataTransfer.prototype);</script>',
    ),
  );
  expect(await isHooked(page)).toBe(false);
  await expectWarnedWithinASecond(page, () => page.locator('#kept').click());
});
