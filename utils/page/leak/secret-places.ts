import { closestShown } from '../../page-model/dom';
import type { PageNode } from '../../page-model/page-node';
import type { PageSnapshot } from '../../page-model/page-snapshot';
import { isOtherValueLabel, isSecretLabel } from '../../secrets/secret-labels';
import type { SecretCandidate } from '../../secrets/secret';
import { columnOf } from '../../site/candidates/grids';
import { fieldOf } from '../../site/vocabulary/labels';
import { couldBeSecret, isOfEither, NAMED } from '../../site/candidates/secret-cells';
import { nodeAround, textOf } from '../live-page';
import { isBesideCopyControl, placesAround } from './copy-controls';
import { labelOf } from './place-label';
import { CODE, DIALOG, FIELD } from './selectors';

/*
 * The place of a text says as much as its shape about whether it is a secret: the dialog that shows a key once, a
 * read-only field, code, a Copy button beside it, or a label such as "Key ID".
 */

/** What a page says, and what is known of its keys. */
export interface KnownPage {
  snapshot: PageSnapshot;
  /** Whether a text is the name of a key, and so no secret, whatever it looks like. */
  isName(text: string): boolean;
  /** Whether an element shows a key itself where others show names. */
  isKeyItself(element: Element): boolean;
}

/** The verdict of a place on a long unbroken text in it: a `secret`, something `else`, or nothing in particular. */
export type SecretPlace = 'secret' | 'else' | 'plain';

/** Whether a text of this shape is a secret in a place, which is computed only if it matters. */
export function isSecretIn(place: () => SecretPlace, { shape, label }: SecretCandidate): boolean {
  if (shape === 'v2' || shape === 'jwt') return true;
  if (label !== undefined && isOtherValueLabel(label)) return false;
  return shape === 'token' ? place() !== 'else' : place() === 'secret';
}

export function placeOf(page: KnownPage, element: Element): SecretPlace {
  return placeLabelled(page, element, labelFor(page, element));
}

/**
 * The label of what an element shows. The label of a column of names is only the name's: anything else in its cell has
 * the text right before it.
 */
function labelFor(page: KnownPage, element: Element): string | undefined {
  const label = labelOf(page.snapshot, element);
  if (label === undefined || fieldOf(label) !== 'name' || !isOtherValueLabel(label)) return label;
  const leaves = cellAround(page, element)?.leaves ?? [];
  const others = leaves.filter(({ node }) => !element.contains(node.element));
  if (!others.some(({ text }) => page.isName(text))) return label;
  const before = leaves[leaves.findIndex(({ node }) => element.contains(node.element)) - 1]?.text;
  return before === undefined || page.isName(before) ? undefined : before;
}

function placeLabelled(page: KnownPage, element: Element, label: string | undefined): SecretPlace {
  if (label && isOtherValueLabel(label)) return 'else';
  const isFixedField = element.matches(FIELD) && (element as HTMLInputElement).readOnly;
  if (isFixedField || closestShown(element, DIALOG)) return 'secret';
  if (standsForKey(page, element, label)) return 'secret';
  // Ids are printed in code and beside Copy buttons too: there the label has to mention a key.
  if (!label || !isSecretLabel(label)) return 'plain';
  return closestShown(element, CODE) || isBesideCopyControl(page.snapshot, element) ? 'secret' : 'plain';
}

/** Whether an element shows a key in a list: the reader found one there, or its label or column says so. */
function standsForKey(page: KnownPage, element: Element, label: string | undefined): boolean {
  if (label !== undefined && isOtherValueLabel(label)) return false;
  for (const place of placesAround(element)) if (page.isKeyItself(place)) return true;
  return label !== undefined && isSecretLabel(label) && isLabelOfKeys(page, element, label);
}

/** So many cells show whether a column has secrets. Chosen, not measured. */
const CELLS_JUDGED = 20;

/** Whether a value is a key and not the name of one, if its label mentions keys. */
function isLabelOfKeys({ snapshot }: KnownPage, element: Element, label: string): boolean {
  const field = fieldOf(label);
  if (field !== 'name' || !isOfEither(label)) return field === 'secret';
  const node = nodeAround(snapshot, element);
  const { cells = [], header = [] } = (node && columnOf(node)) ?? {};
  // "Key" beside "Key name" may be short for the key's id.
  if (/^\W*key\W*$/i.test(label) && header.some((other) => fieldOf(other) === 'name' && NAMED.test(other)))
    return false;
  return (
    couldBeSecret(textOf(snapshot, element)) || cells.slice(0, CELLS_JUDGED).some(({ text }) => couldBeSecret(text))
  );
}

/**
 * Whether a text that may be a whole key is one in its place: where the list shows its keys, or where one is shown to
 * be copied.
 */
export function isPlaceOfKey(page: KnownPage, element: Element): boolean {
  const label = labelFor(page, element);
  if (placeLabelled(page, element, label) !== 'secret') return false;
  if (label !== undefined && isOfEither(label) && isBesideName(page, element)) return false;
  const isLabelled = label !== undefined && isSecretLabel(label);
  return isLabelled || isBesideCopyControl(page.snapshot, element) || standsForKey(page, element, label);
}

/**
 * Whether an element is in a cell that has a key's name: what is short beside it under "Key" is an id
 * (name-cell-avatar-id-line).
 */
function isBesideName(page: KnownPage, element: Element): boolean {
  return cellAround(page, element)?.leaves.some(({ text }) => page.isName(text)) ?? false;
}

function cellAround({ snapshot }: KnownPage, element: Element): PageNode | undefined {
  const node = nodeAround(snapshot, element);
  return (node && columnOf(node)?.cells)?.find((cell) => cell.element.contains(element));
}
