import { TAKEOVER_QUESTION } from './takeover-question';

/*
 * Runs in the page's own world, where frameworks note on an element what they know of it; a content script sees none of
 * that. The page may put anything in the place of a built-in: this calls only what it took when it was loaded.
 */

const { apply, ownKeys, getOwnPropertyDescriptor } = Reflect;
const { startsWith } = String.prototype;
const { addEventListener } = EventTarget.prototype;
const { preventDefault } = Event.prototype;

type Getter = (this: unknown) => unknown;

function getterOf(prototype: object, name: string): Getter {
  return getOwnPropertyDescriptor(prototype, name)!.get! as Getter;
}

const relatedTarget = getterOf(FocusEvent.prototype, 'relatedTarget');
const parentNode = getterOf(Node.prototype, 'parentNode');
const firstChild = getterOf(Node.prototype, 'firstChild');
const nextSibling = getterOf(Node.prototype, 'nextSibling');
const nodeType = getterOf(Node.prototype, 'nodeType');
const data = getterOf(CharacterData.prototype, 'data');
const host = getterOf(ShadowRoot.prototype, 'host');

/** Answers whether a framework has taken an element over. `port` is our script element, whose events both worlds see. */
export function answerTakeover(port: HTMLElement): void {
  const answer = (event: Event): void => {
    try {
      if (isTaken(apply(relatedTarget, event, []))) apply(preventDefault, event, []);
    } catch {
      // What the page has broken is no error of the page's.
    }
  };
  apply(addEventListener, port, [TAKEOVER_QUESTION, answer]);
}

/** The longest way up that is looked at: browsers make no page deeper from markup, and React a few parts a level. */
const MOST_LEVELS = 4_096;

function isTaken(element: unknown): boolean {
  let node = element;
  for (let level = 0; node && level < MOST_LEVELS; level++, node = parentOf(node)) {
    const note = noteOn(node);
    // React marks each element that it has taken over. What it only surrounds is not its own, unless it is to come.
    if (note?.kind === 'fiber') return node === element ? isComplete(note.value) : !hasBoundary(node);
    if (note?.kind === 'container') return false;
    if (note) return true;
  }
  return false;
}

/** What React notes on the elements that it has taken over, and on the one that holds them all. */
const NOTES = { fiber: '__reactFiber$', container: '__reactContainer$' } as const;

interface Note {
  kind: keyof typeof NOTES | 'other';
  value?: unknown;
}

/** What someone has noted on a node: what comes out of HTML has no property of its own. */
function noteOn(node: unknown): Note | undefined {
  const names = ownKeys(node as object);
  let note: Note | undefined;
  for (let index = 0; index < names.length; index++) {
    const name = names[index];
    if (typeof name !== 'string') continue;
    const value = getOwnPropertyDescriptor(node as object, name);
    if (apply(startsWith, name, [NOTES.fiber])) return { kind: 'fiber', value: value?.value };
    if (apply(startsWith, name, [NOTES.container])) note = { kind: 'container' };
    else if (note === undefined && value?.writable && mayBeNoted(node)) note = { kind: 'other' };
  }
  return note;
}

/** The fields of a form are its own properties too, and on the document and its body may be anything. */
function mayBeNoted(node: unknown): boolean {
  const isTop = node === document || node === document.body || node === document.documentElement;
  return !isTop && !(node instanceof HTMLFormElement);
}

interface Fiber {
  return?: Fiber;
  memoizedState?: { dehydrated?: unknown };
}

/** Whether React is through with the part that an element is in. If it has to wait, it begins that part again. */
function isComplete(first: unknown): boolean {
  let fiber = first as Fiber | undefined;
  for (let level = 0; fiber && level < MOST_LEVELS; level++, fiber = fiber.return)
    if (fiber.memoizedState?.dehydrated) return false;
  return true;
}

/** Whether a part of an element waits for its own turn: React marks its beginning with a comment. */
function hasBoundary(node: unknown): boolean {
  let child = apply(firstChild, node, []);
  for (let count = 0; child && count < MOST_LEVELS; count++, child = apply(nextSibling, child, []))
    if (apply(nodeType, child, []) === 8 && apply(startsWith, apply(data, child, []), ['$'])) return true;
  return false;
}

function parentOf(node: unknown): unknown {
  return apply(parentNode, node, []) ?? (node instanceof ShadowRoot ? apply(host, node, []) : null);
}
