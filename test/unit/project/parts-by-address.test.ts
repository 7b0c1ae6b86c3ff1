import { expect, it, vi } from 'vitest';
import { asFunction, importingParts, oneWhole, partsByAddress } from '../../../entrypoints/api-keys/parts-by-address';

it('a part becomes a function of the whole, which resolves to what it exports', async () => {
  const code = asFunction(
    'import{$ as e,A as t}from"./whole.js";var n=e(t);export{n as Guard,t as Kept};\n',
    'whole.js',
  );
  expect(await run(code, { $: (text: string) => `${text}!`, A: 'a' })).toEqual({ Guard: 'a!', Kept: 'a' });
});

it('what several parts share is a part too, which they wait for', async () => {
  const code = asFunction(
    'import{a}from"./whole.js";import{b as c}from"./layer.js";export{a as A,c as C};',
    'whole.js',
  );
  const part = vi.fn<(file: string) => Promise<object>>(async () => ({ b: 'layer' }));
  expect(await run(code, { a: 1 }, part)).toEqual({ A: 1, C: 'layer' });
  expect(part).toHaveBeenCalledExactlyOnceWith('layer.js');
});

/** What the code of a part exports, given a whole and other parts. */
async function run(code: string, whole: object, part?: (file: string) => Promise<object>): Promise<object> {
  // eslint-disable-next-line no-implied-eval -- the code that the build makes
  const make = new Function(code.replace('export default', 'return')) as () => (...given: unknown[]) => Promise<object>;
  return make()(whole, part);
}

it('a part that imports anything but files beside it does not pass the build', () => {
  expect(() => asFunction('import{a}from"react";export{a as b};', 'whole.js')).toThrow('beside it');
});

it('the whole imports a part by its address, once unless that fails, and gives it all that it exports but its default', () => {
  const code = importingParts('var e=1,t=()=>import(`./part.js`);export{e as a,t as default};');
  expect(code).toContain('t=()=>$part(`part.js`)');
  expect(code).toContain('const $whole={a:e},$parts={};');
  expect(code).toContain('runtime.getURL(file))).default($whole,$part);');
  expect(code).toMatch(/export\{t as default\};$/);
});

it('what the script itself imports is in its own file, however many parts import it too', () => {
  const modules: Record<string, { isEntry: boolean; importers: string[] }> = {
    entry: { isEntry: true, importers: [] },
    reader: { isEntry: false, importers: ['entry', 'dates'] },
    dates: { isEntry: false, importers: ['reader', 'guard'] },
    guard: { isEntry: false, importers: [] },
    cover: { isEntry: false, importers: ['guard'] },
  };
  const { groups } = oneWhole('whole') as { groups: { name(id: string, context: object): string | null }[] };
  const getModuleInfo = (id: string): unknown => modules[id];
  const own = Object.keys(modules).filter((id) => groups[0]!.name(id, { getModuleInfo }) === 'whole');
  expect(own).toEqual(['entry', 'reader', 'dates']);
});

it('only the whole and its parts are changed, and what is none of them does not pass the build', () => {
  const file = (fileName: string): object => ({ type: 'chunk', fileName, code: 'var e=1;export{e as default};' });
  const { generateBundle } = partsByAddress('whole.js', ['part.js']) as unknown as {
    generateBundle(options: object, bundle: object): void;
  };
  const bundle = { 'whole.js': file('whole.js'), 'part.js': file('part.js') };
  generateBundle({}, bundle);
  expect(bundle['whole.js']).not.toEqual(file('whole.js'));
  expect(bundle['part.js']).not.toEqual(file('part.js'));
  const another = { 'else.js': file('else.js') };
  generateBundle({}, another);
  expect(another).toEqual({ 'else.js': file('else.js') });
  const strange = { 'whole.js': file('whole.js'), 'else.js': file('else.js') };
  expect(() => generateBundle({}, strange)).toThrow('else.js');
});
