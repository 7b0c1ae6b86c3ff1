import type { PageNode } from '../../page-model/page-node';
import type { TextPart } from '../candidates/text-parts';
import type { SnapshotRow } from '../key-row';
import { isStatusWord, mayNameKey } from '../vocabulary/labels';
import { isSecretOrMasked } from '../../secrets/storage-gate';

/* Whether a record is a key, and not news or a session that expires. */

/** Actions on a key, not on news or a session. */
export const DONE_TO_KEY =
  /\b(?:delete|remove|revoke|disable|deactivate|copy|reveal|show|hide|rename|edit|manage|renew|regenerate|rotate|replace|more|options|actions|menu)\b/i;

/** Whether a name is more likely that of a key than of anything else: "gazette-uploader", "API key 1". */
export function namesKey(name: string): boolean {
  return /^[^\s_-]+[_-]\S+$/.test(name) || mayNameKey(name);
}

/**
 * Whether a record has more than a name and an expiry: a creation date, a label, a secret, a status, or an action on
 * it.
 */
export function isLikeKey({ node, name, createdAt }: SnapshotRow, own: readonly TextPart[]): boolean {
  return createdAt !== undefined || name === '' || namesKey(name) || hasPartsOfKey(node, own);
}

/** Whether a node holds more of a key than a name and an expiry. */
export function hasPartsOfKey(node: PageNode, own: readonly TextPart[]): boolean {
  return (
    own.some(
      ({ text, label }) => (label !== undefined && label !== 'expiry') || isSecretOrMasked(text) || isStatusWord(text),
    ) ||
    controlsOf(node).some(
      ({ text, isLink }) =>
        // Many buttons hold only a picture.
        (text === '' && !isLink) || DONE_TO_KEY.test(text) || /\bkey\b/i.test(text),
    )
  );
}

/** The controls of a node, as they are named. */
export function controlsOf(node: PageNode): { text: string; isLink: boolean }[] {
  return node.all('button,[role="button"],a,[aria-haspopup]').map((control) => ({
    text: control.attribute('aria-label') ?? control.text,
    isLink: control.tag === 'a',
  }));
}
