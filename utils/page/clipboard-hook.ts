import { SEARCH_LIMIT, secretShapeIn } from '../site/secret';
import { HOOK_EVENTS } from './hook-events';

/**
 * Runs in the page's own world: tells the content script that a secret was copied by the page, and of which shape,
 * never what was copied. `port` is our script element, whose events both worlds see. Ends with the stop event.
 *
 * The page must not notice more than that the hook is there: each observed function gives the same results and errors,
 * converts each argument as often as before, and prints as before.
 */
export function hookClipboard(port: HTMLElement): void {
  if (port.dataset.stopped !== undefined) return;
  let isActive = true;
  // Taken now, so that what the page puts in their place later is never called by us.
  const dispatch = port.dispatchEvent.bind(port);
  const { CustomEvent } = globalThis;
  const search = (text: string): void => {
    const shape = isActive ? secretShapeIn(text) : undefined;
    // Nobody answers once the extension is gone; then its hook has to go too.
    if (shape && dispatch(new CustomEvent(HOOK_EVENTS.copied, { detail: shape, cancelable: true }))) stop();
  };
  const [see, close] = handOn(search);
  const hooks = new Hooks();
  const stop = (): void => {
    isActive = false;
    close();
    hooks.restore();
  };
  // The async clipboard is there in secure contexts alone.
  if (typeof Clipboard !== 'undefined') {
    hooks.observe(Clipboard.prototype, 'writeText', 0, (text) => seenAsText(text, see));
    if (typeof ClipboardItem !== 'undefined') hooks.observe(Clipboard.prototype, 'write', 0, (items) => seenAsList(items, itemReader(see)));
  }
  // What a page puts into a copy or a drag by itself.
  hooks.observe(DataTransfer.prototype, 'setData', 1, (data) => seenAsText(data, see));
  hooks.observe(DataTransferItemList.prototype, 'add', 0, (data) => (typeof data === 'string' ? seenAsText(data, see) : data));
  hooks.keepPrints();
  port.addEventListener(HOOK_EVENTS.stop, stop, { once: true });
}

type Arguments = unknown[];

const { apply } = Reflect;

/** What waits to be searched at once: a page may write in a loop. Of more than this it is the first that are. */
const MOST_WAITING = 50;

/**
 * Hands a text on to a task of its own, so that no call of the page takes longer for it. A message is that task: a timer
 * would be the page's own wherever that has put another in its place, and is slow where the page is not shown. The text is
 * nowhere but in the message.
 */
function handOn(search: (text: string) => void): [see: (text: string) => void, close: () => void] {
  const { port1, port2 } = new MessageChannel();
  const post = port2.postMessage.bind(port2);
  const { slice } = String.prototype;
  let waiting = 0;
  port1.addEventListener('message', ({ data }) => {
    waiting--;
    try {
      search(data);
    } catch {
      // By what the page has put in the place of a built-in: that is no error of the page's.
    }
  });
  port1.start();
  const see = (text: string): void => {
    if (waiting >= MOST_WAITING) return;
    waiting++;
    post(apply(slice, text, [0, SEARCH_LIMIT]));
  };
  return [see, port1.close.bind(port1)];
}

/** Functions of the page's world that are observed, and how to put them back. */
class Hooks {
  readonly #pairs: { observed: object; original: object }[] = [];
  readonly #restores: (() => void)[] = [];

  /** Has one argument of each call of a function go through `look`; the call goes on with what that gives back. */
  observe<Holder extends object>(holder: Holder, name: keyof Holder & string, index: number, look: (argument: unknown) => unknown): void {
    this.#replace(holder, name, (target, self, args) => {
      if (index < args.length) args[index] = look(args[index]);
      return apply(target, self, args);
    });
  }

  /** Has the observed functions print as the ones they stand for: a Proxy would print without its name. */
  keepPrints(): void {
    this.#replace(Function.prototype, 'toString', (target, self, args) => apply(target, this.#originalOf(self), args));
  }

  /** Puts everything back, but for what the page has replaced since. */
  restore(): void {
    for (const restore of this.#restores) restore();
  }

  #originalOf(value: unknown): unknown {
    // A loop by index: the page may have replaced anything else.
    for (let index = 0; index < this.#pairs.length; index++) if (this.#pairs[index]!.observed === value) return this.#pairs[index]!.original;
    return value;
  }

  #replace<Holder extends object>(holder: Holder, name: keyof Holder & string, call: (target: Function, self: unknown, args: Arguments) => unknown): void {
    const descriptor = Object.getOwnPropertyDescriptor(holder, name);
    const original: unknown = descriptor?.value;
    if (typeof original !== 'function') return;
    const observed = new Proxy(original, { apply: (target, self, args: Arguments) => call(target, self, args) });
    // A page may have frozen it; then only what we see of presses is left.
    if (!Reflect.defineProperty(holder, name, { ...descriptor, value: observed })) return;
    this.#pairs.push({ observed, original });
    this.#restores.push(() => {
      if (Object.getOwnPropertyDescriptor(holder, name)?.value === observed) Reflect.defineProperty(holder, name, { ...descriptor });
    });
  }
}

/** The same argument, whose text is seen when the browser converts it: once, and only if it comes to that. */
function seenAsText(argument: unknown, see: (text: string) => void): unknown {
  if (typeof argument === 'string') {
    see(argument);
    return argument;
  }
  if (!isObject(argument)) return argument;
  return {
    [Symbol.toPrimitive]: () => {
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
    get [Symbol.iterator]() {
      const start: unknown = (list as Partial<Iterable<unknown>>)[Symbol.iterator];
      return typeof start === 'function' ? () => seenSteps(apply(start, list, []), see) : start;
    },
  };
}

function seenSteps(iterator: unknown, see: (item: unknown) => void): unknown {
  if (!isObject(iterator)) return iterator;
  const { next } = iterator as { next?: unknown };
  if (typeof next !== 'function') return iterator;
  return {
    next: () => {
      const step: unknown = apply(next, iterator, []);
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
  const { text } = Blob.prototype;
  const read = async (item: unknown): Promise<void> => {
    if (!(item instanceof ClipboardItem)) return;
    for (const type of item.types) if (/^(?:web )?text\//.test(type)) see(await apply(text, await apply(getType, item, [type]), []));
  };
  return (item) => void read(item).catch(() => undefined);
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
