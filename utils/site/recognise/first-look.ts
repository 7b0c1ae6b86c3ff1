import { bodyOfFrame, directText, isOurElement, type RootOf } from '../../page-model/dom';
import { isDashboardPath, LONGEST_SAID, MENTION, pathOf } from './quick-check';
import { addressTellsLess, isLesser, isTitle, titlesTellApiKeys } from './tab-precheck';
import { KEY_CONTROL } from '../vocabulary/titles';

/*
 * The first look at a page of a dashboard, where a title need not be a heading and may stand in a shadow root or a
 * frame. It takes up to 3 ms, and decides only whether to read the page at all: text is searched from the outside in,
 * and only parts that mention a title are looked into.
 */

/** What may be, or hold, no title: what leads to other pages, what says the name of a field, a sentence, code. */
export const NO_TITLE =
  'a,button:not([aria-expanded="true"]),nav,footer,label,option,select,pre,code,th,dt,script,style,template,noscript,svg,' +
  '[aria-haspopup],[role="button"]:not([aria-expanded="true"]),[role="link"],[role="navigation"],[role="menu"],[role="menuitem"],' +
  '[role="tab"],[role="option"],[role="listbox"],[role="tooltip"],[role="columnheader"],[role="banner"],[role="status"],[role="alert"]';

/** What a section or a list may be named by an attribute. */
const NAMED = ['key', 'token', 'credential', 'api'].map((word) => `[aria-label*="${word}" i]`).join();
/** What has a name of its own that is not that of what is in it. */
export const NO_SECTION =
  'a,button,input,select,textarea,img,svg,i,nav,label,form,tr,td,th,dialog,[role="button"],[role="link"],[role="img"],[role="navigation"],[role="dialog"],[role="menu"],[role="menuitem"],[role="tab"],[role="tablist"],[role="row"],[role="cell"],[role="option"],[role="textbox"],[role="search"],[role="switch"],[role="checkbox"]';

/** What any such title contains. */
const ANY_TITLE = /\bapi\b|\bkeys?\b|\btokens?\b|credentials|api-?key/i;
/** What a page of keys shows beside a title that says less: a control that makes one, or a masked one. */
const ANY_KEY = new RegExp(`${KEY_CONTROL.source}|[•●∙*]{3}|\\S…\\S|\\.{3}\\w|\\w\\.{3}|x{6}|\\bv\\d:`, 'i');

/** The most elements that are asked whether they hold more, and the most shadow roots and frames, in one look. */
const MOST_ELEMENTS = 3_000;
const MOST_PARTS = 200;
/**
 * How long (ms) after one look comes the next: what is in a shadow root or a frame may come without any change of the
 * page itself. Chosen, not measured.
 */
const PAUSES = [300, 700, 1_500, 3_000, 6_000, 12_000, 30_000];
/** How often a page may have itself looked at again by changing a shadow root, at one address. Chosen, not measured. */
const MOST_CHANGES = 40;

/** Whether a dashboard's page may be the tab; `again` is called when it is worth another look. */
export type Look = (page: Document, url: string, again?: () => void) => boolean;

export function firstLook(rootOf: RootOf): Look {
  /** What said so last. */
  let said: (Said & { url: string }) | undefined;
  const later = laterLooks();
  return (page, url, again) => {
    if (said?.url === url && (!said.element || stillSays(said.element))) return true;
    const seen = isDashboardPath(pathOf(url)) ? lookInto(page, url, rootOf) : NOTHING;
    said = seen.says && { url, element: seen.says.element };
    later(page, seen, again);
    return said !== undefined;
  };
}

/** Has a page looked at again: after a while, ever more rarely, and when one of its parts changes. */
function laterLooks(): (page: Document, seen: Seen, again?: () => void) => void {
  let url = '';
  let looks = 0;
  let changes = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let observer: MutationObserver | undefined;
  return (page, { says, parts, mayGrow }, again) => {
    observer?.disconnect();
    clearTimeout(timer);
    if (page.URL !== url) looks = changes = 0;
    url = page.URL;
    if (!again || says || !mayGrow) return;
    const pause = PAUSES[looks++];
    if (pause !== undefined) timer = setTimeout(again, pause);
    if (changes >= MOST_CHANGES) return;
    observer = new page.defaultView!.MutationObserver(() => {
      observer?.disconnect();
      changes++;
      again();
    });
    for (const part of parts) observer.observe(part, { subtree: true, childList: true, characterData: true });
  };
}

function stillSays(element: Element): boolean {
  return element.isConnected && (tierOf(element) !== undefined || element.hasAttribute('aria-label'));
}

interface Said {
  /** None if it is the address. */
  element?: Element | undefined;
}

interface Seen {
  says?: Said | undefined;
  /** The shadow roots and the bodies of frames. */
  parts: readonly Node[];
  /** It has elements that can get other contents unnoticed. */
  mayGrow: boolean;
}

const NOTHING: Seen = { parts: [], mayGrow: false };

function lookInto(page: Document, url: string, rootOf: RootOf): Seen {
  const { parts, mayGrow } = partsOf(page.documentElement, rootOf);
  let less: Said | undefined = addressTellsLess(url, page.title) ? {} : undefined;
  for (const part of parts) {
    const found = lookAt(part);
    if (found?.isFull) return { says: found, parts, mayGrow };
    less ??= found;
  }
  return { says: less && parts.some(showsKeys) ? less : undefined, parts: parts.slice(1), mayGrow };
}

function showsKeys(part: Element | ShadowRoot): boolean {
  return ANY_KEY.test(part.textContent!) || part.querySelector('input[readonly]') !== null;
}

interface Found extends Said {
  isFull: boolean;
}

function lookAt(part: Element | ShadowRoot): Found | undefined {
  const text = part.textContent!;
  let less: Found | undefined;
  const note = (element: Element, isFull: boolean): boolean => {
    if (!isFull) less ??= { element, isFull };
    return isFull;
  };
  for (const element of part.querySelectorAll(NAMED)) {
    const tier = tierOfText(element.getAttribute('aria-label')!);
    if (tier && !element.matches(NO_SECTION) && note(element, tier === 'full')) return { element, isFull: true };
  }
  if (!ANY_TITLE.test(text)) return less;
  if (MENTION.test(text) && titlesTellApiKeys(part)) return { isFull: true };
  return titleWithin(part, note) ?? less;
}

/** Searches from the outside in; returns one that says "API keys", and notes others. */
function titleWithin(
  outer: Element | ShadowRoot,
  note: (element: Element, isFull: boolean) => boolean,
): Found | undefined {
  for (let child = outer.firstElementChild; child; child = child.nextElementSibling) {
    const text = child.textContent!;
    if (text.length < 3 || !ANY_TITLE.test(text) || child.matches(NO_TITLE)) continue;
    const tier = tierOf(child);
    if (tier && note(child, tier === 'full')) return { element: child, isFull: true };
    const found = titleWithin(child, note);
    if (found) return found;
  }
  return undefined;
}

function tierOf(element: Element): 'full' | 'less' | undefined {
  const text = element.textContent!;
  return text.length > LONGEST_SAID ? tierOfText(directText(element)) : tierOfText(text, () => directText(element));
}

/** What a text says where a title may stand. */
export function tierOfText(text: string, direct = (): string => text): 'full' | 'less' | undefined {
  if (!ANY_TITLE.test(text)) return undefined;
  const plain = text.trim().replace(/\s+/g, ' ');
  if (isTitle(plain, direct)) return 'full';
  return isLesser(plain, direct) ? 'less' : undefined;
}

/** The page, and the shadow roots and the bodies of frames in it, from the outside in. */
function partsOf(page: Element, rootOf: RootOf): { parts: (Element | ShadowRoot)[]; mayGrow: boolean } {
  const parts: (Element | ShadowRoot)[] = [page];
  let mayGrow = false;
  let elements = 0;
  // They are added while they are gone through.
  for (const part of parts) {
    for (const element of part.querySelectorAll('*')) {
      if (elements++ >= MOST_ELEMENTS || parts.length >= MOST_PARTS) return { parts, mayGrow: true };
      if (isOurElement(element)) continue;
      mayGrow ||= element.localName.includes('-') || element.localName === 'iframe';
      const inner = rootOf(element) ?? bodyOfFrame(element);
      if (inner) parts.push(inner);
    }
  }
  return { parts, mayGrow: mayGrow || parts.length > 1 };
}
