import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/* What the documents say of the code must be there. */

const documents = [
  'README.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .map((name) => join('docs', name))
    .filter((name) => name.endsWith('.md')),
];

describe.each(documents)('%s', (document) => {
  const text = readFileSync(document, 'utf8').replaceAll(/\s+/g, ' ');

  it('names only files that are there', () => {
    const named = [...text.matchAll(/`((?:entrypoints|components|utils|test|public|docs)\/[\w./-]+\.\w+)`/g)].map(
      ([, file]) => file!,
    );
    const linked = [...text.matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, file]) => join(document, '..', file!));
    expect([...named, ...linked].filter((file) => !file.includes('NAME') && !existsSync(file))).toEqual([]);
  });

  it('names only tests that are there', () => {
    const named = [...text.matchAll(/`(test\/[\w./-]+)` "([^"]+)"/g)].map(([, file, title]) => ({
      file: file!,
      title: title!,
    }));
    expect(named.filter(({ file, title }) => !existsSync(file) || !readFileSync(file, 'utf8').includes(title))).toEqual(
      [],
    );
  });
});

it('docs/reading-pages.md names every file of the reader, and no other', () => {
  const table = readFileSync('docs/reading-pages.md', 'utf8')
    .split(/^## /m)
    .find((part) => part.startsWith('Where the reader is'))!;
  const named = [...table.matchAll(/^\|([^|]+)\|/gm)].flatMap(([, cell]) =>
    [...cell!.matchAll(/`([\w.-]+\.ts)`/g)].map(([, file]) => file!),
  );
  expect(named.sort()).toEqual(readdirSync('utils/site').sort());
});
