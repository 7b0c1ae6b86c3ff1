import { bodyOfFrame, DEEPEST, isOurElement, type RootOf } from './dom';

/*
 * Searches of a page that is not read yet: from the outside in, since browsers are quick to give the text of all of it.
 */

/**
 * The most elements that are asked for a shadow root or a frame, and the most of these. Chosen, not measured.
 */
const MOST_ASKED = 300;
const MOST_PARTS = 200;
const NOT_SHOWN = /^(?:script|style|template|noscript)$/;

/**
 * Elements that hold no part unless they are empty or have an id, and those that never do; the commonest come first.
 */
const CONTAINERS = 'div,span,p,h3,h2,h4,h1,h5,h6';
const OTHERS =
  'td,tr,a,li,button,svg,path,b,i,strong,label,input,option,g,img,ul,th,br,script,small,em,code,time,dd,dt,dl,hr,' +
  'link,style,select,abbr,form,u,ol,table,tbody,thead,legend,textarea';
/** All others may: custom elements, frames, and the large parts of a page. */
const MAY_HOLD_PART = `:not(${CONTAINERS},${OTHERS}),:is(${CONTAINERS}):is(:empty,[id])`;

/** The body, a shadow root, or the body of a frame. */
export type Part = Element | ShadowRoot;

/** The parts of a page, and whether it has elements that can get other contents unnoticed. */
export function partsOf(page: Document, rootOf: RootOf): { parts: readonly Part[]; mayGrow: boolean } {
  const parts: Part[] = [page.body ?? page.documentElement];
  let mayGrow = false;
  let asked = 0;
  // The loop also visits the parts that it adds.
  for (const part of parts) {
    for (const element of part.querySelectorAll(MAY_HOLD_PART)) {
      if (asked++ >= MOST_ASKED || parts.length >= MOST_PARTS) return { parts, mayGrow: true };
      if (isOurElement(element)) continue;
      mayGrow ||= element.localName.includes('-') || element.localName === 'iframe';
      const inner = rootOf(element) ?? bodyOfFrame(element);
      if (inner) parts.push(inner);
    }
  }
  return { parts, mayGrow: mayGrow || parts.length > 1 };
}

/** No text that is compared is longer, in characters. Chosen, not measured. */
const LONGEST_TEXT = 2_500;

/** What an element says, with single spaces. */
export function textIn(element: Element): string {
  return element.textContent!.slice(0, LONGEST_TEXT).replace(/\s+/g, ' ').trim();
}

/** The elements that mention something, from the outside in, without what is in an element that matches `skip`. */
export function* mentioning(outer: Part, mention: RegExp, skip: string, depth = 0): Generator<Element, void> {
  for (const child of outer.children) {
    if (!mention.test(child.textContent!) || NOT_SHOWN.test(child.localName) || child.matches(skip)) continue;
    yield child;
    if (depth < DEEPEST) yield* mentioning(child, mention, skip, depth + 1);
  }
}

/**
 * Whether an element is a part of a sentence, or all that an entry of a list or a table has. The first item of a list
 * may be its title, unless it can be pressed.
 */
export function isPieceOfText(element: Element): boolean {
  const whole = element.closest('p,li,td,dd,[role="cell"],[role="gridcell"],[role="listitem"]');
  if (whole?.matches('li:first-child') && !whole.querySelector('a,button')) return false;
  return whole !== null && (whole.localName === 'p') !== (textIn(whole) === textIn(element));
}

/** Whether what a part shows matches. The scripts in a part are text too, so it is searched child by child. */
export function says(part: Part, pattern: RegExp): boolean {
  return [...part.children].some((child) => !NOT_SHOWN.test(child.localName) && pattern.test(child.textContent!));
}

/** The elements of a part with a name of their own, in one of these attributes, that has one of these words. */
export function* named(
  part: Part,
  words: readonly string[],
  attributes: readonly string[] = ['aria-label'],
): Generator<[element: Element, name: string], void> {
  for (const attribute of attributes)
    for (const element of part.querySelectorAll(words.map((word) => `[${attribute}*="${word}" i]`).join()))
      yield [element, element.getAttribute(attribute)!];
}
