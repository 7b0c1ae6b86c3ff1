import { expiryStatus, type Expiry } from '../../utils/keys/expiry';
import { readTab } from '../../utils/site/tab';
import type { ReadKey, ReadList } from './expected-pages';

/** What the reader finds on a page at the instant `now` (ms), in the form in which the expectations are written. */
export function readPage(page: Document, url: string, now: number): ReadList {
  const list = readTab({ page, url, now })?.list;
  if (!list) return { keys: [] };
  const { kind, complete, account, rows } = list;
  const keys = rows.map(({ name, expiry, createdAt }): ReadKey => ({
    name,
    status: expiryStatus(expiry, now),
    ...instantOf(expiry),
    ...(createdAt !== undefined && { createdAt: new Date(createdAt).toISOString() }),
  }));
  return { kind, complete, ...(account !== undefined && { account }), keys };
}

function instantOf(expiry: Expiry): Pick<ReadKey, 'expiresAt' | 'ambiguous' | 'approximate'> {
  if (expiry.kind !== 'dated') return {};
  const { earliest, ambiguous, approximate } = expiry;
  const expiresAt = new Date(earliest).toISOString();
  return { expiresAt, ...(ambiguous && { ambiguous }), ...(approximate && { approximate }) };
}
