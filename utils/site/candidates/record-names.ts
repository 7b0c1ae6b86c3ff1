import type { PageNode } from '../../page-model/page-node';
import { isChipBefore } from '../evidence/before-name';
import { bestName, isLabelledName } from '../evidence/name-choice';
import { cleanName } from '../../secrets/clean-name';
import { isUuid } from '../../secrets/ids';
import type { LabelledRecord } from './labelled-records';
import { couldBeSecret, LONG_CODE } from './secret-cells';
import { mayBeChip } from '../vocabulary/labels';
import { isPartOf, type ExpiryStatement } from './statement';
import { isInHeading, type TextPart } from './text-parts';
import { NUMBER, SHORT_NUMBER } from './unnamed-keys';

/* Which of the texts of a record is its name, by itself and beside the other records. */

/** So few titles do not show what the others are. Chosen, not measured. */
const FEW_TITLES = 3;

/** The name of a record, by its own texts. */
export interface RecordName {
  /** Empty if only the key itself is there. */
  name: string;
  /** A secret stands in the position of its name, and a text beside it serves as the name. */
  isBeside: boolean;
  /** The id that stands there as a title. */
  idAsTitle?: string | undefined;
  /** Shows the key itself. */
  keyNode?: PageNode;
}

/** The name of a key among the parts of its record. */
export function nameAmong(own: readonly TextPart[], statement: ExpiryStatement, now: number): RecordName | undefined {
  const others = own.filter((part) => !isPartOf(part, statement));
  const isLabelled = (part: TextPart): boolean => isLabelledName(part, own);
  const candidates = others.filter((part) => part.canBeName || isLabelled(part));
  const best = bestName(candidates, statement, own);
  if (best?.isSecret) return nameBeside(best, others, statement);
  const text = best && isRefuted(best, statement, now) ? best.leaf.text : best?.text;
  const name = cleanName(text?.replace(best && isLabelled(best) ? /^[:：]\s*/ : '', '') ?? '');
  return name === '' ? undefined : { name, isBeside: false };
}

/** Whether "(expired)" is a part of the name that it follows: the key has a date, and that is to come. */
function isRefuted({ leaf, text }: TextPart, { first, expiry }: ExpiryStatement, now: number): boolean {
  const isLater = first.leaf !== leaf && expiry.kind === 'dated' && expiry.earliest > now;
  return isLater && /^ ?\(expired[^)]*\)$/i.test(leaf.text.slice(text.length));
}

/** The name of a key that stands where others have their name: what describes it, or another text of its record. */
function nameBeside(key: TextPart, others: readonly TextPart[], statement: ExpiryStatement): RecordName {
  const described = others.find(
    ({ label, text, before }) => before?.label === 'description' && !label && !couldBeSecret(text, LONG_CODE),
  );
  const beside =
    described ??
    bestName(
      others.filter(({ canBeName, isSecret, leaf }) => canBeName && !isSecret && !leaf.node.closest('dt')),
      statement,
    );
  return {
    name: cleanName(beside?.text ?? ''),
    isBeside: !described,
    keyNode: key.leaf.node,
    idAsTitle: isInHeading(key) && isUuid(key.text) ? key.text : undefined,
  };
}

/** A name made of the number that a record gives its key: a short id. */
export function numberAmong(own: readonly TextPart[]): string {
  const number = own
    .map(({ text, before }) => (NUMBER.test(before?.text ?? '') ? SHORT_NUMBER.exec(text)?.[1] : undefined))
    .find(Boolean);
  return number ? `Key ${number}` : '';
}

/** "Test" before a name is a chip: its record has more texts than those without one, and the name is in no other. */
function nameAfterChips(records: readonly LabelledRecord[]): void {
  const most = Math.max(0, ...records.filter(({ row }) => !mayBeChip(row.name)).map(({ others }) => others.length));
  for (const { row, others } of records) {
    const [next] = others;
    const chip = next?.before;
    if (chip?.text !== row.name || others.length <= most || !isChipBefore(chip.leaf, next!.leaf)) continue;
    const isShared = records.filter((record) => record.others.some(({ text }) => text === next!.text)).length > 1;
    if (!isShared) row.name = cleanName(next!.text) || row.name;
  }
}

/** "gazette-uploader" is neither an agency nor a chip. */
const NAMED_AS_KEY = /^[a-z]{3,}(?:[-_][a-z\d]{2,})+$/;

/** Names the records consistently. */
export function nameAlike(records: readonly LabelledRecord[]): void {
  nameAfterChips(records);
  const best = (parts: readonly TextPart[], statement: ExpiryStatement): string =>
    cleanName(bestName(parts, statement)?.text ?? '');
  const isSame = (texts: readonly string[]): boolean => new Set(texts).size === 1;
  // If others have no title, the title of a section with a single key is not the key's name.
  if (records.some(({ isTitle, isSentence }) => !isTitle && !isSentence)) {
    for (const { row, statement, isTitle, others } of records) {
      const isPlain = (part: TextPart): boolean => part.index < statement.first.index && !isInHeading(part);
      if (isTitle) row.name = best(others.filter(isPlain), statement) || row.name;
    }
  }
  // Text that comes before all of their names, such as the agency, is not their name.
  if (records.length < 2 || !isSame(records.map(({ row }) => row.name))) return;
  // Two keys may have the same name while one replaces the other.
  if (NAMED_AS_KEY.test(records[0]!.row.name)) return;
  // But a heading is, unless it holds another text that differs.
  if (records.every(({ isTitle, others }) => isTitle && !others.some(isInHeading))) return;
  const seconds = records.map(({ others, statement }) => best(others, statement));
  if (seconds.includes('') || isSame(seconds)) return;
  for (const [index, { row }] of records.entries()) row.name = seconds[index]!;
}

/** Names the records that have a secret where others have their name. */
export function nameBesideSecrets(records: readonly LabelledRecord[]): void {
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
