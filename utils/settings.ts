import * as z from 'zod/mini';
import { instantSchema, thresholdDaysSchema } from './keys/key';

/** Days before expiry at which a notice can be given; 0 is the expiry itself. Widest first. */
export const THRESHOLD_CHOICES = [90, 60, 30, 21, 14, 7, 3, 2, 1, 0] as const;

/** A minute of the day, from 0 (00:00) to 1439 (23:59). */
const minuteOfDay = z.number().check(z.int(), z.gte(0), z.lte(1439));

/** The languages of the words, Singapore's four, as BCP 47 tags. */
export const LANGUAGES = ['en', 'zh', 'ms', 'ta'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What the user can set. Every field has a default, so that a setting added later is there at once. */
export const settingsSchema = z.object({
  /** Days before expiry at which a notice is given. */
  thresholdDays: z._default(thresholdDaysSchema, [30, 14, 7, 3, 1, 0]),
  /** Whether notices are also shown as notifications, not only in the popup and on the toolbar badge. */
  notifications: z._default(z.boolean(), true),
  /** What copying a key brings up: the whole warning, one quiet line that goes by itself, or nothing. */
  leakWarning: z._default(z.enum(['full', 'quiet', 'off']), 'full'),
  /** The hours without notifications, from and to a minute of the day in SGT; `from` after `to` is over midnight. */
  quietHours: z.exactOptional(z.object({ from: minuteOfDay, to: minuteOfDay })),
  /** Whether notifications wait for the next Monday to Friday in SGT. */
  weekdaysOnly: z._default(z.boolean(), false),
  /** Until when (ms) no notification is shown at all. */
  mutedUntil: z.exactOptional(instantSchema),
  /** The language of the words; without one it is the browser's. */
  language: z.exactOptional(z.enum(LANGUAGES)),
});
export type Settings = z.infer<typeof settingsSchema>;

export const DEFAULT_SETTINGS: Settings = settingsSchema.parse({});
