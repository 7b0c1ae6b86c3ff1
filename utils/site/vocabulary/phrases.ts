/*
 * The phrases by which data.gov.sg's pages tell of a key, as data: each has one entry, with what it tells of and the
 * places in which it tells that. Labels (labels.ts), beginnings of sentences and separators (phrase-patterns.ts) are
 * derived from them, so a new phrase is one word here. Only text is matched, never a class, id or test id.
 */

/** The content of a column, or of a labelled value. */
export type Field =
  | 'name'
  | 'expiry'
  | 'created'
  | 'lastUsed'
  | 'event'
  | 'status'
  | 'tier'
  | 'secret'
  | 'description'
  | 'owner'
  | 'actions';

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
  /** Before one of several dates it says what happens then. */
  | 'announcement'
  /** It is all that a sentence says: the key has expired, or never does. */
  | 'ended'
  | 'never'
  /** It stands in the place of a date, and says that there is none. */
  | 'value';

export interface Phrase {
  text: string;
  field: Field;
  as: readonly Place[];
}

const USES = 'used/accessed/access/seen/active/activity/called/call/request/use';
const CHANGES = 'updated/modified/rotated/changed';
/** The parts of a key that pages show, or what stands for it. */
const PARTS = 'secret/token/value/prefix/suffix/preview/hint/id/identifier/fingerprint';

/**
 * Commas separate phrases. "renew/rotate by/before" are four, one for each choice of words; "up_to" is a word with a
 * space. "Key Name" and "Expiration" are on the create form of the official guide (2024).
 */
const TABLE: Record<Field, Record<string, string>> = {
  expiry: {
    'beginning sentence inline mention': 'expires, expire, lapses, lapse, stops working, stop working',
    'stub sentence inline ended': 'expired',
    'stub sentence inline': 'lapsed',
    'sentence inline ended': 'stopped working',
    ended: 'no longer valid/works',
    'sentence inline': 'valid until/till',
    'beginning sentence mention': 'expiration, expiry',
    'beginning sentence':
      'auto expires/revokes, set/due/scheduled to expire, active/good/usable/works until/till, ' +
      'renew/rotate by/before, exp',
    'stub sentence': 'expiring',
    sentence:
      'renew/rotate/replace it by/before, valid through/thru/to/for, validity until, validity: until, ' +
      'ends/stops/ended on, ends/ended at, exp., ' +
      'be revoked/deactivated/disabled/terminated on/in, you_can_use_this_key until/till, can_be_used until/till, ' +
      'cannot be used after, its expiry/expiration date is, ' +
      'auto deleted/revoked/disabled on, must_be renewed/rotated/replaced by/before, access expires',
    'beginning announcement': 'validity, valid, end, ends',
    announcement:
      'till, ended, due, be revoked/deactivated/disabled/terminated, work/active/good/usable/works for, expired since',
    beginning:
      'deactivates, deactivation, disables, terminates, termination, will expire, ' +
      'renewal/rotation/next_renewal due, lifetime ends, ' +
      'active/usable/works to/through/up_to/end/ends, ' +
      'available/access until/till/to/through/up_to/end/ends',
    stub: 'good, ending',
    'label sentence': 'not/no_longer valid after',
    'label announcement': 'until',
    label:
      'date of_expiry/expired, ttl, time to_live, days/time left/remaining, remaining, lifetime, lifespan, ' +
      'days/time until/till/to/before expiry/expiration, remaining validity/lifetime, validity left/remaining, ' +
      'duration, scheduled/planned expiry, use/replace by/before, expire/expires after, inactive from/after/on, ' +
      'renewal/rotation/next_renewal date, last day, last valid day',
    never:
      'never expires/expire, no/without expiry/expiration, no expiry/expiration date, ' +
      "does_not/doesn't/will_not/won't expire, does_not/doesn't have an/any expiry/expiration date, " +
      'no end date, valid indefinitely/permanently/forever',
    value:
      'never, none, na, not applicable, permanent, permanently, indefinite, indefinitely, unlimited, forever, ' +
      'non expiring, never until revoked, no limit, no time limit',
  },
  created: {
    'beginning sentence inline': 'created',
    'beginning sentence': 'issued, generated, added, issue date, valid from, starts, started, activated',
    sentence: 'iss.',
    'beginning announcement': 'creation, issue, start, since',
    beginning: 'iss, registered',
    announcement: 'from',
    label: 'date created/issued/added/generated',
  },
  lastUsed: {
    'beginning sentence inline': `last ${USES}`,
    beginning: `recently/most_recently ${USES}`,
    sentence: 'used',
  },
  event: {
    'beginning sentence inline': `last ${CHANGES}`,
    beginning: `recently/most_recently ${CHANGES}`,
    'label sentence': 'updated',
    'label announcement': 'modified',
    label: 'usage, request, requests, call, calls, updated/modified on/at',
    announcement: 'seen, accessed, logged, signed, changed, renewed, rotated',
  },
  name: {
    label:
      'name, label, title, alias, nickname, key, api key, ' +
      'key/api_key/token/api_token/credential name/label/alias/title, ' +
      'keyname/keylabel/keyalias/keytitle, api keyname/keylabel/keyalias/keytitle, ' +
      'name/label/title/alias/nickname of key/the_key/api_key/the_api_key',
  },
  secret: {
    'key-label': `${PARTS}, ${PARTS} key`,
    label:
      'masked/partial/public/access/secret_access key, api/access/auth/bearer token, api/client secret, ' +
      'last 4/four, last 4/four digits/characters/signs, ends with, ending in, starts/begins with, credential',
  },
  status: { 'key-label': 'status, state' },
  tier: {
    'key-label':
      'tier, plan, type, environment, scope, scopes, permission, permissions, access, access level, ' +
      'rate limit/limits, level, usage plan',
  },
  description: {
    'key-label': 'description, descriptions, note, notes, remark, remarks, comment, comments, used for/by, details',
  },
  owner: { label: 'owner, created by, issued to/by, user, agency, account, team, organisation, organization' },
  actions: { label: 'action, actions, manage, options, menu, more' },
};

export const PHRASES: Phrase[] = Object.entries(TABLE).flatMap(([field, rows]) =>
  Object.entries(rows).flatMap(([places, texts]) =>
    list(texts)
      .flatMap(choicesOf)
      .map((text) => ({ text, field: field as Field, as: places.split(' ') as Place[] })),
  ),
);

function choicesOf(phrase: string): readonly string[] {
  return phrase
    .split(' ')
    .map((words) => words.split('/').map((word) => word.replaceAll('_', ' ')))
    .reduce((beginnings, words) => beginnings.flatMap((beginning) => words.map((word) => `${beginning} ${word}`)));
}

export function list(texts: string): readonly string[] {
  return texts.split(', ');
}
