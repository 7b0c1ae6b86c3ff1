import type { Browser, Runtime } from 'webextension-polyfill';

/*
 * What one browser does and another does not: all of it is here, and nothing else needs to know in which one it runs.
 * Each function asks the browser what it can, never what it is called.
 */

/**
 * The browser's own API, for what runs in pages. There the polyfill would be a large part of all that is loaded, and
 * the few functions that are needed return promises in every browser anyway. Nothing may rely on what the polyfill
 * alone can do, such as answering a message with a promise.
 */
export const ownBrowser = ((globalThis as { browser?: unknown }).browser ??
  (globalThis as { chrome?: unknown }).chrome) as Browser;

/** Answers our own pages and the worker: what `isAsked` knows as the question, with what `answer` returns, until `signal` is aborted. */
export function answerOwnPages(
  isAsked: (message: unknown) => boolean,
  answer: () => unknown,
  signal: AbortSignal,
): void {
  const { onMessage, id } = ownBrowser.runtime;
  const listener = ((message: unknown, sender: Runtime.MessageSender, respond: (response: unknown) => void): void => {
    if (sender.id === id && isAsked(message)) respond(answer());
  }) as Runtime.OnMessageListenerCallback;
  onMessage.addListener(listener);
  // An orphan has no messages any more, nor a listener.
  signal.addEventListener('abort', () => ownBrowser.runtime?.onMessage?.removeListener(listener));
}

/*
 * Notifications.
 * - Buttons, and notifications that stay until they are answered: Chromium only. Firefox has the event for buttons, and
 *   throws at once on such options.
 *   https://developer.mozilla.org/en-US/docs/Mozilla/Add-ons/WebExtensions/API/notifications/NotificationOptions
 * - Asking whether notifications are allowed, and hearing of a change: Chromium only.
 */
interface Notifications {
  onButtonClicked?: { addListener(listener: (id: string, index: number) => void): void };
  onPermissionLevelChanged?: { addListener(listener: () => void): void };
  getPermissionLevel?(): Promise<string>;
}

const notifications = (): Notifications => ownBrowser.notifications as never;

/** A notification as every browser can show it. */
export interface PlainNotification {
  type: 'basic';
  iconUrl: string;
  title: string;
  message: string;
}

/**
 * Shows a notification, with buttons and until it is answered where the browser can do that; elsewhere the popup has
 * the same actions. Rejects if the browser refuses to show it.
 */
export async function createNotification(
  id: string,
  plain: PlainNotification,
  buttons: readonly string[],
  isUrgent: boolean,
): Promise<void> {
  const full = { ...plain, buttons: buttons.map((title) => ({ title })), requireInteraction: isUrgent };
  let shown: Promise<unknown>;
  try {
    shown = ownBrowser.notifications.create(id, full);
  } catch {
    shown = ownBrowser.notifications.create(id, plain);
  }
  await shown;
}

/** Calls `listener` with the notification's id and the number of the button that was pressed, where there are buttons. */
export function onNotificationButton(listener: (id: string, index: number) => void): void {
  notifications().onButtonClicked?.addListener(listener);
}

/** Calls `listener` when notifications are allowed or blocked, where the browser tells. */
export function onNotificationsAllowedOrBlocked(listener: () => void): void {
  notifications().onPermissionLevelChanged?.addListener(listener);
}

/** Whether notifications may be shown; `undefined` where the browser does not tell. */
export async function mayNotify(): Promise<boolean | undefined> {
  const level = await notifications().getPermissionLevel?.();
  return level === undefined ? undefined : level === 'granted';
}

/** What the administrator's policy says; `undefined` where there is none: then Chromium gives an empty one, and Firefox rejects. */
export async function readManaged(): Promise<unknown> {
  return ownBrowser.storage.managed.get().catch(() => undefined);
}

/**
 * Keeps pages' content scripts out of `storage.local`, where the browser can: whoever breaks into a page's process could
 * read and write it there. Chromium has the call, Firefox not yet (https://bugzilla.mozilla.org/show_bug.cgi?id=1724754).
 */
export async function closeStorageToPages(): Promise<void> {
  const local = ownBrowser.storage.local as {
    setAccessLevel?(access: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void>;
  };
  try {
    await local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
  } catch {
    // The worker asks again at its next start; nothing relies on it.
  }
}

/** Chromium has an address for the shortcuts of extensions, which an extension may open, and Edge leads it to its own. */
const SHORTCUTS_ADDRESS = 'chrome://extensions/shortcuts';

/**
 * Opens the browser's page for shortcuts. Resolves to whether it could. Firefox lets no extension open the address of
 * one; from version 137 on it has a call.
 * https://developer.mozilla.org/en-US/docs/Mozilla/Add-ons/WebExtensions/API/commands/openShortcutSettings
 */
export async function openShortcutSettings(): Promise<boolean> {
  const commands = ownBrowser.commands as { openShortcutSettings?(): Promise<void> };
  try {
    if (commands.openShortcutSettings) await commands.openShortcutSettings();
    else await ownBrowser.tabs.create({ url: SHORTCUTS_ADDRESS });
    return true;
  } catch {
    return false;
  }
}

/**
 * Gives a shadow root in a page its style. A constructed sheet, which all roots of a document share, passes a page's
 * content security policy, which an inline one may not (https://drafts.csswg.org/cssom/#dom-cssstylesheet-cssstylesheet);
 * Firefox refuses one of a content script and lets its inline ones pass (https://bugzilla.mozilla.org/show_bug.cgi?id=1751346).
 */
export function styleShadowRoot(root: ShadowRoot, css: string): void {
  const page = root.ownerDocument;
  try {
    root.adoptedStyleSheets = [sheetOf(page, css)];
  } catch {
    const style = page.createElement('style');
    style.textContent = css;
    root.append(style);
  }
}

const sheets = new WeakMap<Document, Map<string, CSSStyleSheet>>();

function sheetOf(page: Document, css: string): CSSStyleSheet {
  const known = sheets.get(page) ?? new Map<string, CSSStyleSheet>();
  sheets.set(page, known);
  let sheet = known.get(css);
  if (!sheet) {
    const View = page.defaultView as (Window & typeof globalThis) | null;
    sheet = new (View ?? globalThis).CSSStyleSheet();
    sheet.replaceSync(css);
    known.set(css, sheet);
  }
  return sheet;
}

/**
 * What is selected within shadow roots, one text for each way to ask for it. From the document such a selection looks
 * empty unless its root is named (https://w3c.github.io/selection-api/#dom-selection-getcomposedranges); Chromium before
 * version 137 cannot be asked so, and alone lets a root itself be asked.
 */
export function textsSelectedIn(roots: readonly ShadowRoot[], selection: Selection | null): string[] {
  const ownTexts = roots.map(
    (root: ShadowRoot & { getSelection?(): Selection | null }) => root.getSelection?.()?.toString() ?? '',
  );
  if (roots.length === 0 || !selection?.getComposedRanges) return ownTexts;
  const ranges = selection.getComposedRanges({ shadowRoots: [...roots] });
  return [ranges.map(textOfRange).join('\n'), ...ownTexts];
}

function textOfRange({ startContainer, startOffset, endContainer, endOffset }: StaticRange): string {
  if (startContainer.getRootNode() !== endContainer.getRootNode()) return '';
  const range = startContainer.ownerDocument!.createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range.toString();
}
