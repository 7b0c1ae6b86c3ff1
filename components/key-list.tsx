import { useState, type ReactNode } from 'react';
import { byUrgency } from '../utils/alerts/plan';
import { LATE_NOTICE_LIMIT } from '../utils/alerts/reminder';
import type { KeyRecord } from '../utils/keys/key';
import type { Settings } from '../utils/settings';
import { SITE_NAME } from '../utils/site/address';
import { countedWords, words } from '../utils/words';
import { Fold } from './fold';
import { GoneKeys } from './gone-keys';
import { Guard } from './guard';
import { BrokenKey, KeyItem } from './key-item';
import { KeySearch, matchesSearch } from './key-search';

/** With so many keys there is a search. */
const SEARCH_FROM = 8;

/** The least height of a row (px), and the most that a browser gives to a popup. */
const ROW_HEIGHT = 82;
const POPUP_HEIGHT = 600;

interface KeyListProps {
  /** Whether all keys are shown, and not only as many as fit into the window. */
  isWhole: boolean;
  /** All keys but those that the user forgot. */
  known: readonly KeyRecord[];
  /** The keys that are rotated out, by their ids, with the key in the place of each. */
  replacements: ReadonlyMap<string, KeyRecord>;
  /** The keys for which nothing can be planned: nothing is claimed of them. */
  broken: readonly KeyRecord[];
  settings: Settings;
  now: number;
  /** Opens the page of a key. */
  onOpen: (id: string) => void;
  /** The user has said that a key was deleted. */
  onDeleted: (id: string) => void;
}

/** The keys, most urgent first, by host and account where there are several. What needs nobody any more is folded away. */
export function KeyList({ isWhole, known, replacements, broken, settings, now, onOpen, onDeleted }: KeyListProps) {
  const [search, setSearch] = useState('');
  const hasSearch = known.length >= SEARCH_FROM;
  const found = (
    hasSearch && search.trim() ? known.filter((record) => matchesSearch(record, search)) : [...known]
  ).sort(byUrgency(now));
  const gone = found.filter(({ goneSince }) => goneSince !== undefined);
  const listed = found.filter(({ goneSince }) => goneSince === undefined);
  const old = listed.filter((record) => isLongExpired(record, now));
  const all = groupsOf(listed.filter((record) => !isLongExpired(record, now)));
  const groups = isWhole ? all : firstOf(all, Math.ceil(Math.max(innerHeight, POPUP_HEIGHT) / ROW_HEIGHT));
  const items = (records: readonly KeyRecord[], label: string) => (
    <ul
      className="keys"
      aria-label={label}
    >
      {records.map((record) => {
        const open = (): void => onOpen(record.id);
        const instead = (): ReactNode => (
          <BrokenKey
            record={record}
            onOpen={open}
          />
        );
        return (
          <Guard
            key={record.id}
            of={record}
            renderInstead={instead}
          >
            {broken.includes(record) ? (
              instead()
            ) : (
              <KeyItem
                record={record}
                replacement={replacements.get(record.id)?.name}
                settings={settings}
                now={now}
                onOpen={open}
                onDeleted={() => onDeleted(record.id)}
              />
            )}
          </Guard>
        );
      })}
    </ul>
  );
  // While something is searched for, nothing that was found is folded away.
  const isOpen = search.trim() !== '';
  return (
    <>
      {hasSearch && (
        <KeySearch
          text={search}
          found={found.length}
          onChange={setSearch}
        />
      )}
      {groups.map(({ id, title, records }) =>
        title === undefined ? (
          <div key="all">{items(records, words('popup_title'))}</div>
        ) : (
          <section
            key={id}
            className="account"
          >
            <h2>
              <bdi>{title}</bdi>
            </h2>
            {items(records, title)}
          </section>
        ),
      )}
      {old.length > 0 && (
        <Fold
          key={`old ${isOpen}`}
          title={countedWords('popup_expired', old.length)}
          isOpen={isOpen}
        >
          {isWhole && items(old, countedWords('popup_expired', old.length))}
        </Fold>
      )}
      {gone.length > 0 && (
        <GoneKeys
          key={`gone ${isOpen}`}
          gone={gone}
          replacements={replacements}
          isOpen={isOpen}
          now={now}
          onOpen={onOpen}
        />
      )}
    </>
  );
}

/** A key that has just expired stands on top: its uploads fail now. After a while it is history. */
function isLongExpired({ expiry }: KeyRecord, now: number): boolean {
  return expiry.kind === 'expired' || (expiry.kind === 'dated' && now - expiry.latest > LATE_NOTICE_LIMIT);
}

interface Group {
  id: string;
  title?: string;
  records: KeyRecord[];
}

/** The groups as far as they have the first so many keys. */
function firstOf(groups: readonly Group[], count: number): Group[] {
  let room = count;
  return groups.flatMap((group) => {
    const records = group.records.slice(0, room);
    room -= records.length;
    return records.length === 0 ? [] : [{ ...group, records }];
  });
}

/** The keys by host and account, the group with the most urgent key first; without a title where there is nothing to tell apart. */
function groupsOf(records: readonly KeyRecord[]): Group[] {
  const groups = new Map<string, KeyRecord[]>();
  for (const record of records) {
    const id = JSON.stringify([record.host, record.account]);
    groups.set(id, [...(groups.get(id) ?? []), record]);
  }
  const hasHosts = records.some(({ host }) => host !== undefined);
  return [...groups].map(([id, grouped]) => {
    const { host, account } = grouped[0]!;
    const isOneOfSeveral = records.some((record) => record.host === host && record.account !== account);
    const title = [hasHosts && (host ?? SITE_NAME), isOneOfSeveral && (account ?? words('account_unknown'))]
      .filter(Boolean)
      .join(' · ');
    return { id, ...(title && { title }), records: grouped };
  });
}
