import { useState } from 'react';
import type { Message } from '../../utils/messages';
import type { Word } from '../../utils/words';
import { sendToWorker } from './send-to-worker';

/** Asks the worker to store something; `problem` says so where the last request was not stored. */
export function useCommand(): { ask: (message: Message) => Promise<boolean>; problem: Word | undefined } {
  const [problem, setProblem] = useState<Word>();
  const ask = async (message: Message): Promise<boolean> => {
    const isStored = (await sendToWorker(message)) === true;
    setProblem(isStored ? undefined : 'options_not_saved');
    return isStored;
  };
  return { ask, problem };
}
