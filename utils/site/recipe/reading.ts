import type { Expiry } from '../../keys/expiry';
import type { PageNode } from '../../page-model/page-node';
import { cleanName } from '../../secrets/clean-name';
import { isSecretOrMasked } from '../../secrets/storage-gate';
import { findDate, looksLikeDate, readExpiry, type DateContext } from '../dates/dates';
import { readPrintedExpiry } from '../key-row';
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

function zoned(node: PageNode, context: DateContext): DateContext {
  return context.zones ? { ...context, zone: context.zones.at(node) } : context;
}
