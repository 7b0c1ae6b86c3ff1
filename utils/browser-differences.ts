import type { Browser } from 'webextension-polyfill';

/*
 * The differences between browsers: all of them are here, and nothing else needs to know in which one it runs. Each
 * function asks the browser what it can do, never what it is called.
 */

/**
 * The API as the browser gives it, for what runs in pages. The polyfill would be a large part of all that is loaded
 * there, and the few functions that are needed return promises in every browser. Nothing may rely on what only the
 * polyfill can do, such as answering a message with a promise.
 */
export const nativeBrowser = ((globalThis as { browser?: unknown }).browser ??
  (globalThis as { chrome?: unknown }).chrome) as Browser;

/** Whether the computer runs Windows, which has other command lines. */
export function isOnWindows(): boolean {
  return /Windows/.test(navigator.userAgent);
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

const notifications = (): Notifications => nativeBrowser.notifications as never;

/** A notification as every browser can show it. */
export interface PlainNotification {
  type: 'basic';
  iconUrl: string;
  title: string;
  message: string;
}

/** What only some browsers can do. */
interface NotificationExtras {
  buttons: readonly string[];
  /** Whether it stays until the user dismisses it. */
  staysUntilDismissed: boolean;
}

/**
 * Shows a notification, with the extras if the browser can; if it cannot, the popup has the same actions. Rejects if
 * the browser refuses to show it.
 */
export async function createNotification(
  id: string,
  plain: PlainNotification,
  { buttons, staysUntilDismissed }: NotificationExtras = { buttons: [], staysUntilDismissed: false },
): Promise<void> {
  const full = { ...plain, buttons: buttons.map((title) => ({ title })), requireInteraction: staysUntilDismissed };
  let shown: Promise<unknown>;
  try {
    shown = nativeBrowser.notifications.create(id, full);
  } catch {
    shown = nativeBrowser.notifications.create(id, plain);
  }
  await shown;
}

/**
 * Calls `listener` with the notification's id and the index of the button that was pressed, if the browser has buttons.
 */
export function onNotificationButton(listener: (id: string, index: number) => void): void {
  notifications().onButtonClicked?.addListener(listener);
}

/** Calls `listener` when notifications are allowed or blocked, if the browser says so. */
export function onNotificationsAllowedOrBlocked(listener: () => void): void {
  notifications().onPermissionLevelChanged?.addListener(listener);
}

/** Whether notifications may be shown; `undefined` if the browser does not say. */
export async function mayNotify(): Promise<boolean | undefined> {
  const level = await notifications().getPermissionLevel?.();
  return level === undefined ? undefined : level === 'granted';
}

/**
 * An element's shadow root, open or closed, which browsers show only to extensions: Chromium by a function, Firefox by
 * a property of elements. What throws, or is neither, has none.
 * https://developer.chrome.com/docs/extensions/reference/api/dom,
 * https://developer.mozilla.org/en-US/docs/Web/API/Element/openOrClosedShadowRoot
 */
export function anyShadowRoot(element: Element): ShadowRoot | null {
  const { dom } = nativeBrowser as { dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null } };
  try {
    return (
      dom?.openOrClosedShadowRoot(element) ??
      (element as { openOrClosedShadowRoot?: ShadowRoot | null }).openOrClosedShadowRoot ??
      null
    );
  } catch {
    return null;
  }
}

/** The administrator's policy. Without one Chromium gives an empty one, and Firefox rejects: `undefined`. */
export async function readManaged(): Promise<unknown> {
  return nativeBrowser.storage.managed.get().catch(() => undefined);
}

/**
 * Keeps pages' content scripts out of `storage.local`, if the browser can: an attacker who breaks into a page's process
 * could read and write it there. Chromium has the call, Firefox not yet
 * (https://bugzilla.mozilla.org/show_bug.cgi?id=1724754).
 */
export async function closeStorageToPages(): Promise<void> {
  const local = nativeBrowser.storage.local as {
    setAccessLevel?(access: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void>;
  };
  try {
    await local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
  } catch {
    // The worker asks again at its next start; nothing relies on it.
  }
}

/** Chromium lets extensions open this address, and Edge redirects it to its own. */
const SHORTCUTS_ADDRESS = 'chrome://extensions/shortcuts';

/**
 * Opens the browser's page for shortcuts, and resolves to whether it could. Firefox lets no extension open such an
 * address, and has a function for it since version 137.
 * https://developer.mozilla.org/en-US/docs/Mozilla/Add-ons/WebExtensions/API/commands/openShortcutSettings
 */
export async function openShortcutSettings(): Promise<boolean> {
  const commands = nativeBrowser.commands as { openShortcutSettings?(): Promise<void> };
  try {
    if (commands.openShortcutSettings) await commands.openShortcutSettings();
    else await nativeBrowser.tabs.create({ url: SHORTCUTS_ADDRESS });
    return true;
  } catch {
    return false;
  }
}

/**
 * Adds a style sheet to a shadow root in a page. A constructed sheet, which all roots of a document share, passes a
 * page's content security policy, which an inline one may not
 * (https://drafts.csswg.org/cssom/#dom-cssstylesheet-cssstylesheet); Firefox refuses a content script's constructed
 * sheet and lets its inline ones pass (https://bugzilla.mozilla.org/show_bug.cgi?id=1751346).
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
 * The texts selected within shadow roots, one for each way to ask for it. From the document such a selection looks
 * empty unless its root is named (https://w3c.github.io/selection-api/#dom-selection-getcomposedranges); Chromium
 * before version 137 cannot be asked like that, and is the only one in which a root itself can be asked.
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
