import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SOURCE_FILES, visitSyntax, type Syntax } from './source-files';

/* A bare `true` at a call says nothing. It is passed in an object, by its name; no rule of the linter asks for that. */

/** Whose name says what the boolean is, or who takes it as the platform and libraries define it. */
const SAYS_ITSELF =
  /^(?:set[A-Z]\w*|useState|useRef|literal|_default|resolve|indexOf|cloneNode|containsNode|digestOfText)$/;

/** Calls with a bare boolean, as they are written. */
function bareBooleans(code: string, file: string): string[] {
  const found: string[] = [];
  visitSyntax(code, file, (part) => {
    if (part.type !== 'CallExpression' && part.type !== 'NewExpression') return;
    const call = part as Syntax & {
      arguments: Syntax[];
      callee: Syntax & { name?: string; property?: { name: string } };
    };
    const name = call.callee.name ?? call.callee.property?.name ?? '';
    const isBare = call.arguments.some(({ type, value }) => type === 'Literal' && typeof value === 'boolean');
    if (isBare && !SAYS_ITSELF.test(name)) found.push(code.slice(call.start, call.end));
  });
  return found;
}

it.each(SOURCE_FILES)('%s names each boolean that it passes on', (file) => {
  expect(bareBooleans(readFileSync(file, 'utf8'), file)).toEqual([]);
});

it.each([
  ['show(key, true);', ['show(key, true)']],
  ['new Part(false);', ['new Part(false)']],
  ['this.#answer(false);', ['this.#answer(false)']],
  ['show(key, { isLate: true });', []],
  ['setIsOpen(true);', []],
])('a bare boolean is seen in %s', (code, calls) => {
  expect(bareBooleans(code, 'example.ts')).toEqual(calls);
});
