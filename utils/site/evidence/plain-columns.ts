import { dateIn, saysExpiry } from '../candidates/expiry-part';
import { isName, nameIn } from '../candidates/name-part';
import { couldBeSecret, isPieceOfSecret, LONG_CODE } from '../candidates/secret-cells';
import { fieldOf, isStatusWord, mayNameKey } from '../vocabulary/labels';
import { saysSomethingElse } from '../vocabulary/statements';
import { isApiKeysTitle } from '../vocabulary/titles';
import type { Column } from './column';
import type { Rule } from './rule';

/* What the columns of a list hold, if they have no labels: only their cells tell. */

export const PLAIN_EXPIRY: Rule<Column>[] = [
  {
    why: 'says when a key expires',
    points: 2,
    page: 'plain-columns-later-date-behind',
    holds: says,
  },
  {
    // Creation and use are past, expiry mostly is not.
    why: 'has the latest date of all',
    points: 1,
    page: 'plain-columns-created-first',
    holds: (column) => latest(column) === Math.max(...column.all.filter(hasDates).map(latest)),
  },
  {
    why: 'has dates in less than half of its rows',
    points: 'veto',
    page: 'plain-columns-note-of-expiry',
    holds: (column) => !hasDates(column),
  },
  {
    why: 'has only past dates, and does not say that they are of an expiry',
    points: 'veto',
    page: 'none-uploads-without-labels',
    holds: (column) => !says(column) && isPast(column),
  },
];

export const PLAIN_NAMES: Rule<Column>[] = [
  {
    why: 'has a name in each of its cells',
    points: 2,
    page: 'plain-columns-created-first',
    holds: ({ cells, texts }) => texts.some(isName) && cells.every((cell) => !cell || isName(nameIn(cell))),
  },
  {
    why: 'has only statuses, or the labels of checkboxes',
    points: -1,
    page: 'plain-columns-status-first',
    holds: ({ texts }) => texts.every((text) => isStatusWord(text) || /^select /i.test(text)),
  },
  {
    why: 'has only statuses that name no key',
    points: -0.5,
    page: 'plain-columns-status-before-stages',
    holds: ({ texts }) => texts.every((text) => isStatusWord(text) && !mayNameKey(text)),
  },
  {
    why: 'has the label of an owner in each of its rows',
    points: 'veto',
    page: 'plain-columns-label-issued-to',
    holds: ({ texts }) => texts.every((text) => text === texts[0] && fieldOf(text) === 'owner'),
  },
  {
    why: 'has dates',
    points: 'veto',
    page: 'plain-columns-created-first',
    holds: hasDates,
  },
  {
    // "Last call 19 Nov 2026" beside a key is no name.
    why: 'has a date, beside the keys themselves',
    points: 'veto',
    page: 'plain-columns-masked-keys-and-calls',
    holds: ({ texts, all, context }) =>
      all.some(showsSecrets) && texts.some((text) => saysSomethingElse(text) || dateIn(text, context) !== undefined),
  },
  {
    // A key may be named "API key".
    why: 'has the title of all keys, so its rows are facts of an account',
    points: 'veto',
    page: 'none-facts-in-table',
    holds: ({ texts }) => texts.some((text) => isApiKeysTitle(text) && /keys/i.test(text)),
  },
  {
    why: 'may hold keys',
    points: 'veto',
    page: 'plain-columns-endings-before-names',
    holds: ({ cells }) => cells.some((cell) => couldBeSecret(nameIn(cell), LONG_CODE)),
  },
];

/** Whether at least half of the rows have a date. Chosen, not measured. */
export function hasDates({ dates, cells }: Column): boolean {
  return dates.length >= cells.length / 2;
}

/** Whether all of its dates are past. */
export function isPast(column: Column): boolean {
  return latest(column) <= column.context.now;
}

function latest({ dates }: Column): number {
  return Math.max(...dates);
}

function says({ texts }: Column): boolean {
  return texts.some(saysExpiry);
}

/** Whether it has keys, or parts of them. */
export function showsSecrets({ cells }: Column): boolean {
  return cells.some((cell) => cell && (couldBeSecret(cell.text, LONG_CODE) || cell.leaves.some(isPieceOfSecret)));
}
