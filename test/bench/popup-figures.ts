import type { Page } from '@playwright/test';
import { heapOf, inTab, metricsOf, renderingOf, startOurs, type Contender } from './browsers';
import { storeIn } from './extension-page';
import { isOurs, type Figures } from './figures';
import { storedKeys } from './keys';
import type { Step } from './rounds';

/*
 * The popup, opened as a tab: a real popup is the same page in a smaller window, which Playwright cannot see. What the
 * browser needs to make that window is in neither.
 */

const POPUP = 'Popup';
const SIZES = [0, 6, 40, 200];
const VIEWPORT = { width: 380, height: 600 };

const HOUR = 3_600_000;
/** For how long (ms) the popup is left open, by a clock that runs ahead, with one key that counts the seconds. */
const WARM_UP = 10 * 60_000;
const LONG_OPEN = 10 * 60_000;

/** The steps for the popup: ours with several numbers of keys beside an empty one. */
export function popupSteps(contenders: readonly Contender[], figures: Figures): Step[] {
  const builds = contenders.filter(({ variant }) => isOurs(variant));
  const empties = contenders.filter(({ variant }) => variant === 'empty');
  const noteOpening = (
    size: number,
    contender: Contender,
    round: number,
    { painted, evaluated, script, rendering }: Opening,
  ): void => {
    const note = (name: string, value: number): void =>
      figures.note({ topic: POPUP, name, unit: 'ms', size }, contender.variant, round, value);
    note('open → list painted', painted);
    // Of the empty one, what it has painted: no popup with these files can paint earlier.
    note('open → files evaluated', isOurs(contender.variant) ? evaluated : painted);
    note('script', script);
    note('style and layout', rendering);
  };
  return [
    ...empties.map((empty): Step => ({
      name: 'popup empty',
      // The one empty popup is what the popups of all sizes are compared with.
      run: async (round) => {
        const opening = await open(empty, 'main');
        for (const size of SIZES) noteOpening(size, empty, round, opening);
      },
    })),
    ...SIZES.flatMap((size) =>
      builds.map((build): Step => ({
        name: `popup ${size} ${build.variant}`,
        run: async (round) => {
          await storeIn(build, storedKeys(size, Date.now()));
          noteOpening(size, build, round, await open(build, size === 0 ? '.empty' : '.key'));
        },
      })),
    ),
    ...SIZES.filter((size) => size >= 40).flatMap((size) =>
      builds.map((build): Step => ({
        name: `search ${size} ${build.variant}`,
        run: async (round) => {
          await storeIn(build, storedKeys(size, Date.now()));
          figures.note(
            { topic: POPUP, name: 'letter typed in search → painted, slowest of five', unit: 'ms', size },
            build.variant,
            round,
            await search(build),
          );
        },
      })),
    ),
    ...(empties.length > 0 ? [leftOpen(figures)] : []),
  ];
}

function leftOpen(figures: Figures): Step {
  return {
    name: 'popup left open',
    rounds: 2,
    run: async (round) => {
      const { atFirst, later } = await leaveOpen();
      const note = (name: string, value: number): void =>
        figures.note({ topic: POPUP, name, unit: 'MB', size: 40 }, 'ours', round, value);
      note('script memory after 10 minutes of counting seconds', atFirst);
      note('script memory after 20 minutes of it', later);
    },
  };
}

interface Opening {
  painted: number;
  /** When (ms) all of its scripts had been fetched, compiled and evaluated. */
  evaluated: number;
  script: number;
  rendering: number;
}

function open(contender: Contender, selector: string): Promise<Opening> {
  return inTab(contender, async (page, session) => {
    await page.setViewportSize(VIEWPORT);
    await page.addInitScript(watchForFirst, selector);
    await page.goto(`${contender.baseUrl}popup.html`);
    const painted = await paintedAt(page);
    const evaluated = await page.evaluate(
      () => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).domContentLoadedEventStart,
    );
    const metrics = await metricsOf(session);
    return { painted, evaluated, script: (metrics.ScriptDuration ?? 0) * 1000, rendering: renderingOf(metrics) };
  });
}

/**
 * Runs in the popup, before its own scripts: takes down when (ms since it was opened) what matches was painted first.
 */
function watchForFirst(selector: string): void {
  const watched = window as never as { firstPainted: Promise<number> };
  watched.firstPainted = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector(selector)) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => resolve(performance.now()));
        port1.start();
        port2.postMessage(0);
      });
    });
    observer.observe(document, { subtree: true, childList: true });
  });
}

function paintedAt(page: Page): Promise<number> {
  return page.evaluate(() => (window as never as { firstPainted: Promise<number> }).firstPainted);
}

/** Types into the search; resolves to the longest time from a key press until the list that it leaves was painted. */
function search(contender: Contender): Promise<number> {
  return inTab(contender, async (page) => {
    await page.setViewportSize(VIEWPORT);
    await page.goto(`${contender.baseUrl}popup.html`);
    const field = page.getByRole('searchbox');
    await field.focus();
    await page.evaluate(() => {
      const watched = window as never as { letters: number[] };
      watched.letters = [];
      addEventListener(
        'input',
        ({ timeStamp }) =>
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.addEventListener('message', () => watched.letters.push(performance.now() - timeStamp));
            port1.start();
            port2.postMessage(0);
          }),
        { capture: true },
      );
    });
    const letters = [...'00017'];
    for (const [index, letter] of letters.entries()) {
      await page.keyboard.press(letter);
      await page.waitForFunction(
        (count) => (window as never as { letters: number[] }).letters.length === count,
        index + 1,
      );
    }
    return Math.max(...(await page.evaluate(() => (window as never as { letters: number[] }).letters)));
  });
}

/** Leaves the popup open by a clock that runs ahead; resolves to its memory (MB) before and after. */
async function leaveOpen(): Promise<{ atFirst: number; later: number }> {
  // Such a clock is that of the whole browser, for good.
  const contender = await startOurs();
  try {
    await storeIn(contender, withUrgentKey(storedKeys(40, Date.now())));
    return await inTab(contender, async (page, session) => {
      await page.clock.install();
      await page.goto(`${contender.baseUrl}popup.html`);
      await page.locator('.key').first().waitFor();
      // What is compiled late, and kept from then on, is there by then.
      await page.clock.runFor(WARM_UP);
      const atFirst = await heapOf(session);
      await page.clock.runFor(LONG_OPEN);
      return { atFirst, later: await heapOf(session) };
    });
  } finally {
    await contender.context.close();
  }
}

/** The same documents, in which the first key has less than a day left. */
function withUrgentKey(stored: ReturnType<typeof storedKeys>): ReturnType<typeof storedKeys> {
  const at = Date.now() + 20 * HOUR;
  const [first, ...others] = stored.keys.keys;
  const urgent = { ...first!, expiry: { kind: 'dated' as const, earliest: at, latest: at, text: '' } };
  return { ...stored, keys: { ...stored.keys, keys: [urgent, ...others] } };
}
