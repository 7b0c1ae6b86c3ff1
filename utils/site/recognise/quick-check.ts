/*
 * Runs on every page of data.gov.sg, so it is small and plain: compiling a long pattern takes longer than everything
 * else here. Pages that mention API keys are checked closely by `tab-precheck.ts`, and those of dashboards by
 * `first-look.ts`.
 */

/** Every address and title of the API Keys tab contains it. */
export const MENTION = /api[\s_-]?key/i;

/** Possible titles of a page, one by one: browsers have fast paths for a single selector, and none for a list. */
export const TITLES = [
  'h1',
  'h2',
  'h3',
  'h4',
  '[role="heading"]',
  '[aria-current]:not([aria-current="false"])',
  '[role="tab"][aria-selected="true"]',
];

/** No address or title of the tab is longer, in characters; the rest is ignored (long-texts.test.ts). */
export const LONGEST_SAID = 2_000;

/** Whether the address, the title or a heading mentions API keys; more pages than the tab do. Forces no layout. */
export function mentionsApiKeys(page: Document, url: string): boolean {
  return (
    MENTION.test(url) ||
    MENTION.test(page.title) ||
    TITLES.some((selector) => {
      for (const title of page.querySelectorAll(selector)) if (MENTION.test(title.textContent!)) return true;
      return false;
    })
  );
}

/** Words that are, or end, a step of the path of a document or a message about keys. */
const OF_DOCUMENTS = /* @__PURE__ */ words(
  'docs doc documentation guide guides tutorial tutorials help faq faqs blog changelog reference handbook manual ' +
    'articles posts stories inbox messages threads tickets conversations',
);
/** Words that are steps of the path of a document or of data, and not of the dashboard. */
const OF_OTHERS = /* @__PURE__ */ words(
  'dataset datasets collection collections learn community forum forums support news whats-new releases search ' +
    'legal terms privacy resources getting-started how-to kb help-centre help-center knowledge-base ' +
    'status maintenance announcements newsletter newsletters topics products',
);
/** Words that begin the steps of a dashboard's paths, which may contain such a word too. */
const OF_DASHBOARDS = /* @__PURE__ */ words('admin dashboard account settings developer profile user console portal');
/** Those that begin the steps of other paths at which keys may be listed. */
const OF_KEYS = /* @__PURE__ */ words(
  'my prefer security api access token credential key manage home workspace organi agency',
);

function words(text: string): readonly string[] {
  return text.split(' ');
}

/** Whether a path is that of a dataset, a guide or the like, and not of a page of a dashboard. */
export function isDocumentPath(path: string): boolean {
  const steps = stepsOf(path);
  return (
    (isPathOfData(path) && !beginsWith(OF_DASHBOARDS, path)) ||
    steps.some((step) => OF_DOCUMENTS.includes(step.slice(step.lastIndexOf('-') + 1)))
  );
}

/** Whether a path has a step of data or of documents, on a dashboard too: its keys are those of a dataset. */
export function isPathOfData(path: string): boolean {
  return stepsOf(path).some((step) => OF_OTHERS.includes(step));
}

/** Whether a path may be that of a dashboard, where a title need not be a heading: then a closer look is worth it. */
export function isDashboardPath(path: string): boolean {
  return (
    !isDocumentPath(path) &&
    (beginsWith(OF_DASHBOARDS, path) || beginsWith(OF_KEYS, path) || stepsOf(path).includes('me'))
  );
}

function beginsWith(words: readonly string[], path: string): boolean {
  return stepsOf(path).some((step) => words.some((word) => step.startsWith(word)));
}

function stepsOf(path: string): string[] {
  return path.toLowerCase().split('/');
}

const PARTS_OF_ADDRESS = /^https?:\/\/[^/?#]*([^?#]*)(?:\?[^#]*)?(?:#(\/.*))?/;

/** The path of an address, with the one that some pages keep after its `#`. */
export function pathOf(url: string): string {
  const [, path = '', afterHash = ''] = PARTS_OF_ADDRESS.exec(url.slice(0, LONGEST_SAID)) ?? [];
  return path + afterHash;
}
