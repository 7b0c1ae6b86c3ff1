import fc from 'fast-check';
import { expect, it } from 'vitest';
import { live, lives, type Tally } from './lives/life';

const LIVES = 2000;

it('in any year every threshold is told once and in its order, nothing of a muted or dead key, and nothing is lost', async () => {
  const tally: Tally = { lives: 0, looks: 0, notices: 0, faults: 0 };
  // The limit (ms) is for the search for a shorter story, once a life has failed.
  await fc.assert(fc.asyncProperty(lives, (life) => live(life, tally)), { numRuns: LIVES, seed: 20261122, interruptAfterTimeLimit: 240_000 });
  // A year in which nothing happens would prove nothing.
  expect(tally.lives).toBe(LIVES);
  expect(tally.notices).toBeGreaterThan(3 * LIVES);
  expect(tally.faults).toBeGreaterThan(2 * LIVES);
}, 300_000);
