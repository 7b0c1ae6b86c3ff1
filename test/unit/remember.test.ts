import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  rememberCopy, rememberDeleted, rememberMute, rememberNoLeakWarning, rememberReading, rememberUnreadable, sawSpeakAgain,
} from '../../utils/alerts/check';
import type { KeyRecord, Reading } from '../../utils/keys/key';
import { DAY, HOUR } from '../../utils/keys/time';
import { INITIAL, type KeysDocument } from '../../utils/storage/documents';
import { readStored } from '../../utils/storage/store';

const URL = 'https://data.gov.sg/admin/api-keys?page=2';
const now = Date.parse('2026-11-22T04:00Z');
const never = { kind: 'never' as const, text: 'Never' };
const seen = { firstSeenAt: now - DAY, lastSeenAt: now - DAY };
const key: KeyRecord = { id: '1', name: 'a', kind: 'write', list: 'list-1', expiry: never, ...seen };
const reading = (at: number): Reading => ({ kind: 'write', complete: true, at, keys: [{ name: 'a', expiry: never }] });
const arrived = (at: number, leftOut = 0) => ({ reading: reading(at), leftOut });

function store(document: Partial<KeysDocument>): Promise<void> {
  return fakeBrowser.storage.local.set({ keys: { ...INITIAL.keys, ...document } });
}

const remembered = async (): Promise<KeysDocument> => (await readStored(now)).keys;

beforeEach(() => {
  const paint = (): Promise<void> => Promise.resolve();
  const action = { setBadgeText: paint, setTitle: paint, setBadgeBackgroundColor: paint, setBadgeTextColor: paint };
  Object.assign(fakeBrowser, { action });
});

describe('when a tab was read last', () => {
  const url = 'https://data.gov.sg/admin/api-keys';

  it('is when its page got the list, however much later it is sent, and with how many rows left out', async () => {
    await rememberReading(arrived(now - 5 * HOUR, 2), URL, now);
    expect(await remembered()).toMatchObject({
      lastReading: { at: now - 5 * HOUR, url, leftOut: 2 }, lists: [{ address: '/admin/api-keys', kind: 'write', readAt: now - 5 * HOUR }],
    });
    await rememberReading(arrived(now), URL, now);
    expect((await remembered()).lastReading).toEqual({ at: now, url });
  });

  it('is not undone by an older list that is sent later', async () => {
    await store({ lastReading: { at: now - HOUR, url } });
    await rememberReading(arrived(now - 2 * HOUR, 1), URL, now);
    expect((await remembered()).lastReading).toEqual({ at: now - HOUR, url });
  });

  it('is never in the future, and what was noted there while the clock was ahead gives way', async () => {
    await rememberReading(arrived(now + DAY), URL, now);
    expect((await remembered()).lastReading).toEqual({ at: now, url });
    await store({ lastReading: { at: now + 900 * DAY, url } });
    await rememberReading(arrived(now), URL, now);
    expect((await remembered()).lastReading).toEqual({ at: now, url });
  });

  it('comes with why it could not be read, until it can', async () => {
    await store({ keys: [key] });
    await rememberUnreadable('translated', URL, now);
    const unreadable = { at: now, url, reason: 'translated' };
    expect(await remembered()).toEqual({ ...INITIAL.keys, keys: [key], unreadable });
    await rememberUnreadable(undefined, URL, now + 1);
    expect((await remembered()).unreadable).toEqual({ at: now + 1, url });
    await rememberReading(arrived(now + 2), URL, now + 2);
    expect(await remembered()).not.toHaveProperty('unreadable');
  });
});

describe('a wish', () => {
  it('that a key is told as deleted, and not, is stored at once', async () => {
    await store({ keys: [key] });
    await rememberDeleted('1', true, now);
    expect((await remembered()).keys).toEqual([{ ...key, goneSince: now, goneBecause: 'user' }]);
    await rememberDeleted('1', false, now + 1);
    expect((await remembered()).keys).toEqual([key]);
  });

  it('to hear no more that keys speak again takes away nothing else', async () => {
    await store({ keys: [key], speakAgain: 3 });
    await sawSpeakAgain(now);
    expect(await remembered()).toEqual({ ...INITIAL.keys, keys: [key] });
  });

  it('to mute a key says since when, and keeps that when it is made twice', async () => {
    await store({ keys: [key] });
    await rememberMute('1', true, now);
    await rememberMute('1', true, now + DAY);
    expect((await remembered()).keys).toEqual([{ ...key, muted: true, mutedSince: now }]);
    await rememberMute('1', false, now + DAY);
    expect((await remembered()).keys).toEqual([key]);
  });
});

describe('what is told of one key of a tab', () => {
  const onTab = { kind: 'write' as const, key: { name: 'a', expiry: never } };

  it('is noted at the key of its list alone', async () => {
    const others: KeyRecord[] = [
      { ...key, id: '2', kind: 'read' }, { ...key, id: '3', host: 'staging.example.gov.sg' }, { ...key, id: '4', name: 'b' },
    ];
    await store({ keys: [...others, key] });
    await rememberCopy({ onTab, at: now - 1 }, URL, now);
    await rememberNoLeakWarning(onTab, URL, now);
    // The day ends at midnight in Singapore.
    const noLeakWarningUntil = now + 12 * HOUR;
    expect((await remembered()).keys).toEqual([...others, { ...key, copies: [now - 1], noLeakWarningUntil }]);
  });

  it('is never in the future', async () => {
    await store({ keys: [key] });
    await rememberCopy({ onTab, at: now + DAY }, URL, now);
    expect((await remembered()).keys).toEqual([{ ...key, copies: [now] }]);
  });
});
