import * as z from 'zod/mini';
import { settingsSchema, type Settings } from './settings';

/*
 * The settings that an administrator can make for everybody in an agency. `public/managed_schema.json`, by which Chrome
 * and Edge check a policy before they pass it on, is generated from this schema. A new policy is one more field here.
 */

const { thresholdDays, notifications, leakWarning, quietHours, weekdaysOnly } = settingsSchema.shape;

/** A field of a policy. It has no default: if it is absent, the setting stays the user's. */
function field<Schema extends z.ZodMiniType>(schema: Schema, description: string): z.ZodMiniExactOptional<Schema> {
  return z.exactOptional(schema.check(z.describe(description)));
}

/** The agency's own rule on keys: a sentence, and a link to more of it. */
const leakPolicySchema = z.object({
  text: z.string().check(z.minLength(1), z.maxLength(200)),
  url: z.exactOptional(z.string().check(z.maxLength(2000), z.regex(/^https:\/\/[^\s/]/))),
});
export type LeakPolicy = z.infer<typeof leakPolicySchema>;

/** The name of a host below gov.sg. */
const hostSchema = z.string().check(z.maxLength(253), z.regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+gov\.sg$/));

/** Settings of the user that an administrator can lock, and those that only an administrator has. */
export const policySchema = z.object({
  thresholdDays: field(
    thresholdDays.def.innerType,
    'Days before expiry on which to send a reminder, such as [30, 14, 7, 3, 1, 0]; 0 is the expiry itself.',
  ),
  notifications: field(
    notifications.def.innerType,
    'Whether reminders are also shown as notifications, not only in the popup and on the toolbar button.',
  ),
  leakWarning: field(
    leakWarning.def.innerType,
    'What to show when a key is copied: the full warning, one line, or nothing.',
  ),
  quietHours: field(
    quietHours.def.innerType,
    'The hours without notifications, from and to a minute of the day in Singapore time: 22:00 is 1320. If both are the same, there are no quiet hours.',
  ),
  weekdaysOnly: field(weekdaysOnly.def.innerType, 'Whether notifications wait for the next Monday to Friday.'),
  leakPolicy: field(
    leakPolicySchema,
    'A sentence of your own for the copy warning, at most 200 characters, and an https:// link.',
  ),
  hosts: field(
    z.array(hostSchema).check(z.maxLength(20)),
    'The only other hosts that end in gov.sg, such as a staging site, that users may add. An empty list allows none.',
  ),
});
export type Policy = z.infer<typeof policySchema>;

/** The policy, field by field: an invalid field is left out, and the others hold. */
export function policyIn(found: unknown): Policy {
  return Object.fromEntries(
    Object.entries(policySchema.shape).flatMap(([name, schema]) => {
      const value: unknown = Object(found)[name];
      // Most users have no policy, every check reads it, and a schema that refuses a value makes an error.
      if (value === undefined) return [];
      const { success, data } = schema.safeParse(value);
      return success ? [[name, data]] : [];
    }),
  );
}

/** The user's own settings, with the administrator's over them. */
export function settingsInForce(
  own: Settings,
  { leakPolicy: _leakPolicy, hosts: _hosts, ...locked }: Policy,
): Settings {
  return { ...own, ...locked };
}

/**
 * The user's own settings if those in force are to be `wanted`. The administrator's settings do not become the user's:
 * without the policy, the user's own are back.
 */
export function ownSettings(own: Settings, wanted: Settings, policy: Policy): Settings {
  const locked = Object.entries(own).filter(([name]) => name in policy);
  const free = Object.entries(wanted).filter(([name]) => !(name in policy));
  return Object.fromEntries([...free, ...locked]) as Settings;
}
