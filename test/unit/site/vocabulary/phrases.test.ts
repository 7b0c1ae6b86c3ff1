// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PHRASES } from '../../../../utils/site/vocabulary/phrases';

/* A phrase has one entry, from which everything else is derived. */

it('no phrase tells of a field twice, and none of two fields in one place', () => {
  const entries = PHRASES.flatMap(({ text, field, as }) => as.map((place) => ({ text, field, place })));
  const twice = entries.filter(
    ({ text, place }, index) => entries.findIndex((other) => other.text === text && other.place === place) !== index,
  );
  expect(twice).toEqual([]);
  expect(PHRASES.filter(({ text }, index) => PHRASES.findIndex((other) => other.text === text) !== index)).toEqual([]);
});

/** A word that no language has: "zovemu". */
function madeUpWord(): string {
  const syllables = ['zo', 've', 'mu', 'ki', 'qua', 'du', 'ro', 'pli'];
  return Array.from({ length: 3 }, () => syllables[Math.floor(Math.random() * syllables.length)]).join('');
}

const word = madeUpWord();
const phrase = Math.random() < 0.5 ? word : `${word} ${madeUpWord()}`;
const Phrase = phrase[0]!.toUpperCase() + phrase.slice(1);

describe(`with one more entry, "${phrase}"`, () => {
  beforeEach(() => void vi.resetModules());

  async function keysIn(main: string, { isKnown = true } = {}): Promise<string[]> {
    const { PHRASES: all } = await import('../../../../utils/site/vocabulary/phrases');
    if (isKnown) all.push({ text: phrase, field: 'expiry', as: ['beginning', 'sentence', 'inline'] });
    const { keysOf, listIn } = await import('../../../support/read-markup');
    await (await import('../../../../utils/site/tab')).loadReader();
    return keysOf(listIn({ main }));
  }

  const READ = ['gazette-uploader: 2026-12-05', 'coastal-cams: 2027-08-07'];

  it.each([
    [
      'the label of a column',
      `<table><tr><th>Key Name</th><th>Created</th><th>${Phrase} on</th></tr><tr><td>gazette-uploader</td><td>1 Dec 2030</td><td>5 Dec 2026</td></tr><tr><td>coastal-cams</td><td>1 Dec 2030</td><td>7 Aug 2027</td></tr></table>`,
    ],
    [
      'the label of a value',
      `<dl><dt>Key name</dt><dd>gazette-uploader</dd><dt>${Phrase}</dt><dd>5 Dec 2026</dd></dl><dl><dt>Key name</dt><dd>coastal-cams</dd><dt>${Phrase}</dt><dd>7 Aug 2027</dd></dl>`,
    ],
    [
      'the beginning of a sentence',
      `<article><h3>gazette-uploader</h3><p>${Phrase} on 5 Dec 2026</p></article><article><h3>coastal-cams</h3><p>${Phrase} on 7 Aug 2027</p></article>`,
    ],
    [
      'a separator behind a comma',
      `<article><h3>gazette-uploader</h3><p>Created 1 Oct 2026, ${phrase} on 5 Dec 2026</p></article><article><h3>coastal-cams</h3><p>Created 1 Oct 2026, ${phrase} on 7 Aug 2027</p></article>`,
    ],
    [
      'a separator behind a name',
      `<ul><li>gazette-uploader ${phrase} on 5 Dec 2026</li><li>coastal-cams (${phrase} on 7 Aug 2027)</li></ul>`,
    ],
    [
      'what a status says',
      `<table><tr><th>Key Name</th><th>Status</th></tr><tr><td>gazette-uploader</td><td>${Phrase} on 5 Dec 2026</td></tr><tr><td>coastal-cams</td><td>${Phrase} on 7 Aug 2027</td></tr></table>`,
    ],
  ])('the phrase is read as %s', async (_, main) => {
    expect(await keysIn(main)).toEqual(READ);
    vi.resetModules();
    expect(await keysIn(main, { isKnown: false })).not.toEqual(READ);
  });
});
