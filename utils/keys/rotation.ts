import { expiryStatus } from './expiry';
import { DECLINED_KEPT, type KeyRecord, type KeyUse, type Rotation } from './key';
import { mayBeOnList } from './list-identity';
import { singaporeDay } from './time';

/*
 * Rotation, as the guide sanctions it: create a new key while the old one works, move the uploads over, see that it
 * works, delete the old one. https://guide.data.gov.sg/user-guide/for-data-owners/how-to-generate-api-keys
 */

/** The steps of a rotation, and which of them are done. */
export interface RotationSteps {
  /** A key that takes the place is chosen and listed. */
  isCreated: boolean;
  /** Every listed use has moved to it; if none is listed, the user says so. */
  isMoved: boolean;
  isVerified: boolean;
  /** The old key is not listed any more. */
  isDeleted: boolean;
}

export function rotationSteps(record: KeyRecord, records: readonly KeyRecord[]): RotationSteps {
  const { rotation, goneSince, replacedBy } = record;
  // A finished rotation stays finished, whatever becomes of the new key.
  const isFinished = goneSince !== undefined && replacedBy !== undefined;
  return {
    isCreated: isFinished || successorOf(record, records) !== undefined,
    isMoved: hasMoved(record),
    isVerified: rotation?.isVerified === true,
    isDeleted: goneSince !== undefined,
  };
}

function hasMoved({ rotation, uses = [] }: KeyRecord): boolean {
  return uses.length > 0 ? uses.every(({ isMoved }) => isMoved) : rotation?.isMoved === true;
}

/** The key that is to take the place of another. One that was rotated itself since then is followed by its own. */
export function successorOf({ rotation, id }: KeyRecord, records: readonly KeyRecord[]): KeyRecord | undefined {
  return chainFrom(rotation?.successor, id, byId(records)).find(isListed);
}

/**
 * The keys that are rotated out, by their ids, with the key that is in the place of each at `now` (ms). A key is out
 * only as long as another stands in for it: one that is listed and works, or has outlived it. If that one is missing,
 * deleted, hidden, or expires first, the old key may be in use again, and is not in here.
 */
export function replacementsOf(records: readonly KeyRecord[], now: number): Map<string, KeyRecord> {
  const replacements = new Map<string, KeyRecord>();
  const rotatedOut = records.filter(({ replacedBy }) => replacedBy !== undefined);
  if (rotatedOut.length === 0) return replacements;
  const known = byId(records);
  for (const record of rotatedOut) {
    const standIn = chainFrom(record.replacedBy, record.id, known).find(
      (successor) =>
        isListed(successor) && !successor.missing && (!isExpired(successor, now) || hasOutlived(successor, record)),
    );
    if (standIn) replacements.set(record.id, standIn);
  }
  return replacements;
}

/** A key that is no longer listed, has another in its place or was hidden is not in use: nobody is reminded of it. */
export function isInUse(record: KeyRecord, replacements: ReadonlyMap<string, KeyRecord>): boolean {
  return isListed(record) && !replacements.has(record.id);
}

/**
 * The key of an id, the one that replaced it, and so on. Empty if it comes back to the key `start` or to one of its
 * own: of keys that replace each other, none is replaced.
 */
function chainFrom(id: string | undefined, start: string, known: ReadonlyMap<string, KeyRecord>): KeyRecord[] {
  const seen = new Set([start]);
  const chain: KeyRecord[] = [];
  for (let next = id; next !== undefined; next = known.get(next)?.replacedBy) {
    if (seen.has(next)) return [];
    seen.add(next);
    const record = known.get(next);
    if (record) chain.push(record);
  }
  return chain;
}

function byId(records: readonly KeyRecord[]): Map<string, KeyRecord> {
  return new Map(records.map((record) => [record.id, record]));
}

function isListed({ goneSince, forgottenAt }: KeyRecord): boolean {
  return goneSince === undefined && forgottenAt === undefined;
}

function isExpired({ expiry }: KeyRecord, now: number): boolean {
  return expiryStatus(expiry, now) === 'expired';
}

function hasOutlived({ expiry }: KeyRecord, { expiry: other }: KeyRecord): boolean {
  return expiry.kind === 'dated' && other.kind === 'dated' && expiry.latest > other.latest;
}

/**
 * Sets how far the rotation of a key has come; without one it is not rotated. If another key is to take its place than
 * before, nothing has moved to that one yet, and nobody has seen it work.
 */
export function setRotation(
  records: readonly KeyRecord[],
  id: string,
  rotation: Rotation | undefined,
  now: number,
): KeyRecord[] {
  return changeRotated(records, id, now, ({ rotation: before, uses, ...record }) => {
    const isOther = before?.successor !== undefined && before.successor !== rotation?.successor;
    const kept = isOther || !rotation ? uses?.map(({ text }) => ({ text })) : uses;
    const next = isOther && rotation ? withoutProgress(rotation) : rotation;
    return { ...record, ...(kept && { uses: kept }), ...(next && { rotation: next }) };
  });
}

function withoutProgress({ isMoved: _moved, isVerified: _verified, ...rotation }: Rotation): Rotation {
  return rotation;
}

export function setUses(records: readonly KeyRecord[], id: string, uses: readonly KeyUse[], now: number): KeyRecord[] {
  return changeRotated(records, id, now, ({ uses: _, ...record }) => ({
    ...record,
    ...(uses.length > 0 && { uses: [...uses] }),
  }));
}

function changeRotated(
  records: readonly KeyRecord[],
  id: string,
  now: number,
  change: (record: KeyRecord) => KeyRecord,
): KeyRecord[] {
  const before = records.find((record) => record.id === id);
  if (!before) return [...records];
  const after = withReplacement(change(before), before, now);
  const isNewlyReplaced = after.replacedBy !== undefined && after.replacedBy !== before.replacedBy;
  return records.map((record) => {
    if (record === before) return after;
    return isNewlyReplaced && record.id === after.replacedBy ? inheriting(record, after) : record;
  });
}

/**
 * A key is replaced once nothing needs it any more: not when the new key is there, but when the uploads have it and it
 * has been seen to work. Until then its own expiry still stops uploads, and it goes on reminding.
 */
function withReplacement(
  { replacedBy: _by, replacedSince: _since, ...record }: KeyRecord,
  before: KeyRecord,
  now: number,
): KeyRecord {
  const { rotation } = record;
  const successor = hasMoved(record) && rotation?.isVerified ? rotation.successor : undefined;
  // A key that was replaced without a rotation, for example by an import, stays so.
  const replacedBy = successor ?? (rotation || before.rotation ? undefined : before.replacedBy);
  if (replacedBy === undefined) return record;
  const replacedSince = replacedBy === before.replacedBy ? before.replacedSince : now;
  return { ...record, replacedBy, ...(replacedSince !== undefined && { replacedSince }) };
}

/**
 * The new key is used in the same places as the old one, the same people act for it, it is replaced as often, and what
 * is noted of the old one holds for it. Its reminders are its own.
 */
function inheriting(record: KeyRecord, { uses, contacts, note, link, replaceBy }: KeyRecord): KeyRecord {
  return {
    ...record,
    ...(uses && !record.uses && { uses: uses.map(({ text }) => ({ text })) }),
    ...(contacts && !record.contacts && { contacts }),
    ...(note !== undefined && record.note === undefined && { note }),
    ...(link !== undefined && record.link === undefined && { link }),
    ...(replaceBy?.kind === 'cadence' && !record.replaceBy && { replaceBy }),
  };
}

/**
 * The keys that can take the place of another at `now` (ms), newest first: in use and on the same list. They need not
 * work longer: a key that has leaked is replaced whatever its date.
 */
export function possibleSuccessors(record: KeyRecord, records: readonly KeyRecord[], now: number): KeyRecord[] {
  return records
    .filter(
      (other) =>
        other.id !== record.id &&
        isListed(other) &&
        other.replacedBy === undefined &&
        !isExpired(other, now) &&
        mayBeOnList(other, record),
    )
    .sort(
      (successor, other) => (other.createdAt ?? other.firstSeenAt) - (successor.createdAt ?? successor.firstSeenAt),
    );
}

/**
 * The key that most likely was created to take the place of another: of those that can, the newest that was created
 * after the rotation began, and that the user has not declined.
 */
export function proposedSuccessor(
  record: KeyRecord,
  records: readonly KeyRecord[],
  now: number,
): KeyRecord | undefined {
  const { rotation } = record;
  if (!rotation || successorOf(record, records)) return undefined;
  const taken = new Set(records.map((other) => other.rotation?.successor));
  return possibleSuccessors(record, records, now).find(
    (successor) =>
      isCreatedSince(successor, rotation.startedAt) &&
      !rotation.declined?.includes(successor.id) &&
      !taken.has(successor.id),
  );
}

/**
 * A key that is seen for the first time may be an old one of a tab that was not read before. Its creation date, often
 * only a day, decides.
 */
function isCreatedSince({ firstSeenAt, createdAt = firstSeenAt }: KeyRecord, instant: number): boolean {
  return firstSeenAt >= instant && singaporeDay(createdAt) >= singaporeDay(instant);
}

/** The rotation once the user has said that a key is not the new one. */
export function declining({ declined = [], ...rotation }: Rotation, id: string): Rotation {
  return { ...rotation, declined: [...declined, id].slice(-DECLINED_KEPT) };
}

/** The rotation once the user has said which key is the new one; without one, none is chosen. */
export function choosing({ successor, ...rotation }: Rotation, id: string | undefined): Rotation {
  const isOther = successor !== undefined && successor !== id;
  return { ...(isOther ? withoutProgress(rotation) : rotation), ...(id !== undefined && { successor: id }) };
}
