import { browser } from 'wxt/browser';
import { isUrgent, planAlerts, type Plan, type ToolbarBadge } from '../alerts/plan';
import { createNotification, mayNotify, type PlainNotification } from '../browser-differences';
import { expiryStatus } from '../keys/expiry';
import type { KeyRecord } from '../keys/key';
import type { RotationRules } from '../keys/replacement';
import { setLanguage } from '../language';
import { DEFAULT_TAB_URL } from '../site/address';
import { openApiKeysTab } from '../hosts/open-tab';
import { settingsOf, type Stored } from '../storage/documents';
import { readStored } from '../storage/store';
import { tabOf } from '../storage/tab-of';
import { tCount, plainSpaced, t } from '../words';
import { namedKeys, summaryText, summaryTitle } from './summary-text';

/** The name of our one alarm. */
export const CHECK_ALARM = 'check';
/** The id of the summary notification: a newer summary takes the place of an older one. */
const SUMMARY_NOTIFICATION = 'expiring-keys';
/** The id of the notification that is only a test. */
export const TEST_NOTIFICATION = 'test';
/** What the user can choose on a summary, on one of a single key that is missing, and on one of only expired keys. */
const SUMMARY_BUTTONS = ['popup_open_tab', 'remind_tomorrow'] as const;
const MISSING_BUTTONS = ['popup_open_tab', 'deleted_it'] as const;
const EXPIRED_BUTTONS = ['popup_open_tab', 'stopped_title'] as const;
export type SummaryButton = (typeof SUMMARY_BUTTONS | typeof MISSING_BUTTONS | typeof EXPIRED_BUTTONS)[number];

/**
 * What separates the id of the summary from that of a single missing key, of the first of keys that have all expired,
 * or of the first of several keys.
 */
const ONE_MISSING = ':';
const ALL_EXPIRED = '!';
const FIRST_OF_ALL = '@';

/**
 * The id of a summary. If it is about a single missing key, or only about expired keys, it ends with the first key's
 * id: the worker that gets a press may not be the one that showed it. It also ends with the id of its most urgent key
 * if a key of another list, which the summary only counts, is more urgent still.
 */
function summaryId(plan: Plan, now: number): string {
  const [first] = namedKeys(plan);
  const mark = first && markOf(first, plan, now);
  return mark === undefined ? SUMMARY_NOTIFICATION : SUMMARY_NOTIFICATION + mark + first!.id;
}

function markOf(first: KeyRecord, plan: Plan, now: number): string | undefined {
  const [top] = plan.attention;
  const speaksOf = namedKeys(plan);
  if (first.missing && speaksOf.length === 1) return ONE_MISSING;
  if (speaksOf.every(({ expiry }) => expiryStatus(expiry, now) === 'expired')) return ALL_EXPIRED;
  return first.host === top?.host && first.list === top?.list ? undefined : FIRST_OF_ALL;
}

export function isSummary(id: string): boolean {
  return (
    id === SUMMARY_NOTIFICATION ||
    [ONE_MISSING, ALL_EXPIRED, FIRST_OF_ALL].some((mark) => id.startsWith(SUMMARY_NOTIFICATION + mark))
  );
}

/** The id of the key that a summary names first; `undefined` if the most urgent of all is on the same list. */
function firstKeyOf(id: string): string | undefined {
  return isSummary(id) && id !== SUMMARY_NOTIFICATION ? id.slice(SUMMARY_NOTIFICATION.length + 1) : undefined;
}

/** The id of the missing key that a summary is about, if it is about only that one. */
export function missingKeyOf(id: string): string | undefined {
  return id.startsWith(SUMMARY_NOTIFICATION + ONE_MISSING) ? firstKeyOf(id) : undefined;
}

/** The id of the first of the keys that a summary is about, if all of them have expired. */
export function expiredKeyOf(id: string): string | undefined {
  return id.startsWith(SUMMARY_NOTIFICATION + ALL_EXPIRED) ? firstKeyOf(id) : undefined;
}

/** Shows the tab that lists the key which a summary names first. */
export async function openTabOfSummary(id: string, now: number): Promise<void> {
  const url = await readStored(now).then(
    (stored) => tabOf(stored.keys, firstOfSummary(id, stored, now)),
    () => DEFAULT_TAB_URL,
  );
  await openApiKeysTab(url);
}

function firstOfSummary(id: string, stored: Stored, now: number): KeyRecord | undefined {
  const { keys, ledger } = stored.keys;
  const first = firstKeyOf(id);
  if (first !== undefined) return keys.find((record) => record.id === first);
  return planAlerts(keys, settingsOf(stored), ledger, now).attention[0];
}

/** The buttons of a summary, in their order. */
export function summaryButtons(id: string): readonly SummaryButton[] {
  if (expiredKeyOf(id) !== undefined) return EXPIRED_BUTTONS;
  return missingKeyOf(id) === undefined ? SUMMARY_BUTTONS : MISSING_BUTTONS;
}

/** The alarm comes again after so many minutes, should the worker end before it has set the next one. */
const ALARM_PERIOD = 60;

/**
 * Shows one notification that names the keys to remind of: those that expire, most urgent first, then those that are
 * due for replacement. Resolves to whether the browser took it.
 */
export async function showSummary(plan: Plan, rules: RotationRules, now: number): Promise<boolean> {
  try {
    const summary = plainNotification(summaryTitle(plan, now), summaryText(plan, rules, now));
    const id = summaryId(plan, now);
    await createNotification(id, summary, {
      buttons: summaryButtons(id).map((name) => t(name)),
      staysUntilDismissed: plan.due.some(({ expiry }) => isUrgent(expiry, now)),
    });
    return true;
  } catch {
    return false;
  }
}

/** Whether the browser took the test, says that it shows none, or refused it. It never says whether the user saw it. */
export type TestOutcome = 'shown' | 'blocked' | 'refused';

/** Shows a notification that says that it is a test. No setting holds it back. */
export async function showTest(now: number): Promise<TestOutcome> {
  try {
    await setLanguage((await readStored(now)).settings.settings.language);
    if ((await mayNotify()) === false) return 'blocked';
    // One that is still there would be changed without the user noticing.
    await browser.notifications.clear(TEST_NOTIFICATION);
    await createNotification(TEST_NOTIFICATION, plainNotification(t('test_title'), t('test_text')));
    return 'shown';
  } catch {
    return 'refused';
  }
}

function plainNotification(title: string, message: string): PlainNotification {
  return {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icons/128.png' as never),
    title,
    message: plainSpaced(message),
  };
}

/** Whether a summary is on the screen or among the computer's collected notifications. */
export async function isSummaryShown(): Promise<boolean> {
  return Object.keys(await browser.notifications.getAll()).some(isSummary);
}

export async function clearSummary(): Promise<void> {
  const shown = Object.keys(await browser.notifications.getAll()).filter(isSummary);
  await Promise.all(shown.map((id) => browser.notifications.clear(id)));
}

/**
 * Shows on the toolbar how many keys need attention, also in words for people who do not see the number or its colour.
 */
export async function paintToolbarBadge({ text, isUrgent, attention, muted }: ToolbarBadge): Promise<void> {
  const title = attention === 0 ? t('toolbar_title_calm') : tCount('toolbar_title_attention', attention);
  await paint({
    text,
    isUrgent,
    title: muted === 0 ? title : tCount('toolbar_title_muted', muted, title),
  });
}

/** Shows on the toolbar that nothing is known, rather than what was true earlier. */
export async function paintUnknown(): Promise<void> {
  await paint({ text: '!', isUrgent: true, title: t('toolbar_title_unknown') });
}

async function paint({ text, isUrgent, title }: { text: string; isUrgent: boolean; title: string }): Promise<void> {
  await Promise.all([
    browser.action.setBadgeText({ text }),
    browser.action.setBadgeBackgroundColor({ color: isUrgent ? '#b3261e' : '#8a5a00' }),
    browser.action.setBadgeTextColor({ color: '#ffffff' }),
    browser.action.setTitle({ title }),
  ]);
}

/**
 * Sets our alarm to an instant (ms), unless it is set so already: a new alarm of that name would postpone the old one.
 */
export async function scheduleNextCheck(instant: number): Promise<void> {
  const alarm = await browser.alarms.get(CHECK_ALARM);
  if (alarm?.scheduledTime !== instant || alarm.periodInMinutes !== ALARM_PERIOD) {
    await browser.alarms.create(CHECK_ALARM, { when: instant, periodInMinutes: ALARM_PERIOD });
  }
}
