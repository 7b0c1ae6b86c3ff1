import type { Rule } from './rule';

/** What a page says of itself, each found out when it is first asked for: rules ask for no more than they need. */
export interface PageFacts {
  /** By the path: a guide, documentation, a dataset. */
  readonly isDocument: boolean;
  /** By the last step of an address below that of the keys: `/api-keys/members`. */
  readonly isOfSomethingBelow: boolean;
  /** By the breadcrumb or the first heading. */
  readonly isBelowDocument: boolean;
  /** A tab that says "API keys" is not selected, and the one that is says something else. */
  readonly showsOtherTab: boolean;
  readonly addressSays: boolean;
  readonly documentTitleSays: boolean;
  readonly headingSays: boolean;
  /** A text or a list's name does, where a title may stand on a dashboard. */
  readonly textSays: boolean;
  /** Nothing says "API keys", and something says less, such as "API access". */
  readonly saysLess: boolean;
  readonly offersKey: boolean;
  readonly showsKey: boolean;
  readonly listsMaskedKeys: boolean;
  /** "Revoke key" stands beside each of several. */
  readonly endsKeys: boolean;
}

/** From so many points on, a page says that it is the API Keys tab. */
export const SAYS_API_KEYS = 3;

export const PAGE_RULES: Rule<PageFacts>[] = [
  {
    why: 'has the path of a document or of data',
    points: 'veto',
    page: 'none-docs-cli-output',
    holds: ({ isDocument }) => isDocument,
  },
  {
    why: 'stands below a document or a catalogue of data',
    points: 'veto',
    page: 'none-admin-whats-new',
    holds: ({ isBelowDocument }) => isBelowDocument,
  },
  {
    why: 'has the address of something else below the keys',
    points: 'veto',
    page: 'none-members-below-keys',
    holds: ({ isOfSomethingBelow }) => isOfSomethingBelow,
  },
  {
    why: 'shows another tab than that of the keys',
    points: 'veto',
    page: 'none-tab-api-access-not-chosen',
    holds: ({ showsOtherTab }) => showsOtherTab,
  },
  {
    why: 'has the address of API keys',
    points: 3,
    page: 'evidence-path-only',
    holds: ({ addressSays }) => addressSays,
  },
  {
    why: 'has the document title "API keys"',
    points: 3,
    page: 'evidence-title-only',
    holds: ({ documentTitleSays }) => documentTitleSays,
  },
  {
    why: 'has a heading "API keys"',
    points: 3,
    page: 'evidence-second-heading',
    holds: ({ headingSays }) => headingSays,
  },
  {
    why: 'says "API keys" where a title stands, on the path of a dashboard',
    points: 3,
    page: 'title-caption',
    holds: ({ textSays }) => textSays,
  },
  {
    why: 'says less, such as "API access"',
    points: 2,
    page: 'less-api-access',
    holds: ({ saysLess }) => saysLess,
  },
  {
    why: 'says less, and has a control that creates a key',
    points: 1,
    page: 'less-api-access',
    holds: (facts) => facts.saysLess && facts.offersKey,
  },
  {
    why: 'says less, and shows a key that can be copied once',
    points: 1,
    page: 'less-new-token-box',
    holds: (facts) => facts.saysLess && facts.showsKey,
  },
  {
    why: 'says less, and lists masked keys that expire',
    points: 1,
    page: 'less-credentials-masked',
    holds: (facts) => facts.saysLess && facts.listsMaskedKeys,
  },
  {
    why: 'says less, and has controls that end keys',
    points: 1,
    page: 'less-access-keys-rotate',
    holds: (facts) => facts.saysLess && facts.endsKeys,
  },
];
