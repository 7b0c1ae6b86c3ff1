import { looksLikeDate, readExpiry, type DateContext } from '../dates/dates';
import type { PageNode } from '../../page-model/page-node';
import { readPrintedExpiry } from '../key-row';
import { withLabel, withoutAside } from './expiry-part';
import { exactness, VALUE_LIMIT, type ExpiryStatement } from './statement';
import { saysItself } from './value-first';
import { buttonOf, firstWithin, isPartWithin, labelsAround, speaksOfExpiry, type TextPart } from './text-parts';

/* An expiry that has a label: "Expiration", with its value in the parts after it, or above it. */

/** A unit that holds a label together with its value. */
const ITEM = 'li,article,[role="listitem"],[role="article"]';
/**
 * The most parts that one date may be printed in, and the longest of them, in characters: day, month, year, time
 * (test/pages/expiry-split-elements).
 */
export const DATE_PIECES = 4;
const LONGEST_DATE_PIECE = 20;

/** Whether a part may be a piece of a date; what says an expiry or an event itself is none. */
export function isDatePiece({ text }: Pick<TextPart, 'text'>): boolean {
  return text.length <= LONGEST_DATE_PIECE && !saysItself(text);
}

export function labelledStatement(label: TextPart, context: DateContext): ExpiryStatement | undefined {
  const item = label.leaf.node.closest(ITEM);
  const inItem = (part: TextPart | undefined): TextPart | undefined =>
    !item || isPartWithin(part, item) ? part : undefined;
  const below = valueInRow(label, context);
  if (below) {
    const { leaf, text } = below;
    const expiry = readPrintedExpiry(leaf.node, text, context);
    return { first: label, last: below, node: leaf.node, expiry, isWeak: false };
  }
  const behind = inItem(valueBehind(label, context));
  const above = inItem(label.before);
  // The date above may belong to the label before it.
  const several = inSeveralParts(label, context);
  if (isDate(above, context) && !isDate(behind, context) && !several && above.before?.label === undefined)
    return { ...valueOf(label, above, context), first: above, last: label };
  if (!isValue(behind) || isPressed(behind, context)) return item ? statementAtHeadOf(item, label, context) : undefined;
  const single = { ...valueOf(label, behind, context), first: label, last: behind };
  return several && exactness(several.expiry) > exactness(single.expiry) ? several : single;
}

/** The part after a label, or the one after a hint within the label. */
function valueBehind({ next, leaf }: TextPart, context: DateContext): TextPart | undefined {
  if (!isPartWithin(next, leaf.node) || next.leaf.node === leaf.node || looksLikeDate(next.text, context)) return next;
  return isDate(next.next, context) ? next.next : next;
}

function isValue(part: TextPart | undefined): part is TextPart {
  return part !== undefined && part.label === undefined && part.text.length <= VALUE_LIMIT;
}

function isPressed(part: TextPart, context: DateContext): boolean {
  return buttonOf(part) !== undefined && !looksLikeDate(part.text, context);
}

function isDate(part: TextPart | undefined, context: DateContext): part is TextPart {
  return isValue(part) && looksLikeDate(part.text, context);
}

/**
 * The value of a label in a row of labels that is followed by the row of their values: "Created, Expires, 1 Jan 2026, 1
 * Jan 2027".
 */
function valueInRow(label: TextPart, context: DateContext): TextPart | undefined {
  const labels = labelsAround(label);
  if (labels.length === 1) return undefined;
  const values: TextPart[] = [];
  for (let value = labels.at(-1)!.next; value && values.length < labels.length; value = value.next) values.push(value);
  const value = values[labels.indexOf(label)];
  // Labels without a value may come before one that has it.
  const isRow =
    values.length === labels.length &&
    values.every((part, index) => !part.label && (labels[index]!.label !== 'created' || isDate(part, context)));
  return isRow && isDate(value, context) && !speaksOfExpiry(value.text) ? value : undefined;
}

/** The date that an item of a list begins with, if the label comes last: "26 Nov 2026 — gazette-uploader expires". */
function statementAtHeadOf(item: PageNode, label: TextPart, context: DateContext): ExpiryStatement | undefined {
  const first = firstWithin(label, item);
  const statement = first === label ? undefined : { ...valueOf(label, first, context), first, last: first };
  return statement?.expiry.kind === 'dated' ? statement : undefined;
}

type Value = Pick<ExpiryStatement, 'node' | 'expiry' | 'isWeak'>;

function valueOf(label: TextPart, { leaf, text: printed }: TextPart, context: DateContext): Value {
  const node = valueNode(leaf.node, label.leaf.node);
  const text = node === leaf.node && printed !== leaf.text ? printed : node.validText;
  const expiry = readPrintedExpiry(node, text, context);
  // "Expires in" and "12 days" are a date only together.
  const together =
    expiry.kind === 'unknown' ? (withLabel(text, label.text, context) ?? withoutAside(node, context)) : undefined;
  return { node, expiry: together ?? expiry, isWeak: false };
}

/** The largest node around a value that holds neither its label nor more than the value. */
function valueNode(value: PageNode, label: PageNode): PageNode {
  let largest = value;
  for (const parent of value.parent?.outwards() ?? []) {
    if (label.isWithin(parent) || parent.leaves.reduce((length, { text }) => length + text.length + 1, 0) > VALUE_LIMIT)
      break;
    largest = parent;
  }
  return largest;
}

/** A date in several parts: day, month and year side by side, or the time beside the day. */
function inSeveralParts(label: TextPart, context: DateContext): ExpiryStatement | undefined {
  const home = label.leaf.node.parent;
  const isPiece = (part: TextPart): boolean =>
    home !== undefined && !part.label && isDatePiece(part) && part.leaf.node.isWithin(home);
  const pieces: TextPart[] = [];
  for (let piece = label.next; piece && pieces.length < DATE_PIECES && isPiece(piece); piece = piece.next)
    pieces.push(piece);
  for (; pieces.length > 1; pieces.pop()) {
    const text = pieces.map((piece) => piece.text).join(' ');
    // "Expires in", "13" and "days" are a date only together.
    const expiry = [text, `${label.text} ${text}`]
      .map((printed) => readExpiry(printed, context))
      .find(({ kind }) => kind !== 'unknown');
    const last = pieces.at(-1)!;
    if (expiry) return { first: label, last, node: last.leaf.node, expiry, isWeak: false };
  }
  return undefined;
}
