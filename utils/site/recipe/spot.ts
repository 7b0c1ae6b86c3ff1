import type { Leaf, PageNode } from '../../page-model/page-node';
import { TEXT_ATTRIBUTES, type Source } from './recipe';

/** A text of the page that the user can choose. */
export interface Spot {
  node: PageNode;
  from: Source;
  /** The run of text among those of the element itself, if it has several. */
  run?: number;
}

/** The runs of text that stand in an element itself. */
export function runsOf({ contents }: PageNode): Leaf[] {
  // What reads a taught page is a module of its own, and its class of nodes another one.
  return contents.filter((part): part is Leaf => 'node' in part);
}

/** The text that an element has in one of its places; empty if there is none. */
export function textAt(node: PageNode, from: Source, run?: number): string {
  if (from === 'value') return node.fieldValue();
  if (from !== 'text') return node.attribute(from)?.replace(/\s+/g, ' ').trim() ?? '';
  if (run !== undefined) return runsOf(node)[run]?.text ?? '';
  if (isOneText(node))
    return node
      .ask((element) => element.textContent ?? '', '')
      .replace(/\s+/g, ' ')
      .trim();
  // A picture's name is no text of the page, but may be all that it says.
  return node.validText || (runsOf(node)[0]?.text ?? '');
}

export function textOfSpot({ node, from, run }: Spot): string {
  return textAt(node, from, run);
}

/** Elements that only say where a line may break: a text around them is one. */
const BREAKS = new Set(['wbr', 'bdi', 'mark']);

/** Chosen, not measured. */
const MOST_NAMED = 3;

/** All texts of one element that can be chosen, without those of the elements in it. Different ones only. */
export function spotsOf(node: PageNode): Spot[] {
  const spots: Spot[] = [...runSpots(node)];
  const add = (from: Source): void => {
    const text = textAt(node, from);
    if (/[\p{L}\p{N}]/u.test(text) && !spots.some((spot) => textOfSpot(spot) === text)) spots.push({ node, from });
  };
  if (node.is('input,textarea,select,output,data,meter')) add('value');
  // What holds more texts than these has a name of its own, which is no text of a key.
  if (node.hasAttributes && node.leaves.length <= MOST_NAMED) for (const name of TEXT_ATTRIBUTES) add(name);
  return spots;
}

function runSpots(node: PageNode): Spot[] {
  const runs = runsOf(node);
  if (runs.length === 0) return [];
  if (runs.length === 1 || isOneText(node))
    return saysSomething(node.text || runs[0]!.text)
      ? [{ node, from: 'text', ...(node.children.length > 0 && !isOneText(node) && { run: 0 }) }]
      : [];
  return runs.flatMap(({ text }, run) => (saysSomething(text) ? [{ node, from: 'text' as const, run }] : []));
}

function isOneText(node: PageNode): boolean {
  return node.children.length > 0 && node.children.every(({ tag }) => BREAKS.has(tag));
}

function saysSomething(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
