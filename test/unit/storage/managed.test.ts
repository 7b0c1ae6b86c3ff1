import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import background from '../../../entrypoints/background';
import type { Policy } from '../../../utils/policy';
import { DEFAULT_SETTINGS } from '../../../utils/settings';
import { settingsOf } from '../../../utils/storage/documents';
import { takeOverPolicy } from '../../../utils/storage/managed';
import { readStored } from '../../../utils/storage/store';
import { leakWarningSetting } from '../../../utils/worker/answers-for-tab';

const now = Date.now();
const key = {
  id: '1',
  name: 'a',
  kind: 'write',
  expiry: { kind: 'dated', earliest: now + 9e8, latest: now + 9e8, text: '' },
  firstSeenAt: now,
  lastSeenAt: now,
};
const rule = { text: 'Keys belong into the vault.', url: 'https://intranet.example.gov.sg/keys' };

/** What the browser gives as the policy from now on. */
let managed: () => Promise<unknown>;

beforeEach(() => {
  managed = () => Promise.resolve({});
  Object.assign(fakeBrowser.storage, { managed: { get: () => managed() } });
});

const give = (policy: unknown): void => void (managed = () => Promise.resolve(policy));
const inForce = async () => settingsOf(await readStored(now));

it('the administrator’s policy is stored for all to read, as far as it is valid', async () => {
  give({ notifications: false, thresholdDays: 'all', later: 1 });
  expect(await takeOverPolicy()).toBe(true);
  expect(await fakeBrowser.storage.local.get()).toEqual({ policy: { notifications: false } });
  expect(await inForce()).toEqual({ ...DEFAULT_SETTINGS, notifications: false });
});

it('the administrator’s policy is taken over once', async () => {
  give({ leakPolicy: rule, quietHours: { to: 420, from: 1320 } });
  expect(await takeOverPolicy()).toBe(true);
  const write = vi.spyOn(fakeBrowser.storage.local, 'set');
  expect(await takeOverPolicy()).toBe(false);
  expect(write).not.toHaveBeenCalled();
});

it.each([
  ['is empty', () => Promise.resolve({})],
  ['is refused, as by Firefox', () => Promise.reject(new Error('Managed storage manifest not found'))],
])('the administrator’s policy is gone, and the user’s own settings are back, once it %s', async (_, without) => {
  const settings = { version: 2, settings: { ...DEFAULT_SETTINGS, notifications: true } };
  await fakeBrowser.storage.local.set({ settings, policy: { notifications: false } });
  managed = without;
  expect(await takeOverPolicy()).toBe(true);
  expect(await fakeBrowser.storage.local.get()).toEqual({ settings });
  expect(await inForce()).toEqual(settings.settings);
});

it('a stored policy that is rubbish is none', async () => {
  await fakeBrowser.storage.local.set({ policy: 'rubbish' });
  expect((await readStored(now)).policy).toEqual({});
  expect(await takeOverPolicy()).toBe(false);
});

describe('the content script under a policy', () => {
  const kept = async (policy: unknown, leakWarning: unknown): Promise<unknown> => {
    await fakeBrowser.storage.local.set({ policy, settings: { version: 2, settings: { leakWarning } } });
    return leakWarningSetting(await readStored(now), undefined, now).wanted;
  };

  it.each([
    [{ leakWarning: 'full' }, 'off', 'full'],
    [{ leakWarning: 'off' }, 'full', 'off'],
    [{ leakWarning: 'quiet' }, 'full', 'quiet'],
    [{ notifications: false }, 'off', 'off'],
    ['rubbish', 'quiet', 'quiet'],
    [null, 'off', 'off'],
    [{ leakWarning: 3 }, 'off', 'off'],
  ])('the leak warning goes by the policy %j before the user’s "%s": "%s"', async (policy, own, wanted) => {
    expect(await kept(policy, own)).toBe(wanted);
  });

  it.each<[unknown, Policy['leakPolicy']]>([
    [{ leakPolicy: rule }, rule],
    [{ leakPolicy: { text: 'a' } }, { text: 'a' }],
    [{ leakPolicy: { text: 'a', url: 'javascript:1' } }, undefined],
    [{ leakPolicy: { text: 1 } }, undefined],
    [{ leakPolicy: null }, undefined],
    [{}, undefined],
    [undefined, undefined],
  ])('the content script shows of the policy %j the agency’s own rule %j', async (policy, shown) => {
    await fakeBrowser.storage.local.set({ policy });
    expect(leakWarningSetting(await readStored(now), undefined, now).policy).toEqual(shown);
  });
});

describe('the worker under a policy', () => {
  let badges: string[];
  let notices: number;
  const done = (): Promise<void> => new Promise(setImmediate);

  beforeEach(async () => {
    badges = [];
    notices = 0;
    const none = { addListener: () => undefined };
    const nothing = (): Promise<void> => Promise.resolve();
    Object.assign(fakeBrowser, {
      action: {
        setBadgeText: ({ text }: { text: string }) => Promise.resolve(void badges.push(text)),
        setTitle: nothing,
        setBadgeBackgroundColor: nothing,
        setBadgeTextColor: nothing,
      },
      runtime: { id: 'our-id', getURL: (path: string) => path, onMessage: none, onInstalled: none, onStartup: none },
      notifications: {
        create: () => Promise.resolve(void notices++),
        clear: () => Promise.resolve(true),
        getAll: () => Promise.resolve({}),
        getPermissionLevel: () => Promise.resolve('granted'),
        onPermissionLevelChanged: none,
        onClicked: none,
        onClosed: none,
      },
    });
    await fakeBrowser.storage.local.set({ keys: { version: 2, keys: [key], lists: [], ledger: {} } });
  });

  it('the worker does not wait for a policy that is slow to come, and looks again when it is there', async () => {
    let arrive: (policy: unknown) => void = () => undefined;
    managed = () =>
      new Promise((resolve) => {
        arrive = resolve;
      });
    background.main();
    await vi.waitFor(() => expect(badges).toEqual(['1']));
    arrive({ thresholdDays: [1] });
    await vi.waitFor(() => expect(badges).toEqual(['1', '']));
  });

  it('the worker goes by the last known policy until a new one comes, and shows nothing that it forbids', async () => {
    await fakeBrowser.storage.local.set({ policy: { notifications: false } });
    managed = () => new Promise(() => undefined);
    background.main();
    await vi.waitFor(() => expect(badges).toEqual(['1']));
    await done();
    expect(notices).toBe(0);
  });

  it('the worker looks once if the policy is the known one', async () => {
    await fakeBrowser.storage.local.set({ policy: { thresholdDays: [1] } });
    give({ thresholdDays: [1] });
    background.main();
    await vi.waitFor(() => expect(badges).toEqual(['']));
    await done();
    expect(badges).toEqual(['']);
  });

  it('the worker looks again when the policy changes', async () => {
    background.main();
    await vi.waitFor(() => expect(badges).toEqual(['1']));
    give({ thresholdDays: [1] });
    await (fakeBrowser.storage.onChanged as any).trigger({}, 'managed');
    await vi.waitFor(() => expect(badges).toEqual(['1', '']));
  });
});
