import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { keyRecordSchema } from '../../../utils/keys/key';
import { settingsSchema } from '../../../utils/settings';
import { keysDocumentSchema } from '../../../utils/storage/documents';
import { messagesOf } from './messages-of';

/** The text under a heading of the second level. */
function part(page: string, heading: string): string {
  const [, text] = page.split(`\n## ${heading}\n`);
  return text!.split('\n## ')[0]!.trim();
}

/** The rows of a table without its head, as lists of cells. */
function rows(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => /^\| (?!-)/.test(line))
    .slice(1)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const read = (name: string): string => readFileSync(`docs/${name}.md`, 'utf8');

describe('the stores’ texts', () => {
  const listing = read('store/listing');
  const english = messagesOf('en');

  it('the stores’ texts have the name and the short description of the extension', () => {
    expect(part(listing, 'Name')).toBe(english.extension_name);
    expect(part(listing, 'Short description')).toBe(english.extension_description);
  });

  it('the stores’ texts keep to the limits of every store', () => {
    const limits = rows(part(listing, 'Limits')).filter(([text]) => text !== 'Search words');
    expect(limits).toHaveLength(3);
    for (const [text, ...cells] of limits) {
      const limit = Math.min(...cells.map(Number).filter(Number.isFinite));
      expect(part(listing, text!).length, text).toBeLessThanOrEqual(limit);
    }
  });

  it('the stores’ texts have search words as Edge takes them: 7 of 30 characters, 21 words in all', () => {
    const words = part(listing, 'Search words')
      .split('\n')
      .filter((line) => line.startsWith('- '))
      .map((line) => line.slice(2));
    expect(words.length).toBeLessThanOrEqual(7);
    expect(words.filter((word) => word.length > 30)).toEqual([]);
    expect(words.join(' ').split(' ').length).toBeLessThanOrEqual(21);
  });

  it('no reason for a permission is too long for Chrome’s form', () => {
    const reasons = [
      ...rows(part(read('store/permissions'), 'Permissions')).map(([, , reason]) => reason!),
      part(read('store/permissions'), 'Single purpose'),
    ];
    expect(reasons.filter((reason) => reason.length > 1000)).toEqual([]);
  });

  it.each(['store/listing', 'store/permissions', 'store/review', 'privacy'])(
    'docs/%s.md says that nobody official is behind the extension',
    (name) => {
      expect(read(name).replaceAll('\n', ' ')).toContain('Not affiliated with data.gov.sg or any agency.');
    },
  );
});

it('the privacy policy names every field that is stored, and no other', () => {
  const named = rows(part(read('privacy'), 'What is stored')).flatMap(([, fields]) =>
    [...fields!.matchAll(/`(\w+)`/g)].map(([, field]) => field!),
  );
  const { version: _version, keys: _keys, ...ofDocument } = keysDocumentSchema.shape;
  const stored = [keyRecordSchema.shape, ofDocument, settingsSchema.shape].flatMap(Object.keys);
  expect([...new Set(named)].sort()).toEqual(
    [...new Set([...stored, 'policy', 'quarantine', 'unsaved', 'erasedAt', 'unnotedDay', 'teaching'])].sort(),
  );
});
