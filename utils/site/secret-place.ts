import { KIND, leavesOf, longTextsIn, queryAll, textOf, visitMarks } from './digest';
import { closestShown, isElement, isOwn, isVisible, ownText, shownParent } from './dom';
import { columnLabelOf } from './grids';
import { copiedThing, isOtherValueLabel, isSecretLabel } from './secret-labels';
import { secretCandidates, SHORTEST, type SecretCandidate, type SecretShape } from './secret';

/*
 * Where a text stands decides whether it is a secret as much as what it looks like: in the dialog that shows a key
 * once, in a read-only field, in code or beside a Copy button, or under a label such as "Key ID".
 */

/** What a place says of a long unbroken text in it: a `secret`, something `else`, or nothing in particular. */
export type SecretPlace = 'secret' | 'else' | 'plain';

/** Whether a text of this shape is a secret in such a place. */
export function isSecretIn(place: SecretPlace, { shape, label }: SecretCandidate): boolean {
  if (shape === 'v2' || shape === 'jwt') return true;
  if (label !== undefined && isOtherValueLabel(label)) return false;
  return shape === 'token' ? place !== 'else' : place === 'secret';
}

/** What a page shows above itself, and what it asks or tells in there. */
export const DIALOG = 'dialog,[role="dialog"],[role="alertdialog"]';
const FIELD = 'input,textarea';
const CONTROL = 'button,[role="button"],[role="menuitem"],a,summary,input[type="button"],[tabindex]';
/** A place is no larger than so many steps up the tree. */
const DEPTH = 4;

/** What the place of an element says of the text in it. */
export function placeOf(element: Element): SecretPlace {
  const label = labelOf(element);
  if (label && isOtherValueLabel(label)) return 'else';
  const isFixedField = element.matches(FIELD) && (element as HTMLInputElement).readOnly;
  if (isFixedField || closestShown(element, DIALOG)) return 'secret';
  // Ids stand in code and beside Copy buttons too: there the label has to speak of a key.
  const isShown = closestShown(element, CODE) !== undefined || copyControlsAround(element).length > 0;
  return isShown && label && isSecretLabel(label) ? 'secret' : 'plain';
}

/** Which texts are names of keys, and so no secrets, however they look. */
export type IsName = (text: string) => boolean;

const NO_NAMES: IsName = () => false;

/**
 * The surest secret in a text that was copied from an element, weighed with where in that element it stands; or with
 * `place`, where that is known better.
 */
export function secretIn(text: string, from: Element | undefined, isName = NO_NAMES, place?: SecretPlace): SecretShape | undefined {
  const isSecret = (candidate: SecretCandidate): boolean => {
    if (isName(candidate.value)) return false;
    // A selection may go beyond the element that it begins in.
    const exact = from && (leafWith(from, candidate.value) ?? leafWith(from.ownerDocument.body, candidate.value));
    return isSecretIn(place ?? (from ? placeOf(exact ?? from) : 'plain'), candidate);
  };
  return secretCandidates(text).find(isSecret)?.shape;
}

function leafWith(root: Element, text: string): Element | undefined {
  return leavesOf(root).find((leaf) => leaf.text.includes(text))?.element;
}

/** Whether a person sees an element: copy libraries put what they copy out of sight for a moment. */
export function isOnScreen(element: Element): boolean {
  const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
  const { clientWidth, clientHeight } = element.ownerDocument.documentElement;
  const style = getComputedStyle(element);
  const isWithin = right > 0 && bottom > 0 && left < clientWidth && top < clientHeight && width > 2 && height > 2;
  return isWithin && style.opacity !== '0' && style.clip === 'auto';
}

/** The label nearest to an element: its own name, its column's, its field's, or the text right before it. */
function labelOf(element: Element): string | undefined {
  return ownLabel(element) ?? columnLabelOf(element) ?? textBefore(element);
}

function ownLabel(element: Element): string | undefined {
  if (element.matches(CONTROL)) return undefined;
  return element.getAttribute('aria-label') ?? (element as Partial<HTMLInputElement>).labels?.[0]?.textContent ?? undefined;
}

/** A value as long as a secret. */
const LONG_VALUE = /\S{24,}/g;

function textBefore(element: Element): string | undefined {
  // Beside a control stands its value, and the label of that.
  let hasValue = !element.matches(CONTROL);
  for (let at: Element | null = element, steps = 0; at && steps < DEPTH; at = shownParent(at), steps++) {
    if (at.matches(`${DIALOG},tr,[role="row"],body`)) return undefined;
    for (let before = at.previousSibling; before; before = before.previousSibling) {
      const field = isElement(before) && before.matches(FIELD) ? before : undefined;
      const text = plainText(before);
      const label = (field && ownLabel(field)) || text.replace(LONG_VALUE, '').trim();
      // The label of another value is used up by that.
      if ((field || label !== text) && hasValue) return undefined;
      if (field || label !== text) hasValue = true;
      if (label) return label;
    }
  }
  return undefined;
}

function plainText(node: Node): string {
  if (!isElement(node)) return node.nodeType === 3 ? node.nodeValue!.replace(/\s+/g, ' ').trim() : '';
  const isSilent = isOwn(node) || (node.matches(CONTROL) && copiedThing(controlName(node)) !== undefined);
  return isSilent ? '' : textOf(node);
}

/** What a control is called by its words, its label or its picture. */
export function controlName(control: Element): string {
  const text = leavesOf(control).map((leaf) => leaf.text).join(' ');
  // A sign such as "⧉" is a picture.
  return control.getAttribute('aria-label') || (/[\p{L}\p{N}]/u.test(text) ? text : (control.getAttribute('title') ?? ''));
}

/** The control that an element is, or is part of. */
export function controlOf(element: Element): Element | undefined {
  for (let at: Element | null = element, steps = 0; at && steps <= DEPTH; at = shownParent(at), steps++) if (at.matches(CONTROL)) return at;
  return undefined;
}

/** The Copy buttons of the smallest place around an element that has any. */
function copyControlsAround(element: Element): Element[] {
  for (let at: Element | null = element, steps = 0; at && steps < DEPTH && !at.matches('body,table,ul,ol'); at = shownParent(at), steps++) {
    const controls = copyControlsIn(at);
    if (controls.length > 0) return controls;
  }
  return [];
}

/** What the place of a control says of what is copied with it. */
export function placeOfControl(control: Element, isName = NO_NAMES): SecretPlace {
  const thing = copiedThing(controlName(control));
  if (thing === 'key') return 'secret';
  if (thing === 'else' || (thing !== 'sample' && placeOf(control) === 'else')) return 'else';
  if (thing === 'this') return placeOf(control);
  return controlName(control) === '' && secretRightBefore(control, isName) ? 'secret' : 'plain';
}

/** All controls below an element that speak of copying. */
export function copyControlsIn(root: Element): Element[] {
  return queryAll(root, CONTROL).filter((control) => copiedThing(controlName(control)) !== undefined);
}

/**
 * The secret that a person sees beside a control: right before it, or in the smallest place around it that has one,
 * unless another Copy button is as near. That it is copied is likely where the control says "Copy", and certain to nobody
 * but the page.
 */
export function secretBeside(control: Element, isName = NO_NAMES): VisibleSecret | undefined {
  for (let at: Element | null = control, steps = 0; at && steps <= DEPTH && !at.matches('body'); at = shownParent(at), steps++) {
    const isShared = copyControlsIn(at).some((other) => other !== control && !other.contains(control) && !control.contains(other));
    if (isShared) return secretRightBefore(control, isName);
    const found = visibleSecrets(at, isName)[0];
    if (found || at.matches(DIALOG)) return found;
  }
  return undefined;
}

/** The secret that is the last thing before a control: a button without a name, such as a picture, belongs to that. */
export function secretRightBefore(control: Element, isName = NO_NAMES): VisibleSecret | undefined {
  for (let at: Element | null = control, steps = 0; at && steps < DEPTH && !at.matches(`${DIALOG},tr,body`); at = shownParent(at), steps++) {
    for (let before = at.previousElementSibling; before; before = before.previousElementSibling) {
      if (before.matches(CONTROL) || isOwn(before)) continue;
      const secret = visibleSecrets(before, isName)[0];
      if (secret || textOf(before)) return secret;
    }
  }
  return undefined;
}

const CODE = 'code,pre,samp,kbd';
const SHOWN_FIELD = 'input:not([type="password"],[type="hidden"]),textarea';
/** No page shows more keys at once; one that does shall not hold us up. */
const MOST_VISIBLE = 20;

/** A secret that a person can see: the element that shows it, and where in its text, if it is no field. */
export interface VisibleSecret {
  element: Element;
  range?: Range;
}

/** The secrets that a person can see in `root`, in document order. */
export function visibleSecrets(root: Element, isName = NO_NAMES): VisibleSecret[] {
  const found = new Map<Element, VisibleSecret>();
  const consider = (element: Element, text: string): void => {
    if (found.size >= MOST_VISIBLE || isOwn(element) || [...found.keys()].some((other) => other.contains(element))) return;
    const candidates = secretCandidates(text);
    if (candidates.length === 0 || !isVisible(element)) return;
    const secret = candidates.find((candidate) => !isName(candidate.value) && isSecretIn(placeOf(element), candidate));
    if (!secret) return;
    const range = element.matches(FIELD) ? undefined : rangeOf(element, secret.value);
    found.set(element, { element, ...(range && { range }) });
  };
  // In code a secret may be cut into coloured pieces.
  const considerCode = (code: Element): void => {
    if (!code.querySelector(CODE)) consider(code, code.textContent ?? '');
  };
  if (root.matches(CODE)) considerCode(root);
  visitMarks(root, KIND.code, considerCode);
  for (const tag of ['input', 'textarea']) {
    for (const field of withItself(root, tag) as HTMLInputElement[]) if (field.value.length >= SHORTEST && field.matches(SHOWN_FIELD)) consider(field, field.value);
  }
  for (const element of longTextsIn(root)) consider(element, ownText(element));
  return [...found.values()];
}

function withItself(root: Element, selector: string): Element[] {
  return [...(root.matches(selector) ? [root] : []), ...queryAll(root, selector)];
}

/** Where a text stands in an element, though it may be cut into several nodes. */
function rangeOf(element: Element, value: string): Range | undefined {
  const nodes: Text[] = [];
  const texts = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) nodes.push(texts.currentNode as Text);
  const start = nodes.map(({ data }) => data).join('').indexOf(value);
  if (start < 0) return undefined;
  const range = element.ownerDocument.createRange();
  let before = 0;
  for (const node of nodes) {
    const after = before + node.data.length;
    if (start >= before && start < after) range.setStart(node, start - before);
    if (start + value.length > before && start + value.length <= after) range.setEnd(node, start + value.length - before);
    before = after;
  }
  return range;
}
