import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { instantSchema } from '../keys/key';
import { POLICY, VERSIONS, type DocumentName, type Documents, type Stored } from './documents';
import { loadDocuments } from './load-documents';

const NAMES = Object.keys(VERSIONS) as DocumentName[];
const ENTRIES = [...NAMES, POLICY];

/** In `storage.session`: the last change that could not be stored, until another one is. */
const unsavedSchema = z.lazy(() => z.object({ at: instantSchema, isFull: z.boolean() }));
const UNSAVED = 'unsaved';
/** When (ms) a change was lost because storage refused it, and whether it was full. */
export type Unsaved = z.infer<typeof unsavedSchema>;

/**
 * Reads all documents and changes nothing; any context may call it. Rejects if storage itself fails. `answer` is that
 * of storage, if it was asked already.
 */
export async function readStored(
  now: number,
  answer: Promise<Record<string, unknown>> = browser.storage.local.get(ENTRIES),
): Promise<Stored> {
  return loadDocuments(await answer, now).stored;
}

/** Everything as storage holds it, in `local` and until the browser is closed. Rejects if storage itself fails. */
export async function readRaw(): Promise<{ local: Record<string, unknown>; session: Record<string, unknown> }> {
  const [local, session] = await Promise.all([browser.storage.local.get(), browser.storage.session.get()]);
  return { local, session };
}

/** The last change, if it could not be stored. `answer` is that of storage, if it was asked before. */
export async function readUnsaved(
  answer: Promise<Record<string, unknown>> = browser.storage.session.get(UNSAVED),
): Promise<Unsaved | undefined> {
  const { [UNSAVED]: found } = await answer.catch((): Record<string, unknown> => ({}));
  return found === undefined ? undefined : unsavedSchema.safeParse(found).data;
}

/** In `storage.session`: the last day in Singapore on which a notification was shown that could not be recorded. */
const UNRECORDED_DAY = 'unnotedDay';

/** The last day (its number) on which a notification was shown that storage had no room to record, if there is one. */
export async function unrecordedDay(): Promise<unknown> {
  return (await browser.storage.session.get(UNRECORDED_DAY).catch((): Record<string, unknown> => ({})))[UNRECORDED_DAY];
}

/** Kept for as long as the browser is open. */
export async function recordUnrecordedDay(day: number): Promise<void> {
  await browser.storage.session.set({ [UNRECORDED_DAY]: day }).catch(() => undefined);
}

/** Calls `listener` whenever something stored changes, until `signal` is aborted. */
export function watchStored(listener: () => void, signal: AbortSignal): void {
  const onChanged = (_changes: unknown, area: string): void => {
    if (area === 'local' || area === 'session') listener();
  };
  browser.storage.onChanged.addListener(onChanged);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(onChanged));
}

/** A read and write of storage that no other one comes between; see {@link changeStored}. */
export interface Transaction {
  stored: Stored;
  /**
   * Writes the given documents, all at once or not at all, and updates `stored`. Rejects if one of them is read-only.
   */
  write(documents: Partial<Documents>): Promise<void>;
}

let last: Promise<unknown> = Promise.resolve();

/** Calls `run` once all earlier calls are done. For the worker only: other contexts would not wait for each other. */
export function exclusive<Result>(run: () => Promise<Result>): Promise<Result> {
  const result = last.then(run);
  // One that fails must not stop those after it; its caller gets the error.
  last = result.catch(() => undefined);
  return result;
}

/**
 * Gives `run` the stored documents and the right to write them, exclusively. What was migrated or repaired is written
 * along with the first write, so that nothing gets lost in between, and at the end at the latest.
 */
export function changeStored<Result>(now: number, run: (transaction: Transaction) => Promise<Result>): Promise<Result> {
  return exclusive(async () => {
    const { stored, unwritten } = loadDocuments(await browser.storage.local.get(ENTRIES), now);
    let repaired = unwritten;
    const write = async (documents: Partial<Documents>): Promise<void> => {
      const locked = NAMES.find((name) => documents[name] && stored.readOnly[name]);
      if (locked) throw new Error(`${locked} is read-only: ${stored.readOnly[locked]}`);
      await save({ ...repaired, ...documents }, now);
      Object.assign(stored, documents);
      repaired = {};
    };
    const result = await run({ stored, write });
    // If this fails the documents are still there as they were found, and the next transaction repairs them again.
    if (Object.keys(repaired).length > 0) await write({}).catch(() => undefined);
    return result;
  });
}

/** Browsers speak of a quota when storage is full. */
export function isStorageFull(error: unknown): boolean {
  return /quota/i.test(String(error));
}

async function save(documents: Partial<Documents>, now: number): Promise<void> {
  try {
    await browser.storage.local.set(documents);
  } catch (error) {
    const unsaved: Unsaved = { at: now, isFull: isStorageFull(error) };
    await browser.storage.session.set({ [UNSAVED]: unsaved }).catch(() => undefined);
    throw error;
  }
  await browser.storage.session.remove(UNSAVED).catch(() => undefined);
}

/** In `storage.session`: when (ms) everything was last erased. Pages that were read before may still report. */
const ERASED_AT = 'erasedAt';

/** Whether everything was erased at or after an instant (ms), unless the clock was ahead of `now` (ms) then. */
export async function isErasedSince(instant: number, now: number): Promise<boolean> {
  const { [ERASED_AT]: erasedAt } = await browser.storage.session
    .get(ERASED_AT)
    .catch((): Record<string, unknown> => ({}));
  return typeof erasedAt === 'number' && instant <= erasedAt && erasedAt <= now;
}

/** Removes everything from storage. The documents go last and all at once: until then nothing is lost. */
export async function eraseStored(now: number): Promise<void> {
  await browser.storage.session.clear();
  await browser.storage.local.clear();
  // Everything is erased even if this cannot be kept.
  await browser.storage.session.set({ [ERASED_AT]: now }).catch(() => undefined);
}
