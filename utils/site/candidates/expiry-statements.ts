import type { Expiry } from '../../keys/expiry';
import { looksLikeDate, readExpiry, type DateContext } from '../dates/dates';
import { commonAncestor } from '../../page-model/node-search';
import type { PageNode } from '../../page-model/page-node';
import { PROSE } from '../evidence/statement';
import { weigh } from '../evidence/rule';
import { readPrintedExpiry } from '../key-row';
import {
  afterExpiry,
  beginsWithExpiry,
  isWeakStatement,
  withoutSentenceStart,
  withoutSubject,
} from '../vocabulary/statements';
import { isSign } from '../vocabulary/labels';
import { isPartOfForm } from './form-parts';
import { labelledStatement } from './labelled-expiry';
import { UNIT } from './list-entries';
import { VALUE_LIMIT, type ExpiryStatement } from './statement';
import { areAlone, isAboveRecord, isPartWithin, partsWithin, type TextPart } from './text-parts';

/* The texts of a page that say when a key expires. */

/**
 * How much longer than its value a statement may be, in characters: "Your API key will expire on". Chosen, not
 * measured.
 */
const LONGEST_BEFORE_VALUE = 40;
/** The longest value of a label that cannot be read, in characters: "Expiry: soon". Chosen, not measured. */
const LONGEST_UNREAD = 40;
/** "Expiry: soon" */
const LABEL_AND_VALUE = /^(?:(?:api )?key )?[a-z]+(?: (?:until|till|through|date|time|on|at|in|by|before))* ?[:：]/i;

/** All statements about the expiry of a key, in document order. */
export function findStatements(parts: readonly TextPart[], context: DateContext): ExpiryStatement[] {
  const statements: ExpiryStatement[] = [];
  for (const part of parts) {
    if (part.isNamed || isOfAllKeys(part, context)) continue;
    const statement = part.label === 'expiry' ? labelledStatement(part, context) : statementIn(part, context);
    if (statement && !isPartOfForm(part.leaf.node)) statements.push(statement);
  }
  return statements;
}

/** The statements without those weak ones that only say again what another says. */
export function withoutRepeating(statements: readonly ExpiryStatement[]): readonly ExpiryStatement[] {
  const strong = statements.filter(({ isWeak }) => !isWeak);
  return statements.filter((statement) => {
    if (!statement.isWeak) return true;
    // "Expired" says more than a dash in the place of a date.
    const stronger =
      statement.expiry.kind === 'expired' ? strong.filter(({ expiry }) => expiry.kind !== 'never') : strong;
    return !belongsToStronger(statement, stronger);
  });
}

/** Whether a label or a status sorts or filters all keys, rather than being said of one. */
function isOfAllKeys(part: TextPart, context: DateContext): boolean {
  if (part.label !== 'expiry') return isOneOfStatuses(part);
  // Its own value may stand above it.
  return isAboveRecord(part) && ![part.before, part.next].some((beside) => looksLikeDate(beside?.text ?? '', context));
}

const STATUSES = new RegExp(
  '^(?:all|active|valid|revoked|disabled|inactive|expired|expiring soon|expir(?:es|ing) within \\d+ days)' +
    '(?: ?(\\(\\d{1,4}\\)))?$',
  'i',
);
/** It may be how many keys do so, but only with that number: "Active, expires in 12 days" is said of one. */
const EXPIRES_IN_DAYS = /^expir(?:es|ing) in (?:the next )?\d+ days$/i;
/** How many keys have a status: "Expired (1)". */
const COUNT = /^\(\d{1,4}\)$/;

/** Whether "Expired" is only one of several statuses, such as the chips of a filter, or the label of a number. */
function isOneOfStatuses(part: TextPart): boolean {
  const { text } = part;
  if (EXPIRES_IN_DAYS.test(text)) return labelsNumber(part);
  const [isStatus, count] = STATUSES.exec(text) ?? [];
  if (!isStatus) return false;
  if (count || COUNT.test(part.next?.text ?? '') || labelsNumber(part)) return true;
  const [before, next] = (['before', 'next'] as const).map((side) => {
    let beside = part[side];
    while (beside && isBetweenStatuses(beside)) beside = beside[side];
    return beside;
  });
  return [before, next].some((beside) => {
    if (!beside || beside.text.toLowerCase() === text.toLowerCase()) return false;
    if (STATUSES.test(beside.text)) return true;
    return NUMBER.test(beside.text) && (beside === before ? areAlone(beside, part) : areAlone(part, beside));
  });
}

function isBetweenStatuses({ text }: TextPart): boolean {
  return isSign(text) || COUNT.test(text);
}

const NUMBER = /^\d{1,4}$/;

/** Whether a part is the label of a number: a term that it describes, or in a tile. */
function labelsNumber(part: TextPart): boolean {
  const { leaf, next } = part;
  if (!next || !NUMBER.test(next.text)) return false;
  const term = leaf.node.closest('dt');
  return term ? next.leaf.node.closest('dd')?.previous === term : isInTile(part, next);
}

/** A tile has a label, its number, and perhaps a hint. */
const MOST_IN_TILE = 3;

/** Whether a label begins a box with its number, beside another box with a number in that place. */
function isInTile(label: TextPart, number: TextPart): boolean {
  const box = commonAncestor(label.leaf.node, number.leaf.node);
  if (!box || isPartWithin(label.before, box) || box.leaves.length > MOST_IN_TILE) return false;
  return [box.previous, box.next].some((beside) => NUMBER.test(beside?.leaves[1]?.text ?? ''));
}

/** "Expires 7 Aug 2027" in one piece. */
function statementIn(part: TextPart, context: DateContext): ExpiryStatement | undefined {
  const { leaf, text: printed } = part;
  if (printed.length > VALUE_LIMIT + LONGEST_BEFORE_VALUE) return undefined;
  const text = withoutSubject(printed);
  const isWeak = isWeakStatement(text);
  if (!isWeak && !beginsWithExpiry(text)) return undefined;
  const read = readSaid(part, text, context);
  const doubts = weigh(PROSE, { printed, text, isWeak, isSaid: read !== undefined });
  if (doubts < 0) return undefined;
  return {
    first: part,
    last: part,
    node: leaf.node,
    expiry: read ?? { kind: 'unknown', text: readExpiry(printed, context).text },
    isWeak: isWeak && read !== undefined,
    ...(doubts > 0 && { isDoubtful: true as const }),
  };
}

/** The expiry that a part, without its subject, says; unknown if that is only a label with a value. */
function readSaid(part: TextPart, text: string, context: DateContext): Expiry | undefined {
  if (part.text.includes('?')) return undefined;
  const rest = afterExpiry(text);
  const isLabelled = LABEL_AND_VALUE.test(text) && rest.length <= LONGEST_UNREAD;
  return expiryOf(part, [text, rest], context) ?? (isLabelled ? readExpiry(rest, context) : undefined);
}

/** The first expiry that can be read in a part's line, or in what is left of its text. */
function expiryOf(
  { leaf, text }: TextPart,
  shorter: readonly [string, string],
  context: DateContext,
): Expiry | undefined {
  const { node } = leaf;
  // The rest of a line may be in separate elements: "Expires 29 Nov 2026, <span>18:00</span>".
  const line = text === leaf.text ? withoutSentenceStart(node.validText) : shorter[0];
  for (const candidate of [line, ...shorter]) {
    const expiry = candidate.length <= VALUE_LIMIT ? readPrintedExpiry(node, candidate, context) : undefined;
    if (expiry && expiry.kind !== 'unknown') return expiry;
  }
  return undefined;
}

/**
 * "Expired" by itself beside a date says the same as the date, if exactly one of the neighbouring statements is close
 * by and no name separates the two.
 */
function belongsToStronger(weak: ExpiryStatement, strong: readonly ExpiryStatement[]): boolean {
  const after = strong.findIndex(({ first }) => first.index > weak.first.index);
  const place = after < 0 ? strong.length : after;
  // Statements are in document order, so the closest are the two before and the two after.
  const around = strong.slice(Math.max(0, place - 2), place + 2);
  for (const ancestor of weak.node.outwards()) {
    const within = around.filter(({ node }) => node.isWithin(ancestor));
    if (within.length > 0) return within.length === 1 && !namesTellApart(weak, within[0]!, ancestor);
  }
  return false;
}

/**
 * Whether two statements within one node have names of their own: one between them, and another outside. In the box of
 * one key, the one between them is its owner or the like.
 */
function namesTellApart(statement: ExpiryStatement, other: ExpiryStatement, home: PageNode): boolean {
  if (isOneEntry(home)) return false;
  const [one, two] = statement.first.index < other.first.index ? [statement, other] : [other, statement];
  const isBetween = ({ index }: TextPart): boolean => index > one.last.index && index < two.first.index;
  const names = partsWithin(home, statement).filter(({ canBeName }) => canBeName);
  return names.some(isBetween) && !names.every(isBetween);
}

/** Whether a node is an entry of a list, or stands beside one of its form. */
function isOneEntry(node: PageNode): boolean {
  if (node.is(UNIT)) return true;
  return [node.previous, node.next].some(
    (beside) => beside?.tag === node.tag && Math.abs(beside.children.length - node.children.length) <= 1,
  );
}
