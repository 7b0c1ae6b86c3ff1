// First of all: it asks storage.
import { initialRead } from '../utils/storage/initial-read';
import { speakIn } from '../utils/language';
import type { Stored } from '../utils/storage/documents';
import { readStored, readUnsaved, watchStored, type Unsaved } from '../utils/storage/store';
import { language } from '../utils/words';

/** What storage holds, or that it is not to be had. */
export type StoredState = { phase: 'failed' } | { phase: 'ready'; stored: Stored; unsaved: Unsaved | undefined };

type Answer = Promise<Record<string, unknown>>;

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
  const read = async (local?: Answer, session?: Answer): Promise<void> => {
    state = await readState(local, session);
    for (const listener of listeners) listener();
  };
  watchStored(() => void read(), new AbortController().signal);
  await read(initialRead.local, initialRead.session);
  if (initialRead.isOutdated()) await read();
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function readState(local?: Answer, session?: Answer): Promise<StoredState> {
  try {
    const [stored, unsaved] = await Promise.all([
      readStored(Date.now(), local).then(inItsLanguage),
      readUnsaved(session),
    ]);
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
