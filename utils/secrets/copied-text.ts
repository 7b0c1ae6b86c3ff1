declare const COPIED: unique symbol;

/**
 * A text that was copied, which may be a key. It is a string in memory and none to TypeScript, so that it fits into no
 * message, no document and no element: only the search for secrets opens it.
 */
export interface CopiedText {
  readonly [COPIED]: true;
}

/** Takes a text that was copied; from here on it is looked at, and nothing else. */
export function copiedText(text: string): CopiedText {
  return text as unknown as CopiedText;
}

/** The text itself, for the search for secrets alone. */
export function openedForSearch(text: CopiedText): string {
  return text as unknown as string;
}
