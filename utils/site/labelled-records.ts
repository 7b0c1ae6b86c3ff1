import type { Expiry } from '../keys/expiry';
import { findDate, looksLikeDate, readExpiry } from './dates';
import { isShownWithin, leavesOf, shownParent, validTextOf, type Leaf } from './dom';
import { cleanName, readCreatedAt, readPrintedExpiry, type KeyRow } from './key-row';
import { fieldOf, isStatusWord, type Field } from './labels';
import { isSecretOrMasked } from './secret';

/*
 * Cards, list items and definition lists: each key is a group of texts, one of which says when it expires.
 */

/** A text with what it is, within a run of text that may hold several: "gazette-uploader · Expires 7 Aug 2027". */
interface Piece {
  leaf: Leaf;
  text: string;
  /** The label that this piece is, with nothing behind it. */
  label?: Field;
}

/** A piece that says when a key expires. */
interface ExpiryFact {
  at: number;
  /** The piece that has the date, if it is another one than `at`. */
  valueAt: number;
  element: Element;
  expiry: Expiry;
  /** A lone "Expired" or "No expiration": it counts only where nothing else says more. */
  weak: boolean;
}

const SEPARATOR = /\s+[·•|–—]\s+|\s*[·•|]\s*/;
const EXPIRY_PREFIX = /^(?:(?:api )?key )?(?:expir(?:y|ation|es?|ing)|valid (?:until|till|through|thru|to)|good until|usable until|works until|ends (?:on|at)?|valid for)\b/i;
const WEAK_FACT = /^(?:expired|never expires|no expir(?:y|ation)(?: date)?|does(?: not|n['’]t) expire)\.?$/i;
/** A sentence about the key that it stands with: "This key expires on 7 Aug 2027." */
const SENTENCE_START = /^(?:this|the|your) (?:api )?key (?:(?:will|is) )?(?=expire|valid)/i;
/** Several sentences in one run of text are prose. */
const PROSE = /[.!?;]\s+\p{Lu}/u;
const HEADINGS = 'h1,h2,h3,h4,h5,h6,[role="heading"]';
const NAME_THEN_EXPIRY = /^(\S+) (?:(?:will|is set to) )?((?:expire[sd]?|valid until|valid till) .+)$/i;
/** What a value after a label may be at most, in characters; more is prose. */
const VALUE_LIMIT = 80;

/** Reads all labelled records among the given runs of text. */
export function readLabelledRecords(leaves: readonly Leaf[], now: number): KeyRow[] {
  const pieces = leaves.flatMap(piecesOf);
  const facts = mergeFacts(findFacts(pieces, now), pieces, now);
  const containers = facts.map((fact) => containerOf(fact, facts));
  return facts.flatMap((fact, index) => {
    const own = piecesAround(fact, index, facts, containers, pieces);
    const name = nameAmong(own, fact, pieces, now);
    if (!name) return [];
    const createdAt = createdAmong(own, pieces, now);
    return [{ element: containers[index]!, expiryElement: fact.element, name, expiry: fact.expiry, ...(createdAt !== undefined && { createdAt }) }];
  });
}

function piecesOf(leaf: Leaf): Piece[] {
  const whole = fieldOf(leaf.text);
  if (whole) return [{ leaf, text: leaf.text, label: whole }];
  const texts = leaf.text.length <= 500 && !PROSE.test(leaf.text) ? leaf.text.split(SEPARATOR).map((text) => text.trim()).filter(Boolean) : [leaf.text];
  return texts.flatMap((text) => {
    const sentence = NAME_THEN_EXPIRY.exec(text);
    const parts = sentence && !/^(?:your|the|this|that|it|a|an|key|keys)$/i.test(sentence[1]!) ? [sentence[1]!, sentence[2]!] : [text];
    return parts.map((part) => {
      const label = fieldOf(part);
      return label ? { leaf, text: part, label } : { leaf, text: part };
    });
  });
}

function findFacts(pieces: readonly Piece[], now: number): ExpiryFact[] {
  const facts: ExpiryFact[] = [];
  for (const [at, piece] of pieces.entries()) {
    const fact = piece.label === 'expiry' ? labelledFact(pieces, at, now) : inlineFact(piece, at, now);
    if (fact) facts.push(fact);
  }
  return facts.filter((fact) => !fact.weak || !belongsToStronger(fact, facts));
}

/** "Expires 7 Aug 2027" in one piece. */
function inlineFact({ leaf, text: printed }: Piece, at: number, now: number): ExpiryFact | undefined {
  if (printed.length > VALUE_LIMIT + 40) return undefined;
  const text = printed.replace(SENTENCE_START, '');
  const weak = WEAK_FACT.test(text);
  if (!weak && !EXPIRY_PREFIX.test(text) && !/^expired .*\d/i.test(text)) return undefined;
  const { element } = leaf;
  // The rest of a line may be in elements of its own: "Expires 29 Nov 2026, <span>18:00</span>".
  const line = printed === leaf.text ? validTextOf(element).replace(SENTENCE_START, '') : text;
  const wholeLine = line.length <= VALUE_LIMIT ? readPrintedExpiry(element, line, now) : undefined;
  const expiry = wholeLine && wholeLine.kind !== 'unknown' ? wholeLine : readPrintedExpiry(element, text, now);
  if (expiry.kind !== 'unknown') return { at, valueAt: at, element, expiry, weak };
  const rest = text.replace(EXPIRY_PREFIX, '').replace(/^(?: (?:date|time|on|at|in))*\s*[:：]?\s*/i, '');
  return /[:：]/.test(text) && rest.length <= 40 ? { at, valueAt: at, element, expiry: readExpiry(rest, { now }), weak } : undefined;
}

/** "Expiration" as a label, and its value in a piece behind it, or above it. */
function labelledFact(pieces: readonly Piece[], at: number, now: number): ExpiryFact | undefined {
  const label = pieces[at]!;
  if (isFormLabel(label.leaf.element)) return undefined;
  const behind = pieces[at + 1];
  const above = pieces[at - 1];
  const isValue = (piece: Piece | undefined): piece is Piece => piece !== undefined && piece.label === undefined && piece.text.length <= VALUE_LIMIT;
  const valueFrom = (piece: Piece, valueAt: number): ExpiryFact => {
    const element = valueElement(piece.leaf.element, label.leaf.element);
    const text = element === piece.leaf.element && piece.text !== piece.leaf.text ? piece.text : validTextOf(element);
    const expiry = readPrintedExpiry(element, text, now);
    // "Expires in" and "12 days" are a date only together.
    const whole = expiry.kind === 'unknown' ? readExpiry(`${label.text} ${text}`, { now }) : expiry;
    return { at, valueAt, element, expiry: whole.kind === 'unknown' ? expiry : whole, weak: false };
  };
  if (isValue(above) && looksLikeDate(above.text, { now }) && !(isValue(behind) && looksLikeDate(behind.text, { now }))) {
    const isLabelled = pieces[at - 2]?.label !== undefined;
    if (!isLabelled) return valueFrom(above, at - 1);
  }
  if (isValue(behind)) return valueFrom(behind, at + 1);
  return undefined;
}

/** The largest element around a value that does not reach its label, and is no more than a value. */
function valueElement(value: Element, label: Element): Element {
  let at = value;
  for (let parent = shownParent(at); parent && !isShownWithin(label, parent); parent = shownParent(at)) {
    if (leavesOf(parent).reduce((length, { text }) => length + text.length + 1, 0) > VALUE_LIMIT) break;
    at = parent;
  }
  return at;
}

/** The label of a form's field, or a text within one, says nothing of a key. */
function isFormLabel(element: Element): boolean {
  return element.closest('label,legend,fieldset,[role="combobox"],[role="listbox"],[role="radiogroup"],[role="search"]') !== null;
}

/** A lone "Expired" beside a date says the same as the date. */
function belongsToStronger(weak: ExpiryFact, facts: readonly ExpiryFact[]): boolean {
  const strong = facts.filter((fact) => !fact.weak);
  for (let at: Element | null = weak.element; at; at = shownParent(at)) {
    const within = strong.filter((fact) => isShownWithin(fact.element, at!));
    if (within.length > 0) return within.length === 1;
  }
  return false;
}

/** Two facts with no name in between are about one key: the exact one is kept. */
function mergeFacts(facts: readonly ExpiryFact[], pieces: readonly Piece[], now: number): ExpiryFact[] {
  const merged: ExpiryFact[] = [];
  for (const fact of facts) {
    const before = merged.at(-1);
    const between = before ? pieces.slice(Math.max(before.at, before.valueAt) + 1, Math.min(fact.at, fact.valueAt)) : [];
    if (before && !between.some((piece, index) => isNameCandidate(piece, between[index - 1], now))) {
      if (exactness(fact.expiry) > exactness(before.expiry)) merged[merged.length - 1] = fact;
    } else merged.push(fact);
  }
  return merged.map((fact) => (exactness(fact.expiry) < 3 ? withDateBehind(fact, pieces, now) : fact));
}

function exactness(expiry: Expiry): number {
  if (expiry.kind !== 'dated') return expiry.kind === 'unknown' ? 0 : 1;
  return expiry.approximate ? 2 : 3;
}

/** "Expires in 7 days", and the date itself in the text behind it. */
function withDateBehind(fact: ExpiryFact, pieces: readonly Piece[], now: number): ExpiryFact {
  const at = Math.max(fact.at, fact.valueAt) + 1;
  const next = pieces[at];
  if (!next || next.label || next.text.length > VALUE_LIMIT || !looksLikeDate(next.text, { now })) return fact;
  const date = findDate(next.text, { now });
  return date?.kind === 'dated' && !date.approximate ? { ...fact, valueAt: at, element: next.leaf.element, expiry: date } : fact;
}

/** The largest element around a fact that holds no other fact; for a lone fact, the nearest one that is a unit of a list. */
function containerOf(fact: ExpiryFact, facts: readonly ExpiryFact[]): Element {
  let at = fact.element;
  for (let parent = shownParent(at); parent && parent.localName !== 'body' && parent.localName !== 'main'; parent = shownParent(at)) {
    if (facts.some((other) => other !== fact && isShownWithin(other.element, parent!))) break;
    if (facts.length === 1 && at.matches('li,article,dl,[role="listitem"],[role="article"],[role="row"],tr') && leavesOf(at).length > 3) break;
    at = parent;
  }
  return at;
}

/** The pieces of a fact's own record: those of its container, or where that has no more, those since the fact before. */
function piecesAround(fact: ExpiryFact, index: number, facts: readonly ExpiryFact[], containers: readonly Element[], pieces: readonly Piece[]): Piece[] {
  const container = containers[index]!;
  const inside = pieces.filter(({ leaf }) => isShownWithin(leaf.element, container));
  const others = inside.filter((piece) => piece !== pieces[fact.at] && piece !== pieces[fact.valueAt] && !piece.label);
  if (others.length > 0) return inside;
  const before = facts[index - 1];
  const start = before ? Math.max(before.at, before.valueAt) + 1 : 0;
  const after = facts[index + 1];
  const end = after ? Math.min(after.at, after.valueAt) : pieces.length;
  const segment = pieces.slice(start, end);
  const untilFact = pieces.slice(start, Math.max(fact.at, fact.valueAt) + 1);
  return facts.length > 1 && untilFact.length > 1 ? untilFact : segment;
}

function nameAmong(own: readonly Piece[], fact: ExpiryFact, pieces: readonly Piece[], now: number): string | undefined {
  const isOwnValue = (piece: Piece): boolean => piece === pieces[fact.at] || piece === pieces[fact.valueAt];
  const labelled = own.find((piece, index) => !piece.label && own[index - 1]?.label === 'name' && !isSecretOrMasked(piece.text));
  const inline = own.map(({ text }) => /^(?:api )?(?:key )?name\s*[:：]\s*(.+)$/i.exec(text)?.[1]).find(Boolean);
  const candidates = own.filter((piece, index) => !isOwnValue(piece) && isNameCandidate(piece, own[index - 1], now));
  const headings = candidates.filter(({ leaf }) => leaf.element.closest(HEADINGS) !== null);
  // A heading such as "Expired keys (2)" is that of a group.
  const heading = headings.findLast(({ text }) => !/\bkeys?\s*(?:\(\d+\))?$/i.test(text)) ?? headings.at(-1);
  const text = labelled ? labelled.leaf.text : inline ?? (heading ?? candidates[0])?.text;
  return text === undefined ? undefined : cleanName(text) || undefined;
}

/** Whether a piece can be the name of a key: no label nor its value, no date, no status, no secret, nothing to press. */
function isNameCandidate(piece: Piece, before: Piece | undefined, now: number): boolean {
  if (piece.label || (before?.label && before.label !== 'name')) return false;
  const { text, leaf } = piece;
  if (PROSE.test(text) || SENTENCE_START.test(text)) return false;
  // Whatever the heading of a record looks like, it is the record's name.
  if (/^h[3-6]$/.test(leaf.element.localName)) return !isSecretOrMasked(text);
  if (isStatusWord(text) || isSecretOrMasked(text) || EXPIRY_PREFIX.test(text) || /[:：]$/.test(text)) return false;
  if (/^[^:]{1,30}[:：]\s/.test(text) && fieldOf(text.split(/[:：]/)[0]!) !== undefined) return false;
  if (/^(?:created|issued|generated|added|last used|never used|used|updated|last (?:accessed|active))\b/i.test(text)) return false;
  if (looksLikeDate(text, { now })) return false;
  return leaf.element.closest('button,[role="button"],[role="menuitem"],[role="menu"],[role="tooltip"],dt') === null;
}

function createdAmong(own: readonly Piece[], pieces: readonly Piece[], now: number): number | undefined {
  for (const piece of own) {
    if (piece.label === 'created') {
      const value = pieces[pieces.indexOf(piece) + 1];
      const at = value && !value.label ? readCreatedAt(value.text, now) : undefined;
      if (at !== undefined) return at;
    }
    const inline = /^(?:created|issued|generated|added)(?: on| at)?\s*[:：]?\s*(.+)$/i.exec(piece.text)?.[1];
    const at = inline === undefined ? undefined : readCreatedAt(inline, now);
    if (at !== undefined) return at;
  }
  return undefined;
}
