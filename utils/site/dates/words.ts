import { wordsIn } from '../../page-model/letters';

/* Words that stand in the place of a date. */

const NEVER =
  /^(?:(?:expires|expiry|expiration|valid|until|ends|date|this|the|your|api|key|token|has|is|will|set|to) )*(?:never(?: expires?)?|no expir(?:y|ation)(?: date)?(?: set)?|(?:does not|doesnt|will not|wont) expire|none|na|not applicable|(?:permanent|indefinite)(?:ly)?|unlimited|forever|non expiring|no end date)$/;
const DASHES = /^(?:(?:[-\u2010-\u2015\u2212] ?)+|∞)$/;
const EXPIRED = /^(?:(?:it|this|the|your|api|key|token|has|is|was|already|now|status) )*expired$/;
/** Advice after a word: "Never expires (not recommended)", "Expired - delete it". */
const ADVICE =
  /(?<![ .,;])[ .,;]*(?:\([^()]*\)| [-\u2010-\u2015] .*|(?<=[.!]) .*|(?<=expired),? (?:and (?:can|may|will|must|is)|please) .*)$/;

/** What a text without a number says of the expiry, whatever advice follows it. */
export function readAdvisedWord(line: string): 'never' | 'expired' | null {
  return readWord(line) ?? readWord(line.replace(ADVICE, ''));
}

export function readWord(line: string): 'never' | 'expired' | null {
  if (/\d/.test(line)) return null;
  const words = wordsIn(line.replace(/['’./]/g, '')).join(' ');
  if (DASHES.test(line) || NEVER.test(words)) return 'never';
  return EXPIRED.test(words) ? 'expired' : null;
}
