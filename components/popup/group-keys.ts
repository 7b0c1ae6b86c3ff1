import type { KeyRecord } from '../../utils/keys/key';
import { SITE_NAME } from '../../utils/site/address';
import { t } from '../../utils/words';

export interface AccountGroup {
  id: string;
  /** Absent if there is only one group. */
  title?: string;
  records: KeyRecord[];
}

/** The keys by host and account, in the order of the first key of each. */
export function groupKeys(records: readonly KeyRecord[]): AccountGroup[] {
  const groups = new Map<string, KeyRecord[]>();
  for (const record of records) {
    const id = JSON.stringify([record.host, record.account]);
    const group = groups.get(id);
    if (group) group.push(record);
    else groups.set(id, [record]);
  }
  const hasHosts = records.some(({ host }) => host !== undefined);
  return [...groups].map(([id, grouped]) => {
    const { host, account } = grouped[0]!;
    const isOneOfSeveral = records.some((record) => record.host === host && record.account !== account);
    const title = [hasHosts && (host ?? SITE_NAME), isOneOfSeveral && (account ?? t('account_unknown'))]
      .filter(Boolean)
      .join(' · ');
    return { id, ...(title && { title }), records: grouped };
  });
}

/** The groups up to their first `count` keys in all. */
export function firstOf(groups: readonly AccountGroup[], count: number): AccountGroup[] {
  let room = count;
  return groups.flatMap((group) => {
    const records = group.records.slice(0, room);
    room -= records.length;
    return records.length === 0 ? [] : [{ ...group, records }];
  });
}
