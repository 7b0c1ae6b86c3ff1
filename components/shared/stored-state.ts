import { useSyncExternalStore } from 'react';
import { setLanguage } from '../../utils/language';
import type { Stored } from '../../utils/storage/documents';
import { readStored, readUnsaved, watchStored, type Unsaved } from '../../utils/storage/store';
import { language } from '../../utils/words';
import { initialRead } from './initial-read';

/** What storage holds, or that it cannot be read. */
export type StoredState = { phase: 'failed' } | { phase: 'ready'; stored: Stored; unsaved: Unsaved | undefined };

type Answer = Promise<Record<string, unknown>>;

export interface StoredSource {
  state(): StoredState;
  /** Calls `listener` after each change, until the returned function is called. */
  subscribe(listener: () => void): () => void;
}

/**
 * Loads the stored documents, and again whenever they change, for as long as the page is open. Resolves after the
 * initial read, so that the page is rendered once, with all that it shows.
 */
export async function followStoredState(): Promise<StoredSource> {
  let state: StoredState;
  const listeners = new Set<() => void>();
  const load = async (local?: Answer, session?: Answer): Promise<void> => {
    state = await loadState(local, session);
    for (const listener of listeners) listener();
  };
  watchStored(() => void load(), new AbortController().signal);
  await load(initialRead.local, initialRead.session);
  if (initialRead.isOutdated()) await load();
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function loadState(local?: Answer, session?: Answer): Promise<StoredState> {
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

/** Resolves once the page speaks the language that is set in the documents. */
async function inItsLanguage(stored: Stored): Promise<Stored> {
  await setLanguage(stored.settings.settings.language);
  document.documentElement.lang = language();
  return stored;
}

/** The state of storage; the component is rendered again whenever it changes. */
export function useStoredState({ subscribe, state }: StoredSource): StoredState {
  return useSyncExternalStore(subscribe, state);
}
