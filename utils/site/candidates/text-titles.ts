import { labelsAttachedTo } from '../../page-model/fields';
import { KIND } from '../../page-model/kinds';
import type { PageNode } from '../../page-model/page-node';
import { isOfAnotherList } from '../evidence/other-list';
import { NO_SECTION, NO_TITLE } from '../recognise/title-places';
import { hasOtherSubject, namesOtherSubject, tellsUse } from '../vocabulary/other-lists';

/* Titles that are no headings: a styled text, a legend, the button of an accordion, the name of a section. */

/** No title is longer, in characters. Chosen, not measured. */
export const LONGEST_TEXT = 60;

/** A part of a sentence, a cell, an entry of a list or of a menu is no title. */
export function mayBeTitle(node: PageNode): boolean {
  if (node.closest(`${NO_TITLE},dt`) || (node.kinds & KIND.title) !== 0) return false;
  const whole = node.closest('p,li,td,dd,[role="cell"],[role="gridcell"],[role="listitem"]');
  if (whole && (whole.is('p') ? whole.text !== node.text : whole.text === node.text)) return false;
  const outer = outermost(node);
  const siblings: readonly PageNode[] = outer.parent?.children ?? [];
  const place = siblings.indexOf(outer);
  return ![siblings[place - 1], siblings[place + 1]].some((beside) => beside && isLikeTitle(beside, outer));
}

/** The outermost node with the same text. */
export function outermost(node: PageNode): PageNode {
  let outer = node;
  while (outer.parent && outer.parent.tag !== 'body' && outer.parent.text === node.text) outer = outer.parent;
  return outer;
}

/** Whether a node looks as a title does, and so is one of something else. */
export function isLikeTitle(node: PageNode, title: PageNode): boolean {
  const look = lookOf(title);
  return look !== undefined && lookOf(node) === look && node.text !== '' && node.text !== title.text;
}

function lookOf(node: PageNode): string | undefined {
  const style = node.attribute('class') || node.attribute('style');
  return style || /^(?:b|strong|h[1-6]|legend|summary)$/.test(node.tag) ? `${node.tag} ${style ?? ''}` : undefined;
}

/** What a list is headed by, a heading or not. */
export interface ListTitle {
  node: PageNode;
  text: string;
}

export function titleOfNode(node: PageNode): ListTitle {
  return { node, text: node.text };
}

/** A title has few words, and beside it no more than a count and a line. Chosen, not measured. */
const MOST_WORDS = 4;
const MOST_TEXTS = 3;
/** The longest title with its line and controls, in characters. Chosen, not measured. */
const LONGEST_WITH_LINE = 200;

/**
 * The title of another list that holds after a part of the page: the part itself, or the one before it if only controls
 * and sentences follow. Any other text may be the title of keys.
 */
export function titleAfter(part: PageNode, before: ListTitle | undefined): ListTitle | undefined {
  if (part.text.length > LONGEST_WITH_LINE) return undefined;
  const isNone = (node: PageNode): boolean => node.is(`${NO_TITLE},dt`);
  const texts = isNone(part) ? [] : part.leavesWithout(isNone);
  const title = texts[0];
  if (!title) return before;
  const isTitle =
    texts.length <= MOST_TEXTS &&
    isTitleOfAnother(title.text) &&
    !title.node.is('p') &&
    mayBeTitle(title.node) &&
    mayBeTitle(part);
  if (isTitle && isOfAnotherList(part.text)) return { node: part, text: title.text };
  return part.is('p') || /[.!]$/.test(part.text) ? before : undefined;
}

/** All but the page's own part. */
const NAMED = '[aria-label]:not(main),[aria-labelledby]:not(main)';

/** The name of a section, if it is one of another list: its legend, its summary or what its attributes say. */
export function nameOfAnother(section: PageNode): ListTitle | undefined {
  const naming = section.children.find(({ tag }) => tag === 'summary' || tag === 'legend');
  // A summary may be a question of any length.
  const isOther = naming?.tag === 'summary' ? isOfAnotherList : isTitleOfAnother;
  if (naming) return isOther(naming.text) ? titleOfNode(naming) : undefined;
  if (!section.is(NAMED) || section.is(NO_SECTION)) return undefined;
  const label = section.attribute('aria-label') ?? labelsAttachedTo(section)[0]?.text ?? '';
  return isTitleOfAnother(label) ? { node: section, text: label } : undefined;
}

function isTitleOfAnother(text: string): boolean {
  const isShort = text.length <= LONGEST_TEXT && text.split(/\s+/).length <= MOST_WORDS;
  const isPlain = !hasOtherSubject(text) || (namesOtherSubject(text) && !tellsUse(text));
  return isShort && isPlain && isOfAnotherList(text);
}
