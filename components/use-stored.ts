import { useSyncExternalStore } from 'react';
import type { StoredSource, StoredState } from './follow-stored';

/** What storage holds now; the component is rendered again whenever that changes. */
export function useStored({ subscribe, state }: StoredSource): StoredState {
  return useSyncExternalStore(subscribe, state);
}
