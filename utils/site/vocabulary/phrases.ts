/*
 * The phrases by which data.gov.sg's pages tell of a key, as data: each has one entry, with what it tells of and the
 * places in which it tells that. Labels (labels.ts), beginnings of sentences and separators (phrase-patterns.ts) are derived
 * from them, so a new phrase is one word here. Only text is matched, never a class, id or test id.
 */

/** The content of a column, or of a labelled value. */
export type Field =
  'name' | 'expiry' | 'created' | 'lastUsed' | 'status' | 'tier' | 'secret' | 'description' | 'owner' | 'actions';

/** The places in which a phrase tells of its field. */
export type Place =
  /** It is a label by itself. */
  | 'label'
  /** The same, also behind "key" or "API key". */
  | 'key-label'
  /** The same, also before words for a moment: "on", "date". */
  | 'beginning'
  /** The same, but only before such words: by itself it says too little. */
  | 'stub'
  /** It begins a sentence, with the value behind it: "Expires on 7 Aug 2027". */
  | 'sentence'
  /** Such a sentence may also stand behind a name, a comma or a colon: "gazette-uploader expires on 7 Aug 2027". */
  | 'inline'
  /** A label that says more mentions the expiry by it: "Token expiry". */
  | 'mention'
  /** It is all that a sentence says: the key has expired, or never does. */
  | 'ended'
  | 'never';

export interface Phrase {
  text: string;
  field: Field;
  as: readonly Place[];
}

/** One for each of `texts`, which commas separate. */
function phrases(field: Field, as: string, texts: string | readonly string[]): Phrase[] {
  const places = as.split(' ') as Place[];
  return (typeof texts === 'string' ? list(texts) : texts).map((text) => ({ text, field, as: places }));
}

export function list(texts: string): readonly string[] {
  return texts.split(', ');
}

/** Each phrase of the first list before each of the second. */
function combine(first: string, second: string): readonly string[] {
  return list(first).flatMap((beginning) => list(second).map((ending) => `${beginning} ${ending}`));
}

const USES =
  'used, accessed, access, seen, active, activity, called, call, request, use, updated, modified, rotated, changed';
const PARTS_OF_KEY = 'secret, token, value, prefix, suffix, preview, hint, id, identifier, fingerprint';

/** "Key Name" and "Expiration" are on the create form of the official guide (2024). */
export const PHRASES: Phrase[] = [
  ...phrases('expiry', 'beginning sentence mention', 'expiration, expiry'),
  ...phrases('expiry', 'beginning sentence inline mention', 'expires, expire, lapses, lapse, stops working'),
  ...phrases('expiry', 'stub sentence inline ended', 'expired'),
  ...phrases('expiry', 'sentence inline', 'valid until, valid till'),
  ...phrases('expiry', 'sentence', 'exp., valid through, valid thru, valid to, valid for, ends on, ends at'),
  ...phrases('expiry', 'sentence', 'validity until, validity: until'),
  ...phrases('expiry', 'beginning sentence', combine('active, good, usable, works', 'until, till')),
  ...phrases('expiry', 'beginning sentence', combine('renew, rotate', 'by, before')),
  ...phrases('expiry', 'beginning sentence', 'exp'),
  ...phrases('expiry', 'stub sentence', 'expiring'),
  ...phrases('expiry', 'stub', 'good, ending'),
  ...phrases('expiry', 'beginning', 'validity, valid, end, ends'),
  ...phrases('expiry', 'beginning', combine('active, usable, works', 'to, through, up to, end, ends')),
  ...phrases('expiry', 'beginning', combine('available, access', 'until, till, to, through, up to, end, ends')),
  ...phrases('expiry', 'beginning', 'deactivates, deactivation, terminates, termination'),
  ...phrases('expiry', 'beginning', 'will expire, set to expire, due to expire, scheduled to expire'),
  ...phrases('expiry', 'label', 'until, date of expiry, ttl, time to live, time left, time remaining, days left'),
  ...phrases('expiry', 'label', 'remaining, lifetime, lifespan, duration, scheduled expiry, planned expiry'),
  ...phrases('expiry', 'label', combine('use, replace', 'by, before')),
  ...phrases('expiry', 'label', combine('expire, expires', 'after')),
  ...phrases('expiry', 'label', combine('inactive', 'from, after, on')),
  ...phrases('expiry', 'label', combine('renewal, rotation', 'date, due')),
  ...phrases('expiry', 'label', 'date expired'),
  ...phrases('expiry', 'never', combine('never', 'expires, expire')),
  ...phrases('expiry', 'never', combine('no expiry, no expiration', 'date')),
  ...phrases('expiry', 'never', 'no expiry, no expiration'),
  ...phrases('expiry', 'never', combine("does not, doesn't, will not, won't", 'expire')),

  ...phrases('created', 'beginning sentence inline', 'created'),
  ...phrases('created', 'beginning sentence', 'issued, generated, added, issue date'),
  ...phrases('created', 'sentence', 'iss.'),
  ...phrases('created', 'beginning', 'creation, issue, iss, start, valid from, since, registered'),
  ...phrases('created', 'label', combine('date', 'created, issued, added, generated')),

  ...phrases('lastUsed', 'beginning sentence inline', combine('last', USES)),
  ...phrases('lastUsed', 'beginning', combine('recently, most recently', USES)),
  ...phrases('lastUsed', 'sentence', 'used'),
  ...phrases('lastUsed', 'label sentence', 'updated'),
  ...phrases('lastUsed', 'label', 'usage, request, requests, call, calls, modified'),
  ...phrases('lastUsed', 'label', combine('updated, modified', 'on, at')),

  ...phrases('name', 'label', 'name, label, title, alias, nickname'),
  ...phrases('name', 'label', 'key, api key, keyname, keylabel, keyalias, keytitle'),
  ...phrases('name', 'label', combine('api', 'keyname, keylabel, keyalias, keytitle')),
  ...phrases('name', 'label', combine('key, api key', 'name, label, alias, title')),
  ...phrases(
    'name',
    'label',
    combine('name, label, title, alias, nickname', 'of key, of the key, of api key, of the api key'),
  ),

  ...phrases('secret', 'key-label', PARTS_OF_KEY),
  ...phrases('secret', 'key-label', combine(PARTS_OF_KEY, 'key')),
  ...phrases('secret', 'label', combine('masked, partial, public, access, secret access', 'key')),
  ...phrases('secret', 'label', combine('api, access, auth, bearer', 'token')),
  ...phrases('secret', 'label', combine('api, client', 'secret')),
  ...phrases('secret', 'label', 'last 4, last four, ends with, ending in, starts with, begins with, credential'),
  ...phrases('secret', 'label', combine('last 4, last four', 'digits, characters, signs')),

  ...phrases('status', 'key-label', 'status, state'),
  ...phrases('tier', 'key-label', 'tier, plan, type, environment, scope, scopes, permission, permissions, access'),
  ...phrases('tier', 'key-label', 'access level, rate limit, rate limits, level, usage plan'),
  ...phrases('description', 'key-label', 'description, descriptions, note, notes, remark, remarks, comment, comments'),
  ...phrases('description', 'key-label', 'used for, used by, details'),
  ...phrases('owner', 'label', 'owner, created by, issued to, issued by, user, agency, account, team'),
  ...phrases('owner', 'label', 'organisation, organization'),
  ...phrases('actions', 'label', 'action, actions, manage, options, menu, more'),
];
