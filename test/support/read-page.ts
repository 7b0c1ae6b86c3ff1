import { expiryStatus, type Expiry } from '../../utils/keys/expiry';
import type { LastUsed } from '../../utils/keys/key';
import { readTab } from '../../utils/site/tab';
import type { ReadKey, ReadList } from './expected-pages';

/** The findings of the reader on a page at the instant `now` (ms), in the form of the expectations. */
export function readPage(page: Document, url: string, now: number): ReadList {
  const list = readTab({ page, url, now })?.list;
  if (!list) return { keys: [] };
  const { kind, complete, account, rows } = list;
  const keys = rows.map(({ name, expiry, createdAt, lastUsed }): ReadKey => ({
    name,
    status: expiryStatus(expiry, now),
    ...instantOf(expiry),
    ...(createdAt !== undefined && { createdAt: new Date(createdAt).toISOString() }),
    ...(lastUsed && { lastUsed: useOf(lastUsed) }),
  }));
  return { kind, complete, ...(account !== undefined && { account }), keys };
}

function instantOf(expiry: Expiry): Pick<ReadKey, 'expiresAt' | 'ambiguous' | 'approximate'> {
  if (expiry.kind !== 'dated') return {};
  const { earliest, ambiguous, approximate } = expiry;
  const expiresAt = new Date(earliest).toISOString();
  return { expiresAt, ...(ambiguous && { ambiguous }), ...(approximate && { approximate }) };
}

function useOf(lastUsed: LastUsed): NonNullable<ReadKey['lastUsed']> {
  if (lastUsed.kind === 'never') return 'never';
  const [from, to] = [lastUsed.earliest, lastUsed.latest].map((instant) => new Date(instant).toISOString());
  return from === to ? from! : { from: from!, to: to! };
}
