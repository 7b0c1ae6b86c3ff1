import type { ChosenWords } from '../worker/answers-for-tab';
import { setCatalogue } from '../words';
import { later } from './tasks';

/** Gives the user's language. */
export interface LanguageSource {
  /** The language that the user chose, with its words unless the page `speaks` it; `undefined` without an answer. */
  chosenWords(speaks: string | undefined): Promise<ChosenWords | undefined>;
  /** The first answer, if it was asked for before this script was there. */
  firstWords?: Promise<ChosenWords | undefined> | undefined;
}

/**
 * Nothing is shown for this time (ms) while the worker is asked: a worker that is asleep has to start first. It takes a
 * fraction of that, and was asked before the tab script was loaded. If it takes longer, the browser's language shows
 * for a moment before the chosen one. Chosen, not measured.
 */
const PATIENCE = 200;

/** The language of our words in one page. */
export class PageLanguage {
  readonly #page: Document;
  readonly #source: LanguageSource;
  #first: Promise<boolean> | undefined;
  #spoken: string | undefined;

  constructor(page: Document, source: LanguageSource) {
    this.#page = page;
    this.#source = source;
    if (source.firstWords) this.#first = this.#take(source.firstWords);
  }

  /**
   * Calls `onReady` once the words are there in the language that the user chose, or take too long, and whenever the
   * user has chosen another: that is asked when the page shows again, because the options are a page of their own.
   */
  follow(onReady: () => void, signal: AbortSignal): void {
    let isReady = false;
    const ready = (): void => {
      if (signal.aborted) return;
      isReady = true;
      onReady();
    };
    const readyOnce = (): void => {
      if (!isReady) ready();
    };
    later(readyOnce, PATIENCE, signal);
    const update = (): void =>
      void this.#take(this.#source.chosenWords(this.#spoken)).then((isNews) => isNews && ready());
    this.#first ??= this.#take(this.#source.chosenWords(this.#spoken));
    void this.#first.then((isNews) => {
      if (isNews) ready();
      else readyOnce();
      update();
    });
    this.#page.addEventListener(
      'visibilitychange',
      () => {
        if (!this.#page.hidden) update();
      },
      { signal },
    );
  }

  /** Whether the words have changed. Without an answer they stay as they are until the next time. */
  async #take(answer: Promise<ChosenWords | undefined>): Promise<boolean> {
    const chosen = await answer.catch(() => undefined);
    if (!chosen || chosen.language === this.#spoken || (chosen.language !== undefined && !chosen.words)) return false;
    this.#spoken = chosen.language;
    setCatalogue(chosen.words);
    return true;
  }
}
