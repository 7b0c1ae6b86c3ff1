import { directText, type RootOf } from '../../page-model/dom';
import { isPieceOfText, mentioning, named, partsOf, says, textIn, type Part } from '../../page-model/outside-in';
import { isDashboardPath, MENTION, pathOf } from './quick-check';
import { addressSaysLess, isLesser, isTitle, titleIn } from './tab-precheck';
import { NO_SECTION, NO_TITLE, tierOf, type Tier } from './title-places';

/*
 * The first look at a page of a dashboard, where a title need not be a heading and may stand in a shadow root or a
 * frame. It takes up to 3 ms, and decides only whether to read the page at all.
 */

/** Whether a dashboard's page may be the tab; `again` is called when it is worth another look. */
export type Look = (page: Document, url: string, again?: () => void) => boolean;

export function firstLook(rootOf: RootOf): Look {
  let said: (Said & { url: string }) | undefined;
  const later = laterLooks();
  return (page, url, again) => {
    if (said?.url === url && (!said.element || stillSays(said.element))) return true;
    const seen = isDashboardPath(pathOf(url)) ? lookInto(page, url, rootOf) : NOTHING;
    said = seen.said && { ...seen.said, url };
    later(page, seen, again);
    return said !== undefined;
  };
}

/**
 * How long (ms) after one look comes the next: what is in a shadow root or a frame may come without any change of the
 * page itself. Chosen, not measured.
 */
const PAUSES = [300, 700, 1_500, 3_000, 6_000, 12_000, 30_000];
/** How many more looks a page can cause by changing its shadow roots, at one address. Chosen, not measured. */
const MOST_CHANGES = 40;

/** Asks for more looks at a page: after ever longer pauses, and when one of its inner parts changes. */
function laterLooks(): (page: Document, seen: Seen, again?: () => void) => void {
  let url = '';
  let looks = 0;
  let changes = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let observer: MutationObserver | undefined;
  return (page, { said, parts, mayGrow }, again) => {
    observer?.disconnect();
    clearTimeout(timer);
    if (page.URL !== url) looks = changes = 0;
    url = page.URL;
    if (!again || said || !mayGrow) return;
    const pause = PAUSES[looks++];
    if (pause !== undefined) timer = setTimeout(again, pause);
    if (changes >= MOST_CHANGES) return;
    observer = new page.defaultView!.MutationObserver(() => {
      observer?.disconnect();
      changes++;
      again();
    });
    for (const part of parts.slice(1)) observer.observe(part, { subtree: true, childList: true, characterData: true });
  };
}

/** What says that the page may be the tab: an element, or else the address. */
interface Said {
  element?: Element;
}

interface Seen {
  said?: Said | undefined;
  parts: readonly Part[];
  mayGrow: boolean;
}

const NOTHING: Seen = { parts: [], mayGrow: false };

function stillSays(element: Element): boolean {
  return element.isConnected && (tierWithin(element) ?? tierOf(element.getAttribute('aria-label') ?? '')) !== undefined;
}

/** What a page of keys shows beside a title that says less: a control that makes or ends one, or a part of one. */
const ANY_KEY = new RegExp(
  String.raw`(?:create|generate|add|new|request|issue|rotate|revoke|regenerate|roll|delete|remove|\+)\s{0,40}` +
    String.raw`(?:[a-z.]{1,20}\s{1,40}){0,4}(?:key|token)|` +
    String.raw`prefix|key id|[•●∙*]{3}|\S…\S|\d\w{0,8}…|…\w|\.{3}\w|\w\.{3}|x{6}|v\d:`,
  'i',
);

function lookInto(page: Document, url: string, rootOf: RootOf): Seen {
  const { parts, mayGrow } = partsOf(page, rootOf);
  for (const part of parts) {
    const element = fullTitleIn(part);
    if (element) return { said: { element }, parts, mayGrow };
  }
  const addressSays = addressSaysLess(url, page.title);
  const maySayLess = addressSays || parts.some((part) => says(part, LESS));
  if (!maySayLess || !parts.some(hintsAtKey)) return { parts, mayGrow };
  let said: Said | undefined = addressSays ? {} : undefined;
  for (const part of parts) said ??= lesserTitleIn(part);
  return { said, parts, mayGrow };
}

function hintsAtKey(part: Part): boolean {
  return (
    says(part, ANY_KEY) ||
    part.querySelector('input[readonly]') !== null ||
    [...named(part, ['key', 'token'], ['aria-label', 'title', 'value'])].some(([, name]) => ANY_KEY.test(name))
  );
}

/**
 * What a title that says "API keys" contains, and what one that says less does. In the text of several elements
 * nothing separates the words of one from those of the next.
 */
const FULL = /api[\s_-]{0,40}key/i;
const LESS = new RegExp(
  String.raw`API|\bapi\b|[Aa]ccess\s{1,40}(?:[Kk]ey|[Tt]oken)|[Kk]eys|[Tt]okens|[Ss]ecrets|[Kk]ey\s{1,40}[Mm]anage|` +
    '[Cc]redentials|Developer|Integrations|Programmatic',
);
/** The most elements that are searched for one that says less: each row may mention it. Chosen, not measured. */
const MOST_SEARCHED = 300;

function fullTitleIn(part: Part): Element | undefined {
  for (const [element, name] of named(part, ['api']))
    if (tierOf(name) === 'full' && !element.matches(NO_SECTION)) return element;
  const text = part.textContent!;
  if (!FULL.test(text)) return undefined;
  const title = MENTION.test(text) && titleIn(part, isTitle);
  if (title) return title;
  for (const element of mentioning(part, FULL, NO_TITLE))
    if (tierWithin(element) === 'full' && !isPieceOfText(element)) return element;
  return undefined;
}

function lesserTitleIn(part: Part): Said | undefined {
  for (const [element, name] of named(part, ['api', 'key', 'token', 'credential']))
    if (tierOf(name) && !element.matches(NO_SECTION)) return { element };
  const title = titleIn(part, isLesser);
  if (title) return { element: title };
  let searched = 0;
  for (const element of mentioning(part, LESS, NO_TITLE)) {
    if (tierWithin(element) && !isPieceOfText(element)) return { element };
    if (searched++ > MOST_SEARCHED) break;
  }
  return undefined;
}

function tierWithin(element: Element): Tier | undefined {
  const direct = (): string => directText(element).trim();
  return tierOf(textIn(element), direct) ?? tierOf(direct());
}
