import { useState } from 'react';
import type { AnyCommand } from '../../utils/worker/commands';
import { useCommand } from '../shared/use-command';
import { useSave } from '../shared/use-save';

/** The progress of a key's checklist. Each change is saved at once. */
export interface Checklist<Progress> {
  /** Absent while the checklist has not begun. */
  value: Progress | undefined;
  /** What the user did last to the checklist as a whole. The pressed button goes then, and the focus has to follow. */
  latest: 'started' | 'stopped' | undefined;
  problem: string | undefined;
  start: () => void;
  stop: () => void;
  change: (changed: Progress) => void;
}

/** `commandFor` gives the command that stores the progress; without one, the checklist is over. */
export function useChecklist<Progress>(
  stored: Progress | undefined,
  begin: (now: number) => Progress,
  commandFor: (wanted: Progress | undefined) => AnyCommand,
): Checklist<Progress> {
  const { send, problem } = useCommand();
  const [latest, setLatest] = useState<Checklist<Progress>['latest']>();
  const { value, save } = useSave<Progress | undefined>(stored, (wanted) => send(commandFor(wanted)));
  return {
    value,
    latest,
    problem,
    start: () => {
      setLatest('started');
      void save(begin(Date.now()));
    },
    stop: () => {
      setLatest('stopped');
      void save(undefined);
    },
    change: (changed) => void save(changed),
  };
}
