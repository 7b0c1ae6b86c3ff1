// @vitest-environment happy-dom
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { explainPage } from '../../support/explain-page';
import { listsOfKeys, listsOfOthers, NOW, type RandomPage } from '../../support/random-pages';
import { readPage } from '../../support/read-page';
import { randomCases } from '../random-cases';

function expectRead({ url, html, keys }: RandomPage): void {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const read = readPage(page, url, NOW).keys.map(({ name, expiresAt }) => ({ name, ...(expiresAt && { expiresAt }) }));
  try {
    expect(read).toEqual(keys);
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${html}\n\n${explainPage({ page, url, now: NOW })}`, {
      cause: error,
    });
  }
}

it('a random list of keys is read right, whatever its structure, dates, words and decorations', () => {
  fc.assert(fc.property(listsOfKeys, expectRead), { numRuns: randomCases(2_400) });
});

it('a random list of other things, made in the same ways, is left alone', () => {
  fc.assert(fc.property(listsOfOthers, expectRead), { numRuns: randomCases(1_200) });
});
