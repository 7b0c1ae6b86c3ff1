import { parseAst, type Plugin } from 'vite';
import { isSyntax, type Syntax } from '../../page-model/own-properties';

/* Why a rule counts, and which page needs it, is for the maintainer's commands and for tests: no page has to load it. */

const RULES = '/utils/site/evidence/';
const REASONS: ReadonlySet<unknown> = new Set(['why', 'page']);

/** Leaves the reasons of all rules out of what is built. */
export function withoutReasons(): Plugin {
  return {
    name: 'without-reasons',
    // After the plugins that compile to JavaScript.
    enforce: 'post',
    transform: (code, id) => (id.includes(RULES) ? { code: emptied(code), map: null } : undefined),
  };
}

/** The code with an empty text for each reason. */
function emptied(code: string): string {
  const reasons: Syntax[] = [];
  const visit = (node: Syntax): void => {
    if (isReason(node)) reasons.push(node.value as Syntax);
    else for (const part of Object.values(node).flat()) if (isSyntax(part)) visit(part);
  };
  visit(parseAst(code) as unknown as Syntax);
  return reasons.reduceRight((rest, { start, end }) => `${rest.slice(0, start)}""${rest.slice(end)}`, code);
}

function isReason({ type, key, value }: Syntax): boolean {
  const isText = isSyntax(value) && value.type === 'Literal' && typeof value.value === 'string';
  return type === 'Property' && isSyntax(key) && REASONS.has(key.name) && isText;
}
