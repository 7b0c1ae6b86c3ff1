import type { TextPart } from '../candidates/text-parts';
import type { Field } from '../vocabulary/labels';
import { findDate, type DateContext } from '../dates/dates';
import { readCreation, saysCreation } from '../key-row';
import type { Column } from './column';
import { beginsSpan, isEndOfSpan } from './columns';
import { hasDates, isPast } from './plain-columns';
import type { Rule } from './rule';

/* What says when a key was created. */

/** Which column does, by its label. */
export const CREATED_LABELS: Rule<Column>[] = [
  {
    why: 'is labelled as the creation',
    points: 4,
    page: 'less-api-access',
    holds: ({ field }) => field === 'created',
  },
  {
    why: 'is labelled "From" beside "To"',
    points: 2,
    page: 'columns-from-and-to',
    holds: (column) => beginsSpan(column) && column.all.some(isEndOfSpan),
  },
  {
    why: 'says who created the keys, and when',
    points: 1,
    page: 'name-cell-avatar-id-line',
    holds: ({ field, texts, context }) => field === 'owner' && texts.some((text) => findDate(text, context)),
  },
  {
    why: 'says when a key was created, beside something else',
    points: 1,
    page: 'columns-created-in-history',
    holds: ({ cells }) =>
      cells.some((cell) => cell?.leaves.some(({ text, node }) => saysCreation(text) || saysCreation(node.text))),
  },
];

/** Which column does, without labels. */
export const PLAIN_CREATED: Rule<Column>[] = [
  {
    why: 'has dates',
    points: 1,
    page: 'plain-columns-created-first',
    holds: hasDates,
  },
  {
    why: 'says when a key was created',
    points: 1,
    page: 'plain-columns-label-over-value',
    holds: ({ texts }) => texts.some(saysCreation),
  },
  {
    why: 'has dates to come',
    points: 'veto',
    page: 'plain-columns-later-date-behind',
    holds: (column) => !isPast(column),
  },
];

/** A text of a record: a label, or what may be behind one. */
export interface FactPart extends Pick<TextPart, 'leaf' | 'text'> {
  label?: Field | undefined;
  before?: Pick<FactPart, 'label' | 'leaf' | 'text'> | undefined;
}

/** One that may say what happened to a key. */
export interface Told {
  part: FactPart;
  context: DateContext;
}

/** Which text of a record does. */
export const CREATED_TEXTS: Rule<Told>[] = [
  {
    why: 'is the value of the label of the creation',
    points: 1,
    page: 'cards-article-dl',
    holds: ({ part: { before, label, text, leaf }, context }) =>
      before?.label === 'created' && !label && readCreation(leaf.node, text, context) !== undefined,
  },
  {
    why: 'says itself that the key was created',
    points: 1,
    page: 'cards-avatar-name-id',
    holds: ({ part: { text, leaf }, context }) =>
      saysCreation(text) && readCreation(leaf.node, text, context) !== undefined,
  },
  {
    why: 'is the date in a text that says before who created the key',
    points: 1,
    page: 'cards-created-by-then-date',
    holds: ({ part: { before, text, leaf }, context }) =>
      before?.leaf === leaf &&
      /^created by\b/i.test(before.text) &&
      readCreation(leaf.node, text, context) !== undefined,
  },
];
