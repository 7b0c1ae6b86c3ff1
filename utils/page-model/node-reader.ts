import { bodyOfFrame, isElement, isOurElement, isSilent, shownChildren, type RootOf } from './dom';
import { KIND, kindsOf } from './kinds';
import { Joined } from './joined';
import { PageNode, type Leaf } from './page-node';

/** So many children are read before the scan may be put off. Chosen, not measured. */
const CHILDREN_A_STEP = 8;
/** As long as a secret, in characters. */
const LONG = 24;
const LONG_PIECE = new RegExp(`\\S{${LONG}}`);
/** Elements that are no part of what is drawn. */
const UNSEEN = new Set(['script', 'style', 'template', 'noscript', 'head', 'link', 'meta', 'option', 'datalist']);

/** What readers of one snapshot have in common. */
interface ReaderSettings {
  rootOf: RootOf;
  /** Gets the nodes of children that a reader reads itself. */
  onNode(node: PageNode): void;
}

/** Reads the node of one element, child by child; the children that hold more are read by readers of their own. */
export class NodeReader {
  readonly #element: Element;
  readonly #children: ArrayLike<Node>;
  readonly #settings: ReaderSettings;
  /** What needs a mutation observer of its own: its shadow root, or the document in the frame that it is. */
  readonly nestedRoot: Node | undefined;
  /** The index of the next child, and the run of text before it. */
  #next = 0;
  #run = '';
  readonly #contents: (Leaf | PageNode)[] = [];
  readonly #ownLeaves: Leaf[] = [];
  #kindsWithin = 0;
  readonly #longTexts = new Joined<PageNode>();
  /** The length of the texts in the element itself, in characters. */
  #ownLength = 0;
  #isVolatile: boolean;
  #hasLeftOut = false;

  constructor(element: Element, settings: ReaderSettings) {
    const { rootOf } = settings;
    this.#element = element;
    this.#settings = settings;
    this.nestedRoot = this.#attempt(() => rootOf(element) ?? bodyOfFrame(element));
    this.#children = this.#attempt(() => shownChildren(element, rootOf)) ?? [];
    this.#isVolatile = this.#attempt(() => mayChangeUnnoticed(element, rootOf)) ?? true;
  }

  /**
   * Reads on until all is read (`undefined`), the scan may be put off (`more`), or a child needs a reader of its own:
   * returns that child, whose node the caller adds. `known` gives the node of an element that has not changed.
   */
  readOn(known: (element: Element) => PageNode | undefined, mayGoDeeper: boolean): Element | 'more' | undefined {
    const end = Math.min(this.#next + CHILDREN_A_STEP, this.#children.length);
    while (this.#next < end) {
      const child = this.#children[this.#next++]!;
      const inner = this.#attempt(() => this.#readChild(child, known));
      if (inner && mayGoDeeper) return inner;
      this.#hasLeftOut ||= inner !== undefined;
    }
    return this.#next < this.#children.length ? 'more' : undefined;
  }

  /** Reads a child; returns it if it has to be read by a reader of its own. */
  #readChild(child: Node, known: (element: Element) => PageNode | undefined): Element | undefined {
    // A known child is an element, and not ours: no need to ask the browser.
    const node = known(child as Element);
    if (node) this.add(node);
    else if (child.nodeType === 3) this.#run += child.nodeValue;
    else if (isElement(child) && !isOurElement(child)) return this.#readElement(child);
    return undefined;
  }

  #readElement(child: Element): Element | undefined {
    // A line may break there, but the word does not end.
    if (child.localName === 'wbr') return undefined;
    this.#endRun();
    const picture = pictureName(child)?.trim();
    if (picture) this.#addOwn(nodeOfPicture(child, picture));
    else if (isFixedField(child)) this.#addOwn(nodeOfText(child, child.value.trim(), { isVolatile: true }));
    else if (isSilent(child)) {
      if (!UNSEEN.has(child.localName)) this.#addOwn(new PageNode(child, { isSilent: true }));
    } else if (holdsOnlyText(child, this.#settings.rootOf)) this.#addOwn(nodeOfText(child, child.textContent!));
    else return child;
    return undefined;
  }

  #addOwn(node: PageNode): void {
    this.#settings.onNode(node);
    this.add(node);
  }

  /** Adds a child's node. */
  add(node: PageNode): void {
    this.#endRun();
    this.#contents.push(node);
    this.#kindsWithin |= node.kinds | node.kindsWithin;
    this.#longTexts.join(node.longTexts);
    this.#isVolatile ||= node.isVolatile;
    this.#hasLeftOut ||= node.hasLeftOut;
  }

  #endRun(): void {
    if (this.#run === '') return;
    const text = plainText(this.#run);
    this.#run = '';
    if (text === '') return;
    this.#ownLength += text.length;
    // Its node is the one that is being read.
    const leaf = { text } as Leaf;
    this.#contents.push(leaf);
    this.#ownLeaves.push(leaf);
  }

  /** The node, once all of its children have been read. */
  finish(): PageNode {
    this.#endRun();
    const longTexts = this.#longTexts;
    const node = new PageNode(this.#element, {
      contents: this.#contents,
      kinds: (this.#attempt(() => kindsOf(this.#element)) ?? 0) | (this.nestedRoot ? KIND.nestedRoot : 0),
      kindsWithin: this.#kindsWithin,
      isVolatile: this.#isVolatile,
      hasLeftOut: this.#hasLeftOut,
    });
    if (this.#mayHaveLongText() && LONG_PIECE.test(node.directText)) longTexts.add(node);
    node.longTexts = longTexts.all;
    for (const leaf of this.#ownLeaves) leaf.node = node;
    for (const child of this.#contents) if (child instanceof PageNode) child.parent = node;
    return node;
  }

  #mayHaveLongText(): boolean {
    return this.#ownLength >= LONG || this.nestedRoot !== undefined;
  }

  /** A page can hold what nobody foresaw: only that is left out. */
  #attempt<Result>(read: () => Result): Result | undefined {
    try {
      return read();
    } catch {
      this.#hasLeftOut = true;
      return undefined;
    }
  }
}

/** Most elements hold only a text. Checking that first saves the browser an object for each text node. */
function holdsOnlyText(element: Element, rootOf: RootOf): boolean {
  return element.childElementCount === 0 && !mayChangeUnnoticed(element, rootOf);
}

function nodeOfText(element: Element, run: string, { isVolatile = false } = {}): PageNode {
  const text = plainText(run);
  const node = nodeWith(
    text === '' ? [] : [{ text }],
    (contents) => new PageNode(element, { contents, kinds: kindsOf(element), isVolatile }),
  );
  if (text.length >= LONG && LONG_PIECE.test(text) && !isVolatile) node.longTexts = [node];
  return node;
}

function nodeOfPicture(element: Element, text: string): PageNode {
  return nodeWith([{ text, isPicture: true }], (contents) => new PageNode(element, { contents, isSilent: true }));
}

/** Makes a node of texts, each of which knows the node. */
function nodeWith(texts: Omit<Leaf, 'node'>[], make: (contents: Leaf[]) => PageNode): PageNode {
  const leaves = texts as Leaf[];
  const node = make(leaves);
  for (const leaf of leaves) leaf.node = node;
  return node;
}

/**
 * A slot may get other elements, a frame another document, and a custom element a shadow root, all without a mutation.
 */
function mayChangeUnnoticed(element: Element, rootOf: RootOf): boolean {
  const { localName } = element;
  return localName === 'iframe' || localName === 'slot' || localName.includes('-') || rootOf(element) !== null;
}

/** White space other than single spaces. */
const WIDE = /[^\S ]|  /;

function plainText(run: string): string {
  const trimmed = run.trim();
  return WIDE.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed;
}

/** The name of a picture that stands for a word. */
function pictureName(element: Element): string | null | undefined {
  const { localName } = element;
  if (!element.hasAttributes() && localName !== 'svg') return undefined;
  const label = element.getAttribute('aria-label');
  if (localName === 'img') return label || element.getAttribute('alt');
  if (localName === 'svg') return label || element.querySelector('title')?.textContent;
  if (element.getAttribute('role') === 'img') return label;
  return isIcon(element) ? (label ?? element.getAttribute('title')) : undefined;
}

/** An icon of an icon font is an empty element. */
function isIcon(element: Element): boolean {
  return element.localName === 'i' && element.childNodes.length === 0;
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
