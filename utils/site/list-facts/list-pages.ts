import { optionsOf } from '../../page-model/fields';
import { labelOf, labelOfField, type AroundList, type Control } from './around-list';
import { looksLikeDate } from '../dates/dates';
import { isOurElement, isVisible } from '../../page-model/dom';
import { commonAncestor, nodeFrom } from '../../page-model/node-search';
import type { PageNode } from '../../page-model/page-node';
import { isOfAnotherList } from '../evidence/other-list';
import { explains, leadsToLeftOut, mayHoldKeys, offersElse, offersMore, OTHER_CHOICE } from '../vocabulary/part-words';
import { HEADING } from '../candidates/text-parts';
import { isApiKeysTitle } from '../vocabulary/titles';

/* Further pages of a list, and parts of it that are collapsed or hidden. */

/** The arrows of pagers, and the names that icon fonts print for them. */
const FORWARD = /[›»→⟩❯>≫⏵⇒▶▸►⏭]|^(?:chevron_right|navigate_next|keyboard_arrow_right|arrow_forward\w*)$/;
const BACKWARD = /[‹«←⟨❮<≪⏴⇐◀◂◄⏮]|^(?:chevron_left|navigate_before|keyboard_arrow_left|arrow_back\w*)$/;
/** The text of a pager's control, without its arrow and the things that it pages through. */
const PAGE_WORD = /^(?:next(?: \d+)?|prev|previous|last|first|older|newer|seterusnya|sebelumnya|[上下]一?[页頁])$/;
const AROUND_PAGE_WORD = /^go to |\bthe | (?:\d+ )?(?:page|slide|results?|keys|items|entries)$/g;
const PAGE_NUMBER = /^(?:(?:go to )?(?:page|slide) )?(\d{1,4})(?: of \d{1,4})?$/i;

/** Whether there is a page before or after the one that is shown. */
export function hasFurtherPage(list: AroundList): boolean {
  const arrows = list.controls.filter(isArrow);
  const hasForward = arrows.some(({ label }) => FORWARD.test(label));
  const leads = ({ node, label, isOff }: Control): boolean => {
    if (isOff) return false;
    // A back arrow without a forward one leads out of the list; beside one it leads to the previous page.
    const isOfPager = hasForward && arrows.some((arrow) => arrow.node === node);
    return isOfPager || isPageWord(label) || leadsToNumber(node, label);
  };
  return (
    list.controls.some((control) => leads(control) && isOfList(list, control.node)) ||
    list.body.root.has('link[rel~="next"]') ||
    hasPagerOfPictures(list) ||
    list.nodes.some((node) => (isNextPage(node) || isChoiceOfPages(node)) && isOfList(list, node))
  );
}

/**
 * Whether two controls without a text, side by side below the keys, page through the list: one of them can be pressed.
 */
function hasPagerOfPictures(list: AroundList): boolean {
  const lastKey = list.rows.at(-1)!.node;
  return list.pictureControls.some((back, index, controls) => {
    const forward = controls[index + 1];
    if (!forward || back.node.isBefore(lastKey) || !isOfList(list, back.node)) return false;
    const around = commonAncestor(back.node, forward.node);
    return around !== undefined && /^(?:page)?[\W\d]*$/i.test(around.text) && !(back.isOff && forward.isOff);
  });
}

function isOfList(list: AroundList, node: PageNode): boolean {
  return list.isAbout(node) && !list.followsAnotherList(node);
}

function isPageWord(label: string): boolean {
  const letters = label
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return PAGE_WORD.test(letters.replace(AROUND_PAGE_WORD, ''));
}

function isArrow({ node, label }: Control): boolean {
  if (node.is('[aria-expanded],[aria-haspopup]')) return false;
  const rest = label.replace(FORWARD, '').replace(BACKWARD, '');
  return rest !== label && !/\p{L}|\p{N}/u.test(rest);
}

function leadsToNumber(node: PageNode, label: string): boolean {
  const number = Number(PAGE_NUMBER.exec(label)?.[1] ?? 0);
  return label === String(number) ? isBesideItsLike(node, number) : number > 1;
}

/**
 * Whether the previous or next number is beside this one: page sizes, such as 10, 25 and 50, have no such neighbour.
 */
function isBesideItsLike(node: PageNode, number: number): boolean {
  let around: PageNode | undefined = node;
  for (let steps = 0; steps < MOST_STEPS && around; steps++) {
    around = around.parent;
    const leaves = around?.leaves ?? [];
    if (leaves.length > MOST_PIECES || leaves.some(({ text }) => /\?|\brat(?:e|ing)\b/i.test(text))) return false;
    const others = leaves.filter((leaf) => leaf.node !== node && /^[\d |·…]+$/.test(leaf.text));
    const numbers = others.flatMap(({ text }) => text.match(/\d+/g) ?? []);
    if (numbers.some((other) => Math.abs(Number(other) - number) === 1)) return true;
  }
  return false;
}

/** A link to the next page says at most so much: "Go to next page". Chosen, not measured. */
const MOST_WORDS = 4;

/** Whether a link leads to what is next. One that says more than that has the title of a document. */
function isNextPage(node: PageNode): boolean {
  return node.is('[rel~="next"]') && !node.text.includes(':') && node.text.split(' ').length <= MOST_WORDS;
}

function isChoiceOfPages(node: PageNode): boolean {
  if (node.tag !== 'select' || optionsOf(node, 2).length < 2) return false;
  const label = labelOfField(node);
  return /\bpage\b/i.test(label) && !OTHER_CHOICE.test(label);
}

/** A control in a state, or one that prints what was chosen in its menu, offers nothing by its text. */
const STATE =
  '[aria-pressed],[aria-checked],[aria-selected],[aria-current],[aria-expanded="true"],[role="combobox"],' +
  '[aria-haspopup]:not([aria-haspopup="dialog"])';
const CONTROL = 'button,a,summary,[role="button"],[role="link"],[role="tab"],[role="switch"]';

/** Whether the page offers to show more of the list, or says that there is more: "Show 2 more", "and 4 others". */
export function hasMoreToShow(list: AroundList): boolean {
  const isMore = (node: PageNode, text: string): boolean =>
    !isOfAnotherList(text) && !node.is(STATE) && isOfList(list, node);
  const offers = ({ label, isOff }: Control): boolean => !isOff && (offersMore(label) || leadsToLeftOut(label));
  // Controls are checked as such: some are disabled. A heading may be "All keys".
  const isSaid = (node: PageNode, text: string): boolean =>
    offersMore(text) && !/^all\b/i.test(text) && !node.closest(CONTROL) && !node.has(STATE) && isMore(node, text);
  return (
    list.controls.some((control) => offers(control) && isMore(control.node, control.label)) ||
    list.texts.some(({ node, text }) => isSaid(node, text))
  );
}

/** A part that can be collapsed, by the text on its control. */
interface Fold {
  node: PageNode;
  label: string;
  /** An element, since it may be in a hidden one. */
  content: Element | null;
}

/** Whether a collapsed part may hold keys. */
export function hasFoldedPart(list: AroundList): boolean {
  const isOfElse = (label: string): boolean => explains(label) || isOfAnotherList(label) || list.namesKey(label);
  const closed = foldsOf(list, { isOpen: false }).filter(({ node, label }) => !isOfElse(label) && list.isAbout(node));
  if (closed.length === 0) return false;
  const mayFold = (fold: Fold): boolean =>
    mayHoldKeys(fold.label) || isHeadOfGroup(list, fold) || holdsDate(fold.node, fold.content);
  if (closed.some(mayFold)) return true;
  // If one of several parts is open, and holds keys, the closed ones may hold others.
  return foldsOf(list, { isOpen: true }).some(
    ({ node, label, content }) =>
      list.holdsKeys(content ? nodeFrom(node, content) : (node.closest(HEADING) ?? node).next) &&
      !isApiKeysTitle(label),
  );
}

function foldsOf({ nodes }: AroundList, { isOpen }: { isOpen: boolean }): Fold[] {
  const selector = `[aria-expanded="${isOpen}"]:not([aria-haspopup],[role="combobox"])`;
  const controls = nodes
    .filter((node) => node.is(selector))
    .map((node) => ({ node, label: labelOf(node), content: node.ask(controlledBy, null) }));
  const details = nodes
    .filter((node) => node.is(isOpen ? 'details[open]' : 'details:not([open])'))
    .map((node) => ({ node, label: node.all('summary')[0]?.text ?? '', content: node.element }));
  return [...controls, ...details];
}

function controlledBy(control: Element): Element | null {
  return control.ownerDocument.getElementById(control.getAttribute('aria-controls') ?? '');
}

/** What groups of keys are of. */
const GROUP = /\b(?:agenc(?:y|ies)|teams?)\b/gi;

/** Whether a fold is a row of its own that prints a count, or has nothing else in its row. */
function isHeadOfGroup(list: AroundList, { node, label }: Fold): boolean {
  if (offersElse(label.replace(GROUP, ''))) return false;
  const row = node.closest('tr,[role="row"],[role="treeitem"]');
  if (/\(\d+\)$/.test(label) || !row?.parent) return /\(\d+\)$/.test(label);
  const isAlone = row === node || (row.children.length === 1 && /\p{L}/u.test(label));
  return isAlone && list.holdsKeys(row.parent);
}

/** The most pieces of a hidden element, or of a pager, that are read, and the longest date. Chosen, not measured. */
const MOST_PIECES = 40;
const LONGEST_DATE = 40;
/**
 * A number of a pager is at most so many steps below what it shares with the next one (completeness.test.ts: numbers
 * without a name).
 */
const MOST_STEPS = 2;

/** Whether a date is in a part of the page, which is hidden, and so has no nodes of its own. */
function holdsDate(node: PageNode, part: Element | null): boolean {
  const texts = node.ask(() => (part ? piecesOf(part) : []), []);
  return texts.some((text) => text.length <= LONGEST_DATE && looksLikeDate(text, { now: 0 }));
}

function piecesOf(part: Element): string[] {
  const pieces = [...part.querySelectorAll('*')].slice(0, MOST_PIECES);
  return pieces.filter((piece) => piece.childElementCount === 0).map((piece) => piece.textContent!);
}

/** Whether a hidden key is among the keys, as some pages hide those that a filter excludes. */
export function hasHiddenKey(list: AroundList): boolean {
  const keyIn = new Map([...list.keys].map((key) => [key.parent, key] as const));
  const isHidden = (child: PageNode): boolean => child.isSilent || !child.test(isVisible);
  const isHiddenKey = (child: PageNode, key: PageNode): boolean =>
    !list.keys.has(child) &&
    isLike(child, key) &&
    isHidden(child) &&
    !list.namesKey(child.ask((element) => element.textContent, '')) &&
    holdsDate(child, child.element);
  return [...keyIn].some(([parent, key]) => parent?.children.some((child) => isHiddenKey(child, key)));
}

/** The number of elements that the page itself put into this one: a key that is shown has our badge. */
function partsOf(element: Element): number {
  return [...element.children].filter((child) => !isOurElement(child)).length;
}

function isLike(node: PageNode, other: PageNode): boolean {
  return node.tag === other.tag && node.ask(partsOf, -1) === other.ask(partsOf, -1) && node.role === other.role;
}
