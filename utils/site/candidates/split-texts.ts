import { commonAncestor } from '../../page-model/node-search';
import type { Leaf } from '../../page-model/page-node';
import { blockOf, piecesOfBlock } from './secret-cells';

/*
 * Texts that elements split: `<span>lta/</span>road-works` is one name. A chip may stand beside a name without white
 * space, too, so only a hyphen or the like in between joins them.
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
    else whole.push(leaf);
  }
  return whole;
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
