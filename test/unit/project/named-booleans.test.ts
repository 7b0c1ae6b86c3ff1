import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'vite';
import { expect, it } from 'vitest';

/* A bare `true` at a call says nothing. It is passed in an object, by its name; no rule of the linter asks for that. */

/** Whose name says what the boolean is, or who takes it as the platform and libraries define it. */
const SAYS_ITSELF =
  /^(?:set[A-Z]\w*|useState|useRef|literal|_default|resolve|indexOf|cloneNode|containsNode|digestOfText)$/;

interface Syntax {
  type: string;
  start: number;
  end: number;
  [part: string]: unknown;
}

/** Calls with a bare boolean, as they are written. */
function bareBooleans(code: string, lang: 'ts' | 'tsx'): string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null) return undefined;
    const call = node as Syntax & {
      arguments: Syntax[];
      callee: Syntax & { name?: string; property?: { name: string } };
    };
    if (call.type === 'CallExpression' || call.type === 'NewExpression') {
      const name = call.callee.name ?? call.callee.property?.name ?? '';
      const isBare = call.arguments.some(({ type, value }) => type === 'Literal' && typeof value === 'boolean');
      if (isBare && !SAYS_ITSELF.test(name)) found.push(code.slice(call.start, call.end));
    }
    return Object.values(node).forEach(visit);
  };
  visit(parseAst(code, { lang }).body);
  return found;
}

const files = ['entrypoints', 'components', 'utils'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name)),
);

it.each(files)('%s names each boolean that it passes on', (file) => {
  expect(bareBooleans(readFileSync(file, 'utf8'), file.endsWith('x') ? 'tsx' : 'ts')).toEqual([]);
});

it.each([
  ['show(key, true);', ['show(key, true)']],
  ['new Part(false);', ['new Part(false)']],
  ['this.#answer(false);', ['this.#answer(false)']],
  ['show(key, { isLate: true });', []],
  ['setIsOpen(true);', []],
])('a bare boolean is seen in %s', (code, calls) => {
  expect(bareBooleans(code, 'ts')).toEqual(calls);
});
