import { NO_ACCESS } from '../../utils/hosts/tab-requests';
import type { AnyCommand, Answer, Command, CommandType, Reply } from '../../utils/worker/commands';
import { sendCommand } from '../../utils/worker/send-command';

/** How the tab script reaches the worker. */
export interface LinkToWorker {
  /** Resolves to whether the command was carried out. */
  send(command: AnyCommand): Promise<boolean>;
  /** Resolves to the answer, if one comes; `first` is the answer to the same question, if it was asked before. */
  ask<Type extends CommandType>(
    question: Command<Type>,
    first?: Promise<Reply<Type> | undefined>,
  ): Promise<Extract<Answer<Type>, object> | undefined>;
}

/**
 * Connects the tab script to the worker while the extension is alive. `leave` is called if the worker refuses because
 * we lost access to the page: before it was the tab, nothing here listened for that.
 */
export function linkToWorker(isAlive: () => boolean, leave: () => void): LinkToWorker {
  const send = async (command: AnyCommand): Promise<boolean> => {
    if (!isAlive()) return false;
    return sendCommand(command).then(
      (reply) => {
        if (reply === NO_ACCESS) leave();
        return reply === true;
      },
      () => isAlive() && false,
    );
  };
  /** A worker that the browser stopped meanwhile gives no answer, and starts again for the next question. */
  const ask = async <Type extends CommandType>(
    question: Command<Type>,
    first?: Promise<Reply<Type> | undefined>,
  ): Promise<Extract<Answer<Type>, object> | undefined> => {
    let reply: Reply<Type> | undefined;
    for (const asked of [first, undefined]) {
      if (isAlive()) reply = await (asked ?? sendCommand(question)).catch(() => undefined);
      if (reply === NO_ACCESS) leave();
      if (typeof reply === 'object' && reply !== null) return reply as Extract<Answer<Type>, object>;
    }
    return undefined;
  };
  return { send, ask };
}
