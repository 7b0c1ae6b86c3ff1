declare const COPIED: unique symbol;

/**
 * A copied text, which may be a key. It is a string at run time but not to TypeScript, so that it fits into no message,
 * no document and no element: only the search for secrets opens it.
 */
export interface CopiedText {
  readonly [COPIED]: true;
}

/** Wraps a copied text; from here on it can only be searched. */
export function copiedText(text: string): CopiedText {
  return text as unknown as CopiedText;
}

/** The text itself, only for the search for secrets. */
export function openedForSearch(text: CopiedText): string {
  return text as unknown as string;
}
