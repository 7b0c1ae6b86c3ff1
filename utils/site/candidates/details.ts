import type { Leaf, PageNode } from '../../page-model/page-node';
import { isUnseen } from '../../page-model/unseen';
import type { DateContext } from '../dates/dates';
import { readCreation, saysCreation, type SnapshotRow } from '../key-row';
import { readLastUsed, saysLastUsed } from '../last-used';
import { fieldOf, type Field } from '../vocabulary/labels';

/* What stands apart from a key, below its row or its heading, and says more about it. */

/** What was of a key, and when. */
export type Past = Pick<SnapshotRow, 'createdAt' | 'lastUsed'>;

/** What details say of the past of their key, in sentences or behind labels. */
export function pastIn({ leaves }: PageNode, context: DateContext): Past {
  const said = leaves
    .filter(({ node }) => !isUnseen(node))
    .flatMap(({ node, text }): Leaf[] =>
      text.split(/(?<=[.;])\s+(?=\D)/).map((sentence) => ({ node, text: sentence })),
    );
  const among = <Value>(
    field: Field,
    isSaid: (text: string) => boolean,
    read: (node: PageNode, text: string, context: DateContext) => Value | undefined,
  ): Value | undefined => {
    for (const [index, { node, text }] of said.entries()) {
      const isOfField = isSaid(text) || fieldOf(said[index - 1]?.text ?? '') === field;
      const value = isOfField ? read(node, text, context) : undefined;
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const createdAt = among('created', saysCreation, readCreation);
  const lastUsed = among('lastUsed', saysLastUsed, readLastUsed);
  return { ...(createdAt !== undefined && { createdAt }), ...(lastUsed && { lastUsed }) };
}
