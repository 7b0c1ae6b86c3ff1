import { isAscii } from '../../page-model/letters';

/* Titles by which a page says that it is the API Keys tab, a document, or a catalogue of data. */

/** The longest title, in characters; longer text is a sentence. Chosen, not measured. */
const LONGEST_TITLE = 60;

/** A heading, tab, breadcrumb, title or menu entry that says "this is the page of API keys", and nothing more. */
export function isApiKeysTitle(text: string): boolean {
  return (
    text.length <= LONGEST_TITLE &&
    (isPlainTitle(withoutSigns(text)) || (/ (?:for|of) /.test(text) && tellsWhoseKeys(text.trim())))
  );
}

/** Without the picture of a key before it. */
function withoutSigns(text: string): string {
  return (isAscii(text) ? text : text.replace(/^[\p{So}\uFE0F\s]+/u, '')).trim();
}

const KEYS_TITLE =
  /^(?:(?:your|my|our|all|active|current|existing|valid) )*(?:\d{1,4} )?(?:(?:active|valid) )?keys(?: ?\(\d{1,4}\))?$/i;

/** Whether a heading on the tab is that of the keys: "API keys", "Your keys", "2 active keys". */
export function isHeadingOfKeys(text: string): boolean {
  return isApiKeysTitle(text) || KEYS_TITLE.test(text.trim());
}

const MANAGED = /^(?:[Mm]anage|[Yy]our|[Mm]y) (?:your |the )?API [Kk]eys (?:for|of) \p{Lu}[\p{L}\d .,&()'’-]*$/u;
const OF_ACRONYM = /^API [Kk]eys (?:for|of) \p{Lu}{2,8}$/u;

/** With the owner of the keys: an agency's acronym, or a name, if the title plainly says that they are managed here. */
function tellsWhoseKeys(title: string): boolean {
  return MANAGED.test(title) || OF_ACRONYM.test(title);
}

function isPlainTitle(title: string): boolean {
  const [said, step, before = '', behind = ''] = TITLE.exec(title.toLowerCase().replace('(s)', 's')) ?? [];
  if (said === undefined || (step && !STEPS.has(step))) return false;
  return (
    (before === '' ||
      before
        .trim()
        .split(/\s+/)
        .every((word) => BEFORE_TITLE.has(word))) &&
    (behind === '' || BEHIND_TITLE.test(behind))
  );
}

const TITLE = /^(?:([a-z]+)\s*[:/›>»]\s*)?((?:[a-z.]+\s+)*)api[\s-]?keys?([^]*)$/;
/** The steps before it in a breadcrumb, and the words that may come right before it. */
const STEPS = new Set(['settings', 'account', 'profile', 'admin', 'dashboard', 'developer', 'developers']);
const BEFORE_TITLE = new Set(
  (
    'your my our manage managing all active existing current view the admin write read account production developer ' +
    'data.gov.sg agency team organisation list of project service live secret personal user department organization ' +
    'ministry'
  ).split(' '),
);
/** What may come after it: "and tokens", "management", "(beta)", "(3 active)". */
const BEHIND_TITLE = new RegExp(
  '^(?:\\s*(?:&|and|\\/)\\s*(?:access\\s+)?(?:tokens?|secrets?|credentials?))?' +
    '(?:\\s+(?:management|list|dashboard|section|settings|overview|tab))?' +
    '(?:\\s+[([]?(?:beta|preview)[)\\]]?)?' +
    '(?:\\s*[([]?\\d+(?:\\s?\\/\\s?\\d+)?(?:\\s+(?:active|keys?|in use|in total|total))?[)\\]]?)?' +
    '\\s*:?$',
);

/** Words before a title that says less, and what such a title says: each alone may be that of something else. */
const BEFORE_LESS =
  /^(?:(?:your|my|our|manage|managing|all|active|the|developer(?! settings)|account|admin|personal|data\.gov\.sg) )*/;
const KINDS = 'developer |personal |write |read |admin |upload |secret |service |application ';
const LESS = new RegExp(
  `^(?:${[
    '(?:(?:rest|data|write|read) )?api' +
      '(?: (?:access|tokens?|credentials?|secrets?|settings|access tokens?|access keys?))?',
    '(?:personal )?access (?:keys?|tokens?|credentials?)',
    `(?:${KINDS})?(?:keys|tokens|credentials|secrets)`,
    '(?:keys|tokens)(?: and | & )(?:keys|tokens|secrets|credentials)',
    '(?:key|token)(?= management)',
    'developers?(?: settings)?',
    'integrations',
    'programmatic access',
  ].join('|')})(?: (?:management|list|settings|overview))?(?: \\(?beta\\)?)?(?: ?\\(\\d{1,4}\\))?$`,
);

/** "Upload API keys", "2 API keys", "Create and manage API keys", "API keys and webhooks". */
const SOME_KEYS = new RegExp(
  '^(?:(?:view|create|generate) (?:and|&) manage |manage |your |my |our )*(?:\\d{1,4} )?(?:active )?' +
    '(?:(?:upload|download|publishing|dataset|data|client|application|app|integration|sandbox|staging|test|public|' +
    'private|server|system|machine|shared) )?' +
    'api keys?(?: (?:and|&) [a-z]+(?: [a-z]+)?)?:?$',
  'i',
);
/** "Ministry of Health / API keys" */
const BEHIND_STEPS = /^(?:[^/›>»]{1,40}[/›>»]){1,4} ?api keys?$/i;
/** "API keys for Ministry of Health", "Manage API keys for your agency" */
const FOR_WHOM = /^(?:[Mm]anage )?(?:(?:[Yy]our|[Mm]y|[Tt]he) )?API [Kk]eys? (?:for|of) (?:[A-Z]|(?:your|my|our|the) )/;
/** "Ministry of Health API keys", "NEA's API keys" */
const WHOSE = /^(?:[A-Z]{2,8}|(?:(?:[A-Z][\w.,&’'-]*|of|and|for|the|&) )*[A-Z][\w.,&’'-]*)(?:['’]s)? API [Kk]eys?$/;
const AGENCY = new RegExp(
  "^[A-Z]{2,8}(?:['’]s)? |" +
    '\\b(?:Ministry|Agency|Authority|Board|Department|Council|Office|Division|Directorate|Team|Unit|Centre|Institute|' +
    'Commission|Service|University|Polytechnic|Museum)\\b',
);

/** Whether a title could be that of the tab, and of other pages too: "API access", "Credentials", "NEA API keys". */
export function isLesserTitle(text: string): boolean {
  if (text.length > LONGEST_TITLE) return false;
  const title = withoutSigns(text);
  if (LESS.test(title.toLowerCase().replace(BEFORE_LESS, ''))) return true;
  if (!/api key/i.test(title) || isApiKeysTitle(title)) return false;
  return (
    [SOME_KEYS, BEHIND_STEPS, FOR_WHOM].some((says) => says.test(title)) || (WHOSE.test(title) && AGENCY.test(title))
  );
}

/** A last path segment that says as little. */
export const LESSER_PATH = new RegExp(
  '\\/(?:(?:my|manage|view|personal|developer)[-_])?(?:api(?:[-_](?:access|tokens?|credentials?|settings))?|' +
    'access[-_](?:keys?|tokens?)|keys|tokens|credentials)\\/?$',
  'i',
);

/** A path segment of the API Keys tab; `/admin/api-keys` was seen in 2024. */
export const API_KEYS_PATH = /\/(?:(?:my|manage|view)[-_])?api[-_]?keys?(?:\/|$)/i;

/** The first step of the breadcrumb of such a document, or its title. */
const DOCUMENT_TITLES = new Set([
  'doc',
  'docs',
  'documentation',
  'developer docs',
  'developer guide',
  'guide',
  'guides',
  'user guide',
  'tutorial',
  'tutorials',
  'help',
  'help center',
  'help centre',
  'support',
  'faq',
  'faqs',
  'frequently asked questions',
  'blog',
  'news',
  'whats new',
  "what's new",
  'what’s new',
  'changelog',
  'release notes',
]);
const CATALOGUE_TITLES = new Set(['dataset', 'datasets', 'collection', 'collections']);

export function isDocumentTitle(text: string): boolean {
  return DOCUMENT_TITLES.has(text.trim().toLowerCase());
}

/** Dashboards have pages of that name too. */
export function isCatalogueTitle(text: string): boolean {
  return CATALOGUE_TITLES.has(text.trim().toLowerCase());
}
