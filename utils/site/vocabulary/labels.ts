import { isAscii } from '../../page-model/letters';
import { byText } from '../../page-model/by-text';
import { list, PHRASES, type Field, type Phrase, type Place } from './phrases';

/* The labels of fields, and words that stand beside the name of a key. */

export type { Field } from './phrases';

/** Built on first use: to build everything at load would be a long task. */
function lazy<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}

/** The phrases that are labels in one of these places. */
function labelsIn(...places: readonly Place[]): () => ReadonlyMap<string, Field> {
  return lazy(() => {
    const labels = new Map<string, Field>();
    for (const { text, field, as } of PHRASES)
      if (places.some((place) => as.includes(place)) && !labels.has(text)) labels.set(text, field);
    return labels;
  });
}

const LABELS = labelsIn('label', 'key-label', 'beginning');
const KEY_LABELS = labelsIn('key-label', 'beginning');

/** The words that begin a label, by the first of them. */
const BEGINNINGS = lazy(() => {
  const beginnings = new Map<string, Phrase[]>();
  for (const phrase of PHRASES) {
    if (!phrase.as.includes('beginning') && !phrase.as.includes('stub')) continue;
    const first = firstWord(phrase.text);
    const known = beginnings.get(first);
    if (known) known.push(phrase);
    else beginnings.set(first, [phrase]);
  }
  return beginnings;
});

/** Words that may follow the word for an event, and those that may follow the word for an end. */
const MOMENT = /^(?: (?:date|time|on|at|date and time))+$/;
const DEADLINE = new RegExp(
  '^(?: (?:date|time|on|at|in|by|until|till|to|through|thru|up to|ends?|period|date and time|date & time|' +
    'date\\/time|timestamp))+$',
);

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
    /\b(?:(?:not |un|click to |activate to |press to |toggle )?sort(?:ed|able)?(?: by| in)?|ascending|descending)\b.*$/,
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
  const ofKey = label.replace(/^(?:api )?key /, '');
  return LABELS().get(label) ?? KEY_LABELS().get(ofKey) ?? fieldOfBeginning(ofKey);
});

function fieldOfBeginning(label: string): Field | undefined {
  return BEGINNINGS()
    .get(firstWord(label))
    ?.find(({ text, field }) => {
      const behind = label.startsWith(text) ? label.slice(text.length) : '';
      return (field === 'expiry' ? DEADLINE : MOMENT).test(behind);
    })?.field;
}

function firstWord(text: string): string {
  return text.split(' ', 1)[0]!;
}

/** Whether a label is that of the programs that use the keys: "Client", of which each has its own key. */
export function isOfPrograms(label: string): boolean {
  return /^(?:client|app|application|consumer)s?$/i.test(label);
}

/** Words that accompany a name, and are names of keys too if there is no other. */
const STAGES = new Set(list('live, default, developer, production, development, staging, admin, current, read, write'));

/** Whether a text may be the name of a key if nothing else can be: "Production", "2026", "API key 1". */
export function mayNameKey(text: string): boolean {
  return STAGES.has(text.toLowerCase()) || /^\d+$/.test(text) || /^api key \w+$/i.test(text);
}

/** Stages and kinds of keys that are names as often as chips before one: only another name after them shows which. */
const CHIPS = new Set(
  list('test, testing, sandbox, prod, preprod, dev, uat, sit, qa, beta, internal, external, preview, trial, demo'),
);

/** Whether a text may be a chip before the name of a key. */
export function mayBeChip(text: string): boolean {
  return CHIPS.has(text.toLowerCase());
}

const STATUS_WORDS = lazy(
  () =>
    new Set(
      list(
        'active, inactive, enabled, disabled, expired, expiring, expiring soon, revoked, valid, invalid, live, ' +
          'pending, current, new, developer, production, development, staging, read, write, readonly, read only, ' +
          'read write, admin, default, ok, in use, unused, never used, copied, copied!, copy, delete, edit, revoke, ' +
          'more',
      ),
    ),
);

/** Whether a text is the kind of word that accompanies a name, but is not one. */
export function isStatusWord(text: string): boolean {
  return STATUS_WORDS().has(text.toLowerCase().replace(/^read\s*[/&-]\s*/, 'read ')) || /^\d+$/.test(text);
}

const ACTION_FIRST = new RegExp(
  '^(?:show|hide|view|see|expand|collapse|open|close|more|less|toggle|edit|manage|rotate|renew|copy|delete|revoke|' +
    'create|download|add|new|details)\\b',
  'i',
);

/** Whether a text on a button or a link begins with what that does: it is no head of a record, and no name. */
export function beginsWithAction(text: string): boolean {
  return ACTION_FIRST.test(text);
}

/** Whether a text is a label with its value: "Team: Leisure". */
export function isLabelWithText(text: string): boolean {
  return /^[^:]{1,30}[:：]\s/.test(text) && fieldOf(text.split(/[:：]/)[0]!) !== undefined;
}

/** Whether a text is a number that the site gives to a key: "#10482", "ID 48213377", "1." */
export function isGivenNumber(text: string): boolean {
  return /^(?:(?:#|(?:key )?(?:id|no|number)\b[.:# ]*)\w{2,}|\d+[.)])$/i.test(text);
}

const KIND_OF_KEY = new RegExp(
  '^(?:(?:your|the|this|current|new|standard|restricted|secret|publishable|public|private|personal|shared|service|' +
    'team|legacy|live|test|write|read|read-only|full-access|admin|production|staging|sandbox) )+' +
    '(?:api )?(?:key|token)$',
  'i',
);

/** Whether a text only says what kind of key is named beside it: "Restricted key". */
export function isKindOfKey(text: string): boolean {
  return KIND_OF_KEY.test(text);
}

const ACTION = new RegExp(
  '^(?:view|see|show|open|edit|rename|manage|renew|extend|rotate|regenerate|replace|revoke|delete|copy|download|' +
    'save|cancel)(?: (?:it|now|more|all|details?|(?:this |the )?(?:api )?(?:key|token)|expiry|validity))*$',
  'i',
);

/** Whether a text only says what its link or button does: "Renew", "View details". */
export function isAction(text: string): boolean {
  return ACTION.test(text);
}

/** Names of icons that icon fonts print as text beside the names of keys. */
const ICON_NAMES = new Set(
  list(
    'vpn_key, vpn_key_alert, key_vertical, lock_open, more_vert, more_horiz, content_copy, expand_more, ' +
      'expand_less, chevron_right, arrow_upward, arrow_downward, unfold_more, check_circle',
  ),
);

/** Whether a text is a picture: a character that is no letter or digit, or the name of an icon of an icon font. */
export function isSign(text: string): boolean {
  return ICON_NAMES.has(text) || !(isAscii(text) ? /[a-z\d]/i : /[\p{L}\p{N}]/u).test(text);
}
