import fc from 'fast-check';
import { expect, it } from 'vitest';
import { live, lives, type Tally } from './lives/life';

it('in any year every threshold is told once and in its order, nothing of a muted or dead key, and nothing is lost', async () => {
  const tally: Tally = { lives: 0, looks: 0, notices: 0, faults: 0 };
  await fc.assert(fc.asyncProperty(lives, (life) => live(life, tally)), { numRuns: 2000, seed: 20261122, endOnFailure: false });
  console.log(tally);
  // A year in which nothing happens would prove nothing.
  expect(tally.lives).toBeGreaterThanOrEqual(2000);
}, 300_000);
