import { AroundList } from './around-list';
import { isLoading, KIND, queryAll, textOf, visitMarks } from '../page-model/snapshot';
import { isBefore } from '../page-model/dom';
import type { KeyRow } from './key-row';
import { isOfAnotherList } from './labels';
import { countsMore, isWindow } from './list-counts';
import { hasChosenPart, hasNarrowingBox, hasTypedFilter, hasUntoldChoice, saysFilter } from './list-filters';
import { hasFoldedPart, hasFurtherPage, hasHiddenKey, hasMoreToShow } from './list-pages';
import { isSelectingAddress } from './part-address';
import { isStatus, NOT_LOADED } from './part-words';

/*
 * Whether a page shows all keys there are. Each sign that it does not has a rule and a name; in doubt a list is
 * partial, since a key that a whole list lacks may count as deleted. Anything within a key is about that key; dialogs,
 * the form for a new key, and texts under the heading of another list are about something else.
 */

interface Sign {
  why: string;
  holds: (list: AroundList, url: string) => boolean;
}

/** The cheap ones come first. */
const SIGNS: readonly Sign[] = [
  { why: 'address', holds: (_, url) => isSelectingAddress(url) },
  { why: 'loading', holds: (list) => isLoading(list.body.ownerDocument) || saysLoading(list) },
  { why: 'window', holds: isWindow },
  { why: 'hidden key', holds: hasHiddenKey },
  { why: 'heading', holds: isUnderStatus },
  { why: 'search', holds: hasTypedFilter },
  { why: 'box', holds: hasNarrowingBox },
  { why: 'choice', holds: hasChosenPart },
  { why: 'choices', holds: hasUntoldChoice },
  { why: 'filter', holds: saysFilter },
  { why: 'pager', holds: hasFurtherPage },
  { why: 'fold', holds: hasFoldedPart },
  { why: 'more', holds: hasMoreToShow },
  { why: 'count', holds: countsMore },
];

export const SIGN_NAMES: readonly string[] = SIGNS.map(({ why }) => why);

/** The first sign that the rows of a page are a part of its list; `undefined` if there is none. */
export function signOfPart(page: Document, rows: readonly KeyRow[], url: string): string | undefined {
  const list = new AroundList(page.body, rows);
  return SIGNS.find(({ holds }) => holds(list, url))?.why;
}

export function isWhole(page: Document, rows: readonly KeyRow[], url: string): boolean {
  return signOfPart(page, rows, url) === undefined;
}

function saysLoading(list: AroundList): boolean {
  const isAbout = (element: Element): boolean => list.isAbout(aroundPicture(element));
  if (LOADING.some((selector) => queryAll(list.body, selector).some(isAbout))) return true;
  const isMissing = (text: string): boolean => NOT_LOADED.test(text) && !isOfAnotherList(text);
  return list.texts.some(({ element, text }) => isMissing(text) && list.isAbout(element));
}

/** A picture is no part of the page's text, but its parent is. */
function aroundPicture(element: Element): Element {
  return element.closest('svg')?.parentElement ?? element;
}

/** Signs of loading without a text. */
const LOADING = ['[aria-label^="loading" i]', 'progress:not([value])'];

/** Whether all keys stand under a heading for some of them ("Expired keys"), with no other heading after it. */
function isUnderStatus(list: AroundList): boolean {
  const [first, last] = [list.rows[0]!.element, list.rows.at(-1)!.element];
  let above: Element | undefined;
  let hasOther = false;
  visitMarks(list.body, KIND.heading, (heading) => {
    if (!list.isAbout(heading)) return false;
    if (isBefore(heading, first)) above = heading;
    else if (isBefore(heading, last)) hasOther = true;
    return false;
  });
  const texts = [above && !hasOther ? textOf(above) : '', nameOfTable(list, first)];
  return texts.some((text) => isStatus(text) && !OF_ALL.test(text));
}

/** Words that the only heading of a list may contain if there are no other keys. */
const OF_ALL = /\b(?:active|valid|live|current|production|staging|sandbox|development|personal|shared)\b/i;

/** The caption or name of the table that holds all keys. */
function nameOfTable(list: AroundList, first: Element): string {
  const table = first.closest<HTMLTableElement>('table,[role="table"],[role="grid"],[role="list"]');
  if (!table || !list.rows.every(({ element }) => table.contains(element))) return '';
  return table.getAttribute('aria-label') ?? (table as Partial<HTMLTableElement>).caption?.textContent?.trim() ?? '';
}
