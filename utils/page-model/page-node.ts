import { DEEPEST, directText } from './dom';
import { textOf } from './joined';
import { ANY_KIND, KIND } from './kinds';
import { unshadowed } from './unshadowed';

/** A run of text with no element in between. `text` has its white space collapsed and is never empty. */
export interface Leaf {
  node: PageNode;
  text: string;
  /** The text is the accessible name of a picture: it can be a label, and nothing else. */
  isPicture?: true;
}

const NONE: readonly never[] = [];

/** A question to an element. `itself` is for what a browser refuses for the view of a form, such as its style. */
type Asks<Answer> = (element: Element, itself: Element) => Answer;

/** What a snapshot knows of an element when it is made. */
interface NodeParts {
  contents?: readonly (Leaf | PageNode)[];
  /** Its own kinds, and those of the shown elements within it. */
  kinds?: number;
  kindsWithin?: number;
  longTexts?: readonly PageNode[];
  isVolatile?: boolean;
  isSilent?: boolean;
  hasLeftOut?: boolean;
}

/**
 * An element of the page as a person sees it: through shadow roots and same-origin frames, without ours. When the page
 * changes, the element and all around it get new nodes. A node never changes, apart from its parent and `hasLeftOut`.
 * Questions to its element never throw: if the page has put something there that does, the answer is no.
 */
export class PageNode {
  /** The node around it; `undefined` for the document's root. */
  parent: PageNode | undefined;
  /** Its texts, pictures' names and elements, in order. */
  readonly contents: readonly (Leaf | PageNode)[];
  readonly kinds: number;
  readonly kindsWithin: number;
  /** The nodes, itself included, whose own text has a piece that is as long as a secret. */
  longTexts: readonly PageNode[];
  /** It can change without a mutation, so no later scan relies on it. */
  readonly isVolatile: boolean;
  /** It shows no text of its own: a field, a picture, a hidden element. Nothing within it is known. */
  readonly isSilent: boolean;
  /** Something within it could not be read: lists on such a page are partial. */
  hasLeftOut: boolean;
  #leaves: readonly Leaf[] | undefined;
  #text: string | undefined;

  constructor(
    readonly element: Element,
    {
      contents = NONE,
      kinds = 0,
      kindsWithin = 0,
      longTexts = NONE,
      isVolatile = false,
      isSilent = false,
      hasLeftOut = false,
    }: NodeParts,
  ) {
    this.contents = contents;
    this.kinds = kinds;
    this.kindsWithin = kindsWithin;
    this.longTexts = longTexts;
    this.isVolatile = isVolatile;
    this.isSilent = isSilent;
    this.hasLeftOut = hasLeftOut;
  }

  get tag(): string {
    return this.ask((element) => element.localName, '');
  }

  get role(): string | null {
    return this.attribute('role');
  }

  /** The elements in it, silent ones among them. */
  get children(): PageNode[] {
    return this.contents.filter((part) => part instanceof PageNode);
  }

  /** The text before its first element, as a node of its own. */
  get head(): PageNode | undefined {
    const [first] = this.contents;
    return !first || first instanceof PageNode ? undefined : this.withOnly(first);
  }

  /** One of its texts, as a node of its own. */
  withOnly(leaf: Leaf): PageNode {
    const part = new PageNode(this.element, { contents: [leaf] });
    part.parent = this;
    return part;
  }

  /** All runs of text in it, in document order. Collected on first use: most large parts never need it. */
  get leaves(): readonly Leaf[] {
    if (!this.#leaves) {
      const leaves: Leaf[] = [];
      this.#collectLeaves(leaves);
      this.#leaves = leaves;
    }
    return this.#leaves;
  }

  #collectLeaves(leaves: Leaf[]): void {
    for (const part of this.contents) {
      if (part instanceof PageNode) part.#collectLeaves(leaves);
      else leaves.push(part);
    }
  }

  /** Its text as a person reads it: the runs of text with a space in between, without the names of pictures. */
  get text(): string {
    return (this.#text ??= textOf(this.leaves));
  }

  /** The text that stands in it directly, as the page has it: runs that an element separates are one. */
  get directText(): string {
    return this.ask(directText, '');
  }

  get root(): PageNode {
    return this.parent?.root ?? this;
  }

  /** The element after it, and the one before it. */
  get next(): PageNode | undefined {
    return this.#sibling(1);
  }

  get previous(): PageNode | undefined {
    return this.#sibling(-1);
  }

  #sibling(step: number): PageNode | undefined {
    const siblings: readonly PageNode[] = this.parent?.children ?? [];
    return siblings[siblings.indexOf(this) + step];
  }

  get hasAttributes(): boolean {
    return this.test((element) => element.hasAttributes());
  }

  attribute(name: string): string | null {
    return this.ask((element) => element.getAttribute(name), null);
  }

  /** Whether its element matches a selector. */
  is(selector: string): boolean {
    return this.test((element) => element.matches(selector));
  }

  /** Whether its element holds one that matches, hidden or not. */
  has(selector: string): boolean {
    return this.test((element) => element.querySelector(selector) !== null);
  }

  /** The nearest node that matches, itself included, through shadow roots. */
  closest(selector: string): PageNode | undefined {
    const found = this.ask((element) => element.closest(selector), null);
    for (const node of outwardsFrom(this)) {
      if (node.element === found) return node;
      const isHost = node !== this && (node.kinds & KIND.nestedRoot) !== 0;
      if (!found && isHost) return node.closest(selector);
    }
    return undefined;
  }

  /** The node and all that it is shown within, from the inside out. */
  outwards(): Generator<PageNode, void> {
    return outwardsFrom(this);
  }

  /** Whether it is `ancestor` or shown within it. */
  isWithin(ancestor: PageNode): boolean {
    return isWithin(this, ancestor);
  }

  /** Whether it comes before another node. One in another root, such as a shadow root, counts as before. */
  isBefore(other: PageNode): boolean {
    const position = this.ask((element) => element.compareDocumentPosition(other.element), 0);
    return (
      (position & Node.DOCUMENT_POSITION_DISCONNECTED) !== 0 || (position & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
    );
  }

  /**
   * Calls `visit` for every node below it that is not silent, in document order; if it returns `false`, the node's
   * contents are skipped.
   */
  walk(visit: (node: PageNode) => boolean | void, depth = 0): void {
    for (const part of this.contents) {
      if (!(part instanceof PageNode) || part.isSilent) continue;
      if (visit(part) !== false && depth < DEEPEST) part.walk(visit, depth + 1);
    }
  }

  /** The nodes below it that match a selector and are not silent, in document order. */
  all(selector: string): PageNode[] {
    const found: PageNode[] = [];
    this.walk((node) => {
      if (node.is(selector)) found.push(node);
    });
    return found;
  }

  /** The first node below it that matches a selector, silent or not, in document order. */
  first(selector: string): PageNode | undefined {
    if (!this.has(selector)) return undefined;
    for (const child of this.children) {
      const found = child.is(selector) ? child : child.first(selector);
      if (found) return found;
    }
    return undefined;
  }

  /** The same as {@link walk} for the nodes of some kinds; a part that holds none of them costs nothing. */
  visitKinds(kinds: number, visit: (node: PageNode, kinds: number) => boolean | void): void {
    if ((this.kindsWithin & kinds) === 0) return;
    for (const part of this.contents) {
      if (!(part instanceof PageNode)) continue;
      const isDone = (part.kinds & kinds) !== 0 && visit(part, part.kinds) === false;
      if (!isDone) part.visitKinds(kinds, visit);
    }
  }

  /** Whether it is, or holds, a node of one of these kinds. */
  hasKind(kinds: number): boolean {
    return ((this.kinds | this.kindsWithin) & kinds) !== 0;
  }

  /**
   * All runs of text but those in a node that `skip` takes out; if it can only take out nodes of certain `kinds`, a
   * part that holds none of them is used as a whole.
   */
  leavesWithout(skip: (node: PageNode) => boolean, kinds = ANY_KIND): readonly Leaf[] {
    const leaves: Leaf[] = [];
    const collect = ({ contents }: PageNode): void => {
      for (const part of contents) {
        if (!(part instanceof PageNode)) leaves.push(part);
        else if (skip(part)) continue;
        else if (kinds !== ANY_KIND && !part.hasKind(kinds)) leaves.push(...part.leaves);
        else collect(part);
      }
    };
    collect(this);
    return leaves;
  }

  textWithout(skip: (node: PageNode) => boolean): string {
    return textOf(this.leavesWithout(skip));
  }

  /** Its text without struck-out parts, unless all of it is struck out. */
  get validText(): string {
    return this.textWithout(({ tag }) => ['del', 's', 'strike'].includes(tag)) || this.text;
  }

  /** The value of its element, or of the first field in it that matches; empty for anything else. */
  fieldValue(selector?: string): string {
    return this.ask((element) => {
      const field = selector === undefined ? element : element.querySelector(selector);
      const value: unknown = (field as Partial<HTMLInputElement> | null)?.value;
      return typeof value === 'string' ? value.trim() : '';
    }, '');
  }

  /** Whether something is so of its element; `false` if asking throws. */
  test(isSo: Asks<boolean>): boolean {
    return this.ask<boolean | undefined>(isSo, undefined) ?? false;
  }

  /** The answer of its element, or `otherwise` if asking throws: then lists on this page are partial. */
  ask<Answer>(read: Asks<Answer>, otherwise: Answer): Answer {
    try {
      return read(unshadowed(this.element), this.element);
    } catch {
      for (const node of this.outwards()) node.hasLeftOut = true;
      return otherwise;
    }
  }
}

function* outwardsFrom(node: PageNode | undefined): Generator<PageNode, void> {
  for (let outer = node; outer; outer = outer.parent) yield outer;
}

/** Called more than any other; a generator would be slower. */
function isWithin(node: PageNode | undefined, ancestor: PageNode): boolean {
  let outer = node;
  while (outer && outer !== ancestor) outer = outer.parent;
  return outer === ancestor;
}
