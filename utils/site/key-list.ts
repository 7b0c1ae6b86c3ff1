import type { DateOrder, KeyKind, KeyOnTab, ListedKey, TabReport } from '../keys/key';
import { findAccount } from './account';
import { isWhole } from './completeness';
import { dateOrderOf } from './date-order';
import { looksLikeDate, type DateContext } from './dates';
import { KIND, lastMarkIn, leavesOf, textOf, visitMarks, type Leaf } from '../page-model/snapshot';
import {
  commonAncestor,
  ENTRY,
  isBefore,
  isShownWithin,
  isVisible,
  LONGEST_WAY,
  outwards,
  shownChildren,
  shownParent,
  isElement,
} from '../page-model/dom';
import { findImpliedGrids, findRepeatedRows, findTables, type Grid } from './grids';
import { rowsOfGrid } from './key-columns';
import type { KeyRow } from './key-row';
import { areColumnsOfAnotherList, fieldOf, isOfAnotherList, isStatusWord } from './labels';
import { readLabelledRecords } from './labelled-records';
import { activeScan, eachInSteps, orLeftOut, scanPart } from '../page-model/scan-cache';
import { inApiKeysSection, type Evidence } from './page-evidence';
import { withoutSecrets } from '../secrets/storage-gate';
import { isApiKeysTitle } from './titles';
import { withMadeNames } from './unnamed-keys';
import { unreadRowsBeside } from './unread-rows';

/** The keys that an API Keys tab shows. */
export interface ListedKeys {
  kind: KeyKind;
  account?: string;
  complete: boolean;
  /** The order of day and month that the page's dates prove. */
  dateOrder?: DateOrder;
  rows: readonly KeyRow[];
  /** It seems to hold keys that could not be read. */
  hasUnreadRows: boolean;
  /** The rows that the user was seen to delete: they are no longer among the others. */
  deleted?: readonly KeyRow[];
}

/** A document, its address, and the instant (ms) that relative dates are counted from. */
export interface PageContext {
  page: Document;
  url: string;
  now: number;
  /** The order that earlier numeric dates of this list proved. */
  knownDateOrder?: DateOrder | undefined;
}

/** Reads the keys that a page lists, or the section of it that says so; `undefined` if it shows none. */
export function readKeyList(
  { page, url, now, knownDateOrder }: PageContext,
  evidence: Evidence,
): ListedKeys | undefined {
  // A scan that was cut off goes on with the order that it began with.
  const { dateOrder, context } = scanPart('date order', () => {
    const dateOrder = dateOrderOf(leavesOf(page.body));
    return { dateOrder, context: { now, dateOrder: dateOrder ?? knownDateOrder } };
  });
  const read = scanPart('rows', () => readRows(page.body, context));
  const found = evidence === 'page' ? read : scanPart('rows in place', () => read.filter(inApiKeysSection(page, read)));
  const rows = scanPart('visible rows', () => visibleOf(found));
  if (rows.length === 0) return undefined;
  const account = scanPart('account', () => orLeftOut(() => findAccount(page, rows)));
  const kind = scanPart('kind', () => orLeftOut(() => kindOfList(page, url, rows))) ?? 'unknown';
  const hasUnreadRows =
    scanPart('unread rows', () => orLeftOut(() => unreadRowsBeside(rows, context).some(isSeen))) ?? false;
  const complete =
    scanPart('complete', () => orLeftOut(() => isWhole(page, rows, url))) === true &&
    !hasUnreadRows &&
    !activeScan()?.hasLeftOut;
  return {
    kind,
    complete,
    rows,
    hasUnreadRows,
    ...(account !== undefined && { account }),
    ...(dateOrder && { dateOrder }),
  };
}

function visibleOf(rows: readonly KeyRow[]): readonly KeyRow[] {
  const areVisible = eachInSteps(rows, ({ element, expiryElement }) =>
    orLeftOut(() => isSeen(expiryElement) && (element.contains(expiryElement) || isSeen(element))),
  );
  return rows.filter((_, index) => areVisible[index]);
}

function isSeen(element: Element): boolean {
  return activeScan()?.canBeSeen(element, isVisible) ?? isVisible(element);
}

/**
 * The report to the worker: names and dates, nothing else, and no secret that a page prints among them. If one was
 * taken out, different keys or accounts may look the same: such a list says nothing of what it lacks.
 */
export function reportOf({ kind, account, complete, dateOrder, rows, deleted }: ListedKeys): Omit<TabReport, 'at'> {
  const isAsPrinted =
    account === ownerOf({ kind, account }).account && rows.every((row) => row.name === listedKey(row).name);
  return {
    ...ownerOf({ kind, account }),
    complete: complete && isAsPrinted,
    ...(dateOrder && { dateOrder }),
    keys: rows.map(listedKey),
    ...(deleted?.length && { deleted: deleted.map(listedKey) }),
  };
}

/** The part of a row that the worker needs to find its record. */
export function keyOnTab({ kind, account }: ListedKeys, row: KeyRow): KeyOnTab {
  return { ...ownerOf({ kind, account }), key: listedKey(row) };
}

function ownerOf({
  kind,
  account,
}: {
  kind: KeyKind;
  account: string | undefined;
}): Pick<TabReport, 'kind' | 'account'> {
  return { kind, ...(account !== undefined && { account: withoutSecrets(account) }) };
}

const listedKeys = new WeakMap<KeyRow, ListedKey>();

/** The report of one row; made once for each. */
export function listedKey(row: KeyRow): ListedKey {
  let key = listedKeys.get(row);
  if (!key) {
    const { name, expiry, createdAt } = row;
    key = {
      name: withoutSecrets(name),
      expiry: { ...expiry, text: withoutSecrets(expiry.text) },
      ...(createdAt !== undefined && { createdAt }),
    };
    listedKeys.set(row, key);
  }
  return key;
}

const ASIDE = `dialog,[role="dialog"],[role="alertdialog"],aside,[role="complementary"],pre,[role="radiogroup"],[role="menu"],
  [role="tooltip"],[role="alert"],[role="log"],nav,[role="navigation"],[role="contentinfo"],[role="banner"]`;
const LIST = 'table,ul,ol,dl,[role="table"],[role="grid"],[role="list"]';
/** A status is a toast, and a footer belongs to the page, unless they are within an entry. */
const SECTION = `main,section,[role="main"],[role="tabpanel"],${ENTRY}`;

/** Dialogs, menus and the frame of every page are not part of the list. */
function isAside(element: Element): boolean {
  if (element.matches(ASIDE)) return true;
  if (element.matches('[role="status"]')) return !element.parentElement?.closest(ENTRY) && !element.querySelector(LIST);
  if (element.localName === 'footer') return !element.closest(SECTION);
  if (!element.matches('label,fieldset')) return false;
  const choice = element.querySelector('input[type="radio"],select,[role="combobox"]');
  return choice !== null && !element.querySelector(LIST);
}

function readRows(body: Element, context: DateContext): readonly KeyRow[] {
  const tables = findTables(body).filter(({ element }) => orLeftOut(() => isInAside(element, body)) === false);
  const labelled = tables.filter(({ header }) => header.length > 0);
  const lists = [scanPart('rows in tables', () => rowsOfGrids(labelled, body, context))];
  const tableElements = new Set(labelled.map(({ element }) => element));
  const leaves = scanPart('texts', () =>
    leavesOf(body, (element) => tableElements.has(element) || isAside(element), KIND.table | KIND.notContent),
  );
  const implied = findImpliedGrids(leaves);
  const impliedRows = scanPart('rows in columns', () => rowsOfGrids(implied, body, context));
  lists.push(impliedRows);
  const others =
    impliedRows.length === 0
      ? leaves
      : leaves.filter(({ element }) => !implied.some((grid) => isShownWithin(element, grid.element)));
  const unlabelled = tables.filter(({ header, rows: { length } }) => header.length === 0 && length > 1);
  // Lists without any label come last: if others were read, they are something else.
  const unlabelledRows = isNone(lists) ? rowsOfGrids(unlabelled, body, context) : [];
  lists.push(unlabelledRows);
  const headings = lists.map((rows) => headingOf(rows, body));
  if (!headings.some((heading) => /\bkeys?\b/i.test(heading)) && saysEmpty(leaves, body)) return [];
  // If a table of keys comes right under the page's title, other things that expire are not keys.
  if (unlabelledRows.length === 0 && !isApiKeysTitle(headings[0]!))
    lists.push(scanPart('records', () => underBestHeading(readLabelledRecords(others, context), body)));
  if (isNone(lists))
    lists.push(
      rowsOfGrids(
        findRepeatedRows(others, (text) => looksLikeDate(text, context)),
        body,
        context,
      ),
    );
  return withMadeNames(inDocumentOrder(lists.filter(({ length }) => length > 0)));
}

/** The heading above the first of the rows; empty if there is none. */
function headingOf([first]: readonly KeyRow[], body: Element): string {
  return textOfHeading(first && headingsAbove(new Set([first.element]), body).get(first.element));
}

function textOfHeading(heading: Element | undefined): string {
  return heading ? textOf(heading) : '';
}

function isNone(lists: readonly KeyRow[][]): boolean {
  return lists.every(({ length }) => length === 0);
}

/** The keys of those grids that are lists of keys, judged by their headers and the headings above them. */
function rowsOfGrids(grids: readonly Grid[], body: Element, context: DateContext): KeyRow[] {
  if (grids.length === 0) return [];
  const headings = headingsAbove(new Set(grids.map(({ element }) => element)), body);
  const read = grids
    .map((grid) => ({ grid, above: headings.get(grid.element), heading: textOfHeading(headings.get(grid.element)) }))
    .filter(({ grid, heading }) => orLeftOut(() => isKeyGrid(grid, heading)))
    .map(({ grid, above, heading }) => ({
      grid,
      heading,
      rows: orLeftOut(() => rowsOfGrid(grid, above, context)) ?? [],
    }));
  const main = read.find(({ heading, rows }) => rows.length > 0 && isApiKeysTitle(heading));
  const lists = read.filter(
    ({ grid, heading }) =>
      !main || hasSameColumns(grid, main.grid) || /\bkeys?\b/i.test(heading) || isStatusWord(heading),
  );
  const rows = lists.map((list) => list.rows);
  return lists.some(({ heading }) => SELECTED.test(heading)) ? withoutRepeated(rows) : rows.flat();
}

/** The heading of a list whose keys are in the list of all keys, too. */
const SELECTED = /\b(?:expiring|pinned|favou?rites?|starred|attention|recent(?:ly)?)\b/i;

/** Merges several lists, each key once. Two rows of one list are two keys, however alike. */
function withoutRepeated(lists: readonly KeyRow[][]): KeyRow[] {
  const seen = new Set<string>();
  return lists.flatMap((rows) => {
    const fresh = rows
      .map((row) => ({ row, key: JSON.stringify([row.name, row.expiry]) }))
      .filter(({ key }) => !seen.has(key));
    for (const { key } of fresh) seen.add(key);
    return fresh.map(({ row }) => row);
  });
}

/**
 * Whether two lists have the same columns: one under a heading of its own, such as an agency's, continues the other.
 */
function hasSameColumns(grid: Grid, other: Grid): boolean {
  return grid.header.length === 0 || grid.header.join('\n').toLowerCase() === other.header.join('\n').toLowerCase();
}

function isInAside(element: Element, body: Element): boolean {
  for (
    let ancestor: Element | null = element, steps = 0;
    ancestor && ancestor !== body && steps < LONGEST_WAY;
    ancestor = ancestor.parentElement, steps++
  )
    if (isAside(ancestor)) return true;
  return false;
}

/**
 * The records that are not under the heading of another list. If some come right under a heading that says "API keys",
 * those under headings that do not mention keys are rules or news in the same layout.
 */
function underBestHeading(rows: readonly KeyRow[], body: Element): KeyRow[] {
  if (rows.length === 0) return [];
  const headings = headingsAbove(new Set(rows.map(({ element }) => element)), body);
  const headed = rows
    .map((row) => ({ row, heading: orLeftOut(() => titleWithin(row)) ?? textOfHeading(headings.get(row.element)) }))
    .filter(({ heading }) => !isOfAnotherList(heading));
  const isDirect = headed.some(({ heading }) => isApiKeysTitle(heading));
  return headed.filter(({ heading }) => !isDirect || /\bkeys?\b/i.test(heading)).map(({ row }) => row);
}

/** The title of a section that has a single key, and so seems to be all of the key. */
function titleWithin({ element, expiryElement, name }: KeyRow): string | undefined {
  if (element === expiryElement) return undefined;
  let title: string | undefined;
  visitMarks(element, KIND.heading, (heading) => {
    if (title !== undefined || !isBefore(heading, expiryElement)) return false;
    const text = textOf(heading);
    if (!text.includes(name)) title = text;
    return false;
  });
  return title;
}

const EMPTY =
  /\b(?:no|0|not have any|n['’]t have any|n['’]t created any|not created any) (?:active |valid )?(?:api )?keys(?:\s+(?:yet|found|available|here|so far|at the moment|to (?:show|display)))?\s*(?:[.!,]|$)/i;

/** The longest sentence that there are no keys, in characters. Chosen, not measured. */
const LONGEST_EMPTY = 80;

/** Whether the page says right under its title that there are no keys: then anything with a date is something else. */
function saysEmpty(leaves: readonly Leaf[], body: Element): boolean {
  const saying = leaves.find(({ text }) => text.length <= LONGEST_EMPTY && EMPTY.test(text));
  return (
    saying !== undefined &&
    isApiKeysTitle(textOfHeading(headingsAbove(new Set([saying.element]), body).get(saying.element)))
  );
}

function isKeyGrid({ element, header }: Grid, heading: string): boolean {
  if (areColumnsOfAnotherList(header)) return false;
  const caption =
    (element as Partial<HTMLTableElement>).caption?.textContent ?? element.getAttribute('aria-label') ?? '';
  return !isOfAnotherList(heading) && !isOfAnotherList(caption);
}

/** Maps each element to the nearest heading above it, if there is one; headings within any of them do not count. */
function headingsAbove(elements: ReadonlySet<Element>, body: Element): Map<Element, Element | undefined> {
  const headings = new Map<Element, Element | undefined>();
  const around = ancestorsOf(elements);
  let heading: Element | undefined;
  const follow = (element: Element): void => {
    const children = shownChildren(element);
    for (let index = 0; index < children.length && headings.size < elements.size; index++) {
      const child = children[index]!;
      if (!isElement(child)) continue;
      if (elements.has(child)) {
        headings.set(child, heading);
      } else if (around.has(child)) {
        if (orLeftOut(() => isHeading(child))) heading = child;
        follow(child);
      } else heading = lastMarkIn(child, KIND.heading) ?? heading;
    }
  };
  follow(body);
  return headings;
}

function ancestorsOf(elements: ReadonlySet<Element>): Set<Element> {
  const around = new Set<Element>();
  for (const element of elements) {
    for (const ancestor of outwards(shownParent(element))) {
      if (around.has(ancestor)) break;
      around.add(ancestor);
    }
  }
  return around;
}

function isHeading(element: Element): boolean {
  return element.matches('h1,h2,h3,h4,[role="heading"]');
}

/** Each list is in order by itself; to compare two places of a long list is slow in browsers. */
function inDocumentOrder(lists: readonly KeyRow[][]): readonly KeyRow[] {
  if (lists.length < 2) return lists[0] ?? [];
  return lists
    .flat()
    .sort((row, other) =>
      row.expiryElement.compareDocumentPosition(other.expiryElement) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1,
    );
}

/** Words that plainly say which kind of key a page lists, and words that are merely usual around read keys. */
const WRITE_WORDS = /x-dgs-admin-api-key|\badmin dashboard\b|\bwrite keys?\b|\bdata owners?\b/i;
const READ_WORDS = /(?<!admin-api-|admin-)\bx-api-key|\bapi dashboard\b|\bread keys?\b/i;
const TIER = /tier|plan|^v2:/i;
const AROUND_READ_KEYS = /\brate limits?\b|\bdevelopers?\b/i;

/** Write keys or read keys, if the page says which: plain words outweigh the usual ones, contradictions say nothing. */
function kindOfList(page: Document, url: string, rows: readonly KeyRow[]): KeyKind {
  const list = commonAncestor(rows[0]!.element, rows.at(-1)!.element);
  const around = list?.parentElement ?? list;
  const text = `${page.title} ${aboutPage(page).join(' ')}`;
  const hasTier = (): boolean =>
    around !== null &&
    leavesOf(around).some(
      ({ text: label }) => TIER.test(label) && (label.startsWith('v2:') || fieldOf(label) === 'tier'),
    );
  const isWrite = /\/admin\b/i.test(url) || WRITE_WORDS.test(text);
  const isRead = /\bapi[-/]dashboard\b/i.test(url) || READ_WORDS.test(text);
  if (isWrite !== isRead) return isWrite ? 'write' : 'read';
  return !isWrite && (AROUND_READ_KEYS.test(text) || hasTier()) ? 'read' : 'unknown';
}

/** The page's own texts outside of its tables: its headings, and the paragraphs of its main part. */
function aboutPage(page: Document): string[] {
  const texts: string[] = [];
  visitMarks(page.body, KIND.heading | KIND.paragraph | KIND.table, (element, kinds) => {
    if ((kinds & KIND.table) !== 0) return false;
    if (/^h[1-3]$/.test(element.localName) || (element.localName === 'p' && element.closest('main')))
      texts.push(element.textContent ?? '');
    return true;
  });
  return texts;
}
