import type { Expiry } from '../../keys/expiry';
import { findDate, looksLikeDate, readExpiry, type DateContext } from '../dates/dates';
import { commonAncestor } from '../../page-model/node-search';
import type { PageNode } from '../../page-model/page-node';
import { partsBetween, partsWithin, type TextPart } from './text-parts';

/** What a text says of an expiry, in one part or several. */
export interface ExpiryStatement {
  first: TextPart;
  /** The last part that belongs to the date. */
  last: TextPart;
  node: PageNode;
  expiry: Expiry;
  /** Only "Expired" or "No expiration": it counts only if nothing else says more. */
  isWeak: boolean;
  /** It may be prose: it counts only in a list of things that expire. */
  isDoubtful?: true;
}

export function isPartOf({ index }: TextPart, { first, last }: ExpiryStatement): boolean {
  return index >= first.index && index <= last.index;
}

/** The longest value after a label, in characters; longer text is prose (unreadable-expiry.test.ts). */
export const VALUE_LIMIT = 80;

/**
 * Two statements with no name in between are about one key, unless the second one is in another key's entry: the more
 * exact one is kept, and of two dates to come the earlier one, since a reminder too many costs less than one that comes
 * too late.
 */
export function mergeStatements(statements: readonly ExpiryStatement[], context: DateContext): ExpiryStatement[] {
  const merged: ExpiryStatement[] = [];
  for (const statement of statements) {
    const before = merged.at(-1);
    const isAboutSame =
      before &&
      !partsBetween(before.last, statement.first).some(({ canBeName }) => canBeName) &&
      !isInNextEntry(statement, before);
    const timed = isAboutSame ? dayAndTime(before, statement, context) : undefined;
    if (!isAboutSame) merged.push(statement);
    else if (isOutside(statement, merged)) continue;
    else if (timed) merged[merged.length - 1] = timed;
    else if (saysMore(statement.expiry, before.expiry) || isSooner(statement.expiry, before.expiry, context))
      merged[merged.length - 1] = statement;
  }
  return merged.map((statement) => (exactness(statement.expiry) < 3 ? withDateBehind(statement, context) : statement));
}

/** Whether a statement is in an entry of its own, beside one of its form that holds a name and the statement before. */
function isInNextEntry({ node }: ExpiryStatement, before: ExpiryStatement): boolean {
  const home = commonAncestor(before.node, node);
  const [entry, next] = [before.node, node].map((part) => home?.children.find((child) => part.isWithin(child)));
  return (
    entry !== undefined &&
    entry !== next &&
    entry.tag === next?.tag &&
    Math.abs(entry.children.length - next.children.length) <= 1 &&
    partsWithin(entry, before).some((part) => part.canBeName && !isPartOf(part, before))
  );
}

/** "Expiry date: 5 Dec 2026" and "Expiry time: 18:00" are one instant. */
function dayAndTime(
  before: ExpiryStatement,
  statement: ExpiryStatement,
  context: DateContext,
): ExpiryStatement | undefined {
  if (exactness(before.expiry) !== 3 || statement.expiry.kind !== 'unknown') return undefined;
  const expiry = readExpiry(`${before.expiry.text} ${statement.expiry.text}`, context);
  return exactness(expiry) === 4 ? { ...before, expiry } : undefined;
}

/** Whether a statement stands outside of the list that the last two are in: it is about a plan, not the last key. */
function isOutside({ node }: ExpiryStatement, listed: readonly ExpiryStatement[]): boolean {
  const [other, last] = listed.slice(-2);
  const list = last && commonAncestor(other!.node, last.node);
  return list !== undefined && !node.isWithin(list);
}

/** A key that has expired may print "N/A" in the place of its date, which reads as "never". */
function saysMore(expiry: Expiry, before: Expiry): boolean {
  return exactness(expiry) > exactness(before) || (expiry.kind === 'expired' && before.kind === 'never');
}

function isSooner(expiry: Expiry, before: Expiry, { now }: DateContext): boolean {
  const areAlike = expiry.kind === 'dated' && before.kind === 'dated' && exactness(expiry) === exactness(before);
  return areAlike && expiry.earliest > now && expiry.latest < before.earliest;
}

/** How exact an expiry is: an instant more than a day, a day more than "in 3 months", and that more than a word. */
export function exactness(expiry: Expiry): number {
  if (expiry.kind !== 'dated') return expiry.kind === 'unknown' ? 0 : 1;
  if (expiry.approximate) return 2;
  return expiry.earliest === expiry.latest ? 4 : 3;
}

/** "Expires in 7 days", and the date itself in the text after it. */
function withDateBehind(statement: ExpiryStatement, context: DateContext): ExpiryStatement {
  const { next } = statement.last;
  if (!next || next.label || next.text.length > VALUE_LIMIT || !looksLikeDate(next.text, context)) return statement;
  const date = findDate(next.text, context);
  return date && !date.approximate ? { ...statement, last: next, node: next.leaf.node, expiry: date } : statement;
}
