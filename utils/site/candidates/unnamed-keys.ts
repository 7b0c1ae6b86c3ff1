import type { ListedKey } from '../../keys/key';
import { SINGAPORE_OFFSET } from '../../keys/time';
import type { Steps } from '../../page-model/steps';
import type { PageNode } from '../../page-model/page-node';
import type { SnapshotRow } from '../key-row';
import { withoutSecrets } from '../../secrets/storage-gate';
import type { LabelledRecord } from './labelled-records';
import type { ExpiryStatement } from './statement';

/*
 * Names for keys that the page shows only by their secrets. The reader gives them the description or the number beside
 * them; the rest is made here. Such a name is stored, and identifies a key from one report to the next. So it is made
 * of facts that stay, and always in English: in the browser's language a key would become another one as soon as that
 * is changed. The place in the list comes last: each key that is added or deleted moves the others, and the next one
 * would pass for the same key, renewed.
 */

/** The label of a number, and a number that is short enough to name a key by. */
export const NUMBER = /^\W*(?:#|(?:(?:api )?key )?(?:id|no|nos|number))\W*$/i;
export const SHORT_NUMBER = /^#?((?:[a-z]{1,4}-)?\d{1,6})$/i;

/** So many named boxes of the same form show that a box is one of theirs. Chosen, not measured. */
const ENOUGH_ALIKE = 2;

/**
 * Whether a box beside those of named keys is a key whose name was left empty: it lacks just one of their elements, and
 * says in the same words when it expires.
 */
export function isBoxWithoutName(box: PageNode, statement: ExpiryStatement, named: readonly LabelledRecord[]): boolean {
  const tags = box.children.map(({ tag }) => tag);
  const words = wordsOf(statement);
  const isAlike = ({ row: { node }, statement: other }: LabelledRecord): boolean =>
    node.parent === box.parent &&
    node.tag === box.tag &&
    wordsOf(other) === words &&
    isOneLess(
      tags,
      node.children.map(({ tag }) => tag),
    );
  return statement.expiry.kind === 'dated' && tags.length > 1 && named.filter(isAlike).length >= ENOUGH_ALIKE;
}

/** Without its date: "Expires on" of "Expires on 7 Aug 2027". */
function wordsOf({ first }: ExpiryStatement): string {
  return first.text.split(/\d/, 1)[0]!.trim();
}

/** Whether a list is another one without one of its items. */
function isOneLess(items: readonly string[], others: readonly string[]): boolean {
  const differing = others.findIndex((other, index) => other !== items[index]);
  return differing >= 0 && items.join() === others.filter((_, index) => index !== differing).join();
}

/** Adds names to the rows that have none. */
export function* withMadeNames(read: readonly SnapshotRow[]): Steps<readonly SnapshotRow[]> {
  const rows: SnapshotRow[] = [];
  for (const row of read) {
    // If the gate leaves nothing of a text, it is no name either, wherever it stands.
    const isNothing = row.name && withoutSecrets(row.name) === '…';
    rows.push(isNothing ? { ...row, name: '', isUnnamed: true as const } : row);
    yield undefined;
  }
  if (!rows.some(({ isUnnamed }) => isUnnamed)) return read;
  const told = new Set<string>();
  return rows.map((row, index) => {
    const name = row.name || madeName(row, index);
    const unique = (count: number): string => (count > 1 ? `${name} (${count})` : name);
    const facts = (count: number): string => JSON.stringify([unique(count), row.createdAt, row.expiry.text]);
    let count = 1;
    while (row.isUnnamed && told.has(facts(count))) count++;
    told.add(facts(count));
    return row.isUnnamed ? { ...row, name: unique(count) } : row;
  });
}

/** A name made of a key's known facts, and its place. */
export function madeName({ createdAt, expiry }: Pick<ListedKey, 'createdAt' | 'expiry'>, index: number): string {
  if (createdAt !== undefined) return `Key created ${dayOf(createdAt)}`;
  return expiry.kind === 'dated' && !expiry.approximate && !expiry.ambiguous
    ? `Key until ${dayOf(expiry.earliest)}`
    : `Key ${index + 1}`;
}

/** "1 Oct 2026", the day in Singapore. */
function dayOf(instant: number): string {
  return new Date(instant + SINGAPORE_OFFSET).toUTCString().slice(5, 16).replace(/^0/, '');
}
