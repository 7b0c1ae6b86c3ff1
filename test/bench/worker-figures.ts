import type { CDPSession, Page } from '@playwright/test';
import { inTab, trace, type Contender } from './browsers';
import type { Pure } from './empty/pure';
import { quietPageOf, storeIn } from './extension-page';
import { isOurs, type Figures } from './figures';
import { storedKeys } from './keys';
import type { Step } from './rounds';
import { endOfScript, markOf, scriptBetween, scriptTime, type TraceEvent } from './trace';

/* The worker: a cold start with its check, and the two pure parts of it by themselves. */

const WORKER = 'Worker';
const SIZES = [10, 1000, 10_000];

/** What the toolbar says until a check has painted it. */
const UNCHECKED = '…';
/** A check goes on for a little after that (ms). */
const AFTER_PAINT = 250;

/** The steps for the worker. */
export function workerSteps(contenders: readonly Contender[], figures: Figures): Step[] {
  const builds = contenders.filter(checks);
  const empties = contenders.filter(({ variant }) => variant === 'empty');
  const noteStart = (size: number, contender: Contender, round: number, { done, script }: Start): void => {
    figures.note({ topic: WORKER, name: 'cold start → check done', unit: 'ms', size }, contender.variant, round, done);
    figures.note(
      { topic: WORKER, name: 'script of start and check', unit: 'ms', size },
      contender.variant,
      round,
      script,
    );
  };
  return [
    ...empties.map((empty): Step => ({
      name: 'worker empty',
      run: async (round) => {
        const started = await coldStart(empty);
        for (const size of SIZES) noteStart(size, empty, round, started);
      },
    })),
    ...SIZES.flatMap((size) =>
      builds.map((build): Step => ({
        name: `worker ${size} ${build.variant}`,
        run: async (round) => {
          await storeIn(build, storedKeys(size, Date.now()));
          noteStart(size, build, round, await coldStart(build));
        },
      })),
    ),
    // The pure parts of the code as it is now, in a page of the empty extension.
    ...empties.flatMap((empty) => SIZES.flatMap((size) => partSteps(empty, size, figures))),
  ];
}

/** Whether a worker looks at its keys whenever it is woken. */
function checks({ variant }: Contender): boolean {
  return isOurs(variant) || variant === 'heart';
}

function partSteps(empty: Contender, size: number, figures: Figures): Step[] {
  return (['plan', 'merge'] as const).map((part) => ({
    name: `${part} ${size}`,
    run: async (round) => {
      const { first, later } = await callsOf(empty, part, size);
      const name = part === 'plan' ? 'plan' : 'merge of a reading';
      figures.note({ topic: WORKER, name: `${name}, first call`, unit: 'ms', size }, 'ours', round, first);
      figures.note({ topic: WORKER, name: `${name}, later calls`, unit: 'ms', size }, 'ours', round, later);
    },
  }));
}

interface Start {
  done: number;
  script: number;
}

/** Stops the worker, sends it a message, and follows it until its check is done. */
function coldStart(contender: Contender): Promise<Start> {
  return inTab(contender, async (page, session) => {
    await page.goto(quietPageOf(contender));
    await stopWorker(session);
    await page.evaluate((text) => (globalThis as any).chrome.action.setBadgeText({ text }), UNCHECKED);
    const events = await trace(session, async () => {
      await page.evaluate(() => {
        performance.mark('bench:wake');
        // One that no worker accepts: it is only woken.
        void (globalThis as any).chrome.runtime.sendMessage({ type: 'wake' }).catch(() => undefined);
      });
      if (checks(contender)) await untilChecked(page);
      await page.waitForTimeout(AFTER_PAINT);
    });
    const wake = markOf(events, 'bench:wake').ts;
    const { pid, tid } = workerThread(events);
    const stretch = { pid, tid, from: wake, to: Infinity };
    const { extension, unnamed } = scriptTime(events, stretch);
    return { done: (endOfScript(events, stretch)! - wake) / 1000, script: extension + unnamed };
  });
}

async function untilChecked(page: Page): Promise<void> {
  await page.evaluate(async (text) => {
    const { chrome } = globalThis as any;
    while ((await chrome.action.getBadgeText({})) === text) await new Promise((resolve) => setTimeout(resolve, 50));
  }, UNCHECKED);
}

async function stopWorker(session: CDPSession): Promise<void> {
  await session.send('ServiceWorker.enable');
  const stopped = new Promise<void>((resolve) => {
    const look = ({ versions }: { versions: { runningStatus: string }[] }): void => {
      if (!versions.some(({ runningStatus }) => runningStatus === 'stopped')) return;
      session.off('ServiceWorker.workerVersionUpdated', look);
      resolve();
    };
    session.on('ServiceWorker.workerVersionUpdated', look);
  });
  await session.send('ServiceWorker.stopAllWorkers');
  await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, 1_000))]);
  await session.send('ServiceWorker.disable');
}

/** The thread on which the worker's own file runs. */
function workerThread(events: readonly TraceEvent[]): TraceEvent {
  const evaluation = events.find(
    ({ name, args }) => name === 'EvaluateScript' && args.data?.url?.endsWith('/background.js'),
  );
  if (!evaluation) throw new Error('The worker did not start.');
  return evaluation;
}

/** Script (ms) of the first call of a pure part in a page that was just opened, and the mean of those that follow. */
function callsOf(empty: Contender, part: keyof Pure, size: number): Promise<{ first: number; later: number }> {
  return inTab(empty, async (page, session) => {
    await page.goto(`${empty.baseUrl}pure.html`);
    let calls = 0;
    const events = await trace(session, async () => {
      calls = await page.evaluate(([name, count]) => (window as never as { pure: Pure }).pure[name](count), [
        part,
        size,
      ] as const);
    });
    const script = scriptBetween(events);
    return { first: script('bench:first', 'bench:later'), later: script('bench:later', 'bench:end') / calls };
  });
}
