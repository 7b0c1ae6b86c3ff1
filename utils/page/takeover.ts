import { outwards } from '../page-model/dom';
import { TAKEOVER_QUESTION } from './takeover-question';
import { later } from './tasks';

/*
 * A page may come with its list in the HTML, and its framework takes that over later: as soon as its code is there, or
 * when a part is needed. It expects to find what was sent, and nothing else: where something of ours is in it, React
 * draws its whole root again, and what was typed into a field is lost
 * (https://react.dev/reference/react-dom/client/hydrateRoot#caveats).
 */

/** By this time (ms) after a page has settled, a few lines of script have run. Chosen, not measured. */
const SCRIPTS_TAKE = 1_500;
/** The same of a framework: the latest takeover that was tried comes 5 s after the page has loaded. */
const FRAMEWORKS_TAKE = 8_000;
/** No framework that can take a page over is shorter than this, in characters. The smallest, Preact, has 10,000. */
const SHORTEST_FRAMEWORK = 8_000;
/** How often (ms) a part that is not taken over yet is asked again. Chosen, not measured. */
const BETWEEN_QUESTIONS = 100;
/**
 * So many parts are asked at a time, and then as many others: frameworks take over a list as a whole, or a few parts of
 * it. Chosen, not measured.
 */
const ASKED_AT_ONCE = 8;

/** Parts that say of themselves that their framework is still to come: Astro's islands, and Angular's. */
const STILL_TO_COME = 'astro-island[ssr],[ngh]';
/** The types of scripts that run. All others are data. */
const RUNS = /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script)$/i;
const HTTP = /^https?:/;

interface TakeoverDependencies {
  page: Document;
  /** The address of the takeover probe. */
  probeUrl: string;
  /** Called when a part that was waited for may be over. */
  onOver(): void;
}

/** Knows which parts of a page an element of ours may go into: those that no framework takes over any more. */
export class Takeover {
  readonly #dependencies: TakeoverDependencies;
  readonly #signal: AbortSignal;
  readonly #drawn: DrawnByScript;
  /** When (ms of the page's clock) the page had settled. */
  #settledAt = Infinity;
  readonly #waiting = new Set<Element>();
  readonly #taken = new WeakSet<Element>();
  #isAsking = false;
  #isEnded = false;
  #probe: HTMLScriptElement | undefined;

  /** Follows from now on what scripts draw. `settled` resolves when the page has loaded. */
  constructor(dependencies: TakeoverDependencies, settled: Promise<void>, signal: AbortSignal) {
    this.#dependencies = dependencies;
    this.#signal = signal;
    this.#drawn = new DrawnByScript(dependencies.page, signal);
    void settled.then(() => {
      const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
      this.#settledAt = navigation?.loadEventEnd || performance.now();
      later(() => this.#drawn.end(), FRAMEWORKS_TAKE, signal);
    });
  }

  /** Whether no framework takes over what `element` is in. If not, `onOver` is called later. */
  isOver(element: Element): boolean {
    // While it waits for parts, it asks about the end of the wait already.
    if (this.#isEnded || (!this.#isAsking && this.#isOverEverywhere())) return true;
    if (this.#taken.has(element)) return true;
    if (this.#isTaken(element)) {
      this.#taken.add(element);
      return true;
    }
    this.#waiting.add(element);
    if (!this.#isAsking) this.#askAgain();
    return false;
  }

  #askAgain(): void {
    this.#isAsking = true;
    later(() => this.#ask(), BETWEEN_QUESTIONS, this.#signal);
  }

  #ask(): void {
    this.#isAsking = false;
    const asked = [...this.#waiting].slice(0, ASKED_AT_ONCE);
    const isAnyOver = asked.some((element) => !element.isConnected || this.#isTaken(element));
    if (!isAnyOver && !this.#isOverEverywhere()) {
      for (const element of asked) {
        // Next time others come first.
        this.#waiting.delete(element);
        this.#waiting.add(element);
      }
      this.#askAgain();
      return;
    }
    this.#waiting.clear();
    this.#dependencies.onOver();
  }

  #isOverEverywhere(): boolean {
    this.#isEnded ||= performance.now() - this.#settledAt >= longestWait(this.#dependencies.page);
    return this.#isEnded;
  }

  #isTaken(element: Element): boolean {
    if (element.closest(STILL_TO_COME)) return false;
    if (this.#drawn.has(element) || isLongerThanSent(element)) return true;
    this.#probe ??= injectProbe(this.#dependencies, this.#signal);
    // The related element is the one thing of an event that is seen in both worlds.
    return !this.#probe.dispatchEvent(new FocusEvent(TAKEOVER_QUESTION, { relatedTarget: element, cancelable: true }));
  }
}

/** What holds all rows of a list. */
const LIST = 'table,[role="table"],[role="grid"],[role="treegrid"],[role="list"],ul,ol,dl,main';
/** Of each list, whether it was too long to have been sent. */
const areTooLong = new WeakMap<Element, boolean>();

/** Whether the list that an element is in is longer than all of the HTML that was sent: then a script has drawn it. */
function isLongerThanSent(element: Element): boolean {
  const list = element.closest(LIST);
  if (!list) return false;
  let isTooLong = areTooLong.get(list);
  if (isTooLong === undefined) {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    // In bytes, so never less than its characters; 0 if the browser does not say.
    const sent = navigation?.decodedBodySize ?? 0;
    isTooLong = sent > 0 && list.getHTML().length > sent;
    areTooLong.set(list, isTooLong);
  }
  return isTooLong;
}

/** How long (ms) after it has settled a page may still be taken over. */
function longestWait(page: Document): number {
  const scripts = [...page.scripts].filter(({ type, src }) => RUNS.test(type) && (src === '' || HTTP.test(src)));
  const isLong = ({ type, src, text }: HTMLScriptElement): boolean =>
    type === 'module' || src !== '' || text.length > SHORTEST_FRAMEWORK;
  if (scripts.some(isLong) || hasFetchedScript()) return FRAMEWORKS_TAKE;
  return scripts.length > 0 ? SCRIPTS_TAKE : 0;
}

/** A script may have gone since it ran, and one that another imports is no element. */
function hasFetchedScript(): boolean {
  const fetched = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  return fetched.some(({ name, initiatorType }) => initiatorType === 'script' && HTTP.test(name));
}

/** Knows the parts of a page that scripts have put there: only what the server sent is taken over. */
class DrawnByScript {
  readonly #observer: MutationObserver;
  readonly #drawn = new WeakSet<Node>();
  /** What was taken out, and may be put in elsewhere: what is streamed is moved to its place by a script. */
  readonly #moved = new WeakSet<Node>();

  constructor(page: Document, signal: AbortSignal) {
    const view = page.defaultView as Window & typeof globalThis;
    this.#observer = new view.MutationObserver((records) => this.#follow(records));
    this.#observer.observe(page, { subtree: true, childList: true });
    signal.addEventListener('abort', () => this.end(), { once: true });
  }

  has(element: Element): boolean {
    this.#follow(this.#observer.takeRecords());
    for (const ancestor of outwards(element)) if (this.#drawn.has(ancestor)) return true;
    return false;
  }

  end(): void {
    this.#observer.disconnect();
  }

  #follow(records: readonly MutationRecord[]): void {
    for (const { addedNodes, removedNodes } of records) {
      for (const node of removedNodes) if (!this.#drawn.has(node)) this.#moved.add(node);
      for (const node of addedNodes) if (!this.#moved.has(node)) this.#drawn.add(node);
    }
  }
}

function injectProbe({ page, probeUrl }: TakeoverDependencies, signal: AbortSignal): HTMLScriptElement {
  const script = page.createElement('script');
  script.src = probeUrl;
  // Out of the page's sight as soon as it runs; both sides keep hold of the element.
  for (const type of ['load', 'error']) script.addEventListener(type, () => script.remove(), { once: true });
  signal.addEventListener('abort', () => script.remove(), { once: true });
  (page.head ?? page.documentElement).append(script);
  return script;
}
