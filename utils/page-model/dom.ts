/*
 * The page as a person sees it: through shadow roots and same-origin frames, without hidden elements and without
 * ours.
 */

/** The tags of our elements in pages. Every scan skips them. */
export const OWN_TAGS = [
  'key-expiry-place',
  'key-expiry-badge',
  'key-leak-warning',
  'key-lifespan-note',
  'key-secret-cover',
  'key-teach-panel',
] as const;

export function isOurElement(element: Element): boolean {
  return OWN_TAGS.includes(element.localName as never);
}

/** Elements that hold no text of the page's list: scripts, form fields, pictures, and ours. */
const SILENT_TAGS: ReadonlySet<string> = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'svg',
  'select',
  'textarea',
  'option',
  'datalist',
  'head',
  'canvas',
  'video',
  'audio',
  'object',
  'picture',
  'img',
  ...OWN_TAGS,
]);

export function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

/** The body of a frame that shows a document of the same origin; `undefined` for anything else. */
export function bodyOfFrame(element: Element): Element | undefined {
  if (element.localName !== 'iframe') return undefined;
  try {
    return (element as HTMLIFrameElement).contentDocument?.body ?? undefined;
  } catch {
    return undefined;
  }
}

/** The shadow root of an element, as far as the asker can see it. */
export type RootOf = (element: Element) => ShadowRoot | null;

/** What every script sees. */
export const openRootOf: RootOf = (element) => element.shadowRoot;

/** The children as they are shown: those of the shadow root, of the slot, or of the frame's document. */
export function shownChildren(element: Element, rootOf = openRootOf): ArrayLike<Node> {
  const root = rootOf(element);
  if (root) return root.childNodes;
  const frameBody = bodyOfFrame(element);
  if (frameBody) return [frameBody];
  const assigned = element.localName === 'slot' ? (element as HTMLSlotElement).assignedNodes() : [];
  return assigned.length > 0 ? assigned : element.childNodes;
}

/** The parent of {@link shownChildren}. */
export function shownParent(element: Element): Element | null {
  try {
    if (element.assignedSlot) return element.assignedSlot;
    const parent = element.parentNode;
    if (parent?.nodeType === 11) return (parent as ShadowRoot).host ?? null;
    if (parent?.nodeType !== 1) return null;
    const frame = element.localName === 'body' ? element.ownerDocument.defaultView?.frameElement : undefined;
    return frame ?? (parent as Element);
  } catch {
    // A page can hold what nobody foresaw.
    return null;
  }
}

/**
 * The most steps from one element to the next: pages are a hundred levels deep, and one built by scripts may have any
 * depth. Chosen, not measured.
 */
export const LONGEST_WAY = 4_096;

/** Browsers make no page deeper from markup; further down nothing is read, since each level uses the stack. */
export const DEEPEST = 512;

/** An element and all that it is shown within, from the inside out. */
export function* outwards(element: Element | null): Generator<Element, void> {
  for (let ancestor = element, steps = 0; ancestor && steps < LONGEST_WAY; ancestor = shownParent(ancestor), steps++)
    yield ancestor;
}

/** Whether `element` is `ancestor` or shown within it. Called more than any other; a generator would be slower. */
export function isShownWithin(element: Element, ancestor: Element): boolean {
  for (let node: Element | null = element, steps = 0; node && steps < LONGEST_WAY; node = shownParent(node), steps++)
    if (node === ancestor) return true;
  return false;
}

/** Whether every scan skips the element, with everything in it. Cheap: it reads no style. */
export function isSilent(element: Element): boolean {
  return (
    SILENT_TAGS.has(element.localName) ||
    (element.hasAttributes() && (element.hasAttribute('hidden') || isInlineHidden(element)))
  );
}

function isInlineHidden(element: Element): boolean {
  return element.getAttribute('style')?.replace(/\s/g, '').toLowerCase().includes('display:none') ?? false;
}

/**
 * Whether a person can see an element: style sheets may hide it without any attribute. Of a form, `element` is the form
 * itself, since browsers refuse to style its view.
 */
export function isVisible(view: Element, element = view): boolean {
  for (const ancestor of outwards(element)) {
    if (!ancestor.checkVisibility || ancestor.checkVisibility({ visibilityProperty: true })) return true;
    // An element without a box, which shows its children in its parent's, counts as invisible
    // (https://drafts.csswg.org/cssom-view/#dom-element-checkvisibility).
    if (getComputedStyle(ancestor).display !== 'contents') return false;
  }
  return false;
}

/**
 * Calls `visit` for every shown element below `root`, in document order; if it returns `false`, the element's contents
 * are skipped.
 */
export function walk(root: Element, visit: (element: Element) => boolean | void, depth = 0): void {
  const children = shownChildren(root);
  for (let index = 0; index < children.length; index++) {
    const child = children[index]!;
    if (isElement(child) && !isSilent(child) && visit(child) !== false && depth < DEEPEST)
      walk(child, visit, depth + 1);
  }
}

/** The text of an element itself, without that of elements in it. */
export function directText(element: Element): string {
  return Array.from(element.childNodes)
    .filter((node) => node.nodeType === 3)
    .map((node) => node.nodeValue)
    .join('');
}

/** One entry of a list, whatever it is made of. */
export const ENTRY = 'article,li,tr,[role="listitem"],[role="row"],[role="article"]';

/** The nearest element that matches, `element` itself included, through open shadow roots. */
export function closestShown(element: Element, selector: string): Element | undefined {
  for (const ancestor of outwards(element)) if (ancestor.matches(selector)) return ancestor;
  return undefined;
}
