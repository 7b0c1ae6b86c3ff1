import { openedForSearch, type CopiedText } from '../secrets/copied-text';
import {
  KIND,
  leavesOf,
  longTextsIn,
  queryAll,
  memoize,
  textOf,
  textWithout,
  visitMarks,
  type Leaf,
} from '../page-model/snapshot';
import { closestShown, isElement, isOurElement, isVisible, outwards, directText, shownParent } from '../page-model/dom';
import { columnLabelOf, columnOf } from './grids';
import { fieldOf } from './labels';
import { orLeftOut } from '../page-model/scan-cache';
import { copiedThing, isOtherValueLabel, isSecretLabel } from '../secrets/secret-labels';
import {
  blockOf,
  couldBeSecret,
  couldBeWholeKey,
  isKeyItself,
  isOfEither,
  isPieceOfSecret,
  mayBeOfKey,
  NAMED,
} from './secret-cells';
import { isBrokenKey } from '../secrets/storage-gate';
import {
  MOST_STEPS,
  secretCandidates,
  SHORTEST,
  type Effort,
  type SecretCandidate,
  type SecretShape,
} from '../secrets/secret';

/*
 * The place of a text says as much as its shape about whether it is a secret: the dialog that shows a key once, a
 * read-only field, code, a Copy button beside it, or a label such as "Key ID".
 */

/** The verdict of a place on a long unbroken text in it: a `secret`, something `else`, or nothing in particular. */
export type SecretPlace = 'secret' | 'else' | 'plain';

/** Whether a text of this shape is a secret in a place, which is computed only if it matters. */
export function isSecretIn(place: () => SecretPlace, { shape, label }: SecretCandidate): boolean {
  if (shape === 'v2' || shape === 'jwt') return true;
  if (label !== undefined && isOtherValueLabel(label)) return false;
  return shape === 'token' ? place() !== 'else' : place() === 'secret';
}

/** Layers above the page, and the questions and messages in them. */
export const DIALOG = 'dialog,[role="dialog"],[role="alertdialog"]';
const FIELD = 'input,textarea';
const CONTROL = 'button,[role="button"],[role="menuitem"],a,summary,input[type="button"],[tabindex]';
/** The most steps up the tree that a place reaches. Chosen, not measured. */
const DEPTH = 4;
/** The number of cells that decide whether a column holds keys. Chosen, not measured. */
const ENOUGH_CELLS = 20;

export function placeOf(element: Element, label = labelOf(element)): SecretPlace {
  if (label && isOtherValueLabel(label)) return 'else';
  const isFixedField = element.matches(FIELD) && (element as HTMLInputElement).readOnly;
  if (isFixedField || closestShown(element, DIALOG)) return 'secret';
  if (standsForKey(element, label)) return 'secret';
  // Ids are printed in code and beside Copy buttons too: there the label has to mention a key.
  if (!label || !isSecretLabel(label)) return 'plain';
  return closestShown(element, CODE) || isBesideCopyControl(element) ? 'secret' : 'plain';
}

/** Whether an element shows a key in a list: the reader found one there, or its label or column says so. */
function standsForKey(element: Element, label = labelOf(element)): boolean {
  if (label !== undefined && isOtherValueLabel(label)) return false;
  for (
    let ancestor: Element | null = element, steps = 0;
    ancestor && steps < DEPTH;
    ancestor = shownParent(ancestor), steps++
  )
    if (isKeyItself(ancestor)) return true;
  if (label === undefined || !isSecretLabel(label)) return false;
  const field = fieldOf(label);
  if (field !== 'name' || !isOfEither(label)) return field === 'secret';
  const { cells = [], header = [] } = columnOf(element) ?? {};
  // "Key" beside "Key name" may be short for the key's id.
  if (/^\W*key\W*$/i.test(label) && header.some((other) => fieldOf(other) === 'name' && NAMED.test(other)))
    return false;
  return [element, ...cells.slice(0, ENOUGH_CELLS)].some((cell) => couldBeSecret(textOf(cell)));
}

/**
 * Whether a text that may be a whole key is one in its place: where the list shows its keys, or where one is shown to
 * be copied.
 */
function isPlaceOfKey(element: Element): boolean {
  const label = labelOf(element);
  if (placeOf(element, label) !== 'secret') return false;
  return (label !== undefined && isSecretLabel(label)) || isBesideCopyControl(element) || standsForKey(element, label);
}

/** Texts that are names of keys, and so no secrets, whatever they look like. */
export type IsName = (text: string) => boolean;

const NO_NAMES: IsName = () => false;

/**
 * The place that a text was copied from, as it was at that moment: the page may have rendered again before the text is
 * scanned. Without an element, the place applies to all of the text.
 */
export interface CopiedFrom {
  place: SecretPlace;
  element?: Element | undefined;
}

/** The facts to keep about where a text was copied from; `place` overrides the element's own. */
export function copiedFrom(element: Element | undefined, place?: SecretPlace): CopiedFrom {
  return place || !element ? { place: place ?? 'plain' } : { place: placeOf(element), element };
}

/**
 * The surest secret in a copied text, in steps, weighed with its place in the element that it comes from. Once the
 * effort is spent, a text is weighed with the place that it was copied from.
 */
export function* secretInSteps(
  text: CopiedText,
  { element, place }: CopiedFrom,
  isName = NO_NAMES,
  effort: Effort = { steps: 0 },
): InSteps<SecretShape | undefined> {
  // A selection may extend beyond the element that it begins in.
  const leaves = element ? [element, element.ownerDocument.body].flatMap((root) => leavesOf(root)) : [];
  let byValues: Map<string, Element> | undefined;
  let searches = 0;
  for (const candidate of secretCandidates(openedForSearch(text), effort)) {
    yield undefined;
    const { value } = candidate;
    if (isName(value)) continue;
    if (isSecretIn(() => 'else', candidate)) return candidate.shape;
    const known = (byValues ??= yield* byValue(leaves, effort));
    const exactPlace = (): SecretPlace => {
      // Of a leaf that is selected in part only a piece is copied: that leaf is the first, or the last.
      const element =
        known.get(value) ??
        (searches++ < MOST_SEARCHES ? leaves.find((leaf) => leaf.text.includes(value))?.element : undefined);
      return element ? placeOf(element) : place;
    };
    if (isSecretIn(exactPlace, candidate)) return candidate.shape;
  }
  // A text shorter than most keys, or in groups, is one if it stands where the list shows its keys.
  const whole = openedForSearch(text).trim();
  if (isBrokenKey(whole)) return 'v2';
  const isKey = element && !isName(whole) && couldBeWholeKey(whole) && isPlaceOfKey(element);
  return isKey ? 'possible' : undefined;
}

/** The most values that are searched for in all texts of the page (docs/leak-guard.md). */
const MOST_SEARCHES = 20;

/** Maps values that may be secrets to the elements that hold them, in one pass, however many there are. */
function* byValue(leaves: readonly Leaf[], effort: Effort): InSteps<Map<string, Element>> {
  const known = new Map<string, Element>();
  for (const { element, text } of leaves) {
    for (const { value } of secretCandidates(text, effort)) if (!known.has(value)) known.set(value, element);
    yield undefined;
  }
  return known;
}

/** Work that is done in steps. */
export type InSteps<Result> = Generator<undefined, Result>;

export function toItsEnd<Result>(steps: InSteps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** A person sees nothing so small, in CSS px. Chosen, not measured. */
const INVISIBLE_SIZE = 2;

/** Whether a person sees an element: copy libraries move the text they copy off the screen for a moment. */
export function isOnScreen(element: Element): boolean {
  const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
  const { clientWidth, clientHeight } = element.ownerDocument.documentElement;
  const style = getComputedStyle(element);
  const isWithin =
    right > 0 &&
    bottom > 0 &&
    left < clientWidth &&
    top < clientHeight &&
    width > INVISIBLE_SIZE &&
    height > INVISIBLE_SIZE;
  return isWithin && style.opacity !== '0' && style.clip === 'auto';
}

/** The label nearest to an element: its own name, its column's, its field's, or the text right before it. */
function labelOf(element: Element): string | undefined {
  return ownLabel(element) ?? columnLabelOf(element) ?? textBefore(element);
}

function ownLabel(element: Element): string | undefined {
  if (element.matches(CONTROL)) return undefined;
  return (
    element.getAttribute('aria-label') ?? (element as Partial<HTMLInputElement>).labels?.[0]?.textContent ?? undefined
  );
}

/** A value as long as a secret. */
const LONG_VALUE = /\S{24,}/g;
/**
 * The longest label together with its value, in characters; also the most nodes between a label and its value. Chosen,
 * not measured.
 */
const LONGEST_LABELLED = 2_000;
const MOST_BETWEEN = 50;

function textBefore(element: Element): string | undefined {
  // A control's value is beside it, and the label belongs to that value.
  let hasValue = !element.matches(CONTROL);
  for (
    let ancestor: Element | null = element, steps = 0;
    ancestor && steps < DEPTH;
    ancestor = shownParent(ancestor), steps++
  ) {
    if (ancestor.matches(`${DIALOG},tr,[role="row"],body`)) return undefined;
    for (
      let before = ancestor.previousSibling, count = 0;
      before && count < MOST_BETWEEN;
      before = before.previousSibling, count++
    ) {
      const field = isElement(before) && before.matches(FIELD) ? before : undefined;
      const text = plainText(before);
      if (text.length > LONGEST_LABELLED) return undefined;
      const label = (field && ownLabel(field)) || text.replace(LONG_VALUE, '').trim();
      // The label belongs to another value.
      if ((field || label !== text) && hasValue) return undefined;
      if (field || label !== text) hasValue = true;
      if (label) return label;
    }
  }
  return undefined;
}

function plainText(node: Node): string {
  if (!isElement(node))
    return node.nodeType === 3
      ? node
          .nodeValue!.slice(0, 2 * LONGEST_LABELLED)
          .replace(/\s+/g, ' ')
          .trim()
      : '';
  const isSilent = isOurElement(node) || (node.matches(CONTROL) && saysCopy(node));
  return isSilent ? '' : textOf(node);
}

/** The name of a control: its text, its label or its picture. */
export function controlName(control: Element): string {
  const text = leavesOf(control)
    .map((leaf) => leaf.text)
    .join(' ');
  // A character such as "⧉" is a picture.
  return (
    control.getAttribute('aria-label') || (/[\p{L}\p{N}]/u.test(text) ? text : (control.getAttribute('title') ?? ''))
  );
}

/** The control that an element is, or is part of. */
export function controlOf(element: Element): Element | undefined {
  for (
    let ancestor: Element | null = element, steps = 0;
    ancestor && steps <= DEPTH;
    ancestor = shownParent(ancestor), steps++
  )
    if (ancestor.matches(CONTROL)) return ancestor;
  return undefined;
}

/** Whether one of the smallest places around an element, itself included, has a Copy button. */
function isBesideCopyControl(element: Element): boolean {
  const places = placesOfCopyControls(element.ownerDocument.body);
  for (
    let ancestor: Element | null = element, steps = 0;
    ancestor && steps < DEPTH && !ancestor.matches('body,table,ul,ol');
    ancestor = shownParent(ancestor), steps++
  ) {
    if (places.has(ancestor)) return true;
  }
  return false;
}

/** All elements below a page's body that hold a Copy button. They are found once, until the page changes. */
function placesOfCopyControls(body: Element): ReadonlySet<Element> {
  return memoize(body, 'copied in', () => {
    const places = new Set<Element>();
    for (const control of copyControlsIn(body)) {
      // Ancestors of a known place are known too.
      for (const ancestor of outwards(shownParent(control))) {
        if (ancestor === body || places.has(ancestor)) break;
        places.add(ancestor);
      }
    }
    return places;
  });
}

/** The verdict of a control's place on the text that it copies. */
export function placeOfControl(control: Element, isName = NO_NAMES): SecretPlace {
  const thing = copiedThing(controlName(control));
  if (thing === 'key') return 'secret';
  if (thing === 'else' || (thing !== 'sample' && placeOf(control) === 'else')) return 'else';
  if (thing === 'this') return placeOf(control);
  return controlName(control) === '' && secretRightBefore(control, isName) ? 'secret' : 'plain';
}

/** All controls below an element that mention copying. */
export function copyControlsIn(root: Element): Element[] {
  return queryAll(root, CONTROL).filter(saysCopy);
}

function saysCopy(control: Element): boolean {
  return orLeftOut(() => memoize(control, 'says copy', () => copiedThing(controlName(control)) !== undefined)) ?? false;
}

/**
 * The secret that a person sees beside a control: right before it, or in the smallest place around it that has one,
 * unless another Copy button is as near. If the control says "Copy", it probably copies that secret; only the page
 * knows.
 */
export function secretBeside(control: Element, isName = NO_NAMES): VisibleSecret | undefined {
  for (
    let ancestor: Element | null = control, steps = 0;
    ancestor && steps <= DEPTH && !ancestor.matches('body');
    ancestor = shownParent(ancestor), steps++
  ) {
    const isShared = copyControlsIn(ancestor).some(
      (other) => other !== control && !other.contains(control) && !control.contains(other),
    );
    if (isShared) return secretRightBefore(control, isName);
    const found = visibleSecrets(ancestor, isName)[0];
    if (found || ancestor.matches(DIALOG)) return found;
  }
  return undefined;
}

/** The secret right before a control. A button without a name, such as a picture, belongs to it. */
export function secretRightBefore(control: Element, isName = NO_NAMES): VisibleSecret | undefined {
  for (
    let ancestor: Element | null = control, steps = 0;
    ancestor && steps < DEPTH && !ancestor.matches(`${DIALOG},tr,body`);
    ancestor = shownParent(ancestor), steps++
  ) {
    for (
      let before = ancestor.previousElementSibling, count = 0;
      before && count < MOST_BETWEEN;
      before = before.previousElementSibling, count++
    ) {
      if (before.matches(CONTROL) || isOurElement(before)) continue;
      const secret = visibleSecrets(before, isName)[0];
      if (secret || textOf(before)) return secret;
    }
  }
  return undefined;
}

export const CODE = 'code,pre,samp,kbd';
const SHOWN_FIELD = 'input:not([type="password"],[type="hidden"]),textarea';
/** No page shows more keys at once; one that does must not hold us up. Chosen, not measured. */
const MOST_VISIBLE = 20;

/** A secret that a person can see: its element, and its range in the text unless it is in a field. */
export interface VisibleSecret {
  element: Element;
  range?: Range;
}

/** A search for secrets that a person can see, and what it has found so far. */
export interface VisibleSearch {
  found: ReadonlyMap<Element, VisibleSecret>;
  steps: InSteps<void>;
}

export function visibleSecrets(root: Element, isName = NO_NAMES): VisibleSecret[] {
  const { found, steps } = searchVisible(root, isName);
  toItsEnd(steps);
  return [...found.values()];
}

/** Searches `root` for the secrets that a person can see, in document order. */
export function searchVisible(root: Element, isName = NO_NAMES, effort: Effort = { steps: 0 }): VisibleSearch {
  const found = new Map<Element, VisibleSecret>();
  return { found, steps: findVisible(root, found, isName, effort) };
}

/**
 * Candidates are memoized until the text changes, so a search that ran out of effort has what it found, and the next
 * one gets further.
 */
function* findVisible(
  root: Element,
  found: Map<Element, VisibleSecret>,
  isName: IsName,
  effort: Effort,
): InSteps<void> {
  for (const long of longTextsShown(root)) {
    if (found.size >= MOST_VISIBLE || effort.steps > MOST_STEPS) break;
    yield undefined;
    const [element] = long;
    const isFound = isOurElement(element) || [...found.keys()].some((other) => other.contains(element));
    const secret = isFound ? undefined : orLeftOut(() => visibleSecretIn(long, isName, effort));
    if (secret) found.set(element, secret);
  }
  yield* findWholeKeys(root, found, isName, effort);
}

function visibleSecretIn([element, text, name]: LongText, isName: IsName, effort: Effort): VisibleSecret | undefined {
  const search = (): SecretCandidate[] => secretCandidates(text(), effort);
  const candidates = name ? memoize(element, name, search) : search();
  if (candidates.length === 0 || !isVisible(element)) return undefined;
  let place: SecretPlace | undefined;
  const secret = candidates.find(
    (candidate) => !isName(candidate.value) && isSecretIn(() => (place ??= placeOf(element)), candidate),
  );
  return secret && shownSecret(element, secret.value);
}

/** Adds the elements whose whole text is a key, though it is short or cut into groups. */
function* findWholeKeys(
  root: Element,
  found: Map<Element, VisibleSecret>,
  isName: IsName,
  effort: Effort,
): InSteps<void> {
  for (const leaf of leavesOf(root)) {
    if (!mayBeOfKey(leaf.text)) continue;
    yield undefined;
    for (const element of [leaf.element, ...(isPieceOfSecret(leaf) ? [blockOf(leaf.element)] : [])]) {
      if (found.size >= MOST_VISIBLE || effort.steps > MOST_STEPS) return;
      if (isName(leaf.text) || [...found.keys()].some((other) => other.contains(element) || element.contains(other)))
        continue;
      const secret = orLeftOut(() => wholeKeyAt(element, effort));
      if (secret) found.set(element, secret);
    }
  }
}

function wholeKeyAt(element: Element, effort: Effort): VisibleSecret | undefined {
  const key = wholeKeyIn(element, effort);
  if (!key || !isVisible(element) || !isPlaceOfKey(element)) return undefined;
  return shownSecret(element, key);
}

/** The text of an element without its controls, if it may be a key. */
function wholeKeyIn(element: Element, effort: Effort): string | undefined {
  const judged = (text: string): string | undefined => {
    effort.steps += text.length;
    // A long secret was already weighed with its place.
    return couldBeWholeKey(text) && secretCandidates(text).length === 0 ? text : undefined;
  };
  if (element.matches(FIELD)) return judged((element as HTMLInputElement).value);
  return memoize(element, 'whole key', () => judged(textWithout(element, (part) => part.matches(CONTROL))));
}

/** A text that may hold a secret, with the name of its memo. It has none in a field, whose value changes unnoticed. */
type LongText = [element: Element, text: () => string, name?: string];

function* longTextsShown(root: Element): Generator<LongText> {
  // Highlighted code may cut a secret into pieces.
  const codes = root.matches(CODE) ? [root] : [];
  visitMarks(root, KIND.code, (code) => void codes.push(code));
  for (const code of codes)
    if (orLeftOut(() => !code.querySelector(CODE))) yield [code, () => code.textContent ?? '', 'secrets in code'];
  for (const field of ['input', 'textarea'].flatMap((tag) => withItself(root, tag) as HTMLInputElement[])) {
    if (orLeftOut(() => field.value.length >= SHORTEST && field.matches(SHOWN_FIELD))) yield [field, () => field.value];
  }
  for (const element of longTextsIn(root)) yield [element, () => directText(element), 'secrets'];
}

function withItself(root: Element, selector: string): Element[] {
  return [...(root.matches(selector) ? [root] : []), ...queryAll(root, selector)];
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
