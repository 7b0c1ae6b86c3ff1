import { commonAncestor } from '../../page-model/node-search';
import type { PageNode } from '../../page-model/page-node';
import { isPartOf, type ExpiryStatement } from '../candidates/statement';
import { partsWithin, type TextPart } from '../candidates/text-parts';
import { mayNameKey } from '../vocabulary/labels';
import { weigh, type Rule } from './rule';

/* Whether a word that accompanies names, such as "Production", is one by itself. */

/** The most parts of a record between a weak name and its expiry. Chosen, not measured. */
const LONE_NAME_REACH = 8;
/** A weak name ("Production", "2026") and the expiry after it, in the smallest part of the page that holds both. */
interface LoneName {
  part: TextPart;
  statement: ExpiryStatement;
  home: PageNode;
  within: readonly TextPart[];
  statements: readonly ExpiryStatement[];
}

/** What speaks against a weak name. */
export const NO_LONE_NAME: Rule<LoneName>[] = [
  {
    why: 'does not come first in its part of the page',
    points: 'veto',
    page: 'stage-behind-key',
    holds: ({ part, within }) => within[0] !== part,
  },
  {
    why: 'has a name beside it',
    points: 'veto',
    page: 'stage-before-name',
    holds: ({ statement, within }) => within.some((other) => other.canBeName && !isPartOf(other, statement)),
  },
  {
    why: 'stands with the expiry of another key',
    points: 'veto',
    page: 'stage-over-keys',
    holds: ({ statement, statements, home }) =>
      statements.some((other) => other !== statement && other.node.isWithin(home)),
  },
];

/** Whether a weak name counts. */
export function isLoneName(part: TextPart, statements: readonly ExpiryStatement[]): boolean {
  if (part.label || !mayNameKey(part.text)) return false;
  const statement = statements.find(({ first }) => first.index > part.index);
  const home = statement && commonAncestor(part.leaf.node, statement.node);
  const isFar = statement && statement.first.index - part.index > LONE_NAME_REACH;
  if (!home || isFar || home.is('main,body')) return false;
  return weigh(NO_LONE_NAME, { part, statement, home, within: partsWithin(home, statement), statements }) === 0;
}
