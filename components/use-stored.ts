import { useEffect, useState } from 'react';
import type { Stored } from '../utils/storage/documents';
import { readStored, watchStored } from '../utils/storage/store';

/** What storage holds: not read yet, read, or not to be had. */
export type StoredState = { phase: 'loading' } | { phase: 'failed' } | { phase: 'ready'; stored: Stored };

/** Reads the stored documents, and again whenever they change. */
export function useStored(): StoredState {
  const [state, setState] = useState<StoredState>({ phase: 'loading' });
  useEffect(() => {
    const end = new AbortController();
    const read = (): void => {
      readStored(Date.now()).then(
        (stored) => end.signal.aborted || setState({ phase: 'ready', stored }),
        () => end.signal.aborted || setState({ phase: 'failed' }),
      );
    };
    watchStored(read, end.signal);
    read();
    return () => end.abort();
  }, []);
  return state;
}
