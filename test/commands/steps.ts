import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBeside, runProgram } from './run-program';

/* The steps of `npm test` and `npm run check`, and how they are counted. */

/** How many checks of a step passed and failed. A step that is not a suite of tests is one check. */
export interface Count {
  passed: number;
  failed: number;
}

const results = mkdtempSync(join(tmpdir(), 'key-companion-results-'));

export function check(isPassed: boolean): Count {
  return { passed: isPassed ? 1 : 0, failed: isPassed ? 0 : 1 };
}

/** Counts a suite that reports its tests as JSON. One that ends badly without a failed test counts as one failure. */
function suite(isPassed: boolean, file: string, count: (report: any) => Count): Count {
  const counted = existsSync(file) ? count(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0 };
  return isPassed || counted.failed > 0 ? counted : { ...counted, failed: 1 };
}

/** Makes the types that all others need, of the entrypoints. Returns whether that went well. */
export function prepareTypes(): boolean {
  return runProgram('wxt', ['prepare']);
}

/** Format, types and lint. */
export function staticChecks(): Count[] {
  return [
    check(runProgram('oxfmt', ['--check', '.'])),
    check(runProgram('tsc', ['--noEmit'])),
    check(runProgram('oxlint', [])),
  ];
}

/** The unit tests; `parameters` are vitest's, such as names of files. */
export async function unitTests(parameters: readonly string[] = []): Promise<Count> {
  const file = join(results, 'unit.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const isPassed = await runBeside('vitest', ['run', '--passWithNoTests', ...reporters, ...parameters]);
  return suite(isPassed, file, ({ numPassedTests, numFailedTests }) => ({
    passed: numPassedTests,
    failed: numFailedTests,
  }));
}

/** The browser tests; `parameters` are Playwright's, such as names of files. */
export function browserTests(parameters: readonly string[] = []): Count {
  const file = join(results, 'browser.json');
  const config = ['--config', 'test/browser/playwright.config.ts', '--pass-with-no-tests'];
  const isPassed = runProgram('playwright', ['test', ...config, ...parameters], { BROWSER_RESULTS: file });
  return suite(isPassed, file, ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
  }));
}

/** Runs the steps, prints how many checks passed and failed as the last line, and sets the exit code. */
export async function report(steps: () => Promise<Count[]>): Promise<void> {
  try {
    const counts = await steps();
    const total = (field: keyof Count): number => counts.reduce((sum, count) => sum + count[field], 0);
    console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
    process.exitCode = total('failed') === 0 && total('passed') > 0 ? 0 : 1;
  } finally {
    rmSync(results, { recursive: true, force: true });
  }
}
