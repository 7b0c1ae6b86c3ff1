import type { PageNode } from '../../page-model/page-node';
import { isUnseen } from '../../page-model/unseen';
import { looksLikeDate, type DateContext } from '../dates/dates';
import { CREATED_TEXTS, type FactPart } from '../evidence/created';
import { LAST_USED_TEXTS } from '../evidence/last-used';
import { weigh } from '../evidence/rule';
import { readCreation, type SnapshotRow } from '../key-row';
import { readLastUsed } from '../last-used';
import { fieldOf } from '../vocabulary/labels';
import { DATE_PIECES, isDatePiece } from './labelled-expiry';
import { labelsFirst } from './value-first';
import { statementsIn } from './text-parts';

/* What the texts of a record say of its key's past, those that stand apart from it among them. */

/** What was of a key, and when. */
export type Past = Pick<SnapshotRow, 'createdAt' | 'lastUsed'>;

export function pastAmong(facts: readonly FactPart[], context: DateContext): Past {
  const whole = facts.map((part, index) => withTime(part, facts.slice(index, index + DATE_PIECES), context));
  const saying = (rules: typeof CREATED_TEXTS): FactPart | undefined =>
    whole.find((part) => weigh(rules, { part, context }) > 0);
  const [created, used] = [saying(CREATED_TEXTS), saying(LAST_USED_TEXTS)];
  const createdAt = created && readCreation(created.leaf.node, created.text, context);
  const lastUsed = used && readLastUsed(used.leaf.node, used.text, context);
  return { ...(createdAt !== undefined && { createdAt }), ...(lastUsed && { lastUsed }) };
}

/** A value with the rest of its date, if that is in the parts after it: the time, or the month. */
function withTime(value: FactPart, parts: readonly FactPart[], context: DateContext): FactPart {
  if (value.label || !value.before?.label) return value;
  const end = parts.findIndex((part) => part.label ?? !isDatePiece(part));
  for (const pieces = parts.slice(0, end < 0 ? DATE_PIECES : end); pieces.length > 1; pieces.pop()) {
    const text = pieces.map((piece) => piece.text).join(' ');
    if (looksLikeDate(text, context)) return { ...value, text };
  }
  return value;
}

/** The same of what stands beside its expiry, below its row, or is opened by its heading. */
export function pastIn({ leaves }: PageNode, context: DateContext): Past {
  const texts = leaves
    .filter(({ node }) => !isUnseen(node))
    .flatMap((leaf) =>
      leaf.text
        .split(/(?<=[.;])\s+(?=\D)/)
        .flatMap(statementsIn)
        .map((text) => ({ leaf, text, label: fieldOf(text) })),
    );
  const facts = labelsFirst(texts).map((fact, index, all) => ({ ...fact, before: all[index - 1] }));
  return pastAmong(facts, context);
}
