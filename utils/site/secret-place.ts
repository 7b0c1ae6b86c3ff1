import { isOwn, isVisible, leavesOf, ownText, shadowRootsAndFrames, shownParent, textOf } from './dom';
import { columnLabelOf } from './grids';
import { copiedThing, isOtherValueLabel } from './labels';
import { secretCandidates, type SecretCandidate, type SecretShape } from './secret';

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

const DIALOG = 'dialog,[role="dialog"],[role="alertdialog"]';
const CODE = 'code,pre,samp,kbd';
const CONTROL = 'button,[role="button"],[role="menuitem"],a,summary,input[type="button"],[tabindex]';
/** A place is no larger than so many steps up the tree. */
const DEPTH = 4;

/** What the place of an element says of the text in it. */
export function placeOf(element: Element): SecretPlace {
  const label = labelOf(element);
  if (label && isOtherValueLabel(label)) return 'else';
  const isFixedField = element.matches('input,textarea') && (element as HTMLInputElement).readOnly;
  const isShown = isFixedField || element.closest(`${DIALOG},${CODE}`) !== null;
  return isShown || copyControlsAround(element).length > 0 ? 'secret' : 'plain';
}

/** The surest secret in a text that was copied from an element, weighed with where in that element it stands. */
export function secretIn(text: string, from: Element | undefined): SecretShape | undefined {
  const isSecret = (candidate: SecretCandidate): boolean => {
    const exact = from && leavesOf(from).find((leaf) => leaf.text.includes(candidate.value))?.element;
    return isSecretIn(from ? placeOf(exact ?? from) : 'plain', candidate);
  };
  return secretCandidates(text).find(isSecret)?.shape;
}

/** The label nearest to an element: its own name, its column's, its field's, or the text right before it. */
function labelOf(element: Element): string | undefined {
  const own = element.getAttribute('aria-label') ?? (element as Partial<HTMLInputElement>).labels?.[0]?.textContent;
  if (own && !element.matches(CONTROL)) return own;
  return columnLabelOf(element) ?? textBefore(element);
}

function textBefore(element: Element): string | undefined {
  for (let at: Element | null = element, steps = 0; at && steps < DEPTH; at = shownParent(at), steps++) {
    if (at.matches(`${DIALOG},tr,[role="row"],body`)) return undefined;
    for (let before = at.previousElementSibling; before; before = before.previousElementSibling) {
      // Beside a Copy button stands the value, and the label before that.
      const text = isOwn(before) ? '' : textOf(before).replace(/\S{24,}/g, '').trim();
      if (text) return text;
    }
  }
  return undefined;
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
export function placeOfControl(control: Element): SecretPlace {
  const thing = copiedThing(controlName(control));
  if (thing === 'else' || thing === 'key') return thing === 'key' ? 'secret' : 'else';
  if (placeOf(control) === 'else') return 'else';
  const isBeside = thing === 'this' || (controlName(control) === '' && secretBeside(control) !== undefined);
  return isBeside ? 'secret' : 'plain';
}

/** All controls below an element that speak of copying. */
export function copyControlsIn(root: ParentNode): Element[] {
  return [...root.querySelectorAll(CONTROL)].filter((control) => copiedThing(controlName(control)) !== undefined);
}

/**
 * The secret that a person sees beside a control: in the largest place around it that has no other Copy button.
 * That it is copied is likely where the control says "Copy", and certain to nobody but the page.
 */
export function secretBeside(control: Element): Element | undefined {
  let found: Element | undefined;
  for (let at: Element | null = control, steps = 0; at && steps <= DEPTH && !at.matches('body'); at = shownParent(at), steps++) {
    if (copyControlsIn(at).some((other) => other !== control && !other.contains(control) && !control.contains(other))) break;
    found ??= visibleSecrets(at)[0];
    if (at.matches(DIALOG)) break;
  }
  return found;
}

const UNSEEN = new Set(['script', 'style', 'template', 'noscript', 'title', 'textarea', 'option']);
/** No page shows more keys at once; one that does shall not hold us up. */
const MOST_VISIBLE = 20;

/** The elements below `root` in which a person can see a secret, in document order. */
export function visibleSecrets(root: Element): Element[] {
  const found = new Set<Element>();
  const consider = (element: Element, text: string): void => {
    const isNew = found.size < MOST_VISIBLE && text.length > 0 && !isOwn(element) && ![...found].some((other) => other.contains(element));
    if (!isNew) return;
    const candidates = secretCandidates(text);
    if (candidates.length > 0 && isVisible(element) && candidates.some((candidate) => isSecretIn(placeOf(element), candidate))) found.add(element);
  };
  for (const part of [root, ...shadowRootsAndFrames(root)]) {
    const host = part as Element | ShadowRoot;
    // In code a secret may be cut into coloured pieces.
    for (const code of host.querySelectorAll(CODE)) if (!code.querySelector(CODE)) consider(code, code.textContent ?? '');
    for (const field of host.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input:not([type="password"],[type="hidden"]),textarea')) consider(field, field.value);
    const texts = (root.ownerDocument ?? document).createTreeWalker(host, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { parentElement, nodeValue } = texts.currentNode;
      if (parentElement && !UNSEEN.has(parentElement.localName) && (nodeValue ?? '').trim().length >= 8) consider(parentElement, ownText(parentElement));
    }
  }
  return [...found];
}
