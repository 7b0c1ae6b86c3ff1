import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import {
  closeStorageToPages,
  onNotificationButton,
  onNotificationsAllowedOrBlocked,
} from '../utils/browser-differences';
import { enterOpenPages, leaveOpenPages, watchHosts } from '../utils/hosts/hosts';
import { openPopupInTab } from '../utils/hosts/open-own-page';
import { acceptMessage, handleIfPermitted } from '../utils/worker/accept-message';
import { noteSummaryDismissed } from '../utils/worker/announce';
import { check } from '../utils/worker/check';
import { COMMANDS } from '../utils/worker/commands';
import {
  CHECK_ALARM,
  clearSummary,
  expiredKeyOf,
  isSummary,
  missingKeyOf,
  openTabOfSummary,
  summaryButtons,
  TEST_NOTIFICATION,
  type SummaryButton,
} from '../utils/worker/deliver';
import { followHostsInForce, followPolicy } from '../utils/worker/follow-policy';

export default defineBackground(() => {
  // Register every listener before anything is awaited: only those get the event that woke the worker.
  const own = { id: browser.runtime.id, baseUrl: browser.runtime.getURL('/') };

  browser.runtime.onMessage.addListener((raw, sender) => {
    const accepted = acceptMessage(raw, sender, own);
    // Only an accepted message gets a reply, and only once its contents are stored.
    return accepted && handleIfPermitted(accepted, { url: sender.url, now: Date.now() });
  });

  // Firefox counts its worker as idle while storage is read, but waits for what a listener returns.
  browser.alarms.onAlarm.addListener((alarm) => (alarm.name === CHECK_ALARM ? check(Date.now()) : undefined));

  browser.notifications.onClicked.addListener((id) => {
    if (isSummary(id)) onSummaryDismissed(id, 'popup_open_tab');
    if (id === TEST_NOTIFICATION) void browser.notifications.clear(id);
  });

  onNotificationButton((id, index) => {
    if (isSummary(id)) onSummaryDismissed(id, summaryButtons(id)[index]);
  });

  browser.notifications.onClosed.addListener((id, isByUser) => {
    if (isSummary(id) && isByUser) onSummaryDismissed(id);
  });

  onNotificationsAllowedOrBlocked(() => void check(Date.now()));

  browser.storage.onChanged.addListener((_changes, area) => {
    if (area === 'managed') void followPolicy();
  });

  const followHostsThen = (enterOrLeave: () => Promise<void>): void => {
    void followHostsInForce()
      .then(enterOrLeave)
      .catch(() => undefined);
  };
  watchHosts({
    onAllowed: (hosts) => followHostsThen(() => enterOpenPages(hosts)),
    onRemoved: (hosts) => followHostsThen(() => leaveOpenPages(hosts)),
  });

  // These two only make the browser start this worker; the check below does the rest, whatever started it.
  browser.runtime.onInstalled.addListener(() => firstCheck);
  browser.runtime.onStartup.addListener(() => firstCheck);
  void closeStorageToPages();
  const firstCheck = check(Date.now());
  void followHostsInForce();
  void followPolicy();
});

/** Runs the user's choice on the summary notification; without a choice, it was only closed. */
function onSummaryDismissed(id: string, choice?: SummaryButton): void {
  noteSummaryDismissed();
  const now = Date.now();
  const arrival = { now, url: undefined };
  const keyId = missingKeyOf(id);
  if (choice === 'remind_tomorrow') {
    void COMMANDS.remindTomorrow.handle({}, arrival).catch(() => check(now));
    return;
  }
  if (choice === 'deleted_it' && keyId !== undefined) {
    const saved = COMMANDS.deleted.handle({ id: keyId, isDeleted: true }, arrival);
    void Promise.allSettled([clearSummary(), saved.catch(() => check(now))]);
    return;
  }
  if (choice === 'stopped_title') {
    const expired = expiredKeyOf(id);
    void Promise.allSettled([clearSummary(), openPopupInTab({ view: 'stopped', ...(expired && { key: expired }) })]);
  }
  if (choice === 'popup_open_tab') void Promise.allSettled([clearSummary(), openTabOfSummary(id, now)]);
  void check(now);
}
