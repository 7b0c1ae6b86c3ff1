import fc from 'fast-check';
import { expect, it } from 'vitest';
import { live, lives, type Tally } from './simulation';

/** So many years are lived through; `npm run years -- 20000` sets it, with years that nobody has seen. */
const YEARS = Number(process.env.YEARS ?? 1000);
const SEED = process.env.YEARS ? Date.now() : 20261122;

it(
  'every threshold is told once in any year, no key that exists falls silent unasked, and a deleted one does',
  async () => {
    const tally: Tally = { lives: 0, looks: 0, notices: 0, replacements: 0, faults: 0, missing: 0, gone: new Map() };
    // The limit (ms) is for the search for a shorter story, once a life has failed.
    const interruptAfterTimeLimit = Math.max(240_000, YEARS * 120);
    await fc.assert(
      fc.asyncProperty(lives, (life) => live(life, tally)),
      { numRuns: YEARS, seed: SEED, interruptAfterTimeLimit },
    );
    // A year in which nothing happens would prove nothing.
    expect(tally.lives).toBe(YEARS);
    expect(tally.notices).toBeGreaterThan(3 * YEARS);
    expect(tally.replacements).toBeGreaterThan(YEARS / 3);
    expect(tally.faults).toBeGreaterThan(2 * YEARS);
    expect(tally.missing).toBeGreaterThan(YEARS);
    for (const reason of ['user', 'deletion', 'readings', 'replaced', 'expired'])
      expect(tally.gone.get(reason), reason).toBeGreaterThan(YEARS / 200);
  },
  Math.max(300_000, YEARS * 150),
);
