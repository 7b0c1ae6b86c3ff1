import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { digestAnswered } from '../utils/alerts/announce';
import {
  check,
  eraseForgotten,
  forgetCopies,
  placeOf,
  remindTomorrow,
  rememberCopy,
  rememberEntered,
  rememberForgotten,
  rememberMute,
  rememberNoLeakWarning,
  rememberDeleted,
  rememberNote,
  rememberReading,
  rememberRotation,
  rememberSettings,
  rememberSnooze,
  rememberThresholds,
  rememberUnreadable,
  rememberUses,
  sawSpeakAgain,
} from '../utils/alerts/check';
import {
  CHECK_ALARM,
  clearDigest,
  digestButtons,
  isDigest,
  missingKeyOf,
  openTabOfDigest,
  showTest,
  TEST_NOTIFICATION,
  type DigestButton,
} from '../utils/alerts/deliver';
import { deleteEverything, discardSetAside, rememberImported } from '../utils/alerts/your-data';
import {
  closeStorageToPages,
  onNotificationButton,
  onNotificationsAllowedOrBlocked,
} from '../utils/browser-differences';
import { acceptMessage, type Accepted, type ArrivedMessage } from '../utils/messages';
import { enterOpenPages, followHosts, isAllowed, leaveOpenPages, watchHosts } from '../utils/site/hosts';
import { NO_ACCESS } from '../utils/site/tab-requests';
import { takeOverPolicy } from '../utils/storage/managed';
import { readStored } from '../utils/storage/store';
import { chosenWords, knownDateOrder, leakWish } from '../utils/storage/told-to-pages';

export default defineBackground(() => {
  // Every listener is registered before anything is awaited: the event that woke the worker is delivered only to those.
  const own = { id: browser.runtime.id, baseUrl: browser.runtime.getURL('/') };

  browser.runtime.onMessage.addListener((raw, sender) => {
    const accepted = acceptMessage(raw, sender, own);
    // Only an accepted message is answered: once what it says is stored, or with `false` if it could not be.
    return (
      accepted &&
      obeyIfAllowed(accepted, sender.url, Date.now()).then(
        (answer) => answer ?? true,
        () => false,
      )
    );
  });

  // Firefox counts its worker as idle while storage is read, but waits for what a listener returns.
  browser.alarms.onAlarm.addListener((alarm) => (alarm.name === CHECK_ALARM ? check(Date.now()) : undefined));

  browser.notifications.onClicked.addListener((id) => {
    if (isDigest(id)) answerDigest(id, 'popup_open_tab');
    if (id === TEST_NOTIFICATION) void browser.notifications.clear(id);
  });

  onNotificationButton((id, index) => {
    if (isDigest(id)) answerDigest(id, digestButtons(id)[index]);
  });

  browser.notifications.onClosed.addListener((id, isByUser) => {
    if (isDigest(id) && isByUser) answerDigest(id);
  });

  onNotificationsAllowedOrBlocked(() => void check(Date.now()));

  browser.storage.onChanged.addListener((_changes, area) => {
    if (area === 'managed') void followPolicy();
  });

  watchHosts(({ hosts, isAdded }) => {
    void followHostsInForce()
      .then(() => (isAdded ? enterOpenPages(hosts) : leaveOpenPages(hosts)))
      .catch(() => undefined);
  });

  // These two only have the browser start this worker; the check below does the rest, whatever it was started for.
  browser.runtime.onInstalled.addListener(() => firstCheck);
  browser.runtime.onStartup.addListener(() => firstCheck);
  void closeStorageToPages();
  const firstCheck = check(Date.now());
  void followHostsInForce();
  void followPolicy();
});

/** Looks again once the administrator's policy is known to be another. Nothing waits for this: it can take seconds. */
async function followPolicy(): Promise<void> {
  if (!(await takeOverPolicy().catch(() => false))) return;
  await Promise.all([followHostsInForce(), check(Date.now())]);
}

/** Follows the other hosts that are allowed now, by the user and the policy. Whatever changes, this is all there is to do. */
function followHostsInForce(): Promise<void> {
  return followHosts(() => readStored(Date.now()).then(({ policy }) => policy.hosts));
}

/** Does what the user chose on a notification; without a choice, it was only closed. */
function answerDigest(id: string, choice?: DigestButton): void {
  digestAnswered();
  const now = Date.now();
  const keyId = missingKeyOf(id);
  if (choice === 'remind_tomorrow') {
    void remindTomorrow(now).catch(() => check(now));
    return;
  }
  if (choice === 'deleted_it' && keyId !== undefined) {
    void Promise.allSettled([clearDigest(), rememberDeleted(keyId, true, now).catch(() => check(now))]);
    return;
  }
  if (choice === 'popup_open_tab') {
    void Promise.allSettled([clearDigest(), openTabOfDigest(id, now)]);
  }
  void check(now);
}

async function obeyIfAllowed(
  { message, onlyIfAllowed }: Accepted,
  senderUrl: string | undefined,
  now: number,
): Promise<unknown> {
  // However long the browser takes to say so: the page waits for the answer, and tells again what was not taken in.
  return onlyIfAllowed === undefined || (await isAllowed(onlyIfAllowed)) ? obey(message, senderUrl, now) : NO_ACCESS;
}

function obey({ type, body }: ArrivedMessage, senderUrl: string | undefined, now: number): Promise<unknown> {
  switch (type) {
    case 'reading':
      return rememberReading(body, senderUrl, now);
    case 'unreadable':
      return rememberUnreadable(body.reason, senderUrl, now);
    case 'copied':
      return rememberCopy(body, senderUrl, now);
    case 'words':
      return readStored(now).then((stored) => chosenWords(stored, body.speaks));
    case 'dateOrder':
      return readStored(now).then((stored) => ({ dateOrder: knownDateOrder(stored, placeOf(senderUrl)) }));
    case 'leakWish':
      return readStored(now).then((stored) =>
        leakWish(stored, body.onTab && { ...body.onTab, ...placeOf(senderUrl) }, now),
      );
    case 'noLeakWarningToday':
      return rememberNoLeakWarning(body, senderUrl, now);
    case 'forgetCopies':
      return forgetCopies(body.id, now);
    case 'addKey':
      return rememberEntered(body, now);
    case 'deleted':
      return rememberDeleted(body.id, body.isDeleted, now);
    case 'sawSpeakAgain':
      return sawSpeakAgain(now);
    case 'forget':
      return rememberForgotten(body.id, body.isForgotten, now);
    case 'removeForgotten':
      return eraseForgotten(body.id, now);
    case 'note':
      return rememberNote(body.id, body.text, now);
    case 'uses':
      return rememberUses(body.id, body.uses, now);
    case 'rotation':
      return rememberRotation(body.id, body.rotation, now);
    case 'snooze':
      return rememberSnooze(body.id, body.until, now);
    case 'remindTomorrow':
      return remindTomorrow(now);
    case 'mute':
      return rememberMute(body.id, body.isMuted, now);
    case 'thresholds':
      return rememberThresholds(body.id, body.days, now);
    case 'settings':
      return rememberSettings(body, now);
    case 'importFile':
      return rememberImported(body.file, now).then((result) => ({ ...result, textsMended: body.textsMended }));
    case 'discardSetAside':
      return discardSetAside(body.entries, now);
    case 'testNotification':
      return showTest(now);
    // The policy is not the user's: it is deleted with the rest, and holds on.
    case 'deleteEverything':
      return deleteEverything(now).then(() => void followPolicy());
  }
}
