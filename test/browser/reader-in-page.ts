import { expiryStatus } from '../../utils/keys/expiry';
import { readTab } from '../../utils/site/tab';

/** What the reader finds on the page it runs in, at the instant `now` (ms). */
export default function readPage(now: number) {
  const list = readTab({ page: document, url: document.URL, now })?.list;
  return {
    kind: list?.kind,
    complete: list?.complete,
    keys: (list?.rows ?? []).map(({ name, expiry }) => ({
      name,
      status: expiryStatus(expiry, now),
      ...(expiry.kind === 'dated' && { expiresAt: new Date(expiry.earliest).toISOString(), ...(expiry.ambiguous && { ambiguous: true }) }),
    })),
  };
}

export type ReadPage = typeof readPage;
