/*
 * The page as a reader sees it: through open shadow roots and same-origin frames, without what is hidden, and
 * without anything of ours.
 */

/** The tags of what we put into pages. They are skipped by every reading. */
export const OWN_TAGS = ['key-expiry-badge', 'key-leak-warning', 'key-lifespan-note', 'key-secret-cover'] as const;

/** Whether an element is one that we put into the page. */
export function isOwn(element: Element): boolean {
  return OWN_TAGS.includes(element.localName as never);
}

/** What holds no text of the page's list: scripts, form fields, pictures, and everything of ours. */
const SILENT_TAGS = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'SVG', 'SELECT', 'TEXTAREA', 'OPTION', 'DATALIST', 'HEAD',
  'CANVAS', 'VIDEO', 'AUDIO', 'OBJECT', 'PICTURE', 'IMG', ...OWN_TAGS.map((tag) => tag.toUpperCase())]);

/** A run of text with no element in between. `text` has its white space collapsed and is never empty. */
export interface Leaf {
  element: Element;
  text: string;
  /** The text is the accessible name of a picture: it can be a label, and is nothing else. */
  isPicture?: true;
}

export function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

/** The body of a frame that shows a document of the same origin; `undefined` for all else. */
function bodyOfFrame(element: Element): Element | undefined {
  if (element.localName !== 'iframe') return undefined;
  try {
    return (element as HTMLIFrameElement).contentDocument?.body ?? undefined;
  } catch {
    return undefined;
  }
}

/** The children as they are shown: those of the shadow root, of the slot, or of the frame's document. */
export function shownChildren(element: Element): ArrayLike<Node> {
  if (element.shadowRoot) return element.shadowRoot.childNodes;
  const frameBody = bodyOfFrame(element);
  if (frameBody) return [frameBody];
  if (element.localName === 'slot') {
    const assigned = (element as HTMLSlotElement).assignedNodes();
    if (assigned.length > 0) return assigned;
  }
  return element.childNodes;
}

/** The parent of {@link shownChildren}. */
export function shownParent(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  const parent = element.parentNode;
  if (!parent) return null;
  if (parent.nodeType === 11) return (parent as ShadowRoot).host ?? null;
  if (parent.nodeType === 1) {
    if (element.localName === 'body') return element.ownerDocument.defaultView?.frameElement ?? (parent as Element);
    return parent as Element;
  }
  return null;
}

/** Whether `element` is `ancestor` or shown within it. */
export function isShownWithin(element: Element, ancestor: Element): boolean {
  for (let at: Element | null = element; at; at = shownParent(at)) if (at === ancestor) return true;
  return false;
}

/** Whether the element is left out of every reading, with all that is in it. Cheap: it asks for no style. */
function isSilent(element: Element): boolean {
  return SILENT_TAGS.has(element.tagName.toUpperCase()) || element.hasAttribute('hidden') || isInlineHidden(element);
}

function isInlineHidden(element: Element): boolean {
  return element.getAttribute('style')?.replace(/\s/g, '').toLowerCase().includes('display:none') ?? false;
}

/** Whether a person can see the element: style sheets may hide what no attribute tells. */
export function isVisible(element: Element): boolean {
  if (!element.checkVisibility || element.checkVisibility({ visibilityProperty: true })) return true;
  // What has no box of its own, but shows its children in its parent's, counts as invisible
  // (https://drafts.csswg.org/cssom-view/#dom-element-checkvisibility).
  const parent = shownParent(element);
  return parent !== null && getComputedStyle(element).display === 'contents' && isVisible(parent);
}

/** Whether something on the page says that it still loads. */
export function isLoading(page: Document): boolean {
  return page.body.querySelector('[aria-busy="true"],[role="progressbar"]:not([aria-valuenow])') !== null;
}

/** Calls `visit` for every shown element below `root`, in document order; a `false` from it leaves out what is within. */
export function walk(root: Element, visit: (element: Element) => boolean | void): void {
  const children = shownChildren(root);
  for (let index = 0; index < children.length; index++) {
    const child = children[index]!;
    if (isElement(child) && !isSilent(child) && visit(child) !== false) walk(child, visit);
  }
}

/** All runs of text below `root`, in document order. `skip` leaves out an element with all that is in it. */
export function leavesOf(root: Element, skip?: (element: Element) => boolean): Leaf[] {
  const leaves: Leaf[] = [];
  const collect = (element: Element): void => {
    let run = '';
    const endRun = (): void => {
      const text = run.replace(/\s+/g, ' ').trim();
      if (text) leaves.push({ element, text });
      run = '';
    };
    const children = shownChildren(element);
    for (let index = 0; index < children.length; index++) {
      const child = children[index]!;
      if (child.nodeType === 3) run += child.nodeValue;
      else if (isElement(child)) {
        if (isOwn(child)) continue;
        endRun();
        const text = pictureName(child)?.trim();
        if (text) leaves.push({ element: child.parentElement ?? child, text, isPicture: true });
        else if (isFixedField(child)) leaves.push({ element: child, text: child.value.trim() });
        else if (!isSilent(child) && !skip?.(child)) collect(child);
      }
    }
    endRun();
  };
  if (!isSilent(root)) collect(root);
  return leaves;
}

/** The text that stands in an element itself, and not in one within it. */
export function ownText(element: Element): string {
  return Array.from(element.childNodes).filter(({ nodeType }) => nodeType === 3).map(({ nodeValue }) => nodeValue).join('');
}

/** The text of an element as a person reads it: its runs of text with a space in between. */
export function textOf(element: Element): string {
  return joined(leavesOf(element));
}

function joined(leaves: readonly Leaf[]): string {
  return leaves.filter(({ isPicture }) => !isPicture).map(({ text }) => text).join(' ');
}

/** The name of a picture that stands for a word. */
function pictureName(element: Element): string | undefined {
  const label = element.getAttribute('aria-label');
  if (element.localName === 'img') return label || element.getAttribute('alt') || undefined;
  if (element.localName === 'svg') return label || element.querySelector('title')?.textContent || undefined;
  if (element.getAttribute('role') === 'img') return label ?? undefined;
  // An icon of an icon font is an empty element.
  return element.childNodes.length === 0 && element.localName === 'i' ? (label ?? element.getAttribute('title') ?? undefined) : undefined;
}

/** A field that is not to be filled in, but prints something. */
function isFixedField(element: Element): element is HTMLInputElement {
  if (element.localName !== 'input' || !(element.hasAttribute('readonly') || element.hasAttribute('disabled'))) return false;
  return /^(?:|text|date|datetime-local)$/.test(element.getAttribute('type') ?? '') && (element as HTMLInputElement).value.trim() !== '';
}

/** The text of an element without what is struck out in it, unless all of it is. */
export function validTextOf(element: Element): string {
  const isStruckOut = (at: Element): boolean => ['del', 's', 'strike'].includes(at.localName);
  return joined(leavesOf(element, isStruckOut)) || textOf(element);
}

/** The lowest element that holds both. */
export function commonAncestor(one: Element, other: Element): Element | null {
  for (let at: Element | null = one; at; at = shownParent(at)) if (isShownWithin(other, at)) return at;
  return null;
}

/** All elements below `root` that match, through open shadow roots and same-origin frames. */
export function queryAll<Found extends Element = Element>(root: Element, selector: string): Found[] {
  const parts = [root, ...(root.shadowRoot ? [root.shadowRoot] : []), ...shadowRootsAndFrames(root)] as (Element | ShadowRoot)[];
  return [...new Set(parts.flatMap((part) => [...part.querySelectorAll<Found>(selector)]))];
}

/** The nearest element that matches, `element` itself included, through open shadow roots. */
export function closestShown(element: Element, selector: string): Element | undefined {
  for (let at: Element | null = element; at; at = shownParent(at)) if (at.matches(selector)) return at;
  return undefined;
}

/** The open shadow roots and same-origin frame documents below `root`: changes in them have to be observed on their own. */
export function shadowRootsAndFrames(root: Element): Node[] {
  const found: Node[] = [];
  walk(root, (element) => {
    if (element.shadowRoot) found.push(element.shadowRoot);
    const frameBody = bodyOfFrame(element);
    if (frameBody) found.push(frameBody);
  });
  return found;
}
