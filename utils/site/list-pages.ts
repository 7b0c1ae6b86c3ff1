import { labelOf, labelOfField, type AroundList, type Control } from './around-list';
import { looksLikeDate } from './dates';
import { leavesOf, queryAll, textOf } from '../page-model/snapshot';
import { isOurElement, isSilent, isVisible, shownParent } from '../page-model/dom';
import { isOfAnotherList } from './labels';
import { explains, leadsToLeftOut, mayHoldKeys, offersElse, offersMore, OTHER_CHOICE } from './part-words';
import { isApiKeysTitle } from './titles';

/* Further pages of a list, and parts of it that are collapsed or hidden. */

/** The arrows of pagers, and the names that icon fonts print for them. */
const FORWARD = /[›»→⟩❯>≫⏵⇒▶▸►⏭]|^(?:chevron_right|navigate_next|keyboard_arrow_right|arrow_forward\w*)$/;
const BACKWARD = /[‹«←⟨❮<≪⏴⇐◀◂◄⏮]|^(?:chevron_left|navigate_before|keyboard_arrow_left|arrow_back\w*)$/;
/** The text of a pager's control, without its arrow and the things that it pages through. */
const PAGE_WORD = /^(?:next(?: \d+)?|prev|previous|last|first|older|newer)$/;
const AROUND_PAGE_WORD = /^go to |\bthe | (?:\d+ )?(?:page|results?|keys|items|entries)$/g;
const PAGE_NUMBER = /^(?:(?:go to )?page )?(\d{1,4})(?: of \d{1,4})?$/i;

/** Whether there is a page before or after the one that is shown. */
export function hasFurtherPage(list: AroundList): boolean {
  const arrows = list.controls.filter(isArrow);
  const hasForward = arrows.some(({ label }) => FORWARD.test(label));
  const leads = ({ element, label, isOff }: Control): boolean => {
    if (isOff) return false;
    // A back arrow without a forward one leads out of the list; beside one it leads to the previous page.
    const isOfPager = hasForward && arrows.some((arrow) => arrow.element === element);
    return isOfPager || isPageWord(label) || leadsToNumber(element, label);
  };
  return (
    list.controls.some((control) => leads(control) && isOfList(list, control.element)) ||
    list.body.ownerDocument.querySelector('link[rel~="next"]') !== null ||
    queryAll(list.body, '[rel~="next"]').some((link) => isOfList(list, link)) ||
    queryAll<HTMLSelectElement>(list.body, 'select').some((select) => isChoiceOfPages(select) && isOfList(list, select))
  );
}

function isOfList(list: AroundList, element: Element): boolean {
  return list.isAbout(element) && !list.followsAnotherList(element);
}

function isPageWord(label: string): boolean {
  const letters = label
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return PAGE_WORD.test(letters.replace(AROUND_PAGE_WORD, ''));
}

function isArrow({ element, label }: Control): boolean {
  if (element.hasAttribute('aria-expanded') || element.hasAttribute('aria-haspopup')) return false;
  const rest = label.replace(FORWARD, '').replace(BACKWARD, '');
  return rest !== label && !/\p{L}|\p{N}/u.test(rest);
}

function leadsToNumber(element: Element, label: string): boolean {
  const number = Number(PAGE_NUMBER.exec(label)?.[1] ?? 0);
  return label === String(number) ? isBesideItsLike(element, number) : number > 1;
}

/**
 * Whether the previous or next number is beside this one: page sizes, such as 10, 25 and 50, have no such neighbour.
 */
function isBesideItsLike(element: Element, number: number): boolean {
  let around: Element | null = element;
  for (let steps = 0; steps < MOST_STEPS && around; steps++) {
    around = shownParent(around);
    const leaves = around ? leavesOf(around) : [];
    if (leaves.length > MOST_PIECES || leaves.some(({ text }) => /\?|\brat(?:e|ing)\b/i.test(text))) return false;
    const others = leaves.filter((leaf) => leaf.element !== element && /^[\d |·…]+$/.test(leaf.text));
    const numbers = others.flatMap(({ text }) => text.match(/\d+/g) ?? []);
    if (numbers.some((other) => Math.abs(Number(other) - number) === 1)) return true;
  }
  return false;
}

function isChoiceOfPages(select: HTMLSelectElement): boolean {
  const label = labelOfField(select);
  return select.options.length > 1 && /\bpage\b/i.test(label) && !OTHER_CHOICE.test(label);
}

const STATE = '[aria-pressed],[aria-checked],[aria-selected],[aria-current],[aria-expanded="true"]';
const CONTROL = 'button,a,summary,[role="button"],[role="link"],[role="tab"],[role="switch"]';

/** Whether the page offers to show more of the list, or says that there is more: "Show 2 more", "and 4 others". */
export function hasMoreToShow(list: AroundList): boolean {
  const isMore = (element: Element, text: string): boolean =>
    !isOfAnotherList(text) && !element.matches(STATE) && isOfList(list, element);
  const offers = ({ label, isOff }: Control): boolean => !isOff && (offersMore(label) || leadsToLeftOut(label));
  // Controls are checked as such: some are disabled. A heading may be "All keys".
  const isSaid = (element: Element, text: string): boolean =>
    offersMore(text) && !/^all\b/i.test(text) && !element.closest(CONTROL) && isMore(element, text);
  return (
    list.controls.some((control) => offers(control) && isMore(control.element, control.label)) ||
    list.texts.some(({ element, text }) => isSaid(element, text))
  );
}

/** A part that can be collapsed, by the text on its control. */
interface Fold {
  element: Element;
  label: string;
  content: Element | null;
}

/** Whether a collapsed part may hold keys. */
export function hasFoldedPart(list: AroundList): boolean {
  const isOfElse = (label: string): boolean => explains(label) || isOfAnotherList(label) || list.namesKey(label);
  const closed = foldsOf(list, { isOpen: false }).filter(
    ({ element, label }) => !isOfElse(label) && list.isAbout(element),
  );
  if (closed.length === 0) return false;
  const mayFold = (fold: Fold): boolean =>
    mayHoldKeys(fold.label) || isHeadOfGroup(list, fold) || (fold.content !== null && holdsDate(fold.content));
  if (closed.some(mayFold)) return true;
  // If one of several parts is open, and holds keys, the closed ones may hold others.
  return foldsOf(list, { isOpen: true }).some(
    ({ label, content }) => content && list.holdsKeys(content) && !isApiKeysTitle(label),
  );
}

function foldsOf({ body }: AroundList, { isOpen }: { isOpen: boolean }): Fold[] {
  const selector = `[aria-expanded="${isOpen}"]:not([aria-haspopup],[role="combobox"])`;
  const controls = queryAll(body, selector).map((element) => {
    const content = element.ownerDocument.getElementById(element.getAttribute('aria-controls') ?? '');
    return { element, label: labelOf(element), content };
  });
  const details = queryAll(body, isOpen ? 'details[open]' : 'details:not([open])').map((element) => {
    const summary = element.querySelector('summary');
    return { element, label: summary ? textOf(summary) : '', content: element };
  });
  return [...controls, ...details];
}

/** Whether a fold is a row of its own that prints a count, or has nothing else in its row. */
function isHeadOfGroup(list: AroundList, { element, label }: Fold): boolean {
  if (offersElse(label)) return false;
  const row = element.closest('tr,[role="row"],[role="treeitem"]');
  if (/\(\d+\)$/.test(label) || !row?.parentElement) return /\(\d+\)$/.test(label);
  const isAlone = row === element || (row.childElementCount === 1 && /\p{L}/u.test(label));
  return isAlone && list.holdsKeys(row.parentElement);
}

/** The most pieces of a hidden element, or of a pager, that are read, and the longest date. Chosen, not measured. */
const MOST_PIECES = 40;
const LONGEST_DATE = 40;
/**
 * A number of a pager is at most so many steps below what it shares with the next one (completeness.test.ts: numbers
 * without a name).
 */
const MOST_STEPS = 2;

function holdsDate(part: Element): boolean {
  const pieces = [...part.querySelectorAll('*')].slice(0, MOST_PIECES);
  return pieces.some(
    (piece) =>
      piece.childElementCount === 0 &&
      piece.textContent!.length <= LONGEST_DATE &&
      looksLikeDate(piece.textContent!, { now: 0 }),
  );
}

/** Whether a hidden key is among the keys, as some pages hide those that a filter excludes. */
export function hasHiddenKey(list: AroundList): boolean {
  const keyIn = new Map([...list.keys].map((key) => [key.parentElement, key] as const));
  const isHidden = (child: Element): boolean => isSilent(child) || !isVisible(child);
  const isHiddenKey = (child: Element, key: Element): boolean =>
    !list.keys.has(child) &&
    isLike(child, key) &&
    isHidden(child) &&
    !list.namesKey(child.textContent!) &&
    holdsDate(child);
  return [...keyIn].some(([parent, key]) => parent && [...parent.children].some((child) => isHiddenKey(child, key)));
}

/** The number of elements that the page itself put into this one: a key that is shown has our badge. */
function partsOf(element: Element): number {
  return [...element.children].filter((child) => !isOurElement(child)).length;
}

function isLike(element: Element, other: Element): boolean {
  return (
    element.localName === other.localName &&
    partsOf(element) === partsOf(other) &&
    element.getAttribute('role') === other.getAttribute('role')
  );
}
