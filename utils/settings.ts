import * as z from 'zod/mini';

/** Days before expiry at which a notice can be given; 0 is the expiry itself. Widest first. */
export const THRESHOLD_CHOICES = [90, 60, 30, 21, 14, 7, 3, 2, 1, 0] as const;

/** What the user can set. Every field has a default, so that a setting added later is there at once. */
export const settingsSchema = z.object({
  /** Days before expiry at which a notice is given. */
  thresholdDays: z._default(z.array(z.number().check(z.int(), z.gte(0), z.lte(3650))).check(z.maxLength(50)), [30, 14, 7, 3, 1, 0]),
  /** Whether notices are also shown as notifications, not only in the popup and on the toolbar badge. */
  notifications: z._default(z.boolean(), true),
  /** Whether copying a key brings up the leak warning. */
  leakWarning: z._default(z.boolean(), true),
});
export type Settings = z.infer<typeof settingsSchema>;

export const DEFAULT_SETTINGS: Settings = settingsSchema.parse({});
