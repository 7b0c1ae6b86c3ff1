import { commonAncestor, type PageNode } from '../../page-model/page-node';
import { couldBeSecret, blockOf, isOfEither, isPieceOfSecret, LONG_CODE } from '../candidates/secret-cells';
import { isPartOf, type ExpiryStatement } from '../candidates/statement';
import {
  buttonOf,
  HEADING,
  isLabelWithValue,
  isPartWithin,
  isProse,
  isStatement,
  partsWithin,
  type TextPart,
} from '../candidates/text-parts';
import { looksLikeDate, type DateContext } from '../dates/dates';
import { fieldOf, isSign, isStatusWord, mayNameKey } from '../vocabulary/labels';
import {
  beginsWithExpiry,
  isSentenceOfKey,
  isWeakStatement,
  saysSomethingElse,
  withoutSubject,
} from '../vocabulary/statements';
import { isApiKeysTitle } from '../vocabulary/titles';
import { isSecretOrMasked } from '../../secrets/storage-gate';

/* Whether a part of the page's text can be the name of a key. */

/** "1 key is expiring soon" */
const NUMBER_OF_KEYS =
  /^(?:\d+|one|two|three|some) (?:(?:api )?keys?|active|valid|expired|expiring|inactive|revoked)\b/i;
/** Words before a new key's secret, never a name; but "API key" by itself is the label of a name. */
const SHOWS_SECRET =
  /^(?:here is |this is )?(?:your|the|this|my)(?: new)? (?:api )?(?:key|secret|token)(?: is)?\s*[:：]?$/i;
const SENTENCE = /^\S+(?: \S+){2,}[.!]$/;
/** Texts of buttons that act, and are no head of a record. */
const PRESSED =
  /^(?:show|hide|view|see|expand|collapse|open|close|more|less|toggle|edit|manage|rotate|renew|copy|delete|revoke|create|download|add|new)\b/i;
const POPUP = '[role="menuitem"],[role="menu"],[role="tooltip"],[aria-hidden="true"]';
/** The most parts of a record between a weak name and its expiry. Chosen, not measured. */
const LONE_NAME_REACH = 8;
/** The most parts between the label of a secret and a piece of it. Chosen, not measured. */
const SECRET_PIECES = 16;

/** Whether a part can be the name of a key: no label or its value, no date, no status, no secret, no button. */
export function isNameCandidate(part: TextPart, context: DateContext): boolean {
  const { text, leaf, label, before } = part;
  if (isTermOfName(part) || isUnderKey(part)) return true;
  if (
    isProse(text) ||
    isSentenceOfKey(text) ||
    NUMBER_OF_KEYS.test(text) ||
    isSign(text) ||
    (before && SHOWS_SECRET.test(before.text))
  )
    return false;
  // The heading of a record is its name, whatever it looks like.
  if (leaf.node.closest('h3,h4,h5,h6') && label !== 'expiry' && !isLabelWithValue(part)) return true;
  if (label || (before?.label && before.label !== 'name' && isLabelWithValue(before))) return false;
  if (
    SENTENCE.test(text) ||
    isWeakStatement(withoutSubject(text)) ||
    isStatusWord(text) ||
    isSecretOrMasked(text) ||
    beginsWithExpiry(text) ||
    saysSomethingElse(text) ||
    /[:：]$/.test(text) ||
    isApiKeysTitle(text)
  )
    return false;
  if (/^[^:]{1,30}[:：]\s/.test(text) && fieldOf(text.split(/[:：]/)[0]!) !== undefined) return false;
  if (looksLikeDate(text, context)) return false;
  if (leaf.node.closest(POPUP)) return false;
  const button = buttonOf(part);
  return !button || opensRecord(button, part);
}

/**
 * Whether a button is the head of a record that opens: it is a heading, opens the text after it, or holds the rest of
 * the record.
 */
function opensRecord(button: PageNode, { text, before, next }: TextPart): boolean {
  if (button.attribute('aria-haspopup') !== null || PRESSED.test(text)) return false;
  if (button.closest(HEADING)) return true;
  if (isPartWithin(before, button) && !isSign(before.text)) return false;
  return (
    next !== undefined &&
    (isPartWithin(next, button) || button.attribute('aria-expanded') !== null) &&
    (isStatement(next.text) || isPartWithin(next.next, button))
  );
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

/**
 * Whether a weak name ("Production", "2026") counts: it comes first in a part of the page that has one expiry and no
 * other name.
 */
export function isLoneName(part: TextPart, statements: readonly ExpiryStatement[]): boolean {
  if (part.label || !mayNameKey(part.text) || part.before?.label) return false;
  const statement = statements.find(({ first }) => first.index > part.index);
  if (!statement || statement.first.index - part.index > LONE_NAME_REACH) return false;
  const home = commonAncestor(part.leaf.node, statement.node);
  if (!home || home.is('main,body')) return false;
  const within = partsWithin(home, statement);
  return (
    within[0] === part &&
    !within.some((other) => other.canBeName && !isPartOf(other, statement)) &&
    statements.every((other) => other === statement || !other.node.isWithin(home))
  );
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
  return first.before?.label === 'secret' && isLabelWithValue(first.before);
}
