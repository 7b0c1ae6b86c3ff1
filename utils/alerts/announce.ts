import { singaporeDay } from '../keys/time';
import type { KeysDocument } from '../storage/documents';
import { isForWantOfRoom, noteUnnotedDay, unnotedDay, type Turn } from '../storage/store';
import { clearDigest, isDigestShown, showDigest } from './deliver';
import type { Plan } from './plan';

/*
 * To tell is to show the notification and to note it, and the worker may end between the two. Noted first, a notice
 * could be lost; shown first, it could come twice. So what is about to be noted is stored before it is shown, and
 * whoever comes next finds out: a digest that is on the screen, or was answered by the user, has been told.
 *
 * What is left: where the whole browser ends between the two, it takes the notification along, and nobody can say
 * whether it was seen. Then it is shown once more after the restart, the same digest under the same id.
 */

/** Whether the user has answered the digest that was shown last. The event comes before any turn that it starts. */
let isAnswered = false;

/** Shows the plan's due notices of the `known` keys and notes them. What the browser refuses to show stays due. */
export async function announce(turn: Turn, known: KeysDocument, plan: Plan, now: number): Promise<void> {
  const { refusedSince = now, ...document } = known;
  // While there is no room to note anything, what was told today stays on the screen.
  if (await isToldUnnoted(now)) await turn.write({ keys: known });
  // The one before is taken away first, so that a digest which is there from here on is this one.
  await clearDigest();
  isAnswered = false;
  try {
    await turn.write({ keys: { ...known, ledger: plan.untoldLedger, announcing: plan.ledger } });
  } catch (error) {
    if (isForWantOfRoom(error)) await showUnnoted(plan, now);
    throw error;
  }
  const isShown = await showDigest(plan, now);
  await turn.write({
    keys: isShown ? { ...document, ledger: plan.ledger } : { ...document, ledger: plan.untoldLedger, refusedSince },
  });
}

/** What storage has no room to note is told all the same, once a day: better twice than never. */
async function showUnnoted(plan: Plan, now: number): Promise<void> {
  if (await isToldUnnoted(now)) return;
  if (await showDigest(plan, now)) await noteUnnotedDay(singaporeDay(now));
}

async function isToldUnnoted(now: number): Promise<boolean> {
  return (await unnotedDay()) === singaporeDay(now);
}

/** Says that the user has clicked or closed the digest: it was there. */
export function digestAnswered(): void {
  isAnswered = true;
}

/** Notes what was shown by a worker that ended before it could note it. */
export async function noteAnnounced(turn: Turn): Promise<void> {
  const { announcing, ...document } = turn.stored.keys;
  if (!announcing || turn.stored.readOnly.keys) return;
  const isShown = await isDigestShown().catch(() => false);
  const keys = isShown || isAnswered ? { ...document, ledger: announcing } : document;
  // What finds no room is true all the same: it is noted the next time.
  await turn.write({ keys }).catch(() => void Object.assign(turn.stored, { keys }));
}
