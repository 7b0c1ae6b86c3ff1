import { byText } from './memory';

/*
 * The words by which data.gov.sg's pages are read, as data. Newest evidence first; where a word was seen is noted.
 * Only text is matched, never a class, id or test id.
 */

/** What a column, or a labelled value, holds. */
export type Field = 'name' | 'expiry' | 'created' | 'lastUsed' | 'status' | 'tier' | 'secret' | 'description' | 'owner' | 'actions';

const FIELD_LABELS: [Field, RegExp][] = [
  // "Expiration" is on the create form of the official guide (2024).
  ['expiry', /^(?:(?:api )?key )?(?:expir(?:y|ation|es?|ing)|exp|valid(?:ity)?|good|ends?|ending)(?: (?:date|time|on|at|in|by|until|till|to|through|thru|up to|ends?|period|date and time|date & time|date\/time|timestamp))+$|^(?:(?:api )?key )?(?:expir(?:y|ation|es?)|exp|valid(?:ity)?|ends?)$|^(?:(?:api )?key )?(?:active|available|usable|works|access) (?:until|till|to|through|up to|ends?)(?: on)?$|^(?:date of expiry|expires? after|use (?:by|before)|until|(?:will|set to|due to|scheduled to) expire(?: on| in| at)?|(?:scheduled|planned) expiry|time (?:left|remaining|to live)|ttl|days left|remaining|deactivat(?:es|ion)(?: on| date)?|terminat(?:es|ion)(?: on| date)?|inactive (?:from|after|on)|expired (?:on|at|date|time)|date expired|stops working(?: on)?|lapses?(?: on)?|validity until|(?:renew|rotate|replace) (?:by|before)|(?:renewal|rotation) (?:date|due)|lifetime|lifespan|duration)$/],
  ['created', /^(?:(?:api )?key )?(?:creat(?:ed|ion)|issued?|iss|generated|added|start|valid from|since|registered)(?: (?:date|time|on|at|date and time))*$|^date (?:created|issued|added|generated)$|^issue date$/],
  ['lastUsed', /^(?:last|recently|most recently) (?:used|accessed|access|seen|active|activity|called|call|request|use|updated|modified|rotated|changed)(?: (?:date|time|on|at))*$|^(?:usage|requests?|calls?|updated(?: on| at)?|modified(?: on| at)?)$/],
  // "Key Name" is on the create form of the official guide (2024).
  ['name', /^(?:api )?key(?: ?(?:name|label|alias|title))?$|^(?:name|label|title|alias|nickname)(?: of (?:the )?(?:api )?key)?$/],
  ['secret', /^(?:(?:api )?key )?(?:secret|token|value|prefix|suffix|preview|hint|id|identifier|fingerprint)(?: key)?$|^(?:secret|masked|partial|public|access) key$|^last (?:4|four)(?: (?:digits|characters))?$/],
  ['status', /^(?:(?:api )?key )?(?:status|state)$/],
  ['tier', /^(?:(?:api )?key )?(?:tier|plan|type|environment|scopes?|permissions?|access|access level|rate limits?|level|usage plan)$/],
  ['description', /^(?:(?:api )?key )?(?:descriptions?|notes?|remarks?|comments?|used (?:for|by)|details)$/],
  ['owner', /^(?:owner|created by|issued (?:to|by)|user|agency|account|team|organi[sz]ation)$/],
  ['actions', /^(?:actions?|manage|options|menu|more)$/],
];

/** A label without what decorates it: sort arrows, colons, stars, "(SGT)". Lower case. */
function plainLabel(text: string): string {
  return text
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')
    .replace(/_/g, ' ')
    .replace(/\b(?:(?:not |un|click to |activate to |press to )?sort(?:ed|able)?(?: by| in)?|ascending|descending)\b.*$/, ' ')
    .replace(/[^\p{L}\p{N}/&' ]+/gu, ' ')
    .replace(/\b(?:sgt|singapore time)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What a label stands for; `undefined` for a text that is no label we know. */
export function fieldOf(text: string): Field | undefined {
  return text.length > 60 ? undefined : fieldOfLabel(text);
}

const fieldOfLabel = /* @__PURE__ */ byText((text): Field | undefined => {
  const label = plainLabel(text);
  return label ? FIELD_LABELS.find(([, pattern]) => pattern.test(label))?.[0] : undefined;
});

/** A heading, tab, breadcrumb, title or menu entry that says "this is the page of API keys", and nothing more. */
export function isApiKeysTitle(text: string): boolean {
  return text.length <= 60 && (TITLE.test(text.trim()) || TITLE_FOR.test(text.trim()));
}

const TITLE = /^(?:(?:settings|account|profile|admin|dashboard|developers?)\s*[:/›>»]\s*)?(?:(?:your|my|our|manage|managing|all|active|existing|current|view|the|admin|write|read|account|production|developer|data\.gov\.sg)\s+)*api[\s-]?keys?(?:\s*(?:&|and|\/)\s*(?:access\s+)?(?:tokens?|secrets?|credentials?))?(?:\s+(?:management|list|dashboard|section|settings|overview|tab))?(?:\s*[([]?\d+(?:\s+(?:active|keys?|in use|in total|total))?[)\]]?)?$/i;
/** With whose keys they are: an agency's acronym, or a name, where it is plain that they are managed here. */
const TITLE_FOR = /^(?:(?:[Mm]anage|[Yy]our|[Mm]y) (?:your |the )?API [Kk]eys (?:for|of) \p{Lu}[\p{L}\d .,&()'’-]*|API [Kk]eys (?:for|of) \p{Lu}{2,8})$/u;

/** A path segment of the API Keys tab; `/admin/api-keys` was seen in 2024. */
export const API_KEYS_PATH = /\/(?:(?:my|manage|view)[-_])?api[-_]?keys?(?:\/|$)/i;

/** The first step of a breadcrumb or the title of a page that is such a document. */
const DOCUMENT_TITLE = /^(?:docs?|documentation|developer (?:docs|guide)|guides?|user guide|tutorials?|help(?: cent(?:re|er))?|support|faqs?|frequently asked questions|blog|news|what['’]?s new|changelog|release notes)$/i;
const CATALOGUE_TITLE = /^(?:datasets?|collections?)$/i;

/** Whether a title is that of a document. */
export function isDocumentTitle(text: string): boolean {
  return DOCUMENT_TITLE.test(text.trim());
}

/** Whether a title is that of a catalogue of data. Dashboards have pages of that name too. */
export function isCatalogueTitle(text: string): boolean {
  return CATALOGUE_TITLE.test(text.trim());
}

/** Words in a list's header or in the heading above it that make it a list of something else. */
const OTHER_LISTS = /\b(?:licen[cs]es?|licen[cs]ees?|cookies?|sessions?|devices?|browsers?|certificates?|members?|memberships?|webhooks?|invit(?:es?|ations?)|domains?|datasets?|audit|activity|history|events?|changelog|releases?|announcements?|notifications?|subscriptions?|vouchers?|permits?|passes|products?|documents?|rate limits?|limits|pricing|usage|statistics|faq|frequently|headers?|parameters?|ip address(?:es)?|purpose|provider|endpoints?)\b/i;

/** Columns that no list of keys has, wherever they stand. */
const OTHER_COLUMNS = /\b(?:licen[cs]e|cookie|session|device|browser|certificate|member|purpose|webhook|voucher|permit)s?\b/i;

/** Whether columns are those of a list of something else: by what the first one names, or by one that keys never have. */
export function areColumnsOfAnotherList(labels: readonly string[]): boolean {
  if (labels.some((label) => /\b(?:key[ _]name|api[ _-]?key)\b/i.test(label))) return false;
  const unknown = labels.filter((label) => label !== '' && fieldOf(label) === undefined);
  const first = labels.find(Boolean);
  return unknown.some((label) => OTHER_COLUMNS.test(label) || (isOfAnotherList(label) && (label === first || /\bname\b/i.test(label))));
}

/** Keys that are no API keys. */
const OTHER_KEYS = /\b(?:ssh|gpg|signing|encryption|public|promo|product|licen[cs]e|session|webhook|foreign|primary)\s+keys?\b/i;

/** Whether a heading or a column's label belongs to a list of something else than keys, or is a question. */
export function isOfAnotherList(text: string): boolean {
  return /\?\s*$/.test(text) || (OTHER_LISTS.test(text) && !(/\bkeys?\b/i.test(text) && !OTHER_KEYS.test(text)));
}

const STATUS_WORD = /^(?:active|inactive|enabled|disabled|expired|expiring(?: soon)?|revoked|valid|invalid|live|pending|current|new|developer|production|development|staging|read|write|read[\s-]?only|read[\s/&-]+write|admin|default|ok|in use|unused|never used|copied!?|copy|delete|edit|revoke|more|\d+)$/i;

/** Whether a text is the kind of word that stands beside a name, but is not one. */
export function isStatusWord(text: string): boolean {
  return STATUS_WORD.test(text);
}

/** Whether a text is no more than the initials of the name behind it, as an avatar shows them. */
export function areInitials(text: string, name: string): boolean {
  const initials = name.split(/[^\p{L}\p{N}]+/u).map((word) => word.charAt(0).toUpperCase()).join('');
  return /^\p{Lu}{1,3}$/u.test(text) && name.length > text.length && initials.startsWith(text);
}

/** What stands behind a label is known to be something else than a secret: "Key ID", "Request ID", "Checksum:", "Name". */
const OTHER_VALUE = /(?:^|[\s_-])(?:ids?|uuid|guid|identifier|checksum|hash|digest|sha-?\d+|md5|fingerprint|etag|commit|revision|version|build|reference|number|no|name|label|title|description|e-?mails?|urls?|links?|address|endpoint|host|dataset|resource|collection|agency|organi[sz]ation|prefix|hint|example|sample|usage)$/i;

/** Whether a label says that its value is no secret, though it may look like one. */
export function isOtherValueLabel(text: string): boolean {
  // "requestId" is two words.
  const label = text.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/\([^)]*\)/g, '').replace(/[^\p{L}\p{N}]+$/u, '').trim();
  return label.length <= 60 && OTHER_VALUE.test(label);
}

/** Whether a label says that its value is a key. */
export function isSecretLabel(text: string): boolean {
  return text.length <= 200 && /\b(?:keys?|secret|token|credentials?)\b/i.test(text) && !isOtherValueLabel(text);
}

/** A picture font writes its pictures as words: "content_copy". */
const COPY = /^(?:(?:content|file)_copy\b|copy_all\b|(?:(?:click|press|tap)(?: here)? to )?cop(?:y|ied)\b)[!.…]*/i;
const TO_CLIPBOARD = /\s*(?:(?:in)?to|on|from) (?:the |your )?clipboard[!.…]*$/i;
/** The noun that names a key, with what may stand before it, and the word behind it. */
const KEY_NOUN = /^(?:(?:the|this|your|my|new|full|api|admin|write|read|production|access|client|secret|data\.gov\.sg)\s+)*(?:keys?|secret|token|credentials?)\b(?:\s+value\b)?\s*([\p{L}\p{N}]*)/iu;
const SAMPLE = /\b(?:code|snippet|command|curl|example|sample|request|headers?|json|yaml|env|config|line|all|output|python|javascript|bash)\b/i;

/**
 * What a control or a message that speaks of copying says is copied: a `key`, a `sample` that may have one in it,
 * something `else`, or just `this`; `undefined` if it does not speak of copying.
 */
export function copiedThing(label: string): 'key' | 'sample' | 'else' | 'this' | undefined {
  const text = label.replace(/\s+/g, ' ').replace(/^[^\p{L}\p{N}]+/u, '').trim();
  if (text.length > 120 || !COPY.test(text)) return undefined;
  const thing = text.replace(COPY, '').replace(TO_CLIPBOARD, '').replace(/^[^\p{L}\p{N}.]+|[^\p{L}\p{N})]+$/gu, '').trim();
  if (!thing || /^(?:(?:this|it|value|text|content|copy|copied)\s*)+$/i.test(thing)) return 'this';
  const noun = thing.match(KEY_NOUN);
  if (noun && !isOtherValueLabel(noun[1]!)) return 'key';
  return SAMPLE.test(thing) ? 'sample' : 'else';
}
