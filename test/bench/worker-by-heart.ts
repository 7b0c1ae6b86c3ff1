/** What the browser gives a worker, as far as it is needed here. */
declare const chrome: any;

/**
 * The least that a worker can do when it is woken: it reads what is stored, looks whether its alarm is set, says on the
 * toolbar how many keys expire within 30 days, and looks for a notification that is over. It validates nothing and
 * plans nothing. It runs as the worker of its own extension, so it may use nothing from outside of itself.
 */
export function workerByHeart(): void {
  const LIMIT = 30 * 86_400_000;
  chrome.runtime.onMessage.addListener(() => undefined);
  void check();

  async function check(): Promise<void> {
    const { keys: document } = await chrome.storage.local.get(['keys', 'settings', 'quarantine', 'policy']);
    await chrome.alarms.get('check');
    const keys: { expiry: { latest: number } }[] = document?.keys ?? [];
    const count = keys.filter(({ expiry }) => expiry.latest - Date.now() <= LIMIT).length;
    await Promise.all([
      chrome.action.setBadgeText({ text: count === 0 ? '' : String(count) }),
      chrome.action.setBadgeBackgroundColor({ color: '#b3261e' }),
      chrome.action.setBadgeTextColor({ color: '#ffffff' }),
      chrome.action.setTitle({ title: `${count} keys expire soon` }),
    ]);
    await chrome.notifications.getAll();
  }
}
