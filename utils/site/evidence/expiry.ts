import type { PageNode } from '../../page-model/page-node';
import { entriesOf, type Entry } from '../candidates/list-entries';
import { namesWithin } from '../candidates/record-extent';
import { isPartOf, type ExpiryStatement } from '../candidates/statement';
import { buttonOf, firstWithin, HEADING, isPartWithin, partsWithin, type TextPart } from '../candidates/text-parts';
import { mayNameKey } from '../vocabulary/labels';
import { ONLY_LEFT } from '../vocabulary/phrase-patterns';
import { saysSomethingElse } from '../vocabulary/statements';
import { isApiKeysTitle } from '../vocabulary/titles';
import type { DateContext } from '../dates/dates';
import { controlsOf, DONE_TO_KEY, hasPartsOfKey, namesKey } from './record';
import { reasons, weigh, type Rule } from './rule';

/* Whether a statement that may be prose is about a key: it stands in a list of keys. */

/** A statement that may be prose, with all others of the page. */
interface Doubtful {
  statement: ExpiryStatement;
  statements: readonly ExpiryStatement[];
  /** It stands as other statements do. */
  entry: Entry | undefined;
}

/** What makes it a statement about a key. */
export const OF_A_KEY: Rule<Doubtful>[] = [
  {
    why: 'has what keys have, beside readable keys',
    points: 1,
    page: 'doubtful-beside-readable',
    holds: ({ statement, entry }) => entry !== undefined && entry.areReadable && isKey(statement, entry.unit),
  },
  {
    why: 'has what keys have, right under the title of the keys',
    points: 1,
    page: 'expiry-unreadable-all',
    holds: ({ statement, entry }) =>
      entry !== undefined && isKey(statement, entry.unit) && isUnderTitle([entry.unit, ...entry.beside], statement),
  },
  {
    why: 'says what is left, with a name, as others beside it, right under the title of the keys',
    points: 1,
    page: 'list-links-with-days-left',
    holds: ({ statement, entry }) =>
      entry !== undefined &&
      entry.beside.length > 0 &&
      ONLY_LEFT.test(statement.first.text) &&
      isNamed(statement, entry.unit) &&
      isUnderTitle([entry.unit, ...entry.beside], statement),
  },
  {
    why: 'is named as keys are, and is like the keys of another list',
    points: 1,
    page: 'doubtful-elsewhere',
    // News may be laid out as a list of keys is.
    holds: ({ statement, entry }) =>
      entry?.isElsewhere === true && namesWithin(entry.unit, statement).some(({ text }) => namesKey(text)),
  },
  {
    why: 'has a name beside keys that have a name, an expiry and nothing more',
    points: 1,
    page: 'doubtful-plain-list',
    holds: ({ statement, entry, statements }) =>
      entry !== undefined &&
      entry.areReadable &&
      !entry.isElsewhere &&
      isNamed(statement, entry.unit) &&
      statements.some((one) =>
        entry.beside.some((other) => one.node.isWithin(other) && isNamed(one, other) && !hasMore(one, other)),
      ),
  },
  {
    why: 'follows a name as the others do',
    points: 1,
    page: 'doubtful-in-sequence',
    holds: ({ statement, statements }) => isInSequence(statement, statements),
  },
  {
    why: 'is the only one, with a name and a control that deletes a key, right under the title of the keys',
    points: 1,
    page: 'doubtful-alone',
    holds: ({ statement, statements }) => statements.length === 1 && isOnlyKey(statement),
  },
];

/** Drops the statements that may be prose, unless they stand in a list of keys. */
export function statementsOfKeys(
  statements: readonly ExpiryStatement[],
  parts: readonly TextPart[],
  { explain }: DateContext,
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
    const subject = { statement, statements, entry: entries.get(statement.node) };
    const isOfKey = weigh(OF_A_KEY, subject) > 0;
    explain?.({
      about: 'expiry',
      node: statement.node,
      text: statement.first.text,
      verdict: isOfKey ? 'is about a key' : 'may be prose',
      because: reasons(OF_A_KEY, subject),
    });
    return isOfKey;
  });
}

/** Whether a statement has a name and parts of a key within a node. */
function isKey(statement: ExpiryStatement, home: PageNode): boolean {
  return isNamed(statement, home) && hasMore(statement, home);
}

function othersWithin(statement: ExpiryStatement, home: PageNode): TextPart[] {
  return partsWithin(home, statement).filter((part) => !isPartOf(part, statement));
}

function isNamed(statement: ExpiryStatement, home: PageNode): boolean {
  return othersWithin(statement, home).some(couldBeName);
}

function hasMore(statement: ExpiryStatement, home: PageNode): boolean {
  const others = othersWithin(statement, home);
  return hasPartsOfKey(home, others) || others.some(({ text }) => saysSomethingElse(text));
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
