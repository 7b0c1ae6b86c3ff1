import { browser } from 'wxt/browser';
import { expiryStatus } from '../keys/expiry';
import type { KeyRecord } from '../keys/key';
import { countedWords, expiryDateText, expiryText, words } from '../words';

/** The name of our one alarm. */
export const CHECK_ALARM = 'check';
/** The id of our one notification: a newer digest takes the place of an older one. */
export const DIGEST_NOTIFICATION = 'expiring-keys';

/** How many keys a digest names before it only counts them. Windows and macOS show about four lines. */
const DIGEST_NAMES = 4;

/** Shows one notification that names the keys, most urgent first. Resolves to whether the browser took it. */
export async function notifyDue(due: readonly KeyRecord[], now: number): Promise<boolean> {
  try {
    await browser.notifications.create(DIGEST_NOTIFICATION, {
      type: 'basic',
      iconUrl: browser.runtime.getURL('/icons/128.png' as never),
      title: digestTitle(due, now),
      message: digestMessage(due, now),
    });
    return true;
  } catch {
    return false;
  }
}

function digestTitle(due: readonly KeyRecord[], now: number): string {
  const expired = due.filter((record) => expiryStatus(record.expiry, now) === 'expired').length;
  if (expired === 0) return countedWords('digest_title_expiring', due.length);
  return expired === due.length ? countedWords('digest_title_expired', expired) : countedWords('digest_title_mixed', due.length);
}

function digestMessage(due: readonly KeyRecord[], now: number): string {
  const lines = due.slice(0, DIGEST_NAMES).map((record) =>
    words('digest_line', record.name, expiryText(record.expiry, now), expiryDateText(record.expiry)));
  if (due.length > DIGEST_NAMES) lines.push(countedWords('digest_more', due.length - DIGEST_NAMES));
  if (due.some((record) => expiryStatus(record.expiry, now) !== 'expired')) lines.push(words('digest_advice'));
  return lines.join('\n');
}

/** Shows on the toolbar how many keys need attention, in words too, for people who do not see the number or its colour. */
export async function paintToolbarBadge(attention: readonly KeyRecord[], now: number): Promise<void> {
  const count = attention.length;
  const isUrgent = attention.some((record) => ['expired', 'critical'].includes(expiryStatus(record.expiry, now)));
  const text = count === 0 ? words('toolbar_title_calm') : countedWords('toolbar_title_attention', count);
  await Promise.all([
    browser.action.setBadgeText({ text: count === 0 ? '' : String(count) }),
    browser.action.setBadgeBackgroundColor({ color: isUrgent ? '#b3261e' : '#8a5a00' }),
    browser.action.setBadgeTextColor({ color: '#ffffff' }),
    browser.action.setTitle({ title: text }),
  ]);
}

/** Sets our alarm to `at` (ms), unless it is so already: a new alarm of the same name would put the old one off. */
export async function scheduleNextCheck(at: number): Promise<void> {
  const alarm = await browser.alarms.get(CHECK_ALARM);
  if (alarm?.scheduledTime !== at) browser.alarms.create(CHECK_ALARM, { when: at });
}
