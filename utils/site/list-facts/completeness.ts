import { AroundList } from './around-list';
import { KIND } from '../../page-model/kinds';
import { namesOfTable } from '../candidates/grids';
import type { PageNode } from '../../page-model/page-node';
import type { Steps } from '../../page-model/steps';
import type { SnapshotRow } from '../key-row';
import { isOfAnotherList } from '../evidence/other-list';
import { countsMore, isWindow } from './list-counts';
import { hasChosenPart, hasNarrowingBox, hasTypedFilter, hasUntoldChoice, saysFilter } from './list-filters';
import { hasFoldedPart, hasFurtherPage, hasHiddenKey, hasMoreToShow } from './list-pages';
import { isSelectingAddress } from './part-address';
import { isShownOnce, isStatus, NOT_LOADED } from '../vocabulary/part-words';

/*
 * Whether a page shows all keys there are. Each sign that it does not has a rule and a name; in doubt a list is
 * partial, since a key that a whole list lacks may count as deleted. Anything within a key is about that key; dialogs,
 * the form for a new key, and texts under the heading of another list are about something else.
 */

interface Sign {
  why: string;
  holds: (list: AroundList, page: { url: string; title: string }) => boolean;
}

/** The cheap ones come first. */
export const SIGNS: readonly Sign[] = [
  { why: 'address', holds: (_, { url }) => isSelectingAddress(url) },
  { why: 'loading', holds: (list) => isBusy(list) || saysLoading(list) || endsWithEmptyRow(list) },
  { why: 'window', holds: isWindow },
  { why: 'hidden key', holds: hasHiddenKey },
  { why: 'new key', holds: showsNewKey },
  { why: 'heading', holds: isUnderStatus },
  { why: 'search', holds: hasTypedFilter },
  { why: 'box', holds: hasNarrowingBox },
  { why: 'choice', holds: hasChosenPart },
  { why: 'choices', holds: hasUntoldChoice },
  { why: 'filter', holds: saysFilter },
  { why: 'pager', holds: hasFurtherPage },
  { why: 'fold', holds: hasFoldedPart },
  { why: 'more', holds: hasMoreToShow },
  { why: 'count', holds: (list, { title }) => countsMore(list, title) },
];

/** The first sign that the rows of a page are a part of its list; `undefined` if there is none. */
export function* signOfPart(
  body: PageNode,
  rows: readonly SnapshotRow[],
  page: { url: string; title: string },
): Steps<Sign | undefined> {
  const list = new AroundList(body, rows);
  for (const sign of SIGNS) {
    yield undefined;
    if (sign.holds(list, page)) return sign;
  }
  return undefined;
}

/** Whether a part that may be about the list is still loading; a busy button is not, but for what it does. */
function isBusy(list: AroundList): boolean {
  let isBusy = list.body.is('[aria-busy="true"]');
  list.body.visitKinds(KIND.busy, (node) => {
    isBusy ||= !node.closest('button,[role="button"]') && list.isAbout(node);
  });
  return isBusy;
}

function saysLoading(list: AroundList): boolean {
  if (list.nodes.some((node) => isLoadingSign(node) && list.isAbout(aroundPicture(node)))) return true;
  const isMissing = (text: string): boolean => NOT_LOADED.test(text) && !isOfAnotherList(text);
  return list.texts.some(({ node, text }) => isMissing(text) && list.isAbout(node));
}

/** Signs of loading without a text. */
const LOADING = '[aria-label^="loading" i],progress:not([value]),svg[role="progressbar"]:not([aria-valuenow])';

function isLoadingSign(node: PageNode): boolean {
  return node.is(LOADING) || (node.tag === 'svg' && node.has(LOADING));
}

/** A picture is no part of the page's text, but its parent is. */
function aroundPicture(node: PageNode): PageNode {
  return (node.tag === 'svg' && node.parent) || node;
}

/** Whether a row with as many cells follows the keys, in each of which something is drawn that has no text yet. */
function endsWithEmptyRow(list: AroundList): boolean {
  const { next, tag, children } = list.rows.at(-1)!.node;
  if (next?.tag !== tag || next.text !== '' || next.is('[aria-hidden="true"]')) return false;
  const isLike = children.length > 1 && next.children.length === children.length;
  const isDrawn = next.children.every((cell) => cell.children.length > 0);
  return isLike && isDrawn && !next.has('input,select,button,svg,img') && list.isAbout(next);
}

/** Whether the only key was just made, and the page shows it once: the others are elsewhere. */
function showsNewKey(list: AroundList): boolean {
  if (list.rows.length > 1) return false;
  return list.body.leaves.some(({ node }) => isShownOnce(node.text) && list.isAbout(node));
}

/** Whether all keys stand under a heading for some of them ("Expired keys"), with no other heading after it. */
function isUnderStatus(list: AroundList): boolean {
  const [first, last] = [list.rows[0]!.node, list.rows.at(-1)!.node];
  let above: PageNode | undefined;
  let hasOther = false;
  list.body.visitKinds(KIND.heading, (heading) => {
    if (!list.isAbout(heading)) return false;
    if (heading.isBefore(first)) above = heading;
    else if (heading.isBefore(last)) hasOther = true;
    return false;
  });
  const texts = [above && !hasOther ? above.text : '', ...namesOfList(list, first)];
  return texts.some((text) => isStatus(text) && !OF_ALL.test(text));
}

/** Words that the only heading of a list may contain if there are no other keys. */
const OF_ALL = /\b(?:active|valid|live|current|production|staging|sandbox|development|personal|shared)\b/i;

/** The name and the caption of the table that holds all keys. */
function namesOfList(list: AroundList, first: PageNode): readonly string[] {
  const table = first.closest('table,[role="table"],[role="grid"],[role="list"]');
  return table && list.rows.every(({ node }) => node.isWithin(table)) ? namesOfTable(table) : [];
}
