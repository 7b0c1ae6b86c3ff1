import { parseAst, type Plugin } from 'vite';

/*
 * The named fields of a form are properties of the form itself, and come before what elements have: within
 * `<form><input name="parentNode">` a climb goes round for ever, and `name="matches"` makes each question throw. No other
 * element is so. Whatever of our code reads a property of an element has to ask for the element's own then, at each of some
 * hundreds of places, and at the next one too. So it is put in when the code is built: `row.matches(…)` becomes
 * `unshadowed(row).matches(…)`.
 */

/** What is read of elements, apart from what no form is asked for. A test compares it with what a browser's forms have. */
export const READ_OF_ELEMENTS: ReadonlySet<string> = new Set([
  'addEventListener',
  'after',
  'append',
  'assignedSlot',
  'attributes',
  'before',
  'checkVisibility',
  'childElementCount',
  'childNodes',
  'children',
  'closest',
  'compareDocumentPosition',
  'contains',
  'firstChild',
  'focus',
  'getAttribute',
  'getBoundingClientRect',
  'getClientRects',
  'getElementsByTagName',
  'getRootNode',
  'hasAttribute',
  'hasAttributes',
  'hidePopover',
  'innerText',
  'isConnected',
  'isContentEditable',
  'lastChild',
  'localName',
  'matches',
  'nextElementSibling',
  'nodeName',
  'nodeType',
  'nodeValue',
  'ownerDocument',
  'parentElement',
  'parentNode',
  'previousElementSibling',
  'previousSibling',
  'querySelector',
  'querySelectorAll',
  'removeAttribute',
  'removeEventListener',
  'setAttribute',
  'shadowRoot',
  'showPopover',
  'tagName',
  'textContent',
]);

/** Where elements of the page are read. */
const READERS = ['page-model', 'site', 'hosts', 'page'].map((folder) => `/utils/${folder}/`);
/** What runs in the page's own world, and has built-ins of its own to look after. */
const IN_PAGE_WORLD = /\/(?:clipboard-hook|hook-events|captured|unshadowed)\.ts$/;

export function readsElements(file: string): boolean {
  const isReader = [...READERS, '/entrypoints/api-keys/'].some((folder) => file.includes(folder));
  return isReader && file.endsWith('.ts') && !IN_PAGE_WORLD.test(file);
}

interface Syntax {
  type: string;
  start: number;
  end: number;
  [part: string]: unknown;
}

/** Has all code that reads elements ask for what is theirs, whatever the fields of a form are called. */
export function ownProperties(helper: string): Plugin {
  return {
    name: 'own-properties',
    // Behind what makes JavaScript of it.
    enforce: 'post',
    transform(code, id) {
      if (!readsElements(id.replace(/\?.*/, ''))) return undefined;
      const changed = askedForTheirOwn(code);
      return changed === code
        ? undefined
        : { code: `import { unshadowed as $own } from ${JSON.stringify(helper)};\n${changed}`, map: null };
    },
  };
}

/** The code with each reading of such a property led through `$own(…)`. */
export function askedForTheirOwn(code: string): string {
  const insertions: { at: number; text: string }[] = [];
  const lead = ({ start, end }: Syntax): void =>
    void insertions.push({ at: end, text: ')' }, { at: start, text: '$own(' });
  const visit = (node: Syntax): void => {
    const object = readObject(node);
    if (object) lead(object);
    for (const part of Object.values(node).flat()) if (isSyntax(part)) visit(part);
  };
  visit(parseAst(code) as unknown as Syntax);
  insertions.sort((one, other) => other.at - one.at);
  return insertions.reduce((rest, { at, text }) => rest.slice(0, at) + text + rest.slice(at), code);
}

/** Of what a node of the code reads such a property. */
function readObject(node: Syntax): Syntax | undefined {
  if (node.type === 'MemberExpression')
    return !node.computed && isRead(node.property) ? seenObject(node.object as Syntax) : undefined;
  const isDeclared = node.type === 'VariableDeclarator' && takesApart(node.id as Syntax);
  if (isDeclared && node.init) return node.init as Syntax;
  // Of a parameter, or in the head of a loop, there is nothing that could be led anywhere.
  const parameters = (node.params as Syntax[] | undefined) ?? [];
  if (isDeclared || parameters.some(takesApart))
    throw new Error(
      `An element is taken apart where it has no name, among ${parameters.length} parameters at ${node.start}.`,
    );
  return undefined;
}

function seenObject(object: Syntax): Syntax | undefined {
  return object.type === 'ThisExpression' || object.type === 'Super' ? undefined : object;
}

function takesApart(pattern: Syntax): boolean {
  const node = pattern.type === 'AssignmentPattern' ? (pattern.left as Syntax) : pattern;
  return node.type === 'ObjectPattern' && (node.properties as Syntax[]).some(({ key }) => isRead(key));
}

function isRead(key: unknown): boolean {
  return isSyntax(key) && key.type === 'Identifier' && READ_OF_ELEMENTS.has(key.name as string);
}

function isSyntax(part: unknown): part is Syntax {
  return typeof part === 'object' && part !== null && 'type' in part && typeof part.type === 'string';
}
