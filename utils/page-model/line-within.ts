import { DEEPEST, isElement, isOurElement, isSilent, shownChildren } from './dom';

/**
 * The text of an element with its white space preserved. An element is read as a space if `isPieceOfLine` refuses its
 * tag: it is a block of its own.
 */
export function lineWithin(element: Element, isPieceOfLine: (tag: string) => boolean, depth = 0): string {
  return Array.from(shownChildren(element), (child) => {
    if (!isElement(child)) return child.nodeType === 3 ? child.nodeValue : '';
    if (isOurElement(child) || isSilent(child) || depth > DEEPEST) return '';
    if (!isPieceOfLine(child.localName)) return ' ';
    return (child as Partial<HTMLInputElement>).value ?? lineWithin(child, isPieceOfLine, depth + 1);
  }).join('');
}
