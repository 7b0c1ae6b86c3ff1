import type { PageNode } from '../../page-model/page-node';
import {
  buttonOf,
  HEADING,
  isInHeading,
  isLabelWithValue,
  isPartWithin,
  partsBetween,
  type TextPart,
} from '../candidates/text-parts';
import { looksLikeDate, type DateContext } from '../dates/dates';
import { isSign, isStatusWord, type Field } from '../vocabulary/labels';
import { beginsWithExpiry, isWeakStatement, saysSomethingElse, withoutSubject } from '../vocabulary/statements';
import { hasOddWords } from './name';
import { namesKey } from './record';
import { reasons, weigh, type Rule } from './rule';

/*
 * Keys that are named like labels, statuses or sentences: "Expiration", "Read only", "Do not delete!". The label of a
 * list stands in every record, or above all of them; a text that stands once, where others have a name, is a name.
 */

/** A label, or other odd text, beside the texts that stand in its place in the records around its own. */
interface LabelSubject {
  part: TextPart;
  /** The texts in its place, with the same around them. */
  others: readonly TextPart[];
}

export const LABEL_AS_NAME: Rule<LabelSubject>[] = [
  {
    why: 'stands where others have a name',
    points: 2,
    page: 'named-like-labels-lines',
    holds: ({ others }) => others.some(isName),
  },
  {
    why: 'is the same in as many records',
    points: -2,
    page: 'label-where-one-has-name',
    holds: ({ part, others }) =>
      others.filter(({ text }) => text === part.text).length >= Math.max(1, others.filter(isName).length),
  },
  {
    why: 'is the heading of a record, without a value',
    points: 1,
    page: 'named-like-label-single',
    holds: ({ part }) => part.label !== undefined && isTitle(part) && !isLabelWithValue(part),
  },
];

/** Whether a part is what a heading says, but for a status beside it. */
function isTitle({ leaf, text }: TextPart): boolean {
  const heading = leaf.node.closest(HEADING);
  return heading !== undefined && heading.leaves.length <= MOST_IN_TITLE && heading.leaves[0]!.text === text;
}

/** Chosen, not measured. */
const MOST_IN_TITLE = 3;

function isName({ label, canBeName }: TextPart): boolean {
  return !label && canBeName;
}

/** A text that more records than these have is a label. Chosen, not measured. */
const MOST_ALIKE = 3;
/** The most labels that are compared, and the most records on either side. Chosen, not measured. */
const MOST_COMPARED = 60;
const ENOUGH_BESIDE = 5;
/** The most parts of a record between its name and its expiry. Chosen, not measured. */
const REACH = 8;

/** The labels and other odd texts that are names. */
export function oddNames(parts: readonly TextPart[], context: DateContext): TextPart[] {
  const places = new Set(parts.filter(isName).map(placeOf));
  const labels = parts.filter((part) => part.label ?? (places.has(placeOf(part)) && isOddAlone(part, context)));
  const kindOf = ({ text, leaf, before }: TextPart): string =>
    `${text} ${leaf.node.tag} ${before ? shapeOf(before, context) : ''}`;
  const counts = countsOf(labels.map(kindOf));
  const rare = labels.filter((part) => counts.get(kindOf(part))! <= MOST_ALIKE).slice(0, MOST_COMPARED);
  if (rare.length === 0) return [];
  const records = new Places(parts, countsOf(labels.map(({ text }) => text)), context);
  return rare.filter((part) => {
    const subject = { part, others: records.like(part) };
    const isOne = weigh(LABEL_AS_NAME, subject) > 0;
    context.explain?.({
      about: 'label or name',
      node: part.leaf.node,
      text: part.text,
      verdict: isOne ? 'is a name' : 'is a label',
      because: reasons(LABEL_AS_NAME, subject),
    });
    return isOne;
  });
}

/** The place of a text in its record, as far as a look at it costs nothing. */
function placeOf({ leaf: { node } }: TextPart): string {
  return `${node.parent?.tag} ${node.previous?.tag} ${node.tag}`;
}

/** A status beside a name is none. The title of a record can be its name whatever it says, and may say an expiry. */
function isOddAlone(part: TextPart, context: DateContext): boolean {
  const isDoubtful = !part.canBeName || isInHeading(part);
  return isDoubtful && !part.before?.canBeName && !part.next?.canBeName && hasOddWords(part, context);
}

function countsOf(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** The places of texts in records that are alike. */
class Places {
  readonly #byNode = new Map<PageNode, TextPart[]>();

  constructor(
    parts: readonly TextPart[],
    private readonly counts: ReadonlyMap<string, number>,
    private readonly context: DateContext,
  ) {
    for (const part of parts) {
      const { node } = part.leaf;
      const known = this.#byNode.get(node);
      if (known) known.push(part);
      else this.#byNode.set(node, [part]);
    }
  }

  /** The texts in the same place of the nearest records that are alike, with the same around them. */
  like(part: TextPart): TextPart[] {
    const path: [tag: string, place: number][] = [];
    let nearest: TextPart[] = [];
    const inNode = this.#byNode.get(part.leaf.node)!.indexOf(part);
    for (const record of part.leaf.node.outwards()) {
      if (record.is('main,body')) break;
      const siblings = (record.parent?.children ?? []).filter(({ tag }) => tag === record.tag);
      const place = siblings.indexOf(record);
      const others = siblings
        .slice(Math.max(0, place - ENOUGH_BESIDE), place + ENOUGH_BESIDE + 1)
        .filter((other) => other !== record && other.role === record.role)
        .flatMap((other) => {
          const node = nodeAt(other, path);
          let found = node && this.#byNode.get(node)?.[inNode];
          while (found && isBeside(found)) found = found.next;
          return found && this.#isLike([part, record], [found, other]) ? [found] : [];
        });
      // Further out, only a label stands in its place again.
      if (nearest.length > 0) nearest.push(...others.filter(({ text }) => text === part.text));
      else if (others.some(isName)) nearest = others;
      path.unshift([record.tag, place]);
    }
    return nearest;
  }

  /** Whether a text has the place of another in its own record; the same label has it, whatever is around it. */
  #isLike(one: [TextPart, PageNode], other: [TextPart, PageNode]): boolean {
    if (other[0].label && other[0].text === one[0].text) return true;
    return this.#areOfTwo(one[0], other[0]) && this.#areAlike(one, other);
  }

  /** Whether two texts are of two records: an expiry is between them, and another behind the later or before them. */
  #areOfTwo(part: TextPart, other: TextPart): boolean {
    const [first, second] = part.index < other.index ? [part, other] : [other, part];
    const isExpiry = (one: TextPart): boolean =>
      one.label === 'expiry' || ['expiry', 'date'].includes(shapeOf(one, this.context));
    const isNear = (step: 'before' | 'next', from: TextPart): boolean => {
      let near = from[step];
      for (let count = 1; near && count < REACH && !isExpiry(near); count++) near = near[step];
      return near !== undefined && isExpiry(near);
    };
    return partsBetween(first, second).some(isExpiry) && (isNear('next', second) || isNear('before', first));
  }

  /** Whether the same stands before and after two texts in their records. */
  #areAlike(one: [TextPart, PageNode], other: [TextPart, PageNode]): boolean {
    if (isTitle(one[0])) return true;
    const before = this.#before(...one);
    const next = this.#next(...one, before);
    return (before ?? next) !== undefined && before === this.#before(...other) && next === this.#next(...other, before);
  }

  /** What is before a part in its record, or a label that is repeated. */
  #before(part: TextPart, record: PageNode): string | undefined {
    let { before } = part;
    while (isPartWithin(before, record) && isBeside(before)) before = before.before;
    const isRepeated = before?.label !== undefined && (this.counts.get(before.text) ?? 0) > 1;
    return before && (isRepeated || isPartWithin(before, record)) ? shapeOf(before, this.context) : undefined;
  }

  /** What is after it; in the next record only if nothing is before it. */
  #next(part: TextPart, record: PageNode, before: string | undefined): string | undefined {
    let { next } = part;
    while (next && isBeside(next)) next = next.next;
    return next && (before === undefined || isPartWithin(next, record)) ? shapeOf(next, this.context) : undefined;
  }
}

/** What stands in the place of a date that there is not yet. */
const NO_DATE = /^(?:never|none|n\/a|not yet)$/i;

/**
 * The labels of other dates, which no vocabulary can know all of: "Last renewed", "Renewal opens". A date follows them
 * directly, as it follows the known labels in the same row of facts. A row with the same label twice is of several
 * keys.
 */
export function labelsOfOtherDates(parts: readonly TextPart[], context: DateContext): TextPart[] {
  const found: TextPart[] = [];
  let facts: TextPart[] = [];
  const endFacts = (): void => {
    found.push(...unknownLabels(facts));
    facts = [];
  };
  for (const part of parts) {
    if (!isFact(part, context)) continue;
    const last = facts.at(-1);
    if (last && !(part.label !== 'name' && isFormedAlike(part, last) && isNextFact(part, last, context))) endFacts();
    facts.push(part);
  }
  endFacts();
  return found;
}

/** Whether a part is a label, or seems to be one, with its value in the part after it. */
function isFact(part: TextPart, context: DateContext): boolean {
  const { label, text, next } = part;
  if (!next || next.label) return false;
  // A time may come before its day, in an element of its own.
  return (
    label !== undefined || (/^\p{L}/u.test(text) && isDateOrNone(next, context) && shapeOf(part, context) === 'text')
  );
}

function isDateOrNone({ text }: TextPart, context: DateContext): boolean {
  return isSign(text) || NO_DATE.test(text) || looksLikeDate(text, context);
}

function isFormedAlike({ leaf }: TextPart, other: TextPart): boolean {
  return leaf.node.tag === other.leaf.node.tag && leaf.node.parent?.tag === other.leaf.node.parent?.tag;
}

/** Whether there is only the value of one fact between the two; "5 Dec 2026" and "in 13 days" are one value. */
function isNextFact(part: TextPart, { next: value }: TextPart, context: DateContext): boolean {
  return partsBetween(value!, part).every((between) => !between.label && isDateOrNone(between, context));
}

/** Those of a row of facts that are labels, as the expiry and another date in it, or the name before it, show. */
function unknownLabels(facts: readonly TextPart[]): readonly TextPart[] {
  const known = facts.filter(({ label }) => label);
  const unknown = facts.filter(({ label }) => !label);
  const fields = new Set(known.map(({ label }) => label));
  const isOfSeveral = new Set(known.map(({ text }) => text)).size < known.length;
  if (!fields.has('expiry') || isOfSeveral || unknown.some(({ text }) => namesKey(text))) return [];
  let { before } = facts[0]!;
  while (before && isBeside(before)) before = before.before;
  const isNamed = before?.canBeName === true;
  const isRecord = DATED.some((field) => fields.has(field)) || (isNamed && facts[0]!.label !== undefined);
  // Without a name before it, the first text may be one, with a date of its own.
  return unknown.filter(({ index }) => isRecord && (isNamed || index > known[0]!.index));
}

const DATED: readonly Field[] = ['created', 'lastUsed', 'event'];

/** Whether a text is one of those that only some records have beside their names. */
function isBeside({ text, label }: TextPart): boolean {
  return !label && (isStatusWord(text) || isSign(text));
}

/** What a text is; the text itself if it is a label. */
function shapeOf(part: TextPart, context: DateContext): string {
  const { label, text } = part;
  if (label) return text;
  if (looksLikeDate(text, context)) return 'date';
  const said = withoutSubject(text);
  if (beginsWithExpiry(said) || isWeakStatement(said)) return 'expiry';
  if (saysSomethingElse(text)) return 'event';
  return buttonOf(part) ? 'button' : 'text';
}

/** The node at the end of a path. */
function nodeAt(node: PageNode, path: readonly [tag: string, place: number][]): PageNode | undefined {
  let found: PageNode | undefined = node;
  for (const [tag, place] of path) found = found?.children.filter((child) => child.tag === tag)[place];
  return found;
}
