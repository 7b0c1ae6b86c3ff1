import type { PageNode } from '../../page-model/page-node';
import { entriesOf, type Entry } from '../candidates/list-entries';
import { namesWithin } from '../candidates/record-extent';
import { isPartOf, type ExpiryStatement } from '../candidates/statement';
import { buttonOf, firstWithin, HEADING, isPartWithin, partsWithin, type TextPart } from '../candidates/text-parts';
import { mayNameKey } from '../vocabulary/labels';
import { saysSomethingElse } from '../vocabulary/statements';
import { isApiKeysTitle } from '../vocabulary/titles';
import { controlsOf, DONE_TO_KEY, hasPartsOfKey, namesKey } from './record';

/* Whether a statement that may be prose is about a key: it stands in a list of keys. */

/** Drops the statements that may be prose, unless they stand in a list of keys. */
export function statementsOfKeys(
  statements: readonly ExpiryStatement[],
  parts: readonly TextPart[],
): readonly ExpiryStatement[] {
  const doubtful = statements.filter(({ isDoubtful }) => isDoubtful);
  if (doubtful.length === 0) return statements;
  const entries = entriesOf({
    doubtful: doubtful.map(({ node }) => node),
    readable: statements.filter(({ isDoubtful }) => !isDoubtful).map(({ node }) => node),
    names: parts.filter(couldBeName).map(({ leaf }) => leaf.node),
  });
  return statements.filter((statement) => {
    if (!statement.isDoubtful) return true;
    const entry = entries.get(statement.node);
    return (
      (entry && isEntryOfKey(statement, entry, statements)) ||
      isInSequence(statement, statements) ||
      (statements.length === 1 && isOnlyKey(statement))
    );
  });
}

function couldBeName({ canBeName, label, text }: TextPart): boolean {
  return canBeName || (!label && mayNameKey(text));
}

/**
 * Whether a doubtful statement follows a name as the others do, in a list of names and expiries with no node around
 * each key.
 */
function isInSequence(statement: ExpiryStatement, statements: readonly ExpiryStatement[]): boolean {
  const home = statement.node.parent;
  const name = nameBefore(statement, statements);
  if (!home || !name || name.leaf.node.parent !== home) return false;
  const isSame = (node: PageNode, other: PageNode): boolean => node.tag === other.tag && node.parent === home;
  const isLike = statements.some(
    (other) =>
      !other.isDoubtful &&
      isSame(other.node, statement.node) &&
      isSame(nameBefore(other, statements)?.leaf.node ?? home, name.leaf.node),
  );
  const { next } = statement.last;
  const isPressed = next !== undefined && buttonOf(next) !== undefined && DONE_TO_KEY.test(next.text);
  return isLike && (home.tag === 'dl' || namesKey(name.text) || isPressed);
}

/** The last part between the previous statement and this one that can be a name. */
function nameBefore({ first }: ExpiryStatement, statements: readonly ExpiryStatement[]): TextPart | undefined {
  const start = statements.findLast(({ last }) => last.index < first.index)?.last.index ?? -1;
  for (let part = first.before; part && part.index > start; part = part.before) if (part.canBeName) return part;
  return undefined;
}

/**
 * Whether a doubtful statement stands with a name and a control that deletes a key, right under the title of the keys:
 * the list may have a single key.
 */
function isOnlyKey(statement: ExpiryStatement): boolean {
  for (const unit of statement.node.outwards()) {
    if (unit.is('main,body,[role="main"]')) break;
    if (namesWithin(unit, statement).length === 0) continue;
    if (controlsOf(unit).some(({ text }) => ENDS_KEY.test(text))) return isUnderTitle([unit], statement);
  }
  return false;
}

const ENDS_KEY = /^\W*(?:delete|revoke)\b/i;

/** Whether the entry of a doubtful statement is a key: it has a name, and parts of a key or siblings that have them. */
function isEntryOfKey(
  statement: ExpiryStatement,
  { unit, beside, areReadable, isElsewhere }: Entry,
  statements: readonly ExpiryStatement[],
): boolean {
  const others = (one: ExpiryStatement, home: PageNode): TextPart[] =>
    partsWithin(home, one).filter((part) => !isPartOf(part, one));
  const isNamed = (one: ExpiryStatement, home: PageNode): boolean => others(one, home).some(couldBeName);
  const hasMore = (one: ExpiryStatement, home: PageNode): boolean => {
    const own = others(one, home);
    return hasPartsOfKey(home, own) || own.some(({ text }) => saysSomethingElse(text));
  };
  if (!isNamed(statement, unit)) return false;
  if (hasMore(statement, unit)) return areReadable || isUnderTitle([unit, ...beside], statement);
  // News may be laid out as a list of keys is.
  if (isElsewhere) return namesWithin(unit, statement).some(({ text }) => namesKey(text));
  // Its siblings have a name and an expiry, and nothing more.
  return (
    areReadable &&
    statements.some((one) =>
      beside.some((other) => one.node.isWithin(other) && isNamed(one, other) && !hasMore(one, other)),
    )
  );
}

/** Whether the heading above these entries, which may have headings themselves, is the title of the keys. */
function isUnderTitle(entries: readonly [PageNode, ...PageNode[]], { first }: ExpiryStatement): boolean {
  const [entry] = entries;
  const list = entry.parent;
  const isAnEntry = (node: PageNode): boolean =>
    entries.includes(node) || (node.tag === entry.tag && node.parent === list);
  const isAbove = ({ leaf, text }: TextPart): boolean => {
    if (leaf.node.closest(`h1,${HEADING}`) === undefined) return false;
    if (isApiKeysTitle(text)) return true;
    for (const ancestor of leaf.node.outwards()) {
      if (ancestor === list) break;
      if (isAnEntry(ancestor)) return false;
    }
    return true;
  };
  if (!isPartWithin(first, entry)) return false;
  for (let part = firstWithin(first, entry).before; part; part = part.before)
    if (isAbove(part)) return isApiKeysTitle(part.text);
  return false;
}
