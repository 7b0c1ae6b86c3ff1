import type { PageNode } from '../../page-model/page-node';
import type { AroundList } from './around-list';
import { KIND } from '../../page-model/kinds';
import { isOfAnotherList } from '../evidence/other-list';
import { inDigits } from '../vocabulary/part-words';

/* Compares the number of keys that a page states with the rows that it shows. */

/** A text of the page, and where it stands. */
interface Said {
  node: PageNode;
  text: string;
}

/** `N` is a number, and `#` the words that may stand before "keys". */
function pattern(source: string): RegExp {
  const adjectives = '(?:(?:api|active|valid|expired|inactive|revoked|total|saved|write|read|admin|existing|of your) )';
  return new RegExp(source.replaceAll('N', '(\\d[\\d,]{0,8})').replaceAll('#', adjectives), 'i');
}

const RANGE_OF = pattern('\\bN ?(?:-|–|—|to) ?N (?:of|out of|\\/) (?:about |over |more than |many\\b)?N?');
const PAGE_OF = pattern(
  '(?:\\bpage (?:\\d+ ?)?(?:of|\\/) ?|^(?:of|\\/) |(?:^(?:you are on )?|[–—:,-] ?)page (?=\\d+$))N\\b' +
    '(?: pages$)?|^N pages$',
);
/** The range of rows or keys that are shown, without a total: "Keys 11–20". */
const RANGE = pattern('\\b(?:showing|viewing|keys|rows|items|results|entries) N ?(?:-|–|—|to) ?N\\b');
const SOME_OF = pattern('\\bN ?(?:(?:keys?|results?|items?|rows?|entries) )?(?:of|out of|\\/) ?N\\b');
const COUNTED = [
  pattern(
    '^(?:(?:your|my|our|all|manage|number of|list of|showing) |#)*(?:api )?keys,? ?[:·•|–—-]? ?[([]?N' +
      '(?: (?:total|in total|keys?|items|entries|rows))?[)\\]]?$',
  ),
  // "API keys of your agency (14)"
  pattern('\\bkeys (?:of|for|in) [^\\d()]{1,40} ?[([]N[)\\]]$'),
  pattern('\\bN #{0,3}(?:keys?|tokens?|credentials?)\\b'),
  pattern(
    '^(?:(?:all|total|count|showing(?: all)?)(?: (?:results?|items?|entries|rows|records|keys|count))?|' +
      'results|records)\\W*N\\W*$',
  ),
  pattern('\\bN (?:results?|items?|entries|records|rows?|matches|total|in total|in all)\\b'),
];
const STATUS = '(active|valid|live|expired|revoked|inactive|disabled|archived|deleted)';
const STATUS_COUNTED = new RegExp(
  `\\b(\\d{1,6}) ${STATUS}\\b(?! \\d)|` +
    `^${STATUS}(?: (?:api )?keys)?\\W{0,3}(\\d{1,6})\\)?(?: (?:show|view|see|expand|open)(?: all)?)?$`,
  'gi',
);

/** Words of a quota, or of a count of something else. */
const QUOTA = new RegExp(
  '\\b(?:up to|max|limit|quota|allow|at most|no more than|per\\b|used\\b|using\\b|remaining|' +
    'left\\b|available|can\\b|may\\b|each\\b|every\\b|steps?\\b|requests?\\b|slots?\\b|calls?\\b|free\\b|plans?\\b|' +
    'selected|include|within|days?\\b|hours?\\b|months?\\b|years?\\b)',
  'i',
);

/** "of 5 allowed", below a number of its own; "of 12 available" may be how many keys there are. */
const ALLOWANCE = /^of \d+ (?:allowed|permitted|max(?:imum)?)\b/i;

/** Shares of columns and of people, and addresses: "Columns (3 of 6)", "203.0.113.0/24". */
const OF_ELSE = new RegExp(
  '\\b(?:\\d{1,3}\\.){3}\\d{1,3}\\/\\d{1,2}\\b|\\bcolumns?\\W{0,3}\\d+ ?(?:of|\\/) ?\\d+\\)?|' +
    '\\b\\d+ (?:of|out of) \\d+ (?:columns|people|users|readers)\\b',
  'gi',
);
/** "22/11/2026", "11/2026" */
const DATES = /\b\d{1,4}([/.-])\d{1,2}\1\d{2,4}\b|\b\d{1,2}\/(?:19|20)\d\d\b/g;
/** What a share counts, beside it or above it: "Keys used", "3 of 10". */
const SHARE = /^\d+ ?(?:of|\/) ?\d+$/;
const OF_QUOTA = /^(?:(?:api )?keys? (?:used|in use|limit|quota)|used keys)$/i;
/** What is used of a limit that is said elsewhere: "API Keys 3 / 10". */
const USED = pattern('^(?:#*(?:api )?keys\\W{0,3})?N ?(?:of|\\/) ?N\\W{0,3}$');
const LIMIT = /\b(?:up to|max(?:imum)?(?: of)?|limit(?: of)?|at most) ?:? ?(\d{1,6})\b/i;

/** Words before such a number in words. After other words it is advice: "Keep two keys". */
const SAYS_HOW_MANY = /^(?:you (?:currently |now )?have|there are|showing|viewing)\b/i;

/** Whether a count says that there are more keys than are shown. */
export function countsMore(list: AroundList, title: string): boolean {
  const shown = list.rows.length;
  if (countInTitle(title) > shown) return true;
  const counts = [...list.texts, ...list.names]
    .map(({ node, text }) => ({ node, text: asCounted(node, text) }))
    .filter(({ text }) => /\d/.test(text));
  const limits = new Set(counts.map(({ text }) => LIMIT.exec(text)?.[1]));
  // "3 / 10" counts pages, unless the page says that there may be 10 keys.
  const isUsed = (text: string): boolean => {
    const used = USED.exec(text);
    return used !== null && Number(used[1]) === shown && limits.has(used[2]);
  };
  const isMore = ({ node, text }: Said): boolean =>
    saysMore({ node, text }, shown) &&
    !isUsed(text) &&
    !isOfAnotherList(text) &&
    list.isAbout(node) &&
    !list.followsAnotherList(node);
  return counts.some(isMore) || countByStatus(list, counts) > shown;
}

/**
 * A text in digits, without the arrow of a fold, and without dates and counts of other things; a description has its
 * term: "Keys in use 3 of 10".
 */
function asCounted({ tag, previous, next }: PageNode, text: string): string {
  const described = tag === 'dd' && previous ? `${previous.text} ${text}` : text;
  const isUsed = SHARE.test(text) && [previous, next].some((beside) => beside && OF_QUOTA.test(beside.text));
  if (isUsed) return '';
  return (SAYS_HOW_MANY.test(described) ? inDigits(described) : described)
    .replace(OF_ELSE, '')
    .replace(DATES, '')
    .replace(/^[▸▾▶▼►▲▴▹▿+–-] ?(?=\p{L})/u, '');
}

function countInTitle(title: string): number {
  return counted(COUNTED[0]!.exec(title.slice(0, LONGEST_TITLE).split(/ [|–—·-] /)[0]!)?.[1]);
}

/** Whether a text, or a part of it, counts more: "You have 6 keys (limit 10)" has a count and a quota. */
function saysMore({ node, text }: Said, shown: number): boolean {
  const parts = [text, ...text.split(/[.;·•|()]|,(?!\d)/)];
  return parts.some((part) => totalIn({ node, text: part.replace(/[‹›«»←→<>]/g, '').trim() }, shown) > shown);
}

/**
 * Whether a number and the words after it are one statement, and not the end of one part of the page and the start of
 * the next: "Members 5 | API keys".
 */
function isInOnePiece(node: PageNode, words: string): boolean {
  const piece = node.children.find(({ text }) => text.includes(words));
  if (piece) return isInOnePiece(piece, words);
  const [number = words] = /^\d[\d,]*/.exec(words) ?? [];
  return !node.children.some(({ tag, text }) => text.endsWith(number) && (text !== number || tag === 'dd'));
}

/** The sum of the counts of each status: no key has two. */
function countByStatus(list: AroundList, counts: readonly Said[]): number {
  const statuses = new Map<string, number>();
  for (const { node, text } of counts) {
    if (QUOTA.test(text) || !list.isAbout(node)) continue;
    for (const [words, before, word, label, behind] of text.matchAll(STATUS_COUNTED))
      if (isInOnePiece(node, words)) statuses.set((word ?? label)!.toLowerCase(), Number(before ?? behind));
  }
  return [...statuses.values()].reduce((sum, count) => sum + count, 0);
}

const LONGEST_TITLE = 60;

/** The number of keys by a text; 0 if it states none, Infinity if it has more pages. */
function totalIn({ node, text }: Said, shown: number): number {
  const range = RANGE_OF.exec(text);
  if (range) return totalOfRange(range);
  const page = ALLOWANCE.test(text) ? null : PAGE_OF.exec(text);
  if (page) return counted(page[1] ?? page[2]) > 1 ? Infinity : 0;
  if (counted(RANGE.exec(text)?.[1]) > 1) return Infinity;
  const some = SOME_OF.exec(text);
  if (some) return totalOfSome(text, some, shown);
  const counts = QUOTA.test(text) ? [] : COUNTED.map((form) => form.exec(text));
  return counted(counts.find((found) => found && isInOnePiece(node, found[0]))?.[1]);
}

function totalOfRange([text, from, to, all]: RegExpExecArray): number {
  const total = /over |more than /i.test(text) ? 0 : counted(all);
  return total === 0 || counted(to) - counted(from) + 1 < total ? Infinity : total;
}

function totalOfSome(text: string, [all, first, second]: RegExpExecArray, shown: number): number {
  const [some, total] = [counted(first), counted(second)];
  // A selection is no quota: "0 of 6 selected" counts all keys.
  if (/\bselected\b/i.test(text)) return total;
  if (some > total || QUOTA.test(text) || /\b(?:you have|you.ve|created|in use)\b/i.test(text)) return 0;
  // "1 / 2" by itself counts pages, whatever the number of rows.
  return text === all && some > 0 && total > 1 && (some < total || total !== shown) ? Infinity : total;
}

function counted(text: string | undefined): number {
  return Number((text ?? '0').replaceAll(',', ''));
}

/** Whether a list declares more rows than are in the page, or lacks its first ones. */
export function isWindow(list: AroundList): boolean {
  const shown = list.rows.length;
  let isPart = false;
  list.body.visitKinds(KIND.table, (table) => {
    if (!list.holdsKeys(table)) return;
    const count = Number(table.attribute('aria-rowcount') ?? 0);
    const indexes = new Set(table.all('[aria-rowindex]').map((row) => Number(row.attribute('aria-rowindex'))));
    const [first, last] = [Math.min(...indexes), Math.max(...indexes)];
    // The numbers of the rows, headers included, begin late or have gaps.
    const hasGaps = indexes.size > 0 && (first > 2 || last - first + 1 > indexes.size);
    if (hasGaps || count < 0 || (count > shown + 1 && count !== indexes.size)) isPart = true;
  });
  return isPart || isNumberedPart(list) || isScrolledPart(list) || hasSpacer(list);
}

/** Whether the rows are said to be some of more, or are not numbered from one on. */
function isNumberedPart({ rows }: AroundList): boolean {
  const { node } = rows[0]!;
  const inSet = node.closest('[aria-setsize],table,ul,ol');
  const slide = node.closest('[aria-roledescription="slide"]')?.attribute('aria-label');
  const start = Number(node.closest('ol')?.attribute('start') ?? 1);
  const size = Number(inSet?.attribute('aria-setsize') ?? / of (\d{1,4})$/.exec(slide ?? '')?.[1] ?? 0);
  return start > 1 || size < 0 || size > rows.length;
}

/** In pixels: as high as several rows. Chosen, not measured. */
const HIGH = 300;
/** A row, what holds all rows, and what that is in. */
const MOST_LEVELS = 3;

/** Whether empty room stands in for rows above or below: a high row without text, or padding around all rows. */
function hasSpacer(list: AroundList): boolean {
  let [row, levels] = [list.rows[0]!.node, 0];
  for (let parent = row.parent; parent && levels < MOST_LEVELS; levels++, row = parent, parent = parent.parent) {
    if (isHigh(parent, PADDING) && list.holdsKeys(parent)) return true;
    if (
      parent.children.some(
        (child) => child.text === '' && [child, ...child.children].some((part) => isHigh(part, HEIGHT)),
      )
    )
      return true;
  }
  return false;
}

const PADDING = /(?:^|[;\s])padding-(?:top|bottom):\s*(\d+)/gi;
const HEIGHT = /(?:^|[;\s])height:\s*(\d+)/gi;

function isHigh(node: PageNode, room: RegExp): boolean {
  const style = node.attribute('style') ?? '';
  return [...style.matchAll(room)].some(([, pixels]) => Number(pixels) >= HIGH);
}

function heightOf(node: PageNode): number {
  return Number(/(?:^|[;\s])height:\s*(\d+)/i.exec(node.attribute('style') ?? '')?.[1] ?? 0);
}

/** A row is at most so high, in pixels. Chosen, not measured. */
const MOST_ROW = 100;
const OFFSET = /(?:translate[^(]{0,9}\((?:[^,)]{0,40},)?|\btop:)\s*(-?\d+(?:\.\d+)?)px/i;

/**
 * Whether rows are positioned one by one, within something much taller than they are: room for more than one and a half
 * rows above them, or for more than two below. Chosen, not measured.
 */
function isScrolledPart(list: AroundList): boolean {
  const spacer = list.rows[0]!.node.closest('[style*="translate"],[style*="top:"]')?.parent;
  if (!spacer || !list.holdsKeys(spacer)) return false;
  const offsets = spacer.children
    .map((row) => Number(OFFSET.exec(row.attribute('style') ?? '')?.[1] ?? NaN))
    .filter((offset) => offset >= 0)
    .sort((a, b) => a - b);
  const [first = 0, second = first] = offsets;
  const room = heightOf(spacer);
  // All rows may be in one part that is moved.
  if (offsets.length === 1) return first >= HIGH || room > Math.max(HIGH, list.rows.length * MOST_ROW);
  return second > first && (first > (second - first) * 1.5 || room > offsets.at(-1)! + (second - first) * 2);
}
