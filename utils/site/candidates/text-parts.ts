import { isAscii } from '../../page-model/letters';
import { commonAncestor } from '../../page-model/node-search';
import type { Leaf, PageNode } from '../../page-model/page-node';
import type { Steps } from '../../page-model/steps';
import { looksLikeDate } from '../dates/dates';
import { fieldOf, isLabelWithText, type Field } from '../vocabulary/labels';
import { MAY_BE_SEPARATED, SEPARATOR } from '../vocabulary/phrase-patterns';
import {
  afterExpiry,
  beginsWithExpiry,
  endOfSpan,
  isWeakStatement,
  saysSomethingElse,
  withoutSubject,
} from '../vocabulary/statements';
import { enteredName } from './form-parts';
import { nameAndExpiry, withoutBrackets } from './named-sentences';
import { wholeTexts } from './split-texts';
import { labelsFirst } from './value-first';

/*
 * The texts of a page, cut into statements: "gazette-uploader · Expires 7 Aug 2027" are two.
 */

/** One statement of a run of text that may hold several; it knows its neighbours in document order. */
export interface TextPart {
  readonly index: number;
  readonly leaf: Leaf;
  readonly text: string;
  /** The part is this label and nothing more. */
  label?: Field;
  before?: TextPart | undefined;
  next?: TextPart | undefined;
  /** It can be a key's name, or stands in the position of one. */
  canBeName: boolean;
  /** It is a name, though it reads as a label. */
  isNamed?: true;
  /** It stands in the position of a name, and may be the key itself or a part of it. */
  isSecret?: boolean;
}

/** The longest text that is split into statements, in characters. Chosen, not measured. */
const LONGEST_SPLIT = 500;

/** All statements of some runs of text. */
export function* partsOf(leaves: readonly Leaf[]): Steps<TextPart[]> {
  const cuts: Cut[] = [];
  let first: Cut | undefined;
  for (const leaf of wholeTexts(leaves)) {
    if (first?.leaf.node !== leaf.node) first = undefined;
    const own = cutsOf(leaf, first?.text);
    first ??= own[0];
    cuts.push(...own);
    yield undefined;
  }
  const parts = labelsFirst(cuts).map((cut, index): TextPart => ({ index, ...cut, canBeName: false }));
  for (const [index, part] of parts.entries())
    Object.assign(part, { before: parts[index - 1], next: parts[index + 1] });
  return parts;
}

type Cut = Pick<TextPart, 'leaf' | 'text' | 'label'>;

/** The statements of a text; `beginning`: what its element says before it. */
function cutsOf(leaf: Leaf, beginning?: string): Cut[] {
  const whole = fieldOf(leaf.text);
  if (whole) {
    const entered = whole === 'name' ? enteredName(leaf.node) : undefined;
    return [
      { leaf, text: leaf.text, label: whole },
      ...(entered ? [{ leaf: { ...leaf, text: entered }, text: entered }] : []),
    ];
  }
  if (leaf.isPicture || /^[:：]$/.test(leaf.text)) return [];
  const statements = statementsIn(leaf.text);
  return statements
    .flatMap((text) => (saysFact(beginning ?? statements[0]!) ? [withoutBrackets(text)] : nameAndExpiry(text, leaf)))
    .flatMap((text) => labelAndName(text, leaf));
}

/** Whether a text says something of a key by itself: it is no name, and none stands in the statements after it. */
function saysFact(text: string): boolean {
  return saysWhen(text) || saysSomethingElse(text) || isLabelWithText(text);
}

/** Beside a word for an expiry: "Write access. Never expires." More is prose. Chosen, not measured. */
const MOST_SENTENCES = 3;
const LONGEST_SENTENCE = 40;

export function statementsIn(text: string): readonly string[] {
  if (text.length > LONGEST_SPLIT) return [text];
  if (!isProse(text)) return clausesIn(text);
  // "Created Aug 31. Never expires." Anything else may be about all keys.
  const sentences = text.split(/(?<=[.;])\s+/);
  const clauses = sentences.flatMap(clausesIn);
  const areShort = sentences.length <= MOST_SENTENCES && sentences.every(({ length }) => length <= LONGEST_SENTENCE);
  const isOfKey = sentences.every(isStatement) || clauses.some(areShort ? saysWhen : saysDate);
  return isOfKey ? clauses : [text];
}

/** A name may contain a bar or a dash: a text is split only if a part of it is a statement. */
function clausesIn(text: string): readonly string[] {
  if (!MAY_BE_SEPARATED.test(text) || endOfSpan(text) !== undefined) return [text];
  const parts = text
    .split(SEPARATOR)
    .map((part) => part.trim().replace(/^([^(]*)\)$/, '$1'))
    .filter(Boolean);
  // What comes before the first dot may be in another element.
  const others = /^[·•|–—]/.test(text) ? parts : parts.slice(1);
  return others.some(isStatement) || saysWhen(parts[0] ?? '') ? parts : [text];
}

/** "Your key expires on 7 Aug 2027. Please create a new one." is an e-mail, or its template. */
const OF_NOTICE = /^your\s/i;

/** Whether a text says when a key expires: what is behind it is something else, such as "3 datasets". */
function saysWhen(text: string): boolean {
  return isWeakStatement(withoutSubject(text)) || saysDate(text);
}

/** Whether a text says on which date a key expires. */
function saysDate(text: string): boolean {
  const said = withoutSubject(text);
  if (!beginsWithExpiry(said)) return false;
  const isDate = (what: string): boolean => looksLikeDate(what, { now: 0 });
  return isDate(text) || (!OF_NOTICE.test(text) && isDate(afterExpiry(said)));
}

/** "Name: gazette-uploader" */
function labelAndName(text: string, leaf: Leaf): Cut[] {
  const label = fieldOf(text);
  if (label) return [{ leaf, text, label }];
  const [, before, behind] = /^([^:：]{1,30})[:：]\s*(\S.*)$/.exec(text) ?? [];
  return before !== undefined && fieldOf(before) === 'name'
    ? [
        { leaf, text: before, label: 'name' },
        { leaf, text: behind! },
      ]
    : [{ leaf, text }];
}

/** Whether a statement is about when a key expires, be it "This key expires on 7 Aug 2027" or only "Expires". */
export function speaksOfExpiry(text: string): boolean {
  return beginsWithExpiry(withoutSubject(text));
}

/** Whether a text says something of a key, or is a label. */
export function isStatement(text: string): boolean {
  const said = withoutSubject(text);
  return (
    beginsWithExpiry(said) ||
    saysSomethingElse(text) ||
    isWeakStatement(said) ||
    fieldOf(text) !== undefined ||
    looksLikeDate(text, { now: 0 })
  );
}

/** Whether a run of text holds several sentences. */
export function isProse(text: string): boolean {
  return (isAscii(text) ? /[.!?]\s+[A-Z]|;\s/ : /[.!?]\s+\p{Lu}|;\s/u).test(text);
}

/* Where a part stands. */

/** A heading that may be the title of a record. */
export const HEADING = 'h2,h3,h4,h5,h6,[role="heading"]';
export const BUTTON = 'button,[role="button"]';

export function isInHeading({ leaf }: TextPart): boolean {
  return leaf.node.closest(HEADING) !== undefined;
}

/** The button that a part is the text of. */
export function buttonOf({ leaf }: TextPart): PageNode | undefined {
  return leaf.node.closest(BUTTON);
}

export function isPartWithin(part: TextPart | undefined, node: PageNode): part is TextPart {
  return part !== undefined && part.leaf.node.isWithin(node);
}

/** The first of the parts before this one, itself included, that are within the node without a gap. */
export function firstWithin(part: TextPart, node: PageNode): TextPart {
  let first = part;
  while (isPartWithin(first.before, node)) first = first.before;
  return first;
}

function lastWithin(part: TextPart, node: PageNode): TextPart {
  let last = part;
  while (isPartWithin(last.next, node)) last = last.next;
  return last;
}

/** All parts from one to another, both included. */
export function partsFrom(first: TextPart | undefined, last: TextPart): TextPart[] {
  const parts: TextPart[] = [];
  for (let part = first; part && part.index <= last.index; part = part.next) parts.push(part);
  return parts;
}

/** The parts of a node around some of them: from these outwards, as far as they are within the node. */
export function partsWithin(node: PageNode, { first, last }: { first: TextPart; last: TextPart }): TextPart[] {
  return partsFrom(firstWithin(first, node), lastWithin(last, node));
}

/** The parts between two others. */
export function partsBetween(one: TextPart, other: TextPart): TextPart[] {
  return other.before ? partsFrom(one.next, other.before) : [];
}

/** The labels in a row around a part. */
export function labelsAround(part: TextPart): TextPart[] {
  let [first, last] = [part, part];
  while (first.before?.label) first = first.before;
  while (last.next?.label) last = last.next;
  return partsFrom(first, last);
}

/** Whether the smallest node around a part and the next one holds nothing else. */
export function areAlone(part: TextPart, next: TextPart): boolean {
  const home = commonAncestor(part.leaf.node, next.leaf.node);
  return home !== undefined && !isPartWithin(part.before, home) && !isPartWithin(next.next, home);
}

/** Whether a label belongs to the part after it: not if another statement or another label follows. */
export function isLabelWithValue(part: TextPart): boolean {
  const { next } = part;
  // "Manage" is a button.
  if (part.label === 'actions' && part.leaf.node.closest(`a,${BUTTON}`)) return false;
  return (
    part.label !== undefined &&
    next !== undefined &&
    !next.label &&
    !beginsWithExpiry(next.text) &&
    !saysSomethingElse(next.text) &&
    !isAboveRecord(part)
  );
}

/** How many parts after its first one a record may say when its key expires. Chosen, not measured. */
const MOST_BEFORE_EXPIRY = 20;

/**
 * Whether a label is no part of the box that the next part opens, and that box says itself when a key expires: "Status"
 * or "Expiry date" above the keys is a filter, a tab or a way to sort them.
 */
export function isAboveRecord({ leaf, next }: TextPart): boolean {
  const home = next && !leaf.node.closest('dt,th') ? commonAncestor(leaf.node, next.leaf.node) : undefined;
  const box = home?.children.find((child) => next!.leaf.node.isWithin(child));
  if (!box || leaf.node.isWithin(box)) return false;
  let part = next!.next;
  for (let steps = 0; isPartWithin(part, box) && steps < MOST_BEFORE_EXPIRY; part = part.next, steps++)
    if (part.label === 'expiry' || speaksOfExpiry(part.text)) return true;
  return false;
}
