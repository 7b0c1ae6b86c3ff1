import { styleShadowRoot } from '../browser-differences';
import { OWN_TAGS } from '../page-model/dom';
import { language } from '../words';
import ownElements from './styles/own-elements.css?inline';
import tokens from './styles/tokens.css?inline';

/*
 * Our elements stand in someone else's page, so each has its own shadow root, and takes nothing from the page but its
 * place.
 */

const made = new WeakSet<Element>();

/**
 * Content scripts cannot define custom elements everywhere, but any element may have a name with a hyphen and a shadow
 * root. The page cannot read what is in a closed one.
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

/** A copy of an element that holds one of ours, and is nothing but its place in the page. */
export function copyPlace(place: HTMLElement): HTMLElement {
  const copy = place.cloneNode() as HTMLElement;
  made.add(copy);
  return copy;
}

/** Page text goes in as text, never as markup. */
export function createPart(page: Document, tag: string, className: string, text = ''): HTMLElement {
  const part = page.createElement(tag);
  part.className = className;
  part.textContent = text;
  return part;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A 16 × 16 line icon from the data of one path. It is decoration: words say the same. */
export function createIcon(page: Document, path: string): SVGSVGElement {
  const icon = page.createElementNS(SVG, 'svg');
  icon.setAttribute('viewBox', '0 0 16 16');
  icon.setAttribute('aria-hidden', 'true');
  const line = page.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  icon.append(line);
  return icon;
}

/** A module of its own makes it, and takes it away itself. */
const TEACH_TAG = 'key-teach-panel';

/**
 * Removes elements like ours that were not created here: an earlier version of this content script left them, or the
 * page copied ours. They are empty, and nothing would update them.
 */
export function removeLeftovers(root: Document | ShadowRoot): void {
  // A document knows its elements by their tags, and keeps that until they change.
  const found = (tag: string): Iterable<Element> =>
    'getElementsByTagName' in root ? Array.from(root.getElementsByTagName(tag)) : root.querySelectorAll(tag);
  for (const tag of OWN_TAGS.filter((own) => own !== TEACH_TAG))
    for (const host of found(tag)) if (!made.has(host)) host.remove();
}
