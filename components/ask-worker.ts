import type { Command, CommandType, Reply } from '../utils/worker/commands';
import { sendCommand } from '../utils/worker/send-command';

/** The worker's reply: `false` if it could not do it, `undefined` if there is none. */
export function askWorker<Type extends CommandType>(command: Command<Type>): Promise<Reply<Type> | undefined> {
  return sendCommand(command).catch(() => undefined);
}
