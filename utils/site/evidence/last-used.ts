import { readLastUsed, saysLastUsed } from '../last-used';
import type { Told } from './created';
import type { Rule } from './rule';

/** Which text of a record says when the key was last used. */
export const LAST_USED_TEXTS: Rule<Told>[] = [
  {
    why: 'is the value of the label of the last use',
    points: 1,
    page: 'cards-article-dl',
    holds: ({ part: { before, label, text, leaf }, context }) =>
      before?.label === 'lastUsed' && !label && readLastUsed(leaf.node, text, context) !== undefined,
  },
  {
    why: 'says itself that the key was used',
    points: 1,
    page: 'less-path-settings-api',
    holds: ({ part: { text, leaf }, context }) =>
      saysLastUsed(text) && readLastUsed(leaf.node, text, context) !== undefined,
  },
];
