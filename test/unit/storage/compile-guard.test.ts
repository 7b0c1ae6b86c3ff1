import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { keysDocumentSchema, settingsDocumentSchema, VERSIONS } from '../../../utils/storage/documents';
import { compileGuard } from '../../../utils/storage/compile-guard';
import { storedKeys } from '../../bench/keys';
import { keysDocuments, settingsDocuments } from './random-documents';
import { randomCases } from '../random-cases';

const isKeysDocument = compileGuard(keysDocumentSchema);
const isSettingsDocument = compileGuard(settingsDocumentSchema);

it('the compiled guard accepts what is whole, so that zod is hardly ever asked', () => {
  fc.assert(fc.property(keysDocuments, (document) => isKeysDocument(document)));
  expect(isKeysDocument(storedKeys(1_000, Date.parse('2026-11-22T04:00Z')).keys)).toBe(true);
  const example = readFileSync(`test/documents/keys-${VERSIONS.keys}.json`, 'utf8');
  expect(isKeysDocument(JSON.parse(example))).toBe(true);
  fc.assert(fc.property(settingsDocuments, (document) => isSettingsDocument(document)));
});

interface Guarded {
  name: string;
  documents: fc.Arbitrary<object>;
  schema: z.ZodMiniType;
  isWhole: (found: unknown) => boolean;
}

const GUARDED: readonly Guarded[] = [
  { name: 'keys', documents: keysDocuments, schema: keysDocumentSchema, isWhole: isKeysDocument },
  { name: 'settings', documents: settingsDocuments, schema: settingsDocumentSchema, isWhole: isSettingsDocument },
];

it.each(GUARDED)('the compiled guard of $name accepts nothing that zod refuses, whatever is rubbish', (guarded) => {
  const { documents, schema, isWhole } = guarded;
  const rubbish = fc.oneof(
    fc.constantFrom(undefined, null, NaN, Infinity, -1, 0.5, 2 ** 60, '', 'x'.repeat(5000), true, [], {}, [null], {
      kind: 'dated',
    }),
    fc.anything(),
  );
  let refused = 0;
  fc.assert(
    fc.property(documents, rubbish, fc.nat(), fc.boolean(), (document, value, place, isLeftOut) => {
      const broken = structuredClone(document);
      const places = placesIn(broken);
      const { holder, name } = places[place % places.length]!;
      if (isLeftOut) delete holder[name];
      else holder[name] = value;
      const isTaken = isWhole(broken);
      if (!isTaken) refused++;
      expect(!isTaken || schema.safeParse(broken).success).toBe(true);
    }),
    { numRuns: randomCases(1_000) },
  );
  expect(refused).toBeGreaterThan(randomCases(400));
});

it.each([
  [
    'a key that is there twice',
    {
      version: 2,
      lists: [],
      keys: [
        { id: '1', name: 'a', kind: 'write', expiry: { kind: 'never', text: '' }, firstSeenAt: 1, lastSeenAt: 1 },
        { id: '1', name: 'b', kind: 'write', expiry: { kind: 'never', text: '' }, firstSeenAt: 1, lastSeenAt: 1 },
      ],
      ledger: {},
    },
  ],
  [
    'an expiry that ends before it begins',
    {
      version: 2,
      lists: [],
      keys: [
        {
          id: '1',
          name: 'a',
          kind: 'write',
          expiry: { kind: 'dated', earliest: 2, latest: 1, text: '' },
          firstSeenAt: 1,
          lastSeenAt: 1,
        },
      ],
      ledger: {},
    },
  ],
  ['a field that is there without a value', { version: 2, keys: [], lists: [], ledger: {}, refusedSince: undefined }],
  ['what is no object', [1]],
])('the compiled guard leaves it to zod to refuse %s', (_, document) => {
  expect(isKeysDocument(document)).toBe(false);
  expect(keysDocumentSchema.safeParse(document).success).toBe(false);
});

it('the compiled guard of a schema with a part that it does not know accepts nothing', () => {
  for (const schema of [
    z.strictObject({ a: z.string() }),
    z.string().check(z.email()),
    z.number().check(z.gt(1)),
    z.array(z.date()),
    z.object({ a: z.email() }),
    z.record(z.email(), z.string()),
    settingsDocumentSchema,
  ]) {
    for (const value of [{ a: 'a@b.sg' }, 'a@b.sg', 2, [new Date(0)], { 'a@b.sg': 'a' }, { version: 2, settings: {} }])
      expect(compileGuard(schema)(value)).toBe(false);
  }
});

/** Every field and entry within a value, with what holds it. */
function placesIn(value: unknown): { holder: any; name: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => [{ holder: value, name }, ...placesIn(part)]);
}
