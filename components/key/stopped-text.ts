import { countdown, expiryStatus } from '../../utils/keys/expiry';
import type { KeyRecord } from '../../utils/keys/key';
import { countdownText, expiryDateText, instantText, t } from '../../utils/words';

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
  const { name, expiry, goneSince, missing } = record;
  const since = goneSince ?? missing?.since;
  if (expiryStatus(expiry, now) === 'expired') return expiredText(record, now);
  if (since !== undefined) return t('stopped_not_listed', name, instantText(since));
  if (expiry.kind === 'unknown') return t('stopped_unknown', name);
  return expiry.kind === 'never' ? t('stopped_never', name) : t('stopped_works', name, expiryDateText(expiry));
}

function ofAll(records: readonly KeyRecord[], now: number): string[] {
  const uploading = records.filter(
    ({ kind, forgottenAt, goneSince }) => kind !== 'read' && forgottenAt === undefined && goneSince === undefined,
  );
  if (uploading.length === 0) return [t('stopped_no_keys')];
  const expired = uploading
    .filter(({ expiry }) => expiryStatus(expiry, now) === 'expired')
    .sort((record, other) => expiredAt(other) - expiredAt(record));
  const missing = uploading.filter((record) => record.missing && !expired.includes(record));
  // Of a key whose expiry is unknown, nobody can say that it has not expired.
  const unknown = uploading.filter((record) => record.expiry.kind === 'unknown' && !record.missing);
  const doubtful = [...expired, ...missing, ...unknown];
  if (doubtful.length === 0) return [t('stopped_all_work')];
  return doubtful.slice(0, NAMED_KEYS).map((record) => ofOne(record, now));
}

function expiredAt({ expiry }: KeyRecord): number {
  return expiry.kind === 'dated' ? expiry.latest : 0;
}

/** For example "“gazette-uploader”: expired 3 days ago. Uploads with it fail." */
function expiredText({ name, expiry }: KeyRecord, now: number): string {
  return 'days' in countdown(expiry, now)
    ? t('stopped_expired', name, countdownText(expiry, now), expiryDateText(expiry))
    : t('stopped_expired_undated', name);
}
