import type { Expiry } from '../../keys/expiry';
import { ENTRY } from '../../page-model/dom';
import { labelsAttachedTo } from '../../page-model/fields';
import { KIND } from '../../page-model/kinds';
import { wordsIn } from '../../page-model/letters';
import type { PageNode } from '../../page-model/page-node';
import { isUnseen } from '../../page-model/unseen';
import { Part } from '../../page-model/part';
import type { ReadingSteps, Steps } from '../../page-model/steps';
import { looksLikeDate, type DateContext } from '../dates/dates';
import { isPartOfForm } from './form-parts';
import { titleOfEmpty } from './empty-lists';
import { findTables, namesOfTable, type Grid } from './grids';
import { ancestorsOf, headingAbove, headingsAbove, isEnclosed, titleOf } from './headings';
import { rowsOfGrid } from './key-columns';
import { outermost, type ListTitle } from './text-titles';
import type { SnapshotRow } from '../key-row';
import {
  areColumnsOfAnotherList,
  isOfAnotherList,
  OTHER_COLUMNS,
  OTHER_TITLES,
  saysKeyName,
} from '../evidence/other-list';
import { reasons } from '../evidence/rule';
import { fieldOf, isStatusWord } from '../vocabulary/labels';
import { headsOtherKeys, isAboutKeys, isBesideKeys } from '../vocabulary/other-lists';
import { offersKey } from '../recognise/joint-evidence';
import { isApiKeysTitle, isHeadingOfKeys, isLesserTitle } from '../vocabulary/titles';
import { withMadeNames } from './unnamed-keys';

const DIALOG = 'dialog,[role="dialog"]';
const ASIDE = `[role="alertdialog"],aside,[role="complementary"],pre,[role="radiogroup"],[role="menu"],
  [role="tooltip"],[role="alert"],[role="log"],nav,[role="navigation"],[role="contentinfo"],[role="banner"]`;
const LIST = 'table,ul,ol,dl,[role="table"],[role="grid"],[role="list"]';
/** A status is a toast, and a footer belongs to the page, unless they are within an entry. */
const SECTION = `main,section,[role="main"],[role="tabpanel"],${ENTRY}`;

/** Dialogs, menus and the frame of every page are not part of the list. */
function isAside(node: PageNode): boolean {
  if ((node.kinds & KIND.notContent) === 0) return false;
  if (node.is(DIALOG)) return !hasTitleOfKeys(node);
  if (node.is(ASIDE)) return true;
  if (node.role === 'status') return !node.parent?.closest(ENTRY) && !node.has(LIST);
  if (node.tag === 'footer') return !node.closest(SECTION);
  return node.is('label,fieldset') && node.has('input[type="radio"],select,[role="combobox"]') && !node.has(LIST);
}

/**
 * Settings may open in a dialog: it is content if its title, its label or the tab selected in it says "API keys", or if
 * that says less and a key can be made in it.
 */
function hasTitleOfKeys(dialog: PageNode): boolean {
  const titles = [dialog.attribute('aria-label') ?? '', ...labelsAttachedTo(dialog).map(({ text }) => text)];
  dialog.visitKinds(KIND.title, ({ text }) => void titles.push(text));
  return titles.some(isApiKeysTitle) || (titles.some(isLesserTitle) && offersKey(dialog));
}

/** Most pages list their keys in a table with labels, right under their title: only the others need this. */
export const WITHOUT_TABLES = new Part(() => import('./lists-without-tables'));

/** The keys that a page shows, in whatever form it lists them. */
export function* readRows(body: PageNode, context: DateContext): ReadingSteps<readonly SnapshotRow[]> {
  const tables = (yield* findTables(body)).filter(({ node }) => !isInAside(node, body));
  yield undefined;
  const labelled = tables.filter(({ header }) => header.length > 0);
  let lists = [yield* rowsOfGrids(labelled, body, context)];
  const labelledTables = new Set(labelled.map(({ node }) => node));
  const leaves = body
    .leavesWithout((node) => labelledTables.has(node) || isAside(node), KIND.table | KIND.notContent)
    .filter(({ node }) => !isUnseen(node));
  yield undefined;
  const isDate = (text: string): boolean => looksLikeDate(text, context);
  const isLabelled = leaves.some(({ text }) => fieldOf(text) === 'expiry');
  const implied = isLabelled ? (yield* WITHOUT_TABLES.loaded()).findImpliedGrids(leaves, isDate) : [];
  const impliedRows = yield* rowsOfGrids(implied, body, context);
  lists.push(impliedRows);
  const others =
    impliedRows.length === 0 ? leaves : leaves.filter(({ node }) => !implied.some((grid) => node.isWithin(grid.node)));
  const unlabelled = tables.filter(({ header, rows: { length } }) => header.length === 0 && length > 1);
  // Lists without any label come last: if others were read, they are something else.
  const unlabelledRows = isNone(lists) ? yield* rowsOfGrids(unlabelled, body, context) : [];
  lists.push(unlabelledRows);
  const headings = lists.map((rows) => headingOf(rows, body));
  const isOfKeys = headings.some((heading) => isAboutKeys(heading) || headsOtherKeys(heading));
  const empty = isOfKeys ? undefined : titleOfEmpty(labelled, leaves, body);
  if (empty !== undefined) {
    const { readLabelledRecords } = yield* WITHOUT_TABLES.loaded();
    const records = withHeadings(yield* readLabelledRecords(others, context), body);
    const ofOthers = records.filter(({ heading }) => heading !== empty && headsOtherKeys(heading));
    return yield* withMadeNames(ofOthers.map(({ row }) => row));
  }
  // If a table of keys comes right under the page's title, other things that expire are not keys.
  if (unlabelledRows.length === 0 && !isApiKeysTitle(headings[0]!)) {
    const { readLabelledRecords } = yield* WITHOUT_TABLES.loaded();
    const records = underBestHeading(yield* readLabelledRecords(others, context), body);
    const isDirect = isHeadingOfKeys(headingOf(records, body));
    lists = [...lists.filter((_, index) => !(isDirect && isBesideKeys(headings[index]!))), records];
  }
  if (isNone(lists)) {
    const { findRepeatedRows } = yield* WITHOUT_TABLES.loaded();
    const repeated = findRepeatedRows(
      others.filter(({ node }) => !isPartOfForm(node)),
      isDate,
    );
    lists.push(yield* rowsOfGrids(repeated, body, context));
  }
  return yield* withMadeNames(withoutShownAgain(inDocumentOrder(lists.filter(({ length }) => length > 0))));
}

/** Without the keys that stand apart from a list that has them too: details of one of them, or a message about it. */
function withoutShownAgain(rows: readonly SnapshotRow[]): readonly SnapshotRow[] {
  if (new Set(rows.map(({ name }) => name)).size === rows.length) return rows;
  const counts = new Map<PageNode | undefined, number>();
  for (const { node } of rows) counts.set(listAround(node), (counts.get(listAround(node)) ?? 0) + 1);
  const [listed, apart] = [true, false].map((isListed) =>
    rows.filter(({ node }) => counts.get(listAround(node))! > 1 === isListed),
  );
  const again = new Set(apart!.filter((row) => listed!.some((other) => isShownAgain(other, row))));
  return again.size === 0 ? rows : rows.filter((row) => !again.has(row));
}

/** What holds a key and may hold others: not the box of that one alone. */
function listAround({ parent }: PageNode): PageNode | undefined {
  return parent?.children.length === 1 ? listAround(parent) : parent;
}

/** Whether what stands apart is a key of a list, in another form: the only key of another group looks as the others. */
function isShownAgain(listed: SnapshotRow, { node, name, expiry, isUnnamed }: SnapshotRow): boolean {
  const isSame = !isUnnamed && name === listed.name && saysNoMore(expiry, listed.expiry);
  return isSame && (formOf(node) !== formOf(listed.node) || node.closest(LIVE) !== undefined);
}

function saysNoMore(expiry: Expiry, listed: Expiry): boolean {
  if (expiry.kind !== 'dated' || listed.kind !== 'dated') return expiry.kind === listed.kind;
  return expiry.earliest <= listed.earliest && listed.latest <= expiry.latest;
}

function formOf({ tag, children }: PageNode): string {
  return [tag, ...children.map((child) => child.tag)].join();
}

/** What says something new, for a while. */
const LIVE = '[aria-live]:not([aria-live="off"])';

/** The heading above the first of the rows; empty if there is none. */
function headingOf([first]: readonly SnapshotRow[], body: PageNode): string {
  return (first && headingAbove(first.node, body)?.text) ?? '';
}

function isNone(lists: readonly (readonly SnapshotRow[])[]): boolean {
  return lists.every(({ length }) => length === 0);
}

/** The keys of those grids that are lists of keys, judged by their headers and the headings above them. */
function* rowsOfGrids(grids: readonly Grid[], body: PageNode, context: DateContext): Steps<readonly SnapshotRow[]> {
  if (grids.length === 0) return [];
  const headings = headingsAbove(new Set(grids.map(({ node }) => node)), body);
  const read: { grid: Grid; heading: string; rows: readonly SnapshotRow[] }[] = [];
  for (const grid of grids) {
    const above = headings.get(grid.node);
    const heading = above?.text ?? '';
    if (isKeyGrid(grid, above, context))
      read.push({ grid, heading, rows: yield* rowsOfGrid(grid, above?.node, context) });
  }
  const main = read.find(({ heading, rows }) => rows.length > 0 && isHeadingOfKeys(heading));
  const lists = read.filter(
    ({ grid, heading }) => !main || hasSameColumns(grid, main.grid) || isAboutKeys(heading) || isStatusWord(heading),
  );
  const rows = lists.map((list) => list.rows);
  return lists.some(({ heading }) => SELECTED.test(heading)) ? withoutRepeated(rows) : rows.flat();
}

/** The heading of a list whose keys are in the list of all keys, too. */
const SELECTED = /\b(?:expiring|pinned|favou?rites?|starred|attention|recent(?:ly)?)\b/i;

/** Merges several lists, each key once. Two rows of one list are two keys, however alike. */
function withoutRepeated(lists: readonly (readonly SnapshotRow[])[]): SnapshotRow[] {
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

function isInAside(node: PageNode, body: PageNode): boolean {
  for (const ancestor of node.outwards()) {
    if (ancestor === body) break;
    if (isAside(ancestor)) return true;
  }
  return false;
}

/**
 * Without the records under the heading of another list. If some come right under a heading that says "API keys",
 * those under headings that do not mention keys are rules or news in the same layout.
 */
function underBestHeading(rows: readonly SnapshotRow[], body: PageNode): SnapshotRow[] {
  const headed = withHeadings(rows, body);
  const isDirect = headed.some(({ heading }) => isHeadingOfKeys(heading));
  return headed.filter(({ heading }) => !isDirect || isAboutKeys(heading)).map(({ row }) => row);
}

/** The records that are not under the heading of another list, with the heading above each. */
function withHeadings(rows: readonly SnapshotRow[], body: PageNode): { row: SnapshotRow; heading: string }[] {
  if (rows.length === 0) return [];
  const names = new Set(rows.map(({ name }) => name));
  const headings = headingsAbove(withEntriesLike(rows.map(({ node }) => node)), body, names);
  return (
    rows
      .map((row) => ({ row, heading: titleWithin(row) ?? headings.get(row.node)?.text ?? '' }))
      // A key's own name is no title of a list.
      .filter(({ row, heading }) => heading === row.name || !isOfAnotherList(heading))
  );
}

/**
 * Nodes with those beside them that are like them: each may be a key that could not be read, and its heading is no
 * title of what follows.
 */
function withEntriesLike(nodes: readonly PageNode[]): Set<PageNode> {
  const all = new Set(nodes);
  const levels = new Map<PageNode, Set<string>>();
  for (const node of nodes) {
    const level = levelOf(node);
    if (node.parent && level) levels.set(node.parent, (levels.get(node.parent) ?? new Set()).add(level));
  }
  const around = ancestorsOf(nodes);
  for (const [parent, ofKeys] of levels)
    for (const child of parent.children) if (!around.has(child) && ofKeys.has(levelOf(child) ?? '')) all.add(child);
  return all;
}

/** The element that an entry is, and that of its title; `undefined` without one. */
function levelOf(entry: PageNode): string | undefined {
  const title = titleOf(entry);
  return title && `${entry.tag} ${title.tag}`;
}

/** The title of a section that has a single key, and so seems to be all of the key. */
function titleWithin({ node, expiryNode, name }: SnapshotRow): string | undefined {
  if (node === expiryNode) return undefined;
  let title: string | undefined;
  let isNamed = false;
  // A name may be split in its heading, and is stored without signs that print nothing.
  const lettersOf = (text: string): string => wordsIn(text).join('');
  node.visitKinds(KIND.heading, (heading) => {
    isNamed ||= lettersOf(heading.text).includes(lettersOf(name));
    if (title === undefined && heading.isBefore(expiryNode) && !isNamed) title = heading.text;
    return false;
  });
  return title;
}

function isKeyGrid({ node, header }: Grid, above: ListTitle | undefined, context: DateContext): boolean {
  const isAbove = above && !(saysKeyName(header) && isEnclosed(above.node, node));
  const titles = [isAbove ? above.text : '', ...namesOfTable(node)];
  const isOther = areColumnsOfAnotherList(header) || titles.some(isOfAnotherList) || isExample(node);
  context.explain?.({
    about: 'another list',
    node,
    text: [...titles, ...header].filter(Boolean).join(' | '),
    verdict: isOther ? 'of something other than keys' : 'may be of keys',
    because: [
      ...reasons(OTHER_COLUMNS, header),
      ...titles.flatMap((title) => reasons(OTHER_TITLES, title).map((reason) => `${reason} ("${title}")`)),
    ],
  });
  return !isOther;
}

/** Whether the paragraph before a table says that it is an example. */
function isExample(table: PageNode): boolean {
  const { previous } = outermost(table);
  return previous?.tag === 'p' && /\bexamples?:$/i.test(previous.text);
}

/** Each list is in order by itself; to compare two places of a long list is slow in browsers. */
function inDocumentOrder(lists: readonly (readonly SnapshotRow[])[]): readonly SnapshotRow[] {
  if (lists.length < 2) return lists[0] ?? [];
  return lists.flat().sort((row, other) => (row.expiryNode.isBefore(other.expiryNode) ? -1 : 1));
}
