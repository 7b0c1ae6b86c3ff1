import * as z from 'zod/mini';
import {
  muteKey,
  setContacts,
  setLink,
  setNote,
  setReplaceBy,
  setThresholds,
  snoozeAttention,
  snoozeKey,
  unmuteKey,
} from '../alerts/key-preferences';
import { contactsSchema, linkSchema } from '../keys/contact';
import { withoutCopies } from '../keys/copies';
import { addByHand, hideKey, removeHidden, unhideKey } from '../keys/edit-by-hand';
import {
  enteredKeySchema,
  instantSchema,
  keyOnTabSchema,
  keyUsesSchema,
  leakSchema,
  NOTE_LIMIT,
  replaceBySchema,
  rotationSchema,
  thresholdDaysSchema,
} from '../keys/key';
import { setLeak } from '../keys/leak';
import { markAsDeleted, takeBackDeletion } from '../keys/missing';
import { setRotation, setUses } from '../keys/rotation';
import { settingsSchema } from '../settings';
import { withoutSecrets } from '../secrets/storage-gate';
import type { NO_ACCESS } from '../hosts/tab-requests';
import { withTexts } from '../secrets/texts-in';
import { quarantineSchema, unreadableReasonSchema } from '../storage/documents';
import { exportFileSchema, type ExportFile } from '../storage/export-file';
import { lessonSchema } from '../storage/recipe-schema';
import { recipeFor, withFailureSeen, withOutcome, withoutRecipe } from '../storage/recipes';
import { readStored } from '../storage/store';
import { choicesForTab, knownDateOrder, leakWarningSetting, lifetimeLimit } from './answers-for-tab';
import { changeKeys, changeRecords, saveSettings } from './check';
import { fromOwnPages, fromSite } from './command-row';
import { deleteEverything, discardSetAside, saveImported } from './data-commands';
import { showTest } from './deliver';
import { followPolicy } from './follow-policy';
import { checkedReportSchema } from './report-schema';
import { beginTeaching, saveLesson } from './teaching';
import { newId, placeOf, saveCopy, saveLeak, saveNoLeakWarning, saveReport, saveUnreadable } from './save-report';

/*
 * Everything that the worker can be asked to do, in one table: a command says who may send it, what it carries, and
 * what is done. Senders import only the types, so that neither schemas nor handlers are loaded there.
 */

const nothing = () => z.object({});
const id = z.string();
const placeSchema = () => z.object({ host: z.exactOptional(z.string()), address: z.string() });

/** Everything in it is stored already, or was mended text by text. */
const noTexts = (): readonly string[] => [];

export const COMMANDS = {
  /** What the tab script read on the API Keys tab. Its rows have been through the gate one by one. */
  report: fromSite(
    () => checkedReportSchema,
    (checked, { url, now }) => saveReport(checked, url, now),
    ({ report }) => [report.account ?? ''],
  ),
  /** The page says that it is the API Keys tab, and its list cannot be read. */
  unreadable: fromSite(
    () => z.object({ reason: z.exactOptional(unreadableReasonSchema) }),
    ({ reason }, { url, now }) => saveUnreadable(reason, url, now),
  ),
  /** A key of the tab was copied, and when (ms). Nothing of what was copied is in here. */
  copied: fromSite(
    () => z.object({ onTab: keyOnTabSchema, at: instantSchema }),
    (copy, { url, now }) => saveCopy(copy, url, now),
  ),
  /** Asks what the user chose for the tab, with the words of their language unless the page `speaks` it. */
  choices: fromSite(
    () => z.object({ speaks: z.exactOptional(z.string().check(z.maxLength(20))) }),
    ({ speaks }, { now }) => readStored(now).then((stored) => choicesForTab(stored, speaks)),
  ),
  /** Asks which of day and month comes first in the dates of the page's list, if that was proved before. */
  dateOrder: fromSite(nothing, (_, { url, now }) =>
    readStored(now).then((stored) => ({ dateOrder: knownDateOrder(stored, placeOf(url)) })),
  ),
  /** Asks what the user has taught of the page. */
  lesson: fromSite(nothing, (_, { url, now }) =>
    readStored(now).then(({ keys }) => ({ recipe: recipeFor(keys, placeOf(url)) })),
  ),
  /** What the user has taught of the page, with the number that was drawn when they began. */
  taught: fromSite(
    () => z.object({ ticket: z.number(), lesson: lessonSchema }),
    (taught, { url, now }) => saveLesson(taught, placeOf(url), now),
  ),
  /** The page does not fit what was taught of it any more, or fits again. */
  lessonOutcome: fromSite(
    () => z.object({ hasFailed: z.boolean() }),
    ({ hasFailed }, { url, now }) => changeKeys(now, (document) => withOutcome(document, placeOf(url), hasFailed, now)),
  ),
  /** Asks how to warn of a copy, of a key of the tab if that is known. */
  leakWarning: fromSite(
    () => z.object({ onTab: z.exactOptional(keyOnTabSchema) }),
    ({ onTab }, { url, now }) =>
      readStored(now).then((stored) => leakWarningSetting(stored, onTab && { ...onTab, ...placeOf(url) }, now)),
  ),
  /** Asks how long a new key may work, as the user chooses it in the form that creates one. */
  lifetimeLimit: fromSite(nothing, (_, { now }) => readStored(now).then(lifetimeLimit)),
  /** The user wants no more leak warnings for this key today. */
  noLeakWarningToday: fromSite(
    () => keyOnTabSchema,
    (onTab, { url, now }) => saveNoLeakWarning(onTab, url, now),
  ),
  /** The user says that a key of the tab may have leaked, which one if that is known. */
  leaked: fromSite(
    () => z.object({ onTab: z.exactOptional(keyOnTabSchema), opensPopup: z.boolean() }),
    (leak, { url, now }) => saveLeak(leak, url, now),
  ),

  /** The user begins to teach a page; only that page gets the number. */
  beginTeaching: fromOwnPages(
    () => z.object({ ticket: z.number() }),
    ({ ticket }, { now }) => beginTeaching(ticket, now),
  ),
  /** Forgets what was taught of a page. */
  forgetLesson: fromOwnPages(placeSchema, (place, { now }) =>
    changeKeys(now, (document) => withoutRecipe(document, place)),
  ),
  /** The user has seen that a page does not fit what was taught of it any more. */
  sawLessonFail: fromOwnPages(placeSchema, (place, { now }) =>
    changeKeys(now, (document) => withFailureSeen(document, place)),
  ),
  /** Forgets when a key was copied. */
  forgetCopies: fromOwnPages(
    () => z.object({ id }),
    ({ id }, { now }) =>
      changeRecords(now, (records) => records.map((record) => (record.id === id ? withoutCopies(record) : record))),
  ),
  /** A key that the user enters by hand. */
  addKey: fromOwnPages(
    () => enteredKeySchema,
    (key, { now }) => changeRecords(now, (records) => addByHand(records, key, now, newId())),
  ),
  /** The user says that a key was deleted on the site, or that it was not. */
  deleted: fromOwnPages(
    () => z.object({ id, isDeleted: z.boolean() }),
    ({ id, isDeleted }, { now }) =>
      changeRecords(now, (records) => (isDeleted ? markAsDeleted : takeBackDeletion)(records, id, now)),
  ),
  /** The user has seen that keys remind again. */
  sawSpeakAgain: fromOwnPages(nothing, (_, { now }) =>
    changeKeys(now, ({ speakAgain: _seen, ...document }) => document),
  ),
  /** Hides a key, or shows it again. */
  forget: fromOwnPages(
    () => z.object({ id, isForgotten: z.boolean() }),
    ({ id, isForgotten }, { now }) =>
      changeRecords(now, (records) => (isForgotten ? hideKey(records, id, now) : unhideKey(records, id))),
  ),
  /** Deletes a hidden key permanently. */
  removeForgotten: fromOwnPages(
    () => z.object({ id }),
    ({ id }, { now }) => changeRecords(now, (records) => removeHidden(records, id)),
  ),
  /** The user's own words on a key; empty for none. */
  note: fromOwnPages(
    () => z.object({ id, text: z.string().check(z.maxLength(NOTE_LIMIT)) }),
    ({ id, text }, { now }) => changeKeys(now, (document) => setNote(document, id, text)),
  ),
  /** The address of a page about a key; without one it has none. */
  link: fromOwnPages(
    () => z.object({ id, link: z.exactOptional(linkSchema) }),
    ({ id, link }, { now }) => changeKeys(now, (document) => setLink(document, id, link)),
  ),
  /** Who must act when a key expires. */
  contacts: fromOwnPages(
    () => z.object({ id, contacts: contactsSchema }),
    ({ id, contacts }, { now }) => changeKeys(now, (document) => setContacts(document, id, contacts)),
  ),
  /** The places where a key is used. */
  uses: fromOwnPages(
    () => z.object({ id, uses: keyUsesSchema }),
    ({ id, uses }, { now }) => changeRecords(now, (records) => setUses(records, id, uses, now)),
  ),
  /** How far the rotation of a key has come; without one it is not rotated. */
  rotation: fromOwnPages(
    () => z.object({ id, rotation: z.exactOptional(rotationSchema) }),
    ({ id, rotation }, { now }) => changeRecords(now, (records) => setRotation(records, id, rotation, now)),
  ),
  /** What was done since a key may have leaked; without it, the key is not said to have leaked. */
  leak: fromOwnPages(
    () => z.object({ id, leak: z.exactOptional(leakSchema) }),
    ({ id, leak }, { now }) => changeRecords(now, (records) => setLeak(records, id, leak)),
  ),
  /** No reminders of a key until an instant (ms); without one, the snooze is over. */
  snooze: fromOwnPages(
    () => z.object({ id, until: z.exactOptional(instantSchema) }),
    ({ id, until }, { now }) =>
      changeKeys(now, (document, settings) => snoozeKey(document, { id, until }, settings, now)),
  ),
  /** No reminders of all keys that need attention until tomorrow morning. */
  remindTomorrow: fromOwnPages(nothing, (_, { now }) =>
    changeKeys(now, (document, settings) => snoozeAttention(document, settings, now)),
  ),
  /** No reminders of a key, or reminders again. */
  mute: fromOwnPages(
    () => z.object({ id, isMuted: z.boolean() }),
    ({ id, isMuted }, { now }) =>
      changeKeys(now, (document) => (isMuted ? muteKey(document, id, now) : unmuteKey(document, id))),
  ),
  /** A key's own thresholds (days); without any, it has those for all keys. */
  thresholds: fromOwnPages(
    () => z.object({ id, days: z.exactOptional(thresholdDaysSchema) }),
    ({ id, days }, { now }) => changeKeys(now, (document) => setThresholds(document, id, days)),
  ),
  /** When to replace a key; without it, what is set for all keys holds. */
  replaceBy: fromOwnPages(
    () => z.object({ id, replaceBy: z.exactOptional(replaceBySchema) }),
    ({ id, replaceBy }, { now }) =>
      changeKeys(now, (document, settings) => setReplaceBy(document, { id, replaceBy }, settings, now)),
  ),
  /** The settings as the user wants them from now on. */
  settings: fromOwnPages(
    () => settingsSchema,
    (settings, { now }) => saveSettings(settings, now),
  ),
  /** What the user has imported from a file. */
  importFile: fromOwnPages(
    () => z.pipe(exportFileSchema, z.transform(mended)),
    async ({ file, textsMended }, { now }) => ({ ...(await saveImported(file, now)), textsMended }),
    noTexts,
  ),
  /** The entries of the quarantine that the user has seen and does not need. */
  discardSetAside: fromOwnPages(
    () => z.object({ entries: quarantineSchema }),
    ({ entries }, { now }) => discardSetAside(entries, now),
    noTexts,
  ),
  /** Shows a notification that is only a test. */
  testNotification: fromOwnPages(nothing, (_, { now }) => showTest(now)),
  /** Deletes everything that is stored. The policy is not the user's: it is deleted with the rest, and holds on. */
  deleteEverything: fromOwnPages(nothing, (_, { now }) => deleteEverything(now).then(() => void followPolicy())),
};

/** A file that the user imports, with the secrets cut out of its texts, and in how many texts there were any. */
function mended(file: ExportFile): { file: ExportFile; textsMended: number } {
  let textsMended = 0;
  const mend = (text: string): string => {
    const rest = withoutSecrets(text);
    if (rest !== text) textsMended++;
    return rest;
  };
  return { file: withTexts(file, mend), textsMended };
}

type Commands = typeof COMMANDS;

export type CommandType = keyof Commands;

/** A command as it is sent. */
export interface Command<Type extends CommandType> {
  type: Type;
  body: z.input<ReturnType<Commands[Type]['body']>>;
}
export type AnyCommand = { [Type in CommandType]: Command<Type> }[CommandType];

/** A command as it arrives, once it was checked. */
export type CheckedCommand = {
  [Type in CommandType]: { type: Type; body: z.output<ReturnType<Commands[Type]['body']>> };
}[CommandType];

/** Commands whose handler gives nothing are answered with `true`. */
type Answers = {
  [Type in CommandType]: Awaited<ReturnType<Commands[Type]['handle']>> extends infer Result
    ? Result extends void
      ? true
      : Result
    : never;
};
type Refusals = { site: typeof NO_ACCESS; extension: never };

/** The answer to a command that was carried out. */
export type Answer<Type extends CommandType> = Answers[Type];

/** What the worker replies: `false` if it could not do it, and to a page of the site also that it may not be read. */
export type Reply<Type extends CommandType> = Answer<Type> | false | Refusals[Commands[Type]['from']];
