import { looksLikeDate } from './dates/dates';
import { isElement, openRootOf, OWN_TAGS, shownChildren } from '../page-model/dom';
import { fieldOf } from './vocabulary/labels';
import { isSecretOrMasked } from '../secrets/storage-gate';
import { isApiKeysTitle } from './vocabulary/titles';

/** The longest report, in characters: enough for a page, little enough for an email. Chosen, not measured. */
const REPORT_LIMIT = 200_000;
/** The longest masked text, in characters. Chosen, not measured. */
const LONGEST_MASKED = 200;
/** Attributes of structure. Those that hold text are masked; addresses, ids and classes are left out. */
const PLAIN_ATTRIBUTES = [
  'role',
  'type',
  'scope',
  'slot',
  'colspan',
  'hidden',
  'aria-selected',
  'aria-current',
  'aria-busy',
  'aria-hidden',
  'aria-colindex',
  'aria-rowcount',
  'aria-modal',
  'aria-expanded',
];
const TEXT_ATTRIBUTES = ['aria-label', 'title', 'placeholder', 'datetime'];
const LEFT_OUT = new Set([
  'script',
  'style',
  'link',
  'meta',
  'noscript',
  'template',
  'svg',
  'img',
  'video',
  'canvas',
  ...OWN_TAGS,
]);

/**
 * The page's structure with all its text masked, for a maintainer who repairs the reader: letters become x, digits 0.
 * The kind of each text is noted beside it (a known label, a date, a secret), since the reader depends on it. So are
 * the elements that print names and expiries, if the user has taught the page.
 */
export function describePage(
  page: Document,
  rootOf = openRootOf,
  taught?: ReadonlyMap<Element, 'name' | 'expiry'>,
): string {
  const isKeys = isApiKeysTitle(page.title.split(/(?<!\s)\s+[|–—·-]\s+/)[0] ?? '');
  const title = maskText(page.title) + (isKeys ? ' (API keys)' : '');
  const lines = [`<!-- path: ${maskText(page.location?.pathname ?? '')}; title: ${title} -->`];
  let length = 0;
  const add = (line: string, depth: number): void => {
    length += line.length + depth;
    if (length <= REPORT_LIMIT) lines.push(' '.repeat(depth) + line);
  };
  const describe = (element: Element, depth: number): void => {
    if (LEFT_OUT.has(element.localName) || length > REPORT_LIMIT) return;
    const inside = rootOf(element) ? ' shadow' : '';
    const part = taught?.get(element);
    if (part) add(`<!-- taught: ${part} -->`, depth);
    add(`<${element.localName}${attributesOf(element)}${inside}>`, depth);
    const children = shownChildren(element, rootOf);
    for (let index = 0; index < children.length; index++) {
      const child = children[index]!;
      if (isElement(child)) describe(child, depth + 1);
      else if (child.nodeType === Node.TEXT_NODE && child.nodeValue?.trim())
        add(describeText(child.nodeValue), depth + 1);
    }
    add(`</${element.localName}>`, depth);
  };
  describe(page.body, 0);
  if (length > REPORT_LIMIT) lines.push('<!-- cut -->');
  return lines.join('\n');
}

/** The shape of a text: letters become x, digits 0, so that nothing of its content is left. */
export function maskText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\p{L}\p{M}]/gu, 'x')
    .replace(/\p{N}/gu, '0')
    .replace(/[^\s!-~–—·•…]/gu, '?')
    .slice(0, LONGEST_MASKED);
}

function describeText(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  const kind = kindOf(plain);
  return maskText(plain) + (kind ? ` <!-- ${kind} -->` : '');
}

function kindOf(text: string): string | undefined {
  if (isApiKeysTitle(text)) return 'title: API keys';
  const field = fieldOf(text);
  if (field) return `label: ${field}`;
  // Whether a text is a date does not depend on today's.
  if (looksLikeDate(text, { now: 0 })) return 'date';
  return isSecretOrMasked(text) ? 'secret' : undefined;
}

function attributesOf(element: Element): string {
  const plain = PLAIN_ATTRIBUTES.filter((name) => element.hasAttribute(name)).map(
    (name) => ` ${name}="${maskUnknown(element.getAttribute(name)!)}"`,
  );
  const masked = TEXT_ATTRIBUTES.filter((name) => element.hasAttribute(name)).map(
    (name) => ` ${name}="${maskText(element.getAttribute(name)!).replace(/"/g, "'")}"`,
  );
  const isHidden = /display:\s*none/i.test(element.getAttribute('style') ?? '') ? ' style="display:none"' : '';
  return [...plain, ...masked].join('') + isHidden;
}

/** The values of structural attributes are a few known words and numbers; anything else is text. */
function maskUnknown(value: string): string {
  return /^[a-z]{0,20}$|^-?\d{1,6}$/i.test(value) ? value : maskText(value);
}
