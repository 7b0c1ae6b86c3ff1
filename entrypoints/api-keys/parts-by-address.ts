import { parseAst, type Plugin } from 'vite';
import type { Syntax } from '../../utils/page-model/own-properties';

/*
 * Parts of the tab script are files of their own, which are loaded when they are first wanted. In Chromium a page may
 * have them only by an address that it cannot guess, and a file that came by one can import no other: `./tab-script.js`
 * would be the plain address, and is refused. So the build changes what the bundler makes: each part becomes a function
 * that is given what it takes from the tab script, and a way to other parts; and the tab script imports it by its
 * address and calls it.
 */

/** What the bundler knows of a module: whether it is started, and what imports it other than by `import()`. */
interface Module {
  isEntry: boolean;
  importers: readonly string[];
}
interface Modules {
  getModuleInfo(id: string): Module | null;
}

/**
 * Keeps what a script itself imports in its own file, `name`, and what only several of its parts import in another: the
 * bundler would make a file for each set of parts.
 */
export function oneWhole(name: string): object {
  const groups = [
    {
      name: (id: string, modules: Modules): string | null => (isReachedFromEntry(id, modules) ? name : null),
    },
    { name: 'shared-by-parts', minShareCount: 2 },
  ];
  return { groups, includeDependenciesRecursively: false };
}

function isReachedFromEntry(id: string, modules: Modules, seen = new Set<string>()): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  const { isEntry, importers } = modules.getModuleInfo(id) ?? { isEntry: false, importers: [] };
  return isEntry || importers.some((importer) => isReachedFromEntry(importer, modules, seen));
}

/** `whole` is the file that imports the others, and that they import from; `parts` are all others that there may be. */
export function partsByAddress(whole: string, parts: readonly string[]): Plugin {
  return {
    name: 'parts-by-address',
    generateBundle: (_, bundle) => {
      if (!bundle[whole]) return;
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        if (file.fileName === whole) file.code = importingParts(file.code);
        else if (parts.includes(file.fileName)) file.code = asFunction(file.code, whole);
        else throw new Error(`${file.fileName} would be loaded with ${whole}, and is not among its parts.`);
      }
    },
  };
}

/**
 * The code of the whole, which imports each part once, and gives it its own exports and the way to other parts. A part
 * that cannot be loaded is requested again the next time.
 */
export function importingParts(code: string): string {
  const exported = exportsOf(code);
  const others = exported.names.filter(({ name }) => name !== 'default');
  const own = exported.names.filter(({ name }) => name === 'default');
  const shared = [
    `const $whole={${others.map(({ name, local }) => `${name}:${local}`).join()}},$parts={};`,
    'const $load=async file=>',
    '(await import((globalThis.browser??globalThis.chrome).runtime.getURL(file))).default($whole,$part);',
    'const $part=file=>$parts[file]??=$load(file).catch(error=>{delete $parts[file];throw error});',
  ].join('');
  return replaced(code, [
    ...dynamicImportsIn(code).map(({ start, end, file }) => ({ start, end, text: `$part(\`${file}\`)` })),
    { ...exported, text: `${shared}export{${own.map(({ local }) => `${local} as default`).join()}};` },
  ]);
}

/** The code of a part: a function of the whole and of the way to other parts, which resolves to the exports. */
export function asFunction(code: string, whole: string): string {
  const imported = statementsIn(code).filter(({ type }) => type === 'ImportDeclaration');
  const exported = exportsOf(code);
  const returned = exported.names.map(({ name, local }) => `${name}:${local}`).join();
  const body = replaced(code, [
    ...imported.map((statement) => ({ ...statement, text: replacementOf(statement, whole) })),
    { ...exported, text: `return{${returned}}` },
  ]);
  return `export default async($whole,$part)=>{${body}};\n`;
}

/** The statement that takes the place of a part's import. */
function replacementOf({ source, specifiers }: Syntax, whole: string): string {
  const [, file] = /^\.\/([\w-]+\.js)$/.exec((source as { value: string }).value) ?? [];
  if (!file) throw new Error('A part imports something else than a file beside it.');
  const names = (specifiers as { imported: Name; local: Name }[]).map(
    ({ imported, local }) => `${imported.name}:${local.name}`,
  );
  return `const{${names.join()}}=${file === whole ? '$whole' : `await $part(\`${file}\`)`};`;
}

interface Name {
  name: string;
}

function statementsIn(code: string): Syntax[] {
  return (parseAst(code) as unknown as { body: Syntax[] }).body;
}

/** The one statement that exports, as the bundler writes it: each name, and the name within the file. */
function exportsOf(code: string): { start: number; end: number; names: { name: string; local: string }[] } {
  const found = statementsIn(code).filter(({ type }) => type.startsWith('Export'));
  const [statement] = found;
  const specifiers = statement?.specifiers as { exported: Name; local: Name }[] | undefined;
  if (!statement || found.length > 1 || !specifiers?.length) throw new Error('The bundler exports in another way.');
  const { start, end } = statement;
  return { start, end, names: specifiers.map(({ exported, local }) => ({ name: exported.name, local: local.name })) };
}

/** The imports of a part, as the bundler writes them. */
function dynamicImportsIn(code: string): { start: number; end: number; file: string }[] {
  return [...code.matchAll(/\bimport\([`'"]\.\/([\w-]+\.js)[`'"]\)/g)].map(({ 0: found, 1: file, index }) => ({
    start: index,
    end: index + found.length,
    file: file!,
  }));
}

function replaced(code: string, changes: { start: number; end: number; text: string }[]): string {
  return changes
    .sort((change, other) => other.start - change.start)
    .reduce((rest, { start, end, text }) => rest.slice(0, start) + text + rest.slice(end), code);
}
