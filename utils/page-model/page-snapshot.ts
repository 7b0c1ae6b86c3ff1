import { bodyOfFrame, DEEPEST, isElement, isOurElement, isVisible, openRootOf, outwards } from './dom';
import { NodeReader } from './node-reader';
import type { PageNode } from './page-node';
import { toItsEnd, type Steps } from './steps';

/** After so many readings, of a few children each, an update may be put off. Chosen, not measured. */
const READS_A_STEP = 4;

/**
 * What a page says, as nodes. It is read once, and patched from the page's mutations: what has not changed keeps its
 * nodes. Only this class and the questions of nodes touch the document.
 */
export class PageSnapshot {
  readonly #page: Document;
  readonly #onNestedRoot: ((part: Node) => void) | undefined;
  readonly #rootOf: typeof openRootOf;
  #nodes = new WeakMap<Element, PageNode>();
  #visible = new WeakSet<Element>();

  /**
   * `onNestedRoot` gets the roots that need a mutation observer of their own: shadow roots, and documents in frames.
   * `rootOf` sees closed roots too, if the browser lets extensions see them.
   */
  constructor(page: Document, onNestedRoot?: (part: Node) => void, rootOf = openRootOf) {
    this.#page = page;
    this.#onNestedRoot = onNestedRoot;
    this.#rootOf = rootOf;
  }

  /** What is shown in place of an element's own contents: its shadow root, or the page in the frame that it is. */
  partWithin(element: Element): ShadowRoot | Element | undefined {
    return this.#rootOf(element) ?? bodyOfFrame(element);
  }

  get title(): string {
    return this.#page.title;
  }

  /** The node of an element as it was when the page was last read; `undefined` for one that is not shown. */
  nodeOf(element: Element): PageNode | undefined {
    return this.#nodes.get(element);
  }

  /** Reads what is new on the page, at once. */
  update(): PageNode {
    return toItsEnd(this.updateInSteps());
  }

  /** The same, in steps. If it is abandoned, the next update goes on from there. */
  *updateInSteps(): Steps<PageNode> {
    return this.#known(this.#page.documentElement) ?? (yield* this.#readInSteps());
  }

  *#readInSteps(): Steps<PageNode> {
    const stack = [this.#begin(this.#page.documentElement)];
    for (let reads = 1; ; reads++) {
      if (reads % READS_A_STEP === 0) yield undefined;
      const reader = stack.at(-1)!;
      const next = reader.readOn(this.#known, stack.length < DEEPEST);
      if (next === 'more') continue;
      if (next) stack.push(this.#begin(next));
      else {
        stack.pop();
        const node = reader.finish();
        this.#keep(node);
        const outer = stack.at(-1);
        if (!outer) return node;
        outer.add(node);
      }
    }
  }

  #begin(element: Element): NodeReader {
    const reader = new NodeReader(element, { rootOf: this.#rootOf, onNode: (node) => this.#keep(node) });
    if (reader.nestedRoot) this.#onNestedRoot?.(reader.nestedRoot);
    return reader;
  }

  #keep(node: PageNode): void {
    this.#nodes.set(node.element, node);
  }

  readonly #known = (element: Element): PageNode | undefined => {
    const node = this.#nodes.get(element);
    return node?.isVolatile ? undefined : node;
  };

  /**
   * Whether an element can be seen. For a long list this costs the browser more than everything else, so a yes is kept
   * until it may have become a no.
   */
  canBeSeen(node: PageNode): boolean {
    if (this.#visible.has(node.element)) return true;
    const canBeSeen = node.test(isVisible);
    if (canBeSeen) this.#visible.add(node.element);
    return canBeSeen;
  }

  /** Discards every kept visibility answer. */
  forgetVisible(): void {
    this.#visible = new WeakSet();
  }

  /** Forgets the nodes of what has changed. Our own elements are no change. */
  forgetChanged(records: readonly MutationRecord[]): void {
    const forgotten = new Set<Element>();
    try {
      for (const record of records) this.#forget(record, forgotten);
    } catch {
      // A page can hold what nobody foresaw: then all of it is read again.
      this.#nodes = new WeakMap();
      this.forgetVisible();
    }
  }

  #forget(record: MutationRecord, forgotten: Set<Element>): void {
    if (changesNothingRead(record)) return;
    if (mayHide(record)) this.forgetVisible();
    for (const element of elementsAround(record.target)) {
      if (forgotten.has(element)) break;
      forgotten.add(element);
      this.#nodes.delete(element);
      this.#visible.delete(element);
    }
  }
}

/** The element that a node of the document is, or is in, and all elements around it. */
function elementsAround(target: Node): Iterable<Element> {
  return outwards(
    isElement(target) ? target : (target.parentElement ?? (target.getRootNode() as Partial<ShadowRoot>).host ?? null),
  );
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
