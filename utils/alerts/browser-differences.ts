import { browser } from 'wxt/browser';

/*
 * What one browser can do with notifications and another cannot. Nothing else needs to know which browser it runs in.
 * Asked of the browser itself, not of its name.
 *
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

const notifications = (): Notifications => browser.notifications as never;

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
export async function createNotification(id: string, plain: PlainNotification, buttons: readonly string[], isUrgent: boolean): Promise<void> {
  const full = { ...plain, buttons: buttons.map((title) => ({ title })), requireInteraction: isUrgent };
  let shown: Promise<unknown>;
  try {
    shown = browser.notifications.create(id, full);
  } catch {
    shown = browser.notifications.create(id, plain);
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
