import type { ReactNode } from 'react';
import { mostUrgentFirst } from '../../utils/alerts/plan';
import { LATE_NOTICE_LIMIT } from '../../utils/alerts/reminder';
import type { KeyRecord } from '../../utils/keys/key';
import type { RotationRules } from '../../utils/keys/replacement';
import { tCount, t } from '../../utils/words';
import { Fold } from './fold';
import { GoneKeys } from './gone-keys';
import { firstOf, groupKeys } from './group-keys';
import { KeyRows } from './key-rows';
import { KeySearch, matchesSearch } from './key-search';
import type { PopupState } from './use-popup-state';
import './key-groups.css';

/** With so many keys there is a search. Chosen, not measured. */
const SEARCH_FROM = 8;

/** The least height of a row and of all that stands around the rows (px), and the most that a popup is given. */
const ROW_HEIGHT = 82;
const AROUND_ROWS = 240;
const POPUP_HEIGHT = 600;

interface KeyGroupsProps {
  /** Whether all keys are shown, or only as many as fit into the window. */
  isWhole: boolean;
  state: PopupState;
  search: string;
  onSearch: (text: string) => void;
  /** Opens the page of a key. */
  onOpen: (id: string) => void;
  /** The user has said that a key was deleted. */
  onDeleted: (id: string) => void;
}

/** The keys, most urgent first, by host and account if there are several. Expired and gone keys are folded away. */
export function KeyGroups({ isWhole, state, search, onSearch, onOpen, onDeleted }: KeyGroupsProps) {
  const { known, replacements, settings, now } = state;
  const hasSearch = known.length >= SEARCH_FROM;
  const { found, groups, old, gone } = sorted(known, hasSearch ? search : '', settings, now);
  const shown = isWhole ? groups : firstOf(groups, rowsInWindow());
  const rows = { state, onOpen, onDeleted };
  const oldTitle = tCount('popup_expired', old.length);
  // While the user searches, nothing that was found is folded away.
  const isOpen = search.trim() !== '';
  return (
    <>
      {hasSearch && (
        <KeySearch
          text={search}
          found={found.length}
          onChange={onSearch}
        />
      )}
      {shown.map(({ id, title, records }) => (
        <Titled
          key={title === undefined ? 'all' : id}
          title={title}
        >
          <KeyRows
            {...rows}
            records={records}
            label={title ?? t('popup_title')}
          />
        </Titled>
      ))}
      {old.length > 0 && (
        <Fold
          key={`old ${isOpen}`}
          title={oldTitle}
          isOpen={isOpen}
        >
          {isWhole && (
            <KeyRows
              {...rows}
              records={old}
              label={oldTitle}
            />
          )}
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

function rowsInWindow(): number {
  return Math.ceil((Math.max(innerHeight, POPUP_HEIGHT) - AROUND_ROWS) / ROW_HEIGHT);
}

function Titled({ title, children }: { title: string | undefined; children: ReactNode }) {
  if (title === undefined) return <div>{children}</div>;
  return (
    <section className="account">
      <h2>
        <bdi>{title}</bdi>
      </h2>
      {children}
    </section>
  );
}

/** The keys that match a search, sorted by what is shown of them. */
function sorted(known: readonly KeyRecord[], search: string, rules: RotationRules, now: number) {
  const matching = search.trim() ? known.filter((record) => matchesSearch(record, search)) : known;
  const found = mostUrgentFirst(matching, rules, now);
  const gone = found.filter(({ goneSince }) => goneSince !== undefined);
  const listed = found.filter(({ goneSince }) => goneSince === undefined);
  const old = listed.filter((record) => isLongExpired(record, now));
  const groups = groupKeys(listed.filter((record) => !isLongExpired(record, now)));
  return { found, groups, old, gone };
}

/** A key that has just expired stands on top: its uploads fail now. After a while it is history. */
function isLongExpired({ expiry }: KeyRecord, now: number): boolean {
  return expiry.kind === 'expired' || (expiry.kind === 'dated' && now - expiry.latest > LATE_NOTICE_LIMIT);
}
