import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { instantSchema } from '../keys/key';
import { POLICY, VERSIONS, type DocumentName, type Documents, type Stored } from './documents';
import { interpretStored } from './interpret';

const NAMES = Object.keys(VERSIONS) as DocumentName[];
const ENTRIES = [...NAMES, POLICY];

/** In `storage.session`: the last change that could not be stored, while none was stored since. */
const unsavedSchema = z.object({ at: instantSchema, isFull: z.boolean() });
const UNSAVED = 'unsaved';
/** When (ms) a change was lost because storage took none, and whether that was for want of room. */
export type Unsaved = z.infer<typeof unsavedSchema>;

/**
 * Reads all documents. Every context may do so; nothing is changed in storage. Rejects if storage itself fails.
 * `answer` is that of storage, where it was asked before.
 */
export async function readStored(
  now: number,
  answer: Promise<Record<string, unknown>> = browser.storage.local.get(ENTRIES),
): Promise<Stored> {
  return interpretStored(await answer, now).stored;
}

/** All that storage holds, as it is there: what stays, and what goes when the browser is closed. Rejects if storage itself fails. */
export async function readRaw(): Promise<{ local: Record<string, unknown>; session: Record<string, unknown> }> {
  const [local, session] = await Promise.all([browser.storage.local.get(), browser.storage.session.get()]);
  return { local, session };
}

/** The change that could not be stored, if the last one could not. `answer` is that of storage, where it was asked before. */
export async function readUnsaved(
  answer: Promise<Record<string, unknown>> = browser.storage.session.get(UNSAVED),
): Promise<Unsaved | undefined> {
  const found = await answer.catch((): Record<string, unknown> => ({}));
  return unsavedSchema.safeParse(found[UNSAVED]).data;
}

/** In `storage.session`: the day in Singapore on which a notification was shown last that could not be noted. */
const UNNOTED_DAY = 'unnotedDay';

/** The number of the day on which something was told last that storage had no room to note, if anything was. */
export async function unnotedDay(): Promise<unknown> {
  return (await browser.storage.session.get(UNNOTED_DAY).catch((): Record<string, unknown> => ({})))[UNNOTED_DAY];
}

/** Notes that day, for as long as the browser is open. */
export async function noteUnnotedDay(day: number): Promise<void> {
  await browser.storage.session.set({ [UNNOTED_DAY]: day }).catch(() => undefined);
}

/** Calls `listener` whenever something stored changes, until `signal` is aborted. */
export function watchStored(listener: () => void, signal: AbortSignal): void {
  const onChanged = (_changes: unknown, area: string): void => {
    if (area === 'local' || area === 'session') listener();
  };
  browser.storage.onChanged.addListener(onChanged);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(onChanged));
}

/** Reads and writes within one turn of {@link changeStored}. */
export interface Turn {
  stored: Stored;
  /** Writes the given documents, all at once or not at all, and updates `stored`. Rejects if one of them is read-only. */
  write(documents: Partial<Documents>): Promise<void>;
}

let lastTurn: Promise<unknown> = Promise.resolve();

/** Runs `run` once all that was asked before is done. For the worker only: contexts would not wait for each other. */
export function inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
  const turn = lastTurn.then(run);
  // A turn that fails must not stop the ones after it; whoever asked for it is told.
  lastTurn = turn.catch(() => undefined);
  return turn;
}

/**
 * Gives `turn` the stored documents and the right to write them, one turn after the other. What was migrated or
 * repaired is written along with the first write, so that nothing gets lost in between, and at the end at the latest.
 */
export function changeStored<Result>(now: number, turn: (turn: Turn) => Promise<Result>): Promise<Result> {
  return inTurn(async () => {
    const { stored, unwritten } = interpretStored(await browser.storage.local.get(ENTRIES), now);
    let repaired = unwritten;
    const write = async (documents: Partial<Documents>): Promise<void> => {
      const locked = NAMES.find((name) => documents[name] && stored.readOnly[name]);
      if (locked) throw new Error(`${locked} is read-only: ${stored.readOnly[locked]}`);
      await save({ ...repaired, ...documents }, now);
      Object.assign(stored, documents);
      repaired = {};
    };
    const result = await turn({ stored, write });
    // Where this fails the documents are still there as they were found, and the next turn repairs them again.
    if (Object.keys(repaired).length > 0) await write({}).catch(() => undefined);
    return result;
  });
}

/** Whether storage refused something because it has no room left: browsers speak of a quota then. */
export function isForWantOfRoom(error: unknown): boolean {
  return /quota/i.test(String(error));
}

async function save(documents: Partial<Documents>, now: number): Promise<void> {
  try {
    await browser.storage.local.set(documents);
  } catch (error) {
    const unsaved: Unsaved = { at: now, isFull: isForWantOfRoom(error) };
    await browser.storage.session.set({ [UNSAVED]: unsaved }).catch(() => undefined);
    throw error;
  }
  await browser.storage.session.remove(UNSAVED).catch(() => undefined);
}

/** When (ms) everything was erased last, while this worker lives: pages that were read before may still speak. */
let erasedAt = -Infinity;

/** Whether everything has been erased since the instant `at` (ms), as seen from `now` (ms), and not by a clock ahead. */
export function isErasedSince(at: number, now: number): boolean {
  return at <= erasedAt && erasedAt <= now;
}

/** Removes everything from storage at `now` (ms). The documents go last and all at once: until then nothing is lost. */
export async function eraseStored(now: number): Promise<void> {
  await browser.storage.session.clear();
  await browser.storage.local.clear();
  erasedAt = now;
}
