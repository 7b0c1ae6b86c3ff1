import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { check } from '../../../utils/worker/check';
import { expiredKeyOf, isSummary, summaryButtons } from '../../../utils/worker/deliver';
import type { Expiry } from '../../../utils/keys/expiry';
import { DAY, HOUR } from '../../../utils/keys/time';
import { DEFAULT_SETTINGS } from '../../../utils/settings';

const now = Date.parse('2026-11-22T10:00Z');

interface Shown {
  title: string;
  message: string;
  buttons?: { title: string }[];
  requireInteraction?: boolean;
}

let shown: Shown[];
/** The ids of what was shown. */
let ids: string[];
let toolbar: Record<string, string>;

beforeEach(() => {
  shown = [];
  ids = [];
  toolbar = {};
  const paint = (details: object): Promise<void> => Promise.resolve(void Object.assign(toolbar, details));
  Object.assign(fakeBrowser, {
    action: { setBadgeText: paint, setTitle: paint, setBadgeBackgroundColor: paint, setBadgeTextColor: paint },
    runtime: { ...fakeBrowser.runtime, getURL: (path: string) => path },
    notifications: {
      create: (id: string, options: Shown) => {
        ids.push(id);
        return Promise.resolve(void shown.push(options));
      },
      clear: () => Promise.resolve(true),
      getAll: () => Promise.resolve({}),
      getPermissionLevel: () => Promise.resolve('granted'),
      onButtonClicked: {},
    },
  });
});

async function store(...keys: [name: string, expiry: number | Expiry, host?: string][]): Promise<void> {
  const records = keys.map(([name, expiry, host]) => ({
    id: `${name} ${host}`,
    name,
    ...(host !== undefined && { host }),
    kind: 'write',
    firstSeenAt: now,
    lastSeenAt: now,
    expiry:
      typeof expiry === 'number' ? { kind: 'dated', earliest: now + expiry, latest: now + expiry, text: '' } : expiry,
  }));
  await fakeBrowser.storage.local.set({ keys: { version: 2, keys: records, lists: [], ledger: {} } });
}

/** As Chromium gives what was stored: all names in alphabetical order. */
function inOrderOfNames(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, part]) => [name, inOrderOfNames(part)]),
  );
}

it('the summary notification says of one key what is the matter, how long it works, and that there is time', async () => {
  await store(['gazette-uploader', 3 * DAY]);
  await check(now);
  expect(shown).toMatchObject([
    {
      title: 'An API key expires soon',
      message:
        '“gazette-uploader” expires in 3 days (25 Nov 2026, 18:00 SGT). You can create a new key while the old one still works.',
      buttons: [{ title: 'Open API Keys' }, { title: 'Remind me tomorrow' }],
      requireInteraction: true,
    },
  ]);
});

it('the summary notification names four keys, counts the rest, and does not advise what is too late', async () => {
  await store(['a', DAY], ['b', 12 * HOUR], ['c', -HOUR], ['d', -DAY], ['e', -3 * DAY], ['f', 20 * DAY]);
  await check(now);
  expect(shown[0]).toMatchObject({
    title: '6 API keys need attention',
    message:
      '“c” expired today (22 Nov 2026, 17:00 SGT).\n“d” expired yesterday (21 Nov 2026, 18:00 SGT).\n“e” expired 3 days ago (19 Nov 2026, 18:00 SGT).\n“b” expires tomorrow (23 Nov 2026, 06:00 SGT).\nAnd 2 more.\nYou can create a new key while the old one still works.',
  });
  shown = [];
  await store(['a', -HOUR]);
  await check(now);
  expect(shown[0]?.message).toBe('“a” expired today (22 Nov 2026, 17:00 SGT).');
});

it('the summary notification of expired keys alone offers the guide for stopped uploads, whichever worker hears of it', async () => {
  await store(['a', -HOUR], ['b', -DAY]);
  await check(now);
  expect(shown[0]?.buttons).toEqual([{ title: 'Open API Keys' }, { title: 'Uploads stopped?' }]);
  const [id = ''] = ids;
  expect([isSummary(id), expiredKeyOf(id), summaryButtons(id)[1]]).toEqual([true, 'a undefined', 'stopped_title']);
  shown = [];
  await store(['a', -HOUR], ['b', DAY]);
  await check(now);
  expect(shown[0]?.buttons).toEqual([{ title: 'Open API Keys' }, { title: 'Remind me tomorrow' }]);
});

it('the summary notification distinguishes keys of one name on two hosts', async () => {
  await store(['a', 2 * DAY], ['a', 3 * DAY, 'staging.example.gov.sg']);
  await check(now);
  expect(shown[0]?.message).toMatch(/^“a” expires in 2 days .*\n“a” \(staging\.example\.gov\.sg\) expires in 3 days /);
});

it('the summary notification speaks only of days if the page gives no time, and says what it estimates', async () => {
  const day = Date.parse('2026-11-29T00:00+08:00');
  await store(
    ['a', { kind: 'dated', earliest: day, latest: day + DAY, text: '' }],
    ['b', { kind: 'dated', earliest: day + DAY, latest: day + 5 * DAY, text: 'in a week', approximate: true }],
  );
  await check(now);
  expect(shown[0]?.message).toContain(
    '“a” expires in 7 days (29 Nov 2026).\n“b” expires in about 8 days (30 Nov 2026).',
  );
});

it('the summary notification counts the keys of the one whose place it takes', async () => {
  await store(['a', 3 * DAY], ['b', 3 * DAY + HOUR]);
  await check(now);
  await check(now + HOUR);
  expect(shown[1]?.message).toBe(
    '“b” expires in 3 days (25 Nov 2026, 19:00 SGT).\n1 other key still needs attention.\nYou can create a new key while the old one still works.',
  );
});

it('the summary notification names who must act, cut and in quotes, and at most two of them', async () => {
  await store(['gazette-uploader', 3 * DAY], ['b', 4 * DAY]);
  const { keys } = (await fakeBrowser.storage.local.get('keys')) as { keys: any };
  const contacts = [
    { name: 'Mei Ling', email: 'mei.ling@tech.example.gov.sg' },
    { name: `Call 1800 now.” ${'x'.repeat(80)}` },
    { name: 'Data team' },
  ];
  await fakeBrowser.storage.local.set({ keys: { ...keys, keys: [{ ...keys.keys[0], contacts }, keys.keys[1]] } });
  await check(now);
  expect(shown[0]?.message).toBe(
    `“gazette-uploader” expires in 3 days (25 Nov 2026, 18:00 SGT). Who must act: “Mei Ling” · “Call 1800 now.’ ${'x'.repeat(43)}…”\n“b” expires in 4 days (26 Nov 2026, 18:00 SGT).\nYou can create a new key while the old one still works.`,
  );
  shown = [];
  await fakeBrowser.storage.local.set({ keys: { ...keys, keys: [{ ...keys.keys[0], contacts: [contacts[0]] }] } });
  await check(now);
  expect(shown[0]?.message).toBe(
    '“gazette-uploader” expires in 3 days (25 Nov 2026, 18:00 SGT). Who must act: “Mei Ling”. You can create a new key while the old one still works.',
  );
});

it('the summary notification says that a key is missing, and lets the user say that it was deleted', async () => {
  const missing = { since: now - DAY, latest: now - DAY, readings: 1 };
  await store(['gazette-uploader', 3 * DAY]);
  const { keys } = (await fakeBrowser.storage.local.get('keys')) as { keys: any };
  await fakeBrowser.storage.local.set({ keys: { ...keys, keys: [{ ...keys.keys[0], missing }] } });
  await check(now);
  expect(shown).toMatchObject([
    {
      message:
        '“gazette-uploader” expires in 3 days (25 Nov 2026, 18:00 SGT). It has not been on the API Keys tab since 21 Nov 2026, but it may still work. You can create a new key while the old one still works.',
      buttons: [{ title: 'Open API Keys' }, { title: 'I deleted it' }],
    },
  ]);
});

it.each([
  ['is cut, by whole signs', '😀'.repeat(61), `“${'😀'.repeat(59)}…” expires in 3 days (`],
  ['is whole up to 60 signs', 'n'.repeat(60), `“${'n'.repeat(60)}” expires in 3 days (`],
  ['cannot end its quotation', 'a” never expires. “b', '“a’ never expires. ‘b” expires in 3 days ('],
  ['has no signs that turn or hide text, or end a line', 'a\u202eb\u200bc\u0007\nd', '“abcd” expires in 3 days ('],
])('the summary notification quotes a name, which %s', async (_, name, begins) => {
  await store([name, 3 * DAY]);
  await check(now);
  expect(shown[0]?.message.startsWith(begins), shown[0]?.message).toBe(true);
});

it('the summary notification cuts and quotes each name, and leaves the end of a long host outside of the quotes', async () => {
  const host = `${'sign-in-again.'.repeat(8)}data.gov.sg`;
  await store(['x'.repeat(300), 2 * DAY, host], ['y'.repeat(300), 3 * DAY]);
  await check(now);
  const [first, second] = shown[0]!.message.split('\n');
  expect(first).toMatch(/^“x{59}…” \(….{48}data\.gov\.sg\) expires in 2 days /);
  expect(second).toMatch(/^“y{59}…” expires in 3 days /);
});

it('the summary notification stays until it is answered only if a key is about to expire', async () => {
  await store(['a', 20 * DAY]);
  await check(now);
  expect(shown[0]?.requireInteraction).toBe(false);
});

it('the summary notification comes without the options that the browser throws on', async () => {
  fakeBrowser.notifications.create = ((_: string, options: Shown) => {
    // As Firefox does, and before it does anything.
    if ('buttons' in options) throw new TypeError('unexpected property "buttons"');
    return Promise.resolve(void shown.push(options));
  }) as never;
  await store(['a', 3 * DAY]);
  await check(now);
  expect(Object.keys(shown[0]!).sort()).toEqual(['iconUrl', 'message', 'title', 'type']);
});

it('a look of the worker ends a snooze and a mute that were chosen while the clock was wrong', async () => {
  await store(['a', 3 * DAY]);
  const { keys } = (await fakeBrowser.storage.local.get('keys')) as { keys: any };
  const wrong = now + 79 * 365 * DAY;
  await fakeBrowser.storage.local.set({
    keys: { ...keys, keys: [{ ...keys.keys[0], snoozedUntil: wrong }] },
    settings: { version: 2, settings: { ...DEFAULT_SETTINGS, mutedUntil: wrong, weekdaysOnly: false } },
  });
  await check(now);
  expect(shown).toHaveLength(1);
  const stored: any = await fakeBrowser.storage.local.get();
  expect(stored.keys.keys[0]).not.toHaveProperty('snoozedUntil');
  expect(stored.settings.settings).toEqual({ ...DEFAULT_SETTINGS, weekdaysOnly: false });
});

it('a look of the worker sets the one alarm once, and again when another moment is next', async () => {
  const create = vi.spyOn(fakeBrowser.alarms, 'create');
  await store(['a', 90 * DAY]);
  await check(now + 1);
  await check(now + 2);
  expect(create.mock.calls).toEqual([['check', { when: now + HOUR, periodInMinutes: 60 }]]);
  await check(now + HOUR);
  expect(create).toHaveBeenCalledTimes(2);
  expect(await fakeBrowser.alarms.getAll()).toHaveLength(1);
});

it('a look of the worker writes nothing if nothing is new, in whatever order stored names come', async () => {
  await store(['b', 3 * DAY], ['a', 3 * DAY]);
  await check(now);
  const { keys } = (await fakeBrowser.storage.local.get('keys')) as { keys: any };
  const { ledger } = keys;
  expect(ledger['b undefined']).toEqual({ expiresAt: now + 3 * DAY, overtaken: [30, 14, 7], thresholdDays: [3] });
  await fakeBrowser.storage.local.set({ keys: { ...keys, ledger: inOrderOfNames(ledger) } });
  const set = vi.spyOn(fakeBrowser.storage.local, 'set');
  await check(now + HOUR);
  expect(set).not.toHaveBeenCalled();
  await check(now + 2 * DAY);
  expect(set).toHaveBeenCalled();
});

it('the toolbar says that storage does not answer, until the worker looks again and it does', async () => {
  await store(['a', 3 * DAY]);
  vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValueOnce(new Error('disk full'));
  await check(now);
  expect(toolbar).toMatchObject({
    text: '!',
    title: 'Key Companion: the browser’s storage is not responding, so your keys are not being watched',
  });
  expect(await fakeBrowser.alarms.get('check')).toMatchObject({ scheduledTime: now + HOUR });
  await check(now + HOUR);
  expect(toolbar).toMatchObject({ text: '1', title: 'Key Companion: 1 API key needs attention' });
});

it('a look of the worker notes since when the browser refuses notifications, until it shows one', async () => {
  await store(['a', 3 * DAY]);
  const refusedSince = async (): Promise<unknown> =>
    ((await fakeBrowser.storage.local.get('keys')).keys as any).refusedSince;
  const { create } = fakeBrowser.notifications;
  fakeBrowser.notifications.create = () => Promise.reject(new Error('refused'));
  await check(now);
  await check(now + HOUR);
  expect(await refusedSince()).toBe(now);
  fakeBrowser.notifications.create = create;
  await check(now + 2 * HOUR);
  expect(await refusedSince()).toBeUndefined();
  expect(shown).toHaveLength(1);
});

describe('a storage without room', () => {
  let full: boolean;
  /** What is on the screen. */
  let onScreen: Map<string, Shown>;

  beforeEach(() => {
    full = true;
    onScreen = new Map();
    Object.assign(fakeBrowser.notifications, {
      create: (id: string, options: Shown) => {
        shown.push(options);
        onScreen.set(id, options);
        return Promise.resolve(id);
      },
      clear: (id: string) => Promise.resolve(onScreen.delete(id)),
      getAll: () => Promise.resolve(Object.fromEntries([...onScreen.keys()].map((id) => [id, true]))),
    });
  });

  const { local } = fakeBrowser.storage;
  const { set } = local;

  function fill(): void {
    local.set = ((items: object) =>
      full
        ? Promise.reject(new Error('QuotaExceededError'))
        : (set as (items: object) => Promise<void>).call(local, items)) as typeof set;
  }

  afterEach(() => {
    local.set = set;
  });

  /** Looks as a worker does that was just started, with nothing remembered of the one before. */
  async function freshCheck(instant: number): Promise<void> {
    vi.resetModules();
    await (await import('../../../utils/worker/check')).check(instant);
  }

  it.each([
    ['the same worker', check],
    ['a fresh worker each time', freshCheck],
  ])(
    'what is due is shown once a day in Singapore if storage has no room, and stays on the screen: %s',
    async (_, look) => {
      await store(['a', 2 * DAY]);
      fill();
      // 22 November, 18:00 in Singapore.
      for (const hours of [0, 1, 2, 5]) await look(now + hours * HOUR);
      expect(shown.map(({ message }) => message)).toEqual([
        '“a” expires in 2 days (24 Nov 2026, 18:00 SGT). You can create a new key while the old one still works.',
      ]);
      expect(onScreen.size).toBe(1);
      for (const hours of [6, 7, 20]) await look(now + hours * HOUR);
      expect(shown).toHaveLength(2);
      expect(shown[1]?.message).toMatch(/^“a” expires tomorrow /);
      expect(onScreen.size).toBe(1);
      expect(toolbar).toMatchObject({ text: '1' });
      expect(await fakeBrowser.alarms.getAll()).toHaveLength(1);
    },
  );

  it('what is due is shown and noted as ever once storage has room', async () => {
    await store(['a', 2 * DAY]);
    fill();
    await check(now);
    full = false;
    for (const hours of [24, 25, 26]) await check(now + hours * HOUR);
    expect(shown).toHaveLength(2);
    expect((await fakeBrowser.storage.local.get('keys')).keys).toMatchObject({
      ledger: { 'a undefined': { thresholdDays: [1] } },
    });
  });

  it('what is shown just before storage runs out of room is not shown again', async () => {
    full = false;
    await store(['a', 2 * DAY]);
    fill();
    const { create } = fakeBrowser.notifications;
    fakeBrowser.notifications.create = ((id: string, options: never) => {
      full = true;
      return create(id, options);
    }) as never;
    await check(now);
    toolbar = {};
    await freshCheck(now + HOUR);
    expect(toolbar).toMatchObject({ text: '1' });
    expect(shown).toHaveLength(1);
    expect(onScreen.size).toBe(1);
    full = false;
    await freshCheck(now + 2 * HOUR);
    expect(shown).toHaveLength(1);
    expect((await fakeBrowser.storage.local.get('keys')).keys).not.toHaveProperty('announcing');
  });

  it('a notification that the browser refuses is tried again the same day if storage has no room', async () => {
    await store(['a', 2 * DAY]);
    fill();
    const { create } = fakeBrowser.notifications;
    fakeBrowser.notifications.create = () => Promise.reject(new Error('refused'));
    await check(now);
    fakeBrowser.notifications.create = create;
    expect(onScreen.size).toBe(0);
    await check(now + HOUR);
    expect(onScreen.size).toBe(1);
  });

  it('nothing is shown if storage has no room and nothing is due', async () => {
    await store(['a', 90 * DAY]);
    fill();
    await check(now);
    expect(shown).toEqual([]);
  });
});
