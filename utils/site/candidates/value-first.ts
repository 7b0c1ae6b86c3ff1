import { commonAncestor } from '../../page-model/node-search';
import { looksLikeDate } from '../dates/dates';
import { isStatusWord, type Field } from '../vocabulary/labels';
import { beginsWithExpiry, saysSomethingElse, withoutSubject } from '../vocabulary/statements';
import type { TextPart } from './text-parts';

/*
 * Labels after their values: "5 Dec 2026" over "Expires", as tiles and captions have them. All other steps expect a
 * label first, so both change places here, if the page leaves no doubt.
 */

type Text = Pick<TextPart, 'leaf' | 'text'> & { label?: Field | undefined };

/** The labels of dates. */
const OF_DATES = new Set<Field>(['expiry', 'created', 'lastUsed', 'event']);

/** Texts in document order, but for labels that come after their values. */
export function labelsFirst<T extends Text>(texts: readonly T[]): T[] {
  const ordered = [...texts];
  for (let first = 0; first < texts.length; first++) {
    let end = first;
    while (isPair(texts[end], texts[end + 1])) end += 2;
    const isRow = end > first && !saysItself(texts[first]!.text) && isRowOfPairs(texts, first, end);
    for (let value = first; value < end; value += 2)
      if (isRow || areAll(texts, value, value + 2))
        [ordered[value], ordered[value + 1]] = [texts[value + 1]!, texts[value]!];
    first = Math.max(first, end - 1);
  }
  return ordered;
}

function isPair(value: Text | undefined, label: Text | undefined): boolean {
  if (!value || value.label || !label?.label) return false;
  if (label.label === 'status') return isStatusWord(value.text);
  // "12" over "days until expiry" is a date only together.
  return OF_DATES.has(label.label) && [value.text, `${value.text} ${label.text}`].some(isDate);
}

function isDate(text: string): boolean {
  return looksLikeDate(text, { now: 0 });
}

/** Whether the smallest node around some texts holds nothing else. */
function areAll(texts: readonly Text[], first: number, end: number): boolean {
  const home = commonAncestor(texts[first]!.leaf.node, texts[end - 1]!.leaf.node);
  return home !== undefined && [texts[first - 1], texts[end]].every((beside) => !beside?.leaf.node.isWithin(home));
}

/** "Expires 5 Dec 2026" needs no label, so the one after it has its value after itself. */
export function saysItself(text: string): boolean {
  return beginsWithExpiry(withoutSubject(text)) || saysSomethingElse(text);
}

/** Whether pairs are all of a row, or begin where no label is before them and end where no value follows. */
function isRowOfPairs(texts: readonly Text[], first: number, end: number): boolean {
  if (areAll(texts, first, end)) return true;
  const [before, value, label, behind] = [first - 1, first, first + 1, end].map((index) => texts[index]);
  const areAlike = (one?: Text, other?: Text): boolean => one?.leaf.node.tag === other?.leaf.node.tag;
  return end - first > 2 && !before?.label && !areAlike(before, label) && !areAlike(behind, value);
}
