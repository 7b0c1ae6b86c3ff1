import type { PageNode } from '../../page-model/page-node';
import { endingsIn, namesKey } from '../evidence/record';
import { mayNameKey } from '../vocabulary/labels';
import { KEYS } from '../vocabulary/other-lists';
import { countsAround } from './list-entries';
import { namesWithin } from './record-extent';
import { exactness, type ExpiryStatement } from './statement';
import { HEADING, isPartWithin, type TextPart } from './text-parts';

/* What expires within a key, and is no key: a webhook's secret, a person's access, an agreement. */

/** A statement, and the smallest node around it with a name. */
interface Named {
  statement: ExpiryStatement;
  home: PageNode;
}

/** One of several boxes beside each other, with what is said of itself and of what is in it. */
interface Box {
  node: PageNode;
  title: TextPart | undefined;
  /** The headings of a lower level than its first one. */
  subtitles: readonly PageNode[];
  own: readonly Named[];
  nested: readonly Named[];
}

/** The statements that are not about something within a key. What the others are about is no name of the key. */
export function withoutNested(statements: readonly ExpiryStatement[]): readonly ExpiryStatement[] {
  const dropped = new Set<ExpiryStatement>();
  for (const parent of parentsOfBoxes(statements)) {
    const boxes = boxesIn(parent, statements);
    if (!areKeys(boxes)) continue;
    for (const box of boxes) {
      for (const one of box.nested) {
        dropped.add(one.statement);
        for (const part of namesOf(one, box)) part.canBeName = false;
      }
    }
  }
  return statements.filter((statement) => !dropped.has(statement));
}

/** The nodes with several children of one kind that hold statements, one of them more than one. */
function parentsOfBoxes(statements: readonly ExpiryStatement[]): Set<PageNode> {
  const counts = countsAround(statements.map(({ node }) => node));
  const parents = new Set<PageNode>();
  for (const [node, count] of counts) {
    const isAlike = (other: PageNode): boolean => other !== node && other.tag === node.tag && counts.has(other);
    if (count > 1 && node.parent?.children.some(isAlike)) parents.add(node.parent);
  }
  return parents;
}

function boxesIn(parent: PageNode, statements: readonly ExpiryStatement[]): Box[] {
  const said = new Map<PageNode, ExpiryStatement[]>();
  for (const statement of statements) {
    for (const node of statement.node.outwards())
      if (node.parent === parent) said.set(node, [...(said.get(node) ?? []), statement]);
  }
  return [...said].map(([node, all]) => boxOf(node, all));
}

function boxOf(node: PageNode, statements: readonly ExpiryStatement[]): Box {
  const [title] = namesWithin(node, statements[0]!);
  const [heading, ...others] = node.all(HEADING);
  const subtitles = others.filter(({ tag }) => tag > heading!.tag);
  const all = statements.map((statement) => ({ statement, home: homeOf(statement, node) }));
  const named = all.filter(({ home }) => isPartWithin(title, home));
  // What stands below a heading of its own may be in no element of its own.
  const above = named.filter(({ statement }) => !isBelow(statement, subtitles));
  const own = above.length > 0 ? above : named;
  return { node, title, subtitles, own, nested: all.filter((one) => !own.includes(one)) };
}

function homeOf(statement: ExpiryStatement, box: PageNode): PageNode {
  for (const node of statement.node.outwards())
    if (node === box || namesWithin(node, statement).length > 0) return node;
  return box;
}

function isBelow({ node }: ExpiryStatement, subtitles: readonly PageNode[]): boolean {
  return subtitles.some((subtitle) => subtitle.isBefore(node));
}

/** The names in a box that are those of something nested in it, and not of the box. */
function namesOf({ statement, home }: Named, { node, subtitles }: Box): TextPart[] {
  return namesWithin(node, statement).filter(
    (part) => (home !== node && isPartWithin(part, home)) || subtitles.some((title) => isPartWithin(part, title)),
  );
}

/** Whether boxes are keys, each with a date of its own, and what is nested in them is something else. */
function areKeys(boxes: readonly Box[]): boolean {
  // "Production" may be the title of several keys.
  const isKey = ({ title }: Box): boolean => title !== undefined && namesKey(title.text) && !mayNameKey(title.text);
  return boxes.every(mayBeKey) && boxes.some((box) => isKey(box) || endsItself(box));
}

function mayBeKey(box: Box): boolean {
  const { node, subtitles, own, nested } = box;
  const isBeside = own.every(({ home }) => home !== node);
  const isOther = ({ statement, home }: Named): boolean =>
    !namesWithin(home, statement).some(({ text }) => KEYS.test(text)) &&
    (home === node || endingsIn(home) === 0 || endsItself(box)) &&
    (!isBeside || isBelow(statement, subtitles));
  return own.some(({ statement }) => exactness(statement.expiry) > 1) && nested.every(isOther);
}

/** Whether a box has a control that ends a key, beside those of what is nested in it. */
function endsItself({ node, nested }: Box): boolean {
  const homes = new Set(nested.map(({ home }) => home));
  return endingsIn(node) > [...homes].reduce((sum, home) => sum + endingsIn(home), 0);
}
