import type { PageNode } from '../../page-model/page-node';
import { isUnseen } from '../../page-model/unseen';
import { isSecretOrMasked } from '../../secrets/storage-gate';
import { cleanName } from '../../secrets/clean-name';
import { areInitials, fieldOf, isSign, isStatusWord } from '../vocabulary/labels';
import { isPieceOfSecret } from './secret-cells';

/** The name in a part that may hold more: a description, a masked key, a "New" badge, buttons. Empty if it has none. */
export function nameIn(part: PageNode | undefined): string {
  return part ? readName(part) : '';
}

export function isName(text: string): boolean {
  return cleanName(text) !== '';
}

function readName(part: PageNode): string {
  const leaves = part
    .leavesWithout((node) => node.is('[role="menu"],[role="tooltip"]'))
    .filter(({ isPicture }) => !isPicture);
  const free = leaves.filter(({ node }) => {
    const aside = node.closest('button,[role="button"],[aria-hidden="true"]');
    return !aside?.isWithin(part);
  });
  // What only screen readers read counts where nothing is seen: the whole of a name that is cut.
  const seen = free.length > 1 ? free.filter(({ node }) => !isUnseen(node)) : free;
  const printed =
    [seen, free, leaves].find(({ length }) => length > 0)?.map((leaf) => (isPieceOfSecret(leaf) ? '' : leaf.text)) ??
    [];
  // Beside the name there may be its column's label, for narrow screens, and initials in a circle.
  const texts = printed.filter(
    (text, index) =>
      text !== '' &&
      (index === printed.length - 1 || !(fieldOf(text) || isSign(text) || areInitials(text, printed[index + 1]!))),
  );
  const first = texts[0];
  // A column labelled "Name" holds names, whatever they look like; only texts that clearly accompany the name are
  // skipped.
  const name =
    texts.find((text) => !isSecretOrMasked(text) && !isStatusWord(text)) ??
    (first && free.length > 0 && !isSecretOrMasked(first) ? first : '');
  // While it is edited, it is in a field.
  const entered = name || part.fieldValue('input:not([type]),input[type="text"]');
  return entered && !isSecretOrMasked(entered) ? entered : '';
}
