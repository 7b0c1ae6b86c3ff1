import { describe, expect, it } from 'vitest';
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

describe('what storage holds', () => {
  it('is empty at first, with the default settings', () => {
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
  ])('is set aside, not wiped, when it is %s', (_, document) => {
    const { stored } = loadDocuments({ keys: document }, now);
    expect(stored).toMatchObject({ keys: { keys: [] }, quarantine: [{ name: 'keys', at: now, document }] });
    expect(stored.quarantine[0]?.problem).not.toBe('');
  });

  it('keeps the settings when the keys are rubbish, and what was set aside before', () => {
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

  it('gives settings that were added later their defaults', () => {
    expect(
      loadDocuments({ settings: { version: 2, settings: { notifications: false } } }, now).stored.settings.settings,
    ).toEqual({ ...DEFAULT_SETTINGS, notifications: false });
  });

  it('is changed by nobody who only reads', async () => {
    await fakeBrowser.storage.local.set({ keys: 'rubbish' });
    expect((await readStored(now)).quarantine).toHaveLength(1);
    expect(await fakeBrowser.storage.local.get()).toEqual({ keys: 'rubbish' });
  });
});

describe('turns of writing', () => {
  it('come one after the other, so that none undoes another', async () => {
    const add = (name: string): Promise<void> =>
      changeStored(now, async ({ stored, write }) => {
        await Promise.resolve();
        await write({ keys: { ...stored.keys, keys: [...stored.keys.keys, { ...key, id: name, name } as never] } });
      });
    await Promise.all(['a', 'b', 'c', 'd'].map(add));
    expect((await readStored(now)).keys.keys.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('go on after one that failed', async () => {
    const failing = changeStored(now, () => Promise.reject(new Error('quota')));
    const next = changeStored(now, () => Promise.resolve('done'));
    await expect(failing).rejects.toThrow('quota');
    await expect(next).resolves.toBe('done');
  });

  it('set unreadable documents aside before anything is written over them', async () => {
    await fakeBrowser.storage.local.set({ keys: 'rubbish' });
    await changeStored(now, ({ stored, write }) => write({ keys: { ...stored.keys, keys: [key as never] } }));
    expect(await fakeBrowser.storage.local.get()).toMatchObject({
      keys: { keys: [{ name: 'a' }] },
      quarantine: [{ document: 'rubbish' }],
    });
  });
});
