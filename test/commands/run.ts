import { readdirSync } from 'node:fs';
import { runBeside } from './run-program';
import { browserTests, check, prepareTypes, report, staticChecks, unitTests, type Count } from './steps';

/*
 * `npm test`: format, types, lint, unit tests, then browser tests with the built extension. `npm test -- NAME` runs the
 * tests alone whose file has NAME in its path.
 */

const names = process.argv.slice(2);

function hasBrowserTests(): boolean {
  const specs = readdirSync('test/browser', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.spec.ts'),
  );
  return names.length === 0 || specs.some((file) => names.some((name) => file.includes(name)));
}

async function all(): Promise<Count[]> {
  if (!hasBrowserTests()) return [await unitTests(names)];
  if (!prepareTypes()) return [check(false)];
  const counts = names.length === 0 ? staticChecks() : [];
  // What the browser tests need is fetched and built while the unit tests run.
  const [unit, isPrepared] = await Promise.all([unitTests(names), runBeside('jiti', ['test/commands/prepare.ts'])]);
  return [...counts, unit, isPrepared ? browserTests(names) : check(false)];
}

await report(all);
