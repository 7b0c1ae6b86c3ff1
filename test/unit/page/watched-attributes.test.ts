import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { WATCHED_ATTRIBUTES } from '../../../utils/page/watched-attributes';
import { SOURCE_FILES, visitSyntax } from '../project/source-files';

/* What is read of an element is kept until the element changes: each attribute that is read has to be watched. */

/** These are read, and not watched. */
const UNWATCHED: Record<string, string> = {
  'aria-controls': 'names another element, and goes with it',
  'aria-owns': 'names another element, and goes with it',
  for: 'names another element, and goes with it',
  id: 'is the name itself',
  'aria-valuenow': 'changes all the time, and only whether it is there counts',
  'aria-live': 'is what an element is, all its life',
  start: 'changes with the items of its list',
  multiple: 'is what an element is, all its life',
  rel: 'is what an element is, all its life',
  value: 'is what an element is, all its life; what is typed is no attribute',
};

/** They keep nothing, or what looks like an attribute in them is a part of a pattern. */
const OTHER_FILES = /site\/(?:describe-page|api|dates\/clock|dates\/relative|vocabulary\/phrase-patterns)\.ts$/;
const READERS = SOURCE_FILES.filter((path) => /^utils\/(?:page-model|site)\//.test(path) && !OTHER_FILES.test(path));

/** The attributes that a file names: in calls, in selectors, and in lists of names. */
function attributesIn(path: string): string[] {
  const code = readFileSync(path, 'utf8');
  const names = [...code.matchAll(/\b(?:attribute|getAttribute|hasAttribute)\(\s*'([\w-]+)'/g)].map(
    ([, name]) => name!,
  );
  visitSyntax(code, path, ({ type, value }) => {
    const text = type === 'TemplateElement' ? (value as { cooked: string }).cooked : value;
    if (typeof text !== 'string') return;
    if (/^(?:aria|data)-[a-z-]+$|^placeholder$/.test(text)) names.push(text);
    // In a pattern a letter may follow: "licen[cs]e".
    names.push(...[...text.matchAll(/\[([a-z]{2}[a-z-]*)(?:[~^*$|]?=|\](?![a-z]))/g)].map(([, name]) => name!));
  });
  return names;
}

it('each attribute that is read of a page is watched, unless there is a reason', () => {
  const read = [...new Set(READERS.flatMap(attributesIn))].sort();
  expect(read).toEqual(expect.arrayContaining(['aria-label', 'rowspan', 'data-tooltip', ...Object.keys(UNWATCHED)]));
  expect(read.filter((name) => !WATCHED_ATTRIBUTES.includes(name))).toEqual(Object.keys(UNWATCHED).sort());
});
