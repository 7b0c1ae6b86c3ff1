import { parseAst, type Plugin } from 'vite';
import { isSyntax, type Syntax } from '../../page-model/own-properties';

/*
 * Why a rule counts, which page needs it, and what the reader explains of its judgements, is for the maintainer's
 * commands and for tests: no page has to load it.
 */

const READER = '/utils/site/';
const REASONS: ReadonlySet<unknown> = new Set(['why', 'page']);

/** Leaves the reasons of all rules, and all explanations, out of what is built. */
export function withoutReasons(): Plugin {
  return {
    name: 'without-reasons',
    // After the plugins that compile to JavaScript.
    enforce: 'post',
    transform: (code, id) => (id.includes(READER) ? { code: emptied(code), map: null } : undefined),
  };
}

/** The code without any reason, and with an empty statement for each explanation. */
function emptied(code: string): string {
  const left: Cut[] = [];
  const visit = (node: Syntax): void => {
    if (isExplanation(node)) left.push({ start: node.start, end: node.end, text: ';' });
    else for (const part of Object.values(node).flat()) if (isSyntax(part)) visit(part);
    if (node.type === 'ObjectExpression') left.push(...reasonsIn(node.properties as Syntax[]));
  };
  visit(parseAst(code) as unknown as Syntax);
  return left
    .sort((one, other) => other.start - one.start)
    .reduce((rest, { start, end, text }) => `${rest.slice(0, start)}${text}${rest.slice(end)}`, code);
}

interface Cut {
  start: number;
  end: number;
  text: string;
}

/** The reasons among the properties of an object, each with the comma after it. */
function reasonsIn(properties: readonly Syntax[]): Cut[] {
  return properties.flatMap((property, index) =>
    isReason(property) ? { start: property.start, end: properties[index + 1]?.start ?? property.end, text: '' } : [],
  );
}

function isReason({ type, key, value }: Syntax): boolean {
  const isText = isSyntax(value) && value.type === 'Literal' && typeof value.value === 'string';
  return type === 'Property' && isSyntax(key) && REASONS.has(key.name) && isText;
}

/** `explain?.(…)`, `context.explain?.(…)`, or `explainColumns(…)`, as a statement. */
function isExplanation({ type, expression }: Syntax): boolean {
  if (type !== 'ExpressionStatement' || !isSyntax(expression)) return false;
  const call = expression.type === 'ChainExpression' ? (expression.expression as Syntax) : expression;
  const callee = call.type === 'CallExpression' ? (call.callee as Syntax) : undefined;
  const name = callee?.type === 'MemberExpression' ? (callee.property as Syntax).name : callee?.name;
  return typeof name === 'string' && /^explain(?:[A-Z]|$)/.test(name);
}
