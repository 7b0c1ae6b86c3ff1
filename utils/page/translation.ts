/*
 * A page that was translated is not the site's own page: names of keys are other names then, and labels come in any
 * language, one after the other while it is translated.
 */

/** Marks that translators leave on the root of a page, and that one leaves on each text, such as title and heading. */
const MARKS = '.translated-ltr,.translated-rtl,[imt-state="dual"],[imt-state="translation"]';
const MARKED_TEXT = '[_msttexthash]';
/** They wrap each text twice. A page of the nineties does so too, but with attributes for the style of the text. */
const WRAPPED = 'font:not([color],[size],[face])>font:not([color],[size],[face])';

/** The result says whether the page is translated by then. The language it came in is the one it has now. */
export function followTranslation(page: Document): () => boolean {
  const original = baseLanguage(page);
  return () => isTranslated(page, original);
}

/** Whether a page is translated that came in the language `original`; empty if it did not say. */
export function isTranslated(page: Document, original: string): boolean {
  const current = baseLanguage(page);
  if (original !== '' && current !== '' && current !== original) return true;
  const texts = [page.querySelector('title'), page.querySelector('h1')];
  const isMarked = page.documentElement.matches(MARKS) || texts.some((text) => text?.matches(MARKED_TEXT));
  return isMarked || hasWrappedText(page);
}

/** "zh" of "zh-CN": a page that only names its language more precisely is not translated. */
export function baseLanguage({ documentElement }: Document): string {
  return /^[a-z]{2,3}(?![a-z])/.exec(documentElement.lang.trim().toLowerCase())?.[0] ?? '';
}

function hasWrappedText(page: Document): boolean {
  // Hardly any page has such an element, and browsers know that at once.
  return page.getElementsByTagName('font').length > 0 && page.querySelector(WRAPPED) !== null;
}
