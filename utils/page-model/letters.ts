/*
 * Letters of all alphabets. Browsers compile patterns with such classes slowly, and most texts of a page are plain
 * English: those are matched with ASCII patterns.
 */

export function isAscii(text: string): boolean {
  // eslint-disable-next-line no-control-regex
  return /^[\0-\x7f]*$/.test(text);
}

/** The ASCII characters that print nothing. */
// eslint-disable-next-line no-control-regex
export const ASCII_CONTROLS = /[\0-\x1f\x7f]/g;

export function wordsIn(text: string): readonly string[] {
  return text.match(isAscii(text) ? /[a-z\d]+/gi : /[\p{L}\p{N}]+/gu) ?? [];
}
