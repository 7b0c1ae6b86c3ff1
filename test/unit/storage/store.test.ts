import { expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { loadDocuments } from '../../../utils/storage/load-documents';
import { DEFAULT_SETTINGS } from '../../../utils/settings';
import { changeStored, readStored } from '../../../utils/storage/store';

const now = Date.parse('2026-11-22T04:00Z');
const key = {
  id: '1',
  name: 'a',
  kind: 'write',
  expiry: { kind: 'never', text: 'Never' },
  firstSeenAt: now,
  lastSeenAt: now,
};

it('storage is empty at first, with the default settings', () => {
  expect(loadDocuments({}, now)).toEqual({
    stored: {
      keys: { version: 2, keys: [], lists: [], ledger: {} },
      settings: { version: 2, settings: DEFAULT_SETTINGS },
      quarantine: [],
      policy: {},
      readOnly: {},
    },
    unwritten: {},
  });
});

it.each([
  ['no object', 42],
  ['null', null],
  ['a list', [key]],
  ['text', 'rubbish'],
])('a document of keys is set aside, not wiped, if it is %s', (_, document) => {
  const { stored } = loadDocuments({ keys: document }, now);
  expect(stored).toMatchObject({ keys: { keys: [] }, quarantine: [{ name: 'keys', at: now, document }] });
  expect(stored.quarantine[0]?.problem).not.toBe('');
});

it('the settings and what was set aside before stay if the keys are rubbish', () => {
  const settings = {
    version: 2,
    settings: { thresholdDays: [5], notifications: false, leakWarning: 'quiet', weekdaysOnly: true },
  };
  const quarantine = [{ name: 'keys', at: 1, problem: 'old', document: null }];
  expect(loadDocuments({ keys: 'rubbish', settings, quarantine }, now).stored).toMatchObject({
    settings,
    quarantine: [{ problem: 'old' }, { document: 'rubbish' }],
  });
});

it('settings that were added later get their defaults', () => {
  expect(
    loadDocuments({ settings: { version: 2, settings: { notifications: false } } }, now).stored.settings.settings,
  ).toEqual({ ...DEFAULT_SETTINGS, notifications: false });
});

it('storage is changed by nobody who only reads', async () => {
  await fakeBrowser.storage.local.set({ keys: 'rubbish' });
  expect((await readStored(now)).quarantine).toHaveLength(1);
  expect(await fakeBrowser.storage.local.get()).toEqual({ keys: 'rubbish' });
});

it('transactions come one after the other, so that none undoes another', async () => {
  const add = (name: string): Promise<void> =>
    changeStored(now, async ({ stored, write }) => {
      await Promise.resolve();
      await write({ keys: { ...stored.keys, keys: [...stored.keys.keys, { ...key, id: name, name } as never] } });
    });
  await Promise.all(['a', 'b', 'c', 'd'].map(add));
  expect((await readStored(now)).keys.keys.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
});

it('transactions go on after one that failed', async () => {
  const failing = changeStored(now, () => Promise.reject(new Error('quota')));
  const next = changeStored(now, () => Promise.resolve('done'));
  await expect(failing).rejects.toThrow('quota');
  await expect(next).resolves.toBe('done');
});

it('a transaction sets unreadable documents aside before it writes over them', async () => {
  await fakeBrowser.storage.local.set({ keys: 'rubbish' });
  await changeStored(now, ({ stored, write }) => write({ keys: { ...stored.keys, keys: [key as never] } }));
  expect(await fakeBrowser.storage.local.get()).toMatchObject({
    keys: { keys: [{ name: 'a' }] },
    quarantine: [{ document: 'rubbish' }],
  });
});
