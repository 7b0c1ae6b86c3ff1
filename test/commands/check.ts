import { check, prepareTypes, report, staticChecks, unitTests } from './steps';

/*
 * `npm run check`: all that takes seconds. The browsers are left to `npm test`, and so are the longest unit tests, most
 * random cases, and three in four of what is tried in very many ways.
 */

const LONGEST = ['test/simulated-years/simulated-years.test.ts', 'test/unit/project/patterns.test.ts'];

process.env.RANDOM_CASES = 'few';
await report(async () => {
  if (!prepareTypes()) return [check(false)];
  const unit = unitTests(LONGEST.flatMap((file) => ['--exclude', file]));
  return [...staticChecks(), await unit];
});
