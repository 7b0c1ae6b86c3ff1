import { cut } from '../../page-model/captured';
import { has } from '../../page-model/plain-search';
import { SEARCH_LIMIT, secretShapeIn } from '../../secrets/secret';
import { HOOK_EVENTS } from './hook-events';

/*
 * Runs in the page's own world, where the page may replace any built-in, before this is loaded and after. This calls
 * only what was there when it was loaded, through `apply`: a test holds the built file to it. What it hands to the
 * browser has no prototype, because the page may have added to that of all objects.
 */

const { apply, defineProperty, getOwnPropertyDescriptor } = Reflect;
const iterator: typeof Symbol.iterator = Symbol.iterator;
const toPrimitive: typeof Symbol.toPrimitive = Symbol.toPrimitive;

type Arguments = unknown[];
type Inspect = (argument: unknown) => unknown;
type Call = (target: Function, self: unknown, args: Arguments) => unknown;

/**
 * Signals to the content script that the page copied a secret, and of which shape, never which text. `port` is our
 * script element, whose events both worlds see. Ends with the stop event.
 *
 * The page must not notice more than that the hook is there: each observed function gives the same results and errors,
 * converts each argument as often as before, and prints as before. If the page has broken what we need, we do nothing.
 */
export function hookClipboard(port: HTMLElement): void {
  let isActive = true;
  const { CustomEvent } = globalThis;
  const { addEventListener, dispatchEvent } = EventTarget.prototype;
  // Set if the tab was left before this was loaded.
  if (apply(Element.prototype.hasAttribute, port, ['data-stopped'])) return;
  const search = (text: string): void => {
    const shape = isActive ? secretShapeIn(text) : undefined;
    const signal =
      shape &&
      new CustomEvent(HOOK_EVENTS.copied, { __proto__: null, detail: shape, cancelable: true } as CustomEventInit);
    // Nobody answers once the extension is gone; then its hook has to go too.
    if (signal && apply(dispatchEvent, port, [signal])) stop();
  };
  const { see, close } = handOn(search, addEventListener);
  const { hook, real, restore } = createHooks();
  const stop = (): void => {
    isActive = false;
    close();
    restore();
  };
  apply(addEventListener, port, [HOOK_EVENTS.stop, stop, { __proto__: null, once: true }]);
  observeClipboard(hook, real, see);
}

/** Observes the functions by which a page can copy. */
function observeClipboard(hook: Hooks['hook'], real: Hooks['real'], see: (text: string) => void): void {
  const seeText = (text: unknown): unknown => seenAsText(text, see);
  quietly(() => {
    // Only secure contexts have the async clipboard.
    if (typeof Clipboard === 'undefined') return;
    hook(Clipboard.prototype, 'writeText', inspecting(0, seeText));
    if (typeof ClipboardItem === 'undefined') return;
    const readItem = itemReader(see);
    const seeItems = (items: unknown): unknown => seenAsList(items, readItem);
    hook(Clipboard.prototype, 'write', inspecting(0, seeItems));
  });
  quietly(() => {
    // Text that a page puts into a copy or a drag by itself.
    hook(DataTransfer.prototype, 'setData', inspecting(1, seeText));
    const seeString = (data: unknown): unknown => (isObject(data) ? data : seeText(data));
    hook(DataTransferItemList.prototype, 'add', inspecting(0, seeString));
  });
  // Observed functions print as the original ones: a Proxy would print without its name.
  quietly(() => hook(Function.prototype, 'toString', (target, self, args) => apply(target, real(self), args)));
}

/** Passes one argument of each call through `inspect`; the call goes on with the result. */
function inspecting(index: number, inspect: Inspect): Call {
  return (target, self, args) => {
    if (index < args.length) args[index] = inspect(args[index]);
    return apply(target, self, args);
  };
}

interface Hooks {
  /** Replaces a function of an object by `call`, if that is possible. */
  hook<Holder extends object>(holder: Holder, name: keyof Holder & string, call: Call): void;
  /** The real function of an observed one; anything else as it is. */
  real(value: unknown): unknown;
  /** Puts all original functions back. */
  restore(): void;
}

function createHooks(): Hooks {
  let restore = (): void => undefined;
  let original = (value: unknown): unknown => value;
  return {
    hook(holder, name, call) {
      const restoreOthers = restore;
      const originalOfOthers = original;
      const hooked = replace(holder, name, call);
      if (!hooked) return;
      original = (value) => (value === hooked.observed ? hooked.original : originalOfOthers(value));
      restore = () => {
        quietly(hooked.restore);
        restoreOthers();
      };
    },
    real: (value) => original(value),
    restore: () => restore(),
  };
}

/** Keeps an error, which the page can cause by replacing a built-in, out of the page's own call. */
function quietly<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

/** Only so many texts wait for a search at once, the first ones: a page may write in a loop (docs/leak-guard.md). */
const MOST_WAITING = 50;

/**
 * Hands a text on to a task of its own, so that no call of the page takes longer for it. A message starts that task:
 * the page may have replaced timers, and they are slow while it is not shown. Only the message holds the text.
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

/** Replaces a function by an observed one; `restore` puts it back. */
function replace<Holder extends object>(
  holder: Holder,
  name: keyof Holder & string,
  call: Call,
): { observed: object; original: object; restore: () => void } | undefined {
  const descriptor = { __proto__: null, ...getOwnPropertyDescriptor(holder, name) } as PropertyDescriptor;
  const original: unknown = descriptor.value;
  if (typeof original !== 'function') return undefined;
  const observed = new Proxy(original, {
    __proto__: null,
    apply: (target: Function, self: unknown, args: Arguments) => call(target, self, args),
  } as ProxyHandler<Function>);
  // A page may have frozen it; then only presses show copies.
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

/** The same argument. Its text is seen when the browser converts it, if it does: once. */
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

/** The same list. Its items are seen when the browser goes through it, if it does: once. */
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

/** Reads the texts of a clipboard item, if it has any and gives them. */
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
