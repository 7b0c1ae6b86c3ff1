import { runProgram } from './run-program';

/*
 * Lives through many more simulated years than the tests do, each time others: `npm run years -- 20000`, for a night.
 */

const years = process.argv[2] ?? '2000';
if (!/^[1-9]\d{0,6}$/.test(years)) throw new Error(`how many years? “${years}” is no number of them`);
process.exitCode = runProgram('vitest', ['run', 'test/simulated-years'], { YEARS: years }) ? 0 : 1;
