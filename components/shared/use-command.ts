import { useState } from 'react';
import type { AnyCommand } from '../../utils/worker/commands';
import { t, type MessageKey } from '../../utils/words';
import { runCommand } from './send-to-worker';

export interface Command {
  /** Resolves to whether the worker has stored it. */
  send: (message: AnyCommand) => Promise<boolean>;
  /** The text of `failure` while the last command failed. */
  problem: string | undefined;
  /** Takes the problem back, as when the user changes what could not be stored. */
  dismissProblem: () => void;
}

/** Sends commands of one part of a page, and knows what to say if the last one failed. */
export function useCommand(failure: MessageKey = 'options_not_saved'): Command {
  const [hasFailed, setHasFailed] = useState(false);
  const send = async (message: AnyCommand): Promise<boolean> => {
    const isStored = await runCommand(message);
    setHasFailed(!isStored);
    return isStored;
  };
  return { send, problem: hasFailed ? t(failure) : undefined, dismissProblem: () => setHasFailed(false) };
}
