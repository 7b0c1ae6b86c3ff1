import { expect, it } from 'vitest';
import { asFunction, importingParts, oneWhole, partsByAddress } from '../../../entrypoints/api-keys/parts-by-address';

it('a part becomes a function of what it takes from the whole, which returns what it exports', () => {
  expect(
    asFunction('import{$ as e,A as t}from"./whole.js";var n=e(t);export{n as Guard,t as Kept};\n', './whole.js'),
  ).toBe('export default({$:e,A:t})=>{var n=e(t);return{Guard:n,Kept:t}\n};\n');
});

it('a part that imports from anywhere else does not pass the build', () => {
  expect(() => asFunction('import{a}from"./other.js";export{a as b};', './whole.js')).toThrow('./whole.js');
  expect(() => asFunction('import{a}from"./whole.js";import"./other.js";export{a as b};', './whole.js')).toThrow(
    'else',
  );
});

it('the whole imports a part by its address, and gives it all that it exports but its default', () => {
  const code = importingParts('var e=1,t=()=>import(`./part.js`);export{e as a,t as default};');
  expect(code).toContain('t=()=>$part(`part.js`)');
  expect(code).toContain('const $shared={a:e};');
  expect(code).toMatch(/runtime\.getURL\(file\)\)\)\.default\(\$shared\);export\{t as default\};$/);
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

it('only the whole and its parts are changed', () => {
  const file = (fileName: string): object => ({ type: 'chunk', fileName, code: 'var e=1;export{e as default};' });
  const bundle = { a: file('whole.js'), b: file('else.js') };
  const { generateBundle } = partsByAddress('whole.js', ['part.js']) as unknown as {
    generateBundle(options: object, bundle: object): void;
  };
  generateBundle({}, bundle);
  expect(bundle.a).not.toEqual(file('whole.js'));
  expect(bundle.b).toEqual(file('else.js'));
});
