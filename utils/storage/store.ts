import { browser } from 'wxt/browser';
import { DOCUMENTS, interpretStored, type Stored } from './documents';

const NAMES = Object.keys(DOCUMENTS) as (keyof Stored)[];

/** Reads all documents. Every context may do so; nothing is changed in storage. Rejects if storage itself fails. */
export async function readStored(now: number): Promise<Stored> {
  return interpretStored(await browser.storage.local.get(NAMES), now);
}

/** Calls `listener` whenever a document changes, until `signal` is aborted. */
export function watchStored(listener: () => void, signal: AbortSignal): void {
  const onChanged = (_changes: unknown, area: string): void => {
    if (area === 'local') listener();
  };
  browser.storage.onChanged.addListener(onChanged);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(onChanged));
}

/** Reads and writes within one turn of {@link changeStored}. */
export interface Turn {
  stored: Stored;
  /** Writes the given documents, all at once or not at all, and updates `stored`. */
  write(documents: Partial<Stored>): Promise<void>;
}

let lastTurn: Promise<unknown> = Promise.resolve();

/**
 * Gives `turn` the stored documents and the right to write them, one turn after the other. For the worker only:
 * turns of different contexts would not wait for each other. Unreadable documents are set aside before the turn.
 */
export function changeStored<Result>(now: number, turn: (turn: Turn) => Promise<Result>): Promise<Result> {
  const run = lastTurn.then(async () => {
    const { setAsideNow, ...stored } = interpretStored(await browser.storage.local.get(NAMES), now);
    const write = async (documents: Partial<Stored>): Promise<void> => {
      await browser.storage.local.set(documents);
      Object.assign(stored, documents);
    };
    if (setAsideNow) await write(stored);
    return turn({ stored, write });
  });
  // A turn that fails must not stop the ones after it; whoever asked for it is told.
  lastTurn = run.catch(() => undefined);
  return run;
}
