import { isOurElement, isVisible } from '../../page-model/dom';
import { runFor, toItsEnd, type Steps } from '../../page-model/steps';
import { MOST_STEPS, type Effort } from '../../secrets/secret';
import { apart } from '../tasks';
import { isPlaceOfKey, isSecretIn, placeOf, type KnownPage, type SecretPlace } from './secret-places';
import { longTextsShown, shortTextsShown, type LongText, type ShortText } from './secret-texts';
import { FIELD } from './selectors';

/* The secrets on a page that a person can see. */

/** A page that shows more keys at once must not hold us up. Chosen, not measured: lists have up to 50 keys a page. */
const MOST_VISIBLE = 100;

/** A secret that a person can see: its element, its range in the text unless it is in a field, and what it says. */
export interface VisibleSecret {
  element: Element;
  range?: Range;
  value: string;
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

/** The secrets that a person can see in these places, as far as they are found within a time (ms). */
export function secretsWithin(time: number, page: KnownPage, places: Iterable<Element>): VisibleSecret[] {
  const secrets = new Map<Element, VisibleSecret>();
  // On a slow computer, reading what a dialog changes may take longer than all of the search.
  const end = performance.now() + time;
  for (const place of places) {
    const { found, steps } = searchVisible(page, place);
    const isComplete = runFor(steps, end - performance.now());
    for (const [element, secret] of found) secrets.set(element, secret);
    if (!isComplete) break;
  }
  return [...secrets.values()];
}

/** Searches `root` for the secrets that a person can see, in document order. */
export function searchVisible(page: KnownPage, root: Element, effort: Effort = { steps: 0 }): VisibleSearch {
  const search = new Search(page, root, effort);
  return { found: search.found, steps: search.steps() };
}

/**
 * Candidates are memoized until the text changes: a search that runs out of effort keeps what it found, and the next
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
    for (const long of longTextsShown(this.#page.snapshot, this.#root)) {
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
    for (const short of shortTextsShown(this.#page.snapshot, this.#root)) {
      if (this.#isOver) return;
      yield undefined;
      const { element } = short.node;
      const isKnown = this.#knows((other) => other.contains(element) || element.contains(other));
      if (isKnown || this.#page.isName(short.text)) continue;
      const secret = apart(() => this.#wholeKeyIn(short));
      if (secret) this.found.set(element, secret);
    }
  }

  #wholeKeyIn({ node: { element }, keyIn }: ShortText): VisibleSecret | undefined {
    const key = keyIn(this.#effort);
    if (!key || !isVisible(element) || !isPlaceOfKey(this.#page, element)) return undefined;
    return shownSecret(element, key);
  }
}

function shownSecret(element: Element, value: string): VisibleSecret {
  // No space may separate its pieces.
  const range = element.matches(FIELD)
    ? undefined
    : (rangeOf(element, value) ?? rangeOf(element, value.replaceAll(' ', '')));
  return { element, value, ...(range && { range }) };
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
