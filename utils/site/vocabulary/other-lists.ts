import { list } from './phrases';

/* Words in a list's header, or in the heading above it, that make it a list of something other than keys, as data. */

function withPlurals(words: string): readonly string[] {
  return words.split(' ').flatMap((word) => [word, `${word}s`]);
}

const SUBJECTS = /* @__PURE__ */ new Set([
  ...withPlurals(
    'licence license licencee licensee cookie session device browser certificate member membership webhook invite ' +
      'invitation domain dataset event release announcement notification subscription voucher permit product ' +
      'document header parameter endpoint passkey',
  ),
  ...list(
    'audit, activity, history, changelog, passes, rate limit, rate limits, limits, pricing, usage, faq, frequently, ' +
      'ip address, ip addresses, ip ranges, ip allowlist, purpose, provider, service accounts, connected apps, ' +
      'connected accounts, shared links, contracts, agreements, access requests, pending requests, ' +
      'roles, vendors, delegations, contacts, users, ' +
      'connected applications, oauth apps, oauth applications, oauth clients, upload links, scheduled maintenance',
  ),
]);

/** Subjects of columns that no list of keys has, at any position. Of "Webhooks" a key may have several. */
const COLUMNS = /* @__PURE__ */ new Set(
  'licence license cookie session device browser certificate member webhook voucher permit'.split(' '),
);

/** Whether a text contains one of these words, or two of them side by side. */
function hasWord(text: string, words: ReadonlySet<string>): boolean {
  const all = text.toLowerCase().match(/\w+/g) ?? [];
  return all.some((word, index) => words.has(word) || words.has(`${all[index - 1]} ${word}`));
}

/** Whether a text has the subject of another list. */
export function hasOtherSubject(text: string): boolean {
  return hasWord(text, SUBJECTS);
}

/** Whether a title names another list: "Client certificates" does, and "Certificate service" is whose keys they are. */
export function namesOtherSubject(title: string): boolean {
  const [last = '', before] =
    title
      .toLowerCase()
      .match(/[a-z]+/g)
      ?.toReversed() ?? [];
  return SUBJECTS.has(last) || SUBJECTS.has(`${before} ${last}`);
}

/** Whether a column's label has a subject that no list of keys has. */
export function isColumnOfOther(label: string): boolean {
  return hasWord(label, COLUMNS);
}

/** Keys, and not what is only important: "Key contacts". */
export const KEYS = new RegExp(
  '\\bkeys?\\b(?! (?:contacts?|dates?|people|persons?|facts?|events?|features?|information|metrics?|figures?|' +
    'officers?|terms?|changes?|resources?)\\b)',
  'i',
);
/** What a title is about may be linked to keys so, with these words between: "Limits for your API keys". */
const LINKS = /* @__PURE__ */ new Set(list('of, for, to, with, using, by, about, on, from'));
const BEFORE_KEYS = /* @__PURE__ */ new Set(
  list('the, your, our, my, these, those, this, all, each, active, api, write, read'),
);
/** But these are the keys themselves: "List of API keys". */
const OF_ALL_KEYS = /^(?:lists?|overview|summary|status|table|details|management|rest|all|some|names?|expiry|\d+)$/;

/** Whether a title is about what keys have, or who uses them: "Limits for API keys", "Who can use these keys". */
export function isBesideKeys(title: string): boolean {
  if (!KEYS.test(title)) return false;
  const words = title.toLowerCase().match(/[\p{L}\d]+/gu)!;
  const place = words.findIndex((word) => /^keys?$/.test(word));
  const subject = words.slice(0, words.slice(0, place).findLastIndex((word) => !BEFORE_KEYS.has(word)) + 1);
  if (subject.some((word) => OF_ALL_KEYS.test(word))) return false;
  const isLinked = subject.length > 1 && LINKS.has(subject.at(-1)!);
  const isUsed = subject.some((word) => /^(?:who|that|which)$/.test(word));
  const isDone = subject.length > 0 && place > subject.length && /^(?:can|may|must|are|have)$/.test(words[place + 1]!);
  return isLinked || isUsed || isDone;
}

/** Whether a title speaks of keys, and not of something beside them. */
export function isAboutKeys(title: string): boolean {
  return KEYS.test(title) && !isBesideKeys(title);
}

/** "Team keys (2)", "Keys of NEA", "Expired": the keys there are none of those that a page says it lacks. */
export function headsOtherKeys(heading: string): boolean {
  return /\bkeys(?:[\W\d]*$| of )|^expired$/i.test(heading) && !isBesideKeys(heading);
}

/** What was done with keys: "API key activity", "Usage by API key". */
export const DONE_WITH_KEYS = new RegExp(
  '\\b(?:usage|activity|history|requests?|audit|logs?|events?|calls) (?:by|of|for|per) ' +
    '(?:each )?(?:(?:api|write|read) )?keys?\\b|' +
    '\\bkeys? (?:activity|history|requests?|logs?|audit)\\b',
  'i',
);
/** What belongs to keys: "API key owners", "Users with API keys". */
export const PART_OF_KEYS = new RegExp(
  '\\bkeys? (?:owners|holders|approvers|scopes|permissions|quotas|policies|exemptions|reminders|incidents|faqs?|' +
    'examples?|templates)\\b|' +
    '^(?:users|people|members|staff|agencies) with(?:out)? (?:an? )?(?:api )?keys?\\b',
  'i',
);
const GONE = 'revoked|deleted|removed|cancelled|canceled|terminated|destroyed';
/** No key that works is in such a list: "Revoked keys", "Recently deleted (2)", "Example". One word may be a status. */
export const NO_LIVE_KEYS = new RegExp(
  `^(?!(?:${GONE}|requested)$)(?:(?:show |view )?(?:(?:recently )?(?:${GONE})|requested|samples?|examples?)` +
    '(?: (?:api )?keys?)?|trash|recycle bin|drafts|exports)(?: ?\\(\\d+\\))?$',
  'i',
);
/** "Keys you deleted", "Leaked keys that we have revoked", "Keys removed in the past 90 days" */
const ENDED = new RegExp(
  '^(?:\\w+ )?(?:api )?keys (?:(?:that )?(?:you|we|were|have been)(?: have)? )?(?:recently )?' +
    `(?:${GONE})(?: (?:by|in the|since) .*)?$`,
  'i',
);
/** "For example:", "Example of two keys that overlap", "How it works: an example" */
const EXAMPLE = /^(?:for )?examples?(?: of .*|:)$|\ban example\b/i;

/** Whether the keys of a list with this title do not work: they are gone, not there yet, or examples. */
export function areNoLiveKeys(title: string): boolean {
  return [NO_LIVE_KEYS, ENDED, EXAMPLE].some((says) => says.test(title));
}
/** Keys that are not API keys. */
export const OTHER_KEYS = new RegExp(
  '\\b(?:ssh|sftp|deploy|security|gpg|pgp|signing|encryption|public|promo|product|licen[cs]e|session|webhook|' +
    'foreign|primary)\\s+keys?\\b',
  'i',
);
/** The owner of keys, at the end of a heading. */
export const OWNER = /\b(?:team|department|division|unit|branch|office|directorate|agency|ministry)$/i;
/** A line under a title, and no title itself: "For uploading datasets". */
const USE = /^(?:for|to|used?|using|with|manage|view|see|about)\b|\bdatasets?\b/i;

/** Whether a text tells what the keys are for, rather than naming a list. */
export function tellsUse(text: string): boolean {
  return USE.test(text);
}

/** What else expires, at the end of its name: "Production plan". */
const OTHER_THING =
  /\b(?:plan|trial|password|session|subscription|licen[cs]e|certificate|agreement|contract|quota|membership)$/i;

export function namesOther(name: string): boolean {
  return OTHER_THING.test(name);
}
