import { ENTRY } from '../../page-model/dom';
import { KIND } from '../../page-model/kinds';
import { commonAncestor } from '../../page-model/node-search';
import type { PageNode } from '../../page-model/page-node';
import type { PageSnapshot } from '../../page-model/page-snapshot';
import { isEnclosed } from '../candidates/headings';
import { isLikeTitle, outermost } from '../candidates/text-titles';
import { PAGE_RULES, SAYS_API_KEYS } from '../evidence/page';
import { reasons, weigh, type Explain } from '../evidence/rule';
import type { SnapshotRow } from '../key-row';
import { isApiKeysTitle, isLesserTitle } from '../vocabulary/titles';
import { FactsOfPage, type TextTitle } from './page-facts';
import { isLesser, isTitle } from './tab-precheck';

/** The evidence, apart from its list, that a page is the API Keys tab. */
export interface Evidence {
  /** All of the page is the tab, and not only the sections under such titles. */
  isWholePage: boolean;
  /** Its title says less, so what it shows of keys is a part of the evidence. */
  isJoint: boolean;
  /** The titles that are no headings. */
  texts: readonly TextTitle[];
}

/** The evidence that a page is the API Keys tab; `undefined` if it is not enough. */
export function evidenceOf(
  body: PageNode,
  snapshot: PageSnapshot,
  { url, explain }: { url: string; explain?: Explain | undefined },
): Evidence | undefined {
  const facts = new FactsOfPage(body, snapshot, url);
  const isTab = weigh(PAGE_RULES, facts) >= SAYS_API_KEYS;
  explain?.({
    about: 'the tab',
    node: facts.headings.full[0] ?? facts.texts.full[0]?.node ?? body.root,
    text: snapshot.title,
    verdict: isTab ? 'the API Keys tab' : 'another page',
    because: reasons(PAGE_RULES, facts),
  });
  return isTab ? scopeOf(facts) : undefined;
}

function scopeOf(facts: FactsOfPage): Evidence {
  const tier = facts.saysPlainly ? 'full' : 'less';
  const headings = facts.headings[tier];
  const isSaidByPage = tier === 'full' && (facts.addressSays || facts.documentTitleSays);
  if (isSaidByPage || headings.some((node) => !isSectionHeading(node)))
    return { isWholePage: true, isJoint: tier === 'less', texts: [] };
  const texts = headings.length > 0 ? [] : facts.texts[tier];
  const isWholePage = headings.length === 0 && texts.every((title) => isOnlyTitle(title, facts.root));
  return { isWholePage, isJoint: tier === 'less', texts };
}

/** Nothing else on the page is, or looks like, a title: so this one is that of the page. */
function isOnlyTitle({ node, section }: TextTitle, root: PageNode): boolean {
  if (section !== node || root.hasKind(KIND.heading)) return false;
  const own = outermost(node);
  let isOnly = true;
  root.walk((other) => {
    isOnly &&= !isLikeTitle(other, own);
    return isOnly;
  });
  return isOnly;
}

/** Without a title of the first level, a heading of the second may be that of the page. */
function isSectionHeading(node: PageNode): boolean {
  return levelOf(node) > 1 && hasFirstLevel(node.root) && (node.attribute('aria-current') ?? 'false') === 'false';
}

/** Whether there is a heading of the first level, in a shadow root too. */
function hasFirstLevel(root: PageNode): boolean {
  let has = root.has('h1');
  if (!has) root.visitKinds(KIND.heading, ({ tag }) => void (has ||= tag === 'h1'));
  return has;
}

/** The level of a heading, 1 for anything else. */
function levelOf(node: PageNode): number {
  const [, level = node.role === 'heading' ? (node.attribute('aria-level') ?? '2') : '1'] =
    /^h([1-6])$/.exec(node.tag) ?? [];
  return Number(level);
}

/** Returns a test of rows: whether one stands in a section of API keys. */
export function inApiKeysSection(
  body: PageNode,
  rows: readonly SnapshotRow[],
  { texts, isJoint }: Evidence,
): (row: SnapshotRow) => boolean {
  const isUnder = underHeading(body, rows, isJoint);
  if (texts.length === 0) return isUnder;
  return (row) => texts.some((title) => isUnderText(row, title, rows));
}

/**
 * Whether a row stands under a heading of API keys, with none as high in between. Some libraries make all headings of
 * one level: those of several records are their names.
 */
function underHeading(body: PageNode, rows: readonly SnapshotRow[], saysLess: boolean): (row: SnapshotRow) => boolean {
  const all: { node: PageNode; level: number }[] = [];
  body.visitKinds(KIND.heading, (node) => void all.unshift({ node, level: levelOf(node) }));
  const names = new Set(rows.map(({ name }) => name));
  const others = all.filter(({ node }) => !names.has(node.text));
  const headings = all.length - others.length > 1 ? others : all;
  const levelsOfNames = new Set(all.filter(({ node }) => names.has(node.text)).map(({ level }) => level));
  /** One of several tiles beside each other, each with a title. */
  const isTileBeside = (heading: (typeof all)[number], row: PageNode): boolean =>
    heading.level > 1 &&
    levelsOfNames.has(heading.level) &&
    isEnclosed(heading.node, row) &&
    standInLikeBoxes(heading.node, row);
  const says = saysLess ? isLesser : isTitle;
  return ({ node, expiryNode }) => {
    // The heading within an entry of a list is its name; a heading within anything else may be that of a section.
    const place = node.is(ENTRY) ? node : expiryNode;
    let highest = Infinity;
    for (const heading of headings) {
      if (heading.level >= highest || !comesBefore(heading.node, place)) continue;
      highest = heading.level;
      if (says(heading.node.text, () => heading.node.directText) && !isTileBeside(heading, node)) return true;
    }
    return false;
  };
}

/** The boxes beside each other that two nodes stand in. */
function boxesAround(...nodes: [PageNode, PageNode]): (PageNode | undefined)[] {
  const boxes = commonAncestor(...nodes)?.children ?? [];
  return nodes.map((node) => boxes.find((child) => node.isWithin(child)));
}

/** Whether the boxes that two nodes stand in, beside each other, look alike. */
function standInLikeBoxes(one: PageNode, other: PageNode): boolean {
  const [box, otherBox] = boxesAround(one, other);
  return box?.tag === otherBox?.tag && box?.attribute('class') === otherBox?.attribute('class');
}

/** The longest value that a tile shows below its title, in characters. Chosen, not measured. */
const LONGEST_VALUE = 20;

/** Whether a title has its value in its tile, beside one like it: "API keys: 2 active", "Plan: expires 5 Dec 2026". */
function isTitleOfTile(title: PageNode, row: PageNode): boolean {
  const [tile, other] = boxesAround(title, row);
  const [, value, ...more] = tile?.leaves ?? [];
  return (
    value !== undefined &&
    more.length === 0 &&
    value.text.length <= LONGEST_VALUE &&
    !value.node.closest('button,[role="button"]') &&
    shapeOf(tile) === shapeOf(other) &&
    standInLikeBoxes(title, row)
  );
}

function shapeOf(box: PageNode | undefined): string | undefined {
  return box?.children.map(({ tag }) => tag).join();
}

/**
 * Whether a row stands under a title that is no heading: in the section that it names, or after it with no other title
 * in between, which is a high heading or looks as the title does.
 */
function isUnderText({ node, expiryNode }: SnapshotRow, title: TextTitle, rows: readonly SnapshotRow[]): boolean {
  if (title.section !== title.node || title.node.isWithin(node)) return node.isWithin(title.section);
  if (node.isWithin(title.node)) return true;
  const around = commonAncestor(title.node, expiryNode);
  const own = outermost(title.node);
  if (!around || !comesBefore(title.node, expiryNode) || isTitleOfTile(own, expiryNode)) return false;
  const names = new Set(rows.map(({ name }) => name));
  let ends = false;
  around.walk((other) => {
    if (ends) return false;
    const isBetween = comesBefore(own, other) && comesBefore(other, expiryNode) && !other.isWithin(own);
    if (!isBetween) return true;
    ends =
      !isApiKeysTitle(other.text) &&
      !isLesserTitle(other.text) &&
      !names.has(other.text) &&
      !rows.some((row) => other.isWithin(row.node)) &&
      (isLikeTitle(other, own) || /^h[12]$/.test(other.tag));
    return !ends;
  });
  return !ends;
}

/** Whether one node is shown before another: a browser knows no order of what stands in different roots. */
function comesBefore(one: PageNode, other: PageNode): boolean {
  if (!one.root.hasKind(KIND.nestedRoot)) return one.isBefore(other);
  const around = commonAncestor(one, other);
  if (!around || around === one || around === other) return around === one;
  const { children } = around;
  return children.findIndex((child) => one.isWithin(child)) < children.findIndex((child) => other.isWithin(child));
}
