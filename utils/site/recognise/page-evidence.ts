import { ENTRY } from '../../page-model/dom';
import { KIND } from '../../page-model/kinds';
import type { PageNode } from '../../page-model/page-node';
import type { PageSnapshot } from '../../page-model/page-snapshot';
import type { SnapshotRow } from '../key-row';
import { addressTellsApiKeys, isTitle } from './tab-precheck';
import { isDocumentPath, pathOf } from './quick-check';
import { isApiKeysTitle, isCatalogueTitle, isDocumentTitle } from '../vocabulary/titles';

/** Whether the address is that of the tab itself, and not of a page below it or of a guide. */
export function isOwnAddress(url: string): boolean {
  return /\/admin\/(?:[^/]+\/)*api[-_]?keys?\/?$/i.test(pathOf(url));
}

/** The scope of the evidence that a page is the API Keys tab: all of the page, or only the section under a heading. */
export type Evidence = 'page' | 'section';

/**
 * The evidence, apart from its list, that a page is the API Keys tab. An unselected tab "API Keys" says that the page
 * shows something else just now, whatever title and headings say; so does a document about keys.
 */
export function saysApiKeys(root: PageNode, snapshot: PageSnapshot, url: string): Evidence | undefined {
  if (isDocument(root, url)) return undefined;
  let says: Evidence | undefined = addressTellsApiKeys(url, snapshot.title) ? 'page' : undefined;
  let otherTabShows = false;
  root.visitKinds(KIND.otherTab | KIND.title, (node, kinds) => {
    if ((kinds & KIND.otherTab) !== 0) {
      otherTabShows ||= isApiKeysTitle(node.text) && showsSomethingElse(node);
    } else if (says !== 'page' && isTitleNode(node) && snapshot.canBeSeen(node)) {
      says = isSectionHeading(node) ? 'section' : 'page';
    }
  });
  return otherTabShows ? undefined : says;
}

function isTitleNode(node: PageNode): boolean {
  return isTitle(node.text, () => node.directText);
}

/** Without a title of the first level, a heading of the second may be that of the page. */
function isSectionHeading(node: PageNode): boolean {
  return levelOf(node) > 1 && node.root.has('h1') && (node.attribute('aria-current') ?? 'false') === 'false';
}

/** The level of a heading, 1 for anything else. */
function levelOf(node: PageNode): number {
  const [, level = node.role === 'heading' ? (node.attribute('aria-level') ?? '2') : '1'] =
    /^h([1-6])$/.exec(node.tag) ?? [];
  return Number(level);
}

/**
 * A test of rows: does it stand in a section of API keys, under its heading with none as high in between? Some
 * libraries make all headings of one level: those of several records are their names.
 */
export function inApiKeysSection(body: PageNode, rows: readonly SnapshotRow[]): (row: SnapshotRow) => boolean {
  const all: { node: PageNode; level: number }[] = [];
  body.visitKinds(KIND.heading, (node) => void all.unshift({ node, level: levelOf(node) }));
  const names = new Set(rows.map(({ name }) => name));
  const others = all.filter(({ node }) => !names.has(node.text));
  const headings = all.length - others.length > 1 ? others : all;
  return ({ node, expiryNode }) => {
    // The heading within an entry of a list is its name; a heading within anything else may be that of a section.
    const place = node.is(ENTRY) ? node : expiryNode;
    let highest = Infinity;
    for (const heading of headings) {
      if (heading.level >= highest || !heading.node.isBefore(place)) continue;
      highest = heading.level;
      if (isTitleNode(heading.node)) return true;
    }
    return false;
  };
}

/**
 * A guide, a page of documentation, a dataset: by the path, outside of the dashboards, by the breadcrumb or by the
 * first heading.
 */
function isDocument(root: PageNode, url: string): boolean {
  const path = pathOf(url);
  if (isDocumentPath(path)) return true;
  if (isOwnAddress(url)) return false;
  const steps: PageNode[] = [];
  root.visitKinds(KIND.heading | KIND.breadcrumb, (node, kinds) => {
    if ((kinds & KIND.breadcrumb) !== 0) steps.push(...node.all('a'));
    if (node.tag === 'h1') steps.push(node);
  });
  const isDashboard = /\/admin\b/i.test(path);
  return steps.some(({ text }) => isDocumentTitle(text) || (!isDashboard && isCatalogueTitle(text)));
}

/**
 * Whether the tab that is selected instead of this one is not about API keys too: "Write API keys" beside "Read API
 * keys".
 */
function showsSomethingElse(tab: PageNode): boolean {
  const list = tab.closest('[role="tablist"]') ?? tab.parent;
  const selected = list?.first('[role="tab"][aria-selected="true"]');
  return selected !== undefined && !isApiKeysTitle(selected.text);
}
