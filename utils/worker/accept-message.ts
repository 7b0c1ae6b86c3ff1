import { governmentHost } from '../site/address';
import { isAllowed } from '../hosts/hosts';
import { holdsSecret } from '../secrets/storage-gate';
import { NO_ACCESS } from '../hosts/tab-requests';
import type { Arrival, Sender } from './command-row';
import { COMMANDS, type CheckedCommand, type CommandType } from './commands';

/** The part of `runtime.MessageSender` that says who sent a message. */
export interface MessageOrigin {
  id?: string | undefined;
  url?: string | undefined;
  /** The document's origin, if the browser says: `null` for one in a sandbox, whatever its address. */
  origin?: string | undefined;
  /** Set when a content script sent it; our own pages have it too when they are opened as a tab. */
  tab?: unknown;
}

/** A command that may be handled. */
export interface Accepted {
  message: CheckedCommand;
  /** It comes from a page of this host: it may be handled only while the user lets that host be read. */
  onlyIfAllowed?: string;
}

/**
 * The command in a message, if it is one of ours, valid, and from a sender that may send it; `undefined` for anything
 * else. `own` is our own extension: its id, and the address that its pages start with.
 */
export function acceptMessage(
  raw: unknown,
  sender: MessageOrigin,
  own: { id: string; baseUrl: string },
): Accepted | undefined {
  if (!isEnvelope(raw) || sender.id !== own.id || senderOf(sender, own.baseUrl) !== COMMANDS[raw.type].from)
    return undefined;
  const message = checkedCommand(raw) ?? insteadOf(raw.type);
  const host = governmentHost(sender.url);
  return message && { message, ...(host !== undefined && { onlyIfAllowed: host }) };
}

interface Envelope {
  type: CommandType;
  body?: unknown;
}

/** Whether a message names one of our commands, whatever else is in it. */
function isEnvelope(raw: unknown): raw is Envelope {
  const { type } = Object(raw) as { type?: unknown };
  return typeof type === 'string' && Object.hasOwn(COMMANDS, type);
}

/** The command if it fits its schema and the storage gate finds no secret in it. */
function checkedCommand({ type, body }: Envelope): CheckedCommand | undefined {
  const { body: schema, gatedTexts } = COMMANDS[type];
  const parsed = schema().safeParse(body);
  // The types of schema and gate belong together, because both are of one row.
  if (!parsed.success || gatedTexts(parsed.data as never).some(holdsSecret)) return undefined;
  return { type, body: parsed.data } as CheckedCommand;
}

/** A report that is refused as a whole is not ignored in silence: the popup says that the tab could not be read. */
function insteadOf(refused: CommandType): CheckedCommand | undefined {
  return refused === 'report' ? { type: 'unreadable', body: {} } : undefined;
}

function senderOf({ url, origin, tab }: MessageOrigin, baseUrl: string): Sender | undefined {
  if (url?.startsWith(baseUrl)) return 'extension';
  if (tab === undefined || url === undefined || governmentHost(url) === undefined) return undefined;
  // The site's own address may serve, in a sandbox, what someone uploaded: the site does not vouch for that.
  return origin === undefined || origin === new URL(url).origin ? 'site' : undefined;
}

/** Handles a command and resolves to the reply; never rejects. */
export async function handleIfPermitted({ message, onlyIfAllowed }: Accepted, arrival: Arrival): Promise<unknown> {
  try {
    // It may take long: the page waits for the answer, and reports again what was not stored.
    if (onlyIfAllowed !== undefined && !(await isAllowed(onlyIfAllowed))) return NO_ACCESS;
    return (await handle(message, arrival)) ?? true;
  } catch {
    return false;
  }
}

export function handle({ type, body }: CheckedCommand, arrival: Arrival): Promise<unknown> {
  return COMMANDS[type].handle(body as never, arrival);
}
