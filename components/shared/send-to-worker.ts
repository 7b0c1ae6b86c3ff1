import { browser } from 'wxt/browser';
import type { Message } from '../../utils/messages';

/** What the worker answers; `undefined` if it does not, `false` if it could not store what the message says. */
export function sendToWorker(message: Message): Promise<unknown> {
  return browser.runtime.sendMessage(message).catch(() => undefined);
}
