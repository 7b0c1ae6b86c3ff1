import {
  isPartWithin,
  buttonOf,
  HEADING,
  isInHeading,
  isLabelWithValue,
  type TextPart,
} from '../candidates/text-parts';
import type { ExpiryStatement } from '../candidates/statement';
import type { PageNode } from '../../page-model/page-node';
import { isSecretOrMasked } from '../../secrets/storage-gate';
import { isAction, isGivenNumber, isStatusWord } from '../vocabulary/labels';
import { couldBeSecret, LONG_CODE } from '../candidates/secret-cells';
import { isForCopying, isIconBefore, isOwnerBefore, isSelection } from './before-name';
import { isTermOfName } from './name';
import { weigh, type Rule } from './rule';

/* Which of the texts that can be a key's name is its name. */

/** A candidate among those of its record. */
interface Choice {
  part: TextPart;
  /** The candidate after it that is in no definition list. */
  next: TextPart | undefined;
  /** The heading right above the expiry. */
  title: PageNode | undefined;
  /** All parts of the record; absent if only those that are not its name by itself are compared. */
  own: readonly TextPart[] | undefined;
}

/** What makes a candidate a better one than the others; of two that are as good, the first is the name. */
export const BEST_NAME: Rule<Choice>[] = [
  {
    why: 'is labelled as the name',
    points: 200,
    page: 'name-label-after-team',
    holds: ({ part, own }) => own !== undefined && isLabelledName(part, own),
  },
  {
    why: 'is in the heading above the expiry',
    points: 100,
    page: 'name-heading-after-text',
    holds: ({ part, title }) => title !== undefined && isPartWithin(part, title),
  },
  {
    why: 'is a status or a button beside the name',
    points: -10,
    page: 'name-heading-after-text',
    holds: ({ part, title }) =>
      title !== undefined && isPartWithin(part, title) && (isStatusWord(part.text) || buttonOf(part) !== undefined),
  },
  {
    why: 'is a term of a definition list',
    points: -20,
    page: 'name-after-definitions',
    holds: ({ part }) => part.leaf.node.closest('dt') !== undefined,
  },
  {
    why: 'is a description in a definition list',
    points: -30,
    page: 'name-after-definitions',
    holds: ({ part }) => part.leaf.node.closest('dd') !== undefined,
  },
  {
    why: 'is code, and no key',
    points: 1,
    page: 'name-in-code-cards',
    holds: ({ part }) => part.leaf.node.closest('code') !== undefined && !couldBeSecret(part.text, LONG_CODE),
  },
  {
    why: 'says what a link does',
    points: -10,
    page: 'card-action-before-name',
    holds: ({ part }) => isAction(part.text) && part.leaf.node.closest('a,[role="link"]') !== undefined,
  },
  {
    why: 'is the number of the key',
    points: -1,
    page: 'cards-number-above-name',
    holds: ({ part }) => isGivenNumber(part.text),
  },
  {
    why: 'is the word of an icon, with the name after it',
    points: -1,
    page: 'icons-before-names-lines',
    holds: ({ part, next }) => next !== undefined && isIconBefore(part.leaf, next.leaf),
  },
  {
    why: 'is code beside the button that copies it',
    points: -10,
    page: 'new-key-with-copy-button-in-row',
    holds: ({ part }) => isForCopying(part.leaf),
  },
  {
    why: 'says whose key the text after it names',
    points: -1,
    page: 'names-after-owners-cards',
    holds: ({ part, next }) => next !== undefined && isOwnerBefore(part.leaf, next.leaf),
  },
  {
    why: 'is the label of a checkbox, with the name after it',
    points: -1,
    page: 'names-after-owners-cards',
    holds: ({ part, next }) => next !== undefined && isSelection(part.text, next.text),
  },
];

export function bestName(
  candidates: readonly TextPart[],
  { first }: ExpiryStatement,
  own?: readonly TextPart[],
): TextPart | undefined {
  const title = titleAbove(candidates, first);
  let best: TextPart | undefined;
  let most = -Infinity;
  let next: TextPart | undefined;
  for (const part of [...candidates].reverse()) {
    const points = weigh(BEST_NAME, { part, next, title, own });
    if (points >= most) [best, most] = [part, points];
    if (!part.leaf.node.closest('dt,dd')) next = part;
  }
  return best;
}

/** Whether a part stands under the label of a name in its record. */
export function isLabelledName(part: TextPart, own: readonly TextPart[]): boolean {
  const { before } = part;
  if (part.isSecret || !before || !own.includes(before)) return false;
  if (isTermOfName(part)) return part.canBeName;
  return (
    !part.label &&
    before.label === 'name' &&
    isLabelWithValue(before) &&
    !isSecretOrMasked(part.text) &&
    !buttonOf(part)
  );
}

/** The heading that is most likely that of the record whose expiry begins with `first`. */
function titleAbove(candidates: readonly TextPart[], first: TextPart): PageNode | undefined {
  const isAbove = ({ index }: TextPart): boolean => index < first.index;
  const all = candidates.filter(isInHeading);
  // Anything below the expiry is a part of the record.
  const headings = candidates.some(isAbove) ? all.filter(isAbove) : all.slice(0, 1);
  // A heading such as "Expired keys (2)" is that of a group.
  const last = headings.findLast(({ text }) => !/\bkeys?\s*(?:\(\d+\))?$/i.test(text)) ?? headings.at(-1);
  return last?.leaf.node.closest(HEADING);
}
