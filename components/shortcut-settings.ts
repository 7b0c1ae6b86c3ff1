import { browser } from 'wxt/browser';

/*
 * Where the user changes the shortcuts of extensions. Chromium has an address for it, which an extension may open, and
 * Edge leads it to its own. Firefox lets no extension open such an address; from version 137 on it has a call.
 * https://developer.mozilla.org/en-US/docs/Mozilla/Add-ons/WebExtensions/API/commands/openShortcutSettings
 */
const CHROMIUM_ADDRESS = 'chrome://extensions/shortcuts';

/** The keys that open the popup now, as the browser writes them; `undefined` if there are none. */
export async function currentShortcut(): Promise<string | undefined> {
  const command = (await browser.commands.getAll()).find(({ name }) => name === '_execute_action');
  return command?.shortcut || undefined;
}

/** Opens the browser's page for shortcuts. Resolves to whether it could. */
export async function openShortcutSettings(): Promise<boolean> {
  const commands = browser.commands as { openShortcutSettings?(): Promise<void> };
  try {
    if (commands.openShortcutSettings) await commands.openShortcutSettings();
    else await browser.tabs.create({ url: CHROMIUM_ADDRESS });
    return true;
  } catch {
    return false;
  }
}
