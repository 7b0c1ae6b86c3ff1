import type { DateContext } from '../dates/dates';
import { statementsOfKeys } from '../evidence/expiry';
import { labelsOfOtherDates, oddNames } from '../evidence/label-or-name';
import { isLoneName } from '../evidence/lone-name';
import { isNameCandidate, isUnderKey, mayBeSecret } from '../evidence/name';
import { isDoubtfulRecord, isLikeKey } from '../evidence/record';
import type { Leaf } from '../../page-model/page-node';
import type { Steps } from '../../page-model/steps';
import { type SnapshotRow } from '../key-row';
import { cleanName } from '../../secrets/clean-name';
import { fieldOf } from '../vocabulary/labels';
import { isSecretOrMasked } from '../../secrets/storage-gate';
import { beginsWithExpiry } from '../vocabulary/statements';
import { isApiKeysTitle } from '../vocabulary/titles';
import { pastAmong, pastIn, type Past } from './details';
import { findStatements, withoutRepeating } from './expiry-statements';
import { withoutNested } from './nested-statements';
import { extentsOf, type Extent } from './record-extent';
import { nameAlike, nameAmong, nameBesideSecrets, numberAmong, type RecordName } from './record-names';
import { couldBeSecret } from './secret-cells';
import { isPartOf, mergeStatements, type ExpiryStatement } from './statement';
import { isInHeading, HEADING, partsOf, partsWithin, type TextPart } from './text-parts';
import { isBoxWithoutName } from './unnamed-keys';

/*
 * Cards, list items and definition lists: each key is a group of texts, one of which says when it expires.
 */

/** A record by itself, with the other parts that could be its name once the other records are known. */
export interface LabelledRecord extends Pick<RecordName, 'isBeside' | 'idAsTitle'> {
  row: SnapshotRow;
  statement: ExpiryStatement;
  /** Its expiry is printed in a sentence. */
  isSentence: boolean;
  /** Its name is a heading. */
  isTitle: boolean;
  /** The other parts that can be its name. */
  others: readonly TextPart[];
}

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
  const parts = yield* partsOf(leaves);
  const below = partsBelowTitle(parts);
  for (const part of below) {
    part.canBeName = isNameCandidate(part, context) || (areUnnamed && isKeyItself(part));
    yield undefined;
  }
  for (const part of labelsOfOtherDates(below, context)) Object.assign(part, { label: 'event', canBeName: false });
  takeForNames(oddNames(below, context), context);
  yield undefined;
  const said = withoutRepeating(statementsOfKeys(findStatements(parts, context), parts, context));
  const found = withoutNested(said);
  for (const part of below) if (!part.canBeName && isLoneName(part, found)) part.canBeName = true;
  markSecrets(parts);
  const statements = mergeStatements(found, context);
  const extents = extentsOf(statements);
  const nodes = extents.map(({ node }) => node);
  const records = extents.flatMap((extent) => {
    const record = recordOf(extent, context);
    if (!record) return [];
    // It may be news, or the visitor's session: it needs more evidence of a key.
    return isDoubtfulRecord(record.row, nodes) && !isLikeKey(record.row, extent.own, context) ? [] : [record];
  });
  nameAlike(records);
  nameBesideSecrets(records);
  const unnamed = extents.flatMap((extent) => recordWithoutName(extent, records, context) ?? []);
  return withoutNotices([...records, ...unnamed])
    .sort((record, other) => record.statement.first.index - other.statement.first.index)
    .map(({ row }) => row);
}

/** Nothing at the top of a page is a key: neither the page's own title nor anything before it. */
function partsBelowTitle(parts: readonly TextPart[]): readonly TextPart[] {
  const end = parts.findIndex(({ label, text }) => label === 'expiry' || beginsWithExpiry(text));
  // Several are the titles of records.
  const hasOneTitle = parts[0]?.leaf.node.root.all('h1').length === 1;
  const isInTitle = (part: TextPart): boolean =>
    (hasOneTitle && part.leaf.node.closest('h1') !== undefined) ||
    (part.leaf.node.closest(HEADING) !== undefined && isApiKeysTitle(part.text));
  const title = parts.slice(0, Math.max(0, end)).findIndex(isInTitle);
  // "API key" is a label elsewhere.
  delete parts[title]?.label;
  return parts.slice(title + 1);
}

/** Then what is around them is judged again. */
function takeForNames(labels: readonly TextPart[], context: DateContext): void {
  for (const part of labels) {
    delete part.label;
    part.isNamed = true;
    part.canBeName = true;
  }
  for (const { before, next } of labels)
    for (const part of [before, next]) if (part && !part.isNamed) part.canBeName = isNameCandidate(part, context);
}

function isKeyItself({ label, text, before }: TextPart): boolean {
  return !label && (isSecretOrMasked(text) || before?.label === 'secret');
}

function markSecrets(parts: readonly TextPart[]): void {
  const areKeys = parts.some((part) => isUnderKey(part) && couldBeSecret(part.text));
  for (const part of parts)
    part.isSecret =
      (part.canBeName || part.before?.label === 'name') && ((areKeys && isUnderKey(part)) || mayBeSecret(part));
}

/** A key whose name was left empty, beside those that have one. */
function recordWithoutName(
  { statement, node, own }: Extent,
  named: readonly LabelledRecord[],
  context: DateContext,
): LabelledRecord | undefined {
  if (own.length > 0 || !isBoxWithoutName(node, statement, named)) return undefined;
  const within = partsWithin(node, statement);
  return recordOf({ statement, node, own: within, facts: within }, context, { name: '', isBeside: false });
}

function recordOf(
  { statement, node, own, facts }: Extent,
  context: DateContext,
  best = nameAmong(own, statement, context.now),
): LabelledRecord | undefined {
  if (!best) return undefined;
  const { name, keyNode, isBeside, idAsTitle } = best;
  const candidates = own.filter((part) => part.canBeName && !part.isSecret && !isPartOf(part, statement));
  const isNamed = ({ text }: TextPart): boolean => cleanName(text) === name;
  return {
    statement,
    isBeside,
    idAsTitle,
    row: {
      node,
      element: node.element,
      expiryNode: statement.node,
      expiryElement: statement.node.element,
      ...(keyNode && { keyElement: keyNode.element }),
      name: name || numberAmong(own),
      expiry: statement.expiry,
      ...(!name && { isUnnamed: true }),
      ...pastOf(
        statement,
        facts.filter((part) => !isNamed(part)),
        context,
      ),
    },
    isSentence: /[.!]$/.test(statement.first.leaf.text),
    isTitle: candidates.some((part) => isNamed(part) && isInHeading(part)),
    others: candidates.filter((part) => !isNamed(part)),
  };
}

/** What a heading opens says more of its key. */
function pastOf({ node }: ExpiryStatement, facts: readonly TextPart[], context: DateContext): Past {
  const opened = (node.closest(HEADING) ?? node.closest('[aria-expanded="true"]'))?.next;
  const isOfKey = opened !== undefined && !opened.is(HEADING) && !opened.has(HEADING);
  return { ...(isOfKey && pastIn(opened, context)), ...pastAmong(facts, context) };
}

/** A notice about a key is not another key if the key itself is listed too. */
function withoutNotices(records: readonly LabelledRecord[]): LabelledRecord[] {
  const listed = new Set(records.filter(({ isSentence }) => !isSentence).map(({ row }) => row.name));
  return records.filter(({ row, isSentence }) => !isSentence || !row.name || !listed.has(row.name));
}
