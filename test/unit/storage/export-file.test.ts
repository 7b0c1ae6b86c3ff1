import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeyRecord } from '../../../utils/keys/key';
import * as importing from '../../../utils/keys/import';
import { DEFAULT_SETTINGS } from '../../../utils/settings';
import {
  INITIAL,
  keysDocumentSchema,
  settingsDocumentSchema,
  type KeysDocument,
} from '../../../utils/storage/documents';
import * as exporting from '../../../utils/storage/export-file';
import type { ExportFile } from '../../../utils/storage/export-file';
import { keysDocuments, records, settingsDocuments } from './random-documents';
import { randomCases } from '../random-cases';

const now = Date.parse('2026-11-22T04:00Z');
const example = JSON.parse(readFileSync('test/documents/export-1.json', 'utf8'));
const key: KeyRecord = {
  id: '1',
  name: 'a',
  kind: 'write',
  expiry: { kind: 'dated', earliest: now, latest: now, text: 'today' },
  firstSeenAt: now - 9,
  lastSeenAt: now - 5,
};
const later = { kind: 'dated' as const, earliest: now + 9e9, latest: now + 9e9, text: 'later' };

const { exportFile, readExportFile } = exporting;
/** New ids that no document has. */
const newIds = (): (() => string) => {
  let count = 0;
  return () => `new-${++count}`;
};
const importKeys = (here: readonly KeyRecord[], there: readonly KeyRecord[], newId = newIds()) =>
  importing.importKeys(here, there, newId);
const importFile = (here: Parameters<typeof exporting.importFile>[0], file: ExportFile, newId = newIds()) =>
  exporting.importFile(here, file, newId);

/** Through a file, as text, and back. */
function throughFile(stored: Parameters<typeof exportFile>[0]): ExportFile {
  const read = readExportFile(JSON.stringify(exportFile(stored, now)), now);
  if ('problem' in read) throw new Error(read.problem);
  return read.file;
}

it('an exported file says what it is, of which version and when', () => {
  expect(exportFile(INITIAL, now)).toMatchObject({
    format: 'key-companion',
    version: 2,
    exportedAt: '2026-11-22T04:00:00.000Z',
  });
});

it('an exported file holds nothing beyond its schema', () => {
  const stored = { ...INITIAL, keys: { ...INITIAL.keys, more: 1, keys: [{ ...key, secret: 'v2:…' }] } };
  expect(JSON.stringify(exportFile(stored, now))).not.toMatch(/secret|v2|more/);
});

it('an exported file of an older version is migrated', () => {
  const read = readExportFile(
    JSON.stringify({ ...example, settings: { version: 1, settings: { leakWarning: false } } }),
    now,
  );
  expect(read).toMatchObject({ file: { settings: { version: 2, settings: { leakWarning: 'off' } } } });
});

it.each([
  ['foreign', 'is empty', ''],
  ['foreign', 'is cut short', JSON.stringify(example).slice(0, -9)],
  ['foreign', 'is no object', '[]'],
  ['foreign', 'is null', 'null'],
  ['foreign', 'is JSON of something else', '{"format":"other"}'],
  ['foreign', 'is a key', 'v2:not-a-file'],
  ['newer', 'has a newer format', JSON.stringify({ ...example, version: 3 })],
  ['newer', 'has a newer document', JSON.stringify({ ...example, keys: { version: 3 } })],
  ['damaged', 'lacks its settings', JSON.stringify({ ...example, settings: undefined })],
  ['damaged', 'has no version', JSON.stringify({ ...example, version: 'x' })],
  [
    'damaged',
    'has a document of no version',
    JSON.stringify({ ...example, keys: { ...example.keys, version: undefined } }),
  ],
  [
    'damaged',
    'has a key without a name',
    JSON.stringify({ ...example, keys: { ...example.keys, keys: [{ ...key, name: '' }] } }),
  ],
  ['damaged', 'has the same id twice', JSON.stringify({ ...example, keys: { ...example.keys, keys: [key, key] } })],
  [
    'damaged',
    'has a setting that does not exist',
    JSON.stringify({ ...example, settings: { version: 2, settings: { leakWarning: 'loud' } } }),
  ],
])('a file is refused as %s if it %s', (problem, _, text) => {
  expect(readExportFile(text, now)).toEqual({ problem });
});

it('a file is read or refused, whatever is in it', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc
          .record({
            format: fc.constant('key-companion'),
            version: fc.jsonValue(),
            keys: fc.jsonValue(),
            settings: fc.jsonValue(),
          })
          .map((file) => JSON.stringify(file)),
      ),
      (text) => {
        expect('problem' in readExportFile(text, now)).toBe(true);
      },
    ),
  );
});

it.each([
  ['its id', { ...key, expiry: later }],
  ['its dates', { ...key, id: '9' }],
  ['its creation, though it was renewed', { ...key, id: '9', createdAt: 5, expiry: later }],
  ['its name, if it tells no date', { ...key, id: '9', expiry: { kind: 'unknown' as const, text: '?' } }],
  ['its dates, if the file does not tell kind or account', { ...key, id: '9', kind: 'unknown' as const }],
])('an import knows a key again by %s', (_, imported) => {
  const here = { ...key, createdAt: 5, account: 'me' };
  expect(importKeys([here], [imported])).toMatchObject({ records: [{ id: '1' }], added: new Map() });
});

it.each([
  ['another name', { ...key, id: '9', name: 'b' }],
  ['another kind', { ...key, id: '9', kind: 'read' as const }],
  ['another account', { ...key, id: '9', account: 'you' }],
  ['a later date, as nobody has seen that the earlier one is gone', { ...key, id: '9', expiry: later }],
  ['another creation', { ...key, id: '9', createdAt: 7 }],
])('an import adds a key with %s', (_, imported) => {
  const here = { ...key, createdAt: 5, account: 'me' };
  expect(importKeys([here], [imported])).toEqual({ records: [here, imported], added: new Map([['9', '9']]) });
});

it('an import takes what was read later than here, and never what was read earlier', () => {
  const seenLater = {
    ...key,
    expiry: later,
    lastSeenAt: now,
    goneSince: now + 1,
    goneBecause: 'user' as const,
    account: 'me',
    list: 'list-1',
  };
  expect(importKeys([key], [seenLater]).records).toEqual([seenLater]);
  expect(importKeys([seenLater], [key]).records).toEqual([seenLater]);
  expect(importKeys([key], [{ ...seenLater, id: '9', expiry: key.expiry }]).records).toEqual([
    { ...key, lastSeenAt: now, goneSince: now + 1, goneBecause: 'user' },
  ]);
  const missing = { since: now - 1, latest: now + 1, readings: 2 };
  expect(importKeys([key], [{ ...key, missing }]).records).toEqual([{ ...key, missing }]);
  expect(importKeys([{ ...key, missing }], [{ ...key, lastSeenAt: now }]).records).toEqual([{ ...key, missing }]);
  expect(importKeys([{ ...key, missing }], [{ ...key, lastSeenAt: now + 2 }]).records).toEqual([
    { ...key, lastSeenAt: now + 2 },
  ]);
});

it('an import does not silence a key because an older one of its name, or its own older date, was deleted there', () => {
  const deleted = { goneSince: now, goneBecause: 'user' as const };
  const undated = { ...key, id: '9', expiry: { kind: 'expired' as const, text: 'Expired' }, lastSeenAt: now - 8 };
  expect(importKeys([key], [{ ...undated, ...deleted }]).records).toEqual([key]);
  const renewed = { ...key, expiry: later };
  expect(importKeys([renewed], [{ ...key, lastSeenAt: now - 8, ...deleted }]).records).toEqual([renewed]);
});

it('an import takes no older date from a file whose list has lacked the key since', () => {
  const missing = { since: now + 1, latest: now + 2, readings: 1 };
  const older = { ...key, lastSeenAt: now - 9, expiry: { kind: 'never' as const, text: '' }, missing };
  expect(importKeys([key], [older]).records).toEqual([{ ...key, missing }]);
});

it('an import takes when a key was last used from whichever list was read later', () => {
  const used = { kind: 'at', earliest: now - 2, latest: now - 1 } as const;
  const later = { ...key, lastSeenAt: now, lastUsed: used };
  const earlier = { ...key, lastUsed: { kind: 'never' as const } };
  expect(importKeys([earlier], [later]).records).toEqual([later]);
  expect(importKeys([later], [earlier]).records).toEqual([later]);
  // A later list that does not print it tells nothing.
  expect(importKeys([earlier], [{ ...key, lastSeenAt: now }]).records).toEqual([{ ...key, lastSeenAt: now }]);
});

it('an import never swaps a date for none, be it here or in the file', () => {
  const undated = { ...key, id: '9', expiry: { kind: 'unknown' as const, text: '?' }, createdAt: 5 };
  expect(importKeys([{ ...key, createdAt: 5 }], [undated]).records).toMatchObject([{ id: '1', expiry: key.expiry }]);
  expect(importKeys([undated], [{ ...key, createdAt: 5 }]).records).toMatchObject([
    { id: '9' },
    { id: '1', expiry: key.expiry },
  ]);
});

it('an import leaves what the user wants of a key, and adds when it was copied', () => {
  const here = { ...key, copies: [5, 3], muted: true as const, thresholdDays: [7] };
  const imported = { ...key, copies: [9, 3], snoozedUntil: now, thresholdDays: [30] };
  expect(importKeys([here], [imported]).records).toEqual([{ ...here, copies: [9, 5, 3] }]);
});

it('an import brings along when to replace a new key, and leaves what is set here for a known one', () => {
  const every = (days: number) => ({ replaceBy: { kind: 'cadence' as const, days } });
  const unknown = { ...key, id: '2', name: 'b', ...every(90) };
  expect(importKeys([{ ...key, ...every(30) }], [{ ...key, ...every(60) }, unknown]).records).toEqual([
    { ...key, ...every(30) },
    unknown,
  ]);
});

it('an import names the key that takes the place of a new one by its id here', () => {
  const replaced = { ...key, id: '8', name: 'old', replacedBy: '9' };
  expect(importKeys([key], [replaced, { ...key, id: '9' }]).records).toEqual([key, { ...replaced, replacedBy: '1' }]);
});

it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'two words', '<b>', 'ключ'])(
  'an import gives a key with the odd id %j a new one, and what speaks of it follows',
  (odd) => {
    const there = [
      { ...key, id: odd, name: 'new' },
      {
        ...key,
        id: '8',
        name: 'old',
        replacedBy: odd,
        rotation: { startedAt: 1, successor: odd, declined: ['7', odd] },
      },
      { ...key, id: '7', name: 'other', replacedBy: '8' },
    ];
    const { records, added } = importKeys([], there);
    expect(records).toEqual([
      { ...key, id: 'new-1', name: 'new' },
      {
        ...key,
        id: '8',
        name: 'old',
        replacedBy: 'new-1',
        rotation: { startedAt: 1, successor: 'new-1', declined: ['7', 'new-1'] },
      },
      there[2],
    ]);
    expect([...added]).toEqual([
      [odd, 'new-1'],
      ['8', '8'],
      ['7', '7'],
    ]);
    expect(importKeys(records, there)).toEqual({ records, added: new Map() });
  },
);

it('an import knows a key with an odd id again after its renewal, if the page tells its creation', () => {
  const there = [{ ...key, id: 'constructor', createdAt: 5 }];
  const renewed = importKeys([], there).records.map((record) => ({ ...record, expiry: later, lastSeenAt: now }));
  expect(importKeys(renewed, there)).toEqual({ records: renewed, added: new Map() });
});

it('an import names the key here that an odd id of the file turns out to be', () => {
  const there = [
    { ...key, id: 'constructor' },
    { ...key, id: '8', name: 'old', replacedBy: 'constructor' },
  ];
  expect(importKeys([key], there).records).toEqual([key, { ...there[1], replacedBy: '1' }]);
});

it('an import changes nothing the second time, even if all keys have one name', () => {
  const alike = fc.uniqueArray(
    records.map(({ account: _, createdAt, ...record }): KeyRecord => ({
      ...record,
      name: 'a',
      kind: 'write',
      ...(createdAt !== undefined && createdAt % 3 === 0 && { createdAt: 3 }),
    })),
    { maxLength: 5, selector: ({ id }) => id },
  );
  fc.assert(
    fc.property(alike, alike, (here, there) => {
      const once = importKeys(here, there).records;
      expect(importKeys(once, there)).toEqual({ records: once, added: new Map() });
    }),
    { numRuns: randomCases(3000) },
  );
});

describe('an import of the ledger and the lists', () => {
  const told = { expiresAt: now, thresholdDays: [7] };
  const list = { id: 'list-1', kind: 'write' as const, address: '/admin/api-keys', readAt: 5 };
  const withKeys = (more: Partial<KeysDocument>): Parameters<typeof exportFile>[0] => ({
    ...INITIAL,
    keys: { ...INITIAL.keys, ...more },
  });

  it('an import repeats no reminder of a key that gets a new id', () => {
    const there = throughFile(
      withKeys({
        keys: [
          { ...key, id: 'constructor' },
          { ...key, id: '2', name: 'b' },
        ],
        ledger: { constructor: told, 2: told },
      }),
    );
    const { keys } = importFile(INITIAL, there);
    expect(keys.keys.map(({ id }) => id)).toEqual(['new-1', '2']);
    expect(keys.ledger).toEqual({ 'new-1': told, 2: told });
  });

  it('an import keeps when a list was read last, here or there, and the order that its dates proved', () => {
    const later = { ...list, readAt: 9, dateOrder: 'day-first' as const };
    const staging = { ...list, id: 'list-2', host: 'staging.example.gov.sg', readAt: 7 };
    const here = withKeys({ lists: [list] });
    const lists = importFile(here, throughFile(withKeys({ lists: [later, staging] }))).keys.lists;
    expect(lists).toEqual([later, staging]);
  });
});

it.each([
  ['that host was read after that', 'https://data.gov.sg/keys', now + 1, false],
  ['that host was read before', 'https://data.gov.sg/keys', now - 1, true],
  ['only another host was read after that', 'https://staging.example.gov.sg/keys', now + 1, true],
])('an import says that a tab could not be read, unless it was read since: %s', (_, url, at, isSaid) => {
  const unreadable = { at: now, url: 'https://data.gov.sg/admin/api-keys' };
  const there = throughFile({ ...INITIAL, keys: { ...INITIAL.keys, unreadable } });
  const here = { ...INITIAL, keys: { ...INITIAL.keys, lastReading: { at, url } } };
  expect(importFile(here, there).keys.unreadable).toEqual(isSaid ? unreadable : undefined);
});

it('an import takes the settings that were not changed here', () => {
  const here = { version: 2 as const, settings: { ...DEFAULT_SETTINGS, notifications: false, thresholdDays: [7] } };
  const there = {
    version: 2 as const,
    settings: { ...DEFAULT_SETTINGS, thresholdDays: [30], leakWarning: 'quiet' as const, mutedUntil: now },
  };
  const { settings, result } = importFile(
    { keys: INITIAL.keys, settings: here },
    throughFile({ keys: INITIAL.keys, settings: there }),
  );
  expect(settings.settings).toEqual({
    ...DEFAULT_SETTINGS,
    notifications: false,
    thresholdDays: [7],
    leakWarning: 'quiet',
    mutedUntil: now,
  });
  expect(result.settingsTaken).toEqual({ leakWarning: 'quiet', mutedUntil: now });
});

describe('any export', () => {
  const NOTHING_NEW = { keysAdded: 0, settingsTaken: {}, pagesTaught: 0 };
  const stored = fc.record({ keys: keysDocuments, settings: settingsDocuments });

  it('any export changes nothing if it is imported where it came from', () => {
    fc.assert(
      fc.property(stored, (here) => {
        const { result, ...after } = importFile(here, throughFile(here));
        expect(after).toEqual(here);
        expect(result).toEqual({ ...NOTHING_NEW, keysKnown: here.keys.keys.length });
      }),
      { numRuns: randomCases(1000) },
    );
  });

  it('any export gives the same if it is imported where nothing is', () => {
    fc.assert(
      fc.property(stored, (there) => {
        fc.pre(there.keys.keys.every(({ id }) => id !== '__proto__'));
        const { result, ...after } = importFile(INITIAL, throughFile(there));
        // What another browser refuses, and what its user has not seen yet, is none of this one.
        const { refusedSince: _refused, speakAgain: _seen, ...keys } = there.keys;
        expect(after).toEqual({ ...there, keys });
        expect(result.keysAdded).toBe(there.keys.keys.length);
      }),
      { numRuns: randomCases(1000) },
    );
  });

  it('any export that is imported removes nothing, stays valid, and changes nothing the second time', () => {
    fc.assert(
      fc.property(stored, stored, (here, there) => {
        const file = throughFile(there);
        const { result, ...once } = importFile(here, file);
        expect(keysDocumentSchema.safeParse(once.keys).success).toBe(true);
        expect(settingsDocumentSchema.safeParse(once.settings).success).toBe(true);
        expect(once.keys.keys.slice(0, here.keys.keys.length).map(({ id, name }) => [id, name])).toEqual(
          here.keys.keys.map(({ id, name }) => [id, name]),
        );
        expect(once.keys.keys).toHaveLength(here.keys.keys.length + result.keysAdded);
        expect(result.keysAdded + result.keysKnown).toBe(there.keys.keys.length);
        for (const [index, record] of here.keys.keys.entries()) {
          const after = once.keys.keys[index]!;
          expect(after.lastSeenAt).toBeGreaterThanOrEqual(record.lastSeenAt);
          expect([after.muted, after.snoozedUntil, after.thresholdDays, after.replacedBy]).toEqual([
            record.muted,
            record.snoozedUntil,
            record.thresholdDays,
            record.replacedBy,
          ]);
          for (const copiedAt of record.copies ?? []) expect(after.copies).toContain(copiedAt);
        }
        const { result: again, ...twice } = importFile(once, file);
        expect(twice).toEqual(once);
        expect(again).toEqual({ ...NOTHING_NEW, keysKnown: there.keys.keys.length });
      }),
      { numRuns: randomCases(3000) },
    );
  });
});
