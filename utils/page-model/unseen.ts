import type { PageNode } from './page-node';
import { perNode } from './per-node';

/**
 * Whether text in a node is there for screen readers, or for later: clipped to nothing, out of the window, transparent
 * or not displayed. Only what a class or a style has done to the node itself counts, which costs the browser no layout.
 * A style sheet that changes is noticed once the node does.
 */
export const isUnseen = perNode((node): boolean =>
  node.test(
    (element, itself) =>
      (element.hasAttribute('class') || element.hasAttribute('style')) && isStyledAway(getComputedStyle(itself)),
  ),
);

/** In pixels. Text is hidden in boxes as small, and as far out (tailwindcss.com, getbootstrap.com). */
const SMALLEST = 1;
const FAR_OUT = -999;

function isStyledAway(style: CSSStyleDeclaration): boolean {
  if (style.display === 'none' || style.visibility === 'hidden') return true;
  // What is in its place may only be fading in.
  if (style.position !== 'absolute' && style.position !== 'fixed') return false;
  const isClipped = /^rect\((?:[01](?:px)?(?:, ?| |\))){4}|^inset\((?:50|100)%/.test(style.clip || style.clipPath);
  const isTiny = style.overflow === 'hidden' && pixels(style.width) <= SMALLEST && pixels(style.height) <= SMALLEST;
  return style.opacity === '0' || isClipped || isTiny || pixels(style.left) < FAR_OUT || pixels(style.top) < FAR_OUT;
}

/** NaN if the style sets no length. */
function pixels(length: string): number {
  return parseFloat(length);
}

/** The text of a node as it is seen. */
export function seenText(node: PageNode): string {
  return node.children.length === 0 ? node.text : node.textWithout(isUnseen);
}
