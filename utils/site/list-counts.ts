import type { AroundList } from './around-list';
import { KIND, visitMarks } from './digest';
import { closestShown } from './dom';
import { isOfAnotherList } from './labels';

/* What a page says of how many keys there are, against how many rows it shows. */

const N = String.raw`(\d{1,3}(?:,\d{3})+|\d{1,6})`;
const pattern = (source: string): RegExp => new RegExp(source.replaceAll('N', N), 'i');

const RANGE_OF = pattern(String.raw`\bN\s*(?:-|–|—|to)\s*N\s+(?:of|out of|\/)\s+(?:about |over |more than |many\b)?N?`);
const PAGE_OF = pattern(String.raw`\bpage\s+(?:\d+\s*)?(?:of|\/)\s*N\b|^of\s+N(?:\s+pages)?$|^N\s+pages$|^(?:you are on )?page\s+N$`);
/** The first row or key that is shown, where not all are counted: "Keys 11–20". */
const RANGE = pattern(String.raw`\b(?:showing|viewing|keys|rows|items|results|entries)\s+N\s*(?:-|–|—|to)\s*N\b`);
const SOME_OF = pattern(String.raw`\bN\s*(?:of|out of|\/)\s*N\b`);
const KEYS_COUNTED = pattern(String.raw`\bN\s+(?:(?:api|active|valid|expired|inactive|revoked|expiring|archived|total|existing|saved|write|read|admin|developer|production|live|current|of your)\s+){0,3}(?:keys?|tokens?|credentials?)\b`);
const COUNTED_TITLE = pattern(String.raw`^(?:(?:your|my|our|all|manage|active|existing|write|read|admin|total|number of|showing)\s+)*(?:api\s+)?keys\s*[:·•|–—-]?\s*[([]?N(?:\s+(?:total|in total|in all|keys?))?[)\]]?$`);
const COUNTED = pattern(String.raw`^(?:all|total|count|showing(?: all)?)(?:\s+(?:of|number of|results?|items?|entries|rows))*\W*N\W*$|\bN\s+(?:results?|items?|entries|records|rows?|matches|total|in total|in all)\b`);
const STATUS_COUNTED = /\b(\d{1,6})\s+(active|valid|live|expired|revoked|inactive|disabled|archived|deleted)\b(?!\s+\d)|^(active|valid|live|expired|revoked|inactive|disabled|archived|deleted)(?:\s+(?:api\s+)?keys)?\s*[:·(|–-]?\s*(\d{1,6})\)?$/gi;

/** Words of a quota, or of a count of something else. */
const QUOTA = /\b(?:up to|max(?:imum)?|limit\w*|quotas?|allow\w*|at most|no more than|per|used|using|remaining|left|available|can|may|each|every|steps?|requests?|slots?|calls?|free|plans?|selected|include[sd]?|within|days?|hours?|months?|years?)\b/i;
const QUOTA_OF = /\b(?:you have|you['’]ve|created|in use)\b/i;

/** A count says that there are more keys than are shown. */
export function countsMore(list: AroundList): boolean {
  const shown = list.rows.length;
  const statuses = new Map<string, number>();
  for (const { element, text } of list.texts) {
    if (!/\d|\bof many\b/.test(text)) continue;
    const total = partsOf(text).reduce((most, part) => Math.max(most, totalIn(part, shown)), 0);
    if (total > shown && !isOfAnotherList(text) && list.isAbout(element) && !list.followsAnotherList(element)) return true;
    if (text.length <= 60 && list.isAbout(element)) addStatuses(text, statuses);
  }
  const [, inTitle] = COUNTED_TITLE.exec(list.body.ownerDocument.title.split(/\s+[|–—·-]\s+/)[0]!.slice(0, 60)) ?? [];
  return sumOf(statuses) > shown || numberOf(inTitle) > shown;
}

/** A text as a whole, and what is between its stops: "You have 6 keys (limit 10)" has a count and a quota. */
function partsOf(text: string): readonly string[] {
  return [text, ...text.split(/[.;·•|()]|,(?!\d)/).map((part) => part.trim())];
}

/** How many keys a text says there are; 0 where it says nothing of that, infinitely many where there are further pages. */
function totalIn(text: string, shown: number): number {
  const range = RANGE_OF.exec(text);
  if (range) {
    const [from, to] = [numberOf(range[1]), numberOf(range[2])];
    const total = range[3] ? numberOf(range[3]) : Infinity;
    return to - from + 1 < total && to >= from ? Infinity : total;
  }
  const page = PAGE_OF.exec(text);
  if (page) return numberOf(page.slice(1).find(Boolean)) > 1 ? Infinity : 0;
  if (numberOf(RANGE.exec(text)?.[1]) > 1) return Infinity;
  const some = SOME_OF.exec(text);
  if (some) return totalOfSome(text, some, shown);
  if (QUOTA.test(text)) return 0;
  const counted = [COUNTED_TITLE, KEYS_COUNTED, COUNTED].map((form) => form.exec(text)).find(Boolean);
  return counted ? numberOf(counted[1] ?? counted[2]) : 0;
}

function totalOfSome(text: string, [all, first, second]: RegExpExecArray, shown: number): number {
  const [some, total] = [numberOf(first), numberOf(second)];
  // What is selected is no quota, and "0 of 6 selected" counts all there are.
  if (/\bselected\b/i.test(text)) return total;
  if (some > total || QUOTA.test(text) || QUOTA_OF.test(text)) return 0;
  return text === all && some > 0 && some < total && total > 1 && total <= shown ? Infinity : total;
}

function numberOf(text: string | undefined): number {
  return Number((text ?? '0').replaceAll(',', ''));
}

function addStatuses(text: string, statuses: Map<string, number>): void {
  if (QUOTA.test(text)) return;
  for (const [, count, word, label, behind] of text.matchAll(STATUS_COUNTED)) {
    const status = (word ?? label)!.toLowerCase();
    statuses.set(status, Math.max(statuses.get(status) ?? 0, Number(count ?? behind)));
  }
}

/** Counts of several statuses add up, where no key can have both. */
function sumOf(statuses: ReadonlyMap<string, number>): number {
  const most = (...words: readonly string[]): number => Math.max(0, ...words.map((word) => statuses.get(word) ?? 0));
  const ended = most('expired') + most('revoked', 'deleted', 'disabled');
  return most('active', 'valid', 'live') + Math.max(ended, most('inactive')) + most('archived');
}

/** A list says of itself that it has more rows than are there, or that the first ones are not. */
export function isWindow(list: AroundList): boolean {
  const shown = list.rows.length;
  let isPart = false;
  visitMarks(list.body, KIND.table, (table) => {
    const count = Number(table.getAttribute('aria-rowcount') ?? 0);
    if (list.holdsKeys(table) && (count < 0 || count > shown + 1) && count !== rowsWithin(table)) isPart = true;
  });
  return isPart || list.rows.some(({ element }) => {
    const size = Number(closestShown(element, '[aria-setsize],table,ul,ol')?.getAttribute('aria-setsize') ?? 0);
    return size < 0 || size > shown;
  }) || hasGaps(list) || isScrolledPart(list);
}

function rowsWithin(table: Element): number {
  return new Set([...table.querySelectorAll('[aria-rowindex]')].map((row) => row.getAttribute('aria-rowindex'))).size;
}

/** The numbers of the rows, headers and all, begin late or leave some out. */
function hasGaps(list: AroundList): boolean {
  const row = closestShown(list.rows[0]!.element, '[aria-rowindex]');
  const table = row && closestShown(row, 'table,[role="table"],[role="grid"],[role="treegrid"]');
  if (!table) return false;
  const indexes = [...new Set([...table.querySelectorAll('[aria-rowindex]')].map((one) => Number(one.getAttribute('aria-rowindex'))))].sort((one, other) => one - other);
  return indexes[0]! > 2 || indexes.at(-1)! - indexes[0]! + 1 > indexes.length;
}

const OFFSET = /translate(?:Y\(|3d\(\s*[^,]+,|\(\s*[^,]+,)\s*(-?\d+(?:\.\d+)?)px|(?:^|[;\s])top:\s*(\d+(?:\.\d+)?)px/i;

/** Rows that are put in their places one by one, within something that is much higher than they are. */
function isScrolledPart(list: AroundList): boolean {
  const first = list.rows[0]!.element.closest<HTMLElement>('[style*="translate"],[style*="top:"]');
  const spacer = first?.parentElement;
  if (!first || !spacer || !list.holdsKeys(spacer)) return false;
  const offsets = [...spacer.children].map((row) => OFFSET.exec(row.getAttribute('style') ?? '')).filter(Boolean).map((found) => Number(found![1] ?? found![2])).sort((one, other) => one - other);
  if (offsets.length < 2) return false;
  const height = offsets[1]! - offsets[0]!;
  const room = Number(/(?:^|[;\s])height:\s*(\d+)/i.exec(spacer.getAttribute('style') ?? '')?.[1] ?? 0);
  return offsets[0]! > height * 1.5 || room > offsets.at(-1)! + height * 2;
}
