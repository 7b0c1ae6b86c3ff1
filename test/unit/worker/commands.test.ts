import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { KeyRecord, TabReport } from '../../../utils/keys/key';
import { DAY, HOUR } from '../../../utils/keys/time';
import { INITIAL, type KeysDocument } from '../../../utils/storage/documents';
import { readStored } from '../../../utils/storage/store';
import { tabOf } from '../../../utils/storage/tab-of';
import { exportFile } from '../../../utils/storage/export-file';
import { acceptMessage, handleIfPermitted } from '../../../utils/worker/accept-message';
import { COMMANDS } from '../../../utils/worker/commands';
import { saveCopy, saveNoLeakWarning, saveReport, saveUnreadable } from '../../../utils/worker/save-report';
import { FAKE_SECRET } from '../../browser/support/fake-secret';

const URL = 'https://data.gov.sg/admin/api-keys?page=2';
const now = Date.parse('2026-11-22T04:00Z');
const never = { kind: 'never' as const, text: 'Never' };
const seen = { firstSeenAt: now - DAY, lastSeenAt: now - DAY };
const key: KeyRecord = { id: '1', name: 'a', kind: 'write', list: 'list-1', expiry: never, ...seen };
const report = (instant: number): TabReport => ({
  kind: 'write',
  complete: true,
  at: instant,
  keys: [{ name: 'a', expiry: never }],
});
const arrived = (instant: number, leftOut = 0) => ({ report: report(instant), leftOut });

const arrival = { now, url: undefined };

function store(document: Partial<KeysDocument>): Promise<void> {
  return fakeBrowser.storage.local.set({ keys: { ...INITIAL.keys, ...document } });
}

const stored = async (): Promise<KeysDocument> => (await readStored(now)).keys;

beforeEach(() => {
  const paint = (): Promise<void> => Promise.resolve();
  const action = { setBadgeText: paint, setTitle: paint, setBadgeBackgroundColor: paint, setBadgeTextColor: paint };
  Object.assign(fakeBrowser, { action });
});

const url = 'https://data.gov.sg/admin/api-keys';

it('the last reading is when its page got the list, however late it is sent, and counts the rows left out', async () => {
  await saveReport(arrived(now - 5 * HOUR, 2), URL, now);
  expect(await stored()).toMatchObject({
    lastReading: { at: now - 5 * HOUR, url, leftOut: 2 },
    lists: [{ address: '/admin/api-keys', kind: 'write', readAt: now - 5 * HOUR }],
  });
  await saveReport(arrived(now), URL, now);
  expect((await stored()).lastReading).toEqual({ at: now, url });
});

it('the last reading is not undone by an older list that is sent later', async () => {
  await store({ lastReading: { at: now - HOUR, url } });
  await saveReport(arrived(now - 2 * HOUR, 1), URL, now);
  expect((await stored()).lastReading).toEqual({ at: now - HOUR, url });
});

it('the last reading is never in the future, and one noted while the clock was ahead gives way', async () => {
  await saveReport(arrived(now + DAY), URL, now);
  expect((await stored()).lastReading).toEqual({ at: now, url });
  await store({ lastReading: { at: now + 900 * DAY, url } });
  await saveReport(arrived(now), URL, now);
  expect((await stored()).lastReading).toEqual({ at: now, url });
});

it('the last reading comes with why the tab could not be read, until it can be', async () => {
  await store({ keys: [key] });
  await saveUnreadable('translated', URL, now);
  const unreadable = { at: now, url, reason: 'translated' };
  expect(await stored()).toEqual({ ...INITIAL.keys, keys: [key], unreadable });
  await saveUnreadable(undefined, URL, now + 1);
  expect((await stored()).unreadable).toEqual({ at: now + 1, url });
  await saveReport(arrived(now + 2), URL, now + 2);
  expect(await stored()).not.toHaveProperty('unreadable');
});

describe('a page on another host below data.gov.sg', () => {
  const OTHER = 'https://user-pages.data.gov.sg/admin/api-keys';
  const expires = (days: number): KeyRecord['expiry'] => ({
    kind: 'dated',
    earliest: now + days * DAY,
    latest: now + days * DAY,
    text: '',
  });
  const list = {
    id: 'list-1',
    address: '/admin/api-keys',
    kind: 'write' as const,
    readAt: now - DAY,
    dateOrder: 'day-first' as const,
  };
  const main: KeyRecord[] = [
    { ...key, expiry: expires(20) },
    { ...key, id: '2', name: 'b', expiry: expires(3), account: 'me@agency.gov.sg' },
  ];
  const before: Partial<KeysDocument> = {
    keys: main,
    lists: [list],
    lastReading: { at: now - DAY, url },
    unreadable: { at: now - HOUR, url },
  };
  const reports: [string, Partial<TabReport>][] = [
    ['lists one of the keys and lacks the other', { keys: [{ name: 'a', expiry: expires(20) }] }],
    [
      'lists both with later dates, under another account',
      {
        account: 'you@agency.gov.sg',
        keys: [
          { name: 'a', expiry: expires(400) },
          { name: 'b', expiry: expires(400) },
        ],
      },
    ],
    [
      'lists others and proves another order of dates',
      { dateOrder: 'month-first', keys: [{ name: 'c', expiry: expires(1) }] },
    ],
    [
      'says that both were deleted',
      { deleted: main.map(({ name, expiry }) => ({ name, expiry })), keys: [{ name: 'c', expiry: never }] },
    ],
    ['lists nothing', { keys: [] }],
    [
      'lists more than there is room for',
      { keys: Array.from({ length: 1200 }, (_, index) => ({ name: `c ${index}`, expiry: expires(1) })) },
    ],
  ];

  it.each(reports)('a page on another host that %s changes nothing of data.gov.sg, day after day', async (_, more) => {
    await store(before);
    const tabs = async (): Promise<string[]> => [undefined, ...main].map((record) => tabOf(document, record));
    let document = await stored();
    const led = await tabs();
    for (const day of [0, 1, 2, 3]) {
      const instant = now + day * DAY;
      await saveReport({ report: { ...report(instant), ...more }, leftOut: 0 }, OTHER, instant);
    }
    document = await stored();
    expect(document.keys.filter(({ host }) => host === undefined)).toEqual(main);
    expect(document.lists.filter(({ host }) => host === undefined)).toEqual([list]);
    expect(document).toMatchObject({
      lastReading: before.lastReading,
      unreadable: before.unreadable,
      otherReading: { at: now + 3 * DAY, url: OTHER },
    });
    expect(await tabs()).toEqual(led);
  });

  it('a page on another host says what it left out and found no room for, and nothing about the tab', async () => {
    await store(before);
    await saveReport({ report: { ...report(now), ...reports.at(-1)![1] }, leftOut: 2 }, OTHER, now);
    expect((await stored()).otherReading).toEqual({ at: now, url: OTHER, leftOut: 2, noRoom: 200 });
    await saveUnreadable(undefined, OTHER, now);
    expect((await stored()).unreadable).toEqual(before.unreadable);
  });

  it('a page on another host is the tab to open while no other was read, and gives way to data.gov.sg itself', async () => {
    await saveReport(arrived(now), OTHER, now);
    expect((await stored()).lastReading).toEqual({ at: now, url: OTHER });
    await saveReport(arrived(now + 1), URL, now + 1);
    await saveReport(arrived(now + 2), OTHER, now + 2);
    expect(await stored()).toMatchObject({
      lastReading: { at: now + 1, url },
      otherReading: { at: now + 2, url: OTHER },
    });
  });

  it.each(['https://www.data.gov.sg/admin/api-keys', 'https://beta.data.gov.sg/admin/api-keys'])(
    'a page at %s has the list of data.gov.sg itself, and silences nothing by one report',
    async (address) => {
      await store({ keys: [key, { ...key, id: '2', name: 'b' }], lists: [list], lastReading: { at: now - DAY, url } });
      await saveReport(arrived(now), address, now);
      const { keys, lastReading } = await stored();
      expect(keys.map(({ host, goneSince, missing }) => [host, goneSince, missing?.readings])).toEqual([
        [undefined, undefined, undefined],
        [undefined, undefined, 1],
      ]);
      expect(lastReading).toEqual({ at: now, url: address });
    },
  );
});

it('the user’s word that a key was deleted, and that it was not, is stored at once', async () => {
  await store({ keys: [key] });
  await COMMANDS.deleted.handle({ id: '1', isDeleted: true }, arrival);
  expect((await stored()).keys).toEqual([{ ...key, goneSince: now, goneBecause: 'user' }]);
  await COMMANDS.deleted.handle({ id: '1', isDeleted: false }, { ...arrival, now: now + 1 });
  expect((await stored()).keys).toEqual([key]);
});

describe('a key of the tab that may have leaked', () => {
  const opened: (string | undefined)[] = [];
  const onTab = { kind: 'write' as const, key: { name: 'a', expiry: never } };
  const leaked = (body: { onTab?: typeof onTab; opensPopup: boolean }): Promise<void> =>
    COMMANDS.leaked.handle(body, { now, url: URL });
  beforeEach(async () => {
    opened.length = 0;
    vi.spyOn(fakeBrowser.tabs, 'create').mockImplementation(async ({ url: address }) => {
      opened.push(address?.split('#')[1]);
      return {} as never;
    });
    await saveReport(arrived(now), URL, now);
  });
  afterEach(() => vi.restoreAllMocks());

  it('a key that may have leaked is marked, and its page opens', async () => {
    await leaked({ onTab, opensPopup: true });
    const [record] = (await stored()).keys;
    expect(record?.leak).toEqual({ startedAt: now });
    expect(opened).toEqual([`view=key&key=${record!.id}`]);
  });

  it('a key that may have leaked is marked when the list has it, and nothing more opens by then', async () => {
    await leaked({ opensPopup: true });
    await leaked({ onTab, opensPopup: false });
    expect((await stored()).keys[0]?.leak).toEqual({ startedAt: now });
    expect(opened).toEqual(['view=leaked']);
  });

  it('the list asks which key may have leaked if that is not known, and if nothing can be stored', async () => {
    await leaked({ onTab: { ...onTab, key: { ...onTab.key, name: 'another' } }, opensPopup: true });
    vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValue(new Error('no storage'));
    await leaked({ onTab, opensPopup: true }).catch(() => undefined);
    expect(opened).toEqual(['view=leaked', 'view=leaked']);
  });
});

it('the user’s word that they saw which keys remind again takes away nothing else', async () => {
  await store({ keys: [key], speakAgain: 3 });
  await COMMANDS.sawSpeakAgain.handle({}, arrival);
  expect(await stored()).toEqual({ ...INITIAL.keys, keys: [key] });
});

it('the user’s wish to mute a key is stored with since when, and muting it twice keeps that', async () => {
  await store({ keys: [key] });
  await COMMANDS.mute.handle({ id: '1', isMuted: true }, arrival);
  await COMMANDS.mute.handle({ id: '1', isMuted: true }, { ...arrival, now: now + DAY });
  expect((await stored()).keys).toEqual([{ ...key, muted: true, mutedSince: now }]);
  await COMMANDS.mute.handle({ id: '1', isMuted: false }, { ...arrival, now: now + DAY });
  expect((await stored()).keys).toEqual([key]);
});

it('who must act for a key, and its link, are stored at that key alone, and taken back', async () => {
  const contacts = [{ name: 'Mei Ling', email: 'mei.ling@tech.example.gov.sg' }, { name: 'Data team' }];
  const link = 'https://intranet.example.gov.sg/runbook';
  await store({ keys: [key, { ...key, id: '2', name: 'b' }] });
  await COMMANDS.contacts.handle({ id: '1', contacts }, arrival);
  await COMMANDS.link.handle({ id: '1', link }, arrival);
  expect((await stored()).keys).toEqual([
    { ...key, contacts, link },
    { ...key, id: '2', name: 'b' },
  ]);
  await COMMANDS.contacts.handle({ id: '1', contacts: [] }, arrival);
  await COMMANDS.link.handle({ id: '1' }, arrival);
  expect((await stored()).keys).toEqual([key, { ...key, id: '2', name: 'b' }]);
});

it('a contact and a link from a file lose the secret in them, and nothing is set aside for that', async () => {
  const file = exportFile({ keys: INITIAL.keys, settings: INITIAL.settings }, now);
  const contacts = [
    { name: 'Mei Ling', email: 'mei.ling@tech.example.gov.sg' },
    { name: `Data team ${FAKE_SECRET.slice(0, 70)}`, email: '39cf1f22-fd4d-4ff6-a1b2-0123456789ab@example.gov.sg' },
  ];
  const link = `https://intranet.example.gov.sg/?key=${FAKE_SECRET}`;
  const accepted = acceptMessage(
    { type: 'importFile', body: { ...file, keys: { ...file.keys, keys: [{ ...key, contacts, link }] } } },
    { id: 'own', url: 'chrome-extension://own/options.html' },
    { id: 'own', baseUrl: 'chrome-extension://own/' },
  );
  expect(await handleIfPermitted(accepted!, arrival)).toMatchObject({ keysAdded: 1, textsMended: 3 });
  const { keys, quarantine } = await readStored(now);
  expect(keys.keys).toEqual([{ ...key, contacts: [contacts[0], { name: 'Data team …' }] }]);
  expect(quarantine).toEqual([]);
});

it('an import answers how many keys give no reminders because of the file, and what else it took from there', async () => {
  await store({ keys: [key] });
  const imported = {
    ...INITIAL.keys,
    keys: [
      { ...key, goneSince: now },
      { ...key, id: '2', name: 'b', muted: true as const },
    ],
  };
  const settings = { ...INITIAL.settings, settings: { ...INITIAL.settings.settings, language: 'ta' as const } };
  expect(
    await COMMANDS.importFile.handle({ file: exportFile({ keys: imported, settings }, now), textsMended: 0 }, arrival),
  ).toEqual({
    keysAdded: 1,
    keysKnown: 1,
    settingsTaken: { language: 'ta' },
    pagesTaught: 0,
    silenced: [
      ['gone', 1],
      ['muted', 1],
    ],
    textsMended: 0,
  });
});

describe('what the tab script reports of one key', () => {
  const onTab = { kind: 'write' as const, key: { name: 'a', expiry: never } };

  it('a copy, and the wish for no leak warning, are stored only at the key of their list', async () => {
    const others: KeyRecord[] = [
      { ...key, id: '2', kind: 'read' },
      { ...key, id: '3', host: 'staging.example.gov.sg' },
      { ...key, id: '4', name: 'b' },
    ];
    await store({ keys: [...others, key] });
    await saveCopy({ onTab, at: now - 1 }, URL, now);
    await saveNoLeakWarning(onTab, URL, now);
    // The day ends at midnight in Singapore.
    const noLeakWarningUntil = now + 12 * HOUR;
    expect((await stored()).keys).toEqual([...others, { ...key, copies: [now - 1], noLeakWarningUntil }]);
  });

  it('a copy is never in the future', async () => {
    await store({ keys: [key] });
    await saveCopy({ onTab, at: now + DAY }, URL, now);
    expect((await stored()).keys).toEqual([{ ...key, copies: [now] }]);
  });
});
