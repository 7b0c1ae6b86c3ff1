import { bodyOfFrame, DEEPEST, isElement, isOurElement, isSilent, outwards, directText, shownChildren } from './dom';
import { activeScan, leaveOut, orLeftOut, type CachedPart, type MemoEntry, type ScanCache } from './scan-cache';

/*
 * The page's runs of text and the elements that the reader needs, read once for each part. While a scan cache is
 * active, only changes are read again.
 */

/** A run of text with no element in between. `text` has its white space collapsed and is never empty. */
export interface Leaf {
  element: Element;
  text: string;
  /** The text is the accessible name of a picture: it can be a label, and nothing else. */
  isPicture?: true;
}

/** Kinds of elements that the reader searches a whole page for, one bit each. An element can be of several kinds. */
export const KIND = {
  table: 1,
  row: 2,
  heading: 4,
  /** A possible title of the tab: a heading, or the selected tab or link. */
  title: 8,
  /** A tab that is not selected. */
  otherTab: 16,
  form: 32,
  control: 64,
  /** Outside of the page's main content: a dialog, an aside, a footer, an alert. */
  notContent: 128,
  /** A shadow root or a frame, which needs a mutation observer of its own. */
  nestedRoot: 256,
  banner: 512,
  breadcrumb: 1024,
  code: 2048,
  paragraph: 4096,
  /** Says that it is still loading. */
  busy: 8192,
} as const;
const ANY_KIND = -1;

/** The kinds of elements by their tag and by their role. */
const KINDS_OF_TAG = new Map<string, number>([
  ['table', KIND.table],
  ['tr', KIND.row],
  ['tfoot', KIND.notContent],
  ['form', KIND.form],
  ['dialog', KIND.form | KIND.notContent],
  ...['h1', 'h2', 'h3', 'h4'].map((tag) => [tag, KIND.heading | KIND.title] as const),
  ...['button', 'a'].map((tag) => [tag, KIND.control] as const),
  ...['aside', 'footer', 'label', 'fieldset'].map((tag) => [tag, KIND.notContent] as const),
  ['nav', KIND.banner | KIND.notContent],
  ['header', KIND.banner],
  ['pre', KIND.code | KIND.notContent],
  ...['code', 'samp', 'kbd'].map((tag) => [tag, KIND.code] as const),
  ['p', KIND.paragraph],
]);
const KINDS_OF_ROLE = new Map<string, number>([
  ...['table', 'grid', 'treegrid'].map((role) => [role, KIND.table] as const),
  ['row', KIND.row],
  ['heading', KIND.heading | KIND.title],
  ...['button', 'link'].map((role) => [role, KIND.control] as const),
  ['form', KIND.form],
  ['dialog', KIND.form | KIND.notContent],
  ...['alertdialog', 'complementary', 'radiogroup', 'menu', 'tooltip', 'alert', 'log', 'contentinfo', 'status'].map(
    (role) => [role, KIND.notContent] as const,
  ),
  ...['navigation', 'banner'].map((role) => [role, KIND.banner | KIND.notContent] as const),
]);

function kindsOf(element: Element): number {
  let kinds = KINDS_OF_TAG.get(element.localName) ?? 0;
  if (element.shadowRoot || element.localName === 'iframe') kinds |= KIND.nestedRoot;
  if (!element.hasAttributes()) return kinds;
  const role = element.getAttribute('role');
  if (role) kinds |= KINDS_OF_ROLE.get(role) ?? 0;
  if (role === 'tab') {
    const isSelected = element.getAttribute('aria-selected');
    kinds |= isSelected === 'true' ? KIND.title : isSelected === 'false' ? KIND.otherTab : 0;
  }
  if ((element.getAttribute('aria-current') ?? 'false') !== 'false') kinds |= KIND.title;
  if (
    element.getAttribute('aria-busy') === 'true' ||
    (role === 'progressbar' && !element.hasAttribute('aria-valuenow'))
  )
    kinds |= KIND.busy;
  if (/^breadcrumbs?$/i.test(element.getAttribute('aria-label') ?? '')) kinds |= KIND.breadcrumb;
  return kinds;
}

/** The reader's view of the part of a page within an element. */
interface PartSnapshot extends CachedPart {
  readonly element: Element;
  /** The kinds of the element itself, and of the shown elements within it. */
  readonly kinds: number;
  readonly kindsWithin: number;
  readonly leaves: readonly Leaf[];
  /** Its contents in order: its own runs of text, pictures and fixed fields, and the elements between them. */
  readonly read: readonly (Leaf | PartSnapshot)[];
  /** The elements whose own text has a piece that is as long as a secret. */
  readonly longTexts: readonly Element[];
  /** It can change without a mutation. */
  readonly isVolatile: boolean;
  /** It was read as a part of its parent: it is no picture and no field. */
  isPart?: true;
}

/** As long as the shortest secret, in characters (`SHORTEST` in utils/secrets/secret.ts). */
const LONG = 24;
const LONG_PIECE = new RegExp(`\\S{${LONG}}`);
const NONE: readonly never[] = [];

function snapshotOf(root: Element, depth = 0): PartSnapshot {
  const memory = activeScan<PartSnapshot>();
  const known = memory?.get(root);
  if (known) return known;
  memory?.checkBudget();
  const snapshot = readSnapshot(root, depth, memory);
  memory?.keep(root, snapshot, snapshot.isVolatile);
  return snapshot;
}

function readSnapshot(root: Element, depth: number, memory: ScanCache<PartSnapshot> | undefined): PartSnapshot {
  try {
    return holdsOnlyText(root) ? snapshotOfText(root) : readInSteps(root, depth, memory);
  } catch (error) {
    leaveOut(error);
    return new FinishedSnapshot(root, { kinds: 0 });
  }
}

/** The snapshot of an element; `undefined` if every scan skips it. */
function shownSnapshotOf(element: Element): PartSnapshot | undefined {
  // An element that was read as a part is shown: no need to ask the browser.
  const known = activeScan<PartSnapshot>()?.get(element);
  if (known?.isPart) return known;
  return isSilent(element) ? undefined : snapshotOf(element);
}

function readInSteps(root: Element, depth: number, memory: ScanCache<PartSnapshot> | undefined): PartSnapshot {
  return memory
    ? memory.inSteps(
        root,
        () => new SnapshotBuilder(root, depth),
        (reading) => reading.toItsEnd(memory),
      )
    : new SnapshotBuilder(root, depth).toItsEnd();
}

/** Most elements hold a text and nothing else. To check that first saves the browser an object for each node. */
export function holdsOnlyText(element: Element): boolean {
  return element.childElementCount === 0 && !mayChangeUnnoticed(element);
}

function snapshotOfText(element: Element): PartSnapshot {
  const leaf = leafOf(element, element.textContent!);
  if (!leaf) return new FinishedSnapshot(element, {});
  const isLong = leaf.text.length >= LONG && LONG_PIECE.test(leaf.text);
  return new FinishedSnapshot(element, { read: [leaf], longTexts: isLong ? [element] : NONE });
}

/**
 * A slot may get other elements, a frame another document, and a custom element a shadow root, all without a mutation.
 */
function mayChangeUnnoticed(element: Element): boolean {
  const { localName, shadowRoot } = element;
  return shadowRoot !== null || localName === 'iframe' || localName === 'slot' || localName.includes('-');
}

/** Builds the snapshot of one element and everything within it. */
class SnapshotBuilder {
  readonly #root: Element;
  readonly #children: ArrayLike<Node>;
  /** The index of the next child, and the run of text before it. */
  #next = 0;
  #run = '';
  readonly #read: (Leaf | PartSnapshot)[] = [];
  #kindsWithin = 0;
  readonly #longTexts = new Joined<Element>();
  /** The length of the texts in the element itself. */
  #ownLength = 0;
  #isVolatile: boolean;

  constructor(
    root: Element,
    readonly depth: number,
  ) {
    const deepPart = root.shadowRoot ?? bodyOfFrame(root);
    if (deepPart) activeScan()?.onDeepPart?.(deepPart);
    this.#root = root;
    this.#children = shownChildren(root);
    this.#isVolatile = mayChangeUnnoticed(root);
  }

  /** Continues where it was cut off, if it was. */
  toItsEnd(memory?: ScanCache<PartSnapshot>): PartSnapshot {
    const children = this.#children;
    for (; this.#next < children.length; this.#next++) {
      const child = children[this.#next]!;
      // A cached node is an element, and not ours: no need to ask the browser.
      const known = memory?.get(child as Element);
      try {
        if (known?.isPart) {
          this.#endRun();
          this.#addPart(known);
        } else if (child.nodeType === 3) this.#run += child.nodeValue;
        else if (isElement(child) && !isOurElement(child)) this.#readChild(child);
      } catch (error) {
        leaveOut(error);
      }
    }
    this.#endRun();
    if ((this.#ownLength >= LONG || this.#root.shadowRoot) && LONG_PIECE.test(directText(this.#root)))
      this.#longTexts.add(this.#root);
    return new FinishedSnapshot(this.#root, {
      read: this.#read,
      kindsWithin: this.#kindsWithin,
      longTexts: this.#longTexts.all,
      isVolatile: this.#isVolatile,
    });
  }

  #readChild(child: Element): void {
    this.#endRun();
    const part = partIn(child);
    if (part === child) {
      if (this.depth < DEEPEST) this.#addPart(snapshotOf(child, this.depth + 1));
      else leaveOut();
    } else if (part) this.#addText(part as Leaf);
  }

  #endRun(): void {
    if (this.#run === '') return;
    const leaf = leafOf(this.#root, this.#run);
    this.#run = '';
    if (leaf) this.#addText(leaf);
  }

  #addText(leaf: Leaf): void {
    this.#read.push(leaf);
    if (leaf.isPicture) return;
    if (leaf.element === this.#root) this.#ownLength += leaf.text.length;
    else this.#isVolatile = true;
  }

  #addPart(part: PartSnapshot): void {
    part.isPart = true;
    this.#read.push(part);
    this.#kindsWithin |= part.kinds | part.kindsWithin;
    this.#longTexts.join(part.longTexts);
    this.#isVolatile ||= part.isVolatile;
  }
}

class FinishedSnapshot implements PartSnapshot {
  memo?: MemoEntry;
  isPart?: true;
  #leaves: readonly Leaf[] | undefined;

  readonly read: readonly (Leaf | PartSnapshot)[];
  readonly kinds: number;
  readonly kindsWithin: number;
  readonly longTexts: readonly Element[];
  readonly isVolatile: boolean;

  constructor(
    readonly element: Element,
    { read = NONE, kinds, kindsWithin = 0, longTexts = NONE, isVolatile = false }: Partial<PartSnapshot>,
  ) {
    this.read = read;
    this.kinds = kinds ?? kindsOf(element);
    this.kindsWithin = kindsWithin;
    this.longTexts = longTexts;
    this.isVolatile = isVolatile;
  }

  /** Joined on first use: most large parts never need it. */
  get leaves(): readonly Leaf[] {
    if (!this.#leaves) {
      const leaves = new Joined<Leaf>();
      for (const part of this.read) {
        if ('text' in part) leaves.add(part);
        else leaves.join(part.leaves);
      }
      this.#leaves = leaves.all;
    }
    return this.#leaves;
  }
}

/** Removes changed parts of the page from a cache. Our own elements are no change. */
export function forgetChanged(memory: ScanCache, records: readonly MutationRecord[]): void {
  const forgotten = new Set<Element>();
  for (const record of records) {
    if (changesNothingRead(record)) continue;
    if (mayHide(record)) memory.forgetVisible();
    const { target } = record;
    const element = isElement(target)
      ? target
      : (target.parentElement ?? (target.getRootNode() as Partial<ShadowRoot>).host);
    for (const ancestor of outwards(element ?? null)) {
      if (forgotten.has(ancestor)) break;
      forgotten.add(ancestor);
      memory.forget(ancestor);
    }
  }
}

/** Whether a change of one element may hide others: style sheets select by attributes, and are elements themselves. */
function mayHide({ type, target, addedNodes, removedNodes }: MutationRecord): boolean {
  return (
    type === 'attributes' ||
    [target, target.parentNode, ...addedNodes, ...removedNodes].some((node) =>
      /^(?:style|link)$/i.test(node?.nodeName ?? ''),
    )
  );
}

/** Whether a change is only of our own elements, or of scripts, such as our hook: none of these are read. */
function changesNothingRead({ target, addedNodes, removedNodes, type }: MutationRecord): boolean {
  if (type !== 'childList') return isElement(target) && isOurElement(target);
  return [...addedNodes, ...removedNodes].every(
    (node) => isElement(node) && (isOurElement(node) || node.localName === 'script'),
  );
}

/** A concatenation of lists that uses a single one as it is: most elements add nothing to their contents. */
class Joined<Item> {
  all: readonly Item[] = NONE;
  #own: Item[] | undefined;

  add(item: Item): void {
    this.#list().push(item);
  }

  join(items: readonly Item[]): void {
    if (items.length === 0) return;
    if (this.all.length === 0) {
      this.all = items;
      return;
    }
    const list = this.#list();
    for (let index = 0; index < items.length; index++) list.push(items[index]!);
  }

  #list(): Item[] {
    if (!this.#own) this.all = this.#own = [...this.all];
    return this.#own;
  }
}

/**
 * Calls `visit` for the shown elements below `root` that are of one of these kinds, in document order; if it returns
 * `false`, the element's contents are skipped.
 */
export function visitMarks(
  root: Element,
  kinds: number,
  visit: (element: Element, kinds: number) => boolean | void,
): void {
  const visitWithin = ({ read, kindsWithin }: PartSnapshot): void => {
    if ((kindsWithin & kinds) === 0) return;
    for (const part of read) {
      if ('text' in part) continue;
      const isDone = (part.kinds & kinds) !== 0 && visit(part.element, part.kinds) === false;
      if (!isDone) visitWithin(part);
    }
  };
  visitWithin(snapshotOf(root));
}

/** Whether something on the page says that it is still loading. A picture is not read, but may be a spinner. */
export function isLoading({ body }: Document): boolean {
  return (
    hasMarks(snapshotOf(body), KIND.busy) || body.querySelector('svg[role="progressbar"]:not([aria-valuenow])') !== null
  );
}

/** The last element of one of these kinds that is, or is within, a shown element. */
export function lastMarkIn(element: Element, kinds: number): Element | undefined {
  const snapshot = shownSnapshotOf(element);
  return snapshot && lastMarkOf(snapshot, kinds);
}

function lastMarkOf(snapshot: PartSnapshot, kinds: number): Element | undefined {
  if ((snapshot.kindsWithin & kinds) === 0) return (snapshot.kinds & kinds) === 0 ? undefined : snapshot.element;
  return lastMarkOf(
    snapshot.read.findLast((part) => !('text' in part) && hasMarks(part, kinds)) as PartSnapshot,
    kinds,
  );
}

function hasMarks(snapshot: PartSnapshot, kinds: number): boolean {
  return ((snapshot.kinds | snapshot.kindsWithin) & kinds) !== 0;
}

/** Memoizes the result of `read` for an element until the element or anything within it changes. */
export function memoize<Made>(element: Element, name: string, read: () => Made): Made {
  const snapshot = snapshotOf(element);
  for (let memo = snapshot.memo; memo; memo = memo.next) if (memo.name === name) return memo.value as Made;
  const memory = activeScan();
  memory?.checkBudget();
  const value = read();
  snapshot.memo = { name, value, next: snapshot.memo };
  memory?.markProgress();
  return value;
}

/**
 * All runs of text below `root`, in document order. `skip` leaves out an element with everything in it; if it can only
 * match elements of certain `kinds`, a part that holds none of them is used as a whole.
 */
export function leavesOf(root: Element, skip?: (element: Element) => boolean, kinds = ANY_KIND): readonly Leaf[] {
  const snapshot = shownSnapshotOf(root);
  if (!snapshot || !skip) return snapshot?.leaves ?? NONE;
  const leaves: Leaf[] = [];
  const isSkipped = (element: Element): boolean => orLeftOut(() => skip(element)) ?? true;
  const collect = ({ read }: PartSnapshot): void => {
    for (const part of read) {
      if ('text' in part) leaves.push(part);
      else if (isSkipped(part.element)) continue;
      else if (kinds !== ANY_KIND && !hasMarks(part, kinds)) leaves.push(...part.leaves);
      else collect(part);
    }
  };
  collect(snapshot);
  return leaves;
}

/** The part that an element is of its parent: a run of text, an element with more in it, or nothing. */
function partIn(element: Element): Leaf | Element | undefined {
  const text = pictureName(element)?.trim();
  if (text) return { element: element.parentElement ?? element, text, isPicture: true };
  if (isFixedField(element)) return { element, text: element.value.trim() };
  return isSilent(element) ? undefined : element;
}

/** White space other than single spaces. */
const WIDE = /[^\S ]|  /;

/** The run of text in an element, unless it is blank. */
function leafOf(element: Element, run: string): Leaf | undefined {
  const trimmed = run.trim();
  const text = WIDE.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed;
  return text ? { element, text } : undefined;
}

/** The text of an element as a person reads it: its runs of text with a space in between. */
export function textOf(element: Element): string {
  const snapshot = shownSnapshotOf(element);
  if (!snapshot || snapshot.read.length === 0) return '';
  return isLoneText(snapshot) ? snapshot.leaves[0]!.text : memoize(element, 'text', () => joined(snapshot.leaves));
}

function isLoneText({ read }: PartSnapshot): boolean {
  return read.length === 1 && 'text' in read[0]! && !read[0].isPicture;
}

function joined(leaves: readonly Leaf[]): string {
  return leaves
    .filter(({ isPicture }) => !isPicture)
    .map(({ text }) => text)
    .join(' ');
}

/** The name of a picture that stands for a word. */
function pictureName(element: Element): string | undefined {
  if (!element.hasAttributes() && element.localName !== 'svg') return undefined;
  const label = element.getAttribute('aria-label');
  if (element.localName === 'img') return label || element.getAttribute('alt') || undefined;
  if (element.localName === 'svg') return label || element.querySelector('title')?.textContent || undefined;
  if (element.getAttribute('role') === 'img') return label ?? undefined;
  // An icon of an icon font is an empty element.
  return element.childNodes.length === 0 && element.localName === 'i'
    ? (label ?? element.getAttribute('title') ?? undefined)
    : undefined;
}

/** A field that cannot be filled in, but prints a value. */
function isFixedField(element: Element): element is HTMLInputElement {
  if (element.localName !== 'input' || !(element.hasAttribute('readonly') || element.hasAttribute('disabled')))
    return false;
  return (
    /^(?:|text|date|datetime-local)$/.test(element.getAttribute('type') ?? '') &&
    (element as HTMLInputElement).value.trim() !== ''
  );
}

/** The text of an element without its struck-out parts, unless all of it is struck out. */
export function validTextOf(element: Element): string {
  const isStruckOut = (part: Element): boolean => ['del', 's', 'strike'].includes(part.localName);
  return textWithout(element, isStruckOut) || textOf(element);
}

export function textWithout(element: Element, skip: (element: Element) => boolean): string {
  return joined(leavesOf(element, skip));
}

/** All elements below `root` that match, through open shadow roots and same-origin frames. */
export function queryAll<Found extends Element = Element>(root: Element, selector: string): Found[] {
  const parts = [root, ...(root.shadowRoot ? [root.shadowRoot] : []), ...shadowRootsAndFrames(root)] as (
    Element | ShadowRoot
  )[];
  return [...new Set(parts.flatMap((part) => [...part.querySelectorAll<Found>(selector)]))];
}

/** The open shadow roots and same-origin frame documents below `root`. */
export function shadowRootsAndFrames(root: Element): Node[] {
  const found: Node[] = [];
  visitMarks(root, KIND.nestedRoot, (element) => {
    if (element.shadowRoot) found.push(element.shadowRoot);
    const frameBody = bodyOfFrame(element);
    if (frameBody) found.push(frameBody);
  });
  return found;
}

/** The shown elements of `root`, itself included, whose own text has a piece that is as long as a secret. */
export function longTextsIn(root: Element): readonly Element[] {
  return shownSnapshotOf(root)?.longTexts ?? NONE;
}
