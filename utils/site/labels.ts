import { isAscii, wordsIn } from './letters';
import { byText } from './memory';

/*
 * The words by which data.gov.sg's pages are read, as data. Newest evidence first; where a word was seen is noted.
 * Only text is matched, never a class, id or test id.
 */

/** What a column, or a labelled value, holds. */
export type Field = 'name' | 'expiry' | 'created' | 'lastUsed' | 'status' | 'tier' | 'secret' | 'description' | 'owner' | 'actions';

/*
 * What is asked of every text is looked up in lists of words, and the patterns are short: to compile a long one takes a
 * browser longer than to read a dozen keys.
 */

function list(phrases: string): readonly string[] {
  return phrases.split(', ');
}

/** Each phrase of the first list before each of the second. */
function pairs(first: string, second: string): readonly string[] {
  return list(first).flatMap((one) => list(second).map((other) => `${one} ${other}`));
}

/** Labels that say the same whatever stands around them, by their fields. "Key Name" is on the create form of the official guide (2024). */
const ALONE = /* @__PURE__ */ fields({
  name: [
    ...list('name, label, title, alias, nickname, key, api key, keyname, keylabel, keyalias, keytitle, api keyname, api keylabel, api keyalias, api keytitle'),
    ...pairs('key, api key', 'name, label, alias, title'), ...pairs('name, label, title, alias, nickname', 'of key, of the key, of api key, of the api key'),
  ],
  expiry: [
    ...list('until, date of expiry, date expired, time left, time remaining, time to live, ttl, days left, remaining, scheduled expiry, planned expiry, lifetime, lifespan, duration'),
    ...list('stops working, stops working on, lapse, lapses, lapse on, lapses on, deactivates, deactivation, terminates, termination'),
    ...pairs('will expire, set to expire, due to expire, scheduled to expire', 'on, in, at'), ...list('will expire, set to expire, due to expire, scheduled to expire'),
    ...pairs('deactivates, deactivation, terminates, termination', 'on, date'), ...pairs('expire, expires', 'after'), ...pairs('use, renew, rotate, replace', 'by, before'),
    ...pairs('inactive', 'from, after, on'), ...pairs('expired', 'on, at, date, time'), ...pairs('renewal, rotation', 'date, due'),
  ],
  created: [...pairs('date', 'created, issued, added, generated'), 'issue date'],
  lastUsed: list('usage, request, requests, call, calls, updated, updated on, updated at, modified, modified on, modified at'),
  secret: [...pairs('secret, masked, partial, public, access', 'key'), ...list('last 4, last four'), ...pairs('last 4, last four', 'digits, characters')],
  owner: list('owner, created by, issued to, issued by, user, agency, account, team, organisation, organization'),
  actions: list('action, actions, manage, options, menu, more'),
});

/** Labels that may have "key" or "API key" before them. */
const OF_KEY = /* @__PURE__ */ fields({
  expiry: pairs('active, available, usable, works, access', 'until, till, to, through, up to, end, ends, ends on'),
  secret: [...list('secret, token, value, prefix, suffix, preview, hint, id, identifier, fingerprint'), ...pairs('secret, token, value, prefix, suffix, preview, hint, id, identifier, fingerprint', 'key')],
  status: list('status, state'),
  tier: list('tier, plan, type, environment, scope, scopes, permission, permissions, access, access level, rate limit, rate limits, level, usage plan'),
  description: list('description, descriptions, note, notes, remark, remarks, comment, comments, used for, used by, details'),
});

function fields(phrases: Partial<Record<Field, readonly string[]>>): ReadonlyMap<string, Field> {
  return new Map(Object.entries(phrases).flatMap(([field, all]) => all.map((phrase) => [phrase, field as Field] as const)));
}

/** What may stand, in any number, behind the word for what happened, or behind the word for an end. */
const MOMENT = /* @__PURE__ */ new Set(list('date, time, on, at, and'));
const DEADLINE = /* @__PURE__ */ new Set(list('date, time, on, at, in, by, until, till, to, through, thru, up, end, ends, period, and, &, date/time, timestamp'));

/** Words that begin a label, alone or with such words behind them; "key" or "API key" may stand before. */
const BEGINNINGS: readonly { field: Field; words: readonly string[]; behind: ReadonlySet<string> }[] = [
  // "Expiration" is on the create form of the official guide (2024).
  { field: 'expiry', words: list('expiration, expiry, expires, expire, expiring, exp, validity, valid, good, end, ends, ending'), behind: DEADLINE },
  { field: 'created', words: list('created, creation, issued, issue, iss, generated, added, start, valid from, since, registered'), behind: MOMENT },
  { field: 'lastUsed', words: pairs('last, recently, most recently', 'used, accessed, access, seen, active, activity, called, call, request, use, updated, modified, rotated, changed'), behind: MOMENT },
];
/** Those that say too little alone. */
const TOO_LITTLE = /* @__PURE__ */ new Set(['expiring', 'good', 'ending']);

/** A label without what decorates it: sort arrows, colons, stars, "(SGT)". Lower case. */
function plainLabel(text: string): string {
  const plain = text.toLowerCase().replace(/\([^)]*\)|\[[^\]]*\]/g, ' ').replace(/_/g, ' ');
  return withoutSortHint(plain)
    .replace(isAscii(plain) ? /[^a-z\d/&' ]+/g : /[^\p{L}\p{N}/&' ]+/gu, ' ')
    .replace(/\b(?:sgt|singapore time)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function withoutSortHint(text: string): string {
  if (!/sort|scending/.test(text)) return text;
  return text.replace(/\b(?:(?:not |un|click to |activate to |press to )?sort(?:ed|able)?(?: by| in)?|ascending|descending)\b.*$/, ' ');
}

/** What a label stands for; `undefined` for a text that is no label we know. */
export function fieldOf(text: string): Field | undefined {
  return text.length > 60 ? undefined : fieldOfLabel(text);
}

const fieldOfLabel = /* @__PURE__ */ byText((text): Field | undefined => {
  const label = plainLabel(text);
  return ALONE.get(label) ?? fieldOfKey(label.replace(/^(?:api )?key /, ''));
});

function fieldOfKey(label: string): Field | undefined {
  return OF_KEY.get(label) ?? BEGINNINGS.find(({ words, behind }) => words.some((word) => beginsWith(label, word, behind)))?.field;
}

function beginsWith(label: string, word: string, behind: ReadonlySet<string>): boolean {
  if (label === word) return !TOO_LITTLE.has(word);
  return label.startsWith(`${word} `) && label.slice(word.length + 1).split(' ').every((one) => behind.has(one));
}

/** A heading, tab, breadcrumb, title or menu entry that says "this is the page of API keys", and nothing more. */
export function isApiKeysTitle(text: string): boolean {
  return text.length <= 60 && (isPlainTitle(text.trim()) || (/ (?:for|of) /.test(text) && TITLE_FOR.test(text.trim())));
}

function isPlainTitle(title: string): boolean {
  const [said, step, before = '', behind = ''] = TITLE.exec(title.toLowerCase()) ?? [];
  if (said === undefined || (step && !STEPS.has(step))) return false;
  return (before === '' || before.trim().split(/\s+/).every((word) => BEFORE_TITLE.has(word))) && (behind === '' || BEHIND_TITLE.test(behind));
}

const TITLE = /^(?:([a-z]+)\s*[:/›>»]\s*)?((?:[a-z.]+\s+)*)api[\s-]?keys?([^]*)$/;
/** The step before it in a breadcrumb, the words that may stand right before it, and those behind it. */
const STEPS = /* @__PURE__ */ new Set(list('settings, account, profile, admin, dashboard, developer, developers'));
const BEFORE_TITLE = /* @__PURE__ */ new Set(list('your, my, our, manage, managing, all, active, existing, current, view, the, admin, write, read, account, production, developer, data.gov.sg'));
const BEHIND_TITLE = /^(?:\s*(?:&|and|\/)\s*(?:access\s+)?(?:tokens?|secrets?|credentials?))?(?:\s+(?:management|list|dashboard|section|settings|overview|tab))?(?:\s*[([]?\d+(?:\s+(?:active|keys?|in use|in total|total))?[)\]]?)?$/;
/** With whose keys they are: an agency's acronym, or a name, where it is plain that they are managed here. */
const TITLE_FOR = /^(?:(?:[Mm]anage|[Yy]our|[Mm]y) (?:your |the )?API [Kk]eys (?:for|of) \p{Lu}[\p{L}\d .,&()'’-]*|API [Kk]eys (?:for|of) \p{Lu}{2,8})$/u;

/** A path segment of the API Keys tab; `/admin/api-keys` was seen in 2024. */
export const API_KEYS_PATH = /\/(?:(?:my|manage|view)[-_])?api[-_]?keys?(?:\/|$)/i;

/** The first step of a breadcrumb or the title of a page that is such a document. */
const DOCUMENT_TITLES = /* @__PURE__ */ new Set(list('doc, docs, documentation, developer docs, developer guide, guide, guides, user guide, tutorial, tutorials, help, help center, help centre, support, '
  + "faq, faqs, frequently asked questions, blog, news, whats new, what's new, what’s new, changelog, release notes"));
const CATALOGUE_TITLES = /* @__PURE__ */ new Set(list('dataset, datasets, collection, collections'));

/** Whether a title is that of a document. */
export function isDocumentTitle(text: string): boolean {
  return DOCUMENT_TITLES.has(text.trim().toLowerCase());
}

/** Whether a title is that of a catalogue of data. Dashboards have pages of that name too. */
export function isCatalogueTitle(text: string): boolean {
  return CATALOGUE_TITLES.has(text.trim().toLowerCase());
}

function withPlurals(words: string): readonly string[] {
  return words.split(' ').flatMap((word) => [word, `${word}s`]);
}

/** Whether a text has one of these words, or two of them side by side. */
function hasWord(text: string, words: ReadonlySet<string>): boolean {
  const all = text.toLowerCase().match(/\w+/g) ?? [];
  return all.some((word, index) => words.has(word) || words.has(`${all[index - 1]} ${word}`));
}

/** Words in a list's header or in the heading above it that make it a list of something else. */
const OTHER_LISTS = /* @__PURE__ */ new Set([
  ...withPlurals('licence license licencee licensee cookie session device browser certificate member membership webhook invite invitation domain dataset event release announcement notification'),
  ...withPlurals('subscription voucher permit product document header parameter endpoint'),
  ...list('audit, activity, history, changelog, passes, rate limit, rate limits, limits, pricing, usage, statistics, faq, frequently, ip address, ip addresses, purpose, provider'),
]);

/** Columns that no list of keys has, wherever they stand. */
const OTHER_COLUMNS = /* @__PURE__ */ new Set(withPlurals('licence license cookie session device browser certificate member purpose webhook voucher permit'));

/** Whether columns are those of a list of something else: by what the first one names, or by one that keys never have. */
export function areColumnsOfAnotherList(labels: readonly string[]): boolean {
  if (labels.some((label) => /\b(?:key[ _]name|api[ _-]?key)\b/i.test(label))) return false;
  const unknown = labels.filter((label) => label !== '' && fieldOf(label) === undefined);
  const first = labels.find(Boolean);
  return unknown.some((label) => hasWord(label, OTHER_COLUMNS) || (isOfAnotherList(label) && (label === first || /\bname\b/i.test(label))));
}

/** Keys that are no API keys. */
const OTHER_KEYS = /\b(?:ssh|gpg|signing|encryption|public|promo|product|licen[cs]e|session|webhook|foreign|primary)\s+keys?\b/i;

/** Whether a heading or a column's label belongs to a list of something else than keys, or is a question. */
export function isOfAnotherList(text: string): boolean {
  return /\?\s*$/.test(text) || (hasWord(text, OTHER_LISTS) && !(/\bkeys?\b/i.test(text) && !OTHER_KEYS.test(text)));
}

const STATUS_WORDS = /* @__PURE__ */ new Set(list('active, inactive, enabled, disabled, expired, expiring, expiring soon, revoked, valid, invalid, live, pending, current, new, developer, production, development, '
  + 'staging, read, write, readonly, read only, read write, admin, default, ok, in use, unused, never used, copied, copied!, copy, delete, edit, revoke, more'));

/** Whether a text is the kind of word that stands beside a name, but is not one. */
export function isStatusWord(text: string): boolean {
  return STATUS_WORDS.has(text.toLowerCase().replace(/^read\s*[/&-]\s*/, 'read ')) || /^\d+$/.test(text);
}

/** Whether a text is no more than the initials of the name behind it, as an avatar shows them. */
export function areInitials(text: string, name: string): boolean {
  if (text.length > 3 || name.length <= text.length || !/^\p{Lu}{1,3}$/u.test(text)) return false;
  return wordsIn(name).map((word) => word.charAt(0).toUpperCase()).join('').startsWith(text);
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
