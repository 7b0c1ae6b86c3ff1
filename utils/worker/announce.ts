import type { Plan } from '../alerts/plan';
import type { RotationRules } from '../keys/replacement';
import { singaporeDay } from '../keys/time';
import { settingsOf, type KeysDocument } from '../storage/documents';
import { isStorageFull, recordUnrecordedDay, unrecordedDay, type Transaction } from '../storage/store';
import { clearSummary, isSummaryShown, showSummary } from './deliver';

/*
 * To remind is to show the notification and to record it, and the worker may end between the two. Recorded first, a
 * reminder could be lost; shown first, it could come twice. So what is about to be recorded is stored before it is
 * shown, and the next worker finds out: a summary that is on the screen, or was dismissed by the user, has been shown.
 *
 * One case is left: if the whole browser ends between the two, it takes the notification along, and nobody can say
 * whether it was seen. It is shown once more after the restart, the same summary under the same id.
 */

/** Whether the user has dismissed the last summary. The event comes before any transaction that it starts. */
let isDismissed = false;

/** Shows the summary of the plan's due keys, and records them. What the browser refuses to show stays due. */
export async function announce(transaction: Transaction, known: KeysDocument, plan: Plan, now: number): Promise<void> {
  const rules = settingsOf(transaction.stored);
  const { refusedSince = now, ...document } = known;
  // While storage is full, what was shown today stays on the screen.
  if (await isShownUnrecorded(now)) await transaction.write({ keys: known });
  // The previous one is cleared first, so that a summary which is on the screen from here on is this one.
  await clearSummary();
  isDismissed = false;
  try {
    await transaction.write({ keys: { ...known, ledger: plan.ledgerIfNotShown, announcing: plan.ledger } });
  } catch (error) {
    if (isStorageFull(error)) await showUnrecorded(plan, rules, now);
    throw error;
  }
  const isShown = await showSummary(plan, rules, now);
  await transaction.write({
    keys: isShown ? { ...document, ledger: plan.ledger } : { ...document, ledger: plan.ledgerIfNotShown, refusedSince },
  });
}

/** What storage has no room to record is shown all the same, once a day: better twice than never. */
async function showUnrecorded(plan: Plan, rules: RotationRules, now: number): Promise<void> {
  if (await isShownUnrecorded(now)) return;
  if (await showSummary(plan, rules, now)) await recordUnrecordedDay(singaporeDay(now));
}

async function isShownUnrecorded(now: number): Promise<boolean> {
  return (await unrecordedDay()) === singaporeDay(now);
}

/** The user has clicked or closed the summary, which proves that it was shown. */
export function noteSummaryDismissed(): void {
  isDismissed = true;
}

/** Records what was shown by a worker that ended before it could do so. */
export async function recordAnnounced(transaction: Transaction): Promise<void> {
  const { announcing, ...document } = transaction.stored.keys;
  if (!announcing || transaction.stored.readOnly.keys) return;
  const isShown = await isSummaryShown().catch(() => false);
  const keys = isShown || isDismissed ? { ...document, ledger: announcing } : document;
  // If storage is full it is true all the same, and recorded the next time.
  await transaction.write({ keys }).catch(() => void Object.assign(transaction.stored, { keys }));
}
