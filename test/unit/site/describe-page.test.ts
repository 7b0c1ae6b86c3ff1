// @vitest-environment happy-dom
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describePage, maskText } from '../../../utils/site/describe-page';
import { expectedPages, htmlOf } from '../../support/expected-pages';

it('any text whatever is masked: letters are x, digits are 0', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      expect(maskText(text)).not.toMatch(/[^x0\s!-/:-@[-`{-~–—·•…?]/u);
    }),
  );
});

it('a report of any page holds no name of a key, no date and no address', () => {
  for (const { name, expected } of expectedPages()) {
    const page = new DOMParser().parseFromString(htmlOf(name), 'text/html');
    const report = describePage(page);
    expect(report, name).not.toMatch(/20\d\d|https?:|gazette|@(?!x)/i);
    for (const key of expected.keys)
      if (/[a-z]{5}/i.test(key.name) && !/^(?:status|title|label|never|expires|active)$/i.test(key.name))
        expect(report, name).not.toContain(key.name);
  }
});
