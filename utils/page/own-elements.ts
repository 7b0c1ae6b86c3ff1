import { styleShadowRoot } from '../browser-differences';
import { OWN_TAGS } from '../site/dom';
import { language } from '../words';
import ownElements from './styles/own-elements.css?inline';
import tokens from './styles/tokens.css?inline';

/*
 * How our elements look. They stand in somebody else's page, so each has its own shadow root, and takes nothing from
 * the page but the place it stands in.
 */

/** The elements that were created here. */
const made = new WeakSet<Element>();

/**
 * Creates one of our elements. Content scripts cannot define custom elements everywhere, but any element may have a
 * name with a hyphen and a shadow root. What is in a closed one the page cannot read.
 */
export function createOwnElement(
  page: Document,
  tag: string,
  css: string,
  mode: ShadowRootMode = 'open',
): { host: HTMLElement; root: ShadowRoot } {
  const host = page.createElement(tag);
  made.add(host);
  // Our words may be in another language than the page's. In a closed root its content says so.
  if (mode === 'open') host.lang = language();
  const root = host.attachShadow({ mode });
  styleShadowRoot(root, tokens + ownElements + css);
  return { host, root };
}

/** Creates an element with a class and a text; page text goes in as text, never as markup. */
export function createPart(page: Document, tag: string, className: string, text = ''): HTMLElement {
  const part = page.createElement(tag);
  part.className = className;
  part.textContent = text;
  return part;
}

const SVG = 'http://www.w3.org/2000/svg';

/** Creates a 16 × 16 line icon from the data of one path. It is decoration: words say the same. */
export function createIcon(page: Document, path: string): SVGSVGElement {
  const icon = page.createElementNS(SVG, 'svg');
  icon.setAttribute('viewBox', '0 0 16 16');
  icon.setAttribute('aria-hidden', 'true');
  const line = page.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  icon.append(line);
  return icon;
}

/**
 * Removes what is like ours and was not made here: what an earlier version of this content script has left, or a copy that
 * the page made. Nothing is in those, and they would stay as they are.
 */
export function removeLeftovers(page: Document): void {
  for (const tag of OWN_TAGS)
    for (const host of Array.from(page.getElementsByTagName(tag))) if (!made.has(host)) host.remove();
}
