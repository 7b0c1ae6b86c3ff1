import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Expiry } from '../../../utils/keys/expiry';
import { DAY, HOUR } from '../../../utils/keys/time';
import { readStored } from '../../../utils/storage/store';
import { knownDateOrder, leakWarningSetting, lifetimeLimit } from '../../../utils/worker/answers-for-tab';

// Noon in Singapore.
const now = Date.parse('2026-11-22T04:00Z');
const midnight = now + 12 * HOUR;
const dated = (instant: number): Expiry => ({ kind: 'dated', earliest: instant, latest: instant, text: '' });

async function wanted(noLeakWarningUntil: unknown, instant = now, more: object = {}): Promise<string> {
  const record = {
    id: 'a',
    name: 'a',
    kind: 'write',
    account: 'a@agency.gov.sg',
    expiry: dated(now + 9 * DAY),
    firstSeenAt: 1,
    lastSeenAt: 1,
    noLeakWarningUntil,
    ...more,
  };
  await fakeBrowser.storage.local.set({ keys: { version: 2, keys: [record], lists: [], ledger: {} } });
  const onTab = {
    kind: 'write',
    account: 'a@agency.gov.sg',
    key: { name: 'a', expiry: dated(now + 9 * DAY) },
  } as const;
  return leakWarningSetting(await readStored(instant), onTab, instant).wanted;
}

it.each([
  ['holds at once', midnight, now, 'off'],
  ['holds to the end of the day', midnight, midnight - 1, 'off'],
  ['is over after the end of the day', midnight, midnight, 'full'],
  ['holds a whole day if it is given as the day begins', midnight, midnight - DAY, 'off'],
  ['does not hold if it reaches further: the clock was wrong', midnight + 1, midnight - DAY, 'full'],
  ['does not hold for years', Date.parse('2100-01-02'), now, 'full'],
  ['does not hold if it is no instant', 'always', now, 'full'],
  ['does not hold if it was never given', undefined, now, 'full'],
])('the wish for no leak warning today %s', async (_, until, instant, expected) => {
  expect(await wanted(until, instant)).toBe(expected);
});

it.each([
  ['another name', { name: 'b' }],
  ['another date', { expiry: dated(now + 90 * DAY) }],
  ['another host', { host: 'staging.example.gov.sg' }],
  ['another account', { account: 'b@agency.gov.sg' }],
])('the wish for no leak warning today is of no key with %s', async (_, more) => {
  expect(await wanted(midnight, now, more)).toBe('full');
});

describe('the order of day and month', () => {
  const list = (more: object): object => ({ id: 'a', kind: 'write', address: '/admin/api-keys', readAt: 1, ...more });

  it.each<[string, object[], string | undefined]>([
    ['is that of the list', [list({ dateOrder: 'month-first' })], 'month-first'],
    ['is unknown before it is proved', [list({})], undefined],
    [
      'is known though another list there does not prove it',
      [list({ id: 'b' }), list({ dateOrder: 'day-first' })],
      'day-first',
    ],
    [
      'is unknown if two lists there differ',
      [list({ id: 'b', dateOrder: 'day-first' }), list({ dateOrder: 'month-first' })],
      undefined,
    ],
    ['is not that of another address', [list({ address: '/other', dateOrder: 'month-first' })], undefined],
    ['is not that of another host', [list({ host: 'staging.example.gov.sg', dateOrder: 'month-first' })], undefined],
  ])('the order of day and month %s', async (_, lists, expected) => {
    await fakeBrowser.storage.local.set({ keys: { version: 2, keys: [], lists, ledger: {} } });
    expect(knownDateOrder(await readStored(now), { address: '/admin/api-keys' })).toBe(expected);
  });
});

it.each([
  [{ longestLifetimeDays: 366, hosts: [] }, { days: 366 }],
  [{ longestLifetimeDays: 'a year' }, {}],
  [undefined, {}],
])(
  'the tab script learns the longest lifespan that a policy sets, and nothing else of it: %j',
  async (policy, answer) => {
    await fakeBrowser.storage.local.set(policy === undefined ? {} : { policy });
    expect(lifetimeLimit(await readStored(now))).toEqual(answer);
  },
);
