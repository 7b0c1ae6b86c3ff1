import { mergeReading } from '../keys/merge';
import type { Reading } from '../keys/key';
import type { Settings } from '../settings';
import { plainSiteUrl } from '../site/address';
import { changeStored, type Turn } from '../storage/store';
import { notifyDue, paintToolbarBadge, scheduleNextCheck } from './deliver';
import { planAlerts } from './plan';

/** Looks for keys that expire soon and alerts. May be called at any time and any number of times. */
export function check(now: number): Promise<void> {
  return changeStored(now, (turn) => checkWithin(turn, now));
}

/** Remembers what was read on the tab at `url`, then checks. */
export function rememberReading(reading: Reading, url: string | undefined, now: number): Promise<void> {
  return changeStored(now, async (turn) => {
    const { keys: document } = turn.stored;
    const keys = mergeReading(document.keys, reading, now, () => crypto.randomUUID());
    const address = plainSiteUrl(url);
    await turn.write({ keys: { ...document, keys, ...(address && { lastReading: { at: now, url: address } }) } });
    await checkWithin(turn, now);
  });
}

/** Remembers the user's settings, then checks. */
export function rememberSettings(settings: Settings, now: number): Promise<void> {
  return changeStored(now, async (turn) => {
    await turn.write({ settings: { version: 1, settings } });
    await checkWithin(turn, now);
  });
}

async function checkWithin({ stored, write }: Turn, now: number): Promise<void> {
  const { settings } = stored.settings;
  const { keys, ledger } = stored.keys;
  const plan = planAlerts(keys, settings, ledger, now);
  await paintToolbarBadge(plan.attention, now);
  await scheduleNextCheck(plan.nextLookAt);
  // Told first, noted after: a worker that dies in between tells once more under the same id, and never forgets to.
  const isTold = plan.due.length === 0 || !settings.notifications || (await notifyDue(plan.due, now));
  if (isTold && JSON.stringify(plan.ledger) !== JSON.stringify(ledger)) await write({ keys: { ...stored.keys, ledger: plan.ledger } });
}
