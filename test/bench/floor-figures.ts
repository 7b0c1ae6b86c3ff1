import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import { heapOf, inTab, serve, trace, type Contender } from './browsers';
import { isOurs, TAB, type Figures, type Unit } from './figures';
import type { Instruments } from './instruments';
import { untilBadged } from './page-figures';
import type { Step } from './rounds';
import { keysPage, KEYS_URL, mentioningPage, MENTIONING_URL, ORDINARY_URL } from './sites';
import { loadedFiles, scriptBetween } from './trace';

/*
 * Experiments that show how low the figures of the tab could be: which part of the script runs at all on its plainest
 * page, what that page and a row of it cost once all functions have run, and what memory the script itself needs.
 */

const SIZE = 50;
/** After this time (ms) a page is at rest: reports are sent, and the guard is there. */
const REST = 1_500;
/** So many times a row is drawn again; the last few are measured. */
const REDRAWN = 10;
const MEASURED = 5;
/** A scan after a single change is over by then, in ms. */
const REST_OF_ROW = 500;

/** The steps for each build of ours, and for the empty extension. */
export function floorSteps(contenders: readonly Contender[], figures: Figures): Step[] {
  const builds = contenders.filter(({ variant }) => isOurs(variant));
  const withScripts = contenders.filter(({ variant }) => isOurs(variant) || variant === 'empty');
  return [
    ...builds.flatMap((build) => stepsOf(build, figures)),
    ...withScripts.map((contender): Step => ({
      name: `${TAB} memory of the script ${contender.variant}`,
      run: async (round) =>
        figures.note(
          { topic: TAB, name: 'script memory where the script has found no keys', unit: 'MB' },
          contender.variant,
          round,
          await heapWithoutKeys(contender),
        ),
    })),
  ];
}

function stepsOf(build: Contender, figures: Figures): Step[] {
  const note = (name: string, unit: Unit, round: number, value: number): void =>
    figures.note({ topic: TAB, name, unit, size: SIZE }, build.variant, round, value);
  return [
    {
      name: `${TAB} ${SIZE} run ${build.variant}`,
      rounds: 1,
      run: async (round) => note('minified bytes of functions that run', 'kB', round, await bytesRun(build)),
    },
    {
      name: `${TAB} ${SIZE} again ${build.variant}`,
      run: async (round) => {
        const { entered, redrawn } = await scriptOnceWarm(build);
        note('script when the tab is entered again', 'ms', round, entered);
        note('script after a row is re-rendered, sixth to tenth time', 'ms', round, redrawn);
      },
    },
  ];
}

async function showTab(page: Page): Promise<void> {
  await page.goto(KEYS_URL);
  await untilBadged(page, SIZE);
  await page.waitForTimeout(REST);
}

/** How much (kB) of the files that a tab has loaded belongs to functions that ran, or to none. */
function bytesRun(contender: Contender): Promise<number> {
  return inTab(contender, async (page, session) => {
    await serve(page, keysPage(SIZE));
    await session.send('Profiler.enable');
    await session.send('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    await showTab(page);
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

/**
 * The script (ms) of reading and showing the tab after the same page has been left without another load, and then after
 * one row is drawn again.
 */
function scriptOnceWarm(contender: Contender): Promise<{ entered: number; redrawn: number }> {
  return inTab(contender, async (page, session) => {
    await serve(page, keysPage(SIZE));
    await showTab(page);
    await page.evaluate((url) => history.pushState(null, '', url), ORDINARY_URL);
    await untilBadged(page, 0);
    await page.waitForTimeout(REST);
    const events = await trace(session, async () => {
      await page.evaluate((url) => {
        performance.mark('bench:again');
        history.pushState(null, '', url);
      }, KEYS_URL);
      await untilBadged(page, SIZE);
      await page.waitForTimeout(REST);
      for (let time = 0; time < REDRAWN; time++) {
        await page.evaluate((name) => {
          performance.mark(name);
          return (window as never as { bench: Instruments }).bench.redrawRow(true);
        }, `bench:redrawn-${time}`);
        await page.waitForTimeout(REST_OF_ROW);
      }
      await page.evaluate(() => void performance.mark('bench:end'));
    });
    const script = scriptBetween(events);
    const redrawn = script(`bench:redrawn-${REDRAWN - MEASURED}`, 'bench:end') / MEASURED;
    return { entered: script('bench:again', 'bench:redrawn-0'), redrawn };
  });
}

/** The memory (MB) of a page that only mentions API keys. Throws if the tab script was not loaded for it. */
function heapWithoutKeys(contender: Contender): Promise<number> {
  return inTab(contender, async (page, session) => {
    await serve(page, mentioningPage());
    const events = await trace(session, async () => {
      await page.goto(MENTIONING_URL);
      await page.waitForTimeout(REST);
    });
    if (isOurs(contender.variant) && !loadedFiles(events).some((file) => file.endsWith('tab-script.js')))
      throw new Error('The page that mentions API keys was not read.');
    return heapOf(session);
  });
}
