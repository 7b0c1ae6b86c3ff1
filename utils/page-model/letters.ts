/*
 * Letters of all alphabets. A browser takes long to compile a pattern that knows them, and most texts of a page are plain
 * English: they are asked with patterns that know no others.
 */

/** Whether a text is plain English, with no letter or sign of any other kind. */
export function isAscii(text: string): boolean {
  // eslint-disable-next-line no-control-regex
  return /^[\0-\x7f]*$/.test(text);
}

/** The signs of ASCII that print nothing. */
// eslint-disable-next-line no-control-regex
export const ASCII_CONTROLS = /[\0-\x1f\x7f]/g;

/** The runs of letters and digits in a text. */
export function wordsIn(text: string): readonly string[] {
  return text.match(isAscii(text) ? /[a-z\d]+/gi : /[\p{L}\p{N}]+/gu) ?? [];
}
