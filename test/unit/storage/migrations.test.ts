import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import {
  keysDocumentSchema,
  quarantineSchema,
  settingsDocumentSchema,
  VERSIONS,
  type DocumentName,
} from '../../../utils/storage/documents';
import { exportFileSchema, readExportFile } from '../../../utils/storage/export-file';
import { loadDocuments } from '../../../utils/storage/load-documents';
import { leakWarningSetting } from '../../../utils/worker/answers-for-tab';
import { FAKE_SECRET } from '../../browser/support/fake-secret';
import { formattedJson } from '../../support/formatted-json';

const FOLDER = 'test/documents';
const now = Date.parse('2026-11-22T04:00Z');

const SCHEMAS = {
  keys: keysDocumentSchema,
  settings: settingsDocumentSchema,
  quarantine: quarantineSchema,
  export: exportFileSchema,
} satisfies Record<DocumentName | 'export', z.ZodMiniType>;
const CURRENT = { ...VERSIONS, export: 2 };
const names = Object.keys(SCHEMAS) as (keyof typeof SCHEMAS)[];

const examples = readdirSync(FOLDER).flatMap((file) => {
  const [, name, version] = /^(\w+)-(\d+)\.json$/.exec(file) ?? [];
  return name ? [{ file, name: name as keyof typeof SCHEMAS, version: Number(version) }] : [];
});

function read(file: string): any {
  return JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
}

/** The names of all fields of a schema, as "keys[].expiry.text"; those of a map with any names are under "*". */
function fieldsOf(schema: any, path = ''): string[] {
  const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((part: unknown) => fieldsOf(part, path));
  const properties = Object.entries(schema.properties ?? {}).flatMap(([name, part]) => [
    `${path}.${name}`,
    ...fieldsOf(part, `${path}.${name}`),
  ]);
  const items = schema.items ? fieldsOf(schema.items, `${path}[]`) : [];
  const others =
    typeof schema.additionalProperties === 'object' ? fieldsOf(schema.additionalProperties, `${path}.*`) : [];
  return [...new Set([...parts, ...properties, ...items, ...others])];
}

/** Whether an example has the field at a path of {@link fieldsOf}, in any item of a list. */
function hasField(value: any, path: string): boolean {
  const [, step, rest = ''] = /^(\[\]|\.[^.[]+)(.*)$/.exec(path) ?? [];
  if (step === undefined) return value !== undefined;
  if (typeof value !== 'object' || value === null) return false;
  if (step === '[]' || step === '.*') return Object.values(value).some((item) => hasField(item, rest));
  return hasField(value[step.slice(1)], rest);
}

it.each(names)('the document "%s" has an example of each version up to the current one', (name) => {
  const versions = examples
    .filter((example) => example.name === name)
    .map(({ version }) => version)
    .sort();
  expect(versions, `add ${FOLDER}/${name}-N.json for the version that is missing`).toEqual(
    Array.from({ length: CURRENT[name] }, (_, index) => index + 1),
  );
});

it.each(examples.filter(({ name }) => name !== 'export'))(
  'the example $file is brought to the current version, and nothing of it is lost',
  ({ file, name, version }) => {
    const example = read(file);
    const { stored, unwritten } = loadDocuments({ [name]: example }, now);
    expect(stored.readOnly).toEqual({});
    expect(stored.quarantine, 'an example must never need a repair').toEqual(name === 'quarantine' ? example : []);
    expect(SCHEMAS[name].safeParse(stored[name as DocumentName]).success).toBe(true);
    expect(Object.keys(unwritten)).toEqual(version < CURRENT[name] ? [name] : []);
    if (version === CURRENT[name]) expect(stored[name as DocumentName]).toEqual(example);
    // What was brought to the current version is taken as it is from then on.
    expect(loadDocuments({ [name]: stored[name as DocumentName] }, now)).toEqual({ stored, unwritten: {} });
  },
);

it.each(examples.filter(({ name }) => name === 'export'))('the example $file can still be imported', ({ file }) => {
  expect(readExportFile(JSON.stringify(read(file)), now)).toHaveProperty('file');
});

it.each(names)('the example of the current version of "%s" has each field', (name) => {
  const example = read(`${name}-${CURRENT[name]}.json`);
  const missing = fieldsOf(z.toJSONSchema(SCHEMAS[name])).filter((path) => !hasField(example, path));
  expect(missing, `add these fields to ${FOLDER}/${name}-${CURRENT[name]}.json, see ${FOLDER}/README.md`).toEqual([]);
});

it.each(names)('the schema of "%s" is the one that was agreed on', async (name) => {
  const schema = await formattedJson({ version: CURRENT[name], schema: z.toJSONSchema(SCHEMAS[name]) });
  await expect(schema, `the schema changed: ${FOLDER}/README.md says what to do`).toMatchFileSnapshot(
    `../../documents/${name}.schema.json`,
  );
});

describe('a key that version 1 took for gone', () => {
  const DAY = 86_400_000;
  const key = {
    id: '1',
    name: 'a',
    kind: 'write',
    expiry: { kind: 'never', text: 'Never' },
    firstSeenAt: now - 90 * DAY,
    lastSeenAt: now - DAY,
  };
  const goneSince = now - DAY / 2;
  const missing = { since: goneSince, latest: goneSince, readings: 1 };
  const dated = (latest: number): object => ({ kind: 'dated', earliest: latest - DAY, latest, text: '' });
  const document = (keys: unknown): object => ({ version: 1, keys, ledger: {} });
  const migrated = (found: object) => loadDocuments({ keys: found }, now).stored;

  it.each([
    ['never expires', {}],
    ['has a date to come', { expiry: dated(now + 1) }],
    ['has a date that cannot be read', { expiry: { kind: 'unknown', text: '?' } }],
    ['was muted', { muted: true }],
  ])('a key that version 1 took for gone speaks again, as missing in one reading, if it %s', (_, more) => {
    const { keys, quarantine } = migrated(
      document([
        { ...key, ...more, goneSince },
        { ...key, id: '2' },
      ]),
    );
    expect(keys).toEqual({
      version: 2,
      keys: [
        { ...key, ...more, missing },
        { ...key, id: '2' },
      ],
      lists: [],
      ledger: {},
      speakAgain: 1,
    });
    expect(quarantine).toEqual([]);
  });

  it.each([
    ['has expired', 'expired', { expiry: dated(now) }],
    ['says that it has expired', 'expired', { expiry: { kind: 'expired', text: 'Expired' } }],
    ['has another in its place', 'replaced', { replacedBy: '2' }],
  ])('a key that version 1 took for gone stays gone, with the reason, if it %s', (_, goneBecause, more) => {
    const { keys } = migrated(
      document([
        { ...key, ...more, goneSince },
        { ...key, id: '2' },
      ]),
    );
    expect(keys).toEqual({
      version: 2,
      keys: [
        { ...key, ...more, missing, goneSince, goneBecause },
        { ...key, id: '2' },
      ],
      lists: [],
      ledger: {},
    });
  });

  it('a hidden key that version 1 took for gone does not count among those that speak again', () => {
    const { keys } = migrated(document([{ ...key, goneSince, forgottenAt: now }]));
    expect(keys).toMatchObject({ keys: [{ missing }] });
    expect(keys).not.toHaveProperty('speakAgain');
  });

  it('a key that version 1 took for gone counts among those that speak again', () => {
    const gone = [1, 2, 3].map((id) => ({ ...key, id: String(id), goneSince }));
    expect(
      migrated(document([...gone, { ...key, id: '4', goneSince, replacedBy: '1' }, { ...key, id: '5' }])).keys
        .speakAgain,
    ).toBe(3);
  });

  it('a key that is gone since a rubbish instant speaks, and is kept as it was found', () => {
    const rubbish = { ...key, goneSince: 'yesterday' };
    const { keys, quarantine } = migrated(document([rubbish, { ...key, id: '2', goneSince }]));
    expect(keys.keys).toEqual([key, { ...key, id: '2', missing }]);
    expect(keys.speakAgain).toBe(1);
    expect(quarantine).toMatchObject([{ path: 'keys.0', document: rubbish }]);
  });

  it.each([
    ['a list that is none', 'rubbish'],
    ['an entry that is none', [null, 7, { ...key, goneSince }]],
  ])('a key that version 1 took for gone speaks, or is set aside, beside %s', (_, keys) => {
    const found = migrated(document(keys));
    expect(found.keys.keys).toEqual(Array.isArray(keys) ? [{ ...key, missing }] : []);
    expect(found.quarantine.length).toBeGreaterThan(0);
  });

  it.each([
    ['none', {}],
    ['rubbish', { version: 'two' }],
    ['a fraction', { version: 1.5 }],
  ])('a gone key speaks if the document’s version is %s, and one with evidence stays as it is', (_, version) => {
    const later = {
      ...key,
      id: '2',
      missing: { since: 1, latest: goneSince, readings: 3 },
      goneSince,
      goneBecause: 'readings',
    };
    const { keys } = migrated({
      ...version,
      keys: [{ ...key, goneSince }, later],
      lists: [{ id: 'list-1', kind: 'write', address: '/', readAt: 1 }],
      ledger: {},
    });
    expect(keys).toEqual({
      version: 2,
      keys: [{ ...key, missing }, later],
      lists: [{ id: 'list-1', kind: 'write', address: '/', readAt: 1 }],
      ledger: {},
      speakAgain: 1,
    });
  });

  it('the example of version 1 has an expired key that is gone, and it stays gone', () => {
    const { keys } = migrated(read('keys-1.json'));
    const before = read('keys-1.json').keys.find((record: { goneSince?: number }) => record.goneSince !== undefined);
    expect(keys.keys).toContainEqual({
      ...before,
      missing: { since: before.goneSince, latest: before.goneSince, readings: 1 },
      goneBecause: 'expired',
    });
    expect(keys).not.toHaveProperty('speakAgain');
  });

  it('an old export brings in a key that version 1 took for gone in the same way', () => {
    const example = read('export-1.json');
    const keys = [
      { ...key, goneSince },
      { ...key, id: '2', goneSince, expiry: dated(now - 1) },
    ];
    const imported = readExportFile(JSON.stringify({ ...example, keys: document(keys) }), now);
    expect(imported).toMatchObject({
      file: {
        version: 2,
        keys: {
          version: 2,
          keys: [
            { ...key, missing },
            { id: '2', goneSince, goneBecause: 'expired', missing },
          ],
          lists: [],
          speakAgain: 1,
        },
      },
    });
    expect('file' in imported && imported.file.keys.keys[0]).not.toHaveProperty('goneSince');
  });
});

describe('a key that version 1 called by itself', () => {
  const DAY = 86_400_000;
  const UUID = '39cf1f22-fd4d-4ff6-a1b2-0123456789ab';
  const until = Date.parse('2027-08-07T00:00+08:00');
  const key = {
    id: '1',
    name: 'a',
    kind: 'write',
    expiry: { kind: 'dated', earliest: until, latest: until + DAY, text: '7 Aug 2027' },
    firstSeenAt: now - 90 * DAY,
    lastSeenAt: now - DAY,
    note: `old: ${UUID}`,
  };
  const keysOf = (keys: unknown[], version = 1): unknown[] =>
    loadDocuments({ keys: { version, keys, lists: [], ledger: {} } }, now).stored.keys.keys;

  it.each([
    ['a read key', FAKE_SECRET],
    ['a read key cut short', `${FAKE_SECRET.slice(0, 20)}…`],
    ['a web token', `eyJ${'a'.repeat(17)}.eyJ${'b'.repeat(30)}.${'c'.repeat(43)}`],
    ['a UUID', UUID],
    ['a masked key', '••••••••3f9a'],
    ['a key masked but for its ends', 'v2:0000••••••••AAAA'],
  ])(
    'a key whose name in version 1 is the key itself is called by its date, and nothing else changes: %s',
    (_, name) => {
      expect(
        keysOf([
          { ...key, name },
          { ...key, id: '2' },
        ]),
      ).toEqual([
        { ...key, name: 'Key until 7 Aug 2027' },
        { ...key, id: '2' },
      ]);
    },
  );

  it('a key whose name in version 1 is the key itself is called by its creation or place without a date', () => {
    const unknown = { ...key, expiry: { kind: 'unknown', text: '?' } };
    const created = { ...key, name: UUID, createdAt: Date.parse('2026-10-01T00:00+08:00') };
    expect(keysOf([created, { ...unknown, id: '2', name: UUID }])).toEqual([
      { ...created, name: 'Key created 1 Oct 2026' },
      { ...unknown, id: '2', name: 'Key 2' },
    ]);
  });

  it.each([
    'gazette-uploader',
    '** prod **',
    'v2: added gauges',
    `key ${UUID}`,
    '20261129-1800-0001',
    'eyjafjallajokull.is',
    'q7R8s9T0u1V2w3X4y5Z6a7B8',
  ])('a key keeps a name that is no secret beyond doubt: %s', (name) => {
    expect(keysOf([{ ...key, name }])).toEqual([{ ...key, name }]);
  });

  it('a key whose name is the key itself is renamed beside rubbish too, and not in the current version', () => {
    expect(keysOf([7, null, { ...key, name: UUID, expiry: 'soon' }])).toEqual([
      { ...key, name: 'Key 3', expiry: { kind: 'unknown', text: 'soon' } },
    ]);
    expect(keysOf([{ ...key, name: UUID }], 2)).toEqual([{ ...key, name: UUID }]);
  });
});

it.each([
  [true, 'full'],
  [false, 'off'],
] as const)('the leak warning that version 1 has as %s is "%s" in version 2', (was, is) => {
  const { settings } = loadDocuments(
    { settings: { version: 1, settings: { ...read('settings-1.json').settings, leakWarning: was } } },
    now,
  ).stored;
  expect(settings).toMatchObject({
    version: 2,
    settings: { leakWarning: is, notifications: false, thresholdDays: [60, 14, 0] },
  });
});

it('a leak warning that a document of version 1 already names stays as it is', () => {
  expect(
    loadDocuments({ settings: { version: 1, settings: { leakWarning: 'quiet' } } }, now).stored.settings.settings
      .leakWarning,
  ).toBe('quiet');
});

it.each([
  [true, 'full'],
  [false, 'off'],
  ['full', 'full'],
  ['quiet', 'quiet'],
  ['off', 'off'],
  ['rubbish', 'full'],
  [undefined, 'full'],
])('the content script gets the leak warning of any version: %s is "%s"', (was, is) => {
  expect(
    leakWarningSetting(
      loadDocuments({ settings: { version: 1, settings: was === undefined ? {} : { leakWarning: was } } }, now).stored,
      undefined,
      now,
    ).wanted,
  ).toBe(is);
});

it.each([42, { version: 9 }, { version: 2, settings: null }])(
  'the content script gets the full leak warning if the settings are %j',
  (settings) => {
    expect(leakWarningSetting(loadDocuments({ settings }, now).stored, undefined, now).wanted).toBe('full');
  },
);
