import type { Leaf } from '../../page-model/page-node';
import { isSecretOrMasked } from '../../secrets/storage-gate';
import {
  fieldOf,
  isAction,
  isGivenNumber,
  isKindOfKey,
  isLabelWithText,
  isSign,
  isStatusWord,
} from '../vocabulary/labels';
import { isChipBefore, isIconBefore, isOwnerBefore, isSelection } from './before-name';
import type { Rule } from './rule';

/* Which of the texts in the cell of a name is the name. */

interface CellText {
  leaf: Leaf;
  text: string;
  /** The text after it. */
  next: Leaf | undefined;
}

/** Whether a text is a label that the cell of a name may repeat. */
export function isNameLabel(text: string): boolean {
  return fieldOf(text) === 'name' || /^description:?$/i.test(text);
}

/** What speaks against one; of those that are as good, the first is the name. */
export const NAME_IN_CELL: Rule<CellText>[] = [
  {
    why: 'is a secret, or masked',
    points: 'veto',
    page: 'name-cell-masked-key-above',
    holds: ({ text }) => isSecretOrMasked(text),
  },
  {
    why: 'is a status, or a kind of keys',
    points: -1,
    page: 'name-cell-chips-before',
    holds: ({ text }) => isStatusWord(text) || isKindOfKey(text),
  },
  {
    why: 'is a chip in the line of the name after it',
    points: -1,
    page: 'name-cell-test-chip-before',
    holds: ({ leaf, next }) => next !== undefined && isChipBefore(leaf, next),
  },
  {
    why: 'says what a link or button does',
    points: -1,
    page: 'name-cell-action-before',
    holds: ({ text }) => isAction(text),
  },
  {
    why: 'is the label of the column, as narrow screens repeat it',
    points: -2,
    page: 'table-labels-repeated-in-cells',
    holds: ({ text, next }) => next !== undefined && isNameLabel(text),
  },
  {
    why: 'is a picture',
    points: -2,
    page: 'name-cell-star-before',
    holds: ({ text }) => isSign(text),
  },
  {
    why: 'is the word of an icon, with the name after it',
    points: -2,
    page: 'icons-before-names-cells',
    holds: ({ leaf, next }) => next !== undefined && isIconBefore(leaf, next),
  },
  {
    why: 'says whose key the text after it names',
    points: -2,
    page: 'name-cell-after-owners',
    holds: ({ leaf, next }) => next !== undefined && isOwnerBefore(leaf, next),
  },
  {
    why: 'is the label of a checkbox, with the name after it',
    points: -2,
    page: 'name-cell-after-owners',
    holds: ({ text, next }) => next !== undefined && isSelection(text, next.text),
  },
  {
    why: 'is a label with its value',
    points: -2,
    page: 'name-cell-after-owners',
    holds: ({ text }) => isLabelWithText(text),
  },
  {
    why: 'is the number of the key',
    points: -2,
    page: 'name-cell-id-line-above',
    holds: ({ text }) => isGivenNumber(text),
  },
];
