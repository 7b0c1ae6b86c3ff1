import type { Expiry } from '../../keys/expiry';
import { findDate, looksLikeDate, readExpiry, type DateContext } from '../dates/dates';
import { commonAncestor, type Leaf, type PageNode } from '../../page-model/page-node';
import { perNode } from '../../page-model/per-node';
import type { Steps } from '../../page-model/steps';
import { cleanName, readCreatedAt, readCreation, readPrintedExpiry, type SnapshotRow } from '../key-row';
import { areInitials, fieldOf, isSign, isStatusWord, mayNameKey, type Field } from '../vocabulary/labels';
import { isUuid } from '../../secrets/ids';
import { isAscii } from '../../page-model/letters';
import { entriesOf, UNIT, type Entry } from './list-entries';
import { blockOf, couldBeSecret, isOfEither, isPieceOfSecret, LONG_CODE } from './secret-cells';
import { isSecretOrMasked } from '../../secrets/storage-gate';
import { isApiKeysTitle } from '../vocabulary/titles';
import { NUMBER, SHORT_NUMBER } from './unnamed-keys';

/*
 * Cards, list items and definition lists: each key is a group of texts, one of which says when it expires.
 */

/** One statement of a run of text that may hold several: "gazette-uploader · Expires 7 Aug 2027". */
interface TextPart {
  /** The index among all parts, in document order: the parts of one element are adjacent. */
  index: number;
  leaf: Leaf;
  text: string;
  /** The part is this label and nothing more. */
  label?: Field;
  /** It can be a key's name, or stands in the position of one. */
  canBeName: boolean;
  /** It stands in the position of a name, and may be the key itself or a part of it. */
  isSecret?: boolean;
}

/** Nothing at the top of a page is a key: neither the page's own title nor anything before it. */
function isAboveTitle(pieces: readonly TextPart[]): (piece: TextPart) => boolean {
  const end = pieces.findIndex(({ label, text }) => label === 'expiry' || beginsWithExpiry(text));
  // Several are the titles of records.
  const hasOneTitle = pieces[0]?.leaf.node.root.all('h1').length === 1;
  const isInTitle = ({ leaf, text }: TextPart): boolean =>
    (hasOneTitle && leaf.node.closest('h1') !== undefined) ||
    (leaf.node.closest(HEADING) !== undefined && isApiKeysTitle(text));
  const title = pieces.slice(0, Math.max(0, end)).findIndex(isInTitle);
  return ({ index }) => index <= title;
}

interface ExpiryStatement {
  /** Index of its first part. */
  start: number;
  /** Index of the last part that belongs to the date. */
  end: number;
  node: PageNode;
  expiry: Expiry;
  /** Only "Expired" or "No expiration": it counts only if nothing else says more. */
  isWeak: boolean;
  /** It may be prose: it counts only in a list of things that expire. */
  isDoubtful?: true;
}

/** Separates the parts of one run of text: dots and bars, or words that start another statement about the key. */
const SEPARATOR =
  /(?<!\s)(?:\s+[·•|–—]\s+|\s*[·•|]\s*|\s+and\s+(?=(?:will |never )?expires?\b)|\s+\((?=(?:expire[sd]?|expiring|valid until)\b))|,\s+(?=(?:never |does not |will )?(?:expire[sd]?|valid until|created|last used)\b)|:\s+(?=(?:expire[sd]?|valid until)\s)/i;
/** A fast check: every separator matches, and few texts of a page do. */
const MAY_BE_SEPARATED = /[·•|–—,(:]|\band\b/i;
/** Words that may come before the word for an expiry: "API key will". */
const BEFORE_EXPIRY = /^(?:(?:api )?key )?(?:(?:will|has|was|already|now) )*/i;
const EXPIRES =
  /^(?:expir(?:y|ation|e[sd]?|ing)|exp\b\.?|valid (?:until|till|through|thru|to)|good until|usable until|works until|(?:renew|rotate) (?:by|before)|stops working|lapses?|validity\s*(?:[:：]\s*)?until|ends (?:on|at)?|valid for)(?![\w-])/i;
/**
 * Another statement about a key ("Created on 7 Aug 2026"), not a name that begins with such a word ("used-car-prices").
 */
const HAPPENED =
  /^(?:created|issued|iss\.|issue date|generated|added|last used|used|updated|last (?:accessed|active))(?:\s+(?:on|at|in))?\s*[:：]?\s+/i;
const WHEN = /^(?:.*\d|never\b|today|yesterday|just now|by\s|(?:within|over|about|more than|less than|last|this)\s)/i;
const NEVER_USED = /^(?:never used|(?:was|were) (?:created|issued|generated|added))\b/i;
/** Only a word for an end, or for none: "Expired", "Has expired", "Never expires (not recommended)". */
const WEAK_FACT =
  /^(?:(?:has |already |now )*expired|(?:will )?never expires?|(?:has )?no expir(?:y|ation)(?: date)?|(?:does(?: not|n['’]t)|will not|won['’]t) expire)[.!]?(?:\s*\([^()]{1,60}\)|\s+[-–—]\s.{1,60}|(?:(?<=[.!])|,? and (?:can|may|will|must|is)|,? please)\s.{1,60})?$/i;
/** A subject makes it a sentence, which may be a notice. */
const SUBJECT =
  /^(?:it|(?:(?:this|the|your) )?(?:api )?(?:key|token)) (?:(?:is|was) (?=already |expired|valid )|(?=has |already |expire|(?:will )?never |does |will |won|valid ))/i;
/** "1 key is expiring soon" */
const NUMBER_OF_KEYS =
  /^(?:\d+|one|two|three|some) (?:(?:api )?keys?|active|valid|expired|expiring|inactive|revoked)\b/i;
/** A sentence about the key beside it: "This key expires on 7 Aug 2027." */
const SENTENCE_START = /^(?:this|the|your) (?:api )?key (?:(?:will|is) )?(?=expire|valid)/i;
/** Words before a new key's secret, never a name; but "API key" by itself is the label of a name. */
const SHOWS_SECRET =
  /^(?:here is |this is )?(?:your|the|this|my)(?: new)? (?:api )?(?:key|secret|token)(?: is)?\s*[:：]?$/i;
const NAME_THEN_EXPIRY = /^(\S+) (?:(?:will|is set to) )?((?:expire[sd]?|valid until|valid till) .+)$/i;
/** A name and an expiry that are all an item of a list says. */
const NAME_OF_WORDS_THEN_EXPIRY =
  /^(\S+(?: \S+){1,3}?) (?:(?:will|is set to) )?((?:expire[sd]?|valid until|valid till) .+)$/i;
/** A sentence that begins so has no name in it. */
const NO_NAME =
  /^(?:\d+|your|they|these|those|you|we|the|this|that|it|a|an|key|keys|will|never|all|any|each|every|our|my|if|when|once|access|session)(?=\s|$)/i;
const HEADING = 'h2,h3,h4,h5,h6,[role="heading"]';
/** A unit that holds a label together with its value. */
const ITEM = 'li,article,[role="listitem"],[role="article"]';
/** The longest value after a label, in characters; longer text is prose (unreadable-expiry.test.ts). */
const VALUE_LIMIT = 80;
/**
 * The most parts that one date may be printed in, and the longest of them, in characters: day, month, year, time
 * (test/pages/expiry-split-elements).
 */
const DATE_PIECES = 4;
const LONGEST_DATE_PIECE = 20;
/**
 * How much longer than its value a statement may be, in characters: "Your API key will expire on". Chosen, not
 * measured.
 */
const LONGEST_BEFORE_VALUE = 40;
/** The longest value of a label that cannot be read, in characters: "Expiry: soon". Chosen, not measured. */
const LONGEST_UNREAD = 40;
/** The longest text that is split into statements, in characters. Chosen, not measured. */
const LONGEST_SPLIT = 500;
/** So few titles do not show what the others are. Chosen, not measured. */
const FEW_TITLES = 3;
/** The most parts between the label of a secret and a piece of it. Chosen, not measured. */
const SECRET_PIECES = 4 * DATE_PIECES;

/**
 * Reads all labelled records among the runs of text. If none has a name, the keys themselves stand in for the names:
 * each record has one.
 */
export function* readLabelledRecords(leaves: readonly Leaf[], context: DateContext): Steps<readonly SnapshotRow[]> {
  const read = yield* readRecords(leaves, context, { areUnnamed: false });
  if (
    !read.every(({ isUnnamed }) => isUnnamed) ||
    !leaves.some(({ text }) => fieldOf(text) === 'secret' || isSecretOrMasked(text))
  )
    return read;
  const unnamed = yield* readRecords(leaves, context, { areUnnamed: true });
  return unnamed.length > read.length ? unnamed : read;
}

function* readRecords(
  leaves: readonly Leaf[],
  context: DateContext,
  { areUnnamed }: { areUnnamed: boolean },
): Steps<SnapshotRow[]> {
  const pieces: TextPart[] = [];
  for (const leaf of leaves) {
    for (const part of piecesOf(leaf)) pieces.push({ index: pieces.length, ...part, canBeName: false });
    yield undefined;
  }
  const isAbove = isAboveTitle(pieces);
  for (const piece of pieces) {
    piece.canBeName = !isAbove(piece) && isNameCandidate(piece, pieces, context);
    yield undefined;
  }
  if (areUnnamed)
    for (const piece of pieces)
      piece.canBeName ||=
        !isAbove(piece) &&
        !piece.label &&
        (isSecretOrMasked(piece.text) || pieces[piece.index - 1]?.label === 'secret');
  const found = findFacts(pieces, context);
  for (const piece of pieces)
    if (!piece.canBeName && !isAbove(piece) && isLoneName(piece, found, pieces)) piece.canBeName = true;
  const areKeys = pieces.some((piece) => isUnderKey(piece, pieces) && couldBeSecret(piece.text));
  for (const piece of pieces)
    piece.isSecret =
      (piece.canBeName || pieces[piece.index - 1]?.label === 'name') &&
      ((areKeys && isUnderKey(piece, pieces)) || mayBeSecret(piece, pieces));
  const facts = mergeFacts(found, pieces, context);
  const containers = facts.map((fact, index) => containerOf(fact, index, facts, pieces));
  const units = unitsLikeTheOthers(facts, containers);
  const records = facts.flatMap((fact, index) => {
    const [unit, container] = [units[index]!, containers[index]!];
    const node = unit === container || namesWithin(unit, fact, pieces).length > 0 ? unit : container;
    const own = piecesOfRecord(fact, index, node, facts, pieces);
    const record = recordOf(fact, node, own, pieces, context);
    // A single one may be news, or the visitor's session: it needs more evidence of a key.
    return record && (facts.length > 1 || isLikeKey(record.row, own)) ? [record] : [];
  });
  nameAlike(records);
  nameBesideSecrets(records);
  // A notice about a key is not another key if the key itself is listed too.
  return records
    .filter(
      ({ row, isSentence }) =>
        !isSentence || !row.name || !records.some((other) => !other.isSentence && other.row.name === row.name),
    )
    .map(({ row }) => row);
}

/** A record by itself, with the other parts that could be its name once the other records are known. */
interface LabelledRecord {
  row: SnapshotRow;
  fact: ExpiryStatement;
  /** Its expiry is printed in a sentence. */
  isSentence: boolean;
  /** A secret stands in the position of its name, and a text beside it serves as the name. */
  isBeside: boolean;
  /** The id that stands there as a title. */
  idAsTitle?: string | undefined;
  /** Its name is a heading. */
  isTitle: boolean;
  /** The other parts that can be its name. */
  others: readonly TextPart[];
}

function recordOf(
  fact: ExpiryStatement,
  node: PageNode,
  own: readonly TextPart[],
  pieces: readonly TextPart[],
  context: DateContext,
): LabelledRecord | undefined {
  const best = nameAmong(own, fact, pieces);
  if (!best) return undefined;
  const { name, isBeside, idAsTitle, keyNode } = best;
  const createdAt = createdAmong(own, pieces, context);
  const candidates = own.filter((piece) => piece.canBeName && !piece.isSecret && !isOfFact(piece, fact));
  const isNamed = ({ text }: TextPart): boolean => cleanName(text) === name;
  return {
    fact,
    isBeside,
    idAsTitle,
    row: {
      node,
      element: node.element,
      expiryNode: fact.node,
      expiryElement: fact.node.element,
      ...(keyNode && { keyElement: keyNode.element }),
      name: name || numberAmong(own, pieces),
      expiry: fact.expiry,
      ...(!name && { isUnnamed: true }),
      ...(createdAt !== undefined && { createdAt }),
    },
    isSentence: /[.!]$/.test(pieces[fact.start]!.leaf.text),
    isTitle: candidates.some((piece) => isNamed(piece) && isInHeading(piece)),
    others: candidates.filter((piece) => !isNamed(piece)),
  };
}

function isInHeading({ leaf }: TextPart): boolean {
  return leaf.node.closest(HEADING) !== undefined;
}

/** Names the records consistently. */
function nameAlike(records: readonly LabelledRecord[]): void {
  const best = (pieces: readonly TextPart[], fact: ExpiryStatement): string =>
    cleanName(bestName(pieces, fact)?.text ?? '');
  const isSame = (texts: readonly string[]): boolean => new Set(texts).size === 1;
  // If others have no title, the title of a section with a single key is not the key's name.
  if (records.some(({ isTitle, isSentence }) => !isTitle && !isSentence)) {
    for (const { row, fact, isTitle, others } of records) {
      if (isTitle)
        row.name =
          best(
            others.filter((piece) => piece.index < fact.start && !isInHeading(piece)),
            fact,
          ) || row.name;
    }
  }
  // Text that comes before all of their names, such as the agency, is not their name.
  if (records.length < 2 || !isSame(records.map(({ row }) => row.name))) return;
  const seconds = records.map(({ others, fact }) => best(others, fact));
  if (seconds.includes('') || isSame(seconds)) return;
  for (const [index, { row }] of records.entries()) row.name = seconds[index]!;
}

/** Names the records that have a secret where others have their name. */
function nameBesideSecrets(records: readonly LabelledRecord[]): void {
  // Each of them may have the same text beside its key.
  const besides = records.filter(({ isBeside }) => isBeside);
  const repeated = besides.filter(({ row }) =>
    besides.some((other) => other.row !== row && other.row.name === row.name),
  );
  for (const { row } of repeated) Object.assign(row, { name: '', isUnnamed: true });
  // If most titles are names, an id among them is the name that its owner gave the key.
  const titles = records.filter(({ isTitle }) => isTitle);
  if (titles.length <= Math.max(FEW_TITLES, records.length / 2)) return;
  for (const { row, idAsTitle } of records) {
    if (idAsTitle === undefined) continue;
    row.name = idAsTitle;
    delete row.isUnnamed;
  }
}

function piecesOf(leaf: Leaf): Pick<TextPart, 'leaf' | 'text' | 'label'>[] {
  const whole = fieldOf(leaf.text);
  if (whole) {
    const entered = whole === 'name' ? enteredName(leaf.node) : undefined;
    return [
      { leaf, text: leaf.text, label: whole },
      ...(entered ? [{ leaf: { ...leaf, text: entered }, text: entered }] : []),
    ];
  }
  if (leaf.isPicture || /^[:：]$/.test(leaf.text)) return [];
  const parts =
    leaf.text.length <= LONGEST_SPLIT && MAY_BE_SEPARATED.test(leaf.text) && !isProse(leaf.text)
      ? leaf.text
          .split(SEPARATOR)
          .map((text) => text.trim())
          .filter(Boolean)
      : [];
  // A name may contain a bar or a dash: a text is split only if a part of it is a statement.
  const texts = parts.slice(1).some(isStatement) ? parts : [leaf.text];
  return texts.flatMap((text) => {
    const inBrackets = /^\(((?:expire|valid).+)\)$/i.exec(text)?.[1];
    const sentence =
      NAME_THEN_EXPIRY.exec(text) ?? (isWholeItem(leaf, text) ? NAME_OF_WORDS_THEN_EXPIRY.exec(text) : null);
    const parts =
      sentence && !NO_NAME.test(sentence[1]!)
        ? [sentence[1]!.replace(/(?<!\s)\s+[·•|–—-]$/, ''), sentence[2]!]
        : [inBrackets ?? text];
    return parts.flatMap((part): Pick<TextPart, 'leaf' | 'text' | 'label'>[] => {
      const label = fieldOf(part);
      const [, before, behind] = /^([^:：]{1,30})[:：]\s*(\S.*)$/.exec(part) ?? [];
      if (!label && before !== undefined && fieldOf(before) === 'name')
        return [
          { leaf, text: before, label: 'name' },
          { leaf, text: behind! },
        ];
      return [label ? { leaf, text: part, label } : { leaf, text: part }];
    });
  });
}

/**
 * The name in the field after its label, while it is edited. A form with a choice creates a key, so it does not count.
 */
function enteredName(label: PageNode): string | undefined {
  const field = label.closest('label')?.first('input') ?? label.next;
  const isText = field?.is(`${EDITABLE}:not([type]),${EDITABLE}[type="text"]`);
  return isText && !label.parent?.parent?.has(CHOICE) ? field?.fieldValue() || undefined : undefined;
}

/** Whether a text about an expiry is all that an item of a list says. */
function isWholeItem({ node }: Leaf, text: string): boolean {
  return / (?:expire|valid )/i.test(text) && node.closest('li,[role="listitem"]')?.text === text;
}

function isStatement(text: string): boolean {
  return (
    beginsWithExpiry(withoutSubject(text)) ||
    saysSomethingElse(text) ||
    WEAK_FACT.test(withoutSubject(text)) ||
    fieldOf(text) !== undefined ||
    looksLikeDate(text, { now: 0 })
  );
}

/** Whether a run of text holds several sentences. */
function isProse(text: string): boolean {
  return (isAscii(text) ? /[.!?;]\s+[A-Z]/ : /[.!?;]\s+\p{Lu}/u).test(text);
}

/** Whether a text begins by saying that a key expires. */
function beginsWithExpiry(text: string): boolean {
  return EXPIRES.test(text.replace(BEFORE_EXPIRY, ''));
}

/** Strips the subject from a sentence about a key: "This key expires …". */
function withoutSubject(text: string): string {
  return text.replace(SENTENCE_START, '').replace(SUBJECT, '');
}

function saysSomethingElse(text: string): boolean {
  const [happened] = HAPPENED.exec(text) ?? [];
  return (happened !== undefined && WHEN.test(text.slice(happened.length))) || NEVER_USED.test(text);
}

/* When a key expires. */

function findFacts(pieces: readonly TextPart[], context: DateContext): ExpiryStatement[] {
  const facts: ExpiryStatement[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (piece.label !== 'expiry' && isOneOfStatuses(piece, pieces)) continue;
    const fact = piece.label === 'expiry' ? labelledFact(pieces, index, context) : inlineFact(piece, index, context);
    if (fact && !isPartOfForm(piece.leaf.node)) facts.push(fact);
  }
  const listed = listedFacts(facts, pieces);
  return listed.filter((fact) => !fact.isWeak || !belongsToStronger(fact, listed, pieces));
}

/** Drops the statements that may be prose, unless they stand in a list of keys. */
function listedFacts(facts: ExpiryStatement[], pieces: readonly TextPart[]): ExpiryStatement[] {
  const doubtful = facts.filter(({ isDoubtful }) => isDoubtful);
  if (doubtful.length === 0) return facts;
  const entries = entriesOf({
    doubtful: doubtful.map(({ node }) => node),
    readable: facts.filter((fact) => !fact.isDoubtful).map(({ node }) => node),
    names: pieces
      .filter(({ canBeName, label, text }) => canBeName || (!label && mayNameKey(text)))
      .map(({ leaf }) => leaf.node),
  });
  return facts.filter((fact) => {
    if (!fact.isDoubtful) return true;
    const entry = entries.get(fact.node);
    return (
      (entry && isEntryOfKey(fact, entry, facts, pieces)) ||
      isInSequence(fact, facts, pieces) ||
      (facts.length === 1 && isOnlyKey(fact, pieces))
    );
  });
}

/**
 * Whether a doubtful statement follows a name as the others do, in a list of names and expiries with no element around
 * each key.
 */
function isInSequence(fact: ExpiryStatement, facts: readonly ExpiryStatement[], pieces: readonly TextPart[]): boolean {
  const home = fact.node.parent;
  const name = nameBefore(fact, facts, pieces);
  if (!home || !name || name.leaf.node.parent !== home) return false;
  const isSame = (element: PageNode, other: PageNode): boolean => element.tag === other.tag && element.parent === home;
  const isLike = facts.some(
    (other) =>
      !other.isDoubtful &&
      isSame(other.node, fact.node) &&
      isSame(nameBefore(other, facts, pieces)?.leaf.node ?? home, name.leaf.node),
  );
  const next = pieces[fact.end + 1];
  const isPressed = next?.leaf.node.closest('button,[role="button"]') != null && DONE_TO_KEY.test(next.text);
  return isLike && (home.tag === 'dl' || namesKey(name.text) || isPressed);
}

/** The last part between the previous statement and this one that can be a name. */
function nameBefore(
  fact: ExpiryStatement,
  facts: readonly ExpiryStatement[],
  pieces: readonly TextPart[],
): TextPart | undefined {
  const start = facts.findLast((other) => other.end < fact.start)?.end ?? -1;
  return pieces.slice(start + 1, fact.start).findLast(({ canBeName }) => canBeName);
}

/**
 * Whether a doubtful statement stands with a name and a control that deletes a key, right under the title of the keys:
 * the list may have a single key.
 */
function isOnlyKey(fact: ExpiryStatement, pieces: readonly TextPart[]): boolean {
  for (const unit of fact.node.outwards()) {
    if (unit.is('main,body,[role="main"]')) break;
    if (namesWithin(unit, fact, pieces).length === 0) continue;
    const controls = unit
      .all('button,[role="button"],a')
      .map((control) => control.attribute('aria-label') ?? control.text);
    if (controls.some((text) => ENDS_KEY.test(text))) return isUnderTitle([unit], pieces);
  }
  return false;
}

const ENDS_KEY = /^\W*(?:delete|revoke)\b/i;

/** Whether the entry of a doubtful statement is a key: it has a name, and parts of a key or siblings that have them. */
function isEntryOfKey(
  fact: ExpiryStatement,
  { unit, beside, areReadable, isElsewhere }: Entry,
  facts: readonly ExpiryStatement[],
  pieces: readonly TextPart[],
): boolean {
  const isNamed = (statement: ExpiryStatement, home: PageNode): boolean =>
    piecesWithin(home, statement, pieces).some(
      (piece) => !isOfFact(piece, statement) && (piece.canBeName || (!piece.label && mayNameKey(piece.text))),
    );
  const hasMore = (statement: ExpiryStatement, home: PageNode): boolean => {
    const own = piecesWithin(home, statement, pieces).filter((piece) => !isOfFact(piece, statement));
    return hasPartsOfKey(home, own) || own.some(({ text }) => saysSomethingElse(text));
  };
  if (!isNamed(fact, unit)) return false;
  if (hasMore(fact, unit)) return areReadable || isUnderTitle([unit, ...beside], pieces);
  // News may be laid out as a list of keys is.
  if (isElsewhere) return namesWithin(unit, fact, pieces).some(({ text }) => namesKey(text));
  // Its siblings have a name and an expiry, and nothing more.
  return (
    areReadable &&
    facts.some((statement) =>
      beside.some((other) => statement.node.isWithin(other) && isNamed(statement, other) && !hasMore(statement, other)),
    )
  );
}

/** Whether the heading above these entries, which may have headings themselves, is the title of the keys. */
function isUnderTitle(entries: readonly PageNode[], pieces: readonly TextPart[]): boolean {
  const [entry] = entries;
  const list = entry!.parent;
  const isAnEntry = (element: PageNode): boolean =>
    entries.includes(element) || (element.tag === entry!.tag && element.parent === list);
  const first = pieces.findIndex(({ leaf }) => leaf.node.isWithin(entry!));
  const above = pieces
    .slice(0, Math.max(0, first))
    .filter(({ leaf }) => leaf.node.closest(`h1,${HEADING}`) !== undefined);
  const heading = above.findLast(({ leaf, text }) => {
    if (isApiKeysTitle(text)) return true;
    for (const ancestor of leaf.node.outwards()) {
      if (ancestor === list) break;
      if (isAnEntry(ancestor)) return false;
    }
    return true;
  });
  return heading !== undefined && isApiKeysTitle(heading.text);
}

const STATUSES = /^(?:all|active|valid|revoked|disabled|inactive|expired|expiring soon|expires within \d+ days)$/i;

/** Whether "Expired" is only one of several statuses, such as the chips of a filter, or the label of a number. */
function isOneOfStatuses({ index, text }: TextPart, pieces: readonly TextPart[]): boolean {
  if (!STATUSES.test(text)) return false;
  return [index - 1, index + 1].some((neighbour) => {
    const beside = pieces[neighbour];
    if (!beside || beside.text.toLowerCase() === text.toLowerCase()) return false;
    return (
      STATUSES.test(beside.text) || (/^\d{1,4}$/.test(beside.text) && areAlone(Math.min(index, neighbour), pieces))
    );
  });
}

/** Whether the smallest element around a part and the next one holds nothing else. */
function areAlone(first: number, pieces: readonly TextPart[]): boolean {
  const [element, other] = [pieces[first]!.leaf.node, pieces[first + 1]!.leaf.node];
  const home = commonAncestor(element, other);
  return (
    home !== undefined &&
    [pieces[first - 1], pieces[first + 2]].every((piece) => !piece || !piece.leaf.node.isWithin(home))
  );
}

/** "Expires 7 Aug 2027" in one piece. */
function inlineFact(
  { leaf, text: printed }: TextPart,
  index: number,
  context: DateContext,
): ExpiryStatement | undefined {
  if (printed.length > VALUE_LIMIT + LONGEST_BEFORE_VALUE) return undefined;
  const text = withoutSubject(printed);
  const isWeak = WEAK_FACT.test(text);
  if (!isWeak && !beginsWithExpiry(text)) return undefined;
  const { node } = leaf;
  // "Your API key has expired" may be a notice.
  const isNotice = text !== (isWeak ? printed : printed.replace(SENTENCE_START, ''));
  const fact = { start: index, end: index, node, isWeak, ...(isNotice && { isDoubtful: true as const }) };
  // The rest of a line may be in separate elements: "Expires 29 Nov 2026, <span>18:00</span>".
  const line = printed === leaf.text ? node.validText.replace(SENTENCE_START, '') : text;
  const rest = text
    .replace(BEFORE_EXPIRY, '')
    .replace(EXPIRES, '')
    .replace(/^(?: (?:date|time|on|at|in))*\s*[:：]?\s*/i, '');
  const isQuestion = printed.includes('?');
  for (const candidate of isQuestion ? [] : [line, text, rest]) {
    const expiry = candidate.length <= VALUE_LIMIT ? readPrintedExpiry(node, candidate, context) : undefined;
    if (expiry && expiry.kind !== 'unknown') return { ...fact, expiry };
  }
  if (LABEL_AND_VALUE.test(text) && rest.length <= LONGEST_UNREAD && !isQuestion)
    return { ...fact, expiry: readExpiry(rest, context) };
  return ABOUT_ALL.test(text)
    ? undefined
    : {
        ...fact,
        isWeak: false,
        isDoubtful: true,
        expiry: { kind: 'unknown', text: readExpiry(printed, context).text },
      };
}

/** "Expiry: soon" */
const LABEL_AND_VALUE = /^(?:(?:api )?key )?[a-z]+(?: (?:until|till|through|date|time|on|at|in|by|before))* ?[:：]/i;
/** A rule about keys in general, not about one of them: "Expired keys are removed". */
const ABOUT_ALL =
  /^\S+ (?:(?:api )?(?:keys|tokens)|dates?|keys? (?:are|is|will|can))\b|\b(?:are|must|should|can|cannot|may be)\b/i;

/** "Expiration" as a label, with its value in the parts after it, or above it. */
function labelledFact(pieces: readonly TextPart[], index: number, context: DateContext): ExpiryStatement | undefined {
  const label = pieces[index]!;
  const isValue = (piece: TextPart | undefined): piece is TextPart =>
    piece !== undefined && piece.label === undefined && piece.text.length <= VALUE_LIMIT;
  const isDate = (piece: TextPart | undefined): piece is TextPart =>
    isValue(piece) && looksLikeDate(piece.text, context);
  const item = label.leaf.node.closest(ITEM);
  const inItem = (piece: TextPart | undefined): TextPart | undefined =>
    piece && (!item || piece.leaf.node.isWithin(item)) ? piece : undefined;
  const below = valueInRow(pieces, index, isDate);
  if (below)
    return {
      start: index,
      end: below.index,
      node: below.leaf.node,
      expiry: readPrintedExpiry(below.leaf.node, below.text, context),
      isWeak: false,
    };
  const behind = inItem(pieces[index + 1]);
  const above = inItem(pieces[index - 1]);
  // The date above may belong to the label before it: "1 Mar 2026, Created, 1 Mar 2027, Expires".
  const isFree =
    pieces[index - 2]?.label === undefined || (isDate(pieces[index - 3]) && pieces[index - 4]?.label === undefined);
  if (isDate(above) && !isDate(behind) && isFree)
    return { ...valueFact(label, above, context), start: index - 1, end: index };
  const isPressed = behind?.leaf.node.closest('button,[role="button"]') != null && !looksLikeDate(behind.text, context);
  if (!isValue(behind) || isPressed) return item ? factAtHeadOf(item, label, pieces, context) : undefined;
  const single = { ...valueFact(label, behind, context), start: index, end: index + 1 };
  return sharperFact(single, severalPieces(pieces, index, context));
}

/**
 * The value of a label in a row of labels that is followed by the row of their values: "Created, Expires, 1 Jan 2026, 1
 * Jan 2027".
 */
function valueInRow(
  pieces: readonly TextPart[],
  labelIndex: number,
  isDate: (piece: TextPart | undefined) => piece is TextPart,
): TextPart | undefined {
  let [first, last] = [labelIndex, labelIndex];
  while (pieces[first - 1]?.label) first--;
  while (pieces[last + 1]?.label) last++;
  if (first === last) return undefined;
  const values = pieces.slice(last + 1, last + 1 + (last - first + 1));
  const value = values[labelIndex - first];
  // Labels without a value may come before one that has it.
  const isRow =
    values.length === last - first + 1 &&
    values.every((piece, index) => !piece.label && (pieces[first + index]!.label !== 'created' || isDate(piece)));
  return isRow && isDate(value) ? value : undefined;
}

/** The date that an item of a list begins with, if the label comes last: "26 Nov 2026 — gazette-uploader expires". */
function factAtHeadOf(
  item: PageNode,
  label: TextPart,
  pieces: readonly TextPart[],
  context: DateContext,
): ExpiryStatement | undefined {
  let first = label.index;
  while (first > 0 && pieces[first - 1]!.leaf.node.isWithin(item)) first--;
  const fact =
    first < label.index ? { ...valueFact(label, pieces[first]!, context), start: first, end: first } : undefined;
  return fact?.expiry.kind === 'dated' ? fact : undefined;
}

function valueFact(
  label: TextPart,
  { leaf, text: printed }: TextPart,
  context: DateContext,
): Pick<ExpiryStatement, 'node' | 'expiry' | 'isWeak'> {
  const node = valueNode(leaf.node, label.leaf.node);
  const text = node === leaf.node && printed !== leaf.text ? printed : node.validText;
  const expiry = readPrintedExpiry(node, text, context);
  // "Expires in" and "12 days" are a date only together.
  const together = expiry.kind === 'unknown' ? readExpiry(`${label.text} ${text}`, context) : expiry;
  return { node, expiry: together.kind === 'unknown' ? expiry : together, isWeak: false };
}

/** A date in several parts: day, month and year side by side, or the time beside the day. */
function severalPieces(pieces: readonly TextPart[], index: number, context: DateContext): ExpiryStatement | undefined {
  const home = pieces[index]!.leaf.node.parent;
  for (let count = DATE_PIECES; count > 1; count--) {
    const value = pieces.slice(index + 1, index + 1 + count);
    const isOneValue =
      value.length === count &&
      home &&
      value.every(({ label, text, leaf }) => !label && text.length <= LONGEST_DATE_PIECE && leaf.node.isWithin(home));
    const text = value.map((piece) => piece.text).join(' ');
    // "Expires in", "13" and "days" are a date only together.
    const expiry = isOneValue
      ? [text, `${pieces[index]!.text} ${text}`]
          .map((printed) => readExpiry(printed, context))
          .find(({ kind }) => kind !== 'unknown')
      : undefined;
    if (expiry) return { start: index, end: index + count, node: value.at(-1)!.leaf.node, expiry, isWeak: false };
  }
  return undefined;
}

function sharperFact(fact: ExpiryStatement, other: ExpiryStatement | undefined): ExpiryStatement {
  return other && exactness(other.expiry) > exactness(fact.expiry) ? other : fact;
}

/** The largest element around a value that holds neither its label nor more than the value. */
function valueNode(value: PageNode, label: PageNode): PageNode {
  let largest = value;
  for (const parent of value.parent?.outwards() ?? []) {
    if (label.isWithin(parent) || parent.leaves.reduce((length, { text }) => length + text.length + 1, 0) > VALUE_LIMIT)
      break;
    largest = parent;
  }
  return largest;
}

/** A form's label, or a text within one, says nothing of a key. */
function isPartOfForm(node: PageNode): boolean {
  if (node.closest('legend,[role="combobox"],[role="listbox"],[role="radiogroup"],[role="search"]')) return true;
  const label = node.closest('label');
  if (label?.parent?.has(`select,textarea,[role="combobox"],${EDITABLE}`)) return true;
  const form = node.closest('form');
  if (form && isCreateForm(form)) return true;
  // Beside the choice of how long a new key shall last.
  const home = node.parent;
  return home !== undefined && home.has('select,[role="combobox"]') && home.has(EDITABLE) && !home.is('main,body');
}

/**
 * Whether a form creates a key: it says so, has a field to fill in, and holds no list, since some pages are one form as
 * a whole.
 */
const isCreateForm = perNode((form): boolean => {
  if (!form.has(EDITABLE) || form.has('h1,table,ul:not([role]),ol,[role="table"],[role="grid"],[role="list"]'))
    return false;
  const buttons = [
    ...form.all('button').map(({ text }) => text),
    form.first('input[type="submit"]')?.fieldValue() ?? '',
  ];
  return buttons.some((text) => /\b(?:create|generate|add|new)\b/i.test(text));
});

/** Controls that choose a lifespan. */
const CHOICE = 'select,[role="combobox"],[role="radiogroup"],[role="listbox"]';
const EDITABLE = 'input:not([type="checkbox"],[type="hidden"],[readonly])';

/**
 * "Expired" by itself beside a date says the same as the date, if exactly one of the neighbouring statements is close
 * by and no name separates the two.
 */
function belongsToStronger(
  weak: ExpiryStatement,
  facts: readonly ExpiryStatement[],
  pieces: readonly TextPart[],
): boolean {
  const strong = facts.filter((fact) => !fact.isWeak);
  const after = strong.findIndex((fact) => fact.start > weak.start);
  const place = after < 0 ? strong.length : after;
  // Statements are in document order, so the closest are the two before and the two after.
  const around = strong.slice(Math.max(0, place - 2), place + 2);
  for (const ancestor of weak.node.outwards()) {
    const within = around.filter((fact) => fact.node.isWithin(ancestor));
    if (within.length > 0) return within.length === 1 && !namesTellApart(weak, within[0]!, ancestor, pieces);
  }
  return false;
}

/** Whether two statements within one element have names of their own: one between them, and another outside. */
function namesTellApart(
  fact: ExpiryStatement,
  other: ExpiryStatement,
  home: PageNode,
  pieces: readonly TextPart[],
): boolean {
  const [first, second] = fact.start < other.start ? [fact, other] : [other, fact];
  const isBetween = ({ index }: TextPart): boolean => index > first.end && index < second.start;
  const names = piecesWithin(home, fact, pieces).filter(({ canBeName }) => canBeName);
  return names.some(isBetween) && !names.every(isBetween);
}

/** Two statements with no name in between are about one key: the more exact one is kept. */
function mergeFacts(
  facts: readonly ExpiryStatement[],
  pieces: readonly TextPart[],
  context: DateContext,
): ExpiryStatement[] {
  const merged: ExpiryStatement[] = [];
  for (const fact of facts) {
    const before = merged.at(-1);
    const isAboutSame =
      before !== undefined && !pieces.slice(before.end + 1, fact.start).some(({ canBeName }) => canBeName);
    if (!isAboutSame) merged.push(fact);
    else if (exactness(fact.expiry) > exactness(before.expiry)) merged[merged.length - 1] = fact;
  }
  return merged.map((fact) => (exactness(fact.expiry) < 3 ? withDateBehind(fact, pieces, context) : fact));
}

/** How exact an expiry is: an instant more than a day, a day more than "in 3 months", and that more than a word. */
function exactness(expiry: Expiry): number {
  if (expiry.kind !== 'dated') return expiry.kind === 'unknown' ? 0 : 1;
  if (expiry.approximate) return 2;
  return expiry.earliest === expiry.latest ? 4 : 3;
}

/** "Expires in 7 days", and the date itself in the text after it. */
function withDateBehind(fact: ExpiryStatement, pieces: readonly TextPart[], context: DateContext): ExpiryStatement {
  const next = pieces[fact.end + 1];
  if (!next || next.label || next.text.length > VALUE_LIMIT || !looksLikeDate(next.text, context)) return fact;
  const date = findDate(next.text, context);
  return date && !date.approximate ? { ...fact, end: fact.end + 1, node: next.leaf.node, expiry: date } : fact;
}

/* Which key a statement is about. */

/**
 * The largest element around a statement that holds no other one, but at most the unit of a list that names the key.
 */
function containerOf(
  fact: ExpiryStatement,
  index: number,
  facts: readonly ExpiryStatement[],
  pieces: readonly TextPart[],
): PageNode {
  const neighbours = [facts[index - 1], facts[index + 1]].filter((other) => other !== undefined);
  let container = fact.node;
  for (const parent of container.parent?.outwards() ?? []) {
    if (parent.tag === 'body' || parent.tag === 'main') break;
    if (container.is(UNIT) && namesWithin(container, fact, pieces).length > 0) break;
    if (facts.length === 1 && isOneOfSeveral(container, parent, fact, pieces)) break;
    if (neighbours.some((other) => other.node.isWithin(parent))) break;
    container = parent;
  }
  return container;
}

/** Whether an element names a key, and a similar one beside it seems to name another, of which nothing is known. */
function isOneOfSeveral(node: PageNode, parent: PageNode, fact: ExpiryStatement, pieces: readonly TextPart[]): boolean {
  if (namesWithin(node, fact, pieces).length === 0) return false;
  const isLike = (other: PageNode): boolean =>
    other !== node && other.tag === node.tag && Math.abs(other.children.length - node.children.length) <= 1;
  return namesWithin(parent, fact, pieces).some(({ leaf }) => {
    for (const ancestor of leaf.node.outwards()) if (ancestor.parent === parent) return isLike(ancestor);
    return false;
  });
}

/**
 * Cuts each container down to the depth and kind of the smallest: the only key of a group seems to be all of the group.
 */
function unitsLikeTheOthers(facts: readonly ExpiryStatement[], containers: readonly PageNode[]): PageNode[] {
  const paths = facts.map(({ node }, index) => pathUpTo(node, containers[index]!));
  const smallest = paths.reduce((least, path) => (path.length < least.length ? path : least), paths[0] ?? []);
  return paths.map((path) => {
    const unit = path[smallest.length - 1]!;
    return unit.tag === smallest.at(-1)!.tag ? unit : path.at(-1)!;
  });
}

function pathUpTo(node: PageNode, end: PageNode): PageNode[] {
  const path: PageNode[] = [];
  for (const ancestor of node.outwards()) {
    path.push(ancestor);
    if (ancestor === end) break;
  }
  return path;
}

/**
 * The parts of a statement's own record: those of its container or, if that has no name, those since the previous
 * statement.
 */
function piecesOfRecord(
  fact: ExpiryStatement,
  index: number,
  container: PageNode,
  facts: readonly ExpiryStatement[],
  pieces: readonly TextPart[],
): readonly TextPart[] {
  if (namesWithin(container, fact, pieces).length > 0) return piecesWithin(container, fact, pieces);
  const start = index > 0 ? facts[index - 1]!.end + 1 : 0;
  const since = pieces.slice(start, fact.start);
  if (!since.some(({ canBeName }) => canBeName)) return [];
  // The name is close by: in the smallest element around the statement that holds a name at all.
  for (const ancestor of container.outwards()) {
    const near = since.filter(({ leaf }) => leaf.node.isWithin(ancestor));
    if (near.some(({ canBeName }) => canBeName)) return near;
    if (ancestor.is('main,[role="main"]')) break;
  }
  return [];
}

/** The parts of an element around a statement: from the statement outwards, as far as they are within the element. */
function piecesWithin(node: PageNode, fact: ExpiryStatement, pieces: readonly TextPart[]): TextPart[] {
  let first = fact.start;
  let last = fact.end;
  while (first > 0 && pieces[first - 1]!.leaf.node.isWithin(node)) first--;
  while (last + 1 < pieces.length && pieces[last + 1]!.leaf.node.isWithin(node)) last++;
  return pieces.slice(first, last + 1);
}

function namesWithin(node: PageNode, fact: ExpiryStatement, pieces: readonly TextPart[]): TextPart[] {
  return piecesWithin(node, fact, pieces).filter((piece) => piece.canBeName && !isOfFact(piece, fact));
}

function isOfFact({ index }: TextPart, { start, end }: ExpiryStatement): boolean {
  return index >= start && index <= end;
}

/** Whether a name is more likely that of a key than of anything else: "gazette-uploader", "API key 1". */
function namesKey(name: string): boolean {
  return /^[^\s_-]+[_-]\S+$/.test(name) || mayNameKey(name);
}

/** Actions on a key, not on news or a session. */
const DONE_TO_KEY =
  /\b(?:delete|remove|revoke|disable|deactivate|copy|reveal|show|hide|rename|edit|manage|renew|regenerate|rotate|replace|more|options|actions|menu)\b/i;

/**
 * Whether a record has more than a name and an expiry: a creation date, a label, a secret, a status, or an action on
 * it.
 */
function isLikeKey({ node, name, createdAt }: SnapshotRow, own: readonly TextPart[]): boolean {
  return createdAt !== undefined || name === '' || namesKey(name) || hasPartsOfKey(node, own);
}

/** Whether an element holds more of a key than a name and an expiry. */
function hasPartsOfKey(node: PageNode, own: readonly TextPart[]): boolean {
  return (
    own.some(
      ({ text, label }) => (label !== undefined && label !== 'expiry') || isSecretOrMasked(text) || isStatusWord(text),
    ) ||
    node.all('button,[role="button"],a,[aria-haspopup]').some((control) => {
      const text = control.attribute('aria-label') ?? control.text;
      // Many buttons hold only a picture.
      return (text === '' && control.tag !== 'a') || DONE_TO_KEY.test(text) || /\bkey\b/i.test(text);
    })
  );
}

/** The name of a key among the parts of its record: empty if only the key itself is there. */
function nameAmong(
  own: readonly TextPart[],
  fact: ExpiryStatement,
  pieces: readonly TextPart[],
): { name: string; isBeside: boolean; idAsTitle?: string | undefined; keyNode?: PageNode } | undefined {
  const others = own.filter((piece) => !isOfFact(piece, fact));
  const isLabelled = (piece: TextPart): boolean => {
    const before = pieces[piece.index - 1];
    if (isTermOfName(piece, pieces)) return own.includes(before!) && piece.canBeName;
    return (
      !piece.label &&
      before?.label === 'name' &&
      isLabelWithValue(before, pieces) &&
      own.includes(before) &&
      !isSecretOrMasked(piece.text) &&
      !piece.leaf.node.closest('button,[role="button"]')
    );
  };
  const labelled = others.find((piece) => !piece.isSecret && isLabelled(piece));
  const candidates = others.filter(({ canBeName }) => canBeName);
  const best =
    labelled ??
    bestName(
      candidates.filter((piece) => !piece.isSecret || !isUnderKey(piece, pieces)),
      fact,
    ) ??
    bestName(candidates, fact);
  if (!best?.isSecret) {
    const name = cleanName(best?.text.replace(labelled ? /^[:：]\s*/ : '', '') ?? '');
    return name === '' ? undefined : { name, isBeside: false };
  }
  const described = others.find(
    (piece) =>
      pieces[piece.index - 1]?.label === 'description' && !piece.label && !couldBeSecret(piece.text, LONG_CODE),
  );
  const beside =
    described ??
    bestName(
      candidates.filter(({ isSecret, leaf }) => !isSecret && !leaf.node.closest('dt')),
      fact,
    );
  return {
    name: cleanName(beside?.text ?? ''),
    isBeside: !described,
    keyNode: best.leaf.node,
    idAsTitle: isInHeading(best) && isUuid(best.text) ? best.text : undefined,
  };
}

/** A name made of the number that a record gives its key: a short id. */
function numberAmong(own: readonly TextPart[], pieces: readonly TextPart[]): string {
  const number = own
    .map((piece) => (NUMBER.test(pieces[piece.index - 1]?.text ?? '') ? SHORT_NUMBER.exec(piece.text)?.[1] : undefined))
    .find(Boolean);
  return number ? `Key ${number}` : '';
}

/** Whether a part is the value of a label such as "Key", which may be the key itself or its name. */
function isUnderKey({ index, label }: TextPart, pieces: readonly TextPart[]): boolean {
  const before = pieces[index - 1];
  return !label && before?.label === 'name' && isOfEither(before.text) && isLabelWithValue(before, pieces);
}

/** Whether a part in the position of a name may be a key, or a part of one. */
function mayBeSecret({ index, text, leaf }: TextPart, pieces: readonly TextPart[]): boolean {
  if (couldBeSecret(text, LONG_CODE) || isPieceOfSecret(leaf)) return true;
  const block = blockOf(leaf.node);
  let first = index;
  while (
    first > 0 &&
    index - first < SECRET_PIECES &&
    !pieces[first - 1]!.label &&
    blockOf(pieces[first - 1]!.leaf.node) === block
  )
    first--;
  const before = pieces[first - 1];
  return before?.label === 'secret' && isLabelWithValue(before, pieces);
}

/** Prefers a heading to plain text, then the term of a definition list, then its description. */
function bestName(candidates: readonly TextPart[], fact: ExpiryStatement): TextPart | undefined {
  const within =
    (selector: string) =>
    ({ leaf }: TextPart): boolean =>
      leaf.node.closest(selector) !== undefined;
  const all = candidates.filter(isInHeading);
  // Anything below the expiry is a part of the record.
  const above = all.filter(({ index }) => index < fact.start);
  const headings = candidates.some(({ index }) => index < fact.start) ? above : all.slice(0, 1);
  // A heading such as "Expired keys (2)" is that of a group.
  const last = headings.findLast(({ text }) => !/\bkeys?\s*(?:\(\d+\))?$/i.test(text)) ?? headings.at(-1);
  // A heading may hold a status, a number or a button beside the name.
  const inHeading = headings.filter(({ leaf }) => leaf.node.closest(HEADING) === last?.leaf.node.closest(HEADING));
  const heading =
    inHeading.find((piece) => !isStatusWord(piece.text) && !within('button,[role="button"]')(piece)) ?? inHeading[0];
  const plain = candidates.filter((piece) => !within('dt,dd')(piece));
  const first = plain.find(({ text }, index) => !plain[index + 1] || !areInitials(text, plain[index + 1]!.text));
  return heading ?? first ?? candidates.find(within('dt')) ?? candidates[0];
}

/** Whether a part can be the name of a key: no label or its value, no date, no status, no secret, no button. */
function isNameCandidate(piece: TextPart, pieces: readonly TextPart[], context: DateContext): boolean {
  const { text, leaf, label } = piece;
  if (isTermOfName(piece, pieces) || isUnderKey(piece, pieces)) return true;
  const before = pieces[piece.index - 1];
  if (
    isProse(text) ||
    SENTENCE_START.test(text) ||
    NUMBER_OF_KEYS.test(text) ||
    isSign(text) ||
    (before && SHOWS_SECRET.test(before.text))
  )
    return false;
  // The heading of a record is its name, whatever it looks like.
  if (leaf.node.closest('h3,h4,h5,h6') && label !== 'expiry' && !isLabelWithValue(piece, pieces)) return true;
  if (label || (before?.label && before.label !== 'name' && isLabelWithValue(before, pieces))) return false;
  if (
    SENTENCE.test(text) ||
    WEAK_FACT.test(withoutSubject(text)) ||
    isStatusWord(text) ||
    isSecretOrMasked(text) ||
    beginsWithExpiry(text) ||
    saysSomethingElse(text) ||
    /[:：]$/.test(text) ||
    isApiKeysTitle(text)
  )
    return false;
  if (/^[^:]{1,30}[:：]\s/.test(text) && fieldOf(text.split(/[:：]/)[0]!) !== undefined) return false;
  if (looksLikeDate(text, context)) return false;
  if (leaf.node.closest('[role="menuitem"],[role="menu"],[role="tooltip"],[aria-hidden="true"]')) return false;
  const button = leaf.node.closest('button,[role="button"]');
  return !button || opensRecord(button, piece, pieces);
}

/**
 * Whether a button is the head of a record that opens: it is a heading, opens the text after it, or holds the rest of
 * the record.
 */
function opensRecord(button: PageNode, { index, text }: TextPart, pieces: readonly TextPart[]): boolean {
  if (button.attribute('aria-haspopup') !== null || PRESSED.test(text)) return false;
  if (button.closest(HEADING)) return true;
  const isWithin = (piece: TextPart | undefined): boolean => piece !== undefined && piece.leaf.node.isWithin(button);
  const before = pieces[index - 1];
  if (before && isWithin(before) && !isSign(before.text)) return false;
  const next = pieces[index + 1];
  return (
    next !== undefined &&
    (isWithin(next) || button.attribute('aria-expanded') !== null) &&
    (isStatement(next.text) || isWithin(pieces[index + 2]))
  );
}

/** Texts of buttons that act, and are no head of a record. */
const PRESSED =
  /^(?:show|hide|view|see|expand|collapse|open|close|more|less|toggle|edit|manage|rotate|renew|copy|delete|revoke|create|download|add|new)\b/i;
const SENTENCE = /^\S+(?: \S+){2,}[.!]$/;

/** Whether a part is the description of the term "Name" in a definition list, whatever it looks like. */
function isTermOfName({ index, leaf }: TextPart, pieces: readonly TextPart[]): boolean {
  const before = pieces[index - 1];
  return (
    before?.label === 'name' && leaf.node.closest('dd') !== undefined && before.leaf.node.closest('dt') !== undefined
  );
}

/**
 * Whether a weak name ("Production", "2026") counts: it comes first in a part of the page that has one expiry and no
 * other name.
 */
function isLoneName(
  { index, text, label, leaf }: TextPart,
  facts: readonly ExpiryStatement[],
  pieces: readonly TextPart[],
): boolean {
  if (label || !mayNameKey(text) || pieces[index - 1]?.label) return false;
  const fact = facts.find(({ start }) => start > index);
  if (!fact || fact.start - index > LONE_NAME_REACH) return false;
  const home = commonAncestor(leaf.node, fact.node);
  if (!home || home.is('main,body')) return false;
  const within = piecesWithin(home, fact, pieces);
  return (
    within[0]?.index === index &&
    !within.some((piece) => piece.canBeName && !isOfFact(piece, fact)) &&
    facts.every((other) => other === fact || !other.node.isWithin(home))
  );
}

/** The most parts of a record between such a name and its expiry. Chosen, not measured. */
const LONE_NAME_REACH = 8;

/** Whether a label belongs to the part after it: not if another statement or another label follows. */
function isLabelWithValue(piece: TextPart, pieces: readonly TextPart[]): boolean {
  const next = pieces[piece.index + 1];
  // "Manage" is a button.
  if (piece.label === 'actions' && piece.leaf.node.closest('a,button,[role="button"]')) return false;
  return (
    piece.label !== undefined &&
    next !== undefined &&
    !next.label &&
    !beginsWithExpiry(next.text) &&
    !saysSomethingElse(next.text)
  );
}

function createdAmong(own: readonly TextPart[], pieces: readonly TextPart[], context: DateContext): number | undefined {
  for (const piece of own) {
    const value = piece.label === 'created' ? pieces[piece.index + 1] : undefined;
    const createdAt = value && !value.label ? readCreatedAt(value.text, context) : readCreation(piece.text, context);
    if (createdAt !== undefined) return createdAt;
  }
  return undefined;
}
