import { parseAst, type Plugin } from 'vite';

/*
 * The named fields of a form are properties of the form itself, and shadow those of elements: within `<form><input
 * name="parentNode">` a climb never ends, and `name="matches"` makes each call throw. No other element does this. So
 * all code that reads a property of an element must ask for the element's own: that is in hundreds of places. The build
 * inserts it: `row.matches(…)` becomes `unshadowed(row).matches(…)`.
 */

/**
 * The properties that our code reads of elements, except those that it never reads of a form. A test compares them with
 * the properties of a browser's forms.
 */
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
  'clientHeight',
  'clientLeft',
  'clientTop',
  'clientWidth',
  'closest',
  'compareDocumentPosition',
  'contains',
  'firstChild',
  'firstElementChild',
  'focus',
  'getAttribute',
  'getBoundingClientRect',
  'getClientRects',
  'getElementsByTagName',
  'getHTML',
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
  'nextSibling',
  'nodeName',
  'nodeType',
  'nodeValue',
  'offsetHeight',
  'offsetWidth',
  'ownerDocument',
  'parentElement',
  'parentNode',
  'previousElementSibling',
  'previousSibling',
  'querySelector',
  'querySelectorAll',
  'removeAttribute',
  'removeEventListener',
  'scrollBy',
  'scrollHeight',
  'scrollIntoView',
  'scrollLeft',
  'scrollTop',
  'scrollWidth',
  'setAttribute',
  'shadowRoot',
  'showPopover',
  'slot',
  'tagName',
  'textContent',
]);

/** Folders of code that reads the page's elements. */
const READERS = ['page-model', 'hosts', 'page'].map((folder) => `/utils/${folder}/`);
/** Code that runs in the page's own world, and captures its own built-ins. */
const IN_PAGE_WORLD = /\/(?:clipboard-hook|hook-events|takeover-probe|takeover-question|captured|unshadowed)\.ts$/;

export function readsElements(file: string): boolean {
  const isReader = [...READERS, '/entrypoints/api-keys/'].some((folder) => file.includes(folder));
  return isReader && file.endsWith('.ts') && !IN_PAGE_WORLD.test(file);
}

/** A node of the syntax of code. */
export interface Syntax {
  type: string;
  start: number;
  end: number;
  [part: string]: unknown;
}

/** Makes all code that reads elements read their own properties, whatever the fields of a form are named. */
export function ownProperties(helper: string): Plugin {
  return {
    name: 'own-properties',
    // After the plugins that compile to JavaScript.
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

/** Wraps each object of which such a property is read in `$own(…)`. */
export function askedForTheirOwn(code: string): string {
  const insertions: { index: number; text: string }[] = [];
  const wrap = ({ start, end }: Syntax): void =>
    void insertions.push({ index: end, text: ')' }, { index: start, text: '$own(' });
  const visit = (node: Syntax): void => {
    const object = readObject(node);
    if (object) wrap(object);
    for (const part of Object.values(node).flat()) if (isSyntax(part)) visit(part);
  };
  visit(parseAst(code) as unknown as Syntax);
  insertions.sort((insertion, other) => other.index - insertion.index);
  return insertions.reduce((rest, { index, text }) => rest.slice(0, index) + text + rest.slice(index), code);
}

/** The object of which a node of the code reads such a property. */
function readObject(node: Syntax): Syntax | undefined {
  if (node.type === 'MemberExpression')
    return !node.computed && isRead(node.property) ? seenObject(node.object as Syntax) : undefined;
  const isDeclared = node.type === 'VariableDeclarator' && takesApart(node.id as Syntax);
  if (isDeclared && node.init) return node.init as Syntax;
  // A parameter, or the head of a loop, has no expression that could be wrapped.
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

export function isSyntax(part: unknown): part is Syntax {
  return typeof part === 'object' && part !== null && 'type' in part && typeof part.type === 'string';
}
