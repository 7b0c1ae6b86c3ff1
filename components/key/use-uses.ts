import { useState } from 'react';
import type { KeyRecord, KeyUse } from '../../utils/keys/key';
import { useCommand } from '../shared/use-command';
import { useSave, type Saved } from '../shared/use-save';

export interface UsesState extends Saved<readonly KeyUse[]> {
  problem: string | undefined;
  /** What is entered and not added yet. It outlives the list, which moves when a rotation begins. */
  entered: string;
  enter: (entered: string) => void;
}

/** Where a key is used; each change is saved at once. */
export function useUses({ id, uses = [] }: KeyRecord): UsesState {
  const { send, problem } = useCommand();
  const [entered, enter] = useState('');
  const saved = useSave<readonly KeyUse[]>(uses, (wanted) => send({ type: 'uses', body: { id, uses: [...wanted] } }));
  return { ...saved, problem, entered, enter };
}
