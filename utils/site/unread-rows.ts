import { looksLikeDate, type DateContext } from './dates';
import { KIND, leavesOf, textOf, visitMarks } from '../page-model/snapshot';
import {
  isElement,
  isOurElement,
  isShownWithin,
  isSilent,
  outwards,
  shownChildren,
  shownParent,
} from '../page-model/dom';
import type { KeyRow } from './key-row';
import { fieldOf } from './labels';
import { isSecretOrMasked } from '../secrets/storage-gate';

/*
 * Rows that seem to be keys and could not be read: they stand beside rows that were, are of the same kind, and have a
 * date, a secret, or an action on a key. Nobody can know their contents, so the list is partial.
 */

/** Elements that are one entry of a list, whatever it holds. */
const UNIT = 'tr,li,article,[role="row"],[role="listitem"],[role="article"]';
/** Actions on a key, not on a list, heading or group. */
const DONE_TO_KEY = /^(?:delete|revoke|remove|disable|deactivate|rotate|regenerate|renew|rename)\b/i;
/** Actions on all ticked keys. */
const DONE_TO_SEVERAL = /\b(?:all|selected|keys)\b/i;
/** Elements that can hold a whole list: the climb stops there. */
const WHOLE_LIST = `main,body,[role="main"],ul,ol,dl,table,tbody,
  [role="table"],[role="grid"],[role="list"],[role="rowgroup"]`;
/** Longer text is prose, whatever it says of a date. Chosen, not measured. */
const LONGEST_FACT = 60;

/** The siblings of the keys' elements that seem to be keys as well. */
export function unreadRowsBeside(rows: readonly KeyRow[], context: DateContext): Element[] {
  const units = new Set(rows.filter(isWhole).map(({ element }) => unitOf(element, rows.length)));
  const parents = new Set([...units].map(shownParent).filter((parent) => parent !== null));
  const unread: Element[] = [];
  for (const parent of parents) {
    const children = childrenOf(parent);
    const read = children.filter((child) => units.has(child));
    for (const [index, child] of children.entries()) {
      if (units.has(child) || !isAlike(child, read) || isDetailOf(children[index - 1], child, units)) continue;
      if (seemsKey(child, context) && !rows.some((row) => isRowWithin(row, child) || isRepeatedBy(row, child)))
        unread.push(child);
    }
  }
  return unread;
}

function isRowWithin({ element, expiryElement }: KeyRow, around: Element): boolean {
  return isShownWithin(element, around) || isShownWithin(expiryElement, around);
}

/** Whether an element repeats a key, such as in the list of all keys below one of those that expire soon. */
function isRepeatedBy({ name, expiry }: KeyRow, element: Element): boolean {
  const text = textOf(element);
  return expiry.text !== '' && text.includes(name) && text.includes(expiry.text);
}

/** Whether a key's element, which may be only its date, holds all of the key. */
function isWhole({ element, expiryElement, name, isUnnamed }: KeyRow): boolean {
  return isShownWithin(expiryElement, element) && (isUnnamed || textOf(element).includes(name));
}

/** The largest element around a key that holds nothing else: among several keys it is an entry of their list. */
function unitOf(element: Element, keys: number): Element {
  let unit = element;
  for (const parent of outwards(shownParent(unit))) {
    if (parent.matches(WHOLE_LIST) || unit.matches(UNIT)) break;
    // The host of a component has its key in a shadow root.
    if (!parent.shadowRoot && (keys < 2 || parent.childElementCount > 1)) break;
    unit = parent;
  }
  return unit;
}

function childrenOf(element: Element): Element[] {
  return Array.from(shownChildren(element))
    .filter(isElement)
    .filter((child) => !isOurElement(child) && !isSilent(child));
}

/** Whether an element may be another key, judged by its structure. */
function isAlike(element: Element, read: readonly Element[]): boolean {
  const [tag, role] = [element.localName, element.getAttribute('role')];
  const same = read.filter((other) => other.localName === tag && other.getAttribute('role') === role);
  if (element.matches(UNIT)) return same.length > 0;
  // Plain boxes can be any part of a page.
  const parts = childrenOf(element).length;
  return same
    .map((other) => childrenOf(other).length)
    .some((count) => parts <= count + 1 && (parts > 1 || count === 1));
}

/** Whether an element is the detail that a key's row opens, or says more about it in a single cell. */
function isDetailOf(row: Element | undefined, element: Element, units: ReadonlySet<Element>): boolean {
  if (!row || !units.has(row)) return false;
  if (element.localName === 'tr' || element.getAttribute('role') === 'row') {
    const cells = childrenOf(element);
    const filled = cells.filter((cell) => textOf(cell) !== '');
    return cells.length === 1 || (filled.length === 1 && filled[0]!.matches('[colspan],[aria-colspan]'));
  }
  return (
    element.getAttribute('role') === 'region' ||
    row.hasAttribute('aria-expanded') ||
    row.querySelector('[aria-expanded="true"]') !== null
  );
}

const HEADER_CELL = 'th:not([scope="row"]),[role="columnheader"]';
const CELL = 'td,[role="cell"],[role="gridcell"]';

function seemsKey(element: Element, context: DateContext): boolean {
  // A header repeats the labels of the list, and sorts by them.
  if (element.querySelector(HEADER_CELL) && !element.querySelector(CELL)) return false;
  return leavesOf(element).some(({ text }) => isFact(text, context)) || hasControl(element);
}

/** Whether a text is what keys print in their rows: a date or a secret, and no label. */
function isFact(text: string, context: DateContext): boolean {
  if (text.length > LONGEST_FACT) return isSecretOrMasked(text);
  if (fieldOf(text) !== undefined) return false;
  const isDate = /\d/.test(text) && looksLikeDate(text, context);
  return isDate || /^(?:expires?|valid until)\b/i.test(text) || isSecretOrMasked(text);
}

function hasControl(element: Element): boolean {
  let has = false;
  visitMarks(element, KIND.control, (control) => {
    const label = (control.getAttribute('aria-label') ?? textOf(control)).trim();
    has ||= DONE_TO_KEY.test(label) && !DONE_TO_SEVERAL.test(label);
  });
  return has;
}
