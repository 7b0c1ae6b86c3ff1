import { TAKEOVER_QUESTION } from './takeover-question';

/*
 * Runs in the page's own world, where frameworks note on an element what they know of it; a content script sees none of
 * that. The page may put anything in the place of a built-in: this calls only what it took when it was loaded.
 */

const { apply, ownKeys, getOwnPropertyDescriptor } = Reflect;
/** The functions of the DOM that are needed, as they were when this was loaded. */
function captureDom() {
  const { addEventListener } = EventTarget.prototype;
  const { preventDefault } = Event.prototype;
  const { startsWith } = String.prototype;
  const getterOf = (prototype: object, name: string): Getter => getOwnPropertyDescriptor(prototype, name)!.get!;
  return {
    listen: addEventListener,
    prevent: preventDefault,
    begins: startsWith,
    related: getterOf(FocusEvent.prototype, 'relatedTarget'),
    above: getterOf(Node.prototype, 'parentNode'),
    first: getterOf(Node.prototype, 'firstChild'),
    next: getterOf(Node.prototype, 'nextSibling'),
    kind: getterOf(Node.prototype, 'nodeType'),
    words: getterOf(CharacterData.prototype, 'data'),
    around: getterOf(ShadowRoot.prototype, 'host'),
  };
}

type Getter = () => unknown;
type Dom = ReturnType<typeof captureDom>;

function read(getter: Getter, of: unknown): unknown {
  return apply(getter, of, []);
}

/**
 * Answers whether a framework has taken an element over. `port` is our script element, whose events both worlds see.
 */
export function answerTakeover(port: HTMLElement): void {
  const dom = captureDom();
  const answer = (event: Event): void => {
    try {
      if (isTaken(dom, read(dom.related, event))) apply(dom.prevent, event, []);
    } catch {
      // What the page has broken is no error of the page's.
    }
  };
  apply(dom.listen, port, [TAKEOVER_QUESTION, answer]);
}

/** The longest way up that is looked at: browsers make no page deeper from markup, and React a few parts a level. */
const MOST_LEVELS = 4_096;

function isTaken(dom: Dom, element: unknown): boolean {
  let node = element;
  for (let level = 0; node && level < MOST_LEVELS; level++, node = parentOf(dom, node)) {
    const note = noteOn(dom, node);
    // React marks each element that it has taken over. What it only surrounds is not its own, unless it is to come.
    if (note?.kind === 'fiber') return node === element ? isComplete(note.value) : !hasBoundary(dom, node);
    if (note?.kind === 'container') return false;
    if (note) return true;
  }
  return false;
}

/** The names that React gives its notes, on the elements that it has taken over and on the one that holds them all. */
const NOTES = { fiber: '__reactFiber$', container: '__reactContainer$' } as const;

interface Note {
  kind: keyof typeof NOTES | 'other';
  value?: unknown;
}

/** The note of a framework on a node: what comes out of HTML has no property of its own. */
function noteOn(dom: Dom, node: unknown): Note | undefined {
  const names = ownKeys(node as object);
  let note: Note | undefined;
  for (let index = 0; index < names.length; index++) {
    const name = names[index];
    if (typeof name !== 'string') continue;
    const value = getOwnPropertyDescriptor(node as object, name);
    if (apply(dom.begins, name, [NOTES.fiber])) return { kind: 'fiber', value: value?.value };
    if (apply(dom.begins, name, [NOTES.container])) note = { kind: 'container' };
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

/** Whether React has finished the part that an element is in. If it has to wait, it begins that part again. */
function isComplete(first: unknown): boolean {
  let fiber = first as Fiber | undefined;
  for (let level = 0; fiber && level < MOST_LEVELS; level++, fiber = fiber.return)
    if (fiber.memoizedState?.dehydrated) return false;
  return true;
}

/** Whether a part of an element waits for its own turn: React marks its beginning with a comment. */
function hasBoundary(dom: Dom, node: unknown): boolean {
  let child = read(dom.first, node);
  for (let count = 0; child && count < MOST_LEVELS; count++, child = read(dom.next, child))
    if (read(dom.kind, child) === 8 && apply(dom.begins, read(dom.words, child), ['$'])) return true;
  return false;
}

function parentOf(dom: Dom, node: unknown): unknown {
  return read(dom.above, node) ?? (node instanceof ShadowRoot ? read(dom.around, node) : null);
}
