import * as z from 'zod/mini';
import {
  enteredKeySchema,
  instantSchema,
  keyOnTabSchema,
  keyUsesSchema,
  listedKeySchema,
  NOTE_LIMIT,
  readingSchema,
  rotationSchema,
  thresholdDaysSchema,
  type ListedKey,
} from './keys/key';
import { settingsSchema } from './settings';
import { governmentHost } from './site/address';
import { holdsSecret, withoutSecrets } from './site/storage-gate';
import { textsIn, withTexts } from './site/texts-in';
import { quarantineSchema, unreadableReasonSchema } from './storage/documents';
import { exportFileSchema, type ExportFile } from './storage/export-file';

/** Who may send a message: the content script in a page of data.gov.sg or of a host that the user has added, or our own popup and options page. */
type Sender = 'site' | 'extension';

/** A reading as it arrives: one row that is refused takes none of the others along. */
const arrivingReadingSchema = z.pipe(
  z.object({
    ...readingSchema.shape,
    keys: z.array(z.unknown()).check(z.maxLength(5000)),
    deleted: z.exactOptional(z.array(z.unknown()).check(z.maxLength(100))),
  }),
  z.transform(({ keys, deleted, ...reading }) => {
    const rows = keys.flatMap(validRow);
    const leftOut = keys.length - rows.length;
    return {
      // A list with a row that nobody could read says nothing of what it lacks.
      reading: {
        ...reading,
        keys: rows,
        ...(deleted && { deleted: deleted.flatMap(validRow) }),
        complete: reading.complete && leftOut === 0,
      },
      leftOut,
    };
  }),
);

export type ArrivedReading = z.output<typeof arrivingReadingSchema>;

function validRow(row: unknown): ListedKey[] {
  const { data } = listedKeySchema.safeParse(row);
  return data && !textsIn(data).some(holdsSecret) ? [data] : [];
}

/** What the user imports, without what looks like a key in it, and how many of its texts had one. */
function mended(file: ExportFile): { file: ExportFile; textsMended: number } {
  let textsMended = 0;
  const mend = (text: string): string => {
    const rest = withoutSecrets(text);
    if (rest !== text) textsMended++;
    return rest;
  };
  return { file: withTexts(file, mend), textsMended };
}

/** What is in these is stored already, or was mended text by text. */
const GATED_APART: ReadonlySet<string> = new Set(['importFile', 'discardSetAside']);

/** Every message to the worker: what it carries, and who may send it. */
const PROTOCOL = {
  /** What the content script read on the API Keys tab. */
  reading: { body: arrivingReadingSchema, from: 'site' },
  /** The page says that it is the API Keys tab, and its list cannot be read. */
  unreadable: { body: z.object({ reason: z.exactOptional(unreadableReasonSchema) }), from: 'site' },
  /** A key of the tab was copied, and when (ms). Nothing of what was copied is in here. */
  copied: { body: z.object({ onTab: keyOnTabSchema, at: instantSchema }), from: 'site' },
  /** The words of the language that the user chose, unless the page `speaks` it. Answered with `ChosenWords`. */
  words: { body: z.object({ speaks: z.exactOptional(z.string().check(z.maxLength(20))) }), from: 'site' },
  /** Which of day and month comes first in the dates of the page's list, if that was proved before. */
  dateOrder: { body: z.object({}), from: 'site' },
  /** What a copy is to bring up, of a key of the tab where that is known. Answered with a `LeakWish`. */
  leakWish: { body: z.object({ onTab: z.exactOptional(keyOnTabSchema) }), from: 'site' },
  /** The user wants no more leak warnings for this key today. */
  noLeakWarningToday: { body: keyOnTabSchema, from: 'site' },
  /** Forgets when a key was copied, by its id. */
  forgetCopies: { body: z.object({ id: z.string() }), from: 'extension' },
  /** A key that the user enters by hand. */
  addKey: { body: enteredKeySchema, from: 'extension' },
  /** The user says that a key was deleted on the site, or that it was not. */
  deleted: { body: z.object({ id: z.string(), isDeleted: z.boolean() }), from: 'extension' },
  /** The user has seen that keys speak again. */
  sawSpeakAgain: { body: z.object({}), from: 'extension' },
  /** Puts a key out of sight, or back. */
  forget: { body: z.object({ id: z.string(), isForgotten: z.boolean() }), from: 'extension' },
  /** Removes a key that is out of sight, for good. */
  removeForgotten: { body: z.object({ id: z.string() }), from: 'extension' },
  /** The user's own words on a key; empty for none. */
  note: { body: z.object({ id: z.string(), text: z.string().check(z.maxLength(NOTE_LIMIT)) }), from: 'extension' },
  /** Where a key is used. */
  uses: { body: z.object({ id: z.string(), uses: keyUsesSchema }), from: 'extension' },
  /** How far the rotation of a key has come; without one it is not rotated. */
  rotation: { body: z.object({ id: z.string(), rotation: z.exactOptional(rotationSchema) }), from: 'extension' },
  /** Lets the notices of a key wait until an instant (ms); without one, the snooze is over. */
  snooze: { body: z.object({ id: z.string(), until: z.exactOptional(instantSchema) }), from: 'extension' },
  /** Lets the notices of all keys that need attention wait until tomorrow morning. */
  remindTomorrow: { body: z.object({}), from: 'extension' },
  /** Gives no notices of a key any more, or gives them again. */
  mute: { body: z.object({ id: z.string(), isMuted: z.boolean() }), from: 'extension' },
  /** Gives a key thresholds (days) of its own; without any, it has those for all keys. */
  thresholds: { body: z.object({ id: z.string(), days: z.exactOptional(thresholdDaysSchema) }), from: 'extension' },
  /** The settings as the user wants them from now on. */
  settings: { body: settingsSchema, from: 'extension' },
  /** What the user has imported from a file. */
  importFile: { body: z.pipe(exportFileSchema, z.transform(mended)), from: 'extension' },
  /** The entries of the quarantine that the user has seen and does not need. */
  discardSetAside: { body: z.object({ entries: quarantineSchema }), from: 'extension' },
  /** Shows a notification that is only a test. Answered with a `TestOutcome`. */
  testNotification: { body: z.object({}), from: 'extension' },
  /** Everything that is stored is to be deleted. */
  deleteEverything: { body: z.object({}), from: 'extension' },
} as const satisfies Record<string, { body: z.ZodMiniType; from: Sender }>;

type Protocol = typeof PROTOCOL;

/** A message to the worker, as it is sent. */
export type Message = {
  [Type in keyof Protocol]: { type: Type; body: z.input<Protocol[Type]['body']> };
}[keyof Protocol];
/** The same as it arrives. */
export type ArrivedMessage = {
  [Type in keyof Protocol]: { type: Type; body: z.output<Protocol[Type]['body']> };
}[keyof Protocol];

/** The part of `runtime.MessageSender` that tells who sent a message. */
export interface MessageOrigin {
  id?: string | undefined;
  url?: string | undefined;
  /** Whose the document is, where the browser tells: `null` for one in a sandbox, whatever its address. */
  origin?: string | undefined;
  /** Set when a content script sent it; our own pages have it too when they are opened as a tab. */
  tab?: unknown;
}

/** A message that may be obeyed. */
export interface Accepted {
  message: ArrivedMessage;
  /** It comes from a page of this host: it may be obeyed only while the user lets that host be read. */
  onlyIfAllowed?: string;
}

/**
 * The message, if it is one of ours, valid, and from a sender that may send it; `undefined` for anything else.
 * `own` is our own extension: its id, and the address that its pages start with.
 */
export function acceptMessage(
  raw: unknown,
  sender: MessageOrigin,
  own: { id: string; baseUrl: string },
): Accepted | undefined {
  const { success, data: envelope } = z
    .object({ type: z.enum(Object.keys(PROTOCOL) as (keyof Protocol)[]), body: z.unknown() })
    .safeParse(raw);
  if (!success || sender.id !== own.id) return undefined;
  const { body, from } = PROTOCOL[envelope.type];
  if (senderOf(sender, own.baseUrl) !== from) return undefined;
  const parsed = body.safeParse(envelope.body);
  // A reading that is refused as a whole is not passed over in silence: the popup tells of it.
  const isRefused = !parsed.success || !mayBeStored(envelope.type, parsed.data);
  if (isRefused && envelope.type !== 'reading') return undefined;
  const message = !isRefused ? { type: envelope.type, body: parsed.data } : { type: 'unreadable', body: {} };
  const host = governmentHost(sender.url);
  return { message: message as ArrivedMessage, ...(host !== undefined && { onlyIfAllowed: host }) };
}

/** Whether none of the texts of a message may be a key. Of a reading these are all but its rows. */
function mayBeStored(type: string, body: unknown): boolean {
  if (GATED_APART.has(type)) return true;
  const texts = type === 'reading' ? [(body as ArrivedReading).reading.account ?? ''] : textsIn(body);
  return !texts.some(holdsSecret);
}

function senderOf({ url, origin, tab }: MessageOrigin, baseUrl: string): Sender | undefined {
  if (url?.startsWith(baseUrl)) return 'extension';
  if (tab === undefined || url === undefined || governmentHost(url) === undefined) return undefined;
  // What somebody uploaded may be served from the site's own address, in a sandbox: the site does not vouch for it.
  return origin === undefined || origin === new URL(url).origin ? 'site' : undefined;
}
