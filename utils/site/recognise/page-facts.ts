import { KIND } from '../../page-model/kinds';
import type { PageNode } from '../../page-model/page-node';
import type { PageSnapshot } from '../../page-model/page-snapshot';
import { LONGEST_TEXT, mayBeTitle } from '../candidates/text-titles';
import type { PageFacts } from '../evidence/page';
import { isOfAnotherList } from '../evidence/other-list';
import { isApiKeysTitle, isCatalogueTitle, isDocumentTitle, isLesserTitle } from '../vocabulary/titles';
import { endsKeys, listsMaskedKeys, offersKey, showsKey } from './joint-evidence';
import { isDashboardPath, isDocumentPath, isPathOfData, MENTION, pathOf } from './quick-check';
import { NO_SECTION, NO_TITLE, tierOf, type Tier } from './title-places';
import { addressSaysLess, isAddressOfKeys, isLesser, isTitle, partsOfTitle } from './tab-precheck';

/** Whether the address is that of the tab itself, and not of a page below it or of a guide. */
export function isOwnAddress(url: string): boolean {
  return /\/admin\/(?:[^/]+\/)*api[-_]?keys?\/?$/i.test(pathOf(url));
}

const STEP_OF_KEYS = /^api[-_]?keys?$/i;

/** A text that stands as a title, and says what is within `section`, or what follows if it is the title itself. */
export interface TextTitle {
  node: PageNode;
  section: PageNode;
}

interface Titles<Title> {
  full: Title[];
  less: Title[];
}

/** Reads of a page what may say that it is the tab. What costs more is read only if nothing before it says so. */
export class FactsOfPage implements PageFacts {
  readonly root: PageNode;
  readonly url: string;
  readonly #body: PageNode;
  readonly #snapshot: PageSnapshot;
  readonly #path: string;
  readonly #known = new Map<string, unknown>();

  constructor(body: PageNode, snapshot: PageSnapshot, url: string) {
    this.#body = body;
    this.root = body.root;
    this.#snapshot = snapshot;
    this.url = url;
    this.#path = pathOf(url);
  }

  #once<Result>(name: string, read: () => Result): Result {
    if (!this.#known.has(name)) this.#known.set(name, read());
    return this.#known.get(name) as Result;
  }

  get isDocument(): boolean {
    return isDocumentPath(this.#path) || /^https?:\/\/status\./i.test(this.url);
  }

  get isOfSomethingBelow(): boolean {
    const steps = this.#path.split('/').filter(Boolean);
    const last = (steps.pop() ?? '').replaceAll(/[-_]/g, ' ');
    return steps.some((step) => STEP_OF_KEYS.test(step)) && [last, `key ${last}`].some(isOfAnotherList);
  }

  get isBelowDocument(): boolean {
    if (isOwnAddress(this.url)) return false;
    const steps: PageNode[] = [];
    this.root.visitKinds(KIND.heading | KIND.breadcrumb, (node, kinds) => {
      if ((kinds & KIND.breadcrumb) !== 0) steps.push(...node.all('a'));
      if (node.tag === 'h1') steps.push(node);
    });
    const isDashboard = /\/admin\b/i.test(this.#path);
    return steps.some(({ text }) => isDocumentTitle(text) || (!isDashboard && isCatalogueTitle(text)));
  }

  /** An unselected tab "API keys" says that the page shows something else just now, whatever title and headings say. */
  get showsOtherTab(): boolean {
    let shows = false;
    const isOfKeys = ({ text }: PageNode): boolean =>
      isApiKeysTitle(text) || (isLesserTitle(text) && this.#isDashboard && !this.saysPlainly);
    this.root.visitKinds(KIND.otherTab, (node) => {
      shows ||= isOfKeys(node) && showsSomethingElse(node, isOfKeys);
    });
    return shows;
  }

  get addressSays(): boolean {
    return isAddressOfKeys(this.url);
  }

  get documentTitleSays(): boolean {
    const { title } = this.#snapshot;
    return MENTION.test(title) && partsOfTitle(title).some(isApiKeysTitle);
  }

  get headingSays(): boolean {
    return this.headings.full.length > 0;
  }

  get textSays(): boolean {
    return !this.#saysAtOnce && this.texts.full.length > 0;
  }

  /** Something says "API keys" that is found without a walk through all texts. */
  get #saysAtOnce(): boolean {
    return this.addressSays || this.documentTitleSays || this.headingSays;
  }

  get saysPlainly(): boolean {
    return this.#saysAtOnce || this.textSays;
  }

  get saysLess(): boolean {
    return this.#once(
      'less',
      () =>
        this.#isDashboard &&
        !isPathOfData(this.#path) &&
        !this.saysPlainly &&
        (addressSaysLess(this.url, this.#snapshot.title) ||
          this.headings.less.length > 0 ||
          this.texts.less.length > 0),
    );
  }

  get offersKey(): boolean {
    return this.#once('offers', () => offersKey(this.#body));
  }

  get showsKey(): boolean {
    return this.#once('shows', () => showsKey(this.#body));
  }

  get listsMaskedKeys(): boolean {
    return this.#once('lists', () => listsMaskedKeys(this.#body));
  }

  get endsKeys(): boolean {
    return this.#once('ends', () => endsKeys(this.#body));
  }

  get #isDashboard(): boolean {
    return isDashboardPath(this.#path);
  }

  /** Headings, selected tabs and links that can be seen. */
  get headings(): Titles<PageNode> {
    return this.#once('headings', () => {
      const found: Titles<PageNode> = { full: [], less: [] };
      this.root.visitKinds(KIND.title, (node) => {
        const { text } = node;
        const direct = (): string => node.directText;
        const tier = isTitle(text, direct) ? 'full' : isLesser(text, direct) && 'less';
        if (tier && this.#snapshot.canBeSeen(node)) found[tier].push(node);
      });
      return found;
    });
  }

  /** Other texts, and names of sections and lists, on the path of a dashboard. */
  get texts(): Titles<TextTitle> {
    return this.#once('texts', () => {
      const found: Titles<TextTitle> = { full: [], less: [] };
      if (!this.#isDashboard) return found;
      for (const title of [...namedSections(this.#body), ...titleTexts(this.#body)])
        if (this.#snapshot.canBeSeen(title.node)) found[title.tier].push(title);
      return found;
    });
  }
}

interface TieredTitle extends TextTitle {
  tier: Tier;
}

function namedSections(body: PageNode): TieredTitle[] {
  const found: TieredTitle[] = [];
  body.visitKinds(KIND.named, (node) => {
    const tier = tierOf(node.attribute('aria-label') ?? '');
    if (tier && !node.is(NO_SECTION)) found.push({ node, section: node, tier });
  });
  return found;
}

function titleTexts(body: PageNode): TieredTitle[] {
  const found: TieredTitle[] = [];
  for (const { node, isPicture, text } of body.leaves) {
    // Words of a title may stand in elements of their own. Of closed details only the title is shown.
    const places = node.is(NAMING) ? [node] : [node.parent, node];
    for (const said of isPicture || text.length > LONGEST_TEXT ? [] : places) {
      const tier = said && said.text.length <= LONGEST_TEXT * 2 && tierOf(said.text, () => said.directText.trim());
      if (!tier) continue;
      const list = listUnder(said);
      if (!(list || mayBeTitle(said))) continue;
      found.push({ node: said, section: list ?? sectionOf(said), tier });
      break;
    }
  }
  return found;
}

/** The list under a title: the description with a list after a term, or all of the list that the title begins. */
function listUnder(title: PageNode): PageNode | undefined {
  const place = title.closest('dt,li');
  if (!place?.next || place.text !== title.text || title.closest(NO_TITLE)) return undefined;
  if (place.tag === 'li') return isSubheader(place, place.next) ? place.parent : undefined;
  return place.next.tag === 'dd' && place.next.has('ul,ol,table') ? place.next : undefined;
}

/** The items of a menu are pressed, or have one text each. */
function isSubheader(item: PageNode, next: PageNode): boolean {
  const isUnlike = item.role !== null || item.attribute('class') !== next.attribute('class');
  return !item.previous && isUnlike && !item.has('a,button') && next.leaves.length > 1;
}

/** What names all that it is in. */
const NAMING = 'legend,caption,summary,figcaption';

function sectionOf(title: PageNode): PageNode {
  const naming = title.closest(NAMING);
  return naming?.parent ?? labelledBy(title) ?? title;
}

/** The node around a text that refers to it as its name. */
function labelledBy(title: PageNode): PageNode | undefined {
  const id = title.attribute('id');
  if (!id) return undefined;
  for (const outer of title.outwards()) if (outer.attribute('aria-labelledby')?.split(/\s+/).includes(id)) return outer;
  return undefined;
}

/**
 * Whether the tab that is selected instead of this one is not about API keys too: "Write API keys" beside "Read API
 * keys".
 */
function showsSomethingElse(tab: PageNode, isOfKeys: (tab: PageNode) => boolean): boolean {
  const list = tab.closest('[role="tablist"]') ?? tab.parent;
  const selected = list?.first('[role="tab"][aria-selected="true"]');
  return selected !== undefined && !isOfKeys(selected);
}
