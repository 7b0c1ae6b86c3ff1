import type { AroundList, Control } from './around-list';
import { labelOf, labelOfField } from './around-list';
import { looksLikeDate } from './dates';
import { leavesOf, queryAll, textOf } from './digest';
import { isSilent, isVisible, shownParent } from './dom';
import { isOfAnotherList } from './labels';
import { explains, leadsToLeftOut, mayHoldKeys, offersElse, offersMore, OTHER_CHOICE } from './part-words';
import { isApiKeysTitle } from './titles';

/* Further pages of a list, and parts of it that are folded up. */

const FORWARD = /[›»→⟩❯>≫⏵⇒▶▸►⏭]|^(?:chevron_right|navigate_next|keyboard_arrow_right|arrow_forward(?:_ios)?)$/;
const BACKWARD = /[‹«←⟨❮<≪⏴⇐◀◂◄⏮]|^(?:chevron_left|navigate_before|keyboard_arrow_left|arrow_back(?:_ios)?)$/;
const PAGE_WORDS = new Set(['next', 'previous', 'prev', 'last', 'first', 'older', 'newer', 'forward']);
/** A count of pages is no longer than this. */
const NUMBER = /^(?:(?:go to |to )?page )?(\d{1,4})(?: of \d{1,4})?$/;

/** The word of a pager, without its arrow and what it is of: "Next →" and "Go to the next page" are "next". */
function pagerWord(label: string): string {
  const letters = label.toLowerCase().replace(/[^\p{L}\p{N} ]+/gu, ' ').replace(/\s+/g, ' ').trim();
  return letters.replace(/^(?:go to )?(?:the )?/, '').replace(/ (?:\d+ ?)?(?:page|results?|keys|api keys|items|entries)$/, '').replace(/(?<=^next) \d+$/, '');
}

/** A page before or behind the one that is shown can be gone to. */
export function hasFurtherPage(list: AroundList): boolean {
  const arrows = list.controls.filter(({ element, label }) => isArrow(element, label));
  const further = list.controls.some((control) => leadsToPage(control, arrows) && list.isAbout(control.element) && !list.followsAnotherList(control.element));
  return further || isNextTold(list) || hasChoiceOfPages(list);
}

function isArrow(element: Element, label: string): boolean {
  return !/\p{L}{2}|\p{N}/u.test(label.replace(FORWARD, '').replace(BACKWARD, '')) && (FORWARD.test(label) || BACKWARD.test(label))
    && !element.hasAttribute('aria-expanded') && !element.hasAttribute('aria-haspopup');
}

function leadsToPage({ element, label, isOff }: Control, arrows: readonly Control[]): boolean {
  if (isOff) return false;
  if (PAGE_WORDS.has(pagerWord(label))) return true;
  // An arrow back alone leads out of here; beside one forward it leads to the page before.
  if (arrows.some((arrow) => arrow.element === element)) return FORWARD.test(label) || arrows.some((other) => FORWARD.test(other.label));
  const [, number] = NUMBER.exec(label.toLowerCase()) ?? [];
  return number !== undefined && (label === number ? isBesideItsLike(element, Number(number)) : Number(number) > 1);
}

/** Whether the number before or behind this one stands beside it: sizes of pages, such as 10, 25 and 50, do not. */
function isBesideItsLike(element: Element, number: number): boolean {
  let at: Element | null = element;
  for (let steps = 0; steps < 2 && at; steps++) {
    at = shownParent(at);
    const leaves = at ? leavesOf(at) : [];
    if (leaves.length > 40 || leaves.some(({ text }) => /\?|\brat(?:e|ing)\b/i.test(text))) return false;
    if (leaves.some((leaf) => leaf.element !== element && (leaf.text === String(number - 1) || leaf.text === String(number + 1)))) return true;
  }
  return false;
}

/** Whether a link, shown or not, tells programs of a next page. */
function isNextTold(list: AroundList): boolean {
  return list.body.ownerDocument.querySelector('link[rel~="next"]') !== null
    || queryAll(list.body, '[rel~="next"]').some((link) => list.isAbout(link) && !list.followsAnotherList(link));
}

/** A list of choices has the numbers of pages. */
function hasChoiceOfPages(list: AroundList): boolean {
  return queryAll<HTMLSelectElement>(list.body, 'select').some((select) => {
    const label = labelOfField(select);
    return select.options.length > 1 && /\bpage\b/i.test(label) && !OTHER_CHOICE.test(label) && list.isAbout(select) && !list.followsAnotherList(select);
  });
}

/** The page offers to show more of the list, or says that there is more: "Show 2 more", "and 4 others". */
export function hasMoreToShow(list: AroundList): boolean {
  const isOfList = (element: Element): boolean => list.isAbout(element) && !list.followsAnotherList(element);
  const isOn = (element: Element): boolean => ['aria-pressed', 'aria-expanded', 'aria-checked'].some((name) => element.getAttribute(name) === 'true');
  return list.controls.some(({ element, label, isOff }) => !isOff && (offersMore(label) || leadsToLeftOut(label)) && !isOn(element) && !isBox(element) && !isOfAnotherList(label) && isOfList(element))
    || list.texts.some(({ element, text }) => offersMore(text) && !isOn(element) && !isPartOfControl(element) && !isOfAnotherList(text) && isOfList(element));
}

function isBox(element: Element): boolean {
  return element.hasAttribute('aria-checked') || element.hasAttribute('aria-pressed');
}

/** Controls are asked as such: some are off. */
function isPartOfControl(element: Element): boolean {
  return element.closest('button,a,summary,label,[role="button"],[role="link"],[role="tab"],[role="switch"]') !== null;
}

/** Something is folded up that may hold keys. */
export function hasFoldedPart(list: AroundList): boolean {
  const closed = foldsOf(list, false).filter(({ element }) => list.isAbout(element));
  if (closed.some((fold) => mayFoldKeys(list, fold))) return true;
  // Where one part of several is open, and holds keys, those that are closed may hold others.
  const isOfGroups = closed.length > 0 && foldsOf(list, true).some(({ label, content }) => content !== null && list.holdsKeys(content) && !isApiKeysTitle(label));
  return isOfGroups && closed.some(({ label }) => !explains(label) && !isOfAnotherList(label) && !list.namesKey(label));
}

interface Fold {
  element: Element;
  label: string;
  content: Element | null;
}

function foldsOf(list: AroundList, isOpen: boolean): Fold[] {
  const controls = queryAll(list.body, `[aria-expanded="${isOpen}"]`).filter((control) => !control.hasAttribute('aria-haspopup') && !control.matches('[role="combobox"]'));
  const details = queryAll(list.body, isOpen ? 'details[open]' : 'details:not([open])');
  return [
    ...controls.map((element) => ({ element, label: labelOf(element), content: contentOf(element) })),
    ...details.map((element) => ({ element, label: textOfSummary(element), content: element })),
  ];
}

function textOfSummary(details: Element): string {
  const summary = details.querySelector('summary');
  return summary ? textOf(summary) : '';
}

/** By what is written on it, by the dates in it, or since it is the head of a group within the list. */
function mayFoldKeys(list: AroundList, { element, label, content }: Fold): boolean {
  if (isOfAnotherList(label) || list.namesKey(label)) return false;
  if (mayHoldKeys(label) || isHeadOfGroup(list, element, label)) return true;
  return content !== null && !explains(label) && holdsDate(content);
}

/** A row of its own that says how many there are, or is all that stands in it. */
function isHeadOfGroup(list: AroundList, element: Element, label: string): boolean {
  if (explains(label) || offersElse(label)) return false;
  const row = element.closest('tr,[role="row"],[role="treeitem"]');
  const isInList = row?.parentElement != null && list.holdsKeys(row.parentElement);
  return /\(\d+\)$|\b\d+ keys?$/.test(label) || (isInList && (row === element || (row.childElementCount === 1 && /\p{L}/u.test(label))));
}

function contentOf(control: Element): Element | null {
  const id = control.getAttribute('aria-controls');
  return id ? control.ownerDocument.getElementById(id) : null;
}

/** So many pieces of something that is out of sight are looked at. */
const MOST_PIECES = 30;

function holdsDate(part: Element): boolean {
  const pieces = [...part.querySelectorAll('*')].slice(0, MOST_PIECES);
  return pieces.some(({ childElementCount, textContent }) => childElementCount === 0 && textContent!.length <= 40 && looksLikeDate(textContent!, { now: 0 }));
}

/** Beside the keys stands one that is hidden, as some pages do with what does not fit a filter. */
export function hasHiddenKey(list: AroundList): boolean {
  const parents = new Map<Element, Element>();
  for (const key of list.keys) if (key.parentElement) parents.set(key.parentElement, key);
  return [...parents].some(([parent, key]) => [...parent.children].some((child) => !list.keys.has(child) && isLike(child, key)
    && (isSilent(child) || !isVisible(child)) && !list.namesKey(child.textContent!) && holdsDate(child)));
}

function isLike(one: Element, other: Element): boolean {
  return one.localName === other.localName && one.getAttribute('role') === other.getAttribute('role') && one.childElementCount === other.childElementCount;
}
