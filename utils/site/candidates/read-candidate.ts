import type { Leaf, PageNode } from '../../page-model/page-node';
import { isOtherValueLabel } from '../../secrets/secret-labels';
import { holdsSecret } from '../../secrets/storage-gate';
import type { DateContext } from '../dates/dates';
import { innermostPrinting, readCreation, saysCreation, type SnapshotRow } from '../key-row';
import { cleanName } from '../../secrets/clean-name';
import type { LastUsed } from '../../keys/key';
import { readLastUsed, saysLastUsed } from '../last-used';
import { fieldOf, type Field } from '../vocabulary/labels';
import type { Candidate } from './candidate';
import { pastIn, type Past } from './details';
import { expiryIn } from './expiry-part';
import { makesKey } from './form-parts';
import { isName, nameIn } from './name-part';
import { couldBeSecret, LONG_CODE } from './secret-cells';

/** The key that a candidate is; `undefined` if it is none. */
export function readCandidate(candidate: Candidate, context: DateContext): SnapshotRow | undefined {
  const { node, parts, labels } = candidate;
  const name = nameOf(candidate);
  const isUnnamed = !isName(name);
  if (!parts.expiry || !(isUnnamed ? isUnnamedKey(candidate, context) : isNamedKey(candidate))) return undefined;
  const expiryNode = innermostPrinting(parts.expiry);
  const keyElement = isOtherValueLabel(labels.secret ?? '') ? undefined : parts.secret?.element;
  return {
    node,
    element: node.element,
    expiryNode,
    expiryElement: expiryNode.element,
    ...(keyElement && { keyElement }),
    name: isUnnamed && parts.number ? `Key ${parts.number.text.replace('#', '')}` : cleanName(name),
    expiry: expiryIn(parts.expiry, candidate, context),
    ...(isUnnamed && { isUnnamed }),
    ...pastOf(candidate, name, context),
  };
}

function pastOf(candidate: Candidate, name: string, context: DateContext): Past {
  const { parts, details } = candidate;
  const createdAt = parts.created && creationIn(parts.created, context);
  const lastUsed = lastUsedIn(candidate, name, context);
  return {
    ...(details && pastIn(details, context)),
    ...(parts.expiry && pastIn(parts.expiry, context)),
    ...(createdAt !== undefined && { createdAt }),
    ...(lastUsed && { lastUsed }),
  };
}

function isNamedKey({ node, parts }: Candidate): boolean {
  // A row that expands and says nothing of an expiry is the heading of a group.
  const isGroup = parts.expiry?.text === '' && node.attribute('aria-expanded') !== null;
  // A name that is typed beside the control that makes a key is that of a new one.
  const isNew = parts.name?.text === '' && makesKey(node);
  return parts.name !== undefined && parts.name !== parts.expiry && !isGroup && !isNew;
}

function isUnnamedKey(candidate: Candidate, context: DateContext): boolean {
  const { name, secret, expiry } = candidate.parts;
  if (!expiry || expiry.text === '') return false;
  if (candidate.labels.secret !== undefined)
    return secret !== undefined && secret !== expiry && (secret.text !== '' || secret.has('input'));
  if (!name || name === expiry) return false;
  // Without a column of keys, one among the names is still a key, and so is a date beside an empty name.
  const isEmpty = (name.text === '' || DASH.test(name.text)) && !name.has('input,img,svg');
  return isEmpty ? expiryIn(expiry, candidate, context).kind === 'dated' : holdsSecret(name.text);
}

const DASH = /^[-–—]$/;

/** A dash is no name. Among the keys themselves, a description may be one too. */
function nameOf({ parts, labels }: Candidate): string {
  const printed = nameIn(parts.name);
  const isNone = DASH.test(printed) || (labels.secret !== undefined && couldBeSecret(printed, LONG_CODE));
  return isNone ? '' : printed;
}

/** A part may say something else, too. */
function creationIn(part: PageNode, context: DateContext): number | undefined {
  const { node, text } = part.leaves.find((leaf) => saysCreation(leaf.text)) ??
    valueOf('created', part.leaves) ?? { node: part, text: part.text };
  return readCreation(node, text, context);
}

/** What stands right after a label, in the same element: "Last used:" and "2 days ago". */
function valueOf(field: Field, leaves: readonly Leaf[]): Leaf | undefined {
  return leaves.find(({ node }, index) => {
    const label = leaves[index - 1];
    return label && node.isWithin(label.node.parent ?? label.node) && fieldOf(label.text) === field;
  });
}

/** It has a column of its own, or is said beside something else. A name may begin like a statement. */
function lastUsedIn({ node, parts }: Candidate, name: string, context: DateContext): LastUsed | undefined {
  const own = parts.lastUsed;
  const said = own
    ? (own.leaves.find(({ text }) => saysLastUsed(text)) ?? { node: own, text: own.text })
    : (node.leaves.find(({ text }) => text !== name && saysLastUsed(text)) ??
      valueOf(
        'lastUsed',
        node.leaves.filter(({ text }) => text !== name),
      ));
  return said && readLastUsed(said.node, said.text, context);
}
