import type { Expiry } from '../../keys/expiry';
import type { PageNode } from '../../page-model/page-node';
import { cleanName } from '../../secrets/clean-name';
import { isSecretOrMasked } from '../../secrets/storage-gate';
import { findDate, looksLikeDate, readExpiry, type DateContext } from '../dates/dates';
import { columnLabelOf } from '../candidates/grids';
import { readCreation, readPrintedExpiry, saysCreation } from '../key-row';
import { fieldOf } from '../vocabulary/labels';
import type { Part } from './recipe';
import type { FoundRecord } from './records';
import { textAt } from './spot';

/* What the parts of a record print. */

/** The text of a part, by the elements that print it. */
export function textOfPart(nodes: readonly PageNode[], { from, run, joined, piece }: Part): string {
  const text = nodes.map((node) => textAt(node, from, run)).join(joined?.by ?? ' ');
  return piece ? (text.split(piece.between)[piece.index]?.trim() ?? '') : text;
}

/** The name that a record prints, cleaned; empty if it has none, or a date in its place. */
export function nameOf({ name }: FoundRecord, part: Part): string {
  const text = cleanName(textOfPart([name], part));
  return looksLikeDate(text, { now: 0 }) ? '' : text;
}

/** Whether a record shows the key itself where others show names. */
export function isKeyItself(name: string): boolean {
  return isSecretOrMasked(name);
}

/** The expiry that a record prints; unknown if it prints none. */
export function expiryOf({ expiry }: FoundRecord, part: Part | undefined, context: DateContext): Expiry {
  const [node] = expiry;
  if (!part || !node) return { kind: 'unknown', text: '' };
  const text = textOfPart(expiry, part);
  const isPlain = part.from === 'text' && !part.joined && !part.piece;
  const printed = isPlain ? readPrintedExpiry(node, text, context) : readExpiry(text, zoned(node, context));
  if (printed.kind !== 'unknown') return printed;
  // Here it is known what the text is about, so that it may say more.
  return findDate(text, zoned(node, context)) ?? printed;
}

/**
 * The earliest instant (ms) at which a record says that its key was created: in a column of that name, or in its own
 * words. Nobody has to press it.
 */
export function createdAtOf({ node, name, expiry }: FoundRecord, context: DateContext): number | undefined {
  for (const { node: printed, text } of node.leaves) {
    if (printed === name || expiry.includes(printed)) continue;
    const isTold = saysCreation(text) || fieldOf(columnLabelOf(printed) ?? '') === 'created';
    const createdAt = isTold ? readCreation(printed, text, context) : undefined;
    if (createdAt !== undefined) return createdAt;
  }
  return undefined;
}

function zoned(node: PageNode, context: DateContext): DateContext {
  return context.zones ? { ...context, zone: context.zones.at(node) } : context;
}
