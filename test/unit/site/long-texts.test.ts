// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { addressTellsApiKeys, isTitle } from '../../../utils/site/tab-precheck';
import { byText } from '../../../utils/page-model/scan-cache';
import { isOwnAddress } from '../../../utils/site/page-evidence';
import { patternCosts } from './counted-patterns';

const SITE = 'https://data.gov.sg';

describe('an address or a title of any length', () => {
  it.each([
    ['steps of the dashboard', (length: number) => isOwnAddress(SITE + '/admin/a'.repeat(length / 8))],
    [
      'steps that are almost the tab',
      (length: number) => addressTellsApiKeys(`${SITE}${'/api-key'.repeat(length / 8)}s-`, ''),
    ],
    [
      'parts of a query',
      (length: number) => addressTellsApiKeys(`${SITE}/?${'tab=api-keys-&'.repeat(length / 14)}`, ''),
    ],
    ['a title of spaces', (length: number) => addressTellsApiKeys(SITE, `API key${' '.repeat(length)}`)],
    ['a heading of spaces', (length: number) => isTitle(document.createElement('h1'), `API key${' '.repeat(length)}x`)],
  ])('costs no more than a long one: %s', (_, ask) => {
    const { steps } = patternCosts(() => ask(100_000));
    // One that reads to the end once mentions API keys or not.
    expect(steps).toBeLessThan(3_000_000);
    expect(patternCosts(() => ask(200_000)).steps - steps).toBeLessThan(500_000);
  });

  it('is the tab’s where it is so at its end, as far as addresses go', () => {
    expect(isOwnAddress(`${SITE}/admin/agency/teams/api-keys`)).toBe(true);
  });
});

describe('what is remembered by a text', () => {
  it('has no long text among it', () => {
    const read = vi.fn<(text: string) => number>((text) => text.length);
    const remembered = byText(read);
    for (const text of ['short', 'short', 'x'.repeat(301), 'x'.repeat(301)]) remembered(text);
    expect(read.mock.calls.map(([text]) => text.length)).toEqual([5, 301, 301]);
  });
});
