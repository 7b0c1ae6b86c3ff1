import { ONLY_LEFT } from '../vocabulary/phrase-patterns';
import { withoutSentenceStart } from '../vocabulary/statements';
import type { Rule } from './rule';

/* Whether a text that begins by saying something of an expiry says it of a key. */

/** A text, as it is printed and without its subject. */
interface Said {
  printed: string;
  text: string;
  /** It is no more than a word for an end, or for none. */
  isWeak: boolean;
  /** Its expiry was read, or it is a label with a value. */
  isSaid: boolean;
}

/** A rule about keys in general, not about one of them: "Expired keys are removed". */
const ABOUT_ALL =
  /^\S+ (?:(?:api )?(?:keys|tokens)|dates?|keys? (?:are|is|will|can))\b|\b(?:are|must|should|can|cannot|may be)\b/i;

/** What makes it prose, or doubtful. */
export const PROSE: Rule<Said>[] = [
  {
    why: 'has no date that can be read, and speaks of keys in general',
    points: 'veto',
    page: 'rules-beside-list-of-same-form',
    holds: ({ text, isSaid }) => !isSaid && ABOUT_ALL.test(text),
  },
  {
    why: 'has no date that can be read',
    points: 1,
    page: 'expiry-unreadable-cards',
    holds: ({ isSaid }) => !isSaid,
  },
  {
    // "Your API key has expired"
    why: 'has a subject, as a notice does',
    points: 1,
    page: 'none-rules-of-expiry',
    holds: ({ printed, text, isWeak }) => text !== (isWeak ? printed : withoutSentenceStart(printed)),
  },
  {
    // A trial or a survey has days left, too.
    why: 'has no word for an end',
    points: 1,
    page: 'days-left-of-survey-above-list',
    holds: ({ text }) => ONLY_LEFT.test(text),
  },
];
