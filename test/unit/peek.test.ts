import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Expiry } from '../../utils/keys/expiry';
import { DAY, HOUR } from '../../utils/keys/time';
import { leakWarningWanted } from '../../utils/storage/peek';

const URL = 'https://data.gov.sg/admin/api-keys';
// Noon in Singapore.
const now = Date.parse('2026-11-22T04:00Z');
const midnight = now + 12 * HOUR;
const dated = (at: number): Expiry => ({ kind: 'dated', earliest: at, latest: at, text: '' });

async function wanted(noLeakWarningUntil: unknown, at = now, more: object = {}): Promise<string> {
  const record = { name: 'a', expiry: dated(now + 9 * DAY), noLeakWarningUntil, ...more };
  await fakeBrowser.storage.local.set({ keys: { version: 2, keys: [record] } });
  return leakWarningWanted({ name: 'a', expiry: dated(now + 9 * DAY) }, URL, at);
}

describe('"not again today"', () => {
  it.each([
    ['holds at once', midnight, now, 'off'], ['holds to the end of the day', midnight, midnight - 1, 'off'],
    ['is over then', midnight, midnight, 'full'],
    ['holds a whole day where it was said as the day began', midnight, midnight - DAY, 'off'],
    ['does not hold where it reaches further: the clock was wrong', midnight + 1, midnight - DAY, 'full'],
    ['does not hold for years', Date.parse('2100-01-02'), now, 'full'],
    ['does not hold where it is no instant', 'always', now, 'full'],
    ['does not hold where it was never said', undefined, now, 'full'],
  ])('%s', async (_, until, at, expected) => {
    expect(await wanted(until, at)).toBe(expected);
  });

  it.each([
    ['another name', { name: 'b' }], ['another date', { expiry: dated(now + 90 * DAY) }],
    ['another host', { host: 'staging.example.gov.sg' }],
  ])('is of no key with %s', async (_, more) => {
    expect(await wanted(midnight, now, more)).toBe('full');
  });
});
