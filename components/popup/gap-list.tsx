import type { ReactNode } from 'react';
import { isExact } from '../../utils/keys/expiry';
import type { KeyKind, KeyRecord } from '../../utils/keys/key';
import { singaporeDay, startOfSingaporeDay } from '../../utils/keys/time';
import { gapStatus, spanOf, type Doubt, type Gap, type KeyGroup } from '../../utils/keys/validity';
import { SITE_NAME } from '../../utils/site/address';
import { tCount, dayText, instantText, language, t, tParts, type MessageKey } from '../../utils/words';
import { StatusIcon } from '../shared/status-icon';

const KIND_WORDS: Record<KeyKind, MessageKey> = {
  write: 'timeline_write_key',
  read: 'timeline_read_key',
  unknown: 'timeline_other_key',
};

/** The name of the list's kind of key in a sentence: "write key". */
export function keyWord({ kind }: KeyGroup, lists: readonly KeyGroup[]): string {
  return t(lists.every((list) => list.kind === 'unknown') ? 'timeline_api_key' : KIND_WORDS[kind]);
}

/** A gap in one sentence: "No write key works from 3 Mar 2027". Its ends have times if both are known exactly. */
export function gapText({ from, surelyFrom, until, isCertain }: Gap, keyName: string, now: number): string {
  const certainty = isCertain ? 'none' : 'doubt';
  const isEndless = until === Infinity;
  if (from <= now && isEndless) return t(`timeline_${certainty}_now`, keyName);
  const isToTheMinute = (from <= now || surelyFrom === from) && (isEndless || !isWholeDay(until));
  const precision = isToTheMinute ? 'at' : 'on';
  const dateText = isToTheMinute ? instantText : dayText;
  if (from <= now) return t(`timeline_${certainty}_until_${precision}`, keyName, dateText(until));
  if (isEndless) return t(`timeline_${certainty}_from_${precision}`, keyName, dateText(from));
  return t(`timeline_${certainty}_from_to_${precision}`, keyName, dateText(from), dateText(until));
}

/** Whether only the day of a creation is known: then its first instant (ms) is stored. */
function isWholeDay(instant: number): boolean {
  return startOfSingaporeDay(singaporeDay(instant)) === instant;
}

/** Says when no key of a list works, which key works until then, and what is uncertain about it. */
export function GapList({ lists, now }: { lists: readonly KeyGroup[]; now: number }) {
  const gaps = lists.flatMap((list) => list.gaps.map((gap) => ({ list, gap })));
  if (gaps.length === 0)
    return (
      <p
        className="gap"
        data-status="valid"
      >
        <StatusIcon status="valid" /> {t('timeline_no_gap')}
      </p>
    );
  return (
    <ul
      className="gaps"
      aria-label={t('timeline_gaps')}
    >
      {gaps.map(({ list, gap }) => (
        <GapItem
          key={`${list.host} ${list.kind} ${list.account} ${gap.from}`}
          list={list}
          gap={gap}
          lists={lists}
          now={now}
        />
      ))}
    </ul>
  );
}

interface GapItemProps {
  list: KeyGroup;
  gap: Gap;
  lists: readonly KeyGroup[];
  now: number;
}

function GapItem({ list, gap, lists, now }: GapItemProps) {
  const { last, doubts } = gap;
  const status = gapStatus(gap, now);
  return (
    <li
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
        {last && (
          <p className="quiet">
            <LastKey
              last={last}
              gap={gap}
              now={now}
            />
          </p>
        )}
        {REASONS.map((reason) => (
          <Doubts
            key={reason}
            doubts={doubts}
            reason={reason}
          />
        ))}
      </div>
    </li>
  );
}

/** Whether the list needs its name, because there are others. */
export function isOneOfSeveral({ isOfSeveralHosts, isOfSeveralAccounts }: KeyGroup): boolean {
  return isOfSeveralHosts || isOfSeveralAccounts;
}

/** The host and account of a list, as far as there are several. */
export function ListName({ list: { host, account, isOfSeveralHosts, isOfSeveralAccounts } }: { list: KeyGroup }) {
  return (
    <>
      {isOfSeveralHosts && <bdi>{host ?? SITE_NAME}</bdi>}
      {isOfSeveralHosts && isOfSeveralAccounts && ' · '}
      {isOfSeveralAccounts && (account === undefined ? t('timeline_account_unknown') : <bdi>{account}</bdi>)}
    </>
  );
}

/** Which key works last before a gap, and when it stops if the gap does not say so. */
function LastKey({ last, gap, now }: { last: KeyRecord; gap: Gap; now: number }) {
  const [message, ...dates] = lastMessage(last, gap, now);
  return tParts<ReactNode>(message, <bdi key="name">{last.name}</bdi>, ...dates);
}

function lastMessage(last: KeyRecord, gap: Gap, now: number): [MessageKey, ...dates: string[]] {
  const { expiry } = last;
  const { until, overAt } = spanOf(last);
  if (overAt <= now && expiry.kind === 'dated')
    return isExact(expiry)
      ? ['timeline_last_stopped_at', instantText(expiry.earliest)]
      : ['timeline_last_stopped_on', dayText(expiry.earliest)];
  if (overAt === until) return ['timeline_last'];
  const [firstDay, lastDay] = [dayText(until), dayText(overAt - 1)];
  if (firstDay !== lastDay) return ['timeline_last_between', firstDay, lastDay];
  return gap.from > now ? ['timeline_last_on_day'] : ['timeline_last_on', firstDay];
}

const DOUBT_WORDS: Record<Doubt['reason'], MessageKey> = {
  expiry: 'timeline_not_readable',
  list: 'timeline_not_sorted',
  missing: 'timeline_not_on_tab',
  replaced: 'timeline_not_needed',
};

const REASONS = ['expiry', 'list', 'missing', 'replaced'] as const satisfies Doubt['reason'][];

/** At most so many keys are named. Chosen, not measured. */
const NAMES_SHOWN = 3;

/** The keys that may work in a gap, for one reason not to be certain. */
function Doubts({ doubts, reason }: { doubts: readonly Doubt[]; reason: Doubt['reason'] }) {
  const keys = doubts.filter((doubt) => doubt.reason === reason).map(({ record }) => record);
  if (keys.length === 0) return null;
  const named = keys.length > NAMES_SHOWN ? keys.slice(0, NAMES_SHOWN - 1) : keys;
  const others = keys.length - named.length;
  const entries = [
    ...named.map(({ id, name }) => <bdi key={id}>{name}</bdi>),
    ...(others > 0 ? [tCount('timeline_more', others)] : []),
  ];
  // The language's own way to join a list, with the entries put in afterwards: a name may hold anything, a comma too.
  const parts = new Intl.ListFormat(language()).formatToParts(entries.map((_, index) => String(index)));
  return (
    <p className="quiet">
      {tParts<ReactNode>(
        DOUBT_WORDS[reason],
        parts.map(({ type, value }) => (type === 'element' ? entries[Number(value)] : value)),
      )}
    </p>
  );
}
