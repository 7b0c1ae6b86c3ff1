import { isElement, isOurElement } from '../../page-model/dom';
import type { PageSnapshot } from '../../page-model/page-snapshot';
import { columnLabelOf } from '../../site/candidates/grids';
import { nodeAround, textOf } from '../live-page';
import { placesAround, saysCopy } from './copy-controls';
import { CONTROL, DIALOG, FIELD } from './selectors';

/** The label nearest to an element: its own name, its column's, its field's, or the text right before it. */
export function labelOf(snapshot: PageSnapshot, element: Element): string | undefined {
  return ownLabel(element) ?? columnLabel(snapshot, element) ?? textBefore(snapshot, element);
}

function ownLabel(element: Element): string | undefined {
  if (element.matches(CONTROL)) return undefined;
  return (
    element.getAttribute('aria-label') ?? (element as Partial<HTMLInputElement>).labels?.[0]?.textContent ?? undefined
  );
}

function columnLabel(snapshot: PageSnapshot, element: Element): string | undefined {
  const node = nodeAround(snapshot, element);
  return node && columnLabelOf(node);
}

/** A value as long as a secret. */
const LONG_VALUE = /\S{24,}/g;
/** The longest label together with its value, in characters; also the most nodes between a label and its value. */
const LONGEST_LABELLED = 2_000;
export const MOST_BETWEEN = 50;

function textBefore(snapshot: PageSnapshot, element: Element): string | undefined {
  // A control's value is beside it, and the label belongs to that value.
  let hasValue = !element.matches(CONTROL);
  for (const place of placesAround(element)) {
    if (place.matches(`${DIALOG},tr,[role="row"],body`)) return undefined;
    for (const before of nodesBefore(place)) {
      const said = saidBy(snapshot, before);
      // Too long for a label, or the label belongs to another value.
      if (!said || (said.hasValue && hasValue)) return undefined;
      hasValue ||= said.hasValue;
      if (said.label) return said.label;
    }
  }
  return undefined;
}

function* nodesBefore(node: Node): Generator<Node, void> {
  let count = 0;
  for (let before = node.previousSibling; before && count < MOST_BETWEEN; before = before.previousSibling, count++)
    yield before;
}

/** What a node says as a label, which may be empty, and whether it has a value too; `undefined` if it says too much. */
function saidBy(snapshot: PageSnapshot, node: Node): { label: string; hasValue: boolean } | undefined {
  const field = isElement(node) && node.matches(FIELD) ? node : undefined;
  const text = plainText(snapshot, node);
  if (text.length > LONGEST_LABELLED) return undefined;
  const label = (field && ownLabel(field)) || text.replace(LONG_VALUE, '').trim();
  return { label, hasValue: field !== undefined || label !== text };
}

function plainText(snapshot: PageSnapshot, node: Node): string {
  if (isElement(node)) {
    const isSilent = isOurElement(node) || (node.matches(CONTROL) && saysCopy(snapshot, node));
    return isSilent ? '' : textOf(snapshot, node);
  }
  if (node.nodeType !== 3) return '';
  return node
    .nodeValue!.slice(0, 2 * LONGEST_LABELLED)
    .replace(/\s+/g, ' ')
    .trim();
}
