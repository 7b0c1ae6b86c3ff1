import { PageNode } from '../../page-model/page-node';
import { LABEL_LIMIT, type Shape, type Step } from './recipe';

/* Shapes and ways through the page. */

export function shapeOf(node: PageNode): Shape {
  const role = roleOf(node);
  return { tag: node.tag, ...(role !== undefined && { role }) };
}

/** A role that has none of the forms that roles have says nothing: it may be any text. */
function roleOf({ role }: PageNode): string | undefined {
  return role !== null && /^[a-z][a-z -]{0,40}$/.test(role) ? role : undefined;
}

export function isLike(node: PageNode, { tag, role }: Shape): boolean {
  return node.tag === tag && roleOf(node) === role;
}

/** The children of a shape, in order. */
export function childrenLike(node: PageNode, shape: Shape): PageNode[] {
  return node.children.filter((child) => isLike(child, shape));
}

/** The step from a node's parent to it. */
export function stepTo(node: PageNode): Step {
  const shape = shapeOf(node);
  return { ...shape, place: node.parent ? childrenLike(node.parent, shape).indexOf(node) : 0 };
}

/** The steps from a node down to another that is within it. */
export function wayTo(node: PageNode, from: PageNode): Step[] {
  const steps: Step[] = [];
  for (const part of node.outwards()) {
    if (part === from) break;
    steps.unshift(stepTo(part));
  }
  return steps;
}

/**
 * Where some steps lead from a node; `undefined` if nowhere. A place may only be another one where a label on the way
 * says that it is right.
 */
export function follow(node: PageNode, steps: readonly Step[]): PageNode | undefined {
  const [step, ...rest] = steps;
  if (!step) return node;
  const alike = childrenLike(node, step);
  const usual = alike.at(step.place);
  const isLabelled = steps.some(({ label }) => label !== undefined);
  const others = isLabelled ? alike.filter((child) => child !== usual) : [];
  for (const child of usual ? [usual, ...others] : others) {
    if (step.label !== undefined && labelBefore(child) !== step.label) continue;
    const found = follow(child, rest);
    if (found) return found;
  }
  return undefined;
}

/** What stands right before a node in its parent, if that is short enough for a label. */
export function labelBefore(node: PageNode): string | undefined {
  const contents = node.parent?.contents ?? [];
  const before = contents[contents.indexOf(node) - 1];
  return before && asLabel(before.text);
}

/** A text as a label, without its colon; `undefined` if it is none. */
export function asLabel(text: string): string | undefined {
  const label = text
    .trim()
    .replace(/[:：]$/, '')
    .trim();
  return label === '' || label.length > LABEL_LIMIT ? undefined : label;
}

export function nodesAbove(node: PageNode, body: PageNode): PageNode[] {
  const nodes: PageNode[] = [];
  for (const part of node.outwards()) {
    if (part === body) break;
    nodes.push(part);
  }
  return nodes;
}
