import { isAscii, wordsIn } from '../../page-model/letters';
import { byText } from '../../page-model/by-text';

/*
 * The words by which data.gov.sg's pages are read, as data. Newest evidence first, with its source. Only text is
 * matched, never a class, id or test id.
 */

/** The content of a column, or of a labelled value. */
export type Field =
  'name' | 'expiry' | 'created' | 'lastUsed' | 'status' | 'tier' | 'secret' | 'description' | 'owner' | 'actions';

/*
 * Checks that run on every text look words up in lists, and their patterns are short: browsers take longer to compile a
 * long one than to read a dozen keys.
 */

/** Built on first use: to build everything at load would be a long task. */
function lazy<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}

function list(phrases: string): readonly string[] {
  return phrases.split(', ');
}

/** Each phrase of the first list before each of the second. */
function combine(first: string, second: string): readonly string[] {
  const both: string[] = [];
  for (const beginning of list(first)) for (const ending of list(second)) both.push(`${beginning} ${ending}`);
  return both;
}

/**
 * Labels that mean the same whatever stands around them, by their fields. "Key Name" is on the create form of the
 * official guide (2024).
 */
const FULL_LABELS = lazy(() =>
  fields({
    name: [
      ...list(
        'name, label, title, alias, nickname, key, api key, keyname, keylabel, keyalias, keytitle, api keyname, api keylabel, api keyalias, api keytitle',
      ),
      ...combine('key, api key', 'name, label, alias, title'),
      ...combine('name, label, title, alias, nickname', 'of key, of the key, of api key, of the api key'),
    ],
    expiry: [
      ...list(
        'until, date of expiry, date expired, time left, time remaining, time to live, ttl, days left, remaining, scheduled expiry, planned expiry, lifetime, lifespan, duration',
      ),
      ...list(
        'stops working, stops working on, lapse, lapses, lapse on, lapses on, deactivates, deactivation, terminates, termination',
      ),
      ...combine('will expire, set to expire, due to expire, scheduled to expire', 'on, in, at'),
      ...list('will expire, set to expire, due to expire, scheduled to expire'),
      ...combine('deactivates, deactivation, terminates, termination', 'on, date'),
      ...combine('expire, expires', 'after'),
      ...combine('use, renew, rotate, replace', 'by, before'),
      ...combine('inactive', 'from, after, on'),
      ...combine('expired', 'on, at, date, time'),
      ...combine('renewal, rotation', 'date, due'),
    ],
    created: [...combine('date', 'created, issued, added, generated'), 'issue date'],
    lastUsed: list(
      'usage, request, requests, call, calls, updated, updated on, updated at, modified, modified on, modified at',
    ),
    secret: [
      ...combine('secret, masked, partial, public, access, secret access', 'key'),
      ...combine('api, access, auth, bearer', 'token'),
      ...combine('api, client', 'secret'),
      ...list('last 4, last four, ends with, ending in, starts with, begins with, credential'),
      ...combine('last 4, last four', 'digits, characters, signs'),
    ],
    owner: list('owner, created by, issued to, issued by, user, agency, account, team, organisation, organization'),
    actions: list('action, actions, manage, options, menu, more'),
  }),
);

/** Labels that may have "key" or "API key" before them. */
const KEY_LABELS = lazy(() =>
  fields({
    secret: [
      ...list('secret, token, value, prefix, suffix, preview, hint, id, identifier, fingerprint'),
      ...combine('secret, token, value, prefix, suffix, preview, hint, id, identifier, fingerprint', 'key'),
    ],
    status: list('status, state'),
    tier: list(
      'tier, plan, type, environment, scope, scopes, permission, permissions, access, access level, rate limit, rate limits, level, usage plan',
    ),
    description: list(
      'description, descriptions, note, notes, remark, remarks, comment, comments, used for, used by, details',
    ),
  }),
);

function fields(phrases: Partial<Record<Field, readonly string[]>>): ReadonlyMap<string, Field> {
  const byPhrase = new Map<string, Field>();
  for (const field in phrases) for (const phrase of phrases[field as Field]!) byPhrase.set(phrase, field as Field);
  return byPhrase;
}

/** Words that may follow the word for an event, and those that may follow the word for an end. */
const MOMENT = /^(?: (?:date|time|on|at|date and time))+$/;
const DEADLINE =
  /^(?: (?:date|time|on|at|in|by|until|till|to|through|thru|up to|ends?|period|date and time|date & time|date\/time|timestamp))+$/;

/** Words that begin a label, with or without such a text after them; "key" or "API key" may come before. */
const BEGINNINGS = lazy(() =>
  byFirstWord([
    // "Expiration" is on the create form of the official guide (2024).
    {
      field: 'expiry',
      words: list('expiration, expiry, expires, expire, expiring, exp, validity, valid, good, end, ends, ending'),
      behind: DEADLINE,
    },
    {
      field: 'expiry',
      words: combine('active, available, usable, works, access', 'until, till, to, through, up to, end, ends'),
      behind: /^ on$/,
    },
    {
      field: 'created',
      words: list('created, creation, issued, issue, iss, generated, added, start, valid from, since, registered'),
      behind: MOMENT,
    },
    {
      field: 'lastUsed',
      words: combine(
        'last, recently, most recently',
        'used, accessed, access, seen, active, activity, called, call, request, use, updated, modified, rotated, changed',
      ),
      behind: MOMENT,
    },
  ]),
);
/** Those that say too little by themselves. */
const INCOMPLETE_ALONE = new Set(['expiring', 'good', 'ending']);

/** A label without decoration: sort arrows, colons, stars, "(SGT)". Lower case. */
function plainLabel(text: string): string {
  const plain = text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')
    .replace(/_/g, ' ');
  return withoutSortHint(plain)
    .replace(isAscii(plain) ? /[^a-z\d/&' ]+/g : /[^\p{L}\p{N}/&' ]+/gu, ' ')
    .replace(/\b(?:sgt|singapore time)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function withoutSortHint(text: string): string {
  if (!/sort|scending/.test(text)) return text;
  return text.replace(
    /\b(?:(?:not |un|click to |activate to |press to )?sort(?:ed|able)?(?: by| in)?|ascending|descending)\b.*$/,
    ' ',
  );
}

/** The longest label, in characters: one may say how its column sorts (test/pages/table-sort-buttons). */
const LONGEST_LABEL = 60;

/** The field that a label stands for; `undefined` for any other text. */
export function fieldOf(text: string): Field | undefined {
  // "Expires ∞", "Expires ?" and "Exp. —" contain their value.
  return text.length > LONGEST_LABEL || startsWithDigit(text) || /(?:∞|[ ?]\?|^exp\S* [-–—])$/i.test(text)
    ? undefined
    : fieldOfLabel(text);
}

/** No label does, but many dates do. */
function startsWithDigit(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 48 && code <= 57;
}

const fieldOfLabel = byText((text): Field | undefined => {
  const label = plainLabel(text);
  return FULL_LABELS().get(label) ?? fieldOfKey(label.replace(/^(?:api )?key /, ''));
});

function fieldOfKey(label: string): Field | undefined {
  return (
    KEY_LABELS().get(label) ??
    BEGINNINGS()
      .get(firstWord(label))
      ?.find((beginning) => beginsWith(label, beginning))?.field
  );
}

function beginsWith(label: string, { words, behind }: Beginning): boolean {
  if (label === words) return !INCOMPLETE_ALONE.has(words);
  return label.startsWith(words) && behind.test(label.slice(words.length));
}

interface Beginning {
  field: Field;
  words: string;
  behind: RegExp;
}

function byFirstWord(
  groups: readonly { field: Field; words: readonly string[]; behind: RegExp }[],
): ReadonlyMap<string, readonly Beginning[]> {
  const beginnings = new Map<string, Beginning[]>();
  for (const { words, ...rest } of groups) {
    for (const phrase of words) {
      const first = firstWord(phrase);
      const known = beginnings.get(first);
      if (known) known.push({ words: phrase, ...rest });
      else beginnings.set(first, [{ words: phrase, ...rest }]);
    }
  }
  return beginnings;
}

function firstWord(text: string): string {
  return text.split(' ', 1)[0]!;
}

function withPlurals(words: string): readonly string[] {
  return words.split(' ').flatMap((word) => [word, `${word}s`]);
}

/** Whether a text contains one of these words, or two of them side by side. */
function hasWord(text: string, words: ReadonlySet<string>): boolean {
  const all = text.toLowerCase().match(/\w+/g) ?? [];
  return all.some((word, index) => words.has(word) || words.has(`${all[index - 1]} ${word}`));
}

/** Words in a list's header or in the heading above it that make it a list of something else. */
const OTHER_LISTS = lazy(
  () =>
    new Set([
      ...withPlurals(
        'licence license licencee licensee cookie session device browser certificate member membership webhook invite invitation domain dataset event release announcement notification',
      ),
      ...withPlurals('subscription voucher permit product document header parameter endpoint'),
      ...list(
        'audit, activity, history, changelog, passes, rate limit, rate limits, limits, pricing, usage, faq, frequently, ip address, ip addresses, purpose, provider',
      ),
    ]),
);

/** Columns that no list of keys has, at any position. */
const OTHER_COLUMNS = lazy(
  () =>
    new Set(
      withPlurals('licence license cookie session device browser certificate member purpose webhook voucher permit'),
    ),
);

/**
 * Whether columns are those of a list of something else: by the subject of the first one, or by one that keys never
 * have.
 */
export function areColumnsOfAnotherList(labels: readonly string[]): boolean {
  if (labels.some((label) => /\b(?:key[ _]name|api[ _-]?key)\b/i.test(label))) return false;
  const unknown = labels.filter((label) => label !== '' && fieldOf(label) === undefined);
  const first = labels.find(Boolean);
  return unknown.some(
    (label) =>
      hasWord(label, OTHER_COLUMNS()) || (isOfAnotherList(label) && (label === first || /\bname\b/i.test(label))),
  );
}

/** Keys that are not API keys. */
const OTHER_KEYS =
  /\b(?:ssh|sftp|gpg|signing|encryption|public|promo|product|licen[cs]e|session|webhook|foreign|primary)\s+keys?\b/i;

/** Whether a heading or a column's label belongs to a list of something other than keys, or is a question. */
export function isOfAnotherList(text: string): boolean {
  if (/\?\s*$/.test(text)) return true;
  // The owner of keys.
  if (/\b(?:team|department|division|unit|branch|office|directorate|agency|ministry)$/i.test(text.trim())) return false;
  return /\bkeys?\b/i.test(text) ? OTHER_KEYS.test(text) && !/\bapi\b/i.test(text) : hasWord(text, OTHER_LISTS());
}

/** Words that accompany a name, and are names of keys too if there is no other. */
const STAGES = new Set(list('live, default, developer, production, development, staging, admin, current, read, write'));

/** Whether a text may be the name of a key if nothing else can be: "Production", "2026", "API key 1". */
export function mayNameKey(text: string): boolean {
  return STAGES.has(text.toLowerCase()) || /^\d+$/.test(text) || /^api key \w+$/i.test(text);
}

const STATUS_WORDS = lazy(
  () =>
    new Set(
      list(
        'active, inactive, enabled, disabled, expired, expiring, expiring soon, revoked, valid, invalid, live, pending, current, new, developer, production, development, ' +
          'staging, read, write, readonly, read only, read write, admin, default, ok, in use, unused, never used, copied, copied!, copy, delete, edit, revoke, more',
      ),
    ),
);

/** Whether a text is the kind of word that accompanies a name, but is not one. */
export function isStatusWord(text: string): boolean {
  return STATUS_WORDS().has(text.toLowerCase().replace(/^read\s*[/&-]\s*/, 'read ')) || /^\d+$/.test(text);
}

/** Names of icons that icon fonts print as text beside the names of keys. */
const ICON_NAMES = new Set(
  list(
    'vpn_key, vpn_key_alert, key_vertical, lock_open, more_vert, more_horiz, content_copy, expand_more, expand_less, chevron_right, arrow_upward, arrow_downward, unfold_more, check_circle',
  ),
);

/** Whether a text is a picture: a character that is no letter or digit, or the name of an icon of an icon font. */
export function isSign(text: string): boolean {
  return ICON_NAMES.has(text) || !(isAscii(text) ? /[a-z\d]/i : /[\p{L}\p{N}]/u).test(text);
}

/** Whether a text is only the initials of the name after it, as an avatar shows them. */
export function areInitials(text: string, name: string): boolean {
  if (text.length > 3 || name.length <= text.length || !/^\p{Lu}{1,3}$/u.test(text)) return false;
  return wordsIn(name)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
    .startsWith(text);
}
