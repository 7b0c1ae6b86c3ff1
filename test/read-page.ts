import { expiryStatus } from '../utils/keys/expiry';
import { readTab } from '../utils/site/tab';
import type { ExpectedKey } from './expected-pages';

/** What the reader finds on a page at the instant `now` (ms), in the form in which the expectations are written. */
export function readPage(
  page: Document,
  url: string,
  now: number,
): { kind: string | undefined; complete: boolean | undefined; keys: ExpectedKey[] } {
  const list = readTab({ page, url, now })?.list;
  const keys = (list?.rows ?? []).map(({ name, expiry }): ExpectedKey => ({
    name,
    status: expiryStatus(expiry, now),
    ...(expiry.kind === 'dated' && {
      expiresAt: new Date(expiry.earliest).toISOString(),
      ...(expiry.ambiguous && { ambiguous: true }),
    }),
  }));
  return { kind: list?.kind, complete: list?.complete, keys };
}
