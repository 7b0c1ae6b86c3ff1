import type { KeyRecord, KeyUse, Rotation } from './key';
import { isSameList } from './merge';

/*
 * Rotation, as the guide sanctions it: create a new key while the old one works, move the uploads over, see that it
 * works, delete the old one. https://guide.data.gov.sg/user-guide/for-data-owners/how-to-generate-api-keys
 */

/** The steps of a rotation, and which of them are done. */
export interface RotationSteps {
  /** A key is chosen that takes the place. */
  isCreated: boolean;
  /** Every listed use has moved to it; where none is listed, the user says so. */
  isMoved: boolean;
  isVerified: boolean;
  /** The old key is not listed any more. */
  isDeleted: boolean;
}

/** Which steps of its rotation a key has taken. */
export function rotationSteps({ rotation, uses = [], goneSince }: KeyRecord): RotationSteps {
  return {
    isCreated: rotation?.successor !== undefined,
    isMoved: uses.length > 0 ? uses.every(({ isMoved }) => isMoved) : rotation?.isMoved === true,
    isVerified: rotation?.isVerified === true,
    isDeleted: goneSince !== undefined,
  };
}

/** Sets how far the rotation of a key has come; without one it is not rotated. */
export function setRotation(records: readonly KeyRecord[], id: string, rotation: Rotation | undefined): KeyRecord[] {
  return changeRotated(records, id, ({ rotation: _, uses, ...record }) => {
    // The next rotation starts with all of them still to move.
    const kept = rotation ? uses : uses?.map(({ text }) => ({ text }));
    return { ...record, ...(kept && { uses: kept }), ...(rotation && { rotation }) };
  });
}

/** Sets where a key is used; none is nowhere. */
export function setUses(records: readonly KeyRecord[], id: string, uses: readonly KeyUse[]): KeyRecord[] {
  return changeRotated(records, id, ({ uses: _, ...record }) => ({ ...record, ...(uses.length > 0 && { uses: [...uses] }) }));
}

function changeRotated(records: readonly KeyRecord[], id: string, change: (record: KeyRecord) => KeyRecord): KeyRecord[] {
  const changed = records.map((record) => (record.id === id ? withReplacement(change(record), record) : record));
  const replaced = changed.find((record) => record.id === id);
  return changed.map((record) => (replaced && record.id === replaced.replacedBy ? inheriting(record, replaced) : record));
}

/**
 * A key is replaced once nothing needs it any more: not when the new key is there, but when the uploads have it and it
 * has been seen to work. Until then its own expiry still stops uploads, and its notices go on.
 */
function withReplacement({ replacedBy: _, ...record }: KeyRecord, before: KeyRecord): KeyRecord {
  const { isCreated, isMoved, isVerified } = rotationSteps(record);
  const successor = isCreated && isMoved && isVerified ? record.rotation?.successor : undefined;
  // One that was replaced without a rotation, as an import may tell, stays so.
  const replacedBy = successor ?? (record.rotation || before.rotation ? undefined : before.replacedBy);
  return { ...record, ...(replacedBy !== undefined && { replacedBy }) };
}

/** The new key is used where the old one was, and what was noted of that one is true of it. */
function inheriting(record: KeyRecord, { uses, note }: KeyRecord): KeyRecord {
  return {
    ...record,
    ...(uses && !record.uses && { uses: uses.map(({ text }) => ({ text })) }),
    ...(note !== undefined && record.note === undefined && { note }),
  };
}

/** The keys that can take the place of another: in use, on the same list, and working longer. */
export function possibleSuccessors(record: KeyRecord, records: readonly KeyRecord[]): KeyRecord[] {
  return records.filter((one) => one.id !== record.id && one.goneSince === undefined && one.forgottenAt === undefined
    && one.replacedBy === undefined && isSameList(one, record) && worksLonger(one, record));
}

/**
 * The key that most likely was created to take the place of another: of those that can, the newest that was first seen
 * after the rotation began, and that the user has not declined.
 */
export function proposedSuccessor(record: KeyRecord, records: readonly KeyRecord[]): KeyRecord | undefined {
  const { rotation } = record;
  if (!rotation || rotation.successor !== undefined) return undefined;
  const taken = new Set(records.map((one) => one.rotation?.successor));
  return possibleSuccessors(record, records)
    .filter((one) => one.firstSeenAt >= rotation.startedAt && !rotation.declined?.includes(one.id) && !taken.has(one.id))
    .sort((one, other) => other.firstSeenAt - one.firstSeenAt)[0];
}

function worksLonger({ expiry: one }: KeyRecord, { expiry: other }: KeyRecord): boolean {
  if (one.kind === 'never') return true;
  return one.kind === 'dated' && (other.kind !== 'dated' || one.earliest > other.earliest);
}
