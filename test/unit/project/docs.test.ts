import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scripts } from '../../../package.json';

/* What the documents say of the code must be there. */

const inFolder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => name.endsWith('.md'));

const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...inFolder('docs'), ...inFolder('.github')];
const unitTests = readdirSync('test/unit', { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.test.ts'),
);

describe.each(documents)('%s', (document) => {
  const text = readFileSync(document, 'utf8').replaceAll(/\s+/g, ' ');

  it(`${document} names only files that are there`, () => {
    const named = [...text.matchAll(/`((?:entrypoints|components|utils|test|public|docs)\/[\w./-]+\.\w+)`/g)].map(
      ([, file]) => file!,
    );
    const linked = [...text.matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, file]) => join(document, '..', file!));
    expect([...named, ...linked].filter((file) => !file.includes('NAME') && !existsSync(file))).toEqual([]);
  });

  it(`${document} names only commands that are there`, () => {
    const run = [...text.matchAll(/\bnpm run (?:--silent )?([\w-]+)/g), ...text.matchAll(/\bnpm (start|test)\b/g)].map(
      ([, name]) => name!,
    );
    expect(run.filter((name) => !(name in scripts))).toEqual([]);
    const filters = [...text.matchAll(/\b(?:npx vitest run|npm test --) ([\w./-]+)/g)].map(([, filter]) => filter!);
    expect(filters.filter((filter) => !unitTests.some((test) => join('test/unit', test).includes(filter)))).toEqual([]);
  });

  it(`${document} names only tests that are there`, () => {
    const named = [...text.matchAll(/`(test\/[\w./-]+)` "([^"]+)"/g)].map(([, file, title]) => ({
      file: file!,
      title: title!,
    }));
    expect(named.filter(({ file, title }) => !existsSync(file) || !readFileSync(file, 'utf8').includes(title))).toEqual(
      [],
    );
  });
});

/** What the reader is made of, from the ground up. */
const READER = ['utils/page-model', 'utils/secrets', 'utils/site', 'utils/hosts'];

it('docs/reading-pages.md names every file of the reader, and no other', () => {
  const table = readFileSync('docs/reading-pages.md', 'utf8')
    .split(/^## /m)
    .find((part) => part.startsWith('Where the reader is'))!;
  const named = [...table.matchAll(/^\|([^|]+)\|/gm)].flatMap(([, cell]) =>
    [...cell!.matchAll(/`([\w.-]+\.ts)`/g)].map(([, file]) => file!),
  );
  const files = READER.flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }));
  expect(named.sort()).toEqual(
    files
      .filter((file) => file.endsWith('.ts'))
      .map((file) => basename(file))
      .sort(),
  );
});
