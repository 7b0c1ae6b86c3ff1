import { commonAncestor } from '../../page-model/node-search';
import type { PageNode } from '../../page-model/page-node';
import { namesKey } from '../evidence/record';
import { isPartOf, type ExpiryStatement } from './statement';
import { UNIT } from './list-entries';
import { isInHeading, isPartWithin, partsWithin, type TextPart } from './text-parts';

/* Which part of the page is about the key that a statement is about. */

/** A statement with all that is about its key. */
export interface Extent {
  statement: ExpiryStatement;
  node: PageNode;
  /** The parts of its own record. */
  own: readonly TextPart[];
  /** The parts that may say more of the key, after its expiry too. */
  facts: readonly TextPart[];
}

/** The part of the page that belongs to each statement. */
export function extentsOf(statements: readonly ExpiryStatement[]): Extent[] {
  const containers = statements.map((statement, index) =>
    containerOf(
      statement,
      [statements[index - 1], statements[index + 1]].filter((other) => other !== undefined),
    ),
  );
  const units = unitsLikeTheOthers(statements, containers);
  return statements.map((statement, index) => {
    const [unit, container] = [units[index]!, containers[index]!];
    const node = unit === container || namesWithin(unit, statement).length > 0 ? unit : container;
    const own = partsOfRecord(node, statement, statements[index - 1]);
    return { statement, node, own, facts: factsAmong(own, statement) };
  });
}

export function namesWithin(node: PageNode, statement: ExpiryStatement): TextPart[] {
  return partsWithin(node, statement).filter((part) => part.canBeName && !isPartOf(part, statement));
}

/**
 * The largest node around a statement that holds no other one, but at most the unit of a list that names the key.
 */
function containerOf(statement: ExpiryStatement, neighbours: readonly ExpiryStatement[]): PageNode {
  let container = statement.node;
  for (const parent of container.parent?.outwards() ?? []) {
    if (parent.tag === 'body' || parent.tag === 'main') break;
    if (container.is(UNIT) && namesWithin(container, statement).length > 0) break;
    if (neighbours.length === 0 && isOneOfSeveral(container, parent, statement)) break;
    if (neighbours.some(({ node }) => node.isWithin(parent))) break;
    container = parent;
  }
  return container;
}

/** Whether a node names a key, and a similar one beside it seems to name another, of which nothing is known. */
function isOneOfSeveral(node: PageNode, parent: PageNode, statement: ExpiryStatement): boolean {
  if (namesWithin(node, statement).length === 0) return false;
  const isLike = (other: PageNode): boolean =>
    other !== node && other.tag === node.tag && Math.abs(other.children.length - node.children.length) <= 1;
  return namesWithin(parent, statement).some(({ leaf }) => {
    for (const ancestor of leaf.node.outwards()) if (ancestor.parent === parent) return isLike(ancestor);
    return false;
  });
}

/**
 * Cuts each container down to the depth and kind of the smallest: the only key of a group seems to be all of the group.
 */
function unitsLikeTheOthers(statements: readonly ExpiryStatement[], containers: readonly PageNode[]): PageNode[] {
  const paths = statements.map(({ node }, index) => pathUpTo(node, containers[index]!));
  const smallest = paths.reduce((least, path) => (path.length < least.length ? path : least), paths[0] ?? []);
  return paths.map((path) => {
    const unit = path[smallest.length - 1]!;
    return unit.tag === smallest.at(-1)!.tag ? unit : path.at(-1)!;
  });
}

function pathUpTo(node: PageNode, end: PageNode): PageNode[] {
  const path: PageNode[] = [];
  for (const ancestor of node.outwards()) {
    path.push(ancestor);
    if (ancestor === end) break;
  }
  return path;
}

/**
 * The parts of a statement's own record: those of its container or, if that has no name, those since the previous
 * statement.
 */
function partsOfRecord(
  container: PageNode,
  statement: ExpiryStatement,
  previous: ExpiryStatement | undefined,
): readonly TextPart[] {
  const within = partsWithin(container, statement);
  const since = partsOfOwnTerm(partsSince(previous, statement), statement);
  const names = namesWithin(container, statement);
  if (names.length > 0) {
    // The facts of a key may stand in a definition list below its name.
    const above = names.every(isInDefinition) ? within[0]!.before : undefined;
    return above?.canBeName && isInHeading(above) && since.includes(above) ? [above, ...within] : within;
  }
  if (!since.some(({ canBeName }) => canBeName)) return [];
  // The name is close by: in the smallest node around the statement that holds a name at all.
  for (const ancestor of container.outwards()) {
    const near = since.filter((part) => isPartWithin(part, ancestor));
    if (near.some(({ canBeName }) => canBeName)) return near;
    if (ancestor.is('main,[role="main"]')) break;
  }
  return [];
}

/**
 * Where no element holds a record, the parts before a statement begin with what is said of the previous key, and its
 * own key may be spoken of until the next one is named.
 */
function factsAmong(own: readonly TextPart[], { first, last, node }: ExpiryStatement): readonly TextPart[] {
  const name = own.find(({ canBeName }) => canBeName);
  const home = name && own.at(-1)!.index < first.index ? commonAncestor(name.leaf.node, node) : undefined;
  if (!name || !home) return own;
  const facts = own.slice(own.indexOf(name));
  for (let part = last.next; isPartWithin(part, home) && !part.canBeName; part = part.next) facts.push(part);
  return facts;
}

/**
 * Without the parts before the last term, if the statement is its definition and the term can only be the name of a
 * key: another word may as well be a label.
 */
function partsOfOwnTerm(since: readonly TextPart[], { node }: ExpiryStatement): readonly TextPart[] {
  if (!node.closest('dd')) return since;
  const term = since.findLastIndex(({ canBeName, leaf }) => canBeName && leaf.node.closest('dt') !== undefined);
  return term >= 0 && namesKey(since[term]!.text) ? since.slice(term) : since;
}

/** The parts before a statement, since the previous one. */
function partsSince(previous: ExpiryStatement | undefined, { first }: ExpiryStatement): TextPart[] {
  const parts: TextPart[] = [];
  for (let part = first.before; part && part.index > (previous?.last.index ?? -1); part = part.before) parts.push(part);
  return parts.reverse();
}

function isInDefinition({ leaf }: TextPart): boolean {
  return leaf.node.closest('dt,dd') !== undefined;
}
