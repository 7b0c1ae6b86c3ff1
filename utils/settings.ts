import * as z from 'zod/mini';
import { instantSchema, rotationDaysSchema, thresholdDaysSchema } from './keys/key';

/** Days before expiry at which the user can be reminded; 0 is the expiry itself. Widest first. */
export const THRESHOLD_CHOICES = [90, 60, 30, 21, 14, 7, 3, 2, 1, 0] as const;

/** A minute of the day, from 0 (00:00) to 1439 (23:59). */
const minuteOfDay = z.number().check(z.int(), z.gte(0), z.lte(1439));

const quietHoursSchema = z.object({ from: minuteOfDay, to: minuteOfDay });

/** Singapore's four languages, as BCP 47 tags. */
export const LANGUAGES = ['en', 'zh', 'ms', 'ta'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Every field has a default, so that a setting that is added later is there at once. */
export const settingsSchema = z.object({
  thresholdDays: z._default(thresholdDaysSchema, [30, 14, 7, 3, 1, 0]),
  /** Whether reminders also come as notifications, not only in the popup and on the toolbar badge. */
  notifications: z._default(z.boolean(), true),
  /**
   * What the page shows when a key is copied: the whole leak warning, one quiet line that closes itself, or nothing.
   */
  leakWarning: z._default(z.enum(['full', 'quiet', 'off']), 'full'),
  /** Whether the tab covers each key as soon as it shows, until the user presses the cover. */
  coverKeys: z._default(z.boolean(), false),
  /** The hours without notifications, from and to a minute of the day in SGT; `from` after `to` is over midnight. */
  quietHours: z.exactOptional(quietHoursSchema),
  /** The quiet hours that the user last switched off, for when they switch them on again. */
  formerQuietHours: z.exactOptional(quietHoursSchema),
  /** Whether notifications wait for the next Monday to Friday in SGT. */
  weekdaysOnly: z._default(z.boolean(), false),
  /** After how many days each key is to be replaced, unless it has a date of its own. */
  rotateEveryDays: z.exactOptional(rotationDaysSchema),
  /** The instant (ms) until which no notification is shown at all. */
  mutedUntil: z.exactOptional(instantSchema),
  /** Absent for the browser's language. */
  language: z.exactOptional(z.enum(LANGUAGES)),
});
export type Settings = z.infer<typeof settingsSchema>;

export const DEFAULT_SETTINGS: Settings = settingsSchema.parse({});

/** The quiet hours when they are first switched on, in minutes of the day: 22:00 to 07:00. */
const FIRST_QUIET_HOURS = { from: 22 * 60, to: 7 * 60 };

/** The settings with quiet hours switched on, at the hours they had before, or off. */
export function withQuietHours({ quietHours, formerQuietHours, ...others }: Settings, isOn: boolean): Settings {
  const hours = quietHours ?? formerQuietHours;
  if (isOn) return { ...others, quietHours: hours ?? FIRST_QUIET_HOURS };
  return { ...others, ...(hours && { formerQuietHours: hours }) };
}
