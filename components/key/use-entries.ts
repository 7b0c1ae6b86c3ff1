import type { AnyCommand } from '../../utils/worker/commands';
import { useCommand } from '../shared/use-command';
import { useSave, type Saved } from '../shared/use-save';

export interface Entries<Entry> extends Saved<readonly Entry[]> {
  problem: string | undefined;
  remove: (index: number) => void;
}

/** A list that the user notes of a key; each change is saved at once, by the command for the list as it is to be. */
export function useEntries<Entry>(
  stored: readonly Entry[],
  commandFor: (wanted: Entry[]) => AnyCommand,
): Entries<Entry> {
  const { send, problem } = useCommand();
  const { value, save } = useSave<readonly Entry[]>(stored, (wanted) => send(commandFor([...wanted])));
  const remove = (index: number): void => void save(value.filter((_, place) => place !== index));
  return { value, save, problem, remove };
}
