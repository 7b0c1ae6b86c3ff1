import { report, staticChecks, unitTests } from './steps';

/* `npm run check`: all that takes seconds. The simulated years and the browsers are left to `npm test`. */

await report(async () => [
  ...(await staticChecks()),
  await unitTests(['--exclude', 'test/simulated-years/simulated-years.test.ts']),
]);
