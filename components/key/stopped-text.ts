import { countdown, countedTo, expiryStatus } from '../../utils/keys/expiry';
import type { KeyRecord } from '../../utils/keys/key';
import { countdownText, expiryDateText, instantText, isolated, t } from '../../utils/words';

interface Known {
  /** The key that the uploads use, if that is known. */
  record: KeyRecord | undefined;
  records: readonly KeyRecord[];
  /** When (ms) a page last listed keys; absent if none has. */
  readAt: number | undefined;
}

/** The most keys that are named. Chosen, not measured. */
const NAMED_KEYS = 3;

/** What is known at `now` (ms) that can be why uploads stopped, one statement each. */
export function knownOfUploads({ record, records, readAt }: Known, now: number): string[] {
  const reading = readAt === undefined ? t('stopped_never_read') : t('stopped_read_at', instantText(readAt));
  return [...(record ? [ofOne(record, now)] : ofAll(records, now)), reading];
}

function ofOne(record: KeyRecord, now: number): string {
  const { expiry, goneSince, missing, addedByHand } = record;
  const name = isolated(record.name);
  const since = goneSince ?? missing?.since;
  if (expiryStatus(expiry, now) === 'expired') return expiredText(record, now);
  if (since !== undefined) return t('stopped_not_listed', name, instantText(since));
  if (expiry.kind === 'unknown') return t('stopped_unknown', name);
  if (mayHaveExpired(record, now)) return t('stopped_may_have_expired', name, expiryDateText(expiry));
  if (expiry.kind === 'never') return t(addedByHand ? 'stopped_never_by_hand' : 'stopped_never', name);
  return t(addedByHand ? 'stopped_works_by_hand' : 'stopped_works', name, expiryDateText(expiry));
}

function ofAll(records: readonly KeyRecord[], now: number): string[] {
  const uploading = records.filter(
    ({ kind, forgottenAt, goneSince }) => kind !== 'read' && forgottenAt === undefined && goneSince === undefined,
  );
  if (uploading.length === 0) return [t('stopped_no_keys')];
  const expired = uploading
    .filter(({ expiry }) => expiryStatus(expiry, now) === 'expired')
    .sort((record, other) => expiredAt(other) - expiredAt(record));
  const unsure = uploading.filter((record) => mayHaveExpired(record, now) && !record.missing);
  const missing = uploading.filter((record) => record.missing && !expired.includes(record));
  // Of a key whose expiry is unknown, nobody can say that it has not expired.
  const unknown = uploading.filter((record) => record.expiry.kind === 'unknown' && !record.missing);
  // What stopped just now stands before what has long been known.
  const doubtful = [...unsure, ...expired, ...missing, ...unknown];
  if (doubtful.length === 0) {
    const areEntered = uploading.every(({ addedByHand }) => addedByHand);
    return [t(areEntered ? 'stopped_all_work_by_hand' : 'stopped_all_work')];
  }
  return doubtful.slice(0, NAMED_KEYS).map((record) => ofOne(record, now));
}

/** Whether the first instant at which it may have expired is over, and the last one is not. */
function mayHaveExpired({ expiry }: KeyRecord, now: number): boolean {
  return expiry.kind === 'dated' && countedTo(expiry, -Infinity) <= now && now < expiry.latest;
}

function expiredAt({ expiry }: KeyRecord): number {
  return expiry.kind === 'dated' ? expiry.latest : 0;
}

/** For example "“gazette-uploader”: expired 3 days ago. Uploads with it fail." */
function expiredText({ name: printed, expiry }: KeyRecord, now: number): string {
  const name = isolated(printed);
  return 'days' in countdown(expiry, now)
    ? t('stopped_expired', name, countdownText(expiry, now), expiryDateText(expiry))
    : t('stopped_expired_undated', name);
}
