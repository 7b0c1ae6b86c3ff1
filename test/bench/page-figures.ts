import type { Page } from '@playwright/test';
import { heapOf, inTab, metricsOf, renderingOf, serve, trace, type Contender } from './browsers';
import { isOurs, ORDINARY, OWN_COUNT, TAB, type Figure, type Figures, type Unit, type Variant } from './figures';
import type { Instruments } from './instruments';
import type { Step } from './rounds';
import { keysPage, KEYS_URL, ordinaryPage, ORDINARY_URL } from './sites';
import { bytesOf } from './sizes';
import { loadedFiles, scriptBetween } from './trace';

/* What the extension adds to pages of data.gov.sg. */

const SIZES = [6, 50, 500, 1000];

/** A page is left alone for so long (ms) after it has loaded, and after each thing that is done to it. */
const REST = 400;
/** Ours pauses for up to a second between two looks at a list that takes long to read, and is to be seen to rest. */
const LONG_REST = 1_200;

/** A page that is measured. */
interface Site {
  topic: string;
  url: string;
  html: string;
  size?: number;
}

/** The steps for all pages and all browsers. */
export function pageSteps(contenders: readonly Contender[], figures: Figures): Step[] {
  const sites: Site[] = [
    { topic: ORDINARY, url: ORDINARY_URL, html: ordinaryPage() },
    ...SIZES.map((size): Site => ({ topic: TAB, url: KEYS_URL, html: keysPage(size), size })),
  ];
  return [
    ...sites.flatMap((site) =>
      contenders
        .filter(({ variant }) => mayMeasure(site, variant))
        .map((contender): Step => ({
          name: `${site.topic} ${site.size ?? ''} ${contender.variant}`,
          run: (round) =>
            visit(site, contender, (name, unit, value) =>
              figures.note(figureOf(site, name, unit), contender.variant, round, value),
            ),
        })),
    ),
    ...contenders
      .filter(({ variant }) => variant !== 'heart' && variant !== 'ublock')
      .map((contender): Step => ({
        name: `click ${contender.variant}`,
        run: async (round) =>
          figures.note(
            { topic: TAB, name: 'copy button → warning (or the page’s own answer) painted', unit: 'ms', size: 50 },
            contender.variant,
            round,
            await clickCopy(contender),
          ),
      })),
  ];
}

/** The one that knows the table by heart knows no other page, and uBlock Origin Lite has nothing to do on the tab. */
function mayMeasure({ size }: Site, variant: Variant): boolean {
  return variant !== (size === undefined ? 'heart' : 'ublock');
}

function figureOf({ topic, size }: Site, name: string, unit: Unit): Figure {
  return { topic, name, unit, ...(size !== undefined && { size }) };
}

type Note = (name: string, unit: Unit, value: number) => void;

/** Loads a page, draws a row again, changes what is no key 1,000 times, and notes what each of them costs. */
function visit({ url, html, size }: Site, contender: Contender, note: Note): Promise<void> {
  return inTab(contender, async (page, session) => {
    await serve(page, html);
    const isFollowed = isOurs(contender.variant) && size !== undefined;
    const rest = isFollowed && size > 50 ? LONG_REST : REST;
    const events = await trace(session, async () => {
      await page.goto(url);
      if (isFollowed || contender.variant === 'heart') await untilBadged(page, size!);
      await page.waitForTimeout(rest);
      const metrics = await metricsOf(session);
      note('style and layout', 'ms', renderingOf(metrics));
      // What is printed of other extensions is mostly this; on the tab it would count what waits for the badges, too.
      if (size === undefined) note(OWN_COUNT, 'ms', (metrics.ScriptDuration ?? 0) * 1000);
      const { badgeAfter, layoutShift, longTasks, moved } = await page.evaluate(() => {
        const { bench } = window as never as { bench: Instruments };
        performance.mark('bench:loaded');
        return { ...bench, moved: bench.moved() };
      });
      note('long tasks', 'ms', longTasks);
      if (size !== undefined) {
        if (badgeAfter !== undefined) note('first row visible → its badge painted', 'ms', badgeAfter);
        note('layout shift', '', layoutShift);
        note('rows moved up or down', 'px', moved.rows);
        note('columns moved sideways', 'px', moved.cells);
        note(
          'row re-rendered → row and badge painted',
          'ms',
          await page.evaluate(
            (withBadge) => (window as never as { bench: Instruments }).bench.redrawRow(withBadge),
            isFollowed,
          ),
        );
        await page.waitForTimeout(REST);
      }
      await page.evaluate(() => {
        performance.mark('bench:changed');
        return (window as never as { bench: Instruments }).bench.storm();
      });
      await page.waitForTimeout(rest);
      await page.evaluate(() => void performance.mark('bench:end'));
    });
    const script = scriptBetween(events);
    note('script', 'ms', script('bench:start', 'bench:loaded'));
    if (size !== undefined) note('script after one row is re-rendered', 'ms', script('bench:loaded', 'bench:changed'));
    if (isFollowed) note('loaded, minified', 'kB', bytesOf(contender.folder, loadedFiles(events)) / 1000);
    note('script in a storm of 1,000 changes elsewhere', 'ms', script('bench:changed', 'bench:end'));
    note('script memory', 'MB', await heapOf(session));
  });
}

/** Resolves once there are so many badges. */
export async function untilBadged(page: Page, size: number): Promise<void> {
  await page.waitForFunction((count) => document.querySelectorAll('key-expiry-badge').length === count, size, {
    polling: 100,
  });
}

/** Clicks on a page's copy button beside a new secret; resolves to how long it took until the answer was painted. */
function clickCopy(contender: Contender): Promise<number> {
  const warns = isOurs(contender.variant);
  return inTab(contender, async (page) => {
    await serve(page, keysPage(50, true));
    await page.goto(KEYS_URL);
    if (warns) await untilBadged(page, 50);
    await page.waitForTimeout(REST);
    const answer = page.evaluate(
      (selector) => (window as never as { bench: Instruments }).bench.timeToAnswer(selector),
      warns ? 'key-leak-warning' : '#said span',
    );
    await page.click('#copy');
    return answer;
  });
}
