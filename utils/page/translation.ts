/*
 * A page that was translated is not the site's own page: names of keys are other names then, and labels come in any
 * language, one after the other while it is translated.
 */

/** What translators leave on the root of a page, and one on each text: the title and the heading are easily found. */
const MARKS = '.translated-ltr,.translated-rtl,[imt-state="dual"],[imt-state="translation"]';
const MARKED_TEXT = '[_msttexthash]';
/** They wrap each text twice; a page of the nineties does so as well, and says how the text is to look. */
const WRAPPED = 'font:not([color],[size],[face])>font:not([color],[size],[face])';

/** Tells whether a page is translated, as it is when that is asked; what language it came in is seen now. */
export function followTranslation(page: Document): () => boolean {
  const original = baseLanguage(page);
  return () => isTranslated(page, original);
}

/** Whether a page is translated that came in the language `original`; empty where it did not say. */
export function isTranslated(page: Document, original: string): boolean {
  const current = baseLanguage(page);
  if (original !== '' && current !== '' && current !== original) return true;
  const texts = [page.querySelector('title'), page.querySelector('h1')];
  const isMarked = page.documentElement.matches(MARKS) || texts.some((text) => text?.matches(MARKED_TEXT));
  return isMarked || hasWrappedText(page);
}

/** "zh" of "zh-CN": a page that only says more of its language is not another one. */
export function baseLanguage({ documentElement }: Document): string {
  return /^[a-z]{2,3}(?![a-z])/.exec(documentElement.lang.trim().toLowerCase())?.[0] ?? '';
}

function hasWrappedText(page: Document): boolean {
  // Hardly any page has such an element, and browsers know of that at once.
  return page.getElementsByTagName('font').length > 0 && page.querySelector(WRAPPED) !== null;
}
