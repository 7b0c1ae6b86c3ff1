import { isLoading } from '../page-model/loading';
import type { PageNode } from '../page-model/page-node';
import { listAddress } from '../site/address';
import { hasUnrecognisedList } from '../site/recognise/unrecognised-list';
import type { Lesson, Recipe } from '../site/recipe/recipe';
import type { TaughtReader } from '../site/recipe/taught-reader';
import type { ApiKeysTab } from '../site/tab';

/**
 * A page that does not fit what was taught of it for this time (ms) is not just loading, as in `unreadable-list.ts`.
 */
const UNFIT_AFTER = 4_000;

/** Knows of the pages that the user has taught, outside of the page. */
export interface TaughtSource {
  /** What the user has taught of the page as it is now. */
  lesson(): Promise<Recipe | undefined>;
  /** Loads what reads a page by a lesson. */
  reader(lesson: Lesson): Promise<TaughtReader>;
  /** The page does not fit what was taught of it any more, or fits again. */
  reportLessonOutcome(hasFailed: boolean): void;
}

interface Known {
  /** The callers that wait for the answer to what was taught. */
  waiting?: Set<() => void>;
  reader?: TaughtReader;
  hasFailed?: boolean;
  /** Since when (ms) it does not fit. */
  unfitSince?: number | undefined;
}

/** What the user has taught of one document, which may have several addresses in its life. */
export class TaughtPage {
  readonly #source: TaughtSource;
  readonly #known = new Map<string, Known>();
  /** The last answer of {@link #addressOf}, which each scan asks three times. */
  #last = { url: '', address: '' };

  constructor(source: TaughtSource) {
    this.#source = source;
  }

  /** The address of a list: a page number or an anchor in it does not matter. */
  #addressOf(url: string): string {
    if (url !== this.#last.url) this.#last = { url, address: listAddress(url) ?? url };
    return this.#last.address;
  }

  /** What reads the page at an address, if it was taught. */
  readerAt(url: string): TaughtReader | undefined {
    return this.#known.get(this.#addressOf(url))?.reader;
  }

  /** Asks once for each address; `onAnswer` is called once the answer is there, if it was taught. */
  askFor(url: string, onAnswer: () => void): void {
    const known = this.#known.get(this.#addressOf(url));
    if (known) {
      known.waiting?.add(onAnswer);
      return;
    }
    const asked: Known = { waiting: new Set([onAnswer]) };
    this.#known.set(this.#addressOf(url), asked);
    void this.#ask(url)
      .then((isTaught) => isTaught && asked.waiting?.forEach((call) => call()))
      .catch(() => undefined)
      .finally(() => delete asked.waiting);
  }

  async #ask(url: string): Promise<boolean> {
    const recipe = await this.#source.lesson();
    const reader = recipe && (await this.#source.reader(recipe));
    if (!reader || this.readerAt(url)) return false;
    this.#known.set(this.#addressOf(url), { reader, hasFailed: recipe.failedAt !== undefined });
    return true;
  }

  /** The user has just taught it. */
  async learn(url: string, lesson: Lesson): Promise<void> {
    this.#known.set(this.#addressOf(url), { reader: await this.#source.reader(lesson) });
  }

  /** Checks whether the page still fits, and says so once. Returns when (ms) to do so again. */
  follow(tab: ApiKeysTab | undefined, root: PageNode, url: string, now: number): number {
    const known = this.#known.get(this.#addressOf(url));
    if (!known?.reader) return Infinity;
    if (tab?.isTaught) this.#note(known, { hasFailed: false });
    const since = isUnfit(tab, root) ? (known.unfitSince ?? now) : undefined;
    known.unfitSince = since;
    if (since === undefined || known.hasFailed) return Infinity;
    if (now - since < UNFIT_AFTER) return since + UNFIT_AFTER;
    this.#note(known, { hasFailed: true });
    return Infinity;
  }

  #note(known: Known, { hasFailed }: { hasFailed: boolean }): void {
    if (hasFailed === (known.hasFailed ?? false)) return;
    known.hasFailed = hasFailed;
    this.#source.reportLessonOutcome(hasFailed);
  }
}

/** Whether a page shows a list that is not the one that was taught. */
function isUnfit(tab: ApiKeysTab | undefined, root: PageNode): boolean {
  if (tab?.isTaught || isLoading(root)) return false;
  return tab?.list !== undefined || hasUnrecognisedList(root);
}
