import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBeside, runProgram as run } from './run-program';

/*
 * Everything that has to pass: types, lint, unit tests, then browser tests with the built extension. The last line
 * counts all suites together; the exit code is 0 only if nothing failed.
 */

interface Count {
  passed: number;
  failed: number;
}

const results = mkdtempSync(join(tmpdir(), 'key-companion-results-'));

/** A step that is one check as a whole. */
function check(isPassed: boolean): Count {
  return { passed: isPassed ? 1 : 0, failed: isPassed ? 0 : 1 };
}

/** A suite that reports its tests as JSON. One that ends badly without a failed test counts as one failure. */
function suite(isPassed: boolean, file: string, count: (report: any) => Count): Count {
  const counted = existsSync(file) ? count(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0 };
  return isPassed || counted.failed > 0 ? counted : { ...counted, failed: 1 };
}

async function unitTests(): Promise<Count> {
  const file = join(results, 'unit.json');
  const isPassed = await runBeside('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
  return suite(isPassed, file, ({ numPassedTests, numFailedTests }) => ({ passed: numPassedTests, failed: numFailedTests }));
}

function browserTests(): Count {
  const file = join(results, 'browser.json');
  const isPassed = run('playwright', ['test', '--config', 'test/browser/playwright.config.ts'], { BROWSER_RESULTS: file });
  return suite(isPassed, file, ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }));
}

async function all(): Promise<Count[]> {
  // What the types are checked against is made from the entrypoints.
  if (!run('wxt', ['prepare'])) return [check(false)];
  const counts = [check(run('tsc', ['--noEmit'])), check(run('oxlint', []))];
  // What the browser tests need is fetched and built while the unit tests run.
  const [unit, isPrepared] = await Promise.all([unitTests(), runBeside('jiti', ['test/prepare.ts'])]);
  counts.push(unit);
  if (!isPrepared) return [...counts, check(false)];
  return [...counts, browserTests()];
}

try {
  const counts = await all();
  const total = (field: keyof Count): number => counts.reduce((sum, count) => sum + count[field], 0);
  console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
  process.exitCode = total('failed') === 0 ? 0 : 1;
} finally {
  rmSync(results, { recursive: true, force: true });
}
