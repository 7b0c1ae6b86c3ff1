import { wordsIn } from '../../page-model/letters';
import { STANDS_FOR_EXPIRED, STANDS_FOR_NEVER } from '../vocabulary/phrase-patterns';

/* Words that stand in the place of a date. */

const DASHES = /^(?:(?:[-\u2010-\u2015\u2212] ?)+|∞)$/;
/** Advice after a word: "Never expires (not recommended)", "Expired - delete it". */
const ADVICE = new RegExp(
  String.raw`(?<![ .,;])[ .,;]*(?:\([^()]*\)| [-\u2010-\u2015] .*|(?<=[.!]) .*|` +
    String.raw`(?<=expired),? (?:and (?:can|may|will|must|is)|please|renew|rotate|replace)\b.*)$`,
);

/** What a text without a number says of the expiry, whatever advice follows it. */
export function readAdvisedWord(line: string): 'never' | 'expired' | null {
  return readWord(line) ?? readWord(line.replace(ADVICE, ''));
}

export function readWord(line: string): 'never' | 'expired' | null {
  if (/\d/.test(line)) return null;
  const words = wordsIn(line.replace(/['’./]/g, '')).join(' ');
  if (DASHES.test(line) || STANDS_FOR_NEVER.test(words)) return 'never';
  return STANDS_FOR_EXPIRED.test(words) ? 'expired' : null;
}
