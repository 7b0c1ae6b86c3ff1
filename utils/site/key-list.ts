import type { Expiry } from '../keys/expiry';
import type { KeyKind, ListedKey, Reading } from '../keys/key';
import { findDate, looksLikeDate, readExpiry } from './dates';
import { countTexts, isLoading, KIND, lastMarkIn, leavesOf, remembered, textOf, validTextOf, visitMarks, type Leaf } from './digest';
import { commonAncestor, isShownWithin, isVisible, queryEach, shownChildren, shownParent, isElement } from './dom';
import { findImpliedGrids, findRepeatedRows, findTables, type Grid, type GridRow } from './grids';
import { cleanName, innermostPrinting, readCreatedAt, readPrintedExpiry, type KeyRow } from './key-row';
import { areColumnsOfAnotherList, areInitials, fieldOf, isOfAnotherList, isSign, isStatusWord, type Field } from './labels';
import { readLabelledRecords } from './labelled-records';
import { currentMemory, eachInSteps, partOfLook } from './memory';
import { inApiKeysSection, type Evidence } from './page-evidence';
import { isSecretOrMasked, withoutSecrets } from './secret';
import { isApiKeysTitle } from './titles';

/** What an API Keys tab shows. */
export interface KeyList {
  kind: KeyKind;
  account?: string;
  complete: boolean;
  rows: readonly KeyRow[];
}

/** What is looked at: a document, its address, and the instant (ms) that relative dates are counted from. */
export interface Look {
  page: Document;
  url: string;
  now: number;
}

/** Reads the keys that a page lists, or the section of it that says so; `undefined` where it shows none. */
export function readKeyList({ page, url, now }: Look, evidence: Evidence): KeyList | undefined {
  const read = partOfLook('rows', () => readRows(page.body, now));
  const found = evidence === 'page' ? read : partOfLook('rows in place', () => read.filter(inApiKeysSection(page, read)));
  const rows = partOfLook('visible rows', () => visibleOf(found));
  if (rows.length === 0) return undefined;
  const account = partOfLook('account', () => findAccount(page));
  const kind = partOfLook('kind', () => tellKind(page, url, rows));
  const complete = partOfLook('complete', () => isComplete(page, rows));
  return { kind, complete, rows, ...(account !== undefined && { account }) };
}

function visibleOf(rows: readonly KeyRow[]): readonly KeyRow[] {
  const areVisible = eachInSteps(rows, ({ element, expiryElement }) => isSeen(expiryElement) && (element.contains(expiryElement) || isSeen(element)));
  return rows.filter((_, index) => areVisible[index]);
}

/** Whether a person can see an element, as far as that is remembered. */
function isSeen(element: Element): boolean {
  return currentMemory()?.canBeSeen(element, isVisible) ?? isVisible(element);
}

/** What the worker is told of a list: names and dates, nothing else, and no secret that a page prints among them. */
export function readingOf({ rows, account, ...list }: KeyList): Reading {
  return { ...list, ...(account !== undefined && { account: withoutSecrets(account) }), keys: rows.map(listedKey) };
}

const listedKeys = new WeakMap<KeyRow, ListedKey>();

/** What the worker is told of one row; made once for each. */
export function listedKey(row: KeyRow): ListedKey {
  let key = listedKeys.get(row);
  if (!key) {
    const { name, expiry, createdAt } = row;
    key = { name: withoutSecrets(name), expiry: { ...expiry, text: withoutSecrets(expiry.text) }, ...(createdAt !== undefined && { createdAt }) };
    listedKeys.set(row, key);
  }
  return key;
}

const ASIDE = `dialog,[role="dialog"],[role="alertdialog"],aside,[role="complementary"],pre,[role="radiogroup"],[role="menu"],
  [role="tooltip"],[role="alert"],[role="log"],nav,[role="navigation"],[role="contentinfo"],[role="banner"]`;
const LIST = 'table,ul,ol,dl,[role="table"],[role="grid"],[role="list"]';
/** A status is a toast and a footer the page's own, unless they stand within a card. */
const CARD = 'article,li,tr,[role="listitem"],[role="row"],[role="article"]';
const SECTION = `main,section,[role="main"],[role="tabpanel"],${CARD}`;

/** Dialogs and menus are not part of the list, nor is what is around every page. */
function isAside(element: Element): boolean {
  if (element.matches(ASIDE)) return true;
  if (element.matches('[role="status"]')) return !element.parentElement?.closest(CARD) && !element.querySelector(LIST);
  if (element.localName === 'footer') return !element.closest(SECTION);
  if (!element.matches('label,fieldset')) return false;
  const choice = element.querySelector('input[type="radio"],select,[role="combobox"]');
  return choice !== null && !element.querySelector(LIST);
}

function readRows(body: Element, now: number): readonly KeyRow[] {
  const tables = findTables(body).filter(({ element }) => !isInAside(element, body));
  const labelled = tables.filter(({ header }) => header.length > 0);
  const lists = [partOfLook('rows in tables', () => rowsOfGrids(labelled, body, now))];
  const tableElements = new Set(labelled.map(({ element }) => element));
  const leaves = partOfLook('texts', () => leavesOf(body, (element) => tableElements.has(element) || isAside(element), KIND.table | KIND.aside));
  const implied = findImpliedGrids(leaves);
  const impliedRows = partOfLook('rows in columns', () => rowsOfGrids(implied, body, now));
  lists.push(impliedRows);
  const others = impliedRows.length === 0 ? leaves : leaves.filter(({ element }) => !implied.some((grid) => isShownWithin(element, grid.element)));
  const unlabelled = tables.filter(({ header, rows: { length } }) => header.length === 0 && length > 1);
  // Lists without any label come last: where others were read, they are something else.
  const unlabelledRows = isNone(lists) ? rowsOfGrids(unlabelled, body, now) : [];
  lists.push(unlabelledRows);
  const headings = lists.map((rows) => headingOf(rows, body));
  if (!headings.some((heading) => /\bkeys?\b/i.test(heading)) && saysEmpty(leaves, body)) return [];
  // Where a table of keys stands right under the page's title, what else expires is something else.
  if (unlabelledRows.length === 0 && !isApiKeysTitle(headings[0]!)) lists.push(partOfLook('records', () => underBestHeading(readLabelledRecords(others, now), body)));
  if (isNone(lists)) lists.push(rowsOfGrids(findRepeatedRows(others, (text) => looksLikeDate(text, { now })), body, now));
  return inDocumentOrder(lists.filter(({ length }) => length > 0));
}

/** The heading above the first of some rows; empty if there is none. */
function headingOf([first]: readonly KeyRow[], body: Element): string {
  return (first && headingsAbove(new Set([first.element]), body).get(first.element)) ?? '';
}

function isNone(lists: readonly KeyRow[][]): boolean {
  return lists.every(({ length }) => length === 0);
}

/** The keys in those of the lists that are lists of keys, as far as their headers and the headings above them tell. */
function rowsOfGrids(grids: readonly Grid[], body: Element, now: number): KeyRow[] {
  if (grids.length === 0) return [];
  const headings = headingsAbove(new Set(grids.map(({ element }) => element)), body);
  return grids.filter((grid) => isKeyGrid(grid, headings.get(grid.element) ?? '')).flatMap((grid) => rowsOfGrid(grid, headings.get(grid.element) ?? '', now));
}

function isInAside(element: Element, body: Element): boolean {
  for (let at: Element | null = element; at && at !== body; at = at.parentElement) if (isAside(at)) return true;
  return false;
}

/**
 * The records that do not stand under the heading of another list. Where some stand right under a heading that says
 * "API keys", those under headings that do not speak of keys are rules or news in the same dress.
 */
function underBestHeading(rows: readonly KeyRow[], body: Element): KeyRow[] {
  if (rows.length === 0) return [];
  const headings = headingsAbove(new Set(rows.map(({ element }) => element)), body);
  const headed = rows.map((row) => ({ row, heading: headings.get(row.element) ?? '' })).filter(({ heading }) => !isOfAnotherList(heading));
  const isDirect = headed.some(({ heading }) => isApiKeysTitle(heading));
  return headed.filter(({ heading }) => !isDirect || /\bkeys?\b/i.test(heading)).map(({ row }) => row);
}

const EMPTY = /\b(?:no|0|not have any|n['’]t have any|n['’]t created any|not created any) (?:active |valid )?(?:api )?keys(?:\s+(?:yet|found|available|here|so far|at the moment|to (?:show|display)))?\s*(?:[.!,]|$)/i;

/** Whether the page says right under its title that there are no keys: then what has dates is something else. */
function saysEmpty(leaves: readonly Leaf[], body: Element): boolean {
  const saying = leaves.find(({ text }) => text.length <= 80 && EMPTY.test(text));
  return saying !== undefined && isApiKeysTitle(headingsAbove(new Set([saying.element]), body).get(saying.element) ?? '');
}

function isKeyGrid({ element, header }: Grid, heading: string): boolean {
  if (areColumnsOfAnotherList(header)) return false;
  const caption = (element as Partial<HTMLTableElement>).caption?.textContent ?? element.getAttribute('aria-label') ?? '';
  return !isOfAnotherList(heading) && !isOfAnotherList(caption);
}

/** For each of the elements the text of the heading nearest above it; headings within any of them do not count. */
function headingsAbove(elements: ReadonlySet<Element>, body: Element): Map<Element, string> {
  const headings = new Map<Element, string>();
  const around = ancestorsOf(elements);
  let heading: Element | undefined;
  const follow = (element: Element): void => {
    const children = shownChildren(element);
    for (let index = 0; index < children.length; index++) {
      const child = children[index]!;
      if (!isElement(child)) continue;
      if (elements.has(child)) {
        headings.set(child, heading ? textOf(heading) : '');
      } else if (around.has(child)) {
        if (isHeading(child)) heading = child;
        follow(child);
      } else heading = lastMarkIn(child, KIND.heading) ?? heading;
    }
  };
  follow(body);
  return headings;
}

/** All that is around any of the elements. */
function ancestorsOf(elements: ReadonlySet<Element>): Set<Element> {
  const around = new Set<Element>();
  for (const element of elements) {
    for (let at = shownParent(element); at && !around.has(at); at = shownParent(at)) around.add(at);
  }
  return around;
}

function isHeading(element: Element): boolean {
  return element.matches('h1,h2,h3,h4,[role="heading"]');
}

/** Which column holds the expiry and which the name, by their labels or, without labels, by what is in them. */
interface Columns {
  expiry: number;
  name: number;
  created: number;
  status: number;
  /** What the expiry's column is labelled; empty without a label. */
  label: string;
  /** Its dates are printed as in America: "12/31/2026". */
  isMonthFirst: boolean;
}

function rowsOfGrid(grid: Grid, heading: string, now: number): KeyRow[] {
  const columns = grid.header.length > 0 ? labelledColumns(grid, heading, now) : unlabelledColumns(grid, now);
  if (!columns) return [];
  const places = Object.values(columns).join();
  const fact = { cells: `key in cells ${places}`, children: `key in children ${places}` };
  return eachInSteps(grid.rows, (row) => {
    // "In 3 months" is another instant every moment.
    const known = row.within && remembered(row.element, fact[row.within], () => ({ key: readRow(row, columns, now), now }));
    const isOld = !known || (known.now !== now && known.key?.expiry.kind === 'dated' && known.key.expiry.approximate);
    return isOld ? readRow(row, columns, now) : known.key;
  }).filter((key) => key !== undefined);
}

function labelledColumns({ header, rows }: Grid, heading: string, now: number): Columns | undefined {
  const fields = header.map(fieldOf);
  const expiry = expiryColumn(header, fields, rows, now) ?? columnThatSaysExpiry(fields, rows);
  if (expiry < 0) return undefined;
  const named = (field: Field, isGood: (column: number) => boolean = () => true): number => fields.findIndex((one, column) => one === field && isGood(column));
  const hasNames = (column: number): boolean => rows.some(({ cells }) => isName(nameIn(cells[column])));
  const name = [named('name', (column) => /name|label|title|alias/i.test(header[column]!) && hasNames(column)), named('name', hasNames), named('description', hasNames)].find((column) => column >= 0)
    // A label that we do not know may be that of the names where the heading says that these are keys.
    ?? fields.findIndex((field, column) => field === undefined && /\bkeys?\b/i.test(heading) && hasNames(column));
  return name < 0 ? undefined : { expiry, name, created: fields.indexOf('created'), status: fields.indexOf('status'), label: header[expiry]!, isMonthFirst: isMonthFirst(header[expiry]!, rows, expiry) };
}

/** How many rows tell what a column holds. */
const ENOUGH_ROWS = 20;

const SLASHED = /\b(\d\d?)\/(\d\d?)\/(?=\d{4}\b)/;

/** Whether the dates of a column can be read month first only, or its label says that they are. */
function isMonthFirst(label: string, rows: readonly GridRow[], column: number): boolean {
  if (/\bMM\/DD\//i.test(label)) return true;
  if (!rows.slice(0, ENOUGH_ROWS).some(({ cells }) => cells[column] && SLASHED.test(textOf(cells[column])))) return false;
  const dates = rows.map(({ cells }) => cells[column] && SLASHED.exec(textOf(cells[column]))).filter((date) => date != null);
  return dates.some(([, , second]) => Number(second) > 12) && !dates.some(([, first]) => Number(first) > 12);
}

/**
 * The column that is labelled as the expiry. Of several ("Days left", "Renewal date", "Expiry date") it is the one with
 * most dates, and among those the one whose label speaks of expiry.
 */
function expiryColumn(header: readonly string[], fields: readonly (Field | undefined)[], rows: readonly GridRow[], now: number): number | undefined {
  const labelled = indicesOf(fields, (field) => field === 'expiry');
  // A label that we do not know may speak of it: "Token expiry".
  const others = (pattern: RegExp): number[] => indicesOf(header, (label, column) => fields[column] === undefined && label.length <= 40 && pattern.test(label));
  const spans = others(/^from$/i).length > 0 ? others(/^to$/i) : [];
  const columns = [labelled, others(/\bexpir(?:es?|y|ation)\b/i), spans].find(({ length }) => length > 0) ?? [];
  if (columns.length < 2) return columns[0];
  const score = (column: number): number => 2 * rows.slice(0, ENOUGH_ROWS).filter(({ cells }) => cells[column] && readCreatedAt(textOf(cells[column]), now) !== undefined).length
    + (/expir/i.test(header[column]!) ? 1 : 0);
  return columns.reduce((best, column) => (score(column) > score(best) ? column : best));
}

function indicesOf<Item>(items: readonly Item[], isWanted: (item: Item, index: number) => boolean): number[] {
  return items.flatMap((item, index) => (isWanted(item, index) ? [index] : []));
}

/** Where no column is labelled as the expiry, the status may tell it: "Expires in 12 days". */
function columnThatSaysExpiry(fields: readonly (Field | undefined)[], rows: readonly GridRow[]): number {
  const saying = (column: number): number => rows.filter(({ cells }) => cells[column] && saysExpiry(textOf(cells[column]))).length;
  return fields.findIndex((field, column) => (field === 'status' ? saying(column) > 0 : field === undefined && saying(column) > rows.length / 2));
}

function unlabelledColumns({ rows }: Grid, now: number): Columns | undefined {
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const columns = Array.from({ length: width }, (_, column) => rows.map(({ cells }) => (cells[column] ? textOf(cells[column]) : '')));
  const spans = columns.map((texts) => texts.map((text) => (looksLikeDate(text, { now }) || saysExpiry(text) ? dateIn(text, now) : undefined)));
  const dated = spans.map((dates) => dates.filter((date) => date !== undefined));
  const candidates = dated.flatMap((dates, column) => (dates.length >= rows.length / 2 ? [column] : []));
  // Creation and use are past, expiry mostly is not: the column with the latest date has the expiry.
  const latest = (column: number): number => Math.max(...dated[column]!);
  const labelled = candidates.find((column) => columns[column]!.some(saysExpiry));
  const expiry = labelled ?? candidates.sort((one, other) => latest(other) - latest(one))[0];
  if (expiry === undefined || (labelled === undefined && latest(expiry) <= now)) return undefined;
  const name = columns.findIndex((texts, column) => column !== expiry && !candidates.includes(column) && texts.some(isName) && rows.every(({ cells }) => isName(nameIn(cells[column])) || !cells[column]));
  const created = candidates.find((column) => column !== expiry && latest(column) <= now) ?? -1;
  return name < 0 ? undefined : { expiry, name, created, status: -1, label: '', isMonthFirst: isMonthFirst('', rows, expiry) };
}

function saysExpiry(text: string): boolean {
  return text.length <= 80 && /\b(?:expir|valid (?:until|till)|active (?:until|till))/i.test(text);
}

/** The latest instant that a text's date allows; Infinity for "No expiration". */
function dateIn(text: string, now: number): number | undefined {
  const date = findDate(text, { now });
  if (date?.kind === 'dated') return date.latest;
  return /no expir|never expires|does ?n[o']t expire/i.test(text) ? Infinity : undefined;
}

function readRow({ element, cells }: GridRow, columns: Columns, now: number): KeyRow | undefined {
  const expiryCell = cells[columns.expiry];
  const nameCell = cells[columns.name];
  if (!expiryCell || !nameCell || expiryCell === nameCell) return undefined;
  const name = nameIn(nameCell);
  // A row that opens and says nothing of an expiry is the heading of a group.
  const isGroup = element.hasAttribute('aria-expanded') && textOf(expiryCell) === '';
  if (!isName(name) || isGroup) return undefined;
  const expiryElement = innermostPrinting(expiryCell);
  const created = cells[columns.created];
  const createdAt = created && readCreatedAt(columns.isMonthFirst ? textOf(created).replace(SLASHED, '$2/$1/') : textOf(created), now);
  const expiry = expiryIn(expiryCell, columns, cells[columns.status], now);
  return { element, expiryElement, name: cleanName(name), expiry, ...(createdAt !== undefined && { createdAt }) };
}

/** The expiry that a cell prints, with what its column's label and the row's status say of it. */
function expiryIn(cell: Element, { label, isMonthFirst }: Columns, status: Element | undefined, now: number): Expiry {
  const text = validTextOf(cell);
  const printed = isMonthFirst && SLASHED.test(text) ? monthFirst(text, now) : readPrintedExpiry(cell, text, now);
  const expiry = printed.kind === 'unknown' ? (withoutFootnote(cell, now) ?? printed) : printed;
  const isExpired = status !== undefined && /^expired$/i.test(textOf(status));
  if (isExpired && (expiry.kind === 'unknown' || !/[\p{L}\d]/u.test(text))) return { kind: 'expired', text: expiry.text };
  if (expiry.kind === 'unknown' && label !== '' && text !== '') {
    // "Expires in" above "12 days", and "Days left" above "12", are a date only together.
    const together = [`${label} ${text}`, `${text} ${label}`, ...(/\b(?:left|remaining)\b/i.test(label) ? [`${text} left`] : [])].map((both) => readExpiry(both, { now })).find(({ kind }) => kind === 'dated');
    return together ? { ...together, text: expiry.text } : expiry;
  }
  // A zone in the label is that of all times below it.
  const zone = /\b(?:UTC|GMT)(?: ?[+-]\d\d?(?::?\d\d)?)?(?!\w)/.exec(label)?.[0];
  const zoned = zone === undefined || /\b(?:SGT|UTC|GMT)\b|Singapore|[+-]\d\d:?\d\d\)?$|\dZ$/i.test(text) ? expiry : readExpiry(`${text} ${zone}`, { now });
  return zoned.kind === 'dated' && zoned.earliest === zoned.latest ? { ...zoned, text: expiry.text } : expiry;
}

function monthFirst(text: string, now: number): Expiry {
  const expiry = readExpiry(text.replace(SLASHED, '$2/$1/'), { now });
  // What could be read either way is told by the other dates.
  if (expiry.kind !== 'dated') return { ...expiry, text };
  const { ambiguous: _, ...certain } = expiry;
  return { ...certain, text };
}

/** The expiry that a cell prints beside the mark of a footnote. */
function withoutFootnote(cell: Element, now: number): Expiry | undefined {
  if (!cell.querySelector('sup')) return undefined;
  const text = leavesOf(cell, ({ localName }) => localName === 'sup').map((leaf) => leaf.text).join(' ');
  const expiry = readPrintedExpiry(cell, text, now);
  return expiry.kind === 'unknown' ? undefined : expiry;
}

/** The name in a cell that may hold more: a description, a masked key, a badge "New", buttons. */
function nameIn(cell: Element | undefined): string {
  if (!cell) return '';
  const leaves = leavesOf(cell, (element) => element.matches('[role="menu"],[role="tooltip"]')).filter(({ isPicture }) => !isPicture);
  const free = leaves.filter(({ element }) => {
    const aside = element.closest('button,[role="button"],[aria-hidden="true"]');
    return !aside || !cell.contains(aside);
  });
  const printed = (free.length > 0 ? free : leaves).map(({ text }) => text);
  // Beside the name there may be its column's label, for narrow screens, and initials in a circle.
  const texts = printed.filter((text, index) => index === printed.length - 1 || !(fieldOf(text) || isSign(text) || areInitials(text, printed[index + 1]!)));
  const first = texts[0];
  // A column named "Name" holds names, whatever they look like; only what is clearly beside the name is passed over.
  return texts.find((text) => !isSecretOrMasked(text) && !isStatusWord(text)) ?? (first && !isSecretOrMasked(first) ? first : '');
}

function isName(text: string): boolean {
  return cleanName(text) !== '';
}

/** Each list is in order by itself; comparing two places of a long list takes a browser long. */
function inDocumentOrder(lists: readonly KeyRow[][]): readonly KeyRow[] {
  if (lists.length < 2) return lists[0] ?? [];
  return lists.flat().sort((one, other) => (one.expiryElement.compareDocumentPosition(other.expiryElement) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1));
}

/** What says plainly which kind of key a page lists, and what is usual around read keys alone. */
const WRITE_WORDS = /x-dgs-admin-api-key|\badmin dashboard\b|\bwrite keys?\b|\bdata owners?\b/i;
const READ_WORDS = /(?<!admin-api-|admin-)\bx-api-key|\bapi dashboard\b|\bread keys?\b/i;
const TIER = /tier|plan|^v2:/i;
const AROUND_READ_KEYS = /\brate limits?\b|\bdevelopers?\b/i;

/** Write keys and read keys, where the page tells which: plain words outweigh the usual ones, contradictions tell nothing. */
function tellKind(page: Document, url: string, rows: readonly KeyRow[]): KeyKind {
  const list = commonAncestor(rows[0]!.element, rows.at(-1)!.element);
  const around = list?.parentElement ?? list;
  const text = `${page.title} ${aboutPage(page).join(' ')}`;
  const hasTier = (): boolean => around !== null && leavesOf(around).some(({ text: label }) => TIER.test(label) && (label.startsWith('v2:') || fieldOf(label) === 'tier'));
  const isWrite = /\/admin\b/i.test(url) || WRITE_WORDS.test(text);
  const isRead = /\bapi[-/]dashboard\b/i.test(url) || READ_WORDS.test(text);
  if (isWrite !== isRead) return isWrite ? 'write' : 'read';
  return !isWrite && (AROUND_READ_KEYS.test(text) || hasTier()) ? 'read' : 'unknown';
}

/** What a page says of itself outside of its tables: its headings, and the paragraphs of its main part. */
function aboutPage(page: Document): string[] {
  const texts: string[] = [];
  visitMarks(page.body, KIND.heading | KIND.paragraph | KIND.table, (element, kinds) => {
    if ((kinds & KIND.table) !== 0) return false;
    if (/^h[1-3]$/.test(element.localName) || (element.localName === 'p' && element.closest('main'))) texts.push(element.textContent ?? '');
    return true;
  });
  return texts;
}

const E_MAIL = /^(?:signed in as |logged in as |account: ?)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)$/i;

/** The e-mail address of the signed-in account, where the page's header shows exactly one. */
function findAccount(page: Document): string | undefined {
  const found = new Set<string>();
  visitMarks(page.body, KIND.banner, (element) => {
    for (const { text } of leavesOf(element)) {
      const address = text.includes('@') ? E_MAIL.exec(text)?.[1] : undefined;
      if (address) found.add(address.toLowerCase());
    }
    return false;
  });
  return found.size === 1 ? [...found][0] : undefined;
}

const SEARCH = 'input[type="search"],[role="search"] input,input[placeholder*="earch" i],input[placeholder*="filter" i],input[aria-label*="earch" i],input[aria-label*="filter" i]';

/** Whether the page shows all keys there are: nothing still loads, no search is on, no further page is offered. */
function isComplete(page: Document, rows: readonly KeyRow[]): boolean {
  const body = page.body;
  if (isLoading(page)) return false;
  if (queryEach<HTMLInputElement>(body, ['input']).some((input) => input.value.trim() !== '' && input.matches(SEARCH))) return false;
  let isWhole = true;
  visitMarks(body, KIND.table, (list) => {
    const count = Number(list.getAttribute('aria-rowcount') ?? 0);
    if (count < 0 || count > rows.length + 1) isWhole = false;
  });
  return isWhole && !hasFurtherPage(body, rows);
}

const FURTHER_PAGES = new Set(['next', 'previous', 'last']);
const COUNT_OF_ALL = /\b(\d+)\s*(?:-|–|—|to)\s*(\d+)\s+of\s+(\d+)\b|\bshowing\s+(\d+)\s+of\s+(\d+)\b|\bpage\s+(\d+)\s+(?:of|\/)\s+(\d+)\b/i;

function offersFurtherPage(control: string): boolean {
  const label = control.toLowerCase();
  return FURTHER_PAGES.has(label.replace(/^go to /, '').replace(/^the /, '').replace(/ page$/, '')) || /^(?:load|show|view) (?:more|all)\b/.test(label);
}

function hasFurtherPage(body: Element, rows: readonly KeyRow[]): boolean {
  let further = false;
  const keys = new Set(rows.map(({ element }) => element));
  visitMarks(body, KIND.row | KIND.control, (element, kinds) => {
    // What stands in the row of a key is about that key.
    if (further || keys.has(element)) return false;
    if ((kinds & KIND.control) === 0) return true;
    const label = (element.getAttribute('aria-label') ?? textOf(element)).trim();
    const isOff = element.hasAttribute('disabled') || element.getAttribute('aria-disabled') === 'true';
    if (!isOff && offersFurtherPage(label)) further = true;
    return true;
  });
  if (further) return true;
  const count = countTexts(body).map((text) => COUNT_OF_ALL.exec(text)).find(Boolean);
  if (!count) return false;
  const [, from, to, total, some, all, pageNumber, pages] = count.map(Number);
  if (total) return to! - from! + 1 < total || rows.length < total;
  return all ? some! < all : (pages ?? 1) > 1 && pageNumber! > 0;
}
