import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { ownSettings, policyIn, policySchema, settingsInForce, type Policy } from '../../utils/policy';
import { DEFAULT_SETTINGS, type Settings } from '../../utils/settings';
import { settingsDocumentSchema, withSettings } from '../../utils/storage/documents';
import { formattedJson } from '../support/formatted-json';

const whole: Policy = {
  thresholdDays: [60, 14, 0],
  notifications: true,
  leakWarning: 'full',
  coverKeys: true,
  quietHours: { from: 1320, to: 420 },
  weekdaysOnly: true,
  rotateEveryDays: 365,
  leakPolicy: { text: 'Keys belong into the agency’s vault.', url: 'https://intranet.example.gov.sg/keys' },
  longestLifetimeDays: 366,
  hosts: ['staging.example.gov.sg'],
};

/**
 * What Chrome knows of JSON Schema (https://developer.chrome.com/docs/extensions/reference/manifest/storage). It asks
 * for exactly one type of each value and does not load an extension whose schema it cannot read, so nothing else goes
 * in.
 */
const KNOWN = ['type', 'description', 'properties', 'items', 'enum', 'minimum', 'maximum', 'pattern'];

function chromeSchema(schema: z.core.JSONSchema.BaseSchema): object {
  return Object.fromEntries(
    KNOWN.flatMap((keyword) => {
      const value = schema[keyword];
      if (value === undefined) return [];
      if (keyword === 'items') return [[keyword, chromeSchema(value as z.core.JSONSchema.BaseSchema)]];
      if (keyword !== 'properties') return [[keyword, value]];
      return [
        [
          keyword,
          Object.fromEntries(
            Object.entries(value as Record<string, z.core.JSONSchema.BaseSchema>).map(([name, part]) => [
              name,
              chromeSchema(part),
            ]),
          ),
        ],
      ];
    }),
  );
}

describe('the schema for browsers', () => {
  const schema = chromeSchema(z.toJSONSchema(policySchema()));

  it('the policy schema for browsers is made of our own', async () => {
    await expect(await formattedJson(schema), 'run `npx vitest run policy -u`').toMatchFileSnapshot(
      '../../public/managed_schema.json',
    );
  });

  it('the policy schema for browsers says exactly one type of each value', () => {
    const typesOf = (part: any): unknown[] => [
      part.type,
      ...Object.values(part.properties ?? {}).flatMap(typesOf),
      ...(part.items ? typesOf(part.items) : []),
    ];
    expect(typesOf(schema)).not.toContain(undefined);
    expect(typesOf(schema).every((type) => typeof type === 'string')).toBe(true);
  });
});

it('a policy is taken as it is if all of it is valid', () => {
  expect(policyIn(whole)).toEqual(whole);
});

it.each([[undefined], [null], [42], ['rubbish'], [[]], [{}], [{ constructor: 1, later: true }]])(
  'no policy is in %j',
  (found: unknown) => {
    expect(policyIn(found)).toEqual({});
  },
);

it.each([
  ['thresholdDays', 30],
  ['thresholdDays', [-1]],
  ['thresholdDays', ['30']],
  ['notifications', 'true'],
  ['leakWarning', 'loud'],
  ['quietHours', { from: 1440, to: 0 }],
  ['quietHours', { from: 60 }],
  ['weekdaysOnly', null],
  ['rotateEveryDays', 0],
  ['rotateEveryDays', 1.5],
  ['rotateEveryDays', 3651],
  ['rotateEveryDays', '90'],
  ['leakPolicy', { url: 'https://example.gov.sg' }],
  ['leakPolicy', { text: '' }],
  ['leakPolicy', { text: 'x'.repeat(201) }],
  ['longestLifetimeDays', 0],
  ['longestLifetimeDays', 365.5],
  ['longestLifetimeDays', '365'],
  ['longestLifetimeDays', 3651],
  ['hosts', 'staging.example.gov.sg'],
  ['hosts', ['staging.example.com']],
  ['hosts', ['*.gov.sg']],
  ['hosts', ['https://staging.example.gov.sg/']],
  ['hosts', ['gov.sg']],
  ['hosts', ['example.gov.sg.example.com']],
  ['hosts', Array.from({ length: 21 }, (_, index) => `h${index}.gov.sg`)],
  ['leakPolicy', { text: 'x', url: 'http://example.gov.sg' }],
  ['leakPolicy', { text: 'x', url: 'javascript:alert(1)//https://' }],
  ['leakPolicy', { text: 'x', url: 'https:///' }],
])('a policy without a valid %s holds without it: %j', (name, value) => {
  const { [name as keyof Policy]: _, ...others } = whole;
  expect(policyIn({ ...whole, [name]: value })).toEqual(others);
});

it('a policy may name no other host at all', () => {
  expect(policyIn({ hosts: [] })).toEqual({ hosts: [] });
});

it('a policy may have a sentence without a link', () => {
  expect(policyIn({ leakPolicy: { text: 'Call 1234.' } })).toEqual({ leakPolicy: { text: 'Call 1234.' } });
});

describe('the settings that hold', () => {
  const own: Settings = { ...DEFAULT_SETTINGS, notifications: false, leakWarning: 'off', mutedUntil: 5 };

  it('the settings in force are the user’s if there is no policy', () => {
    expect(settingsInForce(own, {})).toEqual(own);
  });

  it('the settings in force are the administrator’s if there is a policy, and nothing but settings', () => {
    expect(settingsInForce(own, { leakWarning: 'full', leakPolicy: { text: 'x' } })).toEqual({
      ...own,
      leakWarning: 'full',
    });
    const { leakPolicy: _leakPolicy, longestLifetimeDays: _longest, hosts: _hosts, ...others } = whole;
    const { rotateEveryDays: _advice, ...locked } = others;
    expect(settingsInForce(own, whole)).toEqual({ ...locked, mutedUntil: 5, agencyRotateEveryDays: 365 });
  });

  it('the settings of a policy do not become the user’s own when something else is changed', () => {
    const wanted = { ...settingsInForce(own, whole), mutedUntil: 9 };
    expect(ownSettings(own, wanted, whole)).toEqual({ ...own, mutedUntil: 9 });
    expect(ownSettings({ ...own, quietHours: { from: 1, to: 2 } }, wanted, whole)).toEqual({
      ...own,
      quietHours: { from: 1, to: 2 },
      mutedUntil: 9,
    });
  });

  it('how often to replace keys stays the user’s, beside the administrator’s advice', () => {
    const rotating: Settings = { ...own, rotateEveryDays: 60 };
    const policy: Policy = { rotateEveryDays: 365 };
    const inForce = settingsInForce(rotating, policy);
    expect(inForce).toEqual({ ...rotating, agencyRotateEveryDays: 365 });
    expect(ownSettings(rotating, { ...inForce, rotateEveryDays: 30 }, policy)).toEqual({ ...own, rotateEveryDays: 30 });
    const { rotateEveryDays: _, ...without } = inForce;
    expect(ownSettings(rotating, without, policy)).toEqual(own);
  });

  it('the settings that a policy does not lock are the user’s, who can take them back too', () => {
    const { mutedUntil: _, ...wanted } = own;
    expect(ownSettings(own, { ...wanted, weekdaysOnly: true, leakWarning: 'full' }, { leakWarning: 'full' })).toEqual({
      ...wanted,
      weekdaysOnly: true,
    });
  });

  it('the settings are stored without a trace of the policy, and with what only a later version knows', () => {
    const document = { version: 2, settings: { ...own, later: 1 } } as never;
    const written = withSettings({ settings: document, policy: whole }, settingsInForce(own, whole));
    expect(written).toEqual(document);
    expect(settingsDocumentSchema.safeParse(written).success).toBe(true);
  });
});

describe('the page for administrators', () => {
  const page = readFileSync('docs/administrators.md', 'utf8');

  it('the page for administrators names all that can be set', () => {
    const named = [...page.matchAll(/^\| `(\w+)` +\|/gm)].map(([, name]) => name);
    expect(named).toEqual(Object.keys(policySchema().shape));
  });

  it('the page for administrators has examples that are taken as they are', () => {
    const examples = [...page.matchAll(/```json\n([^]*?)```/g)].map(([, text]) => JSON.parse(text!));
    const policies = examples.flatMap((example) =>
      Object.values(
        (example['3rdparty'] ?? example.policies['3rdparty']).extensions ?? example.policies['3rdparty'].Extensions,
      ),
    );
    expect(policies).toHaveLength(2);
    for (const policy of policies) expect(policyIn(policy)).toEqual(policy);
  });

  it('the page for administrators has an example for the registry that is taken as it is', () => {
    const [, values = ''] = /\\policy\]\n([^]*?)```/.exec(page) ?? [];
    const policy = Object.fromEntries(
      [...values.matchAll(/^"(\w+)"=(.+)$/gm)].map(([, name, value]) => [name, registryValue(value!)]),
    );
    expect(Object.keys(policy)).toHaveLength(5);
    expect(policyIn(policy)).toEqual(policy);
  });
});

/**
 * A value of a .reg file as Chrome reads it by the schema: numbers are switches here, and lists and objects are JSON.
 */
function registryValue(text: string): unknown {
  if (text.startsWith('dword:')) return Number.parseInt(text.slice('dword:'.length), 16) === 1;
  const string: string = JSON.parse(text);
  return /^[[{]/.test(string) ? JSON.parse(string) : string;
}
