import { nativeBrowser } from '../browser-differences';
import type { Command, CommandType, Reply } from './commands';

/**
 * Sends a command to the worker. Rejects if there is no worker to answer it. It runs in pages of the site too, so it
 * imports only the types of the commands.
 */
export function sendCommand<Type extends CommandType>(command: Command<Type>): Promise<Reply<Type> | undefined> {
  return nativeBrowser.runtime.sendMessage(command);
}
