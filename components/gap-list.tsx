import type { KeyKind, KeyRecord } from '../utils/keys/key';
import { singaporeDay, startOfSingaporeDay } from '../utils/keys/time';
import { gapStatus, spanOf, type Doubt, type Gap, type KeyGroup } from '../utils/keys/validity';
import { SITE_NAME } from '../utils/site/address';
import { countedWords, dayText, expiryDateText, instantText, language, words, type Word } from '../utils/words';
import { StatusIcon } from './status-icon';

const KIND_WORDS: Record<KeyKind, Word> = {
  write: 'timeline_write_key',
  read: 'timeline_read_key',
  unknown: 'timeline_other_key',
};

/** What a key of the list is called in a sentence: "write key". */
export function keyWord({ kind }: KeyGroup, lists: readonly KeyGroup[]): string {
  return words(lists.every((list) => list.kind === 'unknown') ? 'timeline_api_key' : KIND_WORDS[kind]);
}

/** A gap in one sentence: "No write key works from 3 Mar 2027". */
export function gapText({ from, surelyFrom, until, isCertain }: Gap, keyName: string, now: number): string {
  const isEndless = until === Infinity;
  const end = isEndless ? '' : startText(until);
  if (from <= now) {
    if (isEndless) return words(isCertain ? 'timeline_none_now' : 'timeline_doubt_now', keyName);
    return words(isCertain ? 'timeline_none_until' : 'timeline_doubt_until', keyName, end);
  }
  const start = surelyFrom === from ? instantText(from) : dayText(from);
  if (isEndless) return words(isCertain ? 'timeline_none_from' : 'timeline_doubt_from', keyName, start);
  return words(isCertain ? 'timeline_none_from_to' : 'timeline_doubt_from_to', keyName, start, end);
}

/** When a key begins to work: mostly only the day of its creation is known, and stored as the day's first instant. */
function startText(at: number): string {
  return startOfSingaporeDay(singaporeDay(at)) === at ? dayText(at) : instantText(at);
}

/** Says when no key of a list works, which one works until then, and what is not certain about it. */
export function GapList({ lists, now }: { lists: readonly KeyGroup[]; now: number }) {
  const gaps = lists.flatMap((list) => list.gaps.map((gap) => ({ list, gap })));
  if (gaps.length === 0)
    return (
      <p
        className="gap"
        data-status="valid"
      >
        <StatusIcon status="valid" /> {words('timeline_no_gap')}
      </p>
    );
  return (
    <ul
      className="gaps"
      aria-label={words('timeline_gaps')}
    >
      {gaps.map(({ list, gap }) => {
        const status = gapStatus(gap, now);
        return (
          <li
            key={`${list.host} ${list.kind} ${list.account} ${gap.from}`}
            className="gap"
            data-status={status}
          >
            {/* A gap far ahead waits; the tick of a valid key would call it good. */}
            <StatusIcon status={status === 'valid' ? 'soon' : status} />
            <div>
              {isOneOfSeveral(list) && (
                <p className="quiet">
                  <ListName list={list} />
                </p>
              )}
              <p className="gap-title">{gapText(gap, keyWord(list, lists), now)}</p>
              {gap.last && (
                <p className="quiet">
                  {words('timeline_last')} <bdi>{gap.last.name}</bdi>
                  {lastText(gap.last, gap, now)}
                </p>
              )}
              <Doubts
                doubts={gap.doubts}
                reason="expiry"
              />
              <Doubts
                doubts={gap.doubts}
                reason="list"
              />
              <Doubts
                doubts={gap.doubts}
                reason="missing"
              />
              <Doubts
                doubts={gap.doubts}
                reason="replaced"
              />
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** Whether it has to be said whose keys a list has. */
export function isOneOfSeveral({ isOfSeveralHosts, isOfSeveralAccounts }: KeyGroup): boolean {
  return isOfSeveralHosts || isOfSeveralAccounts;
}

/** Whose keys a list has: of which host, and of which account, as far as there are several. */
export function ListName({ list: { host, account, isOfSeveralHosts, isOfSeveralAccounts } }: { list: KeyGroup }) {
  return (
    <>
      {isOfSeveralHosts && <bdi>{host ?? SITE_NAME}</bdi>}
      {isOfSeveralHosts && isOfSeveralAccounts && ' · '}
      {isOfSeveralAccounts && (account === undefined ? words('timeline_account_unknown') : <bdi>{account}</bdi>)}
    </>
  );
}

/** What the sentence on a gap does not say of the key that works until then, as it goes on after the key's name. */
function lastText(last: KeyRecord, gap: Gap, now: number): string {
  const { until, overAt } = spanOf(last);
  if (overAt <= now) return words('timeline_last_stopped', expiryDateText(last.expiry));
  if (overAt === until) return '';
  const [firstDay, lastDay] = [dayText(until), dayText(overAt - 1)];
  if (firstDay !== lastDay) return words('timeline_last_between', firstDay, lastDay);
  return gap.from > now ? words('timeline_last_on_day') : words('timeline_last_on', firstDay);
}

const DOUBT_WORDS: Record<Doubt['reason'], Word> = {
  expiry: 'timeline_not_readable',
  list: 'timeline_not_sorted',
  missing: 'timeline_not_on_tab',
  replaced: 'timeline_not_needed',
};

/** So many names are told in full. */
const NAMES_TOLD = 3;

/** The keys that may work in a gap, for one reason. */
function Doubts({ doubts, reason }: { doubts: readonly Doubt[]; reason: Doubt['reason'] }) {
  const keys = doubts.filter((doubt) => doubt.reason === reason).map(({ record }) => record);
  if (keys.length === 0) return null;
  const told = keys.length > NAMES_TOLD ? keys.slice(0, NAMES_TOLD - 1) : keys;
  const rest = keys.length - told.length;
  const entries = [
    ...told.map(({ id, name }) => <bdi key={id}>{name}</bdi>),
    ...(rest > 0 ? [countedWords('timeline_more', rest)] : []),
  ];
  // The language's own way to join a list, with the entries put in afterwards: a name may hold anything, a comma too.
  const parts = new Intl.ListFormat(language()).formatToParts(entries.map((_, index) => String(index)));
  return (
    <p className="quiet">
      {words(DOUBT_WORDS[reason])}{' '}
      {parts.map(({ type, value }) => (type === 'element' ? entries[Number(value)] : value))}
    </p>
  );
}
