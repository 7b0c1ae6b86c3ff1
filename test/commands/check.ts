import { check, prepareTypes, report, staticChecks, unitTests } from './steps';

/*
 * `npm run check`: all that takes seconds. The simulated years and the browsers are left to `npm test`, and so are seven
 * in eight random cases.
 */

process.env.RANDOM_CASES = 'few';
await report(async () => {
  if (!prepareTypes()) return [check(false)];
  const unit = unitTests(['--exclude', 'test/simulated-years/simulated-years.test.ts']);
  return [...(await staticChecks()), await unit];
});
