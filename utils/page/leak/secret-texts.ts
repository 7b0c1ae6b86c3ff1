import { KIND } from '../../page-model/kinds';
import type { PageNode } from '../../page-model/page-node';
import type { PageSnapshot } from '../../page-model/page-snapshot';
import { perNode } from '../../page-model/per-node';
import type { Steps } from '../../page-model/steps';
import { MOST_STEPS, secretCandidates, SHORTEST, type Effort, type SecretCandidate } from '../../secrets/secret';
import { blockOf, couldBeWholeKey, isPieceOfSecret, mayBeOfKey } from '../../site/candidates/secret-cells';
import { queryAll, shownNode } from '../live-page';
import { apart } from '../tasks';
import { CODE, CONTROL, FIELD } from './selectors';

/* The texts of a page that may be secrets, only by their shapes. */

const SHOWN_FIELD = 'input:not([type="password"],[type="hidden"]),textarea';

/** A text that may hold secrets, which are memoized until it changes, unless it is that of a field. */
export interface LongText {
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

/** All texts below `root`, itself included, that are as long as a secret. */
export function* longTextsShown(snapshot: PageSnapshot, root: Element): Generator<LongText> {
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

/** A node whose whole text may be a key, though it is short or cut into groups. */
export interface ShortText {
  node: PageNode;
  /** The text on the page that it was found by. */
  text: string;
  /** The key, if it may be one. */
  keyIn(effort: Effort): string | undefined;
}

/** All such nodes below `root`. */
export function* shortTextsShown(snapshot: PageSnapshot, root: Element): Generator<ShortText> {
  for (const leaf of shownNode(snapshot, root)?.leaves ?? []) {
    if (!mayBeOfKey(leaf.text)) continue;
    for (const node of [leaf.node, ...(isPieceOfSecret(leaf) ? [blockOf(leaf.node)] : [])])
      yield { node, text: leaf.text, keyIn: (effort) => wholeKeyAt(node, effort) };
  }
}

function wholeKeyAt(node: PageNode, effort: Effort): string | undefined {
  // The value of a field changes unnoticed.
  return node.is(FIELD) ? keyOnly((node.element as HTMLInputElement).value, effort) : wholeKeyOf(node, effort);
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

/** Whether a page shows any text that may be a secret and is not one of these names, or too much to search. */
export function* mayShowSecret(
  snapshot: PageSnapshot,
  root: Element,
  isName: (text: string) => boolean,
): Steps<boolean> {
  const effort: Effort = { steps: 0 };
  for (const { candidatesIn } of longTextsShown(snapshot, root)) {
    yield undefined;
    if (apart(() => candidatesIn(effort).some(({ value }) => !isName(value)))) return true;
  }
  for (const { text, keyIn } of shortTextsShown(snapshot, root)) {
    yield undefined;
    if (!isName(text) && apart(() => keyIn(effort)) !== undefined) return true;
  }
  return effort.steps > MOST_STEPS;
}
