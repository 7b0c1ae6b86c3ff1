import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { version } from '../../package.json';
import { EXTENSION } from '../browser/support/launch';
import { startContenders } from './browsers';
import { budgetOf } from './budgets';
import { buildEmpty, buildOurs } from './builds';
import { Figures, growthOf } from './figures';
import { pageSteps } from './page-figures';
import { popupSteps } from './popup-figures';
import { RESULTS_PAGE, resultsPage, type Results } from './results-page';
import { runRounds } from './rounds';
import { shippedFiles } from './sizes';
import { workerSteps } from './worker-figures';

/*
 * Measures what the extension costs, in real Chromium: `npm run bench`, explained in docs/performance.md.
 *
 *   --json          prints JSON alone, and writes no page
 *   --json=FILE     writes JSON to a file, too
 *   --seconds=N     ends after about so many seconds, with as many rounds as they allow; 270 without it
 *
 * A run of the usual length writes docs/performance-results.md. Any other only prints it.
 */

const [, json] = process.argv.map((argument) => /^--json(?:=(.+))?$/.exec(argument)).find(Boolean) ?? [];
const wantsJson = process.argv.some((argument) => /^--json(=|$)/.test(argument));
const askedSeconds = process.argv.map((argument) => /^--seconds=(\d+)$/.exec(argument)?.[1]).find(Boolean);
const seconds = Number(askedSeconds ?? 270);

/** What this program took before its first line is in here too. */
const clock = (): number => performance.now();

buildOurs();
await buildEmpty();
const contenders = await startContenders();
const figures = new Figures();
const steps = [
  ...pageSteps(contenders, figures),
  ...popupSteps(contenders, figures),
  ...workerSteps(contenders, figures),
];
const course = await runRounds(steps, seconds * 1000, clock);
const chromium = contenders[0]!.context.browser()?.version();
await Promise.all(contenders.map(({ context }) => context.close()));

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
  if (askedSeconds === undefined) writeFileSync(RESULTS_PAGE, page);
}
for (const failure of course.failures) console.error(`Not measured: ${failure}`);
