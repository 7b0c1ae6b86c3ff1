import { speakIn } from '../utils/language';
import type { Stored } from '../utils/storage/documents';
import { readStored, readUnsaved, watchStored, type Unsaved } from '../utils/storage/store';
import { language } from '../utils/words';

/** What storage holds, or that it is not to be had. */
export type StoredState = { phase: 'failed' } | { phase: 'ready'; stored: Stored; unsaved: Unsaved | undefined };

/** What storage holds at any time. */
export interface StoredSource {
  state(): StoredState;
  /** Calls `listener` whenever it has changed, until the returned function is called. */
  subscribe(listener: () => void): () => void;
}

/**
 * Reads the stored documents, and again whenever they change, for as long as the page is open. Resolves once they were
 * read, so that a page is made once, with all that it shows.
 */
export async function followStored(): Promise<StoredSource> {
  let state: StoredState;
  const listeners = new Set<() => void>();
  const read = async (): Promise<void> => {
    state = await readState();
    for (const listener of listeners) listener();
  };
  // First: what changes while it is read is read again.
  watchStored(() => void read(), new AbortController().signal);
  await read();
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function readState(): Promise<StoredState> {
  try {
    const [stored, unsaved] = await Promise.all([readStored(Date.now()).then(inItsLanguage), readUnsaved()]);
    return { phase: 'ready', stored, unsaved };
  } catch {
    return { phase: 'failed' };
  }
}

/** What is stored, once the page's words come in the language that is set in it. */
async function inItsLanguage(stored: Stored): Promise<Stored> {
  await speakIn(stored.settings.settings.language);
  document.documentElement.lang = language();
  return stored;
}
