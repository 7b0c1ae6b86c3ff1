import type { Counted, Due } from '../keys/replacement';
import { singaporeDay } from '../keys/time';
import { dayText, t, tCount, type CountedMessageKey } from '../words';

/* The day by which to replace a key, in words of its own: nothing has expired then. */

/** How far the day is from that of `now` (ms), in days of Singapore's calendar. */
export type DueCount = { form: 'tomorrow' | 'today' | 'yesterday' } | { form: 'future' | 'past'; days: number };

export function dueCount({ at }: Due, now: number): DueCount {
  const days = singaporeDay(at) - singaporeDay(now);
  if (days > 1) return { form: 'future', days };
  if (days < -1) return { form: 'past', days: -days };
  return { form: (['yesterday', 'today', 'tomorrow'] as const)[days + 1]! };
}

/** "Due for replacement in 7 days", "Was due for replacement yesterday". */
export function dueText(due: Due, now: number): string {
  const count = dueCount(due, now);
  return 'days' in count ? t(`replace_${count.form}`, count.days) : t(`replace_${count.form}`);
}

/** "Replace by 28 Feb 2027". */
export function replaceByText({ at }: Due): string {
  return t('replace_by', dayText(at));
}

const REASONS: Record<Counted['from'], CountedMessageKey> = {
  creation: 'replace_from_creation',
  renewal: 'replace_from_renewal',
  'first-seen': 'replace_from_first_seen',
};

/** What the day follows from: "90 days after its creation on 30 Nov 2026."; `undefined` if the user chose it. */
export function dueReason({ counted }: Due): string | undefined {
  return counted && tCount(REASONS[counted.from], counted.days, dayText(counted.start));
}

/** A line on one key of a notification; `name` is in quotes already. */
export function dueLine(name: string, due: Due, now: number): string {
  const count = dueCount(due, now);
  const days = 'days' in count ? [count.days] : [];
  return t(`digest_replace_${count.form}`, name, ...days, dayText(due.at));
}
