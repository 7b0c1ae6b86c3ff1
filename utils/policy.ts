import * as z from 'zod/mini';
import { MOST_DAYS } from './keys/key';
import { settingsSchema, type Settings } from './settings';

/*
 * The settings that an administrator can make for everybody in an agency. `public/managed_schema.json`, by which Chrome
 * and Edge check a policy before they pass it on, is generated from this schema. A new policy is one more field here.
 */

const { thresholdDays, notifications, leakWarning, coverKeys, quietHours, weekdaysOnly, rotateEveryDays } =
  settingsSchema.shape;

/** A field of a policy. It has no default: if it is absent, the setting stays the user's. */
function field<Schema extends z.ZodMiniType>(schema: Schema, description: string): z.ZodMiniExactOptional<Schema> {
  return z.exactOptional(schema.check(z.describe(description)));
}

/** The agency's own rule on keys: a sentence, and a link to more of it. */
const leakPolicySchema = () =>
  z.object({
    text: z.string().check(z.minLength(1), z.maxLength(200)),
    url: z.exactOptional(z.string().check(z.maxLength(2000), z.regex(/^https:\/\/[^\s/]/))),
  });
export type LeakPolicy = z.infer<ReturnType<typeof leakPolicySchema>>;

/** The name of a host below gov.sg. */
const hostSchema = () => z.string().check(z.maxLength(253), z.regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+gov\.sg$/));

/**
 * Settings of the user that an administrator can lock, and those that only an administrator has. Few users have a
 * policy, so nothing of this is made before there is one.
 */
export const policySchema = () =>
  z.object({
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
    coverKeys: field(
      coverKeys.def.innerType,
      'Whether the API Keys tab covers each key as soon as it shows, until someone clicks the cover.',
    ),
    quietHours: field(
      quietHours.def.innerType,
      'The hours without notifications, from and to a minute of the day in Singapore time: 22:00 is 1320. ' +
        'If both are the same, there are no quiet hours.',
    ),
    weekdaysOnly: field(weekdaysOnly.def.innerType, 'Whether notifications wait for the next Monday to Friday.'),
    rotateEveryDays: field(
      rotateEveryDays.def.innerType,
      'The days after its creation at which each key is due for replacement. It is advice: nothing is locked, and ' +
        'an earlier date of the user counts.',
    ),
    leakPolicy: field(
      leakPolicySchema(),
      'A sentence of your own for the copy warning, at most 200 characters, and an https:// link.',
    ),
    longestLifetimeDays: field(
      z.number().check(z.int(), z.gte(1), z.lte(MOST_DAYS)),
      'The most days that a new key may work. The form that creates a key says if a chosen lifespan is longer.',
    ),
    hosts: field(
      z.array(hostSchema()).check(z.maxLength(20)),
      'The only other hosts that end in gov.sg, such as a staging site, that users may add. An empty list allows none.',
    ),
  });
export type Policy = z.infer<ReturnType<typeof policySchema>>;

/** The policy, field by field: an invalid field is left out, and the others hold. */
export function policyIn(found: unknown): Policy {
  if (Object.keys(Object(found)).length === 0) return {};
  return Object.fromEntries(
    Object.entries(policySchema().shape).flatMap(([name, schema]) => {
      const value: unknown = Object(found)[name];
      // A schema that refuses a value makes an error, and every check reads the policy.
      if (value === undefined) return [];
      const { success, data } = schema.safeParse(value);
      return success ? [[name, data]] : [];
    }),
  );
}

/** The settings that everything goes by. */
export interface SettingsInForce extends Settings {
  /** After how many days an administrator wants each key replaced, whatever the user has set. */
  agencyRotateEveryDays?: number;
}

/**
 * The user's own settings, with the administrator's over them. How often to replace keys is no lock: both count, and
 * the earlier date is a key's.
 */
export function settingsInForce(
  own: Settings,
  { leakPolicy: _leakPolicy, longestLifetimeDays: _longest, hosts: _hosts, rotateEveryDays, ...locked }: Policy,
): SettingsInForce {
  return { ...own, ...locked, ...(rotateEveryDays !== undefined && { agencyRotateEveryDays: rotateEveryDays }) };
}

/**
 * The user's own settings if those in force are to be `wanted`. The administrator's settings do not become the user's:
 * without the policy, the user's own are back.
 */
export function ownSettings(own: Settings, wanted: SettingsInForce, policy: Policy): Settings {
  const { rotateEveryDays: _advice, ...locking } = policy;
  const { agencyRotateEveryDays: _agency, ...chosen } = wanted;
  const locked = Object.entries(own).filter(([name]) => name in locking);
  const free = Object.entries(chosen).filter(([name]) => !(name in locking));
  return Object.fromEntries([...free, ...locked]) as Settings;
}
