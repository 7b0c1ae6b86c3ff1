import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import { inTab, serve, trace, type Contender } from './browsers';
import { isOurs, TAB, type Figures } from './figures';
import { untilBadged } from './page-figures';
import type { Step } from './rounds';
import { keysPage, KEYS_URL, ORDINARY_URL } from './sites';
import { scriptBetween } from './trace';

/*
 * Experiments that show how low the figures of the tab could be: which part of the script runs at all on its plainest
 * page, and what the same page costs once all functions have run before.
 */

const SIZES = [6, 50, 1000];
/** After this time (ms) a page is at rest: reports are sent, and the guard is there. */
const REST = 1_500;

/** The steps for all sizes. */
export function floorSteps(contenders: readonly Contender[], figures: Figures): Step[] {
  const builds = contenders.filter(({ variant }) => isOurs(variant));
  return SIZES.flatMap((size) =>
    builds.flatMap((build): Step[] => [
      {
        name: `${TAB} ${size} run ${build.variant}`,
        rounds: 1,
        run: async (round) =>
          figures.note(
            { topic: TAB, name: 'minified bytes of functions that run', unit: 'kB', size },
            build.variant,
            round,
            await bytesRun(build, size),
          ),
      },
      {
        name: `${TAB} ${size} again ${build.variant}`,
        run: async (round) =>
          figures.note(
            { topic: TAB, name: 'script when the tab is entered again', unit: 'ms', size },
            build.variant,
            round,
            await scriptOfSecondVisit(build, size),
          ),
      },
    ]),
  );
}

async function showTab(page: Page, size: number): Promise<void> {
  await page.goto(KEYS_URL);
  await untilBadged(page, size);
  await page.waitForTimeout(REST);
}

/** How much (kB) of the files that a tab has loaded belongs to functions that ran, or to none. */
function bytesRun(contender: Contender, size: number): Promise<number> {
  return inTab(contender, async (page, session) => {
    await serve(page, keysPage(size));
    await session.send('Profiler.enable');
    await session.send('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    await showTab(page, size);
    const files = (await coverageOf(session)).filter(({ url }) => url.startsWith('chrome-extension://'));
    return files.reduce((sum, file) => sum + bytesRunOf(file, contender.folder), 0) / 1000;
  });
}

type Coverage = Awaited<ReturnType<typeof coverageOf>>[number];

async function coverageOf(session: CDPSession) {
  return (await session.send('Profiler.takePreciseCoverage')).result;
}

function bytesRunOf({ url, functions }: Coverage, folder: string): number {
  const script = readFileSync(join(folder, new URL(url).pathname.split('/').at(-1)!), 'utf8');
  const runs = new Uint8Array(script.length);
  const ranges = functions.map(({ ranges: [all] }) => all!);
  // What is within another function comes after that.
  ranges.sort((one, other) => one.startOffset - other.startOffset || other.endOffset - one.endOffset);
  for (const { startOffset, endOffset, count } of ranges) runs.fill(Math.sign(count), startOffset, endOffset);
  return runs.reduce((sum, byte) => sum + byte, 0);
}

/** The script (ms) of reading and showing the tab, after the same page has been left without another load. */
function scriptOfSecondVisit(contender: Contender, size: number): Promise<number> {
  return inTab(contender, async (page, session) => {
    await serve(page, keysPage(size));
    await showTab(page, size);
    await page.evaluate((url) => history.pushState(null, '', url), ORDINARY_URL);
    await untilBadged(page, 0);
    await page.waitForTimeout(REST);
    const events = await trace(session, async () => {
      await page.evaluate((url) => {
        performance.mark('bench:again');
        history.pushState(null, '', url);
      }, KEYS_URL);
      await untilBadged(page, size);
      await page.waitForTimeout(REST);
      await page.evaluate(() => void performance.mark('bench:end'));
    });
    return scriptBetween(events)('bench:again', 'bench:end');
  });
}
