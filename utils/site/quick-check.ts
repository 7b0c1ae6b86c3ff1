/*
 * What is asked of every page of data.gov.sg. It is little and plain on purpose: a long pattern takes longer to be read
 * in than all else that runs there, and what mentions API keys is looked at closely by `may-be-tab.ts`.
 */

/** What every address and title of the API Keys tab has in it. */
export const MENTION = /api[\s_-]?key/i;

/** What can be a page's title, one by one: browsers have fast ways for a single selector, and none for a list. */
export const TITLES = [
  'h1',
  'h2',
  'h3',
  'h4',
  '[role="heading"]',
  '[aria-current]:not([aria-current="false"])',
  '[role="tab"][aria-selected="true"]',
];

/** No address or title of the tab is longer (signs): what a page has put behind that is not looked at. */
export const LONGEST_SAID = 2_000;

/** Whether the address, the title or a heading mentions API keys; so do more pages than the tab. Asks for no layout. */
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

/** Words that are, or end, a step of the path of a document about keys. */
const OF_DOCUMENTS = /* @__PURE__ */ words(
  'docs doc documentation guide guides tutorial tutorials help faq faqs blog changelog reference handbook manual articles posts stories',
);
/** Words that are steps of the path of a document or of data, and not of the dashboard. */
const OF_OTHERS = /* @__PURE__ */ words(
  'dataset datasets collection collections learn community forum forums support news whats-new releases search legal terms privacy resources getting-started how-to kb help-centre help-center knowledge-base',
);
/** Words that begin the steps of a dashboard's paths, which may have such a word in them too. */
const OF_DASHBOARDS = /* @__PURE__ */ words('admin dashboard account settings developer');

function words(text: string): readonly string[] {
  return text.split(' ');
}

/** Whether a path is that of a dataset, a guide or the like, and not of a page of a dashboard. */
export function isDocumentPath(path: string): boolean {
  const steps = path.toLowerCase().split('/');
  if (
    steps.some((step) => OF_OTHERS.includes(step)) &&
    !steps.some((step) => OF_DASHBOARDS.some((word) => step.startsWith(word)))
  )
    return true;
  return steps.some((step) => OF_DOCUMENTS.includes(step.slice(step.lastIndexOf('-') + 1)));
}

const PARTS_OF_ADDRESS = /^https?:\/\/[^/?#]*([^?#]*)(?:\?[^#]*)?(?:#(\/.*))?/;

/** The path of an address as a document has it, with the one that some pages keep behind its `#`. */
export function pathOf(url: string): string {
  const [, path = '', behindHash = ''] = PARTS_OF_ADDRESS.exec(url.slice(0, LONGEST_SAID)) ?? [];
  return path + behindHash;
}
