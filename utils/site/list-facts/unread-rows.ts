import { looksLikeDate, type DateContext } from '../dates/dates';
import { KIND } from '../../page-model/kinds';
import { isNamedPicture } from '../../page-model/node-search';
import type { Leaf, PageNode } from '../../page-model/page-node';
import { makesKey } from '../candidates/form-parts';
import { headingsAbove, titleOf } from '../candidates/headings';
import { isOfAnotherList } from '../evidence/other-list';
import { namesKey } from '../evidence/record';
import type { SnapshotRow } from '../key-row';
import { createsKeyOrToken } from '../vocabulary/create-controls';
import { fieldOf } from '../vocabulary/labels';
import { isAboutKeys, isBesideKeys } from '../vocabulary/other-lists';
import { EXPIRES } from '../vocabulary/phrase-patterns';
import { isApiKeysTitle } from '../vocabulary/titles';
import { isSecretOrMasked } from '../../secrets/storage-gate';

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
export function unreadRowsBeside(rows: readonly SnapshotRow[], context: DateContext): PageNode[] {
  const whole = new Set(rows.filter(isWhole));
  const units = new Set([...whole].map(({ node }) => unitOf(node, rows.length)));
  const parents = new Set([...units].map(({ parent }) => parent).filter((parent) => parent !== undefined));
  const unread: PageNode[] = [];
  for (const parent of parents) {
    const children = childrenOf(parent);
    const read = children.filter((child) => units.has(child));
    const [first, last] = [children.indexOf(read[0]!), children.lastIndexOf(read.at(-1)!)];
    for (const [index, child] of children.entries()) {
      if (units.has(child) || !mayBeKey(child, read) || isDetailOf(children[index - 1], child, units)) continue;
      const isAmong = index > first && index < last;
      const seems = seemsKey(child, context) || (isNamedLike(child, read, { isAmong }) && !isTip(child, read));
      if (seems && !rows.some((row) => isRowWithin(row, child) || isRepeatedBy(row, child))) unread.push(child);
    }
  }
  const titles = titlesWithoutKeys(rows.filter((row) => !whole.has(row)));
  return [...withoutOtherLists(unread, units, rows), ...titles];
}

function mayBeKey(node: PageNode, read: readonly PageNode[]): boolean {
  return isAlike(node, read) && !isHead(node) && !makesKey(node) && !isOtherSection(node, read);
}

/** Whether a single key is all of the section "API keys", and an element beside it a section about something else. */
function isOtherSection(node: PageNode, read: readonly PageNode[]): boolean {
  const title = titleOf(node)?.text;
  return title !== undefined && !isAboutKeys(title) && read.every((key) => isApiKeysTitle(titleOf(key)?.text ?? ''));
}

/** Those that are not under the title of another list, as none of the keys is. */
function withoutOtherLists(
  unread: readonly PageNode[],
  units: ReadonlySet<PageNode>,
  rows: readonly SnapshotRow[],
): readonly PageNode[] {
  const names = new Set(rows.map(({ name }) => name));
  const titles = unread[0] && headingsAbove(new Set([...units, ...unread]), unread[0].root, names);
  const ofKeys = new Set([...units].map((unit) => titles?.get(unit)?.text));
  return unread.filter((node) => {
    const title = titles?.get(node)?.text ?? '';
    return ofKeys.has(title) || !(isOfAnotherList(title) || isBesideKeys(title));
  });
}

function isRowWithin({ node, expiryNode }: SnapshotRow, around: PageNode): boolean {
  return node.isWithin(around) || expiryNode.isWithin(around);
}

/** Whether an element repeats a key, such as in the list of all keys below one of those that expire soon. */
function isRepeatedBy({ name, expiry }: SnapshotRow, { text }: PageNode): boolean {
  return expiry.text !== '' && text.includes(name) && text.includes(expiry.text);
}

/** Whether a key's element, which may be only its date, holds all of the key. */
function isWhole({ node, expiryNode, name, isUnnamed }: SnapshotRow): boolean {
  return expiryNode.isWithin(node) && (isUnnamed || node.text.includes(name));
}

/** The largest element around a key that holds nothing else: among several keys it is an entry of their list. */
function unitOf(node: PageNode, keys: number): PageNode {
  let unit = node;
  for (const parent of node.parent?.outwards() ?? []) {
    if (parent.is(WHOLE_LIST) || unit.is(UNIT)) break;
    if (keys < 2 || parent.children.length > 1) break;
    unit = parent;
  }
  return unit;
}

function childrenOf(node: PageNode): PageNode[] {
  return node.children.filter((child) => !child.isSilent || isNamedPicture(child));
}

/** Whether an element may be another key, judged by its structure. */
function isAlike(node: PageNode, read: readonly PageNode[]): boolean {
  const { tag, role } = node;
  const same = read.filter((other) => other.tag === tag && other.role === role);
  if (node.is(UNIT)) return same.length > 0;
  // Plain boxes can be any part of a page.
  const parts = childrenOf(node).length;
  return same
    .map((other) => childrenOf(other).length)
    .some((count) => parts <= count + 1 && (parts > 1 || count === 1));
}

/** Whether an element is the detail that a key's row opens, or says more about it in a single cell. */
function isDetailOf(row: PageNode | undefined, node: PageNode, units: ReadonlySet<PageNode>): boolean {
  if (!row || !units.has(row)) return false;
  if (node.tag === 'tr' || node.role === 'row') {
    const cells = childrenOf(node);
    const filled = cells.filter(({ text }) => text !== '');
    return cells.length === 1 || (filled.length === 1 && filled[0]!.is('[colspan],[aria-colspan]'));
  }
  return node.role === 'region' || row.attribute('aria-expanded') !== null || row.has('[aria-expanded="true"]');
}

const HEADER_CELL = 'th:not([scope="row"]),[role="columnheader"]';
const CELL = 'td,[role="cell"],[role="gridcell"]';

/** Whether an element of the list is none of its entries. */
function isHead(node: PageNode): boolean {
  // A header repeats the labels of the list, and sorts by them.
  if (node.has(HEADER_CELL) && !node.has(CELL)) return true;
  // What spans all columns and says one thing is the head of a group: "December 2026".
  return node.leaves.length === 1 && node.has('[colspan],[aria-colspan]');
}

function seemsKey(node: PageNode, context: DateContext): boolean {
  return node.leaves.some(({ text }) => isFact(text, context)) || hasControl(node);
}

/**
 * Whether what an entry says first may be the name of a key, on the level of the others' names. Before and behind the
 * keys, the other sections of a page may look so, too (test/pages/heading-on-level-of-names).
 */
function isNamedLike(node: PageNode, read: readonly PageNode[], { isAmong }: { isAmong: boolean }): boolean {
  const title = titleOf(node);
  if (title && !read.some((other) => titleOf(other)?.tag === title.tag)) return false;
  const { leaves } = node;
  // A single text among entries of several is the head of a group.
  if (leaves.length < 2 && read.some((other) => other.leaves.length > 1)) return false;
  return mayNameOther(title?.text ?? leaves[0]?.text ?? '', { isAmong });
}

/** At least three words, the first of them with a capital letter. */
const SENTENCE = /^\p{Lu}\S*(?: \S+){2,}[.!]$/u;

/** Whether a box has only sentences, and links, below a title that names no key, while no key has a sentence. */
function isTip(node: PageNode, read: readonly PageNode[]): boolean {
  const isSentence = ({ text }: Leaf): boolean => SENTENCE.test(text);
  const [title, ...others] = node.leaves;
  const said = others.filter((leaf) => !leaf.node.closest('a'));
  const isProse = title !== undefined && said.length > 0 && said.every(isSentence);
  return isProse && !namesKey(title.text) && !read.some(({ leaves }) => leaves.some(isSentence));
}

/** Separates a name from its label, or from what is said behind it. */
const BESIDE_NAME = /[:：·•|–—]/;

function mayNameOther(text: string, { isAmong }: { isAmong: boolean }): boolean {
  const mayBe = isAmong ? /[\p{L}\d]/u.test(text) : text.split(BESIDE_NAME).some((piece) => namesKey(piece.trim()));
  return mayBe && !isOfAnotherList(text) && !createsKeyOrToken(text);
}

/**
 * The titles on the level of the keys' names that none of these keys has, which no element holds: names, and what is
 * said of them in elements of another kind, follow one another.
 */
function titlesWithoutKeys(inParts: readonly SnapshotRow[]): PageNode[] {
  const parents = new Set(inParts.map(({ node }) => node.parent).filter((parent) => parent !== undefined));
  return [...parents].flatMap(({ children }) => {
    const places = titlesAmong(children, inParts);
    const [first = 0, last = 0] = [places[0], places.at(-1)];
    const titles = new Set(places.map((place) => children[place]!));
    const tags = new Set([...titles].map(({ tag }) => tag));
    const end = children.findIndex(
      ({ tag, text }, index) => index > last && HIGHER.test(tag) && !tags.has(tag) && isOfAnotherList(text),
    );
    return children.slice(0, end < 0 ? undefined : end).filter((child, index) => {
      const isTitle = tags.has(child.tag) && !titles.has(child) && fieldOf(child.text) === undefined;
      return isTitle && mayNameOther(child.text, { isAmong: index > first && index < last });
    });
  });
}

/** The heading of another list, if no name has one of its level. */
const HIGHER = /^h[1-4]$/;

/** A name stands at most so many elements before its expiry. Chosen, not measured. */
const MOST_BETWEEN = 6;

/** The places of the elements that have the name of a row and nothing more, before that of the row. */
function titlesAmong(children: readonly PageNode[], rows: readonly SnapshotRow[]): number[] {
  const names = new Map(rows.map(({ node, name }) => [node, name]));
  return children.flatMap((child, index) => {
    const name = names.get(child);
    if (name === undefined) return [];
    const before = children.slice(Math.max(0, index - MOST_BETWEEN), index);
    const place = before.findLastIndex(({ text }) => text === name);
    return place < 0 || before[place]!.tag === child.tag ? [] : [index - before.length + place];
  });
}

/** Whether a text is what keys print in their rows: a date or a secret, and no label. */
function isFact(text: string, context: DateContext): boolean {
  if (text.length > LONGEST_FACT) return isSecretOrMasked(text);
  if (fieldOf(text) !== undefined) return false;
  const isDate = /\d/.test(text) && looksLikeDate(text, context);
  return isDate || EXPIRES.test(text) || isSecretOrMasked(text);
}

function hasControl(node: PageNode): boolean {
  let has = false;
  node.visitKinds(KIND.control, (control) => {
    const label = (control.attribute('aria-label') ?? control.text).trim();
    has ||= DONE_TO_KEY.test(label) && !DONE_TO_SEVERAL.test(label);
  });
  return has;
}
