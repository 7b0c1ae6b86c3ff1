import { useState } from 'react';
import type { AnyCommand } from '../utils/worker/commands';
import type { Word } from '../utils/words';
import { askWorker } from './ask-worker';

/** Asks the worker to store something; `problem` says so where the last request was not stored. */
export function useAsk(): { ask: (message: AnyCommand) => Promise<boolean>; problem: Word | undefined } {
  const [problem, setProblem] = useState<Word>();
  const ask = async (message: AnyCommand): Promise<boolean> => {
    const isStored = (await askWorker(message)) === true;
    setProblem(isStored ? undefined : 'options_not_saved');
    return isStored;
  };
  return { ask, problem };
}
