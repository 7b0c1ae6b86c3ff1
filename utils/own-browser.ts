import type { Browser, Runtime } from 'webextension-polyfill';

/**
 * The browser's own API, for what runs in pages. There the polyfill would be a large part of all that is loaded, and
 * the few functions that are needed return promises in every browser anyway. Nothing may rely on what the polyfill
 * alone can do, such as answering a message with a promise.
 */
export const ownBrowser = ((globalThis as { browser?: unknown }).browser ?? (globalThis as { chrome?: unknown }).chrome) as Browser;

/** Answers our own pages: what `isAsked` knows as the question, with what `answer` returns. */
export function answerOwnPages(isAsked: (message: unknown) => boolean, answer: () => unknown): void {
  const { onMessage, id } = ownBrowser.runtime;
  const listener = (message: unknown, sender: Runtime.MessageSender, respond: (response: unknown) => void): void => {
    if (sender.id === id && isAsked(message)) respond(answer());
  };
  onMessage.addListener(listener as Runtime.OnMessageListenerCallback);
}
