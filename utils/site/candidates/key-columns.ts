import type { Expiry } from '../../keys/expiry';
import { findDate, looksLikeDate, readExpiry, type DateContext } from '../dates/dates';
import type { Leaf, PageNode } from '../../page-model/page-node';
import type { Steps } from '../../page-model/steps';
import type { Grid, GridRow } from './grids';
import {
  cleanName,
  innermostPrinting,
  readCreatedAt,
  readCreation,
  readPrintedExpiry,
  type SnapshotRow,
} from '../key-row';
import { areInitials, fieldOf, isSign, isStatusWord, type Field } from '../vocabulary/labels';
import { couldBeSecret, isGrouped, isOfEither, isPieceOfSecret, judge, LONG_CODE, NAMED } from './secret-cells';
import { isOtherValueLabel } from '../../secrets/secret-labels';
import { holdsSecret, isSecretOrMasked } from '../../secrets/storage-gate';
import { MENTIONS_EXPIRY, SAYS_EXPIRY, SAYS_NEVER } from '../vocabulary/phrase-patterns';
import { isApiKeysTitle } from '../vocabulary/titles';
import { NUMBER, SHORT_NUMBER } from './unnamed-keys';

/* Lists in columns: which of them hold the name and the expiry of a key, and what its row says in them. */

/** The columns of a list, found by their labels or, without labels, by their cells. */
interface Columns {
  expiry: number;
  /** -1 if there is none, as for the next ones. */
  name: number;
  created: number;
  /** The keys themselves, if no column is labelled as that of their names. */
  secret: number;
  secretLabel: string;
  /** The number of a key, which may have to serve as its name. */
  number: number;
  status: number;
  /** The label of the expiry's column; empty without one. */
  label: string;
}

/** The keys of a list in columns under a heading; none unless it has columns of an expiry and a name. */
export function* rowsOfGrid(
  grid: Grid,
  heading: PageNode | undefined,
  context: DateContext,
): Steps<readonly SnapshotRow[]> {
  const columns =
    grid.header.length > 0 ? labelledColumns(grid, heading?.text ?? '', context) : unlabelledColumns(grid, context);
  if (!columns || columns.name < 0) {
    const whole = (columns ? undefined : expiryApart(grid, context)) ?? withNameOf(heading, grid);
    if (whole) return yield* rowsOfGrid(whole, heading, context);
    if (!columns) return [];
  }
  yield undefined;
  const keys: SnapshotRow[] = [];
  for (const row of grid.rows) {
    const key = readKnownRow(row, columns, context);
    if (key) keys.push(key);
    yield undefined;
  }
  // A list of people, unless keys are named after them.
  return fieldOf(grid.header[columns.name] ?? '') !== 'name' && keys.every(({ name }) => E_MAIL.test(name)) ? [] : keys;
}

/** What was read of a row, and how. */
interface KnownRow {
  columns: Columns;
  context: DateContext;
  within: GridRow['within'];
  key: SnapshotRow | undefined;
}

const knownRows = new WeakMap<PageNode, KnownRow>();

/** The key of a row as it was read before, if neither the row nor the way to read it has changed. */
function readKnownRow(row: GridRow, columns: Columns, context: DateContext): SnapshotRow | undefined {
  if (!row.within) return readRow(row, columns, context);
  const known = knownRows.get(row.node);
  if (known && known.within === row.within && isReadAlike(known, columns, context)) return known.key;
  const key = readRow(row, columns, context);
  knownRows.set(row.node, { columns, context, within: row.within, key });
  return key;
}

function isReadAlike(known: KnownRow, columns: Columns, context: DateContext): boolean {
  // "In 3 months" is a different instant every moment.
  const isRelative = known.key?.expiry.kind === 'dated' && known.key.expiry.approximate;
  const isSameTime = known.context.now === context.now || !isRelative;
  const isSameOrder = known.context.dateOrder === context.dateOrder;
  const places = Object.keys(columns) as (keyof Columns)[];
  return isSameTime && isSameOrder && places.every((place) => columns[place] === known.columns[place]);
}

const E_MAIL = /^[^\s@]+@[^\s@]+$/;

function labelledColumns({ header, rows }: Grid, heading: string, context: DateContext): Columns | undefined {
  const fields = header.map(fieldOf);
  const expiry = expiryColumn(header, fields, rows, context) ?? columnThatSaysExpiry(fields, rows);
  if (expiry < 0) return undefined;
  const first = (isGood: (field: Field | undefined, column: number) => boolean): number | undefined =>
    indexWhere(fields, isGood);
  const hasNames = (column: number): boolean => rows.some(({ cells }) => isName(nameIn(cells[column])));
  const mayBeKey = (column: number): boolean =>
    isOfEither(header[column]!) &&
    (fields[column] === undefined || fields[column] === 'name' || /^\W*access/i.test(header[column]!));
  const isOfNames = (column: number): boolean =>
    mayBeKey(column)
      ? areNames(rows, column)
      : hasNames(column) &&
        (fields[column] === 'name' || !rows.some(({ cells }) => couldBeSecret(nameIn(cells[column]), LONG_CODE)));
  // A label may span two columns, of which the names are the second.
  const maySpan = (column: number): boolean => fields[column - 1] === 'name' && rows[0]?.within === 'cells';
  // One after the other, because a search for a column of names without a label goes through all rows.
  const named = first((field, column) => field === 'name' && NAMED.test(header[column]!) && hasNames(column));
  const name =
    named ??
    first((field, column) => (field === 'name' || mayBeKey(column)) && isOfNames(column)) ??
    first((field, column) => field === 'description' && hasNames(column)) ??
    // An unknown label may be that of the names if the heading says that these are keys.
    (/\bkeys?\b/i.test(heading)
      ? first(
          (field, column) =>
            field === undefined &&
            !NUMBER.test(header[column]!) &&
            (header[column] !== '' || maySpan(column)) &&
            isOfNames(column),
        )
      : undefined) ??
    // An id is no secret, and serves as a name if it reads as one.
    first((field, column) => field === 'secret' && IDS.test(header[column]!) && areNames(rows, column)) ??
    -1;
  const secret =
    named === undefined
      ? (first((field, column) => column !== name && (field === 'secret' || mayBeKey(column))) ?? -1)
      : -1;
  if (name < 0 && secret < 0) return undefined;
  const number = secret < 0 ? -1 : header.findIndex((label, column) => NUMBER.test(label) && areNumbers(rows, column));
  return {
    expiry,
    name,
    secret,
    secretLabel: header[secret] ?? '',
    number,
    created: fields.indexOf('created'),
    status: fields.indexOf('status'),
    label: header[expiry]!,
  };
}

const IDS = /\bid(?:entifier)?s?\b/i;

/**
 * Whether a column that may hold keys holds their names: most cells (more than half: chosen, not measured) read as
 * words, and none as a secret.
 */
function areNames(rows: readonly GridRow[], column: number): boolean {
  const cells = rows.map(({ cells }) => cells[column]).filter((cell) => cell !== undefined && cell.text !== '');
  const names = rows.map(({ cells }) => nameIn(cells[column])).filter(isName);
  const isRandom =
    names.length < cells.length ||
    names.some((name) => couldBeSecret(name)) ||
    cells.some((cell) => isGrouped(cell!.text));
  return !isRandom && names.filter((name) => judge(name) === 'words').length > names.length / 2;
}

/**
 * Whether a column has numbers of the keys themselves: numbers that count the rows change as soon as a key is deleted.
 */
function areNumbers(rows: readonly GridRow[], column: number): boolean {
  const numbers = rows.map(({ cells }) => SHORT_NUMBER.exec(cells[column] ? cells[column].text : '')?.[1]);
  const areCounted = (count: (index: number) => number): boolean =>
    numbers.every((number, index) => Number(number) === count(index));
  return numbers.every(Boolean) && !areCounted((index) => index + 1) && !areCounted((index) => rows.length - index);
}

/**
 * Adds a column for the expiry to a list that prints it in small text below something else in the row; `undefined` if
 * it is not there either.
 */
function expiryApart({ node, header, rows }: Grid, context: DateContext): Grid | undefined {
  if (header.length === 0 || header.some((label) => fieldOf(label) === 'expiry')) return undefined;
  const says = (text: string): boolean => saysExpiry(text) && dateIn(text, context) !== undefined;
  const saying = (leaves: readonly Leaf[]): PageNode | undefined =>
    leaves.find(({ text }, index) => {
      const label = leaves[index - 1];
      return says(text) || (label && fieldOf(label.text) === 'expiry' && says(`expires ${text}`));
    })?.node;
  const printing = (row: GridRow, index: number): PageNode | undefined => {
    const within = saying(row.cells.flatMap((cell) => cell.leaves.slice(1)));
    const below = rows[index + 1];
    return within ?? (below && isDetail(below) ? saying(below.node.leaves) : undefined);
  };
  // If most rows say when they expire, the others may say so unreadably.
  const speaking = ({ cells }: GridRow): PageNode | undefined =>
    cells.flatMap((cell) => cell.leaves.slice(1)).find(({ text }) => saysExpiry(text))?.node;
  const own = rows.map((row, index) => ({ row, index })).filter(({ row }) => !isDetail(row));
  const read = (some: typeof own, { isMost }: { isMost: boolean }): GridRow[] =>
    some.flatMap(({ row, index }) => {
      const expiry = printing(row, index) ?? (isMost ? speaking(row) : undefined);
      return expiry
        ? [{ node: row.node, cells: [...header.map((_, column) => row.cells[column] ?? row.node), expiry] }]
        : [];
    });
  const some = own.slice(0, ENOUGH_ROWS);
  // More than half. Chosen, not measured.
  const isMost = read(some, { isMost: false }).length > some.length / 2;
  return isMost ? { node, header: [...header, 'Expires'], rows: read(own, { isMost: true }) } : undefined;
}

/**
 * A table of one key, whose name is the heading above it; `undefined` if it has more rows, or names its subject itself.
 */
function withNameOf(heading: PageNode | undefined, { node, header, rows }: Grid): Grid | undefined {
  const [row] = rows;
  if (!heading || !row || rows.length > 1 || isApiKeysTitle(heading.text) || couldBeSecret(heading.text, LONG_CODE))
    return undefined;
  const fields = header.map(fieldOf);
  return fields.includes('expiry') && !fields.includes('name') && fields.every((field) => field !== undefined)
    ? { node, header: ['Name', ...header], rows: [{ node: row.node, cells: [heading, ...row.cells] }] }
    : undefined;
}

/** Whether a row is a single cell below that of a key, with more about it. */
function isDetail({ node, cells }: GridRow): boolean {
  const own = cells.filter((cell) => cell.isWithin(node));
  return own.length > 1 && own.every((cell) => cell === own[0]);
}

/** The number of rows that decide what a column holds. Chosen, not measured. */
const ENOUGH_ROWS = 20;
/**
 * The longest label that mentions an expiry, and the longest text that says when a key expires. Chosen, not measured.
 */
const LONGEST_LABEL = 40;
const LONGEST_FACT = 80;

/**
 * The column that is labelled as the expiry. Of several ("Days left", "Renewal date", "Expiry date") it is the one with
 * most dates, and among those the one whose label mentions expiry.
 */
function expiryColumn(
  header: readonly string[],
  fields: readonly (Field | undefined)[],
  rows: readonly GridRow[],
  context: DateContext,
): number | undefined {
  const labelled = indicesOf(fields, (field) => field === 'expiry');
  // An unknown label may mention it: "Token expiry".
  const others = (pattern: RegExp): number[] =>
    indicesOf(
      header,
      (label, column) =>
        fields[column] === undefined &&
        label.length <= LONGEST_LABEL &&
        pattern.test(label) &&
        !OF_SOMETHING_ELSE.test(label),
    );
  const spans = others(/^from$/i).length > 0 ? others(/^to$/i) : [];
  const datesIn = (column: number): number =>
    rows
      .slice(0, ENOUGH_ROWS)
      .filter(({ cells }) => cells[column] && readCreatedAt(cells[column].text, context) !== undefined).length;
  const columns =
    [labelled, others(MENTIONS_EXPIRY), others(/^expired$/i).filter((column) => datesIn(column) > 0), spans].find(
      ({ length }) => length > 0,
    ) ?? [];
  if (columns.length < 2) return columns[0];
  const score = (column: number): number => 2 * datesIn(column) + (/expir/i.test(header[column]!) ? 1 : 0);
  return columns.reduce((best, column) => (score(column) > score(best) ? column : best));
}

/** Labels for the expiry of things that are not keys. */
const OF_SOMETHING_ELSE = /^(?:access|invit\w+|request|role|link|member(?:ship)?|session|grant|permission)\b/i;

function indexWhere<Item>(
  items: readonly Item[],
  isWanted: (item: Item, index: number) => boolean,
): number | undefined {
  const index = items.findIndex(isWanted);
  return index < 0 ? undefined : index;
}

function indicesOf<Item>(items: readonly Item[], isWanted: (item: Item, index: number) => boolean): number[] {
  return items.flatMap((item, index) => (isWanted(item, index) ? [index] : []));
}

/**
 * If no column is labelled as the expiry, the status may contain it: "Expires in 12 days". A column without a label has
 * to say so in most rows. Chosen, not measured.
 */
function columnThatSaysExpiry(fields: readonly (Field | undefined)[], rows: readonly GridRow[]): number {
  const saying = (column: number): number =>
    rows.filter((row) => !isDetail(row)).filter(({ cells }) => cells[column] && saysExpiry(cells[column].text)).length;
  return fields.findIndex((field, column) =>
    field === 'status' ? saying(column) > 0 : field === undefined && saying(column) > rows.length / 2,
  );
}

function unlabelledColumns({ rows }: Grid, context: DateContext): Columns | undefined {
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const columns = Array.from({ length: width }, (_, column) =>
    rows.map(({ cells }) => (cells[column] ? cells[column].text : '')),
  );
  const spans = columns.map((texts) =>
    texts.map((text) => (looksLikeDate(text, context) || saysExpiry(text) ? dateIn(text, context) : undefined)),
  );
  const dated = spans.map((dates) => dates.filter((date) => date !== undefined));
  // At least half of the rows have a date. Chosen, not measured.
  const candidates = dated.flatMap((dates, column) => (dates.length >= rows.length / 2 ? [column] : []));
  // Creation and use are past, expiry mostly is not: the column with the latest date has the expiry.
  const latest = (column: number): number => Math.max(...dated[column]!);
  const labelled = candidates.find((column) => columns[column]!.some(saysExpiry));
  const expiry = labelled ?? candidates.sort((column, other) => latest(other) - latest(column))[0];
  if (expiry === undefined || (labelled === undefined && latest(expiry) <= context.now)) return undefined;
  const showsSecret = (cell: PageNode | undefined): boolean =>
    cell !== undefined && (couldBeSecret(cell.text, LONG_CODE) || cell.leaves.some(isPieceOfSecret));
  const secret = columns.findIndex(
    (_, column) => column !== expiry && rows.some(({ cells }) => showsSecret(cells[column])),
  );
  const name = columns.findIndex((texts, column) => {
    if (column === expiry || candidates.includes(column) || !texts.some(isName)) return false;
    // "Created: 1 Oct 2026" beside a key is no name.
    if (secret >= 0 && texts.some((text) => dateIn(text, context) !== undefined)) return false;
    return rows.every(
      ({ cells }) =>
        !cells[column] || (isName(nameIn(cells[column])) && !couldBeSecret(nameIn(cells[column]), LONG_CODE)),
    );
  });
  const created = candidates.find((column) => column !== expiry && latest(column) <= context.now) ?? -1;
  return name < 0 && secret < 0
    ? undefined
    : { expiry, name, secret: name < 0 ? secret : -1, secretLabel: '', number: -1, created, status: -1, label: '' };
}

function saysExpiry(text: string): boolean {
  return text.length <= LONGEST_FACT && SAYS_EXPIRY.test(text);
}

/** The latest instant that a text's date allows; Infinity for "No expiration". */
function dateIn(text: string, context: DateContext): number | undefined {
  const date = findDate(text, context);
  if (date?.kind === 'dated') return date.latest;
  return SAYS_NEVER.test(text) || isFarAhead(text, context) ? Infinity : undefined;
}

/** Whether a text has a date that stands for "never". */
function isFarAhead(text: string, context: DateContext): boolean {
  return /\d/.test(text) && readExpiry(text, context).kind === 'never';
}

function readRow({ node, cells }: GridRow, columns: Columns, context: DateContext): SnapshotRow | undefined {
  const expiryCell = cells[columns.expiry];
  const printed = nameIn(cells[columns.name]);
  // In a list of the keys themselves, a description may be one, too.
  const name = columns.secret >= 0 && couldBeSecret(printed, LONG_CODE) ? '' : printed;
  const nameCell = cells[isName(name) || columns.secret < 0 ? columns.name : columns.secret];
  if (!expiryCell || !nameCell || expiryCell === nameCell) return undefined;
  // A row that expands and says nothing of an expiry is the heading of a group.
  const says = expiryCell.text !== '';
  if (!says && node.attribute('aria-expanded') !== null) return undefined;
  const isUnnamed = !isName(name);
  // Without a column of keys, one among the names is still a key.
  const isKey = columns.secret >= 0 ? nameCell.text !== '' || nameCell.has('input') : holdsSecret(nameCell.text);
  if (isUnnamed && !(says && isKey)) return undefined;
  const number = cells[columns.number];
  const keyCell = cells[columns.secret];
  const expiryNode = innermostPrinting(expiryCell);
  const created = cells[columns.created];
  const createdAt = created && (readCreatedAt(created.text, context) ?? readCreation(created.text, context));
  const expiry = expiryIn(expiryCell, columns, cells[columns.status], context);
  const called = isUnnamed && number ? `Key ${number.text.replace('#', '')}` : cleanName(name);
  return {
    node,
    element: node.element,
    expiryNode,
    expiryElement: expiryNode.element,
    ...(keyCell && !isOtherValueLabel(columns.secretLabel) && { keyElement: keyCell.element }),
    name: called,
    expiry,
    ...(isUnnamed && { isUnnamed }),
    ...(createdAt !== undefined && { createdAt }),
  };
}

/** The expiry that a cell prints, combined with its column's label and the row's status. */
function expiryIn(cell: PageNode, { label }: Columns, status: PageNode | undefined, context: DateContext): Expiry {
  const text = cell.validText;
  const printed = readPrintedExpiry(cell, text, context);
  const expiry =
    printed.kind === 'unknown'
      ? (withoutFootnote(cell, context) ?? besideCreated(cell, label, context) ?? printed)
      : printed;
  const isExpired = status !== undefined && /^expired$/i.test(status.text);
  if (isExpired && (expiry.kind === 'unknown' || !/[\p{L}\d]/u.test(text)))
    return { kind: 'expired', text: expiry.text };
  if (expiry.kind === 'unknown' && label !== '' && text !== '') {
    // "Expires in" above "12 days", and "Days left" above "12", are a date only together.
    const together = [
      `${label} ${text}`,
      `${text} ${label}`,
      ...(/\b(?:left|remaining)\b/i.test(label) ? [`${text} left`] : []),
    ]
      .map((both) => readExpiry(both, context))
      .find(({ kind }) => kind === 'dated');
    return together ? { ...together, text: expiry.text } : expiry;
  }
  // A time zone in the label applies to all times below it.
  const zone = /\b(?:UTC|GMT)(?: ?[+-]\d\d?(?::?\d\d)?)?(?!\w)/.exec(label)?.[0];
  const zoned =
    zone === undefined || /\b(?:SGT|UTC|GMT)\b|Singapore|[+-]\d\d:?\d\d\)?$|\dZ$/i.test(text)
      ? expiry
      : readExpiry(`${text} ${zone}`, context);
  return zoned.kind === 'dated' && zoned.earliest === zoned.latest ? { ...zoned, text: expiry.text } : expiry;
}

/** The expiry that a cell prints beside a footnote mark. */
function withoutFootnote(cell: PageNode, context: DateContext): Expiry | undefined {
  if (!cell.has('sup')) return undefined;
  const expiry = readPrintedExpiry(
    cell,
    cell.textWithout((part) => part.tag === 'sup'),
    context,
  );
  return expiry.kind === 'unknown' ? undefined : expiry;
}

/** The expiry in a cell that prints the creation as well: "Created / Expires" above "5 Dec 2025 / 5 Dec 2026". */
function besideCreated(cell: PageNode, label: string, context: DateContext): Expiry | undefined {
  const created = label.search(/\b(?:created|creation|issued?|start)\b/i);
  if (created < 0) return undefined;
  const dates = cell.leaves
    .flatMap(({ text }) => text.split(/(?<!\s)(?:\s*[|·•]\s*|\s+\/\s+)/))
    .filter((text) => looksLikeDate(text, context) || /\bnever\b|\bno expir/i.test(text));
  if (dates.length !== 2) return undefined;
  const expiry = readExpiry(dates[created > label.search(/\b(?:expir|valid|end)/i) ? 0 : 1]!, context);
  return expiry.kind === 'unknown' ? undefined : expiry;
}

/** The name in a cell that may hold more: a description, a masked key, a "New" badge, buttons. */
function nameIn(cell: PageNode | undefined): string {
  return cell ? readNameIn(cell) : '';
}

function readNameIn(cell: PageNode): string {
  const leaves = cell
    .leavesWithout((node) => node.is('[role="menu"],[role="tooltip"]'))
    .filter(({ isPicture }) => !isPicture);
  const free = leaves.filter(({ node }) => {
    const aside = node.closest('button,[role="button"],[aria-hidden="true"]');
    return !aside?.isWithin(cell);
  });
  const printed = (free.length > 0 ? free : leaves).map((leaf) => (isPieceOfSecret(leaf) ? '' : leaf.text));
  // Beside the name there may be its column's label, for narrow screens, and initials in a circle.
  const texts = printed.filter(
    (text, index) =>
      text !== '' &&
      (index === printed.length - 1 || !(fieldOf(text) || isSign(text) || areInitials(text, printed[index + 1]!))),
  );
  const first = texts[0];
  // A column labelled "Name" holds names, whatever they look like; only texts that clearly accompany the name are
  // skipped.
  const name =
    texts.find((text) => !isSecretOrMasked(text) && !isStatusWord(text)) ??
    (first && free.length > 0 && !isSecretOrMasked(first) ? first : '');
  // While it is edited, it is in a field.
  const entered = name || cell.fieldValue('input:not([type]),input[type="text"]');
  return entered && !isSecretOrMasked(entered) ? entered : '';
}

function isName(text: string): boolean {
  return cleanName(text) !== '';
}
