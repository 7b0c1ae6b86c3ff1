import type { CDPSession, Page } from '@playwright/test';
import { inTab, serve, trace, type Contender } from './browsers';
import { isOurs, PHONE, TAB, type Figures } from './figures';
import type { Instruments } from './instruments';
import type { Step } from './rounds';
import { keysPage, KEYS_URL } from './sites';
import { longestTasks, markOf, TASKS } from './trace';

/* The API Keys tab on computers that are slower than this one. */

/** A slower computer. */
interface Profile {
  topic: string;
  /** The name of the longest task of ours there. */
  task: string;
  sizes: readonly number[];
  /** How many times slower its CPU is. */
  slowness: number;
  isPhone: boolean;
}

const PROFILES: readonly Profile[] = [
  { topic: TAB, task: 'longest task, CPU 4 times slower', sizes: [50, 1000], slowness: 4, isPhone: false },
  // How much slower phones are varies widely; six times is chosen, not measured.
  { topic: PHONE, task: 'longest task', sizes: [50], slowness: 6, isPhone: true },
];
/** A common screen of phones, in CSS px. */
const PHONE_SCREEN = { width: 412, height: 915 };

/** The steps for all slower computers. */
export function slowSteps(contenders: readonly Contender[], figures: Figures): Step[] {
  const measured = contenders.filter(({ variant }) => isOurs(variant) || variant === 'heart');
  return PROFILES.flatMap((profile) =>
    profile.sizes.flatMap((size) =>
      measured.map((contender): Step => ({
        name: `${profile.topic} ${size} slow ${contender.variant}`,
        run: async (round) => {
          const { task, anyTask, badgeAfter } = await visit(profile, size, contender);
          const note = (name: string, value: number): void =>
            figures.note({ topic: profile.topic, name, unit: 'ms', size }, contender.variant, round, value);
          note(profile.task, task);
          note(`${profile.task}, of the page itself too`, anyTask);
          if (profile.isPhone) note('first row visible → its badge painted', badgeAfter);
        },
      })),
    ),
  );
}

/**
 * Loads the tab; resolves to the longest task of the extension and of anyone (ms of CPU time), and how long (ms) the
 * first badge took.
 */
function visit(
  { slowness, isPhone }: Profile,
  size: number,
  contender: Contender,
): Promise<{ task: number; anyTask: number; badgeAfter: number }> {
  return inTab(contender, async (page: Page, session: CDPSession) => {
    await serve(page, keysPage(size));
    if (isPhone) await beLikePhone(page, session);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowness });
    const events = await trace(session, async () => {
      await page.goto(KEYS_URL);
      // Playwright's own way of waiting runs a script whose tasks a trace could not tell from ours.
      await session.send('Runtime.evaluate', {
        expression: `bench.badged(${size}).then(() => void performance.mark('bench:end'))`,
        awaitPromise: true,
      });
    }, [TASKS]);
    const { pid, tid, ts } = markOf(events, 'bench:start');
    const { task, anyTask } = longestTasks(events, { pid, tid, from: ts, to: markOf(events, 'bench:end').ts });
    return {
      task,
      anyTask,
      badgeAfter: await page.evaluate(() => (window as never as { bench: Instruments }).bench.badgeAfter!),
    };
  });
}

/** A small screen, and nothing kept of what was loaded before, compiled code included. */
async function beLikePhone(page: Page, session: CDPSession): Promise<void> {
  await page.setViewportSize(PHONE_SCREEN);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
}
