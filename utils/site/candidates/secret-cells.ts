import { lineWithin } from '../../page-model/line-within';
import type { Leaf, PageNode } from '../../page-model/page-node';
import { perNode } from '../../page-model/per-node';
import { isInline } from '../key-row';
import { isSign } from '../vocabulary/labels';
import { wordsIn } from '../../page-model/letters';
import { bitsPerSign, findDrawn, findGroups, normalised } from '../../secrets/likelihood';
import { isHarmless } from '../../secrets/secret';
import { isMasked, isSecretOrMasked } from '../../secrets/storage-gate';

/*
 * Whether all of a cell or a heading may be a key, or a part of one. The search for secrets in a text goes only by
 * shape and lets anything short or pronounceable pass. This check runs only for names, so it can be stricter: if it is
 * wrong, a key is named by its date; if the search is wrong, a part of the key is stored.
 */

/** No name worth a check is longer. Chosen, not measured. */
const LONGEST = 300;
/**
 * A stretch is suspicious if it is likelier to be drawn by so many bits, over so many characters. No word has one; most
 * keys do, unless they are short (measured: ordinary-texts.ts).
 */
const PERHAPS_ENOUGH = 9;
const PERHAPS_FEWEST = 8;
/**
 * The most bits for each character of a word; those of abbreviations, which are short, take more (measured:
 * ordinary-texts.ts).
 */
const IN_WORDS = 5.5;
const IN_SHORT = 7;
const LONGEST_SHORT = 8;

/** If no label mentions a key, a shorter text is a name: "PSI24H-R2". Chosen, not measured. */
export const LONG_CODE = 12;

/** Such a part is at most the end of a text, in characters. Chosen, not measured. */
const END = 80;

/** Whether all of a text may be a key, or a part of one that is as long as `least`. */
export function couldBeSecret(text: string, least = 1): boolean {
  return isSecretOrMasked(text) || PART.test(text.slice(-END)) || (text.length >= least && judge(text) === 'random');
}

/** No key that is printed in groups is longer. Chosen, not measured. */
const LONGEST_KEY = 120;
/** Whether all of a text may be a whole key, though it is short or cut into groups; a masked one is not. */
export function couldBeWholeKey(text: string): boolean {
  if (text.length < LONG_CODE || text.length > LONGEST_KEY || isMasked(text) || isHarmless(text)) return false;
  return judge(text) === 'random';
}

/**
 * Whether a text has letters beside digits, or a long word: most texts of a page have neither, and skip the judgement.
 */
export function mayBeOfKey(text: string): boolean {
  return text.length <= LONGEST_KEY && /\w{12}|(?=[a-z]*\d)(?=\d*[a-z])\w{4}/i.test(text);
}

/** A part of a key, as pages show it: "…3f9a", "Key ending in 3f9a"; "Ends 2027" is none. */
const PART = /^(?:…|\.{3})\S|\bend(?:s|ing)(?: in| with)? (?!(?<=^ends )(?:19|20)\d\d$)\S{2,8}$/i;

/** The longest such label, in characters. Chosen, not measured. */
const LONGEST_LABEL = 40;

/** A label of names or of the keys themselves: only the texts under it show which. */
export function isOfEither(label: string): boolean {
  return label.length <= LONGEST_LABEL && /\bkeys?\b/i.test(label) && !NAMED.test(label);
}

/** Labels of names, and not of keys. */
export const NAMED = /name|label|title|alias/i;

/** The block of text that a node is, or is in. */
export function blockOf(node: PageNode): PageNode {
  let block = node;
  for (block of node.outwards()) if (!isPieceOfLine(block.tag)) break;
  return block;
}

/** The pieces that white space leaves of a block's own text. */
export const piecesOfBlock = perNode((block) =>
  block.ask((element) => lineWithin(element, isPieceOfLine), '').split(/\s+/),
);

/** No line of text has more pieces. */
const MOST_PIECES = 40;
/** A key right beside a name, without white space, is at least so long. Chosen, not measured. */
const SHORTEST_BESIDE = 20;

/** Whether a text is a piece of a secret that elements cut: a text without white space is one piece. */
export function isPieceOfSecret(leaf: Leaf): boolean {
  const block = blockOf(leaf.node);
  const pieces = block.leaves;
  if (pieces.length < 2 || pieces.length > MOST_PIECES) return false;
  const words = leaf.text.split(' ');
  if (isInGroups(leaf, pieces)) return true;
  return piecesOfBlock(block).some((part) => {
    // The name of a picture, as icon fonts write it, is not one of the pieces.
    const run = pieces.reduce((rest, { text }) => (isSign(text) ? rest.replace(text, '') : rest), part);
    const piece = [words.at(-1)!, words[0]!].find((word) => run !== word && run.includes(word));
    if (piece === undefined || run.length < LONG_CODE || !couldBeSecret(run)) return false;
    const beside = pieces.map(({ text }) => text).filter((text) => text !== leaf.text && run.includes(text));
    if (judge(piece) === 'random') return true;
    return beside.length === 1 ? !isNameBeside(piece, beside[0]!) : !isNameAmong(leaf.text, beside);
  });
}

/** A status or the key itself stands right beside a name, as pages without white space print them. */
function isNameBeside(piece: string, beside: string): boolean {
  return couldBeSecret(beside, SHORTEST_BESIDE) || (judge(piece) === 'words' && judge(beside) === 'words');
}

/** So do several words around a key that is masked; a short text may be the beginning of that key. */
function isNameAmong(text: string, beside: readonly string[]): boolean {
  return (
    text.length > LONGEST_ABBREVIATION &&
    beside.some(isMasked) &&
    [text, ...beside].every((one) => isMasked(one) || judge(one) === 'words')
  );
}

/** Whether a text is one of several in a row that together are groups of characters. */
function isInGroups({ node, text }: Leaf, pieces: readonly Leaf[]): boolean {
  const index = pieces.findIndex((piece) => piece.node === node && piece.text === text);
  let [first, last] = [index, index];
  while (pieces[first - 1]?.text.length === text.length) first--;
  while (pieces[last + 1]?.text.length === text.length) last++;
  return (
    last - first > 1 &&
    isGrouped(
      pieces
        .slice(first, last + 1)
        .map((piece) => piece.text)
        .join(' '),
    )
  );
}

function isPieceOfLine(tag: string): boolean {
  return tag !== 'button' && (isInline(tag) || /^(?:wbr|kbd|samp|var|data|output|slot|bdo|ruby)$|-/.test(tag));
}

/** Judges a text by its letters: words, as a name is; random, as a key is; or neither. */
export function judge(text: string): 'words' | 'random' | undefined {
  const plain = normalised(text.slice(0, LONGEST));
  const runs = wordsIn(plain);
  const all = runs.join('').length;
  const lengthOf = (isWanted: (run: string) => boolean): number => runs.filter(isWanted).join('').length;
  const random = lengthOf(isRandom);
  const isCode = runs.length === 1 && isLoneCode(runs[0]!);
  if (
    isCode ||
    isGrouped(plain) ||
    runs.some((run) => run.length > LONGEST_SHORT && isRandom(run)) ||
    (random >= LONGEST_SHORT && random > all / 2) ||
    findDrawn(plain)
  )
    return 'random';
  return lengthOf(isOfWords) >= all / 2 ? 'words' : undefined;
}

/** Whether a text is groups of characters, however many elements it spans. */
export function isGrouped(text: string): boolean {
  return text.length <= LONGEST && findGroups(text, areGroups) !== undefined;
}

/** The fewest groups, and characters in each, of a key that is printed to be read out (measured: ordinary-texts.ts). */
const FEWEST_GROUPS = 3;
const SMALLEST_GROUP = 4;

/** Whether groups are those of a key; years and words are no groups. Of few, one with a digit may be an exception. */
function areGroups(groups: readonly string[]): boolean {
  if (groups.length < FEWEST_GROUPS || groups[0]!.length < SMALLEST_GROUP) return false;
  const odd = groups.filter((group) => /\d/.test(group) && !isYear(group)).length;
  return (
    odd > (groups.length > FEWEST_GROUPS ? 0 : 1) ||
    findDrawn(groups.join(''), PERHAPS_ENOUGH, PERHAPS_FEWEST) !== undefined
  );
}

/**
 * The longest number and code, in digits and characters, that may be a name or a part of one (measured:
 * ordinary-texts.ts).
 */
const LONGEST_NUMBER = 4;
const LONGEST_ABBREVIATION = 5;

/** A single code that is no word: "3f9a", "48213377". */
function isLoneCode(run: string): boolean {
  if (/^\d+$/.test(run)) return run.length > LONGEST_NUMBER && !isYear(run);
  return isRandom(run) || (/^(?=.*\d)(?=.*[a-f])[\da-f]{4,}$/i.test(run) && !/^[a-f]{3,}\d{1,4}$/i.test(run));
}

/** "2026", "202610", "20261001" */
function isYear(run: string): boolean {
  return /^(?:19|20)\d\d(?:[01]\d(?:[0-3]\d)?)?$/.test(run);
}

/** Whether letters and digits without a break are neither words nor an abbreviation. */
function isRandom(run: string): boolean {
  const most = run.length > LONGEST_SHORT ? IN_WORDS : IN_SHORT;
  return (
    run.length > LONGEST_ABBREVIATION &&
    !isForeign(run) &&
    (bitsPerSign(run) > most || findDrawn(run, PERHAPS_ENOUGH, PERHAPS_FEWEST) !== undefined)
  );
}

function isOfWords(run: string): boolean {
  if (isForeign(run) || run.length <= LONGEST_ABBREVIATION) return isForeign(run) || /^[a-z]+$/i.test(run);
  return bitsPerSign(run.replace(/\d/g, '').toLowerCase()) < IN_WORDS;
}

/** No key is made of other letters than these. */
function isForeign(run: string): boolean {
  return /[^\da-z]/i.test(run);
}
