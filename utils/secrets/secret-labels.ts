/* The labels and controls around a secret: whether the text after them is one, and what they copy. */

import { cut } from '../page-model/captured';
import { firstMatch, has, replaced, trimmed } from '../page-model/plain-search';

/** Labels of values that are known not to be secrets: "Key ID", "Request ID", "Checksum:", "Name". */
const TECHNICAL =
  /(?:^|[\s_-])(?:ids?|uuid|guid|identifier|checksum|hash|digest|sha-?\d+|md5|fingerprint|etag|commit|revision)$/i;
const DESCRIBING =
  /(?:^|[\s_-])(?:version|build|reference|number|no|name|label|title|description|prefix|hint|example|sample|usage)$/i;
const PLACE =
  /(?:^|[\s_-])(?:e-?mails?|urls?|links?|address|endpoint|host|dataset|resource|collection|agency|organi[sz]ation)$/i;

/** No label is longer, with and without brackets, and no text of a control that copies. Chosen, not measured. */
const LONGEST_LABEL = 200;
const LONGEST_BARE_LABEL = 60;
const LONGEST_COPY_LABEL = 120;

/** Whether a label says that its value is no secret, though it may look like one. */
export function isOtherValueLabel(text: string): boolean {
  if (text.length > LONGEST_LABEL) return false;
  // "requestId" is two words.
  const words = replaced(text, /[a-z](?=[A-Z])/g, (letter) => `${letter} `);
  const bare = replaced(words, /\([^()]*\)/g, () => '');
  const label = trimmed(cut(bare, 0, firstMatch(/(?<![^\p{L}\p{N}])[^\p{L}\p{N}]+$/u, bare)?.index));
  return label.length <= LONGEST_BARE_LABEL && (has(TECHNICAL, label) || has(DESCRIBING, label) || has(PLACE, label));
}

export function isSecretLabel(text: string): boolean {
  return (
    text.length <= LONGEST_LABEL && /\b(?:keys?|secret|token|credentials?)\b/i.test(text) && !isOtherValueLabel(text)
  );
}

/** An icon font writes its pictures as words: "content_copy". */
const COPY = /^(?:(?:content|file)_copy\b|copy_all\b|(?:(?:click|press|tap)(?: here)? to )?cop(?:y|ied)\b)[!.…]*/i;
const TO_CLIPBOARD = /(?<!\s)\s*(?:(?:in)?to|on|from) (?:the |your )?clipboard[!.…]*$/i;
/**
 * The noun for a key, with the words that may come before it, and the word after it. Marked as pure, because the hook
 * in the page's world uses another part of this file: there even `RegExp` may be the page's own.
 */
const KEY_NOUN = /* @__PURE__ */ new RegExp(
  '^(?:(?:the|this|your|my|new|full|api|admin|write|read|production|access|client|secret|data\\.gov\\.sg)\\s+)*' +
    '(?:keys?|secret|token|credentials?)\\b(?:\\s+value\\b)?\\s*([\\p{L}\\p{N}]*)',
  'iu',
);
const SAMPLE = /* @__PURE__ */ new RegExp(
  '\\b(?:code|snippet|command|curl|example|sample|request|headers?|json|yaml|env|config|line|all|output|' +
    'python|javascript|bash)\\b',
  'i',
);

/**
 * The object of a control or a message about copying: a `key`, a `sample` that may contain one, something `else`, or
 * just `this`; `undefined` if it is not about copying.
 */
export function copiedThing(label: string): 'key' | 'sample' | 'else' | 'this' | undefined {
  if (label.length > 2 * LONGEST_LABEL) return undefined;
  const text = label
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .trim();
  if (text.length > LONGEST_COPY_LABEL || !COPY.test(text)) return undefined;
  const thing = text
    .replace(COPY, '')
    .replace(TO_CLIPBOARD, '')
    .replace(/^[^\p{L}\p{N}.]+|[^\p{L}\p{N})]+$/gu, '')
    .trim();
  if (!thing || /^(?:(?:this|it|value|text|content|copy|copied)\s*)+$/i.test(thing)) return 'this';
  const noun = thing.match(KEY_NOUN);
  if (noun && !isOtherValueLabel(noun[1]!)) return 'key';
  return SAMPLE.test(thing) ? 'sample' : 'else';
}
