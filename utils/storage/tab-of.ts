import type { KeyRecord } from '../keys/key';
import { listHost, tabUrl } from '../site/address';
import type { KeysDocument } from './documents';

/**
 * The address of the tab that lists a key, as far as it is known. Without a key, the address of the tab that was read
 * last.
 */
export function tabOf({ lists, lastReading }: Pick<KeysDocument, 'lists' | 'lastReading'>, record?: KeyRecord): string {
  const seenAt = lastReading?.url;
  const host = record ? record.host : listHost(seenAt);
  const list = lists.find(
    (known) => known.host === host && (record ? known.id === record.list : known.readAt === lastReading?.at),
  );
  return tabUrl(host, seenAt, list?.address);
}
