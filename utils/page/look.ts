import { OWN_TAGS } from '../site/dom';
import { language } from '../words';

/*
 * How our elements look. They stand in somebody else's page, so each has its own shadow root, and takes nothing from
 * the page but the place it stands in.
 */

/**
 * Creates one of our elements. Content scripts cannot define custom elements in Chrome, but any element may have a
 * name with a hyphen and a shadow root. The constructed style sheet passes a page's content security policy, which an
 * inline one may not (https://drafts.csswg.org/cssom/#dom-cssstylesheet-cssstylesheet).
 */
export function createOwnElement(page: Document, tag: string, css: string): { host: HTMLElement; root: ShadowRoot } {
  const host = page.createElement(tag);
  // Our words may be in another language than the page's.
  host.lang = language();
  const root = host.attachShadow({ mode: 'open' });
  try {
    root.adoptedStyleSheets = [sheetOf(page, css)];
  } catch {
    // Firefox refuses a content script's style sheets there (https://bugzilla.mozilla.org/show_bug.cgi?id=1751346).
    const style = page.createElement('style');
    style.textContent = css;
    root.append(style);
  }
  return { host, root };
}

const sheets = new WeakMap<Document, Map<string, CSSStyleSheet>>();

/** A document's style sheet with these rules, which its elements share. */
function sheetOf(page: Document, css: string): CSSStyleSheet {
  const known = sheets.get(page) ?? new Map<string, CSSStyleSheet>();
  sheets.set(page, known);
  let sheet = known.get(css);
  if (!sheet) {
    const View = page.defaultView as (Window & typeof globalThis) | null;
    sheet = new (View ?? globalThis).CSSStyleSheet();
    sheet.replaceSync(css);
    known.set(css, sheet);
  }
  return sheet;
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

/** Removes what an earlier version of this content script may have left on the page. */
export function removeLeftovers(page: Document): void {
  for (const leftover of page.querySelectorAll(OWN_TAGS.join())) leftover.remove();
}
