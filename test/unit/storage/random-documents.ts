import fc from 'fast-check';
import type { Expiry } from '../../../utils/keys/expiry';
import type { KeyRecord, KnownList } from '../../../utils/keys/key';
import { DEFAULT_SETTINGS, type Settings } from '../../../utils/settings';
import type { KeysDocument, SettingsDocument } from '../../../utils/storage/documents';

/*
 * Random documents of the current versions. Names and ids collide on purpose, and some are hostile to look-ups in
 * objects.
 */

const T0 = Date.parse('2026-11-22T04:00Z');
const instants = fc.integer({ min: -40, max: 40 }).map((hours) => T0 + hours * 3_600_000);

/** Leaves out the fields that are undefined, as stored documents do. */
function compact<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Value;
}

function maybe<Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> {
  return fc.option(values, { nil: undefined });
}

export const expiries: fc.Arbitrary<Expiry> = fc.oneof(
  fc
    .record({
      earliest: instants,
      hours: fc.constantFrom(0, 24),
      approximate: maybe(fc.constant(true as const)),
      ambiguous: maybe(fc.constant(true as const)),
    })
    .map(
      ({ earliest, hours, ...more }): Expiry =>
        compact({
          kind: 'dated',
          earliest,
          latest: earliest + hours * 3_600_000,
          text: `from ${earliest}`,
          ...more,
        }) as Expiry,
    ),
  fc.constantFrom<Expiry>(
    { kind: 'never', text: 'Never' },
    { kind: 'expired', text: 'Expired' },
    { kind: 'unknown', text: '???' },
  ),
);

const addresses = fc.constantFrom('/admin/api-keys', '/admin/api-keys?agency=7', '/account/keys');

export const records: fc.Arbitrary<KeyRecord> = fc
  .record({
    id: fc.oneof(fc.constantFrom('1', '2', '3', 'repaired-1', '__proto__'), fc.uuid()),
    name: fc.constantFrom('a', 'b', '__proto__', 'constructor', '🔑', 'x'.repeat(300)),
    kind: fc.constantFrom('write' as const, 'read' as const, 'unknown' as const),
    account: maybe(fc.constantFrom('me', 'you')),
    host: maybe(fc.constant('staging.example.gov.sg')),
    list: maybe(fc.constantFrom('list-1', 'list-2', '__proto__')),
    expiry: expiries,
    createdAt: maybe(instants),
    lastUsed: maybe(
      fc.oneof(
        fc.constant({ kind: 'never' as const }),
        instants.map((latest) => ({ kind: 'at' as const, earliest: latest - 3_600_000, latest })),
      ),
    ),
    firstSeenAt: instants,
    lastSeenAt: instants,
    addedByHand: maybe(fc.constant(true as const)),
    missing: maybe(
      fc
        .record({ since: instants, hours: fc.nat({ max: 30 }), readings: fc.integer({ min: 1, max: 4 }) })
        .map(({ since, hours, readings }) => ({ since, latest: since + hours * 3_600_000, readings })),
    ),
    goneSince: maybe(instants),
    goneBecause: maybe(
      fc.constantFrom(
        'user' as const,
        'deletion' as const,
        'readings' as const,
        'replaced' as const,
        'expired' as const,
      ),
    ),
    copies: maybe(fc.uniqueArray(instants, { maxLength: 5 }).map((copies) => copies.sort((one, other) => other - one))),
    snoozedUntil: maybe(instants),
    noLeakWarningUntil: maybe(instants),
    muted: maybe(fc.constant(true as const)),
    mutedSince: maybe(instants),
    renewedAt: maybe(instants),
    thresholdDays: maybe(fc.subarray([30, 14, 7, 0])),
    replacedBy: maybe(fc.constantFrom('1', '2', '3')),
    replacedSince: maybe(instants),
    note: maybe(fc.constantFrom('ask Mei’s team', '<b>', 'x'.repeat(500))),
    link: maybe(fc.constant('https://intranet.example.gov.sg/runbook')),
    contacts: maybe(
      fc.array(
        fc
          .record({
            name: fc.constantFrom('Mei Ling', '__proto__'),
            email: maybe(fc.constant('mei.ling@tech.example.gov.sg')),
          })
          .map(compact),
        { minLength: 1, maxLength: 3 },
      ),
    ),
    uses: maybe(
      fc.array(
        fc
          .record({
            text: fc.constantFrom('gazette pipeline', '__proto__'),
            isMoved: maybe(fc.constant(true as const)),
          })
          .map(compact),
        { minLength: 1, maxLength: 3 },
      ),
    ),
    rotation: maybe(
      fc
        .record({
          startedAt: instants,
          successor: maybe(fc.constantFrom('1', '2', '3')),
          declined: maybe(fc.constant<string[]>(['2'])),
          isVerified: maybe(fc.constant(true as const)),
        })
        .map(compact),
    ),
    forgottenAt: maybe(instants),
  })
  .map((record) => compact(record) as KeyRecord);

export const knownLists: fc.Arbitrary<KnownList> = fc
  .record({
    id: fc.constantFrom('list-1', 'list-2', 'list-3', '__proto__'),
    host: maybe(fc.constant('staging.example.gov.sg')),
    address: addresses,
    kind: fc.constantFrom('write' as const, 'read' as const, 'unknown' as const),
    account: maybe(fc.constantFrom('me', 'you')),
    readAt: instants,
    dateOrder: maybe(fc.constantFrom('day-first' as const, 'month-first' as const)),
  })
  .map((list) => compact(list) as KnownList);

export const keysDocuments: fc.Arbitrary<KeysDocument> = fc
  .record({
    keys: fc.uniqueArray(records, { maxLength: 6, selector: ({ id }) => id }),
    told: fc.array(
      fc.tuple(fc.nat({ max: 5 }), fc.record({ expiresAt: instants, thresholdDays: fc.subarray([30, 14, 7, 0]) })),
      { maxLength: 4 },
    ),
    lists: fc
      .uniqueArray(knownLists, { maxLength: 3, selector: ({ id }) => id })
      .map((lists) => lists.sort((one, other) => other.readAt - one.readAt)),
    refusedSince: maybe(instants),
    speakAgain: maybe(fc.integer({ min: 1, max: 3 })),
    readAt: maybe(instants),
    leftOut: maybe(fc.integer({ min: 1, max: 9 })),
    noRoom: maybe(fc.integer({ min: 1, max: 9 })),
    unreadable: fc.constantFrom(undefined, {}, { reason: 'translated' as const }),
  })
  .map(
    ({ keys, told, lists, refusedSince, speakAgain, readAt, leftOut, noRoom, unreadable }) =>
      compact({
        version: 2 as const,
        keys,
        lists,
        ledger: Object.fromEntries(
          told.flatMap(([index, entry]) =>
            keys[index] && keys[index].id !== '__proto__' ? [[keys[index].id, entry]] : [],
          ),
        ),
        lastReading:
          readAt === undefined
            ? undefined
            : compact({ at: readAt, url: 'https://data.gov.sg/admin/api-keys', leftOut, noRoom }),
        otherReading: noRoom === undefined ? undefined : { at: T0, url: 'https://dash.data.gov.sg/api-keys', noRoom },
        unreadable: unreadable && { at: (readAt ?? T0) + 1, url: 'https://data.gov.sg/admin/api-keys', ...unreadable },
        refusedSince,
        speakAgain,
      }) as KeysDocument,
  );

export const settingsDocuments: fc.Arbitrary<SettingsDocument> = fc
  .record({
    thresholdDays: fc.subarray([60, 30, 14, 7, 3, 1, 0]),
    notifications: fc.boolean(),
    leakWarning: fc.constantFrom('full' as const, 'quiet' as const, 'off' as const),
    coverKeys: fc.boolean(),
    quietHours: maybe(fc.constant({ from: 1320, to: 420 })),
    formerQuietHours: maybe(fc.constant({ from: 1260, to: 390 })),
    weekdaysOnly: fc.boolean(),
    mutedUntil: maybe(instants),
  })
  .map((settings) => ({ version: 2, settings: { ...DEFAULT_SETTINGS, ...compact(settings) } as Settings }));
