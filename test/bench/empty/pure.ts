import { planAlerts } from '../../../utils/alerts/plan';
import { mergeReport } from '../../../utils/keys/merge';
import { DEFAULT_SETTINGS } from '../../../utils/settings';
import { listedKeys, rememberedKeys } from '../keys';

/*
 * The pure parts of the worker's check, called in a page that was just opened: the first call is as slow as in a worker
 * that was just started, since nothing is compiled yet.
 */

/** Later calls are made for at least this time (ms), so that small ones add up to something. */
const LATER_TIME = 20;

const inOwnTask = <Result>(run: () => Result): Promise<Result> =>
  new Promise((resolve) => setTimeout(() => resolve(run())));

/**
 * Calls a function once, and then again and again, between marks that the trace shows. Resolves to the number of later
 * calls.
 */
async function call(run: () => unknown): Promise<number> {
  performance.mark('bench:first');
  await inOwnTask(run);
  performance.mark('bench:later');
  const calls = await inOwnTask(() => {
    const start = performance.now();
    let count = 0;
    do {
      run();
      count++;
    } while (performance.now() - start < LATER_TIME);
    return count;
  });
  performance.mark('bench:end');
  return calls;
}

const NOW = Date.now();

/** As it comes out of storage or a message: engines read objects that were put together piece by piece more slowly. */
function asStored<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

/** What the page offers. */
const pure = {
  /** Plans the alerts of so many keys, of which nothing was told yet. */
  plan(count: number): Promise<number> {
    const records = asStored(rememberedKeys(count, NOW));
    return call(() => planAlerts(records, DEFAULT_SETTINGS, {}, NOW));
  },
  /** Merges a reading of so many keys, all of them known. */
  merge(count: number): Promise<number> {
    const known = asStored({ keys: rememberedKeys(count, NOW - 60_000), lists: [] });
    const reading = asStored({
      kind: 'write' as const,
      complete: true,
      at: NOW,
      address: '/admin/api-keys',
      keys: listedKeys(count, NOW),
    });
    return call(() => mergeReport(known, reading, NOW, () => 'new'));
  },
};
export type Pure = typeof pure;
(window as never as { pure: Pure }).pure = pure;
