import type { Runtime } from 'webextension-polyfill';
import { nativeBrowser } from '../browser-differences';

/**
 * Answers messages of our own pages and the worker that `isAsked` recognises with what `answer` resolves to, until
 * `signal` is aborted; with nothing if that rejects.
 */
export function onExtensionMessage(
  isAsked: (message: unknown) => boolean,
  answer: (message: unknown) => Promise<unknown>,
  signal: AbortSignal,
): void {
  const { onMessage, id } = nativeBrowser.runtime;
  const listener = ((
    message: unknown,
    sender: Runtime.MessageSender,
    respond: (response: unknown) => void,
  ): unknown => {
    if (sender.id !== id || !isAsked(message)) return undefined;
    void answer(message)
      .catch(() => undefined)
      .then(respond);
    // The answer comes later.
    return true;
  }) as Runtime.OnMessageListenerCallback;
  onMessage.addListener(listener);
  // Once the extension is updated or removed, an orphaned script has no messages any more.
  signal.addEventListener('abort', () => nativeBrowser.runtime?.onMessage?.removeListener(listener));
}
