/*
 * The words by which a page says that it shows a part of its list, as data. Only short texts are asked: each function
 * bounds what it looks at.
 */

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/** What a list is narrowed to. */
const STATUSES = /* @__PURE__ */ words('active inactive expired expiring revoked disabled enabled archived deleted valid invalid live test sandbox pending suspended blocked mine me unused stale hidden '
  + 'past old older oldest recent recently pinned starred favourite favourites favorite favorites lapsed archive trash current upcoming rotated compromised attention');
/** What may stand around such a word. */
const FILLERS = /* @__PURE__ */ words('api key keys status state show showing shows view viewing see include including display filter filters only by created owned owner soon used never not yet the that are is '
  + 'with and or within in next last days day week weeks month months this needs to expire your my our list also hide no longer');
const EVERYTHING = /* @__PURE__ */ words('all any anyone anybody everything everyone both');

/** The longest label of a control, in characters. */
export const LABEL_LIMIT = 80;

function wordsOf(text: string): readonly string[] {
  return text.slice(0, LABEL_LIMIT).toLowerCase().match(/[a-z]+/g) ?? [];
}

/** Whether a choice is for everything: "All", "All keys (6)", "Any status". */
export function isAll(text: string): boolean {
  const all = wordsOf(text);
  return all.some((word) => EVERYTHING.has(word)) && !all.some((word) => STATUSES.has(word));
}

/** Whether a text is no more than a status, or whose keys they are: "Expired (2)", "Only active keys", "Created by me". */
export function isStatus(text: string): boolean {
  if (text.length > LABEL_LIMIT) return false;
  const all = wordsOf(text);
  return all.length <= 8 && all.some((word) => STATUSES.has(word)) && all.every((word) => STATUSES.has(word) || FILLERS.has(word));
}

/** The label of a choice that changes the order, or how much is shown at once, and never which keys there are. */
export const OTHER_CHOICE = /\bsort|\border(?:ed)?\b|\bper page\b|\brows\b|\bpage size\b|\blanguage\b|\btheme\b|\btime ?zone\b/i;
/** The label of a choice that narrows a list, and one that prints what it is at: "Status: Expired". */
export const FILTER_LABEL = /\b(?:filter|status|state|show|showing|owner|created by)\b/i;
export const FILTER_PAIR = /^(?:status|state|show|showing|filters?|filtered|owner|created by|expiry|expires)\s*[:=]\s*(.+)$/i;
/** Where nothing is chosen yet, or a number of rows. */
export const NO_CHOICE = /^(?:select|choose|pick|please|none|\W*$|\d+\b)/i;
export const SEARCHING = /\b(?:search|find|filter|look ?up|contains|containing|quer(?:y|ies)|keywords?|narrow|starts? with|matching)\b/i;
/** A field for the first or last day of what is shown. */
export const RANGE = /\b(?:before|after|between|from|to|until|range|since)\b/i;

/** What a box hides or leaves out, unless it is a secret or a part of the page. */
const HIDES = /^(?:hide|exclude|without|skip|omit)\b|\bonly\b/i;
const SHOWS = /^(?:also )?(?:show|include|including|display|view|see|list|with)\b/i;
const NOT_KEYS = /\b(?:secrets?|values?|details?|columns?|tips?|hints?|help|menu|sidebar|banners?|notif\w+|info\w*|e-?mails?|read-?only|permissions?)\b/i;
const OTHERS_KEYS = /\b(?:all|every\w*|others?|colleagues?|team)\b/i;

/** What a tick box does to the list. */
export function effectOfBox(label: string): 'narrows' | 'widens' | 'picks' | undefined {
  if (label.length > LABEL_LIMIT || NOT_KEYS.test(label)) return undefined;
  if (HIDES.test(label)) return 'narrows';
  if (SHOWS.test(label)) return isStatus(label) || (OTHERS_KEYS.test(label) && /\bkeys?\b/i.test(label)) ? 'widens' : undefined;
  return isStatus(label) ? 'picks' : undefined;
}

/** What a page says of its filter in a text of its own. */
const FILTERED = new RegExp([
  String.raw`\bfilter(?:ed|ing) (?:by|on|to|for)\b`, String.raw`\b[1-9]\d* (?:active )?filters?\b`, String.raw`^filters?\W*[1-9]\d*\W*$`, String.raw`^filters? (?:applied|active|are on|is on|on)\b`,
  String.raw`\b(?:results?|matches|keys) (?:for|matching|containing|found for) ?["'“”‘’«]`, String.raw`^(?:search )?results for\b`, String.raw`\bkeys? (?:matching|containing)\b`,
  String.raw`\bkeys? (?:(?:are|is) )?(?:hidden|not shown|not listed|filtered)\b`, String.raw`\b(?:hiding|excluding) \w+`,
  String.raw`\b(?:showing|shows|displaying|only) (?:only )?(?:the |your )?(?:\d+ )?(?:first|latest|newest|most recent|last|top)\b`,
].join('|'), 'i');
const SHOWING = /^(?:now |currently |you are |only )?(?:showing|viewing|displaying|listing)\b/i;
const ONLY = /^(?:only\b.*\b(?:are|is) (?:shown|listed|displayed)|.*\bonly)\W*$/i;

/** Whether a text says that a list is filtered: "Filtered by status", "Showing expired keys", "3 results for “old”". */
export function saysFiltered(text: string): boolean {
  if (FILTERED.test(text)) return true;
  if (SHOWING.test(text)) return isStatus(text.replace(SHOWING, ''));
  return ONLY.test(text) && isStatus(text.replace(/\b(?:shown|listed|displayed)\b/i, ''));
}

/** A button that takes back what a list is filtered by. */
export const CLEARS_FILTER = /^(?:clear|reset|remove|undo|cancel)\b.*\b(?:filters?|search|quer(?:y|ies))\b/i;
/** A button that takes away the chip that it stands in. */
export const TAKES_AWAY = /^(?:[×✕✖⨯╳x]|(?:remove|clear|dismiss|delete|unselect)\b.*)$/i;

/** The words of a closed part that explains something, or is for a new key. */
const EXPLAINS = /\?|^(?:how|what|why|when|where|who|about|learn|guide|help|faqs?|need|tips?|using|use|rules|create|generate|add|new|request|rotat\w+|keep\w*|important|note|read|best|more about|manage|delete|revoke)\b/i;

/** Whether a closed part may hold keys by what is written on it: "Expired keys", "Archived (3)", "All keys of LTA". */
export function mayHoldKeys(label: string): boolean {
  return label.length <= LABEL_LIMIT && !explains(label) && (isStatus(label) || /\bkeys?\b/i.test(label) || offersMore(label));
}

/** Whether what is written on a part says that it explains something. */
export function explains(label: string): boolean {
  return EXPLAINS.test(label.trim());
}

const MORE = /^(?:load|show|view|see|display|fetch|get|expand)\b\W*(?:the |next )?\+?(?:\d+ )?(?:more|all|others?|older|remaining|rest|hidden|\d+)\b(.*)$/i;
const SOME_MORE = /^\W*(?:and )?(?:\+ ?)?\d+ (?:more|others?|hidden|older|not shown)\b(.*)$|^(?:more|older|other|hidden) (?:api )?keys\b(.*)$/i;
const MORE_OF_ELSE = /\b(?:detail|info|option|action|about|help|doc|guide|filter|column|permission|setting|tip|scope|less|fewer|role|feature|plan|news|notification|tool|secret|value|day|hour|minute|week|month|year|time|request|call|log|agenc|team|can\b|may\b|left\b|allow|available|remain|creat|add\b)/i;

/** Whether a control, or a short text, says that there is more of the list: "Show 2 more", "See all keys", "and 4 others". */
export function offersMore(label: string): boolean {
  const found = label.length <= LABEL_LIMIT ? (MORE.exec(label) ?? SOME_MORE.exec(label)) : null;
  return found !== null && !MORE_OF_ELSE.test(found[1] ?? found[2] ?? '');
}

/** Whether a label is for something else than more keys: "View details". */
export function offersElse(label: string): boolean {
  return MORE_OF_ELSE.test(label);
}

/** What is often left out of a list. */
const LEFT_OUT = /\b(?:expired|revoked|inactive|archived?|disabled|deleted|older|old|past|hidden|suspended|lapsed|unused|stale|invalid|trash)\b/i;

/** Whether a button or link leads to keys that are often left out: "Show expired keys", "View archived", "Revoked keys". */
export function leadsToLeftOut(label: string): boolean {
  return LEFT_OUT.test(label) && isStatus(label) && (SHOWS.test(label) || /\bkeys\b/i.test(label));
}

/** What is still to come, and what did not come. */
export const STILL_LOADS = /^(?:still |now )?(?:loading|fetching|retrieving)\b|^please wait\b/i;
export const NOT_LOADED = new RegExp([
  String.raw`\b(?:could ?n['’]?t|could not|can['’]?t|cannot|can not|failed to|unable to|did ?n['’]t) (?:be )?(?:fully )?(?:load|fetch|retriev|display|show|list|get|reach)`,
  String.raw`\b(?:error|problem|trouble) (?:while |when )?(?:loading|fetching|retrieving)\b`, String.raw`\b(?:may|might) be (?:missing|incomplete|out of date)\b`, String.raw`\bincomplete list\b`,
].join('|'), 'i');
