import { browser } from 'wxt/browser';
import type { Message } from '../../utils/messages';

/** Resolves to the worker's answer, or to `undefined` if none comes. */
export function sendToWorker(message: Message): Promise<unknown> {
  return browser.runtime.sendMessage(message).catch(() => undefined);
}

/** Sends a command that stores something. Resolves to whether it is stored. */
export async function runCommand(message: Message): Promise<boolean> {
  return (await sendToWorker(message)) === true;
}
