import { withoutWrongSnoozes } from '../alerts/key-preferences';
import { waitsUntil } from '../alerts/moments';
import { planAlerts, type Plan } from '../alerts/plan';
import { hasDateNear } from '../alerts/plan-key';
import { mayNotify } from '../browser-differences';
import type { KeyRecord } from '../keys/key';
import { isSameLedger } from '../keys/ledger';
import { settleMissing } from '../keys/missing';
import { HOUR } from '../keys/time';
import { setLanguage } from '../language';
import type { SettingsInForce } from '../policy';
import type { Settings } from '../settings';
import { settingsOf, withSettings, type KeysDocument } from '../storage/documents';
import { changeStored, type Transaction } from '../storage/store';
import { announce, recordAnnounced } from './announce';
import { clearSummary, paintToolbarBadge, paintUnknown, scheduleNextCheck } from './deliver';

/**
 * Looks for keys that expire soon and reminds of them. May be called at any time and any number of times. If storage
 * fails, the toolbar says so and the next check is within the hour.
 */
export async function check(now: number): Promise<void> {
  let hasPainted = false;
  try {
    await changeStored(now, async (transaction) => {
      await recordAnnounced(transaction);
      await checkWithin(transaction, now, () => {
        hasPainted = true;
      });
    });
  } catch {
    // If storage is only full, the plan was made and the toolbar is right.
    await Promise.allSettled([hasPainted || paintUnknown(), scheduleNextCheck((Math.floor(now / HOUR) + 1) * HOUR)]);
  }
}

/** Stores what `change` makes of the keys document, then checks. */
export function changeKeys(
  now: number,
  change: (document: KeysDocument, settings: SettingsInForce) => KeysDocument,
): Promise<void> {
  return changeStored(now, async (transaction) => {
    await recordAnnounced(transaction);
    const changed = settled(change(transaction.stored.keys, settingsOf(transaction.stored)), now);
    if (changed !== transaction.stored.keys) await transaction.write({ keys: changed });
    await checkOnceStored(transaction, now);
  });
}

/** Stores what `change` makes of only the records, then checks. */
export function changeRecords(now: number, change: (records: readonly KeyRecord[]) => KeyRecord[]): Promise<void> {
  return changeKeys(now, (document) => ({ ...document, keys: change(document.keys) }));
}

/** Stores the user's settings, then checks. */
export function saveSettings(settings: Settings, now: number): Promise<void> {
  return changeStored(now, async (transaction) => {
    await recordAnnounced(transaction);
    await transaction.write({ settings: withSettings(transaction.stored, settings) });
    await checkOnceStored(transaction, now);
  });
}

/** The change is stored, whatever becomes of the check; the next alarm makes up for a check that fails. */
function checkOnceStored(transaction: Transaction, now: number): Promise<void> {
  return checkWithin(transaction, now).catch(() => undefined);
}

/**
 * The document with the keys gone for which there is evidence by now, and without snoozes of a wrong clock; the same
 * object if nothing changes.
 */
function settled(document: KeysDocument, now: number): KeysDocument {
  const keys = settleMissing(withoutWrongSnoozes(document.keys, now), now);
  return keys === document.keys ? document : { ...document, keys: [...keys] };
}

/**
 * A mute of everything that reaches further than can be chosen was made while the clock was wrong, and would hold once
 * its last days come.
 */
async function endWrongMute(transaction: Transaction, now: number): Promise<void> {
  const { settings: document, readOnly } = transaction.stored;
  const { mutedUntil, ...others } = document.settings;
  if (mutedUntil === undefined || waitsUntil(mutedUntil, now) > 0 || readOnly.settings) return;
  // If it cannot be stored it does not hold all the same, and the next check tries again.
  await transaction.write({ settings: { ...document, settings: others } }).catch(() => undefined);
}

/** Plans and does what is due; calls `onPainted` once the toolbar is up to date. */
async function checkWithin(
  transaction: Transaction,
  now: number,
  onPainted: () => void = () => undefined,
): Promise<void> {
  await endWrongMute(transaction, now);
  const settings = settingsOf(transaction.stored);
  await setLanguage(settings.language);
  const known = settled(transaction.stored.keys, now);
  const plan = planAlerts(known.keys, settings, known.ledger, now);
  await scheduleNextCheck(plan.nextCheckAt);
  // A toolbar that cannot be painted must not cost the reminder.
  await paintToolbarBadge(plan.badge).then(onPainted, () => undefined);
  // What cannot be recorded would be shown at every check: the toolbar and the popup show it instead.
  if (transaction.stored.readOnly.keys) return;
  const reminding = plan.attention.filter((record) => hasDateNear(record, settings, now));
  if (reminding.every(({ snoozedUntil }) => waitsUntil(snoozedUntil, now) > now)) await clearSummary();
  const isAllowed = await mayNotify();
  const isDue = plan.due.length + plan.dueForReplacement.length > 0;
  if (isDue && isAllowed !== false) await announce(transaction, known, plan, now);
  else await recordSilence(transaction, known, plan, refusalSince(known, isAllowed, now));
}

/** Since when (ms) the browser refuses notifications. A browser that does not say whether it does changes nothing. */
function refusalSince({ refusedSince }: KeysDocument, isAllowed: boolean | undefined, now: number): number | undefined {
  if (isAllowed === undefined) return refusedSince;
  return isAllowed ? undefined : (refusedSince ?? now);
}

async function recordSilence(
  transaction: Transaction,
  known: KeysDocument,
  { ledgerIfNotShown: ledger }: Plan,
  refused: number | undefined,
): Promise<void> {
  const { refusedSince, ...document } = known;
  // Nothing else can be new: comparing all of ten thousand keys would take as long as planning for them.
  const isAsStored = known === transaction.stored.keys && refused === refusedSince;
  if (isAsStored && isSameLedger(ledger, document.ledger)) return;
  await transaction.write({ keys: { ...document, ledger, ...(refused !== undefined && { refusedSince: refused }) } });
}
