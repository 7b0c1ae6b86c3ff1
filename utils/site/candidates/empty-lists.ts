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

/** The title under which a page says that there are no keys, in a table or in words; `undefined` if it does not. */
export function titleOfEmpty(grids: readonly Grid[], leaves: readonly Leaf[], body: PageNode): string | undefined {
  const titles = grids.filter(isEmptyKeyGrid).map(({ node }) => headingAbove(node, body)?.text ?? '');
  return titles.find(isHeadingOfKeys) ?? titleOfSaying(leaves, body);
}

/** A table of keys with no more than a row that says that there are none. */
function isEmptyKeyGrid({ header, rows }: Grid): boolean {
  return saysKeyName(header) && rows.length > 0 && rows.every(isDetail);
}

/** What a filter that hides all keys makes a page say too. */
const OF_FILTER = /\b(?:found|match\w*|filters?|search|results?|show|display)\b/i;

/** Whether a page that lists no keys says that there are none at all. */
export function saysNoKeys(body: PageNode): boolean {
  const leaves = body.leaves.filter(({ text }) => !OF_FILTER.test(text));
  return titleOfSaying(leaves, body) !== undefined;
}

function titleOfSaying(leaves: readonly Leaf[], body: PageNode): string | undefined {
  const saying = leaves.find(({ text }) => text.length <= 80 && (EMPTY.test(text) || WITHOUT_A_KEY.test(text)));
  const title = (saying && headingAbove(saying.node, body)?.text) ?? '';
  return isApiKeysTitle(title) ? title : undefined;
}
