import { fieldOf } from './labels';
import { hasOtherSubject } from './other-lists';

/* Words by which a page says that it shows a part of its list, as data. Each function bounds the text that it reads. */

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/** Parts of a list that a filter selects. */
const STATUSES = /* @__PURE__ */ words(
  'active inactive expired expiring revoked disabled enabled archived archive deleted valid invalid live test ' +
    'pending suspended blocked mine me unused stale hidden past old older oldest recent recently upcoming pinned ' +
    'starred favourites favorites lapsed current production staging sandbox development personal shared',
);
/** Words that may surround such a word. */
const FILLERS = /* @__PURE__ */ words(
  'api key keys expiry expiries status state show showing view viewing see include including display filter only ' +
    'by created used most assigned owned owner soon never not the that are is with and or within in next days week ' +
    'month quarter year this to your my our list',
);

const NUMBERS = 'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve';
const NUMBER = new RegExp(`\\b(?:${NUMBERS})\\b`, 'gi');

/** Writes the numbers of a text in digits: "your two latest keys". */
export function inDigits(text: string): string {
  return text.replace(NUMBER, (word) => String(NUMBERS.split('|').indexOf(word.toLowerCase()) + 2));
}

/** The longest label of a control, in characters. Chosen, not measured. */
export const LABEL_LIMIT = 80;
/** The most words of a status: "Created by me". Chosen, not measured. */
const MOST_WORDS = 8;

function wordsOf(text: string): readonly string[] {
  return (
    text
      .slice(0, LABEL_LIMIT)
      .toLowerCase()
      .match(/[a-z]+/g) ?? []
  );
}

/** Whether a choice is for everything: "All", "All keys (6)", "Any status". */
export function isAll(text: string): boolean {
  const saysAll = /\b(?:all|any(?:one)?|every(?:one|thing)|both)\b/i.test(text);
  return saysAll && !wordsOf(text).some((word) => STATUSES.has(word));
}

/** Whether a text is only a status, or the owner of keys: "Expired (2)", "Active keys", "Created by me". */
export function isStatus(text: string): boolean {
  const all = text.length > LABEL_LIMIT ? [] : wordsOf(text);
  return (
    all.length <= MOST_WORDS &&
    all.some((word) => STATUSES.has(word)) &&
    all.every((word) => STATUSES.has(word) || FILLERS.has(word))
  );
}

/** Only at the start: a tab may be an agency's, such as the Cyber Security Agency's. */
const TAB_OF_ELSE = new RegExp(
  '^(?:about|access|accounts?|alerts?|api|billing|calls|cards?|charts?|compact|connections?|credentials?|dashboard|' +
    'details?|developers?|docs|documentation|english|errors?|examples?|general|getting|grid|guides?|help|' +
    'integrations?|lists?|logs?|newest|oldest|overview|permissions?|plans?|preferences|preview|profile|quick|quotas?|' +
    'reports?|requests|rules|security|settings|statistics|summary|support|tables?|team|terms|tokens?|tools|' +
    'tutorials?|view|\\d)\\b|\\bview$',
  'i',
);

/** Whether a tab is for another part of the site, or for another view: "Usage", "Cards". */
export function isTabOfElse(text: string): boolean {
  return TAB_OF_ELSE.test(text) || hasOtherSubject(text) || fieldOf(text) !== undefined;
}

/** A choice of the order, or of how much is shown at once, which never changes which keys there are. */
export const OTHER_CHOICE = /\b(?:sort|order|per page|rows|page size|language|theme)/i;
/** The label of a choice that narrows a list, or a text that has its value too: "Status: Expired". */
export const FILTER_LABEL =
  /\b(?:filter|status|state|show|showing|owner|created by|environment|tag|category|folder)\b/i;
export const FILTER_PAIR = new RegExp(
  '^(?:status|state|show|showing|filter\\w*|owner|created by|expir\\w+|tag|category|folder|environment|label|group)' +
    '\\s*[:=]\\s*(\\S.*)$',
  'i',
);
/** Nothing is chosen yet, or a number of rows. */
export const NO_CHOICE = /^(?:select|choose|pick|please|none|\W*$|\d+$)/i;
export const SEARCHING =
  /\b(?:search|find|filter|look ?up|contain|quer|keyword|narrow|starts|match|(?:start|end) date)/i;
/** A field for the first or last day that is shown. */
export const BOUND = /\b(?:before|after|between|from|to|until|since)\b/i;

const SHOWS = /^(?:also )?(?:show|include|display|view|see|list|with)\b/i;
/** Things that can be shown or hidden, and are not more of the list. */
const ELSE = new RegExp(
  '\\b(?:secret|value|detail|info|option|action|about|help|doc|guide|filter|column|permission|setting|tip|hint|' +
    'scope|less|fewer|role|feature|plans?\\b|news|notif|e-?mail|menu|sidebar|banner|tool|' +
    'day|hour|minute|week|month|year|time|request|calls?\\b|logs?\\b|agenc|team|' +
    'can\\b|may\\b|left\\b|allow|available|remain|add\\b|read.?only)',
  'i',
);

/** Whose keys a box may add. Alone they are the subject of other boxes: "E-mail my team". */
const GROUPS = /\b(?:agenc(?:y|ies)|teams?)\b/gi;

/** The effect of a checkbox on the list. */
export function effectOfBox(label: string): 'narrows' | 'widens' | 'picks' | undefined {
  const isOfElse = ELSE.test(/\bkeys\b/i.test(label) ? label.replace(GROUPS, '') : label);
  if (label.length > LABEL_LIMIT || (isOfElse && !isStatus(label))) return undefined;
  if (/^(?:hide|exclude|without)\b|\bonly\b/i.test(label)) return 'narrows';
  const isOfStatus = isStatus(label);
  const isOfMore = isOfStatus || /\b(?:all|every\w*|others?)\b.*\bkeys?\b|\bkeys (?:of|from|in)\b/i.test(label);
  if (SHOWS.test(label)) return isOfMore ? 'widens' : undefined;
  return isOfStatus ? 'picks' : undefined;
}

/** What a text says of a list of which a filter, a search or a permission hides a part. */
const FILTERED = new RegExp(
  [
    '^(?:active |applied )?filters? ?[:=] ?(?!none|all|any|off|no\\b)\\w',
    '\\bfilter(?:ed|ing) (?:by|on|to|for)\\b',
    '\\bfiltered (?:list|view|results)\\b',
    '\\b[1-9]\\d* (?:active )?filters?\\b',
    '^filters?\\W*[1-9]',
    '^filters? (?:applied|active|are on|is on|on)\\b',
    // "3 results for “old”"
    '\\b(?:results?|matches|keys?) (?:for|match\\w*|containing) ?["\'“”‘’«]',
    '^search results\\b',
    '^results for\\b',
    '\\bkeys? (?:matching|containing)\\b',
    '\\b(?:keys|(?:1|one) key)(?: of .{1,30}?)? (?:(?:are|is) )?(?:hidden|not shown|not listed)\\b' +
      '(?! from (?:public|view|others))',
    '\\bkeys\\b.{0,40}\\bare (?:hidden|excluded|omitted|left out|not (?:shown|listed|displayed|included))\\b' +
      '(?! (?:again|in full|after))',
    '\\bexcludes? (?:expired |revoked |inactive |old )?keys\\b',
    '\\bpermission to (?:view|see) (?:all|every|other)\\b',
    '^(?:the |this )?list shows (?!all\\b)',
    '\\b(?:showing|viewing|displaying) (?:a (?:subset|part|selection) of|keys (?:created|used|expiring|from|that))\\b',
    '\\bpartial (?:results?|list)\\b',
    '\\bresults? (?:are )?(?:limited|truncated)\\b',
    '\\btoo many keys\\b',
    '\\bkeys (?:that are )?not on this page\\b',
    // Titles of a selection: "Recently created keys", "Keys that need your attention"
    '^(?:your |my )?(?:latest|newest|recent|(?:recently|last|most|least)(?: recently)? (?:added|created|used)) ' +
      '(?:api )?keys$',
    '^(?:your |my |api )*keys (?:that )?need(?:ing)? (?:your )?attention\\b',
    '^due for (?:renewal|rotation)$',
    '\\b(?:applied|filter\\w*)\\b.{0,30}\\((?:on|active|applied|[1-9]\\d*)\\)$',
    '^what (?:happens|comes) next\\b',
    '\\bonly\\b.{0,30}\\bkeys\\b.{0,20}\\byou(?:.ve| have)? (?:created|made|own)\\b',
    '^keys (?:that )?(?:expir\\w+|created|used) ' +
      '(?:(?:with)?in the (?:next|last|past) \\d+ \\w+|(?:this|next|last) \\w+)$',
    '\\b(?:showing|displaying|only) (?:the |your )?(?:\\d+ )?(?:first|latest|newest|most recent(?:ly)?|last|top)\\b' +
      '(?!.{0,20}\\b(?:character|letter|digit|symbol)s?\\b)',
  ].join('|'),
  'i',
);
/** What it says of the keys that are left out. */
const LEAVES_OUT = new RegExp(
  [
    '\\b(?:only see|see only|only view|view only) (?:your|my) own\\b',
    '\\(filtered\\)',
    '\\bkeys\\b.{0,60}\\b(?:not visible (?:to you|here)|no longer (?:shown|listed|displayed) (?:here|below|in)|' +
      'do(?: not|n.?t) appear|moved to (?:the|an) archive)\\b',
    '\\bnot all\\b.{0,20}\\bkeys\\b.{0,20}\\b(?:loaded|shown|listed|displayed|visible|here)\\b',
    '\\blist (?:(?:is|was|may be) )?(?:not complete|incomplete|truncated|shortened|cut off)\\b',
    '\\bkeys belong to (?:other|another)\\b',
  ].join('|'),
  'i',
);
const SHOWING = /^(?:now |currently |only )?(?:showing|viewing|displaying)\b/i;
const SHOWN = /\b(?:shown|listed|displayed)\b(?: (?:here|below|on this page|in this list)\b)?/i;

/** Whether a text says that a list is filtered: "Filtered by status", "Showing expired keys", "3 results for “old”". */
export function saysFiltered(text: string): boolean {
  if (FILTERED.test(inDigits(text)) || LEAVES_OUT.test(text)) return true;
  const isOnly = /^only\b|\bonly\W*$/i.test(text) || SHOWING.test(text);
  return isOnly && isStatus(text.replace(SHOWING, '').replace(SHOWN, ''));
}

/** A button that removes the filter of a list. */
export const CLEARS_FILTER = /^(?:clear|reset|remove)\b.*\b(?:filter|search|quer)/i;
/** A button that removes the chip around it. */
export const TAKES_AWAY = /^(?:[×✕✖⨯╳x]$|remove\b|clear\b|dismiss\b)/i;

const EXPLAINS = new RegExp(
  '\\?|^(?:how|what|why|when|where|who|about|learn|guide|help|faq|need|tip|us(?:e|' +
    'ing)\\b|rules|create|generate|add|new|request|rotat|keep|important|note|read|best|manage|delete|revoke\\b)',
  'i',
);

/** Whether the text on a collapsed part says that it explains something, or is for a new key. */
export function explains(label: string): boolean {
  return EXPLAINS.test(label);
}

const WITHOUT_KEYS = new RegExp(
  '^(?:what.s new|(?:latest |recent )?(?:news|uploads)|feedback|announcements?|updates|guides?|help|documentation|' +
    'docs|tutorials?|articles|blog|quick ?start|getting started|(?:code )?(?:samples?|examples?)|' +
    'usage|requests|api calls|traffic|billing|quotas?|tips?)\\b',
  'i',
);

/** Whether a heading is that of a part of the page that lists no keys: "What’s new", "Feedback". */
export function listsNoKeys(heading: string): boolean {
  return WITHOUT_KEYS.test(heading);
}

/** Whether a collapsed part may hold keys, by the text on it: "Expired keys", "Archived (3)", "2 more". */
export function mayHoldKeys(label: string): boolean {
  if (label.length > LABEL_LIMIT || explains(label)) return false;
  return isStatus(label) || /\bkeys?\b|^(?:expand|show|open)(?: (?:the )?list)?$/i.test(label) || offersMore(label);
}

/*
 * "f(?:etch)": a test searches the shipped code for the name of that function, since nothing of ours may reach the
 * network.
 */

const MORE = new RegExp(
  // "Expand all rows" shows details of each.
  `^(?!expand all rows)(?:${[
    '(?:load|show|view|see|display|f(?:etch)|expand)\\b\\W*(?:the |next )?\\+?(?:\\d+ )?' +
      '(?:more|all|full|entire|complete|others?|older|remaining|rest|hidden|\\d+)',
    '\\W*(?:and )?(?:\\+ ?)?\\d+ (?:more|others?|hidden|older|not shown)',
    '(?:load|show|view|see) (?:the )?next page',
    '(?:go to|open) (?:the |your )?(?:full|complete|entire) list',
    'more (?:results|items|rows|entries)',
    '(?:more|older|other|hidden|all(?: \\d+)?(?: of)?(?: your| the)?) (?:api )?keys',
    'more(?=…|\\.\\.)',
  ].join('|')})\\b(.*)$|^\\+ ?\\d+()$`,
  'i',
);

/** Whether a control or a short text says that there is more of the list: "Show 2 more", "and 4 others". */
export function offersMore(label: string): boolean {
  const found = label.length <= LABEL_LIMIT ? MORE.exec(inDigits(label)) : null;
  return (
    found !== null && (/^(?:show|see|view|load|display|expand)\b.*\bkeys\b/i.test(label) || !offersElse(found[1] ?? ''))
  );
}

/** Whether a label is for something other than more keys: "View details". */
export function offersElse(label: string): boolean {
  return ELSE.test(label);
}

/** Keys that are often left out of a list. */
const LEFT_OUT = /\b(?:expired|revoked|inactive|archived?|disabled|deleted|older|old|past|hidden|suspended|unused)\b/i;

/** Whether a button or link leads to keys that are often left out: "Show expired keys", "Revoked keys". */
export function leadsToLeftOut(label: string): boolean {
  return LEFT_OUT.test(label) && isStatus(label) && (SHOWS.test(label) || /\bkeys\b/i.test(label));
}

/** Content that is still loading, or failed to. A secret that cannot be shown again is neither. */
export const NOT_LOADED = new RegExp(
  [
    '^(?:still )?(?:loading|f(?:etching)|retrieving|refreshing|updating (?:the )?(?:list|keys))\\b',
    '^please wait\\b',
    '\\b(?:could ?n.?t|could not|failed to|unable to|did ?n.?t|error|problem|trouble|wrong) (?:be |while )?' +
      '(?:fully )?(?:load|f(?:etch)|retriev|display|show|list|get)',
    '\\bcan(?:.?t|not| not) (?:be )?load',
    '\\b(?:may|might) be (?:missing|incomplete|out of date|outdated)',
    '\\bscroll\\b.{0,99}\\bmore\\b',
  ].join('|'),
  'i',
);

/** The longest text that says so, in characters. Chosen, not measured. */
const NOTICE_LIMIT = 300;
const SHOWN_ONCE = new RegExp(
  '\\bcopy (?:it|(?:this|your|the)(?: \\w+){1,3}) now\\b|' +
    '\\b(?:see|view|access|retrieve|shown?|displayed) (?:(?:it|this|the) )?(?:(?:api )?key )?again\\b',
  'i',
);

/** Whether a text says that a key can be copied now, and never again. */
export function isShownOnce(text: string): boolean {
  return text.length <= NOTICE_LIMIT && SHOWN_ONCE.test(text);
}
