import type { Expiry } from '../keys/expiry';
import type { LastUsed } from '../keys/key';
import { findDate, looksLikeDate, readExpiry, type DateContext } from './dates/dates';
import { KIND } from '../page-model/kinds';
import type { PageNode } from '../page-model/page-node';
import { fieldOf } from './vocabulary/labels';
import { CREATION, SAYS_EXPIRY } from './vocabulary/phrase-patterns';
import { endOfSpan } from './vocabulary/statements';

/** A key as the page shows it. */
export interface KeyRow {
  /** Holds all of the key, or at least its date. */
  element: Element;
  /** Prints the expiry, or would print it. The badge goes here. */
  expiryElement: Element;
  /** Shows the key itself where others show names. */
  keyElement?: Element;
  name: string;
  /** The page does not name it: the name is made of its known facts. */
  isUnnamed?: true;
  expiry: Expiry;
  /** The earliest instant (ms) that the printed creation date allows. */
  createdAt?: number;
  lastUsed?: LastUsed;
}

/** A row within the reader, with the nodes of its elements. */
export interface SnapshotRow extends KeyRow {
  node: PageNode;
  expiryNode: PageNode;
}

/** Reads the expiry that an element prints: its text, its `<time datetime>`, or the exact date in a tooltip. */
export function readPrintedExpiry(node: PageNode, text: string, page: DateContext): Expiry {
  const context = page.zones ? { ...page, zone: page.zones.at(node) } : page;
  const printed = readExpiry(text, { ...context, datetime: datetimeIn(node) });
  if (printed.kind === 'dated' && !printed.approximate) return printed;
  // "1 Jan – 5 Dec 2026": the end of a range, if the whole text is not readable as a date.
  const end = printed.kind === 'unknown' ? endOfRange(text) : text;
  const ending = end === text ? printed : readExpiry(end, context);
  if (ending.kind === 'dated' && !ending.approximate) return { ...ending, text: printed.text };
  for (const tooltip of tooltipsIn(node)) {
    const date = findDate(tooltip, context);
    if (date?.kind === 'dated' && !date.approximate) return { ...date, text: printed.text };
  }
  return printed;
}

/**
 * The end of the range that a text prints; all of it if that is none. Something else may end after an expiry: "Expires
 * 5 Dec 2026, owner Mei Ling, logs kept until 5 Mar 2027".
 */
function endOfRange(text: string): string {
  const [before = '', end = text] = text
    .split(/(?<!\s)\s+(?:–|—|-|~|to:?|until:?|→)\s+|(?<=^\d\d?)[–-](?=\d\d? [a-z])/i)
    .slice(-2);
  const lastWord = before.slice(before.lastIndexOf(' ') + 1);
  const isOther = SAYS_EXPIRY.test(before) && !/\d|^(?:jan|feb|mar|apr|may|ju[nl]|aug|sep|oct|nov|dec)/i.test(lastWord);
  return isOther ? text : end;
}

/** The earliest instant (ms) of the absolute date that a text prints. */
export function readCreatedAt(text: string, context: DateContext): number | undefined {
  const date = looksLikeDate(text, context) ? findDate(text, context) : null;
  return date?.kind === 'dated' && !date.approximate ? date.earliest : undefined;
}

/** In characters. Longer text is prose. Chosen, not measured. */
const CREATION_LIMIT = 200;

/** Whether a text says itself that it is about the creation: "Created on" is only the label of what follows. */
export function saysCreation(text: string): boolean {
  return text.length <= CREATION_LIMIT && CREATION.test(text) && !fieldOf(text) && endOfSpan(text) === undefined;
}

/**
 * The earliest instant (ms) that a part prints for the creation, perhaps with its author or later events of the key.
 */
export function readCreation(node: PageNode, text: string, context: DateContext): number | undefined {
  const said = saysCreation(text) ? CREATION.exec(text)![1]! : text;
  if (SAYS_EXPIRY.test(said)) return undefined;
  for (const part of [said, said.split(/ by |\. (?=\D)/, 1)[0]!]) {
    const date = part.length > CREATION_LIMIT ? undefined : readPrintedExpiry(node, part, context);
    if (date?.kind === 'dated' && !date.approximate) return date.earliest;
  }
  return undefined;
}

function datetimeIn(node: PageNode): string | null {
  const time = node.attribute('datetime') === null ? node.all('[datetime]:not(del,ins)')[0] : node;
  return time?.attribute('datetime') ?? null;
}

function tooltipsIn(node: PageNode): string[] {
  const tooltips: string[] = [];
  const collect = (part: PageNode): void => {
    for (const name of ['title', 'data-tooltip', 'data-bs-original-title', 'aria-label']) {
      const value = part.attribute(name);
      if (value) tooltips.push(value);
    }
  };
  collect(node);
  node.walk(collect);
  return tooltips;
}

const INLINE = new Set([
  'span',
  'time',
  'b',
  'strong',
  'i',
  'em',
  'small',
  'a',
  'abbr',
  'code',
  'mark',
  'bdi',
  'font',
  'u',
  's',
  'del',
  'ins',
  'label',
  'button',
  'input',
]);

/** Whether an element is part of a line of text: then a badge goes after it, not into it. */
export function isInline(tag: string): boolean {
  return INLINE.has(tag);
}

/** The node that prints only the expiry within a cell that may hold more: the innermost one with all of the text. */
export function innermostPrinting(cell: PageNode): PageNode {
  const { text } = cell;
  let node = cell;
  for (;;) {
    const only = text === '' ? undefined : node.children.find((child) => child.text === text);
    if (!only || (only.kinds & KIND.nestedRoot) !== 0 || isInline(only.tag)) return node;
    node = only;
  }
}
