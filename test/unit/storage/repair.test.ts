import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../utils/settings';
import { keysDocumentSchema, quarantineSchema, settingsDocumentSchema } from '../../../utils/storage/documents';
import { loadDocuments } from '../../../utils/storage/load-documents';
import { keysDocuments, settingsDocuments } from './random-documents';
import { randomCases } from '../random-cases';

const now = Date.parse('2026-11-22T04:00Z');
const dated = { kind: 'dated', earliest: now, latest: now, text: '22 Nov 2026' };
const key = { id: '1', name: 'a', kind: 'write', expiry: dated, firstSeenAt: now - 9, lastSeenAt: now - 5 };
const other = { ...key, id: '2', name: 'b' };
const withKey = (broken: unknown): unknown => ({ version: 2, keys: [other, broken], lists: [], ledger: {} });

it.each([
  ['invalid optional fields', { ...key, copies: ['yesterday'], muted: 1, goneSince: -1 }, key],
  ['a rubbish reason for being gone', { ...key, goneSince: now, goneBecause: 'mood' }, key],
  [
    'rubbish evidence for being gone',
    { ...key, missing: { since: now, latest: now, readings: 0 }, goneSince: now, goneBecause: 'user' },
    { ...key, goneSince: now, goneBecause: 'user' },
  ],
  ['a list that is none', { ...key, list: 7 }, key],
  ['no kind', { ...key, kind: undefined }, { ...key, kind: 'unknown' }],
  ['a kind that does not exist', { ...key, kind: 'admin' }, { ...key, kind: 'unknown' }],
  ['an expiry that is only text', { ...key, expiry: 'soon' }, { ...key, expiry: { kind: 'unknown', text: 'soon' } }],
  ['an expiry without its end', { ...key, expiry: { ...dated, latest: null } }, key],
  ['an expiry without its beginning', { ...key, expiry: { ...dated, earliest: 'x' } }, key],
  [
    'an expiry without any date',
    { ...key, expiry: { ...dated, earliest: -1, latest: null } },
    { ...key, expiry: { kind: 'unknown', text: '22 Nov 2026' } },
  ],
  [
    'an expiry that ends before it begins',
    { ...key, expiry: { ...dated, latest: 0 } },
    { ...key, expiry: { kind: 'unknown', text: '22 Nov 2026' } },
  ],
  [
    'an expiry whose text is rubbish and whose dates are whole',
    { ...key, expiry: { ...dated, text: 7 } },
    { ...key, expiry: { ...dated, text: '' } },
  ],
  ['an expiry with a rubbish flag', { ...key, expiry: { ...dated, ambiguous: 'yes' } }, key],
  ['no last sight', { ...key, lastSeenAt: undefined }, { ...key, lastSeenAt: key.firstSeenAt }],
  ['no sight at all', { ...key, firstSeenAt: 'x', lastSeenAt: NaN }, { ...key, firstSeenAt: now, lastSeenAt: now }],
  ['no id', { ...key, id: '' }, { ...key, id: 'repaired-1' }],
  ['the id of another key', { ...key, id: '2' }, { ...key, id: 'repaired-1' }],
])('a stored key with %s is repaired, and kept as it was found', (_, broken, repaired) => {
  const { stored, unwritten } = loadDocuments({ keys: withKey(broken) }, now);
  expect(stored.keys.keys).toEqual([other, repaired]);
  expect(stored.quarantine).toEqual([
    { name: 'keys', path: 'keys.1', at: now, problem: expect.stringMatching(/./), document: broken },
  ]);
  expect(Object.keys(unwritten).sort()).toEqual(['keys', 'quarantine']);
});

it.each([
  ['has no name', { ...key, name: '' }],
  ['has a name that is no text', { ...key, name: 7 }],
  ['is nothing', null],
  ['is a list', []],
])('a stored key that %s goes to quarantine, and no other does', (_, broken) => {
  const { stored } = loadDocuments({ keys: withKey(broken) }, now);
  expect(stored.keys.keys).toEqual([other]);
  expect(stored.quarantine).toMatchObject([{ path: 'keys.1', document: broken }]);
});

it('a document loses only those lists that are rubbish', () => {
  const list = { id: 'list-1', kind: 'write', address: '/admin/api-keys', readAt: now, dateOrder: 'day-first' };
  const found = [list, { ...list, readAt: 'today' }, null, { ...list, dateOrder: 'year-first' }];
  const { stored } = loadDocuments({ keys: { version: 2, keys: [key], lists: found, ledger: {} } }, now);
  expect(stored.keys).toEqual({ version: 2, keys: [key], lists: [list], ledger: {} });
  expect(stored.quarantine.map(({ path, document }) => [path, document])).toEqual([
    ['lists.1', found[1]],
    ['lists.2', null],
    ['lists.3', found[3]],
  ]);
  const none = loadDocuments({ keys: { version: 2, keys: [key], lists: 'rubbish', ledger: {} } }, now).stored;
  expect(none).toMatchObject({
    keys: { keys: [key], lists: [] },
    quarantine: [{ path: 'lists', document: 'rubbish' }],
  });
});

it('a document loses only those entries of the ledger that are rubbish', () => {
  const whole = { expiresAt: now, thresholdDays: [7] };
  const { stored } = loadDocuments(
    { keys: { version: 2, keys: [key], lists: [], ledger: { 1: whole, 2: { expiresAt: 'x' }, 3: null } } },
    now,
  );
  expect(stored.keys.ledger).toEqual({ 1: whole });
  expect(stored.quarantine.map(({ path, document }) => [path, document])).toEqual([
    ['ledger.2', { expiresAt: 'x' }],
    ['ledger.3', null],
  ]);
});

it('a notice of a key loses only what it says of a replacement, if only that is rubbish', () => {
  const ofExpiry = { expiresAt: now, thresholdDays: [7] };
  const found = { ...ofExpiry, replacement: { expiresAt: 'x', thresholdDays: [7] } };
  const { stored } = loadDocuments({ keys: { version: 2, keys: [key], lists: [], ledger: { 1: found } } }, now);
  expect(stored.keys.ledger).toEqual({ 1: ofExpiry });
  expect(stored.quarantine).toMatchObject([{ path: 'ledger.1', document: found }]);
});

it.each([
  [{ kind: 'cadence', days: 0 }],
  [{ kind: 'cadence' }],
  [{ kind: 'date', at: 'tomorrow' }],
  [{ kind: 'weekly' }],
  ['2027-01-01'],
])('a key whose day to be replaced is rubbish is kept without it: %j', (replaceBy) => {
  const found = { ...key, replaceBy };
  const { keys, quarantine } = loadDocuments(
    { keys: { version: 2, keys: [found], lists: [], ledger: {} } },
    now,
  ).stored;
  expect(keys.keys).toEqual([key]);
  expect(quarantine).toMatchObject([{ path: 'keys.0', document: found }]);
});

it('a document with an invalid field keeps its keys, without the field', () => {
  const { stored } = loadDocuments(
    { keys: { version: 2, keys: [key], lists: [], ledger: {}, lastReading: 'today', unreadable: { at: 1 } } },
    now,
  );
  expect(stored.keys).toEqual({ version: 2, keys: [key], lists: [], ledger: {} });
  expect(stored.quarantine.map(({ path, document }) => [path, document])).toEqual([
    ['lastReading', 'today'],
    ['unreadable', { at: 1 }],
  ]);
});

it('a key keeps the contacts that have a name, without the addresses that are none', () => {
  const contacts = [
    { name: 'Mei Ling', email: 'mei.ling@tech.example.gov.sg', later: 1 },
    { name: 'Data team', email: 'x@example.gov.sg?bcc=y@example.com' },
    { name: '' },
    { email: 'nobody@example.gov.sg' },
    null,
  ];
  const link = 'javascript:alert(1)';
  const found = { ...key, contacts, link };
  const { keys, quarantine } = loadDocuments(
    { keys: { version: 2, keys: [found], lists: [], ledger: {} } },
    now,
  ).stored;
  expect(keys.keys).toEqual([{ ...key, contacts: [contacts[0], { name: 'Data team' }] }]);
  expect(quarantine).toMatchObject([{ path: 'keys.0', document: found }]);
});

it('a document whose version is rubbish keeps its keys, and the version is set aside', () => {
  const { stored } = loadDocuments({ keys: { version: 'one', keys: [key], ledger: {} } }, now);
  expect(stored.keys.keys).toEqual([key]);
  expect(stored.quarantine).toMatchObject([{ path: 'version', document: 'one' }]);
});

it('an invalid setting gets its default, and the others stay', () => {
  const settings = {
    version: 2,
    settings: {
      thresholdDays: [7, 'soon'],
      notifications: false,
      leakWarning: 'loud',
      quietHours: { from: -1, to: 5 },
      rotateEveryDays: 0,
    },
  };
  const { stored } = loadDocuments({ settings }, now);
  expect(stored.settings.settings).toEqual({ ...DEFAULT_SETTINGS, notifications: false });
  expect(stored.quarantine.map(({ path, document }) => [path, document])).toEqual([
    ['settings.thresholdDays', [7, 'soon']],
    ['settings.leakWarning', 'loud'],
    ['settings.quietHours', { from: -1, to: 5 }],
    ['settings.rotateEveryDays', 0],
  ]);
});

it('a repair keeps the fields that only a later version knows', () => {
  const keys = {
    version: 2,
    later: 1,
    keys: [
      { ...key, later: 2 },
      { ...other, later: 3, kind: 'x' },
    ],
    lists: [],
    ledger: {},
  };
  const settings = { version: 2, later: 4, settings: { ...DEFAULT_SETTINGS, later: 5, leakWarning: 'x' } };
  const { stored } = loadDocuments({ keys, settings }, now);
  expect(stored.keys).toMatchObject({ later: 1, keys: [{ later: 2 }, { later: 3, kind: 'unknown' }] });
  expect(stored.settings).toMatchObject({ later: 4, settings: { later: 5, leakWarning: 'full' } });
});

describe('the quarantine', () => {
  const entry = { name: 'keys', at: 1, problem: 'old', document: null };

  it.each([
    ['no list', 'rubbish', 'rubbish'],
    ['a map', { a: 1 }, { a: 1 }],
  ])('a quarantine that is %s is set aside in itself', (_, quarantine, document) => {
    expect(loadDocuments({ quarantine }, now).stored.quarantine).toMatchObject([
      { name: 'quarantine', at: now, document },
    ]);
  });

  it('the quarantine keeps its whole entries beside one that is rubbish', () => {
    const { stored, unwritten } = loadDocuments({ quarantine: [entry, 42] }, now);
    expect(stored.quarantine).toMatchObject([entry, { name: 'quarantine', path: '1', document: 42 }]);
    expect(unwritten).toEqual({ quarantine: stored.quarantine });
  });

  it('the quarantine keeps the same thing once', () => {
    const first = loadDocuments({ keys: 'rubbish' }, now).stored.quarantine;
    expect(loadDocuments({ keys: 'rubbish', quarantine: first }, now + 1).stored.quarantine).toEqual(first);
  });

  it('a full quarantine takes nothing more, and the document stays as it is and is only read', () => {
    const quarantine = [{ ...entry, document: 'x'.repeat(2_000_000) }];
    const { stored, unwritten } = loadDocuments({ quarantine, keys: withKey({ ...key, kind: 'admin' }) }, now);
    expect(stored).toMatchObject({ readOnly: { keys: 'crowded' }, keys: { keys: [other, { name: 'a' }] } });
    expect(stored.quarantine).toEqual(quarantine);
    expect(unwritten).toEqual({});
  });
});

it('a document of a newer version is only read, as far as it is understood', () => {
  const keys = { version: 99, keys: [key, { ...other, kind: 'admin' }, 'new'], ledger: 'new' };
  const { stored, unwritten } = loadDocuments(
    { keys, settings: { version: 99, settings: { notifications: false, leakWarning: 7 } } },
    now,
  );
  expect(stored).toMatchObject({ readOnly: { keys: 'newer', settings: 'newer' }, quarantine: [] });
  expect(stored.keys.keys).toMatchObject([key, { name: 'b', kind: 'unknown' }]);
  expect(stored.settings.settings).toEqual({ ...DEFAULT_SETTINGS, notifications: false });
  expect(unwritten).toEqual({});
});

it('a quarantine of a newer version stops repairs, which could keep nothing', () => {
  const { stored, unwritten } = loadDocuments({ quarantine: { version: 2, entries: [] }, keys: 'rubbish' }, now);
  expect(stored.readOnly).toEqual({ quarantine: 'newer', keys: 'newer' });
  expect(unwritten).toEqual({});
});

it('a document of a newer version does not stop migrations, which need no quarantine', () => {
  expect(
    Object.keys(loadDocuments({ keys: { version: 99 }, settings: { version: 1, settings: {} } }, now).unwritten),
  ).toEqual(['settings']);
});

/* Random corruption of random documents. */

const rubbish = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    'rubbish',
    -1,
    0,
    0.5,
    1e308,
    [],
    {},
    [null],
    { kind: 'dated' },
    'x'.repeat(400),
  ),
  fc.jsonValue({ maxDepth: 2 }),
);
const corruptions = fc.array(fc.record({ index: fc.nat(), value: rubbish, removes: fc.boolean() }), {
  minLength: 1,
  maxLength: 5,
});

/** All places in a document: the object or list, and the name of the field. */
function placesIn(value: unknown): [Record<string, unknown>, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => [
    [value as Record<string, unknown>, name] as [Record<string, unknown>, string],
    ...placesIn(part),
  ]);
}

function corrupt(document: object, changes: readonly { index: number; value: unknown; removes: boolean }[]): any {
  const root = { document: JSON.parse(JSON.stringify(document)) };
  for (const { index, value, removes } of changes) {
    const places = placesIn(root);
    const [holder, name] = places[index % places.length]!;
    // The place gets a value of its own, which the next change may change.
    if (!removes)
      Object.defineProperty(holder, name, {
        value: JSON.parse(JSON.stringify(value)),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    else if (Array.isArray(holder)) holder.splice(Number(name), 1);
    else delete holder[name];
    if (Object.keys(root).length === 0) break;
  }
  return JSON.parse(JSON.stringify(root)).document;
}

/**
 * How often each bare value stands in all of `values`, whatever its name: a piece that was set aside stands without it.
 */
function leaves(...values: unknown[]): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (value: unknown): void => {
    if (typeof value === 'object' && value !== null) return Object.values(value).forEach(count);
    const leaf = JSON.stringify(value);
    counts.set(leaf, (counts.get(leaf) ?? 0) + 1);
  };
  values.forEach(count);
  return counts;
}

/** What is in `found` and neither in the documents nor among what was set aside. */
function lost(found: object, kept: unknown[]): string[] {
  const after = leaves(...kept);
  return [...leaves(found)].filter(([value, count]) => (after.get(value) ?? 0) < count).map(([value]) => value);
}

it('any corruption of the keys leaves all whole records as they are, and loses nothing', () => {
  fc.assert(
    fc.property(keysDocuments, corruptions, (document, changes) => {
      const found = corrupt(document, changes);
      if (Number.isInteger(found?.version) && found.version > 2) return;
      const { stored, unwritten } = loadDocuments({ keys: found }, now);
      expect(keysDocumentSchema.safeParse(stored.keys).success).toBe(true);
      expect(quarantineSchema.safeParse(stored.quarantine).success).toBe(true);
      const foundKeys: unknown[] = Array.isArray(found?.keys) ? found.keys : [];
      const ids = foundKeys.map((record: any) => record?.id);
      for (const record of document.keys) {
        const isWhole =
          foundKeys.some((foundKey) => JSON.stringify(foundKey) === JSON.stringify(record)) &&
          ids.filter((id) => id === record.id).length === 1;
        // Without a readable version it is taken for the oldest, which did not say why a key is gone.
        const isOld = found?.version !== 2 && record.goneSince !== undefined && !record.missing && !record.goneBecause;
        if (isWhole)
          expect(stored.keys.keys).toContainEqual(
            isOld ? expect.objectContaining({ id: record.id, missing: expect.anything() }) : record,
          );
      }
      if (found !== undefined)
        expect(lost(found, [stored.keys, stored.quarantine.map(({ document }) => document)])).toEqual([]);
      // Once written, it needs no second repair.
      const again = loadDocuments({ keys: found, ...unwritten }, now + 1);
      expect(again.unwritten).toEqual({});
      expect(again.stored).toEqual(stored);
    }),
    { numRuns: randomCases(1000) },
  );
});

it('any corruption of the settings leaves the others, and loses nothing', () => {
  fc.assert(
    fc.property(settingsDocuments, corruptions, (document, changes) => {
      const found = corrupt(document, changes);
      if (Number.isInteger(found?.version) && found.version > 2) return;
      const { stored, unwritten } = loadDocuments({ settings: found }, now);
      expect(settingsDocumentSchema.safeParse(stored.settings).success).toBe(true);
      for (const [name, value] of Object.entries(document.settings)) {
        if (JSON.stringify(found?.settings?.[name]) === JSON.stringify(value))
          expect(stored.settings.settings).toHaveProperty(name, value);
      }
      // A version that is not the current one is brought to it: only its number, and the warning as on or off, change.
      const { version: _, ...rest } = found instanceof Object && !Array.isArray(found) ? found : { found };
      const warning = rest.settings?.leakWarning;
      const before =
        typeof warning === 'boolean' ? { ...rest, settings: { ...rest.settings, leakWarning: undefined } } : rest;
      if (found !== undefined)
        expect(
          lost(JSON.parse(JSON.stringify(before)), [
            stored.settings,
            stored.quarantine.map(({ document }) => document),
          ]),
        ).toEqual([]);
      expect(loadDocuments({ settings: found, ...unwritten }, now + 1).unwritten).toEqual({});
    }),
    { numRuns: randomCases(1000) },
  );
});

it('any corruption of everything at once never throws', () => {
  const anything = fc.oneof(fc.jsonValue(), fc.anything({ withNullPrototype: true }), rubbish);
  fc.assert(
    fc.property(fc.record({ keys: anything, settings: anything, quarantine: anything }), (raw) => {
      const { stored } = loadDocuments(raw, now);
      expect(quarantineSchema.safeParse(stored.quarantine).success).toBe(true);
    }),
    { numRuns: randomCases(1000) },
  );
});
