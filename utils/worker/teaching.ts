import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { instantSchema, type Place } from '../keys/key';
import { MINUTE } from '../keys/time';
import { isCutOff } from '../site/address';
import type { Lesson } from '../site/recipe/recipe';
import { withLesson } from '../storage/recipes';
import { changeKeys } from './check';

/*
 * A page can send what was taught only after the user has begun to teach one in the popup, and with the number that was
 * drawn then. It is kept until the browser is closed: the worker may be stopped meanwhile.
 */

const TEACHING = 'teaching';
/** Nobody takes longer (ms) to press twice. Chosen, not measured. */
const LONGEST = 30 * MINUTE;

const teachingSchema = () => z.object({ ticket: z.number(), at: instantSchema });

export async function beginTeaching(ticket: number, now: number): Promise<void> {
  await browser.storage.session.set({ [TEACHING]: { ticket, at: now } });
}

/** Stores what was taught of a page. Rejects if nobody began to teach it, or if its address may be that of others. */
export async function saveLesson(
  { ticket, lesson }: { ticket: number; lesson: Lesson },
  { host, address }: Place,
  now: number,
): Promise<void> {
  const stored = await browser.storage.session.get(TEACHING);
  const { data: begun } = teachingSchema().safeParse(stored[TEACHING]);
  const isBegun = begun?.ticket === ticket && now - begun.at <= LONGEST && now >= begun.at;
  if (!isBegun || address === undefined || isCutOff(address)) throw new Error('nobody teaches this page');
  await changeKeys(now, (document) =>
    withLesson(document, lesson, { ...(host !== undefined && { host }), address }, now),
  );
  await browser.storage.session.remove(TEACHING);
}
