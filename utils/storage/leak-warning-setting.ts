import { browser } from 'wxt/browser';

/**
 * Whether the user wants the leak warning. For the content script, which does without the schemas for the sake of its
 * size: anything but a clear "no" is a yes.
 */
export async function wantsLeakWarning(): Promise<boolean> {
  try {
    const { settings } = (await browser.storage.local.get('settings')) as { settings?: { settings?: { leakWarning?: unknown } } };
    return settings?.settings?.leakWarning !== false;
  } catch {
    return true;
  }
}
