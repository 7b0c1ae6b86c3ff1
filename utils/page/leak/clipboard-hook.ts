import { cut } from '../../site/captured';
import { has } from '../../site/plain-search';
import { SEARCH_LIMIT, secretShapeIn } from '../../site/secret';
import { HOOK_EVENTS } from './hook-events';

/*
 * Runs in the page's own world, among built-ins that the page may put anything in the place of, before us and after. What was
 * there when this was loaded is called, through `apply`, and nothing else: a test holds the built file to it. What the browser
 * is handed has no prototype, since the page may have added to that of all objects.
 */

const { apply, defineProperty, getOwnPropertyDescriptor } = Reflect;
const iterator: typeof Symbol.iterator = Symbol.iterator;
const toPrimitive: typeof Symbol.toPrimitive = Symbol.toPrimitive;

type Arguments = unknown[];
type Look = (argument: unknown) => unknown;

/**
 * Tells the content script that a secret was copied by the page, and of which shape, never what was copied. `port` is our
 * script element, whose events both worlds see. Ends with the stop event.
 *
 * The page must not notice more than that the hook is there: each observed function gives the same results and errors,
 * converts each argument as often as before, and prints as before. Where the page has broken what we need, it is left alone.
 */
export function hookClipboard(port: HTMLElement): void {
  let isActive = true;
  const { CustomEvent } = globalThis;
  const { addEventListener, dispatchEvent } = EventTarget.prototype;
  // Said when the tab has gone before this was loaded.
  if (apply(Element.prototype.hasAttribute, port, ['data-stopped'])) return;
  const search = (text: string): void => {
    const shape = isActive ? secretShapeIn(text) : undefined;
    const told =
      shape &&
      new CustomEvent(HOOK_EVENTS.copied, { __proto__: null, detail: shape, cancelable: true } as CustomEventInit);
    // Nobody answers once the extension is gone; then its hook has to go too.
    if (told && apply(dispatchEvent, port, [told])) stop();
  };
  const { see, close } = handOn(search, addEventListener);
  let restores = (): void => undefined;
  const stop = (): void => {
    isActive = false;
    close();
    restores();
  };
  apply(addEventListener, port, [HOOK_EVENTS.stop, stop, { __proto__: null, once: true }]);
  let printed: (value: unknown) => unknown = (value) => value;
  const hook = <Holder extends object>(
    holder: Holder,
    name: keyof Holder & string,
    call: (target: Function, self: unknown, args: Arguments) => unknown,
  ): void => {
    const before = restores;
    const printedBefore = printed;
    const hooked = replace(holder, name, call);
    if (!hooked) return;
    printed = (value) => (value === hooked.observed ? hooked.original : printedBefore(value));
    restores = () => {
      quietly(hooked.restore);
      before();
    };
  };
  /** Has one argument of each call of a function go through `look`; the call goes on with what that gives back. */
  const observe = <Holder extends object>(
    holder: Holder,
    name: keyof Holder & string,
    index: number,
    look: Look,
  ): void =>
    hook(holder, name, (target, self, args) => {
      if (index < args.length) args[index] = look(args[index]);
      return apply(target, self, args);
    });
  quietly(() => {
    // The async clipboard is there in secure contexts alone.
    if (typeof Clipboard !== 'undefined') {
      observe(Clipboard.prototype, 'writeText', 0, (text) => seenAsText(text, see));
      const readItem = typeof ClipboardItem === 'undefined' ? undefined : itemReader(see);
      if (readItem) observe(Clipboard.prototype, 'write', 0, (items) => seenAsList(items, readItem));
    }
  });
  quietly(() => {
    // What a page puts into a copy or a drag by itself.
    observe(DataTransfer.prototype, 'setData', 1, (data) => seenAsText(data, see));
    observe(DataTransferItemList.prototype, 'add', 0, (data) =>
      typeof data === 'string' ? seenAsText(data, see) : data,
    );
  });
  // They print as the ones they stand for: a Proxy would print without its name.
  quietly(() => hook(Function.prototype, 'toString', (target, self, args) => apply(target, printed(self), args)));
}

/** Runs what must not fail in the midst of the page's own doing, by what the page has put in the place of a built-in. */
function quietly<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

/** What waits to be searched at once: a page may write in a loop. Of more than this it is the first that are. */
const MOST_WAITING = 50;

/**
 * Hands a text on to a task of its own, so that no call of the page takes longer for it. A message is that task: a timer
 * would be the page's own wherever that has put another in its place, and is slow where the page is not shown. The text is
 * nowhere but in the message.
 */
function handOn(search: (text: string) => void, listen: Function): { see: (text: string) => void; close: () => void } {
  const { port1, port2 } = new MessageChannel();
  const { postMessage, start, close } = MessagePort.prototype;
  const dataOf = getOwnPropertyDescriptor(MessageEvent.prototype, 'data')!.get!;
  let waiting = 0;
  apply(listen, port1, [
    'message',
    (event: unknown) =>
      quietly(() => {
        waiting--;
        search(apply(dataOf, event, []) as string);
      }),
  ]);
  apply(start, port1, []);
  const see = (text: string): void =>
    void quietly(() => {
      if (waiting >= MOST_WAITING) return;
      apply(postMessage, port2, [cut(text, 0, SEARCH_LIMIT)]);
      waiting++;
    });
  return { see, close: () => void quietly(() => apply(close, port1, [])) };
}

/** Puts an observed function in the place of one, and tells how to put that back. */
function replace<Holder extends object>(
  holder: Holder,
  name: keyof Holder & string,
  call: (target: Function, self: unknown, args: Arguments) => unknown,
): { observed: object; original: object; restore: () => void } | undefined {
  const descriptor = { __proto__: null, ...getOwnPropertyDescriptor(holder, name) } as PropertyDescriptor;
  const original: unknown = descriptor.value;
  if (typeof original !== 'function') return undefined;
  const observed = new Proxy(original, {
    __proto__: null,
    apply: (target: Function, self: unknown, args: Arguments) => call(target, self, args),
  } as ProxyHandler<Function>);
  // A page may have frozen it; then only what we see of presses is left.
  if (!defineProperty(holder, name, { __proto__: null, ...descriptor, value: observed } as PropertyDescriptor))
    return undefined;
  return {
    observed,
    original,
    restore: () => {
      const now = { __proto__: null, ...getOwnPropertyDescriptor(holder, name) } as PropertyDescriptor;
      if (now.value === observed) defineProperty(holder, name, descriptor);
    },
  };
}

/** The same argument, whose text is seen when the browser converts it: once, and only if it comes to that. */
function seenAsText(argument: unknown, see: (text: string) => void): unknown {
  if (typeof argument === 'string') {
    see(argument);
    return argument;
  }
  if (!isObject(argument)) return argument;
  return {
    [toPrimitive]: () => {
      const text = `${argument as unknown as string}`;
      see(text);
      return text;
    },
  };
}

/** The same list, whose items are seen when the browser goes through it: once, and only if it comes to that. */
function seenAsList(list: unknown, see: (item: unknown) => void): unknown {
  if (!isObject(list)) return list;
  return {
    get [iterator]() {
      const start: unknown = (list as Partial<Iterable<unknown>>)[iterator];
      return typeof start === 'function' ? () => seenSteps(apply(start, list, []), see) : start;
    },
  };
}

function seenSteps(steps: unknown, see: (item: unknown) => void): unknown {
  if (!isObject(steps)) return steps;
  const { next } = steps as { next?: unknown };
  if (typeof next !== 'function') return steps;
  return {
    next: () => {
      const step: unknown = apply(next, steps, []);
      if (!isObject(step) || (step as IteratorResult<unknown>).done) return step;
      const { value } = step as IteratorResult<unknown>;
      see(value);
      return { done: false, value };
    },
  };
}

/** Reads the texts of a clipboard item; what has none, or fails to give it, is left alone. */
function itemReader(see: (text: string) => void): (item: unknown) => void {
  const { getType } = ClipboardItem.prototype;
  const typesOf = getOwnPropertyDescriptor(ClipboardItem.prototype, 'types')!.get!;
  const { text } = Blob.prototype;
  const { then } = Promise.prototype;
  const whenGiven = (given: unknown, use: (value: unknown) => void): void => {
    // The browser would ask the page's `constructor` for the promise that is made of it.
    defineProperty(given as object, 'constructor', { __proto__: null, value: undefined } as PropertyDescriptor);
    apply(then, given, [(value: unknown) => quietly(() => use(value)), () => undefined]);
  };
  return (item) =>
    void quietly(() => {
      const types = apply(typesOf, item, []) as readonly string[];
      for (let index = 0; index < types.length; index++) {
        const type = types[index]!;
        if (has(/^(?:web )?text\//, type))
          whenGiven(apply(getType, item, [type]), (blob) =>
            whenGiven(apply(text, blob, []), (value) => see(value as string)),
          );
      }
    });
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
