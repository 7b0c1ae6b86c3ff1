import type { Leaf, PageNode } from '../../page-model/page-node';
import { saysKeyName } from '../evidence/other-list';
import { isApiKeysTitle, isHeadingOfKeys } from '../vocabulary/titles';
import { isDetail, type Grid } from './grids';
import { headingAbove } from './headings';

/* Whether a page says that there are no keys. */

const EMPTY = new RegExp(
  "\\b(?:no|0|not have any|n['’]t have any|n['’]t created any|not created any) (?:active |valid )?(?:api )?keys" +
    '(?:\\s+(?:yet|found|available|here|so far|at the moment|to (?:show|display)|associated with .*))?\\s*(?:[.!,]|$)',
  'i',
);
/** The same of one key, if it is all that a text says: "If you do not have an API key" is advice. */
const WITHOUT_A_KEY = new RegExp(
  "^(?:you )?(?:(?:do |have )?not|don['’]t|haven['’]t|no) (?:(?:have|created|made) )?" +
    '(?:an? )?(?:active |valid )?(?:api )?key(?: (?:yet|found|available))?[.!]?$',
  'i',
);

/** A table of keys, under their title, with no more than a row that says that there are none. */
export function isEmptyKeyGrid({ node, header, rows }: Grid, body: PageNode): boolean {
  const isEmpty = saysKeyName(header) && rows.length > 0 && rows.every(isDetail);
  return isEmpty && isHeadingOfKeys(headingAbove(node, body)?.text ?? '');
}

/** What a filter that hides all keys makes a page say too. */
const OF_FILTER = /\b(?:found|match\w*|filters?|search|results?|show|display)\b/i;

/** Whether a page that lists no keys says that there are none at all. */
export function saysNoKeys(body: PageNode): boolean {
  return saysEmpty(
    body.leaves.filter(({ text }) => !OF_FILTER.test(text)),
    body,
  );
}

/** Whether the page says right under its title that there are no keys: then anything with a date is something else. */
export function saysEmpty(leaves: readonly Leaf[], body: PageNode): boolean {
  const saying = leaves.find(({ text }) => text.length <= 80 && (EMPTY.test(text) || WITHOUT_A_KEY.test(text)));
  return saying !== undefined && isApiKeysTitle(headingAbove(saying.node, body)?.text ?? '');
}
