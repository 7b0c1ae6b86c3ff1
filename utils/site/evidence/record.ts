import type { PageNode } from '../../page-model/page-node';
import { headingAbove, titleOf } from '../candidates/headings';
import type { TextPart } from '../candidates/text-parts';
import type { SnapshotRow } from '../key-row';
import type { DateContext } from '../dates/dates';
import { createsKeyOrToken, makesThisKey } from '../vocabulary/create-controls';
import { isStatusWord, mayNameKey } from '../vocabulary/labels';
import { namesOther } from '../vocabulary/other-lists';
import { isSecretOrMasked } from '../../secrets/storage-gate';
import { reasons, weigh, type Rule } from './rule';

/* Whether a record is a key, and not news or a session that expires. */

/** Actions on a key, not on news or a session. */
export const DONE_TO_KEY = new RegExp(
  String.raw`\b(?:delete|remove|revoke|disable|deactivate|copy|reveal|show|hide|rename|edit|manage|` +
    String.raw`renew|regenerate|rotate|replace|more|options|actions|menu)\b`,
  'i',
);

/** Whether a name is more likely that of a key than of anything else: "gazette-uploader", "API key 1". */
export function namesKey(name: string): boolean {
  return /^[^\s_-]+[_-]\S+$/.test(name) || mayNameKey(name);
}

/** A record with the parts that are about its key. */
interface RecordSubject {
  row: Pick<SnapshotRow, 'node' | 'name' | 'createdAt'>;
  own: readonly TextPart[];
}

/** What a key has beside a name and an expiry; news and sessions have none of it. */
export const LIKE_KEY: Rule<RecordSubject>[] = [
  {
    why: 'says when it was created',
    points: 1,
    page: 'single-created',
    holds: ({ row }) => row.createdAt !== undefined,
  },
  {
    why: 'has a name such as keys have',
    points: 1,
    page: 'single-hyphen-name',
    holds: ({ row }) => namesKey(row.name),
  },
  {
    why: 'has parts or controls of a key',
    points: 1,
    page: 'doubtful-alone',
    holds: ({ row, own }) => hasPartsOfKey(row.node, own),
  },
  {
    why: 'has the name of something else that expires, and nothing of a key but what others have too',
    points: -1,
    page: 'plan-card-above-table',
    holds: ({ row, own }) => namesOther(row.name) && row.createdAt === undefined && !hasPartsOfKeyOnly(row.node, own),
  },
  {
    why: 'is reviewed before it is made',
    points: 'veto',
    page: 'none-review-of-new-key',
    holds: ({ row }) => isReviewed(row.node),
  },
];

const REVIEW = /^(?:review|confirm|check|verify)\b/i;
const CONFIRM = /^\W*(?:confirm|submit)\b/i;

/** Whether a key stands between a title of its creation and a control that makes it, and cannot be deleted. */
function isReviewed(node: PageNode): boolean {
  const title = (titleOf(node) ?? headingAbove(node, node.root))?.text ?? '';
  const isOfNew = REVIEW.test(title) || createsKeyOrToken(title);
  if (!isOfNew || controlsOf(node).some(({ text }) => DONE_TO_KEY_ONLY.test(text))) return false;
  return node.root
    .all('button')
    .some((control) => node.isBefore(control) && (makesThisKey(control.text) || CONFIRM.test(control.text)));
}

/** Whether one of the records may be of something else: it is the only one, or is named so and stands apart. */
export function isDoubtfulRecord({ node, name }: SnapshotRow, records: readonly PageNode[]): boolean {
  const isApart = (): boolean => !records.some((other) => other !== node && other.parent === node.parent);
  return records.length === 1 || (namesOther(name) && isApart());
}

/** Whether a doubtful record is a key. */
export function isLikeKey(row: SnapshotRow, own: readonly TextPart[], { explain }: DateContext): boolean {
  const subject = { row, own };
  const isKey = weigh(LIKE_KEY, subject) > 0;
  explain?.({
    about: 'a single key',
    node: row.node,
    text: row.name,
    verdict: isKey ? 'is a key' : 'may be news or a session',
    because: reasons(LIKE_KEY, subject),
  });
  return isKey;
}

/** Parts and controls that only keys have. */
export const PARTS_OF_KEY: Rule<PartsOfKey>[] = [
  {
    why: 'has a label of something else than the expiry',
    points: 1,
    page: 'single-labelled-owner',
    holds: ({ own }) => own.some(({ label }) => label !== undefined && label !== 'expiry'),
  },
  {
    why: 'shows a secret',
    points: 1,
    page: 'single-masked',
    holds: ({ own }) => own.some(({ text }) => isSecretOrMasked(text)),
  },
  {
    why: 'has a status',
    points: 1,
    page: 'single-status',
    holds: ({ own }) => own.some(({ text }) => isStatusWord(text)),
  },
  {
    why: 'has a button that holds only a picture',
    points: 1,
    page: 'single-picture-button',
    holds: ({ node }) => controlsOf(node).some(({ text, isLink }) => text === '' && !isLink),
  },
  {
    why: 'has a control for what is done to keys',
    points: 1,
    page: 'single-rotate',
    holds: ({ node }) => controlsOf(node).some(({ text }) => DONE_TO_KEY.test(text)),
  },
  {
    why: 'has a control that mentions a key',
    points: 1,
    page: 'single-key-link',
    holds: ({ node }) => controlsOf(node).some(({ text }) => /\bkey\b/i.test(text)),
  },
];

/** Controls that only keys have: a plan can be renewed or changed too. */
const DONE_TO_KEY_ONLY = /\b(?:delete|revoke|rotate|regenerate|copy|reveal)\b/i;

function hasPartsOfKeyOnly(node: PageNode, own: readonly TextPart[]): boolean {
  return (
    own.some(({ label, text }) => (label !== undefined && label !== 'expiry') || isSecretOrMasked(text)) ||
    endingsIn(node) > 0
  );
}

/** How many controls within a node are for what is done to keys only. */
export function endingsIn(node: PageNode): number {
  return controlsOf(node).filter(({ text }) => DONE_TO_KEY_ONLY.test(text)).length;
}

interface PartsOfKey {
  node: PageNode;
  own: readonly TextPart[];
}

/** Whether a node holds more of a key than a name and an expiry. */
export function hasPartsOfKey(node: PageNode, own: readonly TextPart[]): boolean {
  return weigh(PARTS_OF_KEY, { node, own }) > 0;
}

/** The controls of a node, as they are named. */
export function controlsOf(node: PageNode): { text: string; isLink: boolean }[] {
  return node.all('button,[role="button"],a,[aria-haspopup]').map((control) => ({
    text: control.attribute('aria-label') ?? control.text,
    isLink: control.tag === 'a',
  }));
}
