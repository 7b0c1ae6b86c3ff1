import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { summaryButtons, isSummary, missingKeyOf, openTabOfSummary, showSummary } from '../../../utils/worker/deliver';
import { planAlerts } from '../../../utils/alerts/plan';
import type { KeyRecord, KnownList } from '../../../utils/keys/key';
import { DAY } from '../../../utils/keys/time';
import { DEFAULT_SETTINGS } from '../../../utils/settings';
import { tabOf } from '../../../utils/storage/tab-of';

const now = Date.parse('2026-11-22T10:00Z');
const STAGING = 'staging.example.gov.sg';
const PRODUCTION_URL = 'https://data.gov.sg/admin/api-keys?agency=7';
const STAGING_URL = `https://${STAGING}/keys`;

const lists: KnownList[] = [
  { id: 'staging', host: STAGING, address: '/keys', kind: 'write', readAt: now },
  { id: 'production', address: '/admin/api-keys?agency=7', kind: 'write', readAt: now - DAY },
];
const lastReading = { at: now, url: STAGING_URL };

function record(id: string, days: number, more: Partial<KeyRecord> = {}): KeyRecord {
  const expiresAt = now + days * DAY;
  return {
    id,
    name: id,
    kind: 'write',
    expiry: { kind: 'dated', earliest: expiresAt, latest: expiresAt, text: '' },
    firstSeenAt: now,
    lastSeenAt: now,
    ...more,
  };
}
const inProduction = (days: number): KeyRecord => record('production', days, { list: 'production' });
const onStaging = (days: number): KeyRecord => record('staging', days, { list: 'staging', host: STAGING });

it.each([
  ['is that of the key’s list, wherever was read last', inProduction(3), PRODUCTION_URL],
  ['is that of the key’s list on its own host', onStaging(3), STAGING_URL],
  ['is that of the key’s host, if its list is not known', record('a', 3), 'https://data.gov.sg/keys'],
  ['is never that of a list of another host', record('a', 3, { list: 'staging' }), 'https://data.gov.sg/keys'],
  ['is the one that was read last, if there is no key', undefined, STAGING_URL],
])('the tab to open %s', (_, key, url) => {
  expect(tabOf({ lists, lastReading }, key)).toBe(url);
});

it('the tab to open without a key is that of the list that was read last, with what selects it', () => {
  expect(tabOf({ lists, lastReading: { at: now - DAY, url: 'https://data.gov.sg/admin/api-keys' } })).toBe(
    PRODUCTION_URL,
  );
  expect(tabOf({ lists: [] })).toBe('https://data.gov.sg/admin/api-keys');
});

describe('a notification', () => {
  let shown: string[];
  let opened: (string | undefined)[];

  beforeEach(() => {
    [shown, opened] = [[], []];
    Object.assign(fakeBrowser.runtime, { getURL: (path: string) => path });
    Object.assign(fakeBrowser.notifications, {
      create: (id: string) => Promise.resolve(void shown.push(id)),
      onButtonClicked: {},
    });
    vi.spyOn(fakeBrowser.tabs, 'query').mockResolvedValue([] as never);
    vi.spyOn(fakeBrowser.tabs, 'create').mockImplementation((({ url }: { url?: string }) =>
      Promise.resolve(void opened.push(url))) as never);
  });

  /** Shows what is due once those with these ids were told, and presses "Open API Keys" after that was noted. */
  async function press(keys: KeyRecord[], told: string[] = []): Promise<string> {
    const before = planAlerts(
      keys.filter(({ id }) => told.includes(id)),
      DEFAULT_SETTINGS,
      {},
      now,
    ).ledger;
    const plan = planAlerts(keys, DEFAULT_SETTINGS, before, now);
    await showSummary(plan, DEFAULT_SETTINGS, now);
    await fakeBrowser.storage.local.set({ keys: { version: 2, keys, lists, ledger: plan.ledger, lastReading } });
    await openTabOfSummary(shown[0]!, now);
    return shown[0]!;
  }

  it('a notification opens the tab of its most urgent key, wherever was read last', async () => {
    expect(await press([onStaging(5), inProduction(3)])).toBe('expiring-keys');
    expect(opened).toEqual([PRODUCTION_URL]);
  });

  it('a notification opens the tab of the key that it names, not of a more urgent one that was shown before', async () => {
    const id = await press([inProduction(-3), onStaging(5)], ['production']);
    expect(opened).toEqual([STAGING_URL]);
    expect([isSummary(id), missingKeyOf(id), summaryButtons(id)]).toEqual([
      true,
      undefined,
      ['popup_open_tab', 'remind_tomorrow'],
    ]);
  });

  it('a notification about one missing key opens the tab of that key', async () => {
    const missing = { missing: { since: now, latest: now, readings: 1 } };
    expect(await press([onStaging(-3), { ...inProduction(5), ...missing }], ['staging'])).toBe(
      'expiring-keys:production',
    );
    expect(opened).toEqual([PRODUCTION_URL]);
  });

  it('a notification of an unknown key opens the tab read last, or the likeliest if storage does not answer', async () => {
    await fakeBrowser.storage.local.set({
      keys: { version: 2, keys: [inProduction(3)], lists, ledger: {}, lastReading },
    });
    await openTabOfSummary('expiring-keys:removed', now);
    vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValue(new Error('broken'));
    await openTabOfSummary('expiring-keys', now);
    expect(opened).toEqual([STAGING_URL, 'https://data.gov.sg/admin/api-keys']);
  });

  it.each(['expiring-keys', 'expiring-keys:a', 'expiring-keys@a'])('a notification with the id %s is ours', (id) => {
    expect(isSummary(id)).toBe(true);
    expect(isSummary(`my-${id}`)).toBe(false);
  });
});
