import { planAlerts } from '../../../utils/alerts/plan';
import { mergeReading } from '../../../utils/keys/merge';
import { DEFAULT_SETTINGS } from '../../../utils/settings';
import { listedKeys, rememberedKeys } from '../keys';

/*
 * The pure parts of the worker's check, timed in a page that was just opened: the first call is as slow as in a worker
 * that was just started, since nothing is compiled yet.
 */

/** How long calls took, in ms. */
export interface Calls {
  first: number;
  /** The mean of the calls that followed. */
  later: number;
}

/** Later calls are timed together for at least this time (ms): a page's clock is coarse. */
const LATER_TIME = 20;

function timed(call: () => unknown): Calls {
  const start = performance.now();
  call();
  const first = performance.now() - start;
  const second = performance.now();
  let calls = 0;
  do {
    call();
    calls++;
  } while (performance.now() - second < LATER_TIME);
  return { first, later: (performance.now() - second) / calls };
}

const NOW = Date.now();

/** As it comes out of storage or a message: engines read objects that were put together piece by piece more slowly. */
function asStored<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

/** What the page offers. */
const pure = {
  /** Plans the alerts of so many keys, of which nothing was told yet. */
  plan(count: number): Calls {
    const records = asStored(rememberedKeys(count, NOW));
    return timed(() => planAlerts(records, DEFAULT_SETTINGS, {}, NOW));
  },
  /** Merges a reading of so many keys, all of them known. */
  merge(count: number): Calls {
    const records = asStored(rememberedKeys(count, NOW - 60_000));
    const reading = asStored({ kind: 'write' as const, complete: true, keys: listedKeys(count, NOW) });
    return timed(() => mergeReading(records, reading, NOW, () => 'new'));
  },
};
export type Pure = typeof pure;
(window as never as { pure: Pure }).pure = pure;
