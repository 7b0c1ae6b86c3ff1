import { commonAncestor } from '../../page-model/node-search';
import type { Leaf, PageNode } from '../../page-model/page-node';
import { isInline } from '../key-row';
import { ONLY_LEFT } from '../vocabulary/phrase-patterns';
import { blockOf, piecesOfBlock } from './secret-cells';

/*
 * Texts that elements split: `<span>lta/</span>road-works` is one name. A chip may stand beside a name without white
 * space, too, so only a hyphen or the like in between joins them. `<b>12</b> days left` says an expiry only as a whole.
 */

/** The end of a text, a line feed, and the text after it. */
const JOINT = /[a-z\d][-_/]\n\w|[a-z\d]\n[-_/.][a-z]/i;
const EMOJI = /^\p{Extended_Pictographic}/u;

/** Runs of text; those that are one text are joined. */
export function wholeTexts(leaves: readonly Leaf[]): readonly Leaf[] {
  const whole: Leaf[] = [];
  for (const leaf of leaves) {
    const [between, before] = [whole.at(-1), whole.at(-2)];
    if (between && areOneWord(between, leaf)) whole.splice(-1, 1, joined(between, leaf, ''));
    else if (between?.isPicture && before?.node === leaf.node && EMOJI.test(drawnBy(between)))
      whole.splice(-2, 2, joined(before, leaf, ` ${drawnBy(between)} `));
    else whole.push(whatIsLeft(whole, leaf) ?? leaf);
  }
  return whole;
}

const ENDS_COUNT = /^(?:\D+ )?(?:left|remaining|to go)[.!)]?$/i;
/** "12", "days" and "left" */
const MOST_IN_COUNT = 3;

/** "12 days left", of which the last piece is given; the others are taken from the texts before it. */
function whatIsLeft(before: Leaf[], last: Leaf): Leaf | undefined {
  if (!ENDS_COUNT.test(last.text)) return undefined;
  for (let count = 1; count < MOST_IN_COUNT && count <= before.length; count++) {
    const pieces = [...before.slice(-count), last];
    const text = pieces.map((piece) => piece.text).join(' ');
    const home = ONLY_LEFT.test(text) ? homeOfAll(pieces) : undefined;
    if (!home) continue;
    before.splice(-count);
    return { node: home, text };
  }
  return undefined;
}

/** The node that holds these texts and nothing else, or the last of blocks that each hold one of them. */
function homeOfAll(pieces: readonly Leaf[]): PageNode | undefined {
  const [first, last] = [pieces[0]!.node, pieces.at(-1)!.node];
  const home = commonAncestor(first, last);
  if (home?.leaves.filter(({ isPicture }) => !isPicture).length === pieces.length) return home;
  const areBlocks =
    first.next === last && [first, last].every(({ tag, leaves }) => !isInline(tag) && leaves.length === 1);
  return areBlocks ? last : undefined;
}

function joined(one: Leaf, other: Leaf, between: string): Leaf {
  return { node: commonAncestor(one.node, other.node)!, text: one.text + between + other.text };
}

/** Whether no white space is between two texts, but a sign that joins words. */
function areOneWord(one: Leaf, other: Leaf): boolean {
  if (one.isPicture || other.isPicture || !JOINT.test(`${one.text.slice(-2)}\n${other.text.slice(0, 2)}`)) return false;
  const block = blockOf(other.node);
  const word = one.text.slice(one.text.lastIndexOf(' ') + 1) + other.text.split(' ', 1)[0]!;
  return one.node.isWithin(block) && piecesOfBlock(block).some((piece) => piece.includes(word));
}

/** The picture itself, which may have a name in words. */
function drawnBy({ node, text }: Leaf): string {
  return node.ask((element) => element.textContent.trim(), '') || text;
}
