import { speak, type Catalogue } from '../words';

/** Where the content script learns of the user's language. */
export interface LanguageSource {
  /** The language that the user chose; `undefined` for the browser's. */
  chosenLanguage(): Promise<unknown>;
  /** The messages in that language. Rejects, or resolves to no object, if there are none. */
  askForWords(): Promise<unknown>;
}

/** For so long (ms) nothing is shown while the words are asked for: a worker that is asleep has to start first. */
const PATIENCE = 1_000;

/**
 * Has the words in the page come in the language that the user chose. Calls `onReady` once they do, or take too long,
 * and whenever they come in another one: that is looked up when the page is seen again, since the options are a page
 * of their own.
 */
export function followLanguage(page: Document, { chosenLanguage, askForWords }: LanguageSource, onReady: () => void, signal: AbortSignal): void {
  let current: unknown;
  const ask = (): Promise<unknown> => askForWords().catch(() => undefined);
  const ready = (): void => {
    clearTimeout(patience);
    if (!signal.aborted) onReady();
  };
  const patience = setTimeout(ready, PATIENCE);
  const update = async (): Promise<boolean> => {
    const chosen = await chosenLanguage();
    if (chosen === current) return false;
    // A worker that is stopped while it is asked gives no answer, and starts for the next question.
    const catalogue = chosen === undefined ? undefined : ((await ask()) ?? (await ask()));
    const isThere = typeof catalogue === 'object' && catalogue !== null;
    // Without an answer the words stay as they are, and it is asked again the next time.
    if (!isThere && chosen !== undefined) return false;
    current = chosen;
    speak(isThere ? (catalogue as Catalogue) : undefined);
    return true;
  };
  void update().then(ready);
  page.addEventListener('visibilitychange', () => {
    if (!page.hidden) void update().then((isChanged) => isChanged && ready());
  }, { signal });
  signal.addEventListener('abort', () => clearTimeout(patience));
}
