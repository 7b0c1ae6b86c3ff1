import { fieldOf } from '../vocabulary/labels';
import {
  areNoLiveKeys,
  DONE_WITH_KEYS,
  hasOtherSubject,
  isColumnOfOther,
  KEYS,
  OTHER_KEYS,
  OWNER,
  PART_OF_KEYS,
} from '../vocabulary/other-lists';
import { weigh, type Rule } from './rule';

/* Whether a list is one of something other than API keys. */

/** By a heading above it, or a label in it. */
export const OTHER_TITLES: Rule<string>[] = [
  { why: 'is a question', points: 4, page: 'table-beside-answer-to-question', holds: (text) => /\?\s*$/.test(text) },
  { why: 'has the subject of another list', points: 1, page: 'none-allowed-ips', holds: hasOtherSubject },
  { why: 'is about other keys', points: 2, page: 'tables-beside-ssh-keys', holds: (text) => OTHER_KEYS.test(text) },
  {
    why: 'is about what was done with keys',
    points: 4,
    page: 'table-beside-activity-of-keys',
    holds: (text) => DONE_WITH_KEYS.test(text),
  },
  {
    why: 'is about what belongs to keys',
    points: 4,
    page: 'table-beside-owners-of-keys',
    holds: (text) => PART_OF_KEYS.test(text),
  },
  {
    why: 'is of keys that are gone, not there yet, or examples',
    points: 4,
    page: 'table-beside-revoked-keys',
    holds: (text) => areNoLiveKeys(text.trim()),
  },
  { why: 'speaks of keys', points: -1, page: 'heading-speaks-of-datasets', holds: (text) => KEYS.test(text) },
  {
    why: 'speaks of keys of an API',
    points: -2,
    page: 'heading-api-product-keys',
    holds: (text) => /\bapi\b/i.test(text) && KEYS.test(text),
  },
  {
    why: 'says whose keys they are',
    points: -4,
    page: 'headings-of-divisions',
    holds: (text) => OWNER.test(text.trim()),
  },
];

/** By the labels of its columns. */
export const OTHER_COLUMNS: Rule<readonly string[]>[] = [
  {
    why: 'has a column "Key name" or "API key"',
    points: 'veto',
    page: 'columns-dataset-before-key-name',
    holds: saysKeyName,
  },
  {
    why: 'has a column that no list of keys has',
    points: 1,
    page: 'none-trusted-devices-under-title',
    holds: (labels) => unknownIn(labels).some(isColumnOfOther),
  },
  {
    why: 'begins with the subject of another list, which has no names of its own',
    points: 1,
    page: 'none-domains-under-title',
    holds: (labels) => unknownIn(labels.filter(Boolean).slice(0, 1)).some(isOfAnotherList) && !labels.some(isName),
  },
  {
    why: 'names the subject of another list',
    points: 1,
    page: 'none-product-names-under-title',
    holds: (labels) => unknownIn(labels).some((label) => /\bname\b/i.test(label) && isOfAnotherList(label)),
  },
  {
    why: 'has a column of purposes beside one of those who set the cookies',
    points: 1,
    page: 'none-cookies-by-provider',
    holds: (labels) => labels.some((label) => /^purpose$/i.test(label)) && labels.some(setsCookies),
  },
];

const COOKIE = /^__?(?:ga|gid|gat|gcl|fbp|pk|cf)(?:_|$)/;

/** The names of a list in columns, and what the page calls them. */
interface NamesOfList {
  names: readonly string[];
  label: string;
}

const E_MAIL = /^[^\s@]+@[^\s@]+$/;

/** By its names. */
export const OTHER_NAMES: Rule<NamesOfList>[] = [
  {
    why: 'has e-mail addresses in the place of its names, as a list of people does',
    points: 1,
    page: 'none-people-who-may-make-keys',
    holds: ({ names }) => names.every((name) => E_MAIL.test(name)),
  },
  {
    why: 'has names of well-known cookies',
    points: 2,
    page: 'none-cookies-by-name',
    holds: ({ names }) => names.some((name) => COOKIE.test(name)),
  },
  {
    why: 'calls them names of keys',
    points: -1,
    page: 'names-e-mail-addresses',
    holds: ({ label }) => fieldOf(label) === 'name',
  },
];

/** Whether one of the labels of columns is "Key name" or "API key". */
export function saysKeyName(labels: readonly string[]): boolean {
  return labels.some((label) => /\b(?:key[ _]name|api[ _-]?key)\b/i.test(label));
}

function setsCookies(label: string): boolean {
  return /^(?:provider|domain|host|vendor|set by)$/i.test(label);
}

function isName(label: string): boolean {
  return /^name$/i.test(label);
}

function unknownIn(labels: readonly string[]): readonly string[] {
  return labels.filter((label) => label !== '' && fieldOf(label) === undefined);
}

/** Whether a heading or a column's label belongs to a list of something other than keys, or is a question. */
export function isOfAnotherList(text: string): boolean {
  return weigh(OTHER_TITLES, text) > 0;
}

/** Whether columns are those of a list of something else. */
export function areColumnsOfAnotherList(labels: readonly string[]): boolean {
  return weigh(OTHER_COLUMNS, labels) > 0;
}

/** Whether the names of a list are those of something else. */
export function areNamesOfOthers(subject: NamesOfList): boolean {
  return weigh(OTHER_NAMES, subject) > 0;
}
