import { fakeBrowser } from 'wxt/testing/fake-browser';
import { beforeEach, expect, it, vi } from 'vitest';
import { planAlerts } from '../../../utils/alerts/plan';
import type { Expiry } from '../../../utils/keys/expiry';
import type { KeyRecord } from '../../../utils/keys/key';
import { DAY } from '../../../utils/keys/time';
import { DEFAULT_SETTINGS } from '../../../utils/settings';
import { expiredKeyOf, showSummary, summaryButtons } from '../../../utils/worker/deliver';

/* What the notification says of keys that are due for replacement. */

const NOW = Date.parse('2026-11-29T12:00+08:00');
const at = (days: number): Expiry => ({
  kind: 'dated',
  earliest: NOW + days * DAY,
  latest: NOW + days * DAY,
  text: '',
});
const shown: { id: string; title: string; message: string; staysUntilDismissed: boolean }[] = [];

beforeEach(() => {
  shown.length = 0;
  vi.spyOn(fakeBrowser.notifications, 'create').mockImplementation((async (
    id: string,
    options: { title: string; message: string; requireInteraction?: boolean },
  ) => {
    shown.push({ id, ...options, staysUntilDismissed: options.requireInteraction === true });
    return id;
  }) as never);
});

function key(name: string, due: number | undefined, expiry: Expiry = { kind: 'never', text: '' }): KeyRecord {
  return {
    id: name,
    name,
    kind: 'write',
    expiry,
    firstSeenAt: NOW - 400 * DAY,
    lastSeenAt: NOW,
    ...(due !== undefined && { replaceBy: { kind: 'date', at: NOW + due * DAY } }),
  };
}

async function summary(keys: KeyRecord[]): Promise<{ id: string; title: string; lines: string[]; stays: boolean }> {
  await showSummary(planAlerts(keys, DEFAULT_SETTINGS, {}, NOW), DEFAULT_SETTINGS, NOW);
  const [{ id, title, message, staysUntilDismissed }] = shown as [(typeof shown)[number]];
  return { id, title, lines: message.split('\n'), stays: staysUntilDismissed };
}

it.each([
  [7, '“a” is due for replacement in 7 days (6 Dec 2026).'],
  [1, '“a” is due for replacement tomorrow (30 Nov 2026).'],
  [0, '“a” is due for replacement today (29 Nov 2026).'],
  [-1, '“a” was due for replacement yesterday (28 Nov 2026).'],
  [-7, '“a” was due for replacement 7 days ago (22 Nov 2026).'],
])('a notification says that a key is due for replacement, and nothing of an expiry: %s days', async (days, line) => {
  const { title, lines, stays, id } = await summary([key('a', days)]);
  expect(title).toBe('An API key is due for replacement');
  expect(lines).toEqual([`${line} You can create a new key while the old one still works.`]);
  expect(stays).toBe(false);
  expect(summaryButtons(id)).toEqual(['popup_open_tab', 'remind_tomorrow']);
});

it('a notification names the keys that expire first, and then those that are due for replacement', async () => {
  const { title, lines } = await summary([key('due', -3), key('both', 2, at(3)), key('expiring', undefined, at(14))]);
  expect(title).toBe('3 API keys need attention');
  expect(lines).toEqual([
    '“both” expires in 3 days (2 Dec 2026, 12:00 SGT).',
    '“expiring” expires in 14 days (13 Dec 2026, 12:00 SGT).',
    '“both” is due for replacement in 2 days (1 Dec 2026).',
    '“due” was due for replacement 3 days ago (26 Nov 2026).',
    'You can create a new key while the old one still works.',
  ]);
});

it('a notification of an expired key and one that is due does not lead to the guide for stopped uploads alone', async () => {
  expect(expiredKeyOf((await summary([key('due', -3), key('expired', undefined, at(-1))])).id)).toBeUndefined();
  shown.length = 0;
  expect(expiredKeyOf((await summary([key('expired', undefined, at(-1))])).id)).toBe('expired');
});

it('a notification counts to the earlier of the two days that a date may mean, and names the later one', async () => {
  const dayFirst = Date.parse('2027-02-01T00:00+08:00');
  const expiry: Expiry = {
    kind: 'dated',
    earliest: dayFirst,
    latest: dayFirst + DAY,
    text: '01/02/2027',
    ambiguous: true,
  };
  const monthFirst = Date.parse('2027-01-02T00:00+08:00');
  const messageAt = async (now: number): Promise<string> => {
    shown.length = 0;
    await showSummary(planAlerts([key('a', undefined, expiry)], DEFAULT_SETTINGS, {}, now), DEFAULT_SETTINGS, now);
    return shown[0]!.message;
  };
  expect(await messageAt(monthFirst - 3 * DAY)).toMatch(
    /^“a” expires in 3 days \(2 Jan 2027\)\. The page’s date may also mean 1 Feb 2027\. You can/,
  );
  expect(await messageAt(dayFirst - 3 * DAY)).toMatch(/^“a” expires in 3 days \(1 Feb 2027\)\. You can/);
});
