import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchFirefox } from '../support/firefox';
import { expect, test } from '../support/fixtures';
import { EXTENSION, startChromium, startPlainChromium } from '../support/launch';
import { hostAsked, objectionTo, REACHABLE } from '../support/network';

/* That no browser of a test reaches the network, and that one which tried would be noticed. */

const SECURE = 'https://a.not-on-the-list.example/page?key=1';
const PLAIN = 'http://b.not-on-the-list.example/page';
const BOTH = ['a.not-on-the-list.example', 'b.not-on-the-list.example'];

test('a Chromium that asks for another host gets nothing, and is noticed', async ({ profile }) => {
  const asked: string[] = [];
  const context = await startChromium({ profile, extension: EXTENSION, onAsked: (host) => asked.push(host) });
  try {
    const page = await context.newPage();
    const answers: unknown[] = [];
    for (const url of [SECURE, PLAIN])
      answers.push(
        await page.goto(url).then(
          (response) => response?.status(),
          () => 'none',
        ),
      );

    expect(answers).toEqual(['none', 'none']);
  } finally {
    await context.close();
  }
  expect([...new Set(asked)].sort()).toEqual(BOTH);
  expect(objectionTo(asked)).toMatch(/asked for .*: a\.not-on-the-list\.example, b\.not-on-the-list\.example$/);
});

test('a Chromium without the extension that asks for another host is noticed', async () => {
  const asked: string[] = [];
  const browser = await startPlainChromium((host) => asked.push(host));
  try {
    const page = await browser.newPage();
    for (const url of [SECURE, PLAIN]) await page.goto(url).catch(() => undefined);
  } finally {
    await browser.close();
  }
  expect([...new Set(asked)].sort()).toEqual(BOTH);
});

test('a Firefox that asks for another host gets nothing, and is noticed', async () => {
  const asked: string[] = [];
  const firefox = await launchFirefox({ onAsked: (host) => asked.push(host) });
  try {
    const page = await firefox.openPage('licences.txt');
    for (const url of [SECURE, PLAIN]) await page.goto(url).catch(() => undefined);
  } finally {
    await firefox.close();
  }
  expect([...new Set(asked)].sort()).toEqual(BOTH);
});

test('the list of hosts that may be asked for is empty, and every other one fails the suite', () => {
  expect(REACHABLE).toEqual([]);
  expect(objectionTo([])).toBeUndefined();
  // For these the stand-in answers, and Chromium gets ready.
  expect(objectionTo(['data.gov.sg', 'beta.data.gov.sg'])).toBeUndefined();
  for (const host of ['example.com', 'gov.sg', 'data.gov.sg.example.com', 'update.googleapis.com', '? "rubbish"'])
    expect(objectionTo(['data.gov.sg', host]), host).toContain(host);
});

test('a host is told from whatever a browser asks a proxy', () => {
  for (const [request, host] of [
    ['CONNECT Example.com:443 HTTP/1.1\r\n\r\n', 'example.com'],
    ['GET http://example.com/a?b HTTP/1.1\r\n\r\n', 'example.com'],
    ['POST http://example.com:8080/ HTTP/1.1\r\n\r\n', 'example.com'],
    ['\u0016\u0003\u0001', '? "\\u0016\\u0003\\u0001"'],
    ['', '? ""'],
  ] as const)
    expect(hostAsked(request)).toBe(host);
});

test('no browser is started anywhere else', () => {
  const starts = /\b(?:chromium|firefox|webkit|puppeteer)\s*\.\s*(?:launch|connect)\w*\s*\(/;
  const files = ['browser', 'bench', 'commands'].flatMap((folder) =>
    readdirSync(join('test', folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join('test', folder, name)),
  );
  expect(files.filter((file) => starts.test(readFileSync(file, 'utf8'))).sort()).toEqual([
    'test/browser/support/firefox.ts',
    'test/browser/support/launch.ts',
  ]);
});
