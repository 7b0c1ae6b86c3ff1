import type { AnyCommand, Command, CommandType, Reply } from '../../utils/worker/commands';
import { sendCommand } from '../../utils/worker/send-command';

/** Resolves to the worker's reply, or to `undefined` if none comes. */
export function sendToWorker<Type extends CommandType>(command: Command<Type>): Promise<Reply<Type> | undefined> {
  return sendCommand(command).catch(() => undefined);
}

/** Sends a command that stores something. Resolves to whether it is stored. */
export async function runCommand(command: AnyCommand): Promise<boolean> {
  return (await sendToWorker(command)) === true;
}
