import { useEffect, useState } from 'react';
import { speakIn } from '../utils/language';
import type { Stored } from '../utils/storage/documents';
import { readStored, readUnsaved, watchStored, type Unsaved } from '../utils/storage/store';
import { language } from '../utils/words';

/** What storage holds: not read yet, read, or not to be had. */
export type StoredState = { phase: 'loading' } | { phase: 'failed' } | { phase: 'ready'; stored: Stored; unsaved: Unsaved | undefined };

/** Reads the stored documents, and again whenever they change. */
export function useStored(): StoredState {
  const [state, setState] = useState<StoredState>({ phase: 'loading' });
  useEffect(() => {
    const end = new AbortController();
    const read = (): void => {
      Promise.all([readStored(Date.now()).then(inItsLanguage), readUnsaved()]).then(
        ([stored, unsaved]) => end.signal.aborted || setState({ phase: 'ready', stored, unsaved }),
        () => end.signal.aborted || setState({ phase: 'failed' }),
      );
    };
    watchStored(read, end.signal);
    read();
    return () => end.abort();
  }, []);
  return state;
}

/** What is stored, once the page's words come in the language that is set in it. */
async function inItsLanguage(stored: Stored): Promise<Stored> {
  await speakIn(stored.settings.settings.language);
  document.documentElement.lang = language();
  return stored;
}
