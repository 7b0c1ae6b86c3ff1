import * as z from 'zod/mini';
import { contactsSchema, linkSchema } from './contact';
import { NAME_LIMIT } from './name';

/*
 * The types come from the schemas. The content script imports only the types, so that none of zod is in it. The worker
 * makes all schemas at each start, except those within `z.lazy`: what few keys have, or only a command carries, is made
 * when there is one.
 */

/** An instant, in whole ms since the epoch, of the years 1970 to 9999. */
export const instantSchema = z.number().check(z.int(), z.gte(0), z.lte(253_402_300_799_999));

/** What may be absent. There are so many of these that one for all saves the worker a noticeable part of its start. */
export const optionalInstant = z.exactOptional(instantSchema);
export const optionalTrue = z.exactOptional(z.literal(true));
const optionalText = z.exactOptional(z.string());

/** The most days that can be set for a key, for example before its expiry or until its replacement: ten years. */
export const MOST_DAYS = 3650;

/** Days before expiry at which the user is reminded; 0 is the expiry itself. */
export const thresholdDaysSchema = z
  .array(z.number().check(z.int(), z.gte(0), z.lte(MOST_DAYS)))
  .check(z.maxLength(50));

/** The longest address of a list that is kept, in characters. */
const ADDRESS_LIMIT = 300;

const printedText = z.string().check(z.maxLength(200));

export const expirySchema = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('dated'),
      earliest: instantSchema,
      latest: instantSchema,
      text: printedText,
      ambiguous: optionalTrue,
      approximate: optionalTrue,
    })
    .check(z.refine(({ earliest, latest }) => earliest <= latest, 'earliest must not be after latest')),
  z.object({ kind: z.literal('never'), text: printedText }),
  z.object({ kind: z.literal('expired'), text: printedText }),
  z.object({ kind: z.literal('unknown'), text: printedText }),
]);

/** Write keys are listed on the admin dashboard, read keys on the API dashboard; a page may not say which. */
export const keyKindSchema = z.enum(['write', 'read', 'unknown']);
export type KeyKind = z.infer<typeof keyKindSchema>;

const keyNameSchema = z.string().check(z.minLength(1), z.maxLength(NAME_LIMIT));

/** When a key was last used, as a page says: somewhere from `earliest` to `latest` (ms), or never. */
export const lastUsedSchema = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z
      .object({ kind: z.literal('at'), earliest: instantSchema, latest: instantSchema })
      .check(z.refine(({ earliest, latest }) => earliest <= latest, 'earliest must not be after latest')),
    z.object({ kind: z.literal('never') }),
  ]),
);
export type LastUsed = z.infer<typeof lastUsedSchema>;

/** One key as a page lists it. `createdAt` is the earliest instant (ms) that the printed creation date allows. */
export const listedKeySchema = z.object({
  name: keyNameSchema,
  expiry: expirySchema,
  createdAt: optionalInstant,
  /** Only known where the page prints it. It is no evidence of whether a key works. */
  lastUsed: z.exactOptional(lastUsedSchema),
});
export type ListedKey = z.infer<typeof listedKeySchema>;

const accountSchema = z.string().check(z.minLength(1), z.maxLength(NAME_LIMIT));

/** Which of day and month comes first in the dates that a list prints as numbers. */
export const dateOrderSchema = z.enum(['day-first', 'month-first']);
export type DateOrder = z.infer<typeof dateOrderSchema>;

/** The most keys that a list has. */
export const KEYS_OF_A_LIST = 5000;
/** The most deletions of a report. Chosen, not measured. */
export const DELETIONS_OF_A_REPORT = 100;

/** Whose list a page shows. */
const listFactsSchema = z.object({
  kind: keyKindSchema,
  /** The signed-in account, or the agency that was chosen, if the page shows it. */
  account: z.exactOptional(accountSchema),
});

/** A report: what one page says of its list. It has names and dates, never a secret. */
export const tabReportSchema = () =>
  z.object({
    ...listFactsSchema.shape,
    /** Whether the page shows every key of the account: not loading, not filtered, not one page of several. */
    complete: z.boolean(),
    /** When (ms) the page got this list, however much later it is sent. */
    at: instantSchema,
    /** The page shows no account so far, and its header may still come. */
    accountMayCome: optionalTrue,
    /** The order that the page's own dates prove. */
    dateOrder: z.exactOptional(dateOrderSchema),
    keys: z.array(listedKeySchema).check(z.maxLength(KEYS_OF_A_LIST)),
    /** Keys that the user was seen to delete there. */
    deleted: z.exactOptional(z.array(listedKeySchema).check(z.maxLength(DELETIONS_OF_A_REPORT))),
    /** When (ms) those were seen to go, however much later it is sent. */
    deletedAt: optionalInstant,
  });
export type TabReport = z.infer<ReturnType<typeof tabReportSchema>>;

export type ListFacts = z.infer<typeof listFactsSchema>;

/** The place of a list. It comes from the message's sender, not from what the page says. */
export interface Place {
  /** Absent for data.gov.sg's own. */
  host?: string;
  /** The path, with the part of the query that selects a list. */
  address?: string;
}

/** One key of an API Keys tab, and which list it is on: enough to find its record. */
export const keyOnTabSchema = z.lazy(() => z.object({ ...listFactsSchema.shape, key: listedKeySchema }));
export type KeyOnTab = z.infer<typeof keyOnTabSchema>;

/** A key as the user enters it. */
export const enteredKeySchema = z.lazy(() =>
  z.object({ name: keyNameSchema, kind: keyKindSchema, expiry: expirySchema }),
);
export type EnteredKey = z.infer<typeof enteredKeySchema>;

/** The longest note on a key, and the longest name of a place where it is used, in characters. */
export const NOTE_LIMIT = 500;
export const USE_LIMIT = 120;
/** The most places where a key is used. */
export const USES_KEPT = 100;

/** A place where a key is used, in the user's words, and whether it has the new key already. */
export const keyUseSchema = z.lazy(() =>
  z.object({
    text: z.string().check(z.minLength(1), z.maxLength(USE_LIMIT)),
    isMoved: optionalTrue,
  }),
);
export type KeyUse = z.infer<typeof keyUseSchema>;
export const keyUsesSchema = z.lazy(() => z.array(keyUseSchema).check(z.maxLength(USES_KEPT)));

/** The most ids of declined successors that are kept. */
export const DECLINED_KEPT = 100;

/** How far the rotation of a key has come, as far as the keys themselves do not show it. */
export const rotationSchema = z.lazy(() =>
  z.object({
    startedAt: instantSchema,
    /** The id of the key that is to take its place. */
    successor: optionalText,
    /** The ids of keys that the user does not want to take its place. */
    declined: z.exactOptional(z.array(z.string()).check(z.maxLength(DECLINED_KEPT))),
    /** All uploads use the new key. Only for a key of which the user has listed no uses. */
    isMoved: optionalTrue,
    /** The user has seen the new key work. */
    isVerified: optionalTrue,
  }),
);
export type Rotation = z.infer<typeof rotationSchema>;

/** What the user has done since a key may have leaked, as far as the keys themselves do not show it. */
export const leakSchema = z.object({
  startedAt: instantSchema,
  /** A new key is there. */
  isCreated: optionalTrue,
  /** The uploads have the new key, or may stop. */
  isMoved: optionalTrue,
  /** The user has looked at what was uploaded or changed with the key. */
  isReviewed: optionalTrue,
  /** Those who have to know of it do. */
  isReported: optionalTrue,
});
export type Leak = z.infer<typeof leakSchema>;

/** After how many days a key is to be replaced. */
export const rotationDaysSchema = z.number().check(z.int(), z.gte(1), z.lte(MOST_DAYS));

/**
 * When the user wants to replace a key: by a day, of which `at` is the first instant (ms) in Singapore, so many days
 * after its creation, or by none, whatever the user wants for all keys.
 */
export const replaceBySchema = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('date'), at: instantSchema }),
    z.object({ kind: z.literal('cadence'), days: rotationDaysSchema }),
    z.object({ kind: z.literal('none') }),
  ]),
);
export type ReplaceBy = z.infer<typeof replaceBySchema>;

/** The number of copies of a key that are kept, the latest ones. */
export const COPIES_KEPT = 50;

/**
 * The complete reports of a key's own list that lacked it: how many, and when (ms) the pages of the first and the
 * latest got their list.
 */
export const missingSchema = z.lazy(() =>
  z.object({
    since: instantSchema,
    latest: instantSchema,
    readings: z.number().check(z.int(), z.gte(1)),
  }),
);
export type Missing = z.infer<typeof missingSchema>;

/**
 * The evidence on which a key is no longer listed: the user said so, was seen to delete it, its list lacked it again
 * and again, another key has taken its place, or it expired and has not been on the tab since.
 */
export const goneReasonSchema = z.enum(['user', 'deletion', 'readings', 'replaced', 'expired']);
export type GoneReason = z.infer<typeof goneReasonSchema>;

export const keyRecordSchema = z.object({
  ...listedKeySchema.shape,
  /** Random, made when the key is first seen. */
  id: z.string().check(z.minLength(1), z.maxLength(64)),
  kind: keyKindSchema,
  account: optionalText,
  /** The host that lists it, such as a staging site's; absent for data.gov.sg's own. */
  host: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(253))),
  /** The id of the list that it was read on last; absent until a report says so. */
  list: optionalText,
  firstSeenAt: instantSchema,
  /** When (ms) a page got the latest list that has the key. */
  lastSeenAt: instantSchema,
  /** The user entered it, and no report has listed it so far. */
  addedByHand: optionalTrue,
  /** Its list lacks it. It counts and reminds as before: a key that may still work goes on reminding. */
  missing: z.exactOptional(missingSchema),
  /** Since when (ms) it is no longer listed, and so silent. */
  goneSince: optionalInstant,
  /** Why it is no longer listed. */
  goneBecause: z.exactOptional(goneReasonSchema),
  /** When (ms) it was copied, newest first. Only the times: nothing that was copied is kept. */
  copies: z.exactOptional(z.array(instantSchema).check(z.maxLength(COPIES_KEPT))),
  /** The instant (ms) until which the user wants no leak warning for it. */
  noLeakWarningUntil: optionalInstant,
  /** The instant (ms) until which the user wants no reminders of it. */
  snoozedUntil: optionalInstant,
  /** The user wants no reminders of it. */
  muted: optionalTrue,
  /** Since when (ms). */
  mutedSince: optionalInstant,
  /** Its own thresholds, instead of those of the settings. */
  thresholdDays: z.exactOptional(thresholdDaysSchema),
  /** When to replace it, instead of what is set for all keys. */
  replaceBy: z.exactOptional(replaceBySchema),
  /** When (ms) a report first gave it a later expiry than before. */
  renewedAt: optionalInstant,
  /** The id of the key that has taken its place: it is rotated out, and does not remind any more. */
  replacedBy: optionalText,
  /** Since when (ms). */
  replacedSince: optionalInstant,
  /** The user's own words on it. */
  note: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(NOTE_LIMIT))),
  /** The https address of a page about it, such as the instructions for its upload. */
  link: z.exactOptional(linkSchema),
  /** Where it is used. */
  uses: z.exactOptional(keyUsesSchema),
  /** Who must act when it expires. */
  contacts: z.exactOptional(contactsSchema),
  /** How far its rotation has come; absent while it is not rotated. */
  rotation: z.exactOptional(rotationSchema),
  /** What was done since it may have leaked; absent unless it may have. */
  leak: z.exactOptional(leakSchema),
  /** When (ms) the user hid it. It does not remind, and can be brought back. */
  forgottenAt: optionalInstant,
});
export type KeyRecord = z.infer<typeof keyRecordSchema>;

/** A list that was read: its place, and whose it is. */
export const knownListSchema = z.object({
  /** Random, made when the list is first read. */
  id: z.string().check(z.minLength(1), z.maxLength(64)),
  ...listFactsSchema.shape,
  host: keyRecordSchema.shape.host,
  address: z.string().check(z.maxLength(ADDRESS_LIMIT)),
  /** When (ms) a page got it last. */
  readAt: instantSchema,
  /** The order of day and month that its dates once proved. */
  dateOrder: z.exactOptional(dateOrderSchema),
});
export type KnownList = z.infer<typeof knownListSchema>;
