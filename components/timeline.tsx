import type { ReactNode } from 'react';
import { byUrgency } from '../utils/alerts/plan';
import { expiryStatus } from '../utils/keys/expiry';
import type { KeyRecord } from '../utils/keys/key';
import { DAY } from '../utils/keys/time';
import { timeAxis, type TimeAxis } from '../utils/keys/time-axis';
import { gapStatus, keyLists, spanOf, type KeyList } from '../utils/keys/validity';
import { dayText, expiryDetail, expiryText, monthText, words, yearText } from '../utils/words';
import { AccountName, GapList, gapText, keyWord } from './gap-list';
import { StatusIcon } from './status-icon';
import './timeline.css';

/** With more keys than this the rows have one line each. */
const ROOMY_UP_TO = 12;

/** When which of the listed keys works, and in words when none does, as seen from `now` (ms). */
export function Timeline({ records, now }: { records: readonly KeyRecord[]; now: number }) {
  const lists = keyLists(records, now);
  const axis = timeAxis(records, now);
  return (
    <section className="timeline" aria-label={words('timeline_title')}>
      <GapList lists={lists} now={now} />
      <div className="chart" data-compact={records.length > ROOMY_UP_TO}>
        <Grid axis={axis} now={now} />
        <table>
          <caption className="unseen">{words('timeline_caption', dayText(now))}</caption>
          <thead>
            <tr>
              <th scope="col"><span className="unseen">{words('timeline_column_key')}</span></th>
              <th scope="col"><span className="unseen">{words('timeline_column_works')}</span><AxisLabels axis={axis} now={now} /></th>
            </tr>
          </thead>
          {records.length > 1 && <tbody>{lists.map((list) => <ListRow key={`${list.kind} ${list.account}`} list={list} lists={lists} axis={axis} now={now} />)}</tbody>}
          <tbody>{[...records].sort(byUrgency(now)).map((record) => <KeyRow key={record.id} record={record} axis={axis} now={now} />)}</tbody>
        </table>
      </div>
    </section>
  );
}

/** When at least one key of a list works. */
function ListRow({ list, lists, axis, now }: { list: KeyList; lists: readonly KeyList[]; axis: TimeAxis; now: number }) {
  const { gaps } = list;
  const keyName = keyWord(list, lists);
  const covered = [{ from: now, until: gaps[0]?.from ?? Infinity }, ...gaps.map(({ until }, index) => ({ from: until, until: gaps[index + 1]?.from ?? Infinity }))];
  return (
    <tr className="list-row" data-status={gaps[0] ? gapStatus(gaps[0], now) : 'valid'}>
      <th scope="row"><div className="names">{words('timeline_any', keyName)}{list.isOfSeveralAccounts && <small><AccountName list={list} /></small>}</div></th>
      <td>
        <span className="unseen">{gaps.map((gap) => gapText(gap, keyName, now)).join('. ') || words('timeline_always')}</span>
        <Bar>
          {covered.filter(({ from, until }) => from < until).map(({ from, until }) => <Line key={from} className="works" axis={axis} from={from} until={until} />)}
          {gaps.map(({ from, until, isCertain }) => <Line key={from} className={isCertain ? 'gap-line' : 'may-work'} axis={axis} from={from} until={until} />)}
        </Bar>
      </td>
    </tr>
  );
}

/** When one key works. */
function KeyRow({ record, axis, now }: { record: KeyRecord; axis: TimeAxis; now: number }) {
  const { name, expiry, createdAt, replacedBy } = record;
  const status = expiryStatus(expiry, now);
  const isReplaced = replacedBy !== undefined;
  const told = [isReplaced && words('timeline_replaced'), expiryText(expiry, now), expiryDetail(expiry, now), createdAt !== undefined && words('timeline_created', dayText(createdAt))];
  const until = expiry.kind === 'dated' ? dayText(expiry.earliest) : expiryText(expiry, now);
  return (
    <tr data-status={status} data-replaced={isReplaced}>
      <th scope="row" title={name}>
        <StatusIcon status={status} />
        <div className="names"><bdi>{name}</bdi><small aria-hidden="true">{isReplaced ? words('timeline_replaced') : until}</small></div>
      </th>
      <td title={expiryDetail(expiry, now)}>
        <span className="unseen">{told.filter(Boolean).join('. ')}</span>
        <KeyBar record={record} axis={axis} now={now} />
      </td>
    </tr>
  );
}

/** Thick while the key works, hatched once it has stopped, a thin dashed line where that is not certain, an arrow where it goes on. */
function KeyBar({ record, axis, now }: { record: KeyRecord; axis: TimeAxis; now: number }) {
  const { from, until, overAt } = spanOf(record);
  const isOver = overAt <= now;
  const isRough = overAt - until > DAY || overAt === -Infinity;
  return (
    <Bar>
      {until > from && (isOver
        ? <Line className="worked" axis={axis} from={from} until={until} />
        : <><Line className="works past" axis={axis} from={from} until={Math.min(now, until)} /><Line className="works" axis={axis} from={Math.max(now, from)} until={until} /></>)}
      {isRough && <Line className="may-work" axis={axis} from={Math.max(from, until)} until={Math.max(now, overAt)} />}
      {Number.isFinite(until) && until < axis.to && <line className="stop" {...atX(axis, until)} y1="50%" y2="50%" />}
    </Bar>
  );
}

/** The drawing of one row. Decoration: words say the same beside it. */
function Bar({ children }: { children: ReactNode }) {
  return <svg className="bar" aria-hidden="true">{children}</svg>;
}

/** A piece of time. One that goes on after the end of the axis has an arrow there. */
function Line({ className, axis, from, until }: { className: string; axis: TimeAxis; from: number; until: number }) {
  const goesOn = until > axis.to;
  return (
    <g className={className}>
      <line x1={percent(axis, from)} x2={goesOn ? '96%' : percent(axis, until)} y1="50%" y2="50%" />
      {goesOn && <svg className="arrow" x="100%" y="50%"><path d="M-9-7 0 0-9 7Z" /></svg>}
    </g>
  );
}

/** The months, and today, behind all rows. */
function Grid({ axis, now }: { axis: TimeAxis; now: number }) {
  return (
    <svg className="grid" aria-hidden="true">
      {axis.ticks.map((tick) => <line key={tick} {...atX(axis, tick)} y1="0" y2="100%" />)}
      <line className="today" {...atX(axis, now)} y1="0" y2="100%" />
    </svg>
  );
}

/** "Today" above the names of the months, and the year below the first of each. */
function AxisLabels({ axis, now }: { axis: TimeAxis; now: number }) {
  return (
    <svg className="axis" aria-hidden="true">
      <text className="today" x={percent(axis, now)} y="12">{words('timeline_today')}</text>
      {axis.ticks.map((tick, index) => (
        <g key={tick}>
          <text x={percent(axis, tick)} y="30">{monthText(tick)}</text>
          {(index === 0 || yearText(tick) !== yearText(axis.ticks[index - 1]!)) && <text x={percent(axis, tick)} y="44">{yearText(tick)}</text>}
        </g>
      ))}
    </svg>
  );
}

function atX(axis: TimeAxis, at: number): { x1: string; x2: string } {
  return { x1: percent(axis, at), x2: percent(axis, at) };
}

/** Where an instant (ms) is on the axis. What lies before or after it is a little outside. */
function percent({ from, to }: TimeAxis, at: number): string {
  return `${Math.min(103, Math.max(-3, ((at - from) / (to - from)) * 100))}%`;
}
