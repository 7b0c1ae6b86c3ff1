import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSecretOrMasked, secretShapeIn } from '../../utils/site/secret';
import { FAKE_SECRET } from '../browser/fake-secret';

const FAKE_JWT = `eyJ${'A'.repeat(17)}.eyJ${'A'.repeat(30)}.${'A'.repeat(43)}`;

describe('a copied text', () => {
  it.each([
    ['a read key', FAKE_SECRET, 'v2'],
    ['a curl line with a key', `curl -H 'x-api-key: ${FAKE_SECRET}' https://api-open.data.gov.sg/v2`, 'v2'],
    ['a JSON web token', FAKE_JWT, 'jwt'],
    ['an unknown shape of key', 'sk0A1b2C3d4E5f6G7h8I9j0K1l2M3n4', 'token'],
    ['hexadecimal digits', '0a1b2c3d4e5f60718293a4b5c6d7e8f9', 'token'],
  ])('is a secret: %s', (_, text, shape) => {
    expect(secretShapeIn(text)).toBe(shape);
  });

  it.each([
    ['nothing', ''], ['a name', 'gazette-uploader'], ['a long name', 'rainfall-sync-production-nightly-2026'], ['a date', '29 Nov 2026, 18:00 SGT'],
    ['a masked key', '••••••••••••••••••••••••3f9a'], ['an address', 'https://data.gov.sg/datasets/d_8b84c4ee58e3cfc0ece0d773c8ca6abc/view'],
    ['a dataset id', 'd_8b84c4ee58e3cfc0ece0d773c8ca6abc'], ['a UUID', '123e4567-e89b-42d3-a456-426614174000'], ['a placeholder', 'x-api-key: YOUR_API_KEY_GOES_RIGHT_HERE'],
    ['an e-mail address', 'a-very-long-officer-name@tech.example.gov.sg'], ['prose', 'Use an API key to update your datasets from your own systems.'],
  ])('is no secret: %s', (_, text) => {
    expect(secretShapeIn(text)).toBeUndefined();
  });

  it('is found in the midst of any other text', () => {
    fc.assert(fc.property(fc.lorem(), fc.lorem(), (before, after) => {
      expect(secretShapeIn(`${before} ${FAKE_SECRET} ${after}`)).toBe('v2');
      expect(secretShapeIn(`${before} ${after}`)).toBeUndefined();
    }));
  });

  it('never makes the search fail, nor go on without end', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
      secretShapeIn(text);
      isSecretOrMasked(text);
    }));
    // Were the search to backtrack without end, this would never come back.
    for (const piece of ['v2:', 'eyJ', 'eyJ.', 'a.', '0aA']) expect(['token', undefined]).toContain(secretShapeIn(piece.repeat(100_000)));
  });
});
