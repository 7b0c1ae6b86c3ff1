import { blockOf } from '../candidates/secret-cells';
import { BUTTON, HEADING } from '../candidates/text-parts';
import { isInline } from '../key-row';
import { PageNode, type Leaf } from '../../page-model/page-node';
import { beginsWithAction, isStatusWord, mayBeChip } from '../vocabulary/labels';
import { saysSomethingElse } from '../vocabulary/statements';

/* Texts before a key's name that are not its name: whose key it is, its stage, an icon, the label of its checkbox. */

/** "LTA". The lengths are chosen, not measured. */
const CAPITALS = /^\p{Lu}{2,5}$/u;
/** "T", "WL": an avatar shows the initials of whose key it is. Of three letters, they may be a name. */
const INITIALS = /^\p{Lu}{1,2}$/u;
const STRONG = 'b,strong';
/** The address of a key's own page. */
const PAGE_OF_KEY = /keys?\/[^/?#]+\/?$/i;

/** Whether a text says whose key the next text names: a line above one that stands out, initials, capitals in a box. */
export function isOwnerBefore(leaf: Leaf, next: Leaf): boolean {
  if (INITIALS.test(leaf.text)) return areInitials(leaf, next);
  if (standsOut(leaf) || leaf.node.closest(HEADING)) return false;
  return (standsOut(next) && blockOf(leaf.node) !== blockOf(next.node)) || isBoxBefore(leaf, next);
}

/** What stands out by itself is a name, and so is what is followed by a word about a key. */
function areInitials({ node }: Leaf, next: Leaf): boolean {
  const title = node.closest(`${HEADING},${STRONG},a`);
  return (!title || next.node.isWithin(title)) && !isStatusWord(next.text) && !saysSomethingElse(next.text);
}

/** "Test" as a chip in the line of a name; an agency after it is no name. */
export function isChipBefore(leaf: Leaf, next: Leaf): boolean {
  return mayBeChip(leaf.text) && isPieceBefore(leaf, next) && !standsOut(leaf) && !CAPITALS.test(next.text);
}

/** "warning", as icon fonts print it: a lower-case word in an element such as <mat-icon>, or in an <i> of its line. */
export function isIconBefore(leaf: Leaf, next: Leaf): boolean {
  const { tag } = leaf.node;
  return /^[a-z][a-z\d_]*$/.test(leaf.text) && (tag.endsWith('-icon') || (tag === 'i' && isPieceBefore(leaf, next)));
}

/** The code beside a button that copies it: the key itself. */
export function isForCopying({ node }: Leaf): boolean {
  const beside = node.closest('code,kbd,samp')?.next;
  if (!beside?.is(BUTTON)) return false;
  return /^copy\b/i.test(beside.attribute('aria-label') ?? beside.attribute('title') ?? beside.text);
}

/** Whether a text has an element of its own in the line of the next text. */
function isPieceBefore({ node }: Leaf, next: Leaf): boolean {
  const block = blockOf(node);
  return node !== block && block === blockOf(next.node) && !next.node.closest('small');
}

/** Whether a text is strong, or links to the page of a key. */
function standsOut({ node, text }: Leaf): boolean {
  if (node.closest(STRONG)) return true;
  return PAGE_OF_KEY.test(node.closest('a')?.attribute('href') ?? '') && !beginsWithAction(text);
}

/** A name in capitals has its description in an element like its own, or below it. */
function isBoxBefore({ node, text }: Leaf, next: Leaf): boolean {
  if (!CAPITALS.test(text)) return false;
  let box = node;
  while (box.parent?.text === text) box = box.parent;
  const siblings = box.parent!.contents;
  const after = siblings[siblings.indexOf(box) + 1];
  if (!(after instanceof PageNode)) return after !== undefined && next.text.startsWith(after.text) && isInline(box.tag);
  if (!next.node.isWithin(after)) return false;
  return after.leaves.length > 1 || (isInline(box.tag) && after.is(STRONG));
}

/** "Select gazette-uploader", before the name itself */
export function isSelection(text: string, next: string): boolean {
  return /^select /i.test(text) && text.endsWith(` ${next}`);
}
