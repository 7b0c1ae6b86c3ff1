import { readFileSync } from 'node:fs';
import { parseAst } from 'vite';
import { COPY_PAGE } from '../support/copy-ways';
import { FAKE_SECRET } from '../support/fake-secret';
import { expect, openGuarded, testOfPages as test } from '../support/fixtures';
import { EXTENSION, TAB_URL } from '../support/launch';

/* The scripts in the page's own world are among built-ins that the page may put anything in the place of. */

const HOLDERS = [
  'String.prototype',
  'RegExp.prototype',
  'Array.prototype',
  'Array',
  'Object',
  'Object.prototype',
  'Reflect',
  'Function.prototype',
  'Map.prototype',
  'Set.prototype',
  'WeakMap.prototype',
  'Promise.prototype',
  'Promise',
  'Event.prototype',
  'MessageEvent.prototype',
  'EventTarget.prototype',
  'MessagePort.prototype',
  'Symbol',
  'Symbol.prototype',
  'Element.prototype',
  'Document.prototype',
  'ClipboardItem.prototype',
  'Blob.prototype',
];
const GLOBALS = [
  'String',
  'RegExp',
  'Map',
  'Set',
  'Proxy',
  'Promise',
  'Reflect',
  'Object',
  'Symbol',
  'Array',
  'CustomEvent',
  'MessageChannel',
  'MessagePort',
  'EventTarget',
  'Clipboard',
  'ClipboardItem',
  'setTimeout',
  'queueMicrotask',
];

interface Node {
  type: string;
  [part: string]: unknown;
}

/** All parts of a code, however deep. */
function* partsOf(node: Node): Generator<Node> {
  yield node;
  for (const part of Object.values(node).flat())
    if (typeof part === 'object' && part !== null && 'type' in part) yield* partsOf(part as Node);
}

test('the built hook calls nothing that it has not taken before, and goes through no list but by its index', () => {
  expect(unsafeIn(readFileSync(`${EXTENSION}/clipboard-hook.js`, 'utf8'))).toEqual([]);
});

test('the built takeover probe calls nothing that it has not taken before', () => {
  expect(unsafeIn(readFileSync(`${EXTENSION}/takeover-probe.js`, 'utf8'))).toEqual([]);
});

/** Pieces of a code that the page could get between. */
function unsafeIn(code: string): string[] {
  const found: string[] = [];
  for (const node of partsOf(parseAst(code) as unknown as Node)) {
    const piece = code.slice(node.start as number, Math.min(node.end as number, (node.start as number) + 80));
    const isMethod =
      (node.type === 'CallExpression' || node.type === 'NewExpression') &&
      ((node.callee as Node).type === 'MemberExpression' || (node.callee as Node).type === 'ChainExpression');
    const isIterated = [
      'ForOfStatement',
      'ArrayPattern',
      'YieldExpression',
      'AwaitExpression',
      'TaggedTemplateExpression',
    ].includes(node.type);
    const isSpread =
      ['ArrayExpression', 'CallExpression', 'NewExpression'].includes(node.type) &&
      ((node.elements ?? node.arguments) as (Node | null)[]).some((part) => part?.type === 'SpreadElement');
    if (isMethod || isIterated || isSpread) found.push(piece);
  }
  // What the builder of the extension puts around every script, which runs once and reads nothing of the page.
  const around = /^[\w$]+\.(?:main|catch|error)\(|^\[\.\.\.\w\]/;
  return found.filter((piece) => !around.test(piece));
}

test('each built-in may be the page’s own, and throw: a text that it writes is written, and noticed', async ({
  keyCompanion,
}) => {
  const catchPort = `<script>new MutationObserver((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) if (node.localName === 'script' && node.src.includes('clipboard-hook')) window.port = node;
  }).observe(document, { subtree: true, childList: true });</script>`;
  const page = await openGuarded(keyCompanion, COPY_PAGE.replace('<head>', `<head>${catchPort}`));
  await expect.poll(() => page.evaluate(() => 'port' in window)).toBe(true);
  await page.bringToFront();
  const seen = await page.evaluate(
    ({ holders, globals, secret }) => {
      const { defineProperty, getOwnPropertyDescriptor, ownKeys, apply } = Reflect;
      const { setTimeout: soon, String: text } = globalThis;
      const { clipboard } = navigator;
      const { writeText } = Clipboard.prototype;
      const { setData } = DataTransfer.prototype;
      const transfer = new DataTransfer();
      const { port } = window as never as { port: HTMLElement };
      let heard = 0;
      port.addEventListener('key-companion-copied', () => heard++);
      const holderAt = (path: string): any => path.split('.').reduce((value: any, part) => value[part], globalThis);
      const places: [holder: any, key: PropertyKey, name: string][] = [];
      for (const holder of holders)
        for (const key of ownKeys(holderAt(holder))) places.push([holderAt(holder), key, `${holder}.${text(key)}`]);
      for (const name of globals) places.push([globalThis, name, name]);
      // What all objects would have then.
      for (const name of [
        '0',
        '1',
        'get',
        'set',
        'value',
        'label',
        'shape',
        'bubbles',
        'apply',
        'once',
        'signal',
        'capture',
        'then',
        'next',
        'done',
        'transfer',
      ])
        places.push([Object.prototype, name, `a new Object.prototype.${name}`]);
      const wrong: string[] = [];
      let tried = 0;
      return new Promise<{ tried: number; wrong: string[] }>((resolve) => {
        const report = (): void => resolve({ tried, wrong });
        const next = (index: number): void => {
          const place = places[index];
          if (!place) return report();
          const [holder, key, name] = place;
          const before = getOwnPropertyDescriptor(holder, key);
          const thrower = (): never => {
            throw 'by the page';
          };
          const own: PropertyDescriptor & { __proto__: null } =
            before && 'value' in before
              ? { __proto__: null, value: thrower, writable: true, enumerable: before.enumerable!, configurable: true }
              : {
                  __proto__: null,
                  get: thrower,
                  set: thrower,
                  enumerable: before?.enumerable ?? false,
                  configurable: true,
                };
          const isReplaceable = before
            ? before.configurable &&
              !('value' in before && typeof before.value !== 'function' && typeof before.value !== 'object')
            : true;
          if (!isReplaceable || !defineProperty(holder, key, own)) return next(index + 1);
          tried++;
          heard = 0;
          let threw = '';
          try {
            apply(writeText, clipboard, [secret]);
            apply(setData, transfer, ['text/plain', secret]);
          } catch (error) {
            threw = ` threw ${error as string}`;
          }
          let looks = 0;
          const look = (): void => {
            if (heard < 2 && ++looks < 100) return void soon(look, 5);
            if (before) defineProperty(holder, key, before);
            else delete holder[key];
            if (threw || heard < 2) wrong[wrong.length] = `${name}${threw} heard ${heard}`;
            next(index + 1);
          };
          soon(look, 1);
        };
        next(0);
      });
    },
    { holders: HOLDERS, globals: GLOBALS, secret: FAKE_SECRET },
  );
  expect(seen.wrong).toEqual([]);
  expect(seen.tried).toBeGreaterThan(250);
  await expect(page.locator('key-leak-warning')).toHaveCount(1);
});

/** A page whose scripts have broken all that `holder` has, before anything of ours can have come. */
const brokenPage = (holder: string): string =>
  COPY_PAGE.replace(
    '<head>',
    `<head><script>for (const key of Object.getOwnPropertyNames(${holder}).concat(Object.getOwnPropertySymbols(${holder}))) if (key !== 'constructor' && key !== 'writeText') try {
      const before = Object.getOwnPropertyDescriptor(${holder}, key);
      if (typeof before.value === 'function' && before.configurable) window.broken = (window.broken ?? []), window.broken[window.broken.length] = [${holder}, key];
    } catch {}
    addEventListener('DOMContentLoaded', () => { const { defineProperty } = Object, all = window.broken ?? []; for (let index = 0; index < all.length; index++) defineProperty(all[index][0], all[index][1], { __proto__: null, value() { throw 'by the page'; }, configurable: true, writable: true }); });
    </script>`,
  ).replace(
    '</h1>',
    `</h1><button id="writes" onclick="try { navigator.clipboard.writeText('plain'); this.title = 'written'; } catch (error) { this.title = 'threw ' + error; }">write</button>`,
  );

/** So many pages wait beside each other until ours is sure that no framework is to come. */
const AT_ONCE = 6;

test('a page that has broken its built-ins before the hook comes writes as without it', async ({ keyCompanion }) => {
  await keyCompanion.context.route(
    ({ href }) => href.startsWith(`${TAB_URL}?`),
    (route) =>
      route.fulfill({
        body: brokenPage(new URL(route.request().url()).searchParams.get('holder')!),
        contentType: 'text/html; charset=utf-8',
      }),
  );
  const pages = await Promise.all(HOLDERS.slice(0, AT_ONCE).map(() => keyCompanion.context.newPage()));
  const errors: string[] = [];
  for (const page of pages) page.on('pageerror', (error) => errors.push(`${page.url()}: ${String(error)}`));
  for (let first = 0; first < HOLDERS.length; first += AT_ONCE) {
    const opened = HOLDERS.slice(first, first + AT_ONCE).map((holder, index) => ({ holder, page: pages[index]! }));
    await Promise.all(opened.map(({ holder, page }) => page.goto(`${TAB_URL}?holder=${holder}`)));
    for (const { holder, page } of opened) {
      await page.bringToFront();
      await expect(page.locator('key-expiry-badge'), holder).toHaveCount(2);
      await page.locator('#writes').click();
      await expect(page.locator('#writes'), holder).toHaveAttribute('title', 'written');
    }
  }
  expect(errors).toEqual([]);
});

test('a picture that is called “currentScript” is not taken for the hook’s own element', async ({ keyCompanion }) => {
  const page = await openGuarded(keyCompanion, COPY_PAGE.replace('</h1>', '</h1><img name="currentScript" alt="">'));
  await page.bringToFront();
  await page.evaluate((secret) => navigator.clipboard.writeText(secret), FAKE_SECRET);
  await expect(page.locator('key-leak-warning')).toHaveCount(1);
});
