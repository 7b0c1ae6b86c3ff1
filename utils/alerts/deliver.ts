import { browser } from 'wxt/browser';
import { createNotification, mayNotify, type PlainNotification } from '../browser-differences';
import { countdown, expiryStatus } from '../keys/expiry';
import type { KeyRecord } from '../keys/key';
import { speakIn } from '../language';
import { DEFAULT_TAB_URL } from '../site/address';
import { cleanName } from '../site/key-row';
import { openApiKeysTab } from '../site/open-tab';
import { settingsOf, type Stored } from '../storage/documents';
import { readStored } from '../storage/store';
import { tabOf } from '../storage/tab-of';
import { countedWords, dayText, expiryDateText, words } from '../words';
import { isUrgent, planAlerts, type Plan, type ToolbarBadge } from './plan';

/** The name of our one alarm. */
export const CHECK_ALARM = 'check';
/** The id of our one notice: a newer digest takes the place of an older one. */
const DIGEST_NOTIFICATION = 'expiring-keys';
/** The id of the notification that is only a test. */
export const TEST_NOTIFICATION = 'test';
/** What the user can choose on a digest, and on one that is about a single key, which is missing. */
const DIGEST_BUTTONS = ['popup_open_tab', 'remind_tomorrow'] as const;
const MISSING_BUTTONS = ['popup_open_tab', 'deleted_it'] as const;
export type DigestButton = (typeof DIGEST_BUTTONS | typeof MISSING_BUTTONS)[number];

/** What stands between that and the id of a single key that is missing, or of the first of several. */
const ONE_MISSING = ':';
const FIRST_OF_ALL = '@';

/**
 * The id of a digest. Where it is about a single key, which is missing, that one's id stands behind: the worker that hears
 * of a press may be another one than that which showed it. So does the id of its most urgent key, where one of another
 * list, which it only counts, is more urgent still.
 */
function digestId({ due: [first, ...others], attention }: Plan): string {
  if (first?.missing && others.length === 0) return DIGEST_NOTIFICATION + ONE_MISSING + first.id;
  const [top] = attention;
  const isOnTopList = first?.host === top?.host && first?.list === top?.list;
  return first && !isOnTopList ? DIGEST_NOTIFICATION + FIRST_OF_ALL + first.id : DIGEST_NOTIFICATION;
}

/** Whether a notification is a digest. */
export function isDigest(id: string): boolean {
  return (
    id === DIGEST_NOTIFICATION || [ONE_MISSING, FIRST_OF_ALL].some((mark) => id.startsWith(DIGEST_NOTIFICATION + mark))
  );
}

/** The id of the key that a digest names first; `undefined` where the most urgent of all is on the same list. */
function firstKeyOf(id: string): string | undefined {
  return isDigest(id) && id !== DIGEST_NOTIFICATION ? id.slice(DIGEST_NOTIFICATION.length + 1) : undefined;
}

/** The id of the missing key that a digest is about, if it is about one alone. */
export function missingKeyOf(id: string): string | undefined {
  return id.startsWith(DIGEST_NOTIFICATION + ONE_MISSING) ? firstKeyOf(id) : undefined;
}

/** Shows the tab that lists the key which a digest names first. */
export async function openTabOfDigest(id: string, now: number): Promise<void> {
  const url = await readStored(now).then(
    (stored) => tabOf(stored.keys, firstOfDigest(id, stored, now)),
    () => DEFAULT_TAB_URL,
  );
  await openApiKeysTab(url);
}

function firstOfDigest(id: string, stored: Stored, now: number): KeyRecord | undefined {
  const { keys, ledger } = stored.keys;
  const first = firstKeyOf(id);
  if (first !== undefined) return keys.find((record) => record.id === first);
  return planAlerts(keys, settingsOf(stored), ledger, now).attention[0];
}

/** The buttons of a digest, in their order. */
export function digestButtons(id: string): readonly DigestButton[] {
  return missingKeyOf(id) === undefined ? DIGEST_BUTTONS : MISSING_BUTTONS;
}

/** How many keys a digest names before it only counts them. Windows and macOS show about four lines. */
const DIGEST_NAMES = 4;

/** The alarm comes again after so many minutes, should the worker end before it has set the next one. */
const ALARM_PERIOD = 60;

/** Shows one notification that names the due keys, most urgent first. Resolves to whether the browser took it. */
export async function showDigest(plan: Plan, now: number): Promise<boolean> {
  const { due, attention } = plan;
  try {
    const digest = plainNotification(digestTitle(due, now), digestMessage(due, attention.length - due.length, now));
    const id = digestId(plan);
    await createNotification(
      id,
      digest,
      digestButtons(id).map((name) => words(name)),
      due.some(({ expiry }) => isUrgent(expiry, now)),
    );
    return true;
  } catch {
    return false;
  }
}

/** What came of a test: the browser took it, says that it shows none, or did not take it. Whether it is seen, it does not say. */
export type TestOutcome = 'shown' | 'blocked' | 'refused';

/** Shows a notification that says of itself that it is a test. No setting holds it back. */
export async function showTest(now: number): Promise<TestOutcome> {
  try {
    await speakIn((await readStored(now)).settings.settings.language);
    if ((await mayNotify()) === false) return 'blocked';
    // One that is still there would only be changed, without a sign of it.
    await browser.notifications.clear(TEST_NOTIFICATION);
    await createNotification(TEST_NOTIFICATION, plainNotification(words('test_title'), words('test_text')), [], false);
    return 'shown';
  } catch {
    return 'refused';
  }
}

function plainNotification(title: string, message: string): PlainNotification {
  return { type: 'basic', iconUrl: browser.runtime.getURL('/icons/128.png' as never), title, message };
}

/** Whether a digest is on the screen or among the computer's collected notifications. */
export async function isDigestShown(): Promise<boolean> {
  return Object.keys(await browser.notifications.getAll()).some(isDigest);
}

/** Takes the digest away, if there is one. */
export async function clearDigest(): Promise<void> {
  const shown = Object.keys(await browser.notifications.getAll()).filter(isDigest);
  await Promise.all(shown.map((id) => browser.notifications.clear(id)));
}

function digestTitle(due: readonly KeyRecord[], now: number): string {
  const expired = due.filter((record) => expiryStatus(record.expiry, now) === 'expired').length;
  if (expired === 0) return countedWords('digest_title_expiring', due.length);
  return expired === due.length
    ? countedWords('digest_title_expired', expired)
    : countedWords('digest_title_mixed', due.length);
}

/** `others` is the number of keys that need attention and were told before: this digest takes the place of theirs. */
function digestMessage(due: readonly KeyRecord[], others: number, now: number): string {
  const lines = due.slice(0, DIGEST_NAMES).map((record) => digestLine(record, now));
  if (due.length > DIGEST_NAMES) lines.push(countedWords('digest_more', due.length - DIGEST_NAMES));
  if (others > 0) lines.push(countedWords('digest_others', others));
  const isInTime = due.some((record) => expiryStatus(record.expiry, now) !== 'expired');
  if (!isInTime) return lines.join('\n');
  return lines.length === 1 ? `${lines[0]} ${words('digest_advice')}` : [...lines, words('digest_advice')].join('\n');
}

/** So many signs of a name, and of a host, stand in a notification. */
const NAME_SHOWN = 60;

/**
 * The name of a key as a notification has it. Whoever makes a page, or a file that is imported, chooses it: it is cut and
 * in quotes, so that it cannot pass for a sentence of ours, and the host stands outside of them.
 */
function quotedName({ name, host }: KeyRecord): string {
  const signs = [...cleanName(name).replaceAll('“', '‘').replaceAll('”', '’')];
  const shown =
    signs.length <= NAME_SHOWN
      ? signs.join('')
      : `${signs
          .slice(0, NAME_SHOWN - 1)
          .join('')
          .trimEnd()}…`;
  if (host === undefined) return words('quoted_name', shown);
  // The end of a host tells whose it is.
  return words('quoted_name_host', shown, host.length <= NAME_SHOWN ? host : `…${host.slice(1 - NAME_SHOWN)}`);
}

/** A sentence such as "“gazette-uploader” expires in 3 days (25 Nov 2026, 18:00 SGT).", and that it is missing if it is. */
function digestLine(record: KeyRecord, now: number): string {
  const { missing } = record;
  const line = expiryLine(record, now);
  return missing ? `${line} ${words('digest_missing', quotedName(record), dayText(missing.since))}` : line;
}

function expiryLine(record: KeyRecord, now: number): string {
  const { expiry } = record;
  const name = quotedName(record);
  const count = countdown(expiry, now);
  if (!('days' in count)) return words('digest_expired', name);
  const { tense, days, approximate } = count;
  const date = expiryDateText(expiry);
  if (days > 1)
    return words(
      tense === 'past' ? 'digest_past_days' : approximate ? 'digest_future_about_days' : 'digest_future_days',
      name,
      days,
      date,
    );
  if (days === 1) return words(tense === 'past' ? 'digest_yesterday' : 'digest_tomorrow', name, date);
  return words(tense === 'past' ? 'digest_past_today' : 'digest_future_today', name, date);
}

/** Shows on the toolbar how many keys need attention, in words too, for people who do not see the number or its colour. */
export async function paintToolbarBadge({ text, isUrgent, attention, muted }: ToolbarBadge): Promise<void> {
  const title = attention === 0 ? words('toolbar_title_calm') : countedWords('toolbar_title_attention', attention);
  await paint(text, isUrgent, muted === 0 ? title : `${title}${countedWords('toolbar_title_muted', muted)}`);
}

/** Shows on the toolbar that nothing is known, rather than what was true earlier. */
export async function paintUnknown(): Promise<void> {
  await paint('!', true, words('toolbar_title_unknown'));
}

async function paint(text: string, isUrgent: boolean, title: string): Promise<void> {
  await Promise.all([
    browser.action.setBadgeText({ text }),
    browser.action.setBadgeBackgroundColor({ color: isUrgent ? '#b3261e' : '#8a5a00' }),
    browser.action.setBadgeTextColor({ color: '#ffffff' }),
    browser.action.setTitle({ title }),
  ]);
}

/** Sets our alarm to `at` (ms), unless it is so already: a new alarm of the same name would put the old one off. */
export async function scheduleNextCheck(at: number): Promise<void> {
  const alarm = await browser.alarms.get(CHECK_ALARM);
  if (alarm?.scheduledTime !== at || alarm.periodInMinutes !== ALARM_PERIOD) {
    await browser.alarms.create(CHECK_ALARM, { when: at, periodInMinutes: ALARM_PERIOD });
  }
}
