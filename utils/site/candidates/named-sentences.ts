import type { Leaf, PageNode } from '../../page-model/page-node';
import { looksLikeDate } from '../dates/dates';
import { NAME_OF_WORDS_THEN_EXPIRY, NAME_THEN_ENDS, NAME_THEN_EXPIRY } from '../vocabulary/phrase-patterns';
import { BUTTON } from './text-parts';

/* Sentences that name a key and say when it expires: "gazette-uploader expires on 7 Aug 2027". */

/** A sentence that begins so has no name in it. */
const NO_NAME = new RegExp(
  String.raw`^(?:\d+|your|they|these|those|you|we|the|this|that|it|a|an|key|keys|will|never|all|any|each|every|our|` +
    String.raw`my|if|when|once|access|session)(?=\s|$)`,
  'i',
);
/** "gazette-uploader expires" */
const NAMED_THEN_EXPIRY = /^[a-z]+(?:[-_][a-z\d]+)+ (?:expires|valid until) /i;
/** "Key “gazette-uploader” expires" */
const QUOTED = /^(?:(?:the |your )?(?:api )?key )?["“‘']([^"“”‘’]{1,80})["”’'](?= )/i;
const IN_QUOTES = /^["“‘']([^"“”‘’]+)["”’']$/;

/** The name of a key, and what a text says of its expiry; only the text if it says less. */
export function nameAndExpiry(printed: string, leaf: Leaf): string[] {
  const isItem = isWholeItem(leaf, printed);
  const unquoted = printed.replace(QUOTED, '$1');
  const text = isItem ? unquoted.replace(/ is (?=valid )/i, ' ') : unquoted;
  const sentence =
    NAME_THEN_EXPIRY.exec(text) ??
    (isItem ? NAME_OF_WORDS_THEN_EXPIRY.exec(text) : null) ??
    (isBehindDate(leaf) ? NAME_THEN_ENDS.exec(text) : null);
  const [, name, said] = sentence ?? [];
  if (name !== undefined && !NO_NAME.test(name)) return [name.replace(/(?<!\s)\s+[·•|–—-]$/, ''), said!];
  // By itself a text has its quotes as a name may have them.
  return [printed === leaf.text ? withoutBrackets(printed) : withoutBrackets(printed).replace(IN_QUOTES, '$1')];
}

/** "(expires 7 Aug 2027)" */
export function withoutBrackets(text: string): string {
  return /^\(((?:expire|valid).+)\)$/i.exec(text)?.[1] ?? text;
}

/** Whether a text about an expiry is all that an item of a list says beside its buttons, or a paragraph like others. */
function isWholeItem({ node }: Leaf, text: string): boolean {
  if (!/ (?:expire|valid )/i.test(text)) return false;
  const isAllOf = (home: PageNode | undefined): boolean => home?.textWithout((part) => part.is(BUTTON)) === text;
  return isAllOf(node.closest('li,[role="listitem"]')) || (isAllOf(node) && isBesideName(node));
}

/** Whether an element of the same kind beside it is a sentence about a key that is named as only keys are. */
function isBesideName({ tag, parent }: PageNode): boolean {
  return parent?.children.some((other) => other.tag === tag && NAMED_THEN_EXPIRY.test(other.text)) === true;
}

/** Whether all else in an item of a list is a date before it. */
function isBehindDate({ node }: Leaf): boolean {
  const [date, own, ...others] = node.closest('li,[role="listitem"]')?.leaves ?? [];
  return own?.node === node && others.length === 0 && looksLikeDate(date!.text, { now: 0 });
}
