/**
 * The most texts that are memoized, and the longest, in characters: a page that prints more is not the tab. Chosen, not
 * measured.
 */
const MOST_TEXTS = 10_000;
const LONGEST_TEXT = 300;

/** Memoizes a function of a text: pages print the same few texts over and over, and render them again. */
export function byText<Result>(read: (text: string) => Result): (text: string) => Result {
  const results = new Map<string, Result>();
  return (text) => {
    if (text.length > LONGEST_TEXT) return read(text);
    if (results.has(text)) return results.get(text) as Result;
    if (results.size >= MOST_TEXTS) results.clear();
    const result = read(text);
    results.set(text, result);
    return result;
  };
}
