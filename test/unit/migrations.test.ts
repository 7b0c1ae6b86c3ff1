import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import * as z from 'zod/mini';
import { keysDocumentSchema, quarantineSchema, settingsDocumentSchema, VERSIONS, type DocumentName } from '../../utils/storage/documents';
import { exportFileSchema, readExportFile } from '../../utils/storage/export-file';
import { interpretStored } from '../../utils/storage/interpret';
import { leakWarningWanted } from '../../utils/storage/peek';

const FOLDER = 'test/documents';
const now = Date.parse('2026-11-22T04:00Z');

const SCHEMAS = { keys: keysDocumentSchema, settings: settingsDocumentSchema, quarantine: quarantineSchema, export: exportFileSchema } satisfies Record<DocumentName | 'export', z.ZodMiniType>;
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
  const properties = Object.entries(schema.properties ?? {}).flatMap(([name, part]) => [`${path}.${name}`, ...fieldsOf(part, `${path}.${name}`)]);
  const items = schema.items ? fieldsOf(schema.items, `${path}[]`) : [];
  const others = typeof schema.additionalProperties === 'object' ? fieldsOf(schema.additionalProperties, `${path}.*`) : [];
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

describe('every version of what is stored', () => {
  it.each(names)('%s has an example of each version up to the current one', (name) => {
    const versions = examples.filter((example) => example.name === name).map(({ version }) => version).sort();
    expect(versions, `add ${FOLDER}/${name}-N.json for the version that is missing`).toEqual(Array.from({ length: CURRENT[name] }, (_, index) => index + 1));
  });

  it.each(examples.filter(({ name }) => name !== 'export'))('$file is brought to the current version, and nothing of it is lost', ({ file, name, version }) => {
    const example = read(file);
    const { stored, unwritten } = interpretStored({ [name]: example }, now);
    expect(stored.readOnly).toEqual({});
    expect(stored.quarantine, 'an example must never need a repair').toEqual(name === 'quarantine' ? example : []);
    expect(SCHEMAS[name].safeParse(stored[name as DocumentName]).success).toBe(true);
    expect(Object.keys(unwritten)).toEqual(version < CURRENT[name] ? [name] : []);
    if (version === CURRENT[name]) expect(stored[name as DocumentName]).toEqual(example);
    // What was brought to the current version is taken as it is from then on.
    expect(interpretStored({ [name]: stored[name as DocumentName] }, now)).toEqual({ stored, unwritten: {} });
  });

  it.each(examples.filter(({ name }) => name === 'export'))('$file can still be imported', ({ file }) => {
    expect(readExportFile(JSON.stringify(read(file)), now)).toHaveProperty('file');
  });

  it.each(names)('%s: the example of the current version has every field', (name) => {
    const example = read(`${name}-${CURRENT[name]}.json`);
    const missing = fieldsOf(z.toJSONSchema(SCHEMAS[name])).filter((path) => !hasField(example, path));
    expect(missing, `add these fields to ${FOLDER}/${name}-${CURRENT[name]}.json, see ${FOLDER}/README.md`).toEqual([]);
  });

  it.each(names)('%s: the schema is the one that was agreed on', async (name) => {
    const schema = JSON.stringify({ version: CURRENT[name], schema: z.toJSONSchema(SCHEMAS[name]) }, undefined, 2);
    await expect(`${schema}\n`, `the schema changed: ${FOLDER}/README.md says what to do`).toMatchFileSnapshot(`../documents/${name}.schema.json`);
  });
});

describe('the leak warning', () => {
  it.each([[true, 'full'], [false, 'off']] as const)('that version 1 has as %s is "%s" in version 2', (was, is) => {
    const { settings } = interpretStored({ settings: { version: 1, settings: { ...read('settings-1.json').settings, leakWarning: was } } }, now).stored;
    expect(settings).toMatchObject({ version: 2, settings: { leakWarning: is, notifications: false, thresholdDays: [60, 14, 0] } });
  });

  it('that a document of version 1 already names stays as it is', () => {
    expect(interpretStored({ settings: { version: 1, settings: { leakWarning: 'quiet' } } }, now).stored.settings.settings.leakWarning).toBe('quiet');
  });

  it.each([[true, 'full'], [false, 'off'], ['full', 'full'], ['quiet', 'quiet'], ['off', 'off'], ['rubbish', 'full'], [undefined, 'full']])('is read by the content script from any version: %s is "%s"', async (was, is) => {
    await fakeBrowser.storage.local.set({ settings: { version: 1, settings: { leakWarning: was } } });
    expect(await leakWarningWanted({}, 'https://data.gov.sg/', 0)).toBe(is);
  });

  it.each([42, { version: 9 }, { version: 2, settings: null }])('is the whole one for the content script where the settings are %j', async (settings) => {
    await fakeBrowser.storage.local.set({ settings });
    expect(await leakWarningWanted({}, 'https://data.gov.sg/', 0)).toBe('full');
  });
});
