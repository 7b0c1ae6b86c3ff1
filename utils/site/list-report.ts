import type { KeyKind, KeyOnTab, ListedKey, TabReport } from '../keys/key';
import { withoutSecrets } from '../secrets/storage-gate';
import type { ListedKeys } from './key-list';
import type { KeyRow } from './key-row';

/**
 * The report to the worker: names and dates, nothing else, and no secret that a page prints among them. If one was
 * taken out, different keys or accounts may look the same: such a list says nothing of what it lacks.
 */
export function reportOf({ kind, account, complete, dateOrder, rows, deleted }: ListedKeys): Omit<TabReport, 'at'> {
  const isAsPrinted =
    account === ownerOf({ kind, account }).account && rows.every((row) => row.name === listedKey(row).name);
  return {
    ...ownerOf({ kind, account }),
    complete: complete && isAsPrinted,
    ...(dateOrder && { dateOrder }),
    keys: rows.map(listedKey),
    ...(deleted?.length && { deleted: deleted.map(listedKey) }),
  };
}

/** The part of a row that the worker needs to find its record. */
export function keyOnTab({ kind, account }: ListedKeys, row: KeyRow): KeyOnTab {
  return { ...ownerOf({ kind, account }), key: listedKey(row) };
}

function ownerOf({
  kind,
  account,
}: {
  kind: KeyKind;
  account: string | undefined;
}): Pick<TabReport, 'kind' | 'account'> {
  return { kind, ...(account !== undefined && { account: withoutSecrets(account) }) };
}

const listedKeys = new WeakMap<KeyRow, ListedKey>();

/** The report of one row; made once for each. */
export function listedKey(row: KeyRow): ListedKey {
  let key = listedKeys.get(row);
  if (!key) {
    const { name, expiry, createdAt, lastUsed } = row;
    key = {
      name: withoutSecrets(name),
      expiry: { ...expiry, text: withoutSecrets(expiry.text) },
      ...(createdAt !== undefined && { createdAt }),
      ...(lastUsed && { lastUsed }),
    };
    listedKeys.set(row, key);
  }
  return key;
}
