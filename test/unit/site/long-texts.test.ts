import { expect, it, vi } from 'vitest';
import { addressSaysApiKeys, isTitle } from '../../../utils/site/recognise/tab-precheck';
import { byText } from '../../../utils/page-model/by-text';
import { isOwnAddress } from '../../../utils/site/recognise/page-facts';
import { patternCosts } from './counted-patterns';

const SITE = 'https://data.gov.sg';

it.each([
  ['steps of the dashboard', (length: number) => isOwnAddress(SITE + '/admin/a'.repeat(length / 8))],
  [
    'steps that are almost the tab',
    (length: number) => addressSaysApiKeys(`${SITE}${'/api-key'.repeat(length / 8)}s-`, ''),
  ],
  ['parts of a query', (length: number) => addressSaysApiKeys(`${SITE}/?${'tab=api-keys-&'.repeat(length / 14)}`, '')],
  ['a title of spaces', (length: number) => addressSaysApiKeys(SITE, `API key${' '.repeat(length)}`)],
  ['a heading of spaces', (length: number) => isTitle(`API key${' '.repeat(length)}x`, () => '')],
])('an address or a title of any length costs no more than a long one: %s', (_, ask) => {
  const { steps } = patternCosts(() => ask(100_000));
  // One that reads to the end once mentions API keys or not.
  expect(steps).toBeLessThan(3_000_000);
  expect(patternCosts(() => ask(200_000)).steps - steps).toBeLessThan(500_000);
});

it('a long address of the dashboard is the tab’s own if its end is', () => {
  expect(isOwnAddress(`${SITE}/admin/agency/teams/api-keys`)).toBe(true);
});

it('a result is kept for a short text, and not for a long one', () => {
  const read = vi.fn<(text: string) => number>((text) => text.length);
  const remembered = byText(read);
  for (const text of ['short', 'short', 'x'.repeat(301), 'x'.repeat(301)]) remembered(text);
  expect(read.mock.calls.map(([text]) => text.length)).toEqual([5, 301, 301]);
});
