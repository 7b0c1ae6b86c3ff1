import type { PageNode } from '../../page-model/page-node';
import { findDate, looksLikeDate } from '../dates/dates';
import type { Lesson, Part, Step } from './recipe';
import { childrenLike, stepTo, wayTo } from './shapes';
import { textOfSpot, type Spot } from './spot';

/* The ways to say where in a record a text is. */

/** The part that a spot is below `home`: its cell counted from the beginning, or from the end. */
export function partTo({ node, from, run }: Spot, home: PageNode): Part[] {
  const [cell, ...steps] = wayTo(node, home);
  const rest = { from, ...(run !== undefined && { run }) };
  if (!cell) return [{ steps: [], ...rest }];
  const part = { cell, column: columnOf(node, home), steps, ...rest };
  const fromEnd = countedFromEnd(cell, home);
  return [part, ...(fromEnd.place === cell.place ? [] : [{ ...part, cell: fromEnd }])];
}

function columnOf(node: PageNode, home: PageNode): number {
  return home.children.findIndex((child) => node.isWithin(child));
}

function countedFromEnd(cell: Step, home: PageNode): Step {
  return { ...cell, place: cell.place - childrenLike(home, cell).length };
}

/** So many cells may print a date together: day, month, year and time. */
const MOST_CELLS = 4;

/**
 * The parts that a pressed date may be: it alone, or, if it says no whole date, with all that is around it in its cell,
 * or with the cells beside it, since a date may be printed in pieces.
 */
export function partsOfExpiry(spot: Spot, home: PageNode, name: PageNode): Part[] {
  const own = partTo(spot, home);
  if (spot.from !== 'text' || saysWholeDate(textOfSpot(spot))) return own;
  const around: Spot[] = [];
  for (const node of spot.node.outwards()) {
    if (node === home || name.isWithin(node)) break;
    if (node !== spot.node || spot.run !== undefined) around.push({ node, from: 'text' });
  }
  return [...own, ...around.flatMap((wider) => partTo(wider, home)), ...joinedCells(spot, home, name)];
}

function saysWholeDate(text: string): boolean {
  return /\d{4}/.test(text) && findDate(text, { now: 0 }) !== null;
}

function joinedCells({ node }: Spot, home: PageNode, name: PageNode): Part[] {
  const cells = home.children;
  const column = columnOf(node, home);
  const nameColumn = columnOf(name, home);
  if (column < 0) return [];
  const parts: Part[] = [];
  for (let count = 2; count <= MOST_CELLS; count++)
    for (let first = Math.max(0, column - count + 1); first <= column && first + count <= cells.length; first++) {
      const hasName = nameColumn >= first && nameColumn < first + count;
      for (const by of [' ', '/'] as const)
        if (!hasName)
          parts.push({ cell: stepTo(cells[first]!), column: first, steps: [], from: 'text', joined: { count, by } });
    }
  return parts;
}

/** What may stand between the pieces of a text. */
const BETWEEN = [' — ', ' – ', ' - ', ' | ', ' · ', ' • ', ' / ', ' → ', ': ', '：', ' (', '（', ', ', '，', '; '];

/** Name and expiry in one text: in its pieces. */
export function piecesOf(spot: Spot, part: Part): Pick<Lesson, 'name' | 'expiry'>[] {
  const text = textOfSpot(spot);
  return BETWEEN.filter((between) => text.includes(between)).flatMap((between) => {
    const pieces = text.split(between);
    const date = pieces.findIndex((piece) => looksLikeDate(piece, { now: 0 }) || /\d/.test(piece));
    const name = pieces.findIndex((piece, index) => index !== date && /[\p{L}\p{N}]/u.test(piece));
    if (date < 0 || name < 0) return [];
    return [
      { name: { ...part, piece: { index: name, between } }, expiry: { ...part, piece: { index: date, between } } },
    ];
  });
}
