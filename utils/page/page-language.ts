import type { ChosenWords } from '../worker/answers-for-tab';
import { setCatalogue } from '../words';

/** Where the content script learns of the user's language. */
export interface LanguageSource {
  /** The language that the user chose, with its words unless the page `speaks` it; `undefined` without an answer. */
  chosenWords(speaks: string | undefined): Promise<ChosenWords | undefined>;
  /** The first answer, where the question was asked before this script was there. */
  firstWords?: Promise<ChosenWords | undefined> | undefined;
}

/**
 * For so long (ms) nothing is shown while the worker is asked: one that is asleep has to start first. It takes a fraction
 * of that, and was asked before the rest of us was loaded. If it takes longer, the browser's language is seen for a moment
 * where another one was chosen.
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
   * Calls `onReady` once the words come in the language that the user chose, or take too long, and whenever they come in
   * another one: that is looked up when the page is seen again, since the options are a page of their own.
   */
  follow(onReady: () => void, signal: AbortSignal): void {
    let isReady = false;
    const ready = (isNews: boolean): void => {
      clearTimeout(patience);
      if (signal.aborted || (isReady && !isNews)) return;
      isReady = true;
      onReady();
    };
    const patience = setTimeout(() => ready(false), PATIENCE);
    const update = (): void =>
      void this.#take(this.#source.chosenWords(this.#spoken)).then((isNews) => isNews && ready(true));
    this.#first ??= this.#take(this.#source.chosenWords(this.#spoken));
    void this.#first.then((isNews) => {
      ready(isNews);
      update();
    });
    this.#page.addEventListener(
      'visibilitychange',
      () => {
        if (!this.#page.hidden) update();
      },
      { signal },
    );
    signal.addEventListener('abort', () => clearTimeout(patience));
  }

  /** Whether the words have become others. Without an answer they stay as they are, and it is asked again the next time. */
  async #take(answer: Promise<ChosenWords | undefined>): Promise<boolean> {
    const chosen = await answer.catch(() => undefined);
    if (!chosen || chosen.language === this.#spoken || (chosen.language !== undefined && !chosen.words)) return false;
    this.#spoken = chosen.language;
    setCatalogue(chosen.words);
    return true;
  }
}
