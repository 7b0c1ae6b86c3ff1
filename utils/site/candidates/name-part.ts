import type { Leaf, PageNode } from '../../page-model/page-node';
import { isUnseen } from '../../page-model/unseen';
import { isSecretOrMasked } from '../../secrets/storage-gate';
import { cleanName } from '../../secrets/clean-name';
import { isNameLabel, NAME_IN_CELL } from '../evidence/name-in-cell';
import { weigh } from '../evidence/rule';
import { couldBeSecret, isPieceOfSecret } from './secret-cells';
import { wholeTexts } from './split-texts';

/** The name in a part that may hold more: a description, a masked key, a "New" badge, buttons. Empty if it has none. */
export function nameIn(part: PageNode | undefined): string {
  return part ? readName(part) : '';
}

export function isName(text: string): boolean {
  return cleanName(text) !== '';
}

function readName(part: PageNode): string {
  const outside = part.leavesWithout((node) => node.is('[role="menu"],[role="tooltip"]'));
  const leaves = wholeTexts(outside).filter(({ isPicture }) => !isPicture);
  const free = leaves.filter(({ node }) => {
    const aside = node.closest('button,[role="button"],[aria-hidden="true"]');
    return !aside?.isWithin(part);
  });
  // What only screen readers read counts where nothing is seen: the whole of a name that is cut.
  const seen = free.length > 1 ? free.filter(({ node }) => !isUnseen(node)) : free;
  const shown = seen.length > 0 ? seen : free;
  // The name may be on a button, perhaps after its label; but what is only on buttons may be an action.
  const isOnButton = shown.every(({ text }) => isNameLabel(text));
  const [pressed, points] = isOnButton ? bestIn(withoutSecrets(leaves)) : ['', -1];
  const name = points < 0 ? bestIn(withoutSecrets(shown))[0] : pressed;
  // While it is edited, it is in a field.
  const entered = name || part.fieldValue('input:not([type]),input[type="text"]');
  return entered && !isSecretOrMasked(entered) ? entered : '';
}

function withoutSecrets(leaves: readonly Leaf[]): readonly Leaf[] {
  return leaves.filter((leaf) => !isPieceOfSecret(leaf));
}

/** The text that is likeliest to be the name, with its points; empty if all are secrets. */
function bestIn(leaves: readonly Leaf[]): [text: string, points: number] {
  let [best, most] = ['', -Infinity];
  for (const [index, leaf] of leaves.entries()) {
    const { text } = leaf;
    const points = weigh(NAME_IN_CELL, { leaf, text, next: leaves[index + 1] });
    if (points > most) [best, most] = [wholeName(leaf), points];
  }
  return [best, most];
}

/** The whole of a name that the page cuts: "Weekly bull…", with a tooltip. */
function wholeName({ node, text }: Leaf): string {
  const start = text.replace(/(?:…|\.{3})$/, '');
  const title = node.attribute('title') ?? '';
  return start !== text && title.startsWith(start) && !couldBeSecret(title) ? title : text;
}
