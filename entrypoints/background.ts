import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { check, rememberReading, rememberSettings } from '../utils/alerts/check';
import { CHECK_ALARM, DIGEST_NOTIFICATION } from '../utils/alerts/deliver';
import { acceptMessage } from '../utils/messages';
import { openApiKeysTab } from '../utils/site/open-tab';
import { readStored } from '../utils/storage/store';

export default defineBackground(() => {
  // Every listener is registered before anything is awaited: the event that woke the worker is delivered only to those.
  const own = { id: browser.runtime.id, baseUrl: browser.runtime.getURL('/') };

  browser.runtime.onMessage.addListener((raw, sender) => {
    const message = acceptMessage(raw, sender, own);
    switch (message?.type) {
      case 'reading': return rememberReading(message.body, sender.url, Date.now()).then(() => true);
      case 'settings': return rememberSettings(message.body, Date.now()).then(() => true);
      default: return undefined;
    }
  });

  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === CHECK_ALARM) void check(Date.now());
  });

  browser.notifications.onClicked.addListener((id) => {
    if (id !== DIGEST_NOTIFICATION) return;
    void browser.notifications.clear(id);
    void readStored(Date.now()).then(({ keys }) => openApiKeysTab(keys.lastReading?.url));
  });

  // These two only have the browser start this worker; the check below does the rest, whatever it was started for.
  browser.runtime.onInstalled.addListener(() => undefined);
  browser.runtime.onStartup.addListener(() => undefined);
  void check(Date.now());
});
