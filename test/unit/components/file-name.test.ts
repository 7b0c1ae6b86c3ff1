import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asFileName } from '../../../components/shared/save-file';

it.each([
  ['gazette-uploader', 'gazette-uploader'],
  ['../../etc/passwd', 'etc passwd'],
  ['a:b*c?"<>|\\d', 'a b c d'],
  [' .hidden. ', 'hidden'],
  ['Gesetz‮cod.exe', 'Gesetz cod.exe'],
  ['line\r\nbreak', 'line break'],
  ['政府公报 🔑', '政府公报 🔑'],
  ['...', ''],
  ['🔑'.repeat(100), '🔑'.repeat(60)],
])('the text %j becomes the file name %j', (text, name) => {
  expect(asFileName(text)).toBe(name);
});

it('any text becomes a file name that every system takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const name = asFileName(text);
      expect(name).not.toMatch(/[\p{C}\\/:*?"<>|]|^[. ]|[. ]$/u);
      expect(new TextEncoder().encode(`${name}-expiry.ics`).length).toBeLessThanOrEqual(255);
    }),
  );
});
