import { FIREFOX_EXTENSION } from '../browser/support/launch';
import { launchFirefox, type Firefox } from '../browser/support/firefox';
import { inTab, serve, type Contender } from './browsers';
import { buildEmptyForFirefox, buildOurs, EMPTY_FIREFOX_EXTENSION } from './builds';
import { FIREFOX, isOurs, TAB, type Figures, type Variant } from './figures';
import type { Instruments } from './instruments';
import { untilBadged } from './page-figures';
import type { Step } from './rounds';
import { KEYS_URL, watchedKeysPage } from './sites';

/*
 * How long the API Keys tab does not answer, and how soon badges are there, in Firefox and beside it in Chromium.
 * Firefox tells neither long tasks nor whose they are: so the page itself takes down how long a message waits, the same
 * way in both, and with an empty extension too.
 */

const SIZE = 50;
/** What we load in idle time is done by then (ms). */
const REST = 1_200;

/** What a page took down, in ms. */
type Watched = Pick<Instruments, 'longestBlock' | 'badgeAfter'>;

/** The steps for both browsers. Firefox is built for and started only once it is needed; `close` ends it. */
export function blockSteps(
  contenders: readonly Contender[],
  figures: Figures,
): { steps: Step[]; close: () => Promise<void> } {
  const note = (topic: string, variant: Variant, round: number, { longestBlock, badgeAfter }: Watched): void => {
    const figure = { topic, unit: 'ms', size: SIZE } as const;
    if (longestBlock !== undefined) figures.note({ ...figure, name: 'longest block' }, variant, round, longestBlock);
    if (badgeAfter !== undefined && topic === FIREFOX)
      figures.note({ ...figure, name: 'first row visible → its badge painted' }, variant, round, badgeAfter);
  };
  const watched = contenders.filter(({ variant }) => variant === 'empty' || isOurs(variant));
  // Another build is compared in Chromium alone: a build for it is one for Firefox, too.
  const inFirefox = contenders.some(({ variant }) => variant === 'other') ? [] : FIREFOXES;
  const started = new Map<Variant, Promise<Firefox>>();
  const firefoxOf = ({ variant, start }: (typeof FIREFOXES)[number]): Promise<Firefox> => {
    if (!started.has(variant)) started.set(variant, start());
    return started.get(variant)!;
  };
  return {
    steps: [
      ...watched.map((contender): Step => ({
        name: `block Chromium ${contender.variant}`,
        run: async (round) => note(TAB, contender.variant, round, await watchInChromium(contender)),
      })),
      ...inFirefox.map((firefox): Step => ({
        name: `block Firefox ${firefox.variant}`,
        run: async (round) =>
          note(FIREFOX, firefox.variant, round, await watchInFirefox(await firefoxOf(firefox), firefox.variant)),
      })),
    ],
    close: async () => {
      for (const firefox of started.values()) await (await firefox).close();
    },
  };
}

const FIREFOXES = [
  {
    variant: 'empty',
    start: () => {
      buildForFirefoxOnce();
      buildEmptyForFirefox();
      return launchFirefox({ extension: EMPTY_FIREFOX_EXTENSION });
    },
  },
  {
    variant: 'ours',
    start: () => {
      buildForFirefoxOnce();
      return launchFirefox({ extension: FIREFOX_EXTENSION });
    },
  },
] as const;

let isBuilt = false;

function buildForFirefoxOnce(): void {
  if (!isBuilt) buildOurs('firefox');
  isBuilt = true;
}

function watchInChromium(contender: Contender): Promise<Watched> {
  return inTab(contender, async (page) => {
    await serve(page, watchedKeysPage(SIZE));
    await page.goto(KEYS_URL);
    if (isOurs(contender.variant)) await untilBadged(page, SIZE);
    await page.waitForTimeout(REST);
    return page.evaluate(readWatched);
  });
}

async function watchInFirefox(firefox: Firefox, variant: Variant): Promise<Watched> {
  const { pathname } = new URL(KEYS_URL);
  const page = await firefox.openTab(pathname, { [pathname]: watchedKeysPage(SIZE) });
  try {
    if (isOurs(variant))
      await page.waitForFunction((count) => document.querySelectorAll('key-expiry-badge').length === count, {}, SIZE);
    await new Promise((resolve) => setTimeout(resolve, REST));
    return await page.evaluate(readWatched);
  } finally {
    await page.close();
  }
}

/** Runs in the page. */
function readWatched(): Watched {
  const { longestBlock, badgeAfter } = (window as never as { bench: Instruments }).bench;
  return {
    ...(longestBlock !== undefined && { longestBlock }),
    ...(badgeAfter !== undefined && { badgeAfter }),
  };
}
