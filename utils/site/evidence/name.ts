import { KIND } from '../../page-model/kinds';
import type { PageNode } from '../../page-model/page-node';
import { UNIT } from '../candidates/list-entries';
import { couldBeSecret, blockOf, isOfEither, isPieceOfSecret, LONG_CODE } from '../candidates/secret-cells';
import {
  buttonOf,
  HEADING,
  isInHeading,
  isLabelWithValue,
  isPartWithin,
  isProse,
  isStatement,
  speaksOfExpiry,
  type TextPart,
} from '../candidates/text-parts';
import { looksLikeDate, type DateContext } from '../dates/dates';
import { fieldOf, beginsWithAction, isKindOfKey, isLabelWithText, isSign, isStatusWord } from '../vocabulary/labels';
import { beginsWithExpiry, isWeakStatement, saysSomethingElse, withoutSubject } from '../vocabulary/statements';
import { isApiKeysTitle } from '../vocabulary/titles';
import { isSecretOrMasked } from '../../secrets/storage-gate';
import { reasons, weigh, type Rule } from './rule';

/* Whether a part of the page's text can be the name of a key. */

/** "1 key is expiring soon" */
const NUMBER_OF_KEYS =
  /^(?:\d+|one|two|three|some) (?:(?:api )?keys?|active|valid|expired|expiring|inactive|revoked)\b/i;
/** Words before a key's secret, never a name; but "API key" by itself is the label of a name. */
const SHOWS_SECRET =
  /^(?:here is |this is )?(?:your|the|this|my)(?: new)? (?:api )?(?:key|secret|token)(?: is)?\s*[:：]?$/i;
const SENTENCE = /^\S+(?: \S+){2,}[.!]$/;
/** The most parts between the label of a secret and a piece of it. Chosen, not measured. */
const SECRET_PIECES = 16;

/** A part with what its judgement depends on. */
interface NameSubject {
  part: TextPart;
  context: DateContext;
}

/** What the place of a part says; nothing else counts if it says anything. */
export const NAME_BY_PLACE: Rule<TextPart>[] = [
  {
    why: 'is the description of the term "Name"',
    points: 20,
    page: 'names-odd-definitions',
    holds: isTermOfName,
  },
  {
    why: 'is the value of a label such as "Key", which has names or keys',
    points: 20,
    page: 'names-under-key-stages',
    holds: isUnderKey,
  },
  {
    why: 'is several sentences',
    points: -2,
    page: 'texts-before-names',
    holds: ({ text }) => isProse(text),
  },
  {
    why: 'says how many keys there are',
    points: -2,
    page: 'texts-before-names',
    holds: ({ text }) => NUMBER_OF_KEYS.test(text),
  },
  {
    why: 'is a picture',
    points: -2,
    page: 'texts-before-names',
    holds: ({ text }) => isSign(text),
  },
  {
    why: 'comes after words that announce a new key',
    points: -2,
    page: 'new-key-announced',
    holds: isAnnounced,
  },
  {
    why: 'is the heading of a record',
    points: 1,
    page: 'keys-as-card-titles',
    holds: (part) =>
      part.leaf.node.closest('h3,h4,h5,h6') !== undefined && part.label !== 'expiry' && !isLabelWithValue(part),
  },
];

/** What speaks against a text that is no name by its place. */
export const NO_NAME: Rule<NameSubject>[] = [
  {
    why: 'is a label',
    points: 'veto',
    page: 'descriptions-antd-bordered',
    holds: ({ part }) => part.label !== undefined,
  },
  {
    why: 'is the value of a label of something else',
    points: 'veto',
    page: 'texts-before-names',
    holds: ({ part: { before } }) => before?.label !== undefined && before.label !== 'name' && isOfNext(before),
  },
  {
    why: 'is a secret, or masked',
    points: 'veto',
    page: 'names-alike-after-masked',
    holds: ({ part }) => isSecretOrMasked(part.text),
  },
  {
    why: 'is for the eye alone',
    points: 'veto',
    page: 'texts-before-names',
    // While a dialog is open, all else is hidden in this way, controls too.
    holds: ({ part }) => part.leaf.node.closest('[aria-hidden="true"]')?.hasKind(KIND.control) === false,
  },
  {
    why: 'stands in the line of an expiry, behind it',
    points: 'veto',
    page: 'unseen-words-definitions',
    holds: ({ part, context }) => isBehindExpiry(part, context),
  },
];

/** The same of its words; they may be a name all the same where other records have one. */
export const ODD_WORDS: Rule<NameSubject>[] = [
  {
    why: 'is a sentence',
    points: 'veto',
    page: 'texts-before-names',
    holds: ({ part }) => SENTENCE.test(part.text),
  },
  {
    why: 'is a status, or a kind of keys',
    points: 'veto',
    page: 'role-list-chip-before-name',
    holds: ({ part }) => isStatusWord(part.text) || isKindOfKey(part.text),
  },
  {
    why: 'is a label with its value',
    points: 'veto',
    page: 'texts-before-names',
    holds: ({ part }) => isLabelWithText(part.text),
  },
  {
    why: 'says when a key expires, or that it never does',
    points: 'veto',
    page: 'texts-before-names',
    holds: ({ part }) => saysExpiry(part.text),
  },
  {
    why: 'says something else of a key',
    points: 'veto',
    page: 'keys-as-card-titles',
    holds: ({ part }) => saysSomethingElse(part.text),
  },
  {
    why: 'ends with a colon',
    points: 'veto',
    page: 'new-key-announced',
    holds: ({ part }) => /[:：]$/.test(part.text),
  },
  {
    why: 'is the title of the keys',
    points: 'veto',
    page: 'texts-before-names',
    holds: ({ part }) => isApiKeysTitle(part.text),
  },
  {
    why: 'is a date',
    points: 'veto',
    page: 'texts-before-names',
    holds: ({ part, context }) => looksLikeDate(part.text, context),
  },
  {
    why: 'is a button that opens no record',
    points: 'veto',
    page: 'texts-before-names',
    holds: ({ part }) => {
      const button = buttonOf(part);
      return button !== undefined && !opensRecord(button, part);
    },
  },
];

/** Whether a part can be the name of a key: no label or its value, no date, no status, no secret, no button. */
export function isNameCandidate(part: TextPart, context: DateContext): boolean {
  const place = weigh(NAME_BY_PLACE, part);
  const subject = { part, context };
  const isName = place > 0 || (place === 0 && weigh(ODD_WORDS, subject) === 0 && weigh(NO_NAME, subject) === 0);
  context.explain?.({
    about: 'name',
    node: part.leaf.node,
    text: part.text,
    verdict: isName ? 'can be a name' : 'no name',
    because: [
      ...reasons(NAME_BY_PLACE, part),
      ...(place === 0 ? [...reasons(ODD_WORDS, subject), ...reasons(NO_NAME, subject)] : []),
    ],
  });
  return isName;
}

/** "🔑", "???"; a dash stands for no name. */
const ONLY_MARKS = /^(?![-–—]$)[^\p{L}\p{N}]+$/u;

/** Whether only the words of a part speak against a name: "Do not delete!", "Read only". */
export function hasOddWords(part: TextPart, context: DateContext): boolean {
  const subject = { part, context };
  const isOdd = isProse(part.text) || ONLY_MARKS.test(part.text) || weigh(ODD_WORDS, subject) < 0;
  return isOdd && !NUMBER_OF_KEYS.test(part.text) && weigh(NO_NAME, subject) === 0;
}

/**
 * Whether a part is within the node that prints an expiry, as words are that only screen readers read. Where the name
 * itself is there, nothing but other expiries comes before it.
 */
function isBehindExpiry({ leaf, before }: TextPart, context: DateContext): boolean {
  const says = (text: string): boolean =>
    fieldOf(text) === undefined && (speaksOfExpiry(text) || looksLikeDate(text, context));
  for (let part = before, steps = 0; part && steps < EXPIRY_PARTS; part = part.before, steps++) {
    const { node } = part.leaf;
    if (node === leaf.node || !leaf.node.isWithin(node)) continue;
    const isList = node.is(UNIT) || leaf.node.closest(UNIT)?.isWithin(node);
    if (isList || !(part.label === 'expiry' || says(part.text))) return false;
    const { previous } = node;
    return previous !== undefined && previous.text !== '' && !previous.leaves.some(({ text }) => says(text));
  }
  return false;
}

function saysExpiry(text: string): boolean {
  return speaksOfExpiry(text) || isWeakStatement(withoutSubject(text));
}

/** The most parts of such a line. Chosen, not measured. */
const EXPIRY_PARTS = 4;

/**
 * Whether a button is the head of a record that opens: it is a heading, comes first in an entry of a list, opens the
 * text after it, or holds the rest of the record.
 */
function opensRecord(button: PageNode, part: TextPart): boolean {
  const { text, before, next } = part;
  if (button.attribute('aria-haspopup') !== null || beginsWithAction(text)) return false;
  if (button.closest(HEADING)) return true;
  if (isPartWithin(before, button) && !isSign(before.text)) return false;
  if (!next) return false;
  const entry = button.closest(UNIT);
  const isFirst = entry !== undefined && !isPartWithin(before, entry);
  const opens = isPartWithin(next, button) || button.attribute('aria-expanded') !== null;
  return isStatement(next.text) ? opens || isFirst : opens && isPartWithin(next.next, button);
}

/** Whether a label says what comes next. */
function isOfNext(label: TextPart): boolean {
  return isLabelWithValue(label) && !(label.label === 'secret' && isTitleOfKey(label));
}

/** "Your API key" as a heading is a title. */
function isAnnounced({ before, next }: TextPart): boolean {
  if (!before || !SHOWS_SECRET.test(before.text)) return false;
  // "Your key gazette-uploader will expire on 5 Dec 2026." is a sentence about one of the list.
  if (next?.leaf.node === before.leaf.node && beginsWithExpiry(next.text)) return false;
  const isTitle = before.leaf.node.closest(`h1,${HEADING}`) !== undefined || isTitleOfKey(before);
  return /\bnew\b|[:：]$/i.test(before.text) || !isTitle;
}

/** "Access token" says what comes next, but not where that is a heading, or a name with the secret behind it. */
function isTitleOfKey({ next }: TextPart): boolean {
  return next !== undefined && (isInHeading(next) || (next.next !== undefined && isSecretOrMasked(next.next.text)));
}

/** Whether a part is the description of the term "Name" in a definition list, whatever it looks like. */
export function isTermOfName({ before, leaf }: TextPart): boolean {
  return (
    before?.label === 'name' && leaf.node.closest('dd') !== undefined && before.leaf.node.closest('dt') !== undefined
  );
}

/** Whether a part is the value of a label such as "Key", which may be the key itself or its name. */
export function isUnderKey({ label, before }: TextPart): boolean {
  return !label && before?.label === 'name' && isOfEither(before.text) && isLabelWithValue(before);
}

/** Whether a part in the position of a name may be a key, or a part of one. */
export function mayBeSecret(part: TextPart): boolean {
  if (couldBeSecret(part.text, LONG_CODE) || isPieceOfSecret(part.leaf)) return true;
  const block = blockOf(part.leaf.node);
  let first = part;
  while (
    first.before &&
    part.index - first.index < SECRET_PIECES &&
    !first.before.label &&
    blockOf(first.before.leaf.node) === block
  )
    first = first.before;
  return first.before?.label === 'secret' && isOfNext(first.before);
}
