import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { version } from '../../package.json';
import { EXTENSION } from '../browser/support/launch';
import { startContenders, startTwo } from './browsers';
import { budgetOf } from './budgets';
import { buildByHeart, buildEmpty, buildOurs } from './builds';
import { Figures, growthOf } from './figures';
import { blockSteps } from './firefox-figures';
import { floorSteps } from './floor-figures';
import { pageSteps } from './page-figures';
import { popupSteps } from './popup-figures';
import { RESULTS_PAGE, resultsPage, type Results } from './results-page';
import { runRounds } from './rounds';
import { shippedFiles } from './sizes';
import { slowSteps } from './slow-figures';
import { workerSteps } from './worker-figures';

/*
 * Measures what the extension costs, in real Chromium, and how long a page is blocked in Firefox: `npm run bench`,
 * explained in docs/performance.md.
 *
 *   --json          prints JSON alone, and writes no page
 *   --json=FILE     writes JSON to a file, too
 *   --seconds=N     ends after about so many seconds, with as many rounds as they allow; 390 without it
 *   --against=DIR   compares this build with the one in a folder, and with nothing else: both in turn, in each round
 *   --ublock=DIR    compares an ordinary page with uBlock Origin Lite, unpacked in a folder, too
 *   --only=TEXT     measures only the steps that have the text in their name, such as "API Keys tab 6"
 *
 * A run of the usual length that leaves nothing out writes docs/performance-results.md. Any other only prints it.
 */

const [, json] = process.argv.map((argument) => /^--json(?:=(.+))?$/.exec(argument)).find(Boolean) ?? [];
const wantsJson = process.argv.some((argument) => /^--json(=|$)/.test(argument));
const askedSeconds = valueOf('seconds');
const seconds = Number(askedSeconds ?? 390);
const otherBuild = valueOf('against');
const ublock = valueOf('ublock');
const only = valueOf('only');

/** What follows an option, as `--seconds=60` or `--seconds 60`. */
function valueOf(option: string): string | undefined {
  const index = process.argv.findIndex((argument) => argument.split('=')[0] === `--${option}`);
  return index < 0 ? undefined : (process.argv[index]!.split('=')[1] ?? process.argv[index + 1]);
}

/** What this program took before its first line is in here too. */
const clock = (): number => performance.now();

buildOurs();
if (!otherBuild) {
  await buildEmpty();
  buildByHeart();
}
const contenders = await (otherBuild ? startTwo(resolve(otherBuild)) : startContenders(ublock && resolve(ublock)));
const figures = new Figures();
const blocks = blockSteps(contenders, figures);
const steps = [
  ...pageSteps(contenders, figures),
  ...floorSteps(contenders, figures),
  ...slowSteps(contenders, figures),
  ...blocks.steps,
  ...popupSteps(contenders, figures),
  ...workerSteps(contenders, figures),
].filter(({ name }) => name.includes(only ?? ''));
const course = await runRounds(steps, seconds * 1000, clock);
const chromium = contenders[0]!.context.browser()?.version();
await Promise.all([...contenders.map(({ context }) => context.close()), blocks.close()]);

const rows = figures.rows(budgetOf);
const report: Results = {
  version,
  day: new Date().toISOString().slice(0, 10),
  machine: { cores: availableParallelism(), platform: process.platform, chromium },
  seconds: Math.round(clock() / 1000),
  ...course,
  figures: rows,
  growth: growthOf(rows),
  files: shippedFiles(EXTENSION),
};
const text = JSON.stringify(report, null, 2);
if (json) writeFileSync(json, `${text}\n`);
if (wantsJson && !json) {
  console.log(text);
} else {
  const page = resultsPage(report);
  console.log(`\n${page}`);
  if (!askedSeconds && !otherBuild && !only) writeFileSync(RESULTS_PAGE, page);
}
for (const failure of course.failures) console.error(`Not measured: ${failure}`);
