import type { Plugin } from 'vite';

/* Why a rule counts, and which page needs it, is for the maintainer's commands and for tests: no page has to load it. */

const RULES = '/utils/site/evidence/';
const REASON = /(?<=[{,]\s*)(?:why|page): (?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"),?/g;

/** Leaves the reasons of all rules out of what is built. */
export function withoutReasons(): Plugin {
  return {
    name: 'without-reasons',
    enforce: 'pre',
    transform(code, id) {
      return id.includes(RULES) ? { code: code.replace(REASON, ''), map: null } : undefined;
    },
  };
}
