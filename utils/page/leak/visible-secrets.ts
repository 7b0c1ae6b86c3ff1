import { isOurElement, isVisible } from '../../page-model/dom';
import { KIND } from '../../page-model/kinds';
import type { PageNode } from '../../page-model/page-node';
import { perNode } from '../../page-model/per-node';
import { toItsEnd, type Steps } from '../../page-model/steps';
import { MOST_STEPS, secretCandidates, SHORTEST, type Effort, type SecretCandidate } from '../../secrets/secret';
import { blockOf, couldBeWholeKey, isPieceOfSecret, mayBeOfKey } from '../../site/candidates/secret-cells';
import { queryAll, shownNode } from '../live-page';
import { apart } from '../tasks';
import { CONTROL } from './copy-controls';
import { FIELD } from './place-label';
import { CODE, isPlaceOfKey, isSecretIn, placeOf, type KnownPage, type SecretPlace } from './secret-places';

/* The secrets on a page that a person can see. */

const SHOWN_FIELD = 'input:not([type="password"],[type="hidden"]),textarea';
/** No page shows more keys at once; one that does must not hold us up. */
const MOST_VISIBLE = 20;

/** A secret that a person can see: its element, and its range in the text unless it is in a field. */
export interface VisibleSecret {
  element: Element;
  range?: Range;
}

/** A search for secrets that a person can see, and what it has found so far. */
export interface VisibleSearch {
  found: ReadonlyMap<Element, VisibleSecret>;
  steps: Steps<void>;
}

export function visibleSecrets(page: KnownPage, root: Element): VisibleSecret[] {
  const { found, steps } = searchVisible(page, root);
  toItsEnd(steps);
  return [...found.values()];
}

/** Searches `root` for the secrets that a person can see, in document order. */
export function searchVisible(page: KnownPage, root: Element, effort: Effort = { steps: 0 }): VisibleSearch {
  const search = new Search(page, root, effort);
  return { found: search.found, steps: search.steps() };
}

/**
 * Candidates are memoized until the text changes, so a search that ran out of effort has what it found, and the next
 * one gets further.
 */
class Search {
  readonly found = new Map<Element, VisibleSecret>();
  readonly #page: KnownPage;
  readonly #root: Element;
  readonly #effort: Effort;

  constructor(page: KnownPage, root: Element, effort: Effort) {
    this.#page = page;
    this.#root = root;
    this.#effort = effort;
  }

  *steps(): Steps<void> {
    yield* this.#findInLongTexts();
    yield* this.#findWholeKeys();
  }

  get #isOver(): boolean {
    return this.found.size >= MOST_VISIBLE || this.#effort.steps > MOST_STEPS;
  }

  *#findInLongTexts(): Steps<void> {
    for (const long of longTextsShown(this.#page, this.#root)) {
      if (this.#isOver) break;
      yield undefined;
      const { element } = long;
      if (isOurElement(element) || this.#knows((other) => other.contains(element))) continue;
      const secret = apart(() => this.#secretIn(long));
      if (secret) this.found.set(element, secret);
    }
  }

  #knows(isKnown: (element: Element) => boolean): boolean {
    return [...this.found.keys()].some(isKnown);
  }

  #secretIn({ element, candidatesIn }: LongText): VisibleSecret | undefined {
    const candidates = candidatesIn(this.#effort);
    if (candidates.length === 0 || !isVisible(element)) return undefined;
    let known: SecretPlace | undefined;
    const place = (): SecretPlace => (known ??= placeOf(this.#page, element));
    const secret = candidates.find((candidate) => !this.#page.isName(candidate.value) && isSecretIn(place, candidate));
    return secret && shownSecret(element, secret.value);
  }

  /** Adds the elements whose whole text is a key, though it is short or cut into groups. */
  *#findWholeKeys(): Steps<void> {
    for (const leaf of shownNode(this.#page.snapshot, this.#root)?.leaves ?? []) {
      if (!mayBeOfKey(leaf.text)) continue;
      yield undefined;
      const nodes = [leaf.node, ...(isPieceOfSecret(leaf) ? [blockOf(leaf.node)] : [])];
      for (const node of nodes) {
        if (this.#isOver) return;
        const { element } = node;
        const isKnown = this.#knows((other) => other.contains(element) || element.contains(other));
        if (isKnown || this.#page.isName(leaf.text)) continue;
        const secret = apart(() => this.#wholeKeyAt(node));
        if (secret) this.found.set(element, secret);
      }
    }
  }

  #wholeKeyAt(node: PageNode): VisibleSecret | undefined {
    const { element } = node;
    // The value of a field changes unnoticed.
    const key = element.matches(FIELD)
      ? keyOnly((element as HTMLInputElement).value, this.#effort)
      : wholeKeyOf(node, this.#effort);
    if (!key || !isVisible(element) || !isPlaceOfKey(this.#page, element)) return undefined;
    return shownSecret(element, key);
  }
}

/** The text of a node without its controls, if it may be a key. */
const wholeKeyOf = perNode((node, effort: Effort) =>
  keyOnly(
    node.textWithout((part) => part.is(CONTROL)),
    effort,
  ),
);

/** A text, if all of it may be a key. */
function keyOnly(text: string, effort: Effort): string | undefined {
  effort.steps += text.length;
  // A long secret was already weighed with its place.
  return couldBeWholeKey(text) && secretCandidates(text).length === 0 ? text : undefined;
}

/** A text that may hold secrets. */
interface LongText {
  element: Element;
  candidatesIn(effort: Effort): SecretCandidate[];
}

const candidatesInCode = perNode((code, effort: Effort) =>
  secretCandidates(
    code.ask((element) => element.textContent ?? '', ''),
    effort,
  ),
);
const candidatesInText = perNode((node, effort: Effort) => secretCandidates(node.directText, effort));

function* longTextsShown({ snapshot }: KnownPage, root: Element): Generator<LongText> {
  const node = snapshot.nodeOf(root);
  // Highlighted code may cut a secret into pieces.
  const codes = node?.is(CODE) ? [node] : [];
  node?.visitKinds(KIND.code, (code) => void codes.push(code));
  for (const code of codes) {
    const isInnermost = code.test((element) => element.querySelector(CODE) === null);
    if (isInnermost) yield { element: code.element, candidatesIn: (effort) => candidatesInCode(code, effort) };
  }
  const fields = ['input', 'textarea'].flatMap((tag) => [
    ...(root.matches(tag) ? [root] : []),
    ...queryAll(snapshot, root, tag),
  ]) as HTMLInputElement[];
  for (const field of fields) {
    // Its value changes unnoticed, so nothing is kept of it.
    const mayHold = apart(() => field.value.length >= SHORTEST && field.matches(SHOWN_FIELD));
    if (mayHold) yield { element: field, candidatesIn: (effort) => secretCandidates(field.value, effort) };
  }
  for (const text of node?.longTexts ?? [])
    yield { element: text.element, candidatesIn: (effort) => candidatesInText(text, effort) };
}

function shownSecret(element: Element, value: string): VisibleSecret {
  // No space may separate its pieces.
  const range = element.matches(FIELD)
    ? undefined
    : (rangeOf(element, value) ?? rangeOf(element, value.replaceAll(' ', '')));
  return { element, ...(range && { range }) };
}

/** The range of a value in an element, though it may span several nodes. */
function rangeOf(element: Element, value: string): Range | undefined {
  const nodes: Text[] = [];
  const texts = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) nodes.push(texts.currentNode as Text);
  const start = nodes
    .map(({ data }) => data)
    .join('')
    .indexOf(value);
  if (start < 0) return undefined;
  const range = element.ownerDocument.createRange();
  let before = 0;
  for (const node of nodes) {
    const after = before + node.data.length;
    if (start >= before && start < after) range.setStart(node, start - before);
    if (start + value.length > before && start + value.length <= after)
      range.setEnd(node, start + value.length - before);
    before = after;
  }
  return range;
}
