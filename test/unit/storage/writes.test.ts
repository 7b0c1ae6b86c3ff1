import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import background from '../../../entrypoints/background';
import type { KeyRecord, TabReport } from '../../../utils/keys/key';
import { DAY, HOUR } from '../../../utils/keys/time';
import { DEFAULT_SETTINGS } from '../../../utils/settings';
import { exportFile } from '../../../utils/storage/export-file';
import { loadDocuments } from '../../../utils/storage/load-documents';
import { readStored, readUnsaved } from '../../../utils/storage/store';
import { isQuick } from '../random-cases';

/* Writes with the whole worker: all at once, on a full disk, on newer documents, and killed at any moment. */

const now = Date.parse('2026-11-22T04:00Z');
const page = { id: fakeBrowser.runtime.id, url: 'https://data.gov.sg/admin/api-keys', tab: { id: 1 } };
const popup = { id: fakeBrowser.runtime.id, url: fakeBrowser.runtime.getURL('/popup.html' as never) };

const soon = { kind: 'dated' as const, earliest: now + 86_400_000, latest: now + 86_400_000, text: 'tomorrow' };
const key: KeyRecord = { id: '1', name: 'a', kind: 'write', expiry: soon, firstSeenAt: now, lastSeenAt: now };
const keys = { version: 2, keys: [key], lists: [], ledger: {} };
const reading: TabReport = {
  kind: 'write',
  complete: true,
  at: now,
  keys: [
    { name: 'a', expiry: soon },
    { name: 'b', expiry: soon },
  ],
};
const file = exportFile(
  {
    keys: { version: 2, keys: [{ ...key, id: '7', name: 'c' }], lists: [], ledger: {} },
    settings: { version: 2, settings: { ...DEFAULT_SETTINGS, weekdaysOnly: true } },
  },
  now,
);

/** After which call the worker is killed the next time: all are tried, but in `npm run check` every fourth. */
const NEXT_CALL = isQuick() ? 4 : 1;

/** The calls of the browser that the worker waits for. */
const CALLS: [object, string][] = [
  ...['local', 'session'].flatMap((area) =>
    ['get', 'set', 'remove', 'clear'].map((name) => [fakeBrowser.storage[area as 'local'], name] as [object, string]),
  ),
  ...['create', 'clear', 'getAll'].map((name) => [fakeBrowser.notifications, name] as [object, string]),
  ...['get', 'create', 'clearAll'].map((name) => [fakeBrowser.alarms, name] as [object, string]),
  ...['setBadgeText', 'setBadgeBackgroundColor', 'setBadgeTextColor', 'setTitle'].map(
    (name) => [fakeBrowser.action, name] as [object, string],
  ),
];
const ORIGINALS = CALLS.map(([api, name]) => (api as any)[name]);

function restoreCalls(): void {
  for (const [index, [api, name]] of CALLS.entries()) (api as any)[name] = ORIGINALS[index];
}

/**
 * From now on the call with this number never answers, nor does any later one: the worker is dead. With `after` the
 * browser has still done what the call asked for. The promise resolves once it is so.
 */
function killAt(number: number, moment: 'before' | 'after'): Promise<'killed'> {
  let count = 0;
  let isDead = false;
  return new Promise((resolve) => {
    for (const [index, [api, name]] of CALLS.entries()) {
      const original = (...values: unknown[]): Promise<unknown> => ORIGINALS[index].apply(api, values);
      (api as any)[name] = async (...values: unknown[]) => {
        count++;
        const isLast = count === number;
        if (!isLast && !isDead) return original(...values);
        if (isLast && moment === 'after') await original(...values);
        isDead = true;
        resolve('killed');
        return new Promise(() => undefined);
      };
    }
  });
}

/** A worker as the browser starts it, with nothing remembered of the one before. */
async function startWorker(): Promise<void> {
  restoreCalls();
  fakeBrowser.runtime.onMessage.removeAllListeners();
  vi.resetModules();
  const { default: fresh } = await import('../../../entrypoints/background');
  fresh.main();
  await settled();
}

/** Sends a message as `sender` does, and resolves to the worker's answer. */
async function send(message: unknown, sender: object = popup): Promise<unknown> {
  const answers: unknown[] = await (fakeBrowser.runtime.onMessage.trigger as any)(message, sender);
  return answers[0];
}

/** Waits for all turns that are under way: a message that cannot be stored is answered after them. */
async function settled(): Promise<void> {
  await send({ type: 'discardSetAside', body: { entries: [] } });
}

function stored(): Promise<Record<string, any>> {
  return fakeBrowser.storage.local.get();
}

beforeEach(() => {
  vi.useFakeTimers({ now, toFake: ['Date'] });
});

afterEach(() => {
  restoreCalls();
  vi.useRealTimers();
});

it('writes of two tabs, the popup and the alarm at the same time all get in', async () => {
  background.main();
  const other: TabReport = { ...reading, keys: [{ name: 'x', expiry: soon }], account: 'other' };
  const answers = await Promise.all([
    send({ type: 'report', body: { ...reading, account: 'me' } }, page),
    send({ type: 'report', body: other }, { ...page, tab: { id: 2 } }),
    send({ type: 'addKey', body: { name: 'by hand', kind: 'read', expiry: soon } }),
    fakeBrowser.alarms.onAlarm.trigger({ name: 'check', scheduledTime: now } as never),
    send({ type: 'settings', body: { ...DEFAULT_SETTINGS, leakWarning: 'quiet' } }),
    send({ type: 'importFile', body: file }),
  ]);
  expect(answers.filter((answer) => answer === true)).toHaveLength(4);
  const { keys, settings } = await readStored(now);
  expect(keys.keys.map(({ name }) => name).sort()).toEqual(['a', 'b', 'by hand', 'c', 'x']);
  expect(settings.settings).toEqual({ ...DEFAULT_SETTINGS, leakWarning: 'quiet', weekdaysOnly: true });
});

describe('a storage that takes nothing', () => {
  function refuse(reason: string): void {
    (fakeBrowser.storage.local as any).set = () => Promise.reject(new Error(reason));
  }

  it.each([
    ['a reading', { type: 'report', body: reading }, page],
    ['settings', { type: 'settings', body: DEFAULT_SETTINGS }, popup],
    ['a key entered by hand', { type: 'addKey', body: { name: 'z', kind: 'read', expiry: soon } }, popup],
    ['an import', { type: 'importFile', body: file }, popup],
    ['a discard', { type: 'discardSetAside', body: { entries: [] } }, popup],
  ])(
    'the sender of %s learns that storage takes nothing, and everything stays as it was',
    async (_, message, sender) => {
      await fakeBrowser.storage.local.set({ keys, settings: { version: 1, settings: { leakWarning: false } } });
      const before = await stored();
      background.main();
      refuse('Resource::kQuotaBytes quota exceeded');
      expect(await send(message, sender)).toBe(false);
      expect(await stored()).toEqual(before);
      expect(await readUnsaved()).toEqual({ at: now, isFull: true });
    },
  );

  it('the worker shows the count on the toolbar and sets the alarm though storage takes nothing', async () => {
    await fakeBrowser.storage.local.set({ keys: { ...keys, keys: [key, 'rubbish'] } });
    refuse('QuotaExceededError');
    await startWorkerOn(refuse);
    expect(await fakeBrowser.action.getBadgeText({})).toBe('1');
    expect(await fakeBrowser.alarms.getAll()).toHaveLength(1);
    expect((await stored()).keys.keys).toEqual([key, 'rubbish']);
  });

  it('a full storage is distinguished from a broken one, and forgotten once a write works', async () => {
    background.main();
    refuse('IO error: unable to create writable file');
    await send({ type: 'settings', body: DEFAULT_SETTINGS });
    expect(await readUnsaved()).toEqual({ at: now, isFull: false });
    restoreCalls();
    expect(await send({ type: 'settings', body: DEFAULT_SETTINGS })).toBe(true);
    expect(await readUnsaved()).toBeUndefined();
  });

  /** Starts a worker whose storage refuses from the beginning. */
  async function startWorkerOn(makeRefuse: (reason: string) => void): Promise<void> {
    fakeBrowser.runtime.onMessage.removeAllListeners();
    vi.resetModules();
    const { default: fresh } = await import('../../../entrypoints/background');
    makeRefuse('QuotaExceededError');
    fresh.main();
    await settled();
  }
});

describe('a document of a newer version', () => {
  const newer = { version: 99, keys: [key], ledger: 'later', more: true };

  it('a document of a newer version is never written, its writers learn that, and the toolbar still counts', async () => {
    await fakeBrowser.storage.local.set({ keys: newer });
    background.main();
    expect(await send({ type: 'report', body: reading }, page)).toBe(false);
    expect(await send({ type: 'addKey', body: { name: 'z', kind: 'read', expiry: soon } })).toBe(false);
    expect(await send({ type: 'importFile', body: file })).toBe(false);
    expect(await stored()).toEqual({ keys: newer });
    expect(await fakeBrowser.action.getBadgeText({})).toBe('1');
    expect(await fakeBrowser.alarms.getAll()).toHaveLength(1);
    // Nobody could note that it was told, so it would be told at every look.
    expect(await fakeBrowser.notifications.getAll()).toEqual({});
  });

  it('a document of a newer version leaves the others writable', async () => {
    await fakeBrowser.storage.local.set({ settings: { version: 99, settings: { notifications: false } } });
    background.main();
    expect(await send({ type: 'settings', body: DEFAULT_SETTINGS })).toBe(false);
    expect(await send({ type: 'report', body: reading }, page)).toBe(true);
    expect(await stored()).toMatchObject({
      settings: { version: 99, settings: { notifications: false } },
      keys: { keys: [{ name: 'a' }, { name: 'b' }] },
    });
    expect(await fakeBrowser.notifications.getAll()).toEqual({});
  });

  it('a document of a newer version goes when everything is deleted', async () => {
    await fakeBrowser.storage.local.set({ keys: newer });
    background.main();
    expect(await send({ type: 'deleteEverything', body: {} })).toBe(true);
    expect(await stored()).toEqual({});
  });
});

it('what was set aside is discarded as far as the user has seen it', async () => {
  await fakeBrowser.storage.local.set({ keys: 'rubbish' });
  // The popup may look before the worker has written what it sets aside.
  const seen = (await readStored(now - 5)).quarantine;
  await fakeBrowser.storage.local.set({ settings: 'more rubbish' });
  background.main();
  expect(await send({ type: 'discardSetAside', body: { entries: seen } })).toBe(true);
  expect((await stored()).quarantine).toMatchObject([{ name: 'settings', document: 'more rubbish' }]);
});

it('the command to delete everything leaves nothing stored but its time, no alarm, no notification and no toolbar badge', async () => {
  await fakeBrowser.storage.local.set({ keys, settings: 'rubbish', quarantine: 'rubbish', unknown: 1 });
  await fakeBrowser.storage.session.set({ unsaved: { at: 1, isFull: true }, other: 1 });
  await startWorker();
  expect(Object.keys(await fakeBrowser.notifications.getAll())).toHaveLength(1);
  expect(await fakeBrowser.action.getBadgeText({})).toBe('1');
  expect(await send({ type: 'deleteEverything', body: {} })).toBe(true);
  expect(await stored()).toEqual({});
  expect(await fakeBrowser.storage.session.get()).toEqual({ erasedAt: now });
  expect(await fakeBrowser.alarms.getAll()).toEqual([]);
  expect(await fakeBrowser.notifications.getAll()).toEqual({});
  expect(await fakeBrowser.action.getBadgeText({})).toBe('');
});

it('the command to delete everything keeps out what a page read before, unless the clock was ahead then', async () => {
  await startWorker();
  vi.setSystemTime(now + DAY);
  expect(await send({ type: 'deleteEverything', body: {} })).toBe(true);
  // The worker that erased it may have been stopped since.
  await startWorker();
  await send({ type: 'report', body: { ...reading, at: now } }, page);
  expect(await stored()).not.toHaveProperty('keys');
  vi.setSystemTime(now + HOUR);
  await send({ type: 'report', body: { ...reading, at: now + HOUR } }, page);
  expect(await stored()).toMatchObject({ keys: { keys: reading.keys } });
});

it('the command to delete everything succeeds though its time cannot be kept', async () => {
  await fakeBrowser.storage.local.set({ keys });
  await startWorker();
  (fakeBrowser.storage.session as any).set = () => Promise.reject(new Error('IO error'));
  expect(await send({ type: 'deleteEverything', body: {} })).toBe(true);
  expect(await stored()).toEqual({});
});

it.each(['local', 'session'] as const)(
  'the command to delete everything changes nothing, and says that it failed, if storage fails: %s',
  async (area) => {
    await fakeBrowser.storage.local.set({ keys });
    await startWorker();
    const before = await stored();
    const alarms = await fakeBrowser.alarms.getAll();
    (fakeBrowser.storage[area] as any).clear = () => Promise.reject(new Error('IO error'));
    expect(await send({ type: 'deleteEverything', body: {} })).toBe(false);
    expect(before.keys).toMatchObject({ keys: [key] });
    expect(await stored()).toEqual(before);
    expect(alarms).toHaveLength(1);
    expect(await fakeBrowser.alarms.getAll()).toEqual(alarms);
    expect(Object.keys(await fakeBrowser.notifications.getAll())).toEqual(['expiring-keys']);
    expect(await fakeBrowser.action.getBadgeText({})).toBe('1');
  },
);

it('the command to delete everything erases storage before it touches anything else', async () => {
  await fakeBrowser.storage.local.set({ keys });
  await startWorker();
  const calls: [object, string][] = [];
  for (const [index, [api, name]] of CALLS.entries()) {
    (api as any)[name] = (...values: unknown[]) => {
      calls.push([api, name]);
      return ORIGINALS[index].apply(api, values);
    };
  }
  expect(await send({ type: 'deleteEverything', body: {} })).toBe(true);
  const { local, session } = fakeBrowser.storage;
  expect(
    calls.slice(0, 2).map(([api, name]) => [api === session ? 'session' : api === local && 'local', name]),
  ).toEqual([
    ['session', 'clear'],
    ['local', 'clear'],
  ]);
  expect(calls.slice(2).map(([, name]) => name)).toContain('clearAll');
});

describe('a worker that is killed between any two awaits', () => {
  const rubbish = { ...key, id: '2', name: 'broken', kind: 'rubbish' };
  const start = {
    keys: { ...keys, keys: [key, rubbish] },
    settings: { version: 1, settings: { ...DEFAULT_SETTINGS, leakWarning: false } },
    quarantine: [{ name: 'keys', at: 1, problem: 'old', document: 'old' }],
  };
  const old = { type: 'discardSetAside', body: { entries: start.quarantine } };

  const scenarios: [string, object, object][] = [
    ['a reading', { type: 'report', body: reading }, page],
    ['settings', { type: 'settings', body: { ...DEFAULT_SETTINGS, leakWarning: 'quiet' } }, popup],
    ['an import', { type: 'importFile', body: file }, popup],
    ['a discard', old, popup],
    ['the word that a key was deleted', { type: 'deleted', body: { id: '2', isDeleted: true } }, popup],
    ['only its start', { type: 'discardSetAside', body: { entries: [] } }, popup],
  ];

  it.each(scenarios)(
    'a worker that is killed over %s stores it or not, loses nothing else, and the next one goes on',
    async (_, message, sender) => {
      for (const moment of ['before', 'after'] as const) {
        for (let number = 1, isDead = true; isDead; number += NEXT_CALL) {
          fakeBrowser.reset();
          await fakeBrowser.storage.local.set(start);
          isDead = await liveUntil(number, moment, message, sender);
          const found = await stored();
          await startWorker();
          const { stored: next, unwritten } = loadDocuments(await stored(), now);
          const where = `killed ${moment} call ${number}`;
          expect(unwritten, where).toEqual({});
          expect(next.readOnly, where).toEqual({});
          expect(next.keys.keys, where).toEqual(
            expect.arrayContaining([
              expect.objectContaining({ id: '1', name: 'a' }),
              expect.objectContaining({ id: '2', name: 'broken' }),
            ]),
          );
          // What was repaired is in quarantine as it was found, at every moment: in storage it is in one of the two.
          expect(JSON.stringify(found), where).toContain(JSON.stringify(rubbish));
          expect(next.quarantine, where).toContainEqual(expect.objectContaining({ path: 'keys.1', document: rubbish }));
          expect(['off', 'quiet'], where).toContain(next.settings.settings.leakWarning);
          // The notice is given, by the dead worker or by its successor.
          expect(Object.keys(await fakeBrowser.notifications.getAll()), where).toEqual(['expiring-keys']);
          expect(next.keys.ledger['1']?.thresholdDays, where).toContain(1);
          expect(await fakeBrowser.alarms.getAll(), where).toHaveLength(1);
          expect(await fakeBrowser.action.getBadgeText({}), where).toBe(
            String(next.keys.keys.filter(({ goneSince }) => goneSince === undefined).length),
          );
        }
      }
    },
  );

  it('a worker that is killed has noted that a key was deleted on the site, or that it was not, or nothing', async () => {
    const missing = { since: now - 1, latest: now - 1, readings: 1 };
    const gone = { ...key, missing, goneSince: now - 1, goneBecause: 'readings' };
    const { missing: _missing, ...listed } = { ...key, missing };
    const word = (isDeleted: boolean): object => ({ type: 'deleted', body: { id: '1', isDeleted } });
    for (const [before, after, isDeleted] of [
      [{ ...key, missing }, { ...key, missing, goneSince: now, goneBecause: 'user' }, true],
      [gone, listed, false],
    ] as const) {
      for (const moment of ['before', 'after'] as const) {
        for (let number = 1, isDead = true; isDead; number += NEXT_CALL) {
          fakeBrowser.reset();
          await fakeBrowser.storage.local.set({ keys: { ...keys, keys: [before] } });
          isDead = await liveUntil(number, moment, word(isDeleted), popup);
          await startWorker();
          const where = `killed ${moment} call ${number}`;
          expect([before, after], where).toContainEqual((await stored()).keys.keys[0]);
          expect(await send(word(isDeleted)), where).toBe(true);
          expect((await stored()).keys.keys, where).toEqual([after]);
          expect(await fakeBrowser.action.getBadgeText({}), where).toBe(isDeleted ? '' : '1');
          expect(Object.keys(await fakeBrowser.notifications.getAll()), where).toEqual(
            isDeleted ? [] : ['expiring-keys'],
          );
        }
      }
    }
  });

  it('a worker that is killed has deleted everything or nothing', async () => {
    for (const moment of ['before', 'after'] as const) {
      for (let number = 1, isDead = true; isDead; number += NEXT_CALL) {
        fakeBrowser.reset();
        await fakeBrowser.storage.local.set({
          keys: { ...keys, ledger: {} },
          settings: { version: 2, settings: DEFAULT_SETTINGS },
        });
        isDead = await liveUntil(number, moment, { type: 'deleteEverything', body: {} }, popup);
        const found = await stored();
        expect([0, 2], `killed ${moment} call ${number}`).toContain(Object.keys(found).length);
        await startWorker();
        expect((await readStored(now)).keys.keys).toHaveLength(found.keys ? 1 : 0);
        expect(await send({ type: 'deleteEverything', body: {} })).toBe(true);
        expect(await stored()).toEqual({});
      }
    }
  });

  /** Starts a worker and sends it a message; resolves to whether it died of it. */
  async function liveUntil(
    number: number,
    moment: 'before' | 'after',
    message: object,
    sender: object,
  ): Promise<boolean> {
    restoreCalls();
    fakeBrowser.runtime.onMessage.removeAllListeners();
    vi.resetModules();
    const { default: fresh } = await import('../../../entrypoints/background');
    const killed = killAt(number, moment);
    fresh.main();
    const end = await Promise.race([killed, send(message, sender)]);
    restoreCalls();
    return end === 'killed';
  }
});
