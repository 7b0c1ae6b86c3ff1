import { browser } from 'wxt/browser';
import { isUrgent, planAlerts, type Plan, type ToolbarBadge } from '../alerts/plan';
import { createNotification, mayNotify, type PlainNotification } from '../browser-differences';
import { countdown, expiryStatus, type Countdown } from '../keys/expiry';
import type { Contact } from '../keys/contact';
import type { KeyRecord } from '../keys/key';
import { replacementDue, type RotationRules } from '../keys/replacement';
import { setLanguage } from '../language';
import { DEFAULT_TAB_URL } from '../site/address';
import { cleanName } from '../secrets/clean-name';
import { openApiKeysTab } from '../hosts/open-tab';
import { settingsOf, type Stored } from '../storage/documents';
import { readStored } from '../storage/store';
import { dueLine } from '../alerts/replacement-in-words';
import { tabOf } from '../storage/tab-of';
import { tCount, dayText, expiryDateText, inSentences, plainSpaced, t, type MessageKey } from '../words';

/** The name of our one alarm. */
export const CHECK_ALARM = 'check';
/** The id of the summary notification: a newer summary takes the place of an older one. */
const SUMMARY_NOTIFICATION = 'expiring-keys';
/** The id of the notification that is only a test. */
export const TEST_NOTIFICATION = 'test';
/** What the user can choose on a summary, on one of a single key that is missing, and on one of expired keys alone. */
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
 * The id of a summary. If it is about a single missing key, or about expired keys alone, it ends with the first key's
 * id: the worker that hears of a press may not be the one that showed it. It also ends with the id of its most urgent
 * key if a key of another list, which the summary only counts, is more urgent still.
 */
function summaryId(plan: Plan, now: number): string {
  const [first] = named(plan);
  const mark = first && markOf(first, plan, now);
  return mark === undefined ? SUMMARY_NOTIFICATION : SUMMARY_NOTIFICATION + mark + first!.id;
}

/** The keys that a summary speaks of: first those that expire, then those that are due for replacement as well. */
function named({ due, dueForReplacement }: Pick<Plan, 'due' | 'dueForReplacement'>): KeyRecord[] {
  return [...new Set([...due, ...dueForReplacement])];
}

function markOf(first: KeyRecord, plan: Plan, now: number): string | undefined {
  const [top] = plan.attention;
  const speaksOf = named(plan);
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

/** How many keys a summary names before it only counts them: Windows and macOS show about four lines. */
const NAMED_KEYS = 4;

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

function summaryTitle(plan: Plan, now: number): string {
  const { due, dueForReplacement } = plan;
  const expired = due.filter((record) => expiryStatus(record.expiry, now) === 'expired').length;
  if (due.length === 0) return tCount('digest_title_replace', dueForReplacement.length);
  if (dueForReplacement.length > 0) return tCount('digest_title_mixed', named(plan).length);
  if (expired === 0) return tCount('digest_title_expiring', due.length);
  return expired === due.length ? tCount('digest_title_expired', expired) : tCount('digest_title_mixed', due.length);
}

/**
 * The other keys need attention too and had their reminder before: this summary takes the place of theirs, and counts
 * them.
 */
function summaryText(plan: Plan, rules: RotationRules, now: number): string {
  const { due, dueForReplacement, attention } = plan;
  const all = [
    ...due.map((record) => summaryLine(record, expiryLine(record, now))),
    ...dueForReplacement.map((record) => summaryLine(record, replacementLine(record, rules, now))),
  ];
  const others = attention.length - named(plan).length;
  const lines = all.slice(0, NAMED_KEYS);
  if (all.length > NAMED_KEYS) lines.push(tCount('digest_more', all.length - NAMED_KEYS));
  if (others > 0) lines.push(tCount('digest_others', others));
  const isInTime = named(plan).some((record) => expiryStatus(record.expiry, now) !== 'expired');
  if (!isInTime) return lines.join('\n');
  const withAdvice = [...lines, t('digest_advice')];
  return lines.length === 1 ? inSentences(withAdvice) : withAdvice.join('\n');
}

/** A notification shows so many characters of a name, and of a host. */
const NAME_SHOWN = 60;

/**
 * The name of a key as a notification shows it. Whoever makes a page, or a file that is imported, chooses the name: it
 * is cut and in quotes, so that it cannot pass for a sentence of ours, and the host stands outside the quotes.
 */
function quotedName({ name, host }: Pick<KeyRecord, 'name' | 'host'>): string {
  const shown = cutName([...cleanName(name).replaceAll('“', '‘').replaceAll('”', '’')]);
  if (host === undefined) return t('quoted_name', shown);
  // The end of a host says whose it is.
  return t('quoted_name_host', shown, host.length <= NAME_SHOWN ? host : `…${host.slice(1 - NAME_SHOWN)}`);
}

function cutName(characters: readonly string[]): string {
  if (characters.length <= NAME_SHOWN) return characters.join('');
  const kept = characters.slice(0, NAME_SHOWN - 1).join('');
  return `${kept.trimEnd()}…`;
}

/** A line on a key: that the key is missing if it is, and who must act if anyone is noted. */
function summaryLine({ missing, contacts = [] }: KeyRecord, line: string): string {
  const statements = [line];
  if (missing) statements.push(t('digest_missing', dayText(missing.since)));
  if (contacts.length > 0) statements.push(t('contacts_line', quotedNames(contacts)));
  return inSentences(statements);
}

/** A notification names so many of those who must act for a key. */
const CONTACTS_SHOWN = 2;

/** A file that is imported chooses these names too: they are cut and in quotes, as those of keys are. */
function quotedNames(contacts: readonly Contact[]): string {
  return contacts
    .slice(0, CONTACTS_SHOWN)
    .map(({ name }) => quotedName({ name }))
    .join(' · ');
}

/** For example "“gazette-uploader” expires in 3 days (25 Nov 2026, 18:00 SGT)." */
function expiryLine(record: KeyRecord, now: number): string {
  const name = quotedName(record);
  const count = countdown(record.expiry, now);
  if (!('days' in count)) return t('digest_expired', name);
  const date = expiryDateText(record.expiry);
  return count.days > 1 ? t(daysMessage(count), name, count.days, date) : t(dayMessage(count), name, date);
}

/** For example "“gazette-uploader” is due for replacement in 3 days (25 Nov 2026)." */
function replacementLine(record: KeyRecord, rules: RotationRules, now: number): string {
  const due = replacementDue(record, rules, now);
  return due ? dueLine(quotedName(record), due, now) : '';
}

type DayCount = Extract<Countdown, { days: number }>;

function daysMessage({ tense, approximate }: DayCount): MessageKey {
  if (tense === 'past') return 'digest_past_days';
  return approximate ? 'digest_future_about_days' : 'digest_future_days';
}

/** Today, tomorrow or yesterday. */
function dayMessage({ tense, days }: DayCount): MessageKey {
  if (days === 1) return tense === 'past' ? 'digest_yesterday' : 'digest_tomorrow';
  return tense === 'past' ? 'digest_past_today' : 'digest_future_today';
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
