import { couldBeSecret, isGrouped, isOfEither, judge, LONG_CODE, NAMED } from '../candidates/secret-cells';
import { saysExpiry, statesExpiry } from '../candidates/expiry-part';
import { ENOUGH_ROWS, isDetail } from '../candidates/grids';
import { isName, nameIn } from '../candidates/name-part';
import { NUMBER } from '../candidates/unnamed-keys';
import type { PageNode } from '../../page-model/page-node';
import { seenText } from '../../page-model/unseen';
import { readCreatedAt } from '../key-row';
import { isOfPrograms } from '../vocabulary/labels';
import { MENTIONS_EXPIRY } from '../vocabulary/phrase-patterns';
import type { Column } from './column';
import type { Rule } from './rule';

/* What the columns of a list hold, if they have labels. */

/** Which column is labelled as that of the expiry. */
export const EXPIRY_LABELS: Rule<Column>[] = [
  {
    why: 'is labelled as the expiry',
    points: 64,
    page: 'ag-grid-roles',
    holds: isLabelledExpiry,
  },
  {
    why: 'mentions the expiry in its label',
    points: 32,
    page: 'columns-token-alias-and-expiry',
    holds: mentionsExpiry,
  },
  {
    why: 'is labelled "Expired" and has dates',
    points: 16,
    page: 'columns-expired-for-all',
    holds: saysWhenExpired,
  },
  {
    why: 'is labelled "To" beside "From"',
    points: 8,
    page: 'columns-from-and-to',
    holds: endsSpan,
  },
  {
    why: 'has the most dates of the columns with such labels',
    points: 2,
    page: 'columns-expires-in-before-valid-until',
    holds: hasMostDates,
  },
  {
    why: 'has the word itself in its label, as only some do',
    points: 1,
    page: 'columns-renew-by-before-expiry',
    holds: (column) => isContested(column) && /expir/i.test(column.label),
  },
  {
    why: 'is about the expiry of something other than keys',
    points: 'veto',
    page: 'table-beside-key-administrators',
    holds: ({ field, label }) => field === undefined && OF_SOMETHING_ELSE.test(label),
  },
];

/** If none is, which column says when a key expires. */
export const EXPIRY_CELLS: Rule<Column>[] = [
  {
    why: 'is a status that says when a key expires',
    points: 1,
    page: 'status-column-mostly-active',
    holds: (column) => column.field === 'status' && saying(column) > 0,
  },
  {
    why: 'says when a key expires in most rows',
    points: 1,
    page: 'columns-lifecycle-says-expiry',
    // More than half. Chosen, not measured.
    holds: (column) => column.field === undefined && saying(column) > column.grid.rows.length / 2,
  },
  {
    why: 'is a description that states when a key expires in most rows',
    points: 1,
    page: 'columns-details-say-expiry',
    holds: ({ field, texts, context }) =>
      field === 'description' && texts.filter((text) => statesExpiry(text, context)).length > texts.length / 2,
  },
];

/** Which column has the names: the first for which the strongest of these holds. */
export const NAME_LABELS: Rule<Column>[] = [
  {
    why: 'is labelled as that of the names',
    points: 5,
    page: 'columns-key-in-words-before-name',
    holds: isNamed,
  },
  {
    why: 'has a label of names or of keys, and holds names',
    points: 4,
    page: 'name-cell-avatar-id-line',
    holds: (column) => (column.field === 'name' || mayBeKey(column)) && holdsNames(column),
  },
  {
    why: 'is labelled as that of the programs that use the keys, and holds names',
    points: 3.5,
    page: 'columns-remarks-before-client',
    holds: (column) => isOfPrograms(column.label) && isUnknownOfKeys(column) && holdsNames(column),
  },
  {
    why: 'is the description',
    points: 3,
    page: 'keys-secret-and-description',
    holds: (column) => column.field === 'description' && hasNames(column),
  },
  {
    why: 'has an unknown label, in a list of keys by its heading, and holds names',
    points: 2,
    page: 'columns-service-unknown-label',
    holds: (column) => isUnknownOfKeys(column) && holdsNames(column),
  },
  {
    why: 'is labelled as that of whoever the keys are issued to, holds names, and stands beside no keys',
    points: 1.5,
    page: 'columns-issued-to',
    holds: (column) => /^issued to$/i.test(column.label) && !column.all.some(mayHoldKeys) && holdsNames(column),
  },
  {
    // An id is no secret, and serves as a name if it reads as one.
    why: 'has ids that read as names',
    points: 1,
    page: 'columns-key-ids-that-are-names',
    holds: (column) => column.field === 'secret' && IDS.test(column.label) && areNames(column),
  },
];

/** The longest label that mentions an expiry, in characters. Chosen, not measured. */
const LONGEST_LABEL = 40;
/** Labels for the expiry of things that are not keys. */
const OF_SOMETHING_ELSE = /^(?:access|invit\w+|request|role|link|member(?:ship)?|session|grant|permission)\b/i;

function isLabelledExpiry({ field }: Column): boolean {
  return field === 'expiry';
}

/** "Token expiry" */
function mentionsExpiry({ field, label }: Column): boolean {
  return field === undefined && label.length <= LONGEST_LABEL && MENTIONS_EXPIRY.test(label);
}

function saysWhenExpired(column: Column): boolean {
  return column.field === undefined && /^expired$/i.test(column.label) && datesIn(column) > 0;
}

export function beginsSpan({ label }: Column): boolean {
  return /^from$/i.test(label);
}

export function isEndOfSpan({ label }: Column): boolean {
  return /^to$/i.test(label);
}

function endsSpan(column: Column): boolean {
  return isEndOfSpan(column) && column.all.some(beginsSpan);
}

/** The readings of a label, the surest first. */
const CLAIMS = [isLabelledExpiry, mentionsExpiry, saysWhenExpired, endsSpan];

/** The columns whose labels claim the expiry as surely as this one's. */
function rivalsOf(column: Column): readonly Column[] {
  const claim = CLAIMS.find((isSo) => isSo(column));
  return claim ? column.all.filter(claim) : [];
}

function isContested(column: Column): boolean {
  return rivalsOf(column).length > 1;
}

function hasMostDates(column: Column): boolean {
  const rivals = rivalsOf(column);
  return rivals.length > 1 && datesIn(column) === Math.max(...rivals.map(datesIn));
}

function datesIn(column: Column): number {
  return column.cells
    .slice(0, ENOUGH_ROWS)
    .filter((cell) => cell && readCreatedAt(cell.text, column.context) !== undefined).length;
}

/** In how many rows it says when a key expires. */
function saying({ grid, index }: Column): number {
  return grid.rows.filter((row) => !isDetail(row) && saysInCell(row.cells[index])).length;
}

function saysInCell(cell: PageNode | undefined): boolean {
  return cell !== undefined && saysExpiry(cell.text) && saysExpiry(seenText(cell));
}

function isNamed(column: Column): boolean {
  return column.field === 'name' && NAMED.test(column.label) && hasNames(column);
}

function hasNames(column: Column): boolean {
  return column.grid.rows.some(({ cells }) => isName(nameIn(cells[column.index])));
}

const OF_ROWS = /^row (?:no|number)\b/i;

/** Whether a label may be that of the keys themselves, as well as of their names. */
export function mayBeKey({ label, field }: Column): boolean {
  return isOfEither(label) && (field === undefined || field === 'name' || /^\W*access/i.test(label));
}

function holdsNames(column: Column): boolean {
  if (mayBeKey(column)) return areNames(column);
  return (
    hasNames(column) &&
    (column.field === 'name' || !column.cells.some((cell) => couldBeSecret(nameIn(cell), LONG_CODE)))
  );
}

function isUnknownOfKeys(column: Column): boolean {
  return isUnknown(column) && /\b(?:key|token|credential)s?\b/i.test(column.grid.heading ?? '');
}

function isUnknown({ field, label, index, grid, all }: Column): boolean {
  // A label may span two columns, of which the names are the second.
  const isSpanned = all[index - 1]?.field === 'name' && grid.rows[0]?.within === 'cells';
  return field === undefined && !NUMBER.test(label) && !OF_ROWS.test(label) && (label !== '' || isSpanned);
}

function mayHoldKeys(column: Column): boolean {
  return column.field === 'secret' || mayBeKey(column);
}

const IDS = /\bid(?:entifier)?s?\b/i;

/**
 * Whether a column that may hold keys holds their names: most cells (more than half: chosen, not measured) read as
 * words, and none as a secret.
 */
function areNames(column: Column): boolean {
  const cells = column.cells.filter((cell) => cell !== undefined && cell.text !== '');
  const names = cells.map(nameIn).filter(isName);
  const isRandom =
    names.length < cells.length ||
    names.some((name) => couldBeSecret(name)) ||
    cells.some((cell) => isGrouped(cell!.text));
  return !isRandom && names.filter((name) => judge(name) === 'words').length > names.length / 2;
}
