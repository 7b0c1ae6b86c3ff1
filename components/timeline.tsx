import type { ReactNode } from 'react';
import { byUrgency } from '../utils/alerts/plan';
import type { KeyRecord } from '../utils/keys/key';
import { DAY } from '../utils/keys/time';
import { timeAxis, type TimeAxis } from '../utils/keys/time-axis';
import { gapStatus, keyGroups, spanOf, type KeyGroup } from '../utils/keys/validity';
import { dayText, expiryDetail, expiryText, monthText, words, yearText } from '../utils/words';
import { GapList, gapText, isOneOfSeveral, keyWord, ListName } from './gap-list';
import { StatusIcon, statusShown } from './status-icon';
import './timeline.css';

/** When which of the listed keys works, and in words when none does, as seen from `now` (ms). */
export function Timeline({ records, now }: { records: readonly KeyRecord[]; now: number }) {
  const lists = keyGroups(records, now);
  const axis = timeAxis(records, now);
  return (
    <section
      className="timeline"
      aria-label={words('timeline_title')}
    >
      <GapList
        lists={lists}
        now={now}
      />
      <div className="chart">
        <Grid
          axis={axis}
          now={now}
        />
        <AxisLabels
          axis={axis}
          now={now}
        />
        <ul aria-label={words('timeline_rows')}>
          {lists
            .filter((list) => list.records.length > 1)
            .map((list) => (
              <ListRow
                key={`${list.host} ${list.kind} ${list.account}`}
                list={list}
                keyName={keyWord(list, lists)}
                axis={axis}
                now={now}
              />
            ))}
          {[...records].sort(byUrgency(now)).map((record) => (
            <KeyRow
              key={record.id}
              record={record}
              axis={axis}
              now={now}
            />
          ))}
        </ul>
      </div>
    </section>
  );
}

/** When at least one key of a list works. `keyName` is what one of them is called. */
function ListRow({ list, keyName, axis, now }: { list: KeyGroup; keyName: string; axis: TimeAxis; now: number }) {
  const { gaps } = list;
  const [gap] = gaps;
  const covered = [now, ...gaps.map(({ until }) => until)].map((from, index) => ({
    from,
    until: gaps[index]?.from ?? Infinity,
  }));
  return (
    <li
      className="list-row"
      data-status={gap ? gapStatus(gap, now) : 'valid'}
    >
      <div className="row-words">
        <span className="row-name">
          {words('timeline_any', keyName)}
          {isOneOfSeveral(list) && (
            <>
              {' '}
              · <ListName list={list} />
            </>
          )}
        </span>
        {gap && gap.from > now && <span className="row-date">{dayText(gap.from)}</span>}
      </div>
      <Bar label={gaps.map((one) => gapText(one, keyName, now)).join('. ') || words('timeline_always')}>
        {covered
          .filter(({ from, until }) => from < until)
          .map(({ from, until }) => (
            <Line
              key={from}
              className="works"
              axis={axis}
              from={from}
              until={until}
            />
          ))}
        {gaps.map(({ from, until, isCertain }) => (
          <Line
            key={from}
            className={isCertain ? 'is-over' : 'may-work'}
            axis={axis}
            from={from}
            until={until}
          />
        ))}
      </Bar>
    </li>
  );
}

/** When one key works. */
function KeyRow({ record, axis, now }: { record: KeyRecord; axis: TimeAxis; now: number }) {
  const { name, expiry, createdAt, missing, replacedBy } = record;
  const status = statusShown(record, now);
  const reserve = (replacedBy !== undefined && words('timeline_replaced')) || (missing && words('timeline_missing'));
  const lack = missing && words('missing_since', dayText(missing.since));
  const created = createdAt !== undefined && words('timeline_created', dayText(createdAt));
  return (
    <li
      data-status={status}
      data-replaced={replacedBy !== undefined}
      title={expiryDetail(expiry, now)}
    >
      <div className="row-words">
        <StatusIcon status={status} />
        <span
          className="row-name"
          title={name}
        >
          <bdi>{name}</bdi>
        </span>
        <span className="row-date">
          {reserve || (expiry.kind === 'dated' ? dayText(expiry.earliest) : expiryText(expiry, now))}
        </span>
      </div>
      <Bar label={[expiryText(expiry, now), expiryDetail(expiry, now), lack, created].filter(Boolean).join('. ')}>
        <KeyLines
          record={record}
          axis={axis}
          now={now}
        />
      </Bar>
    </li>
  );
}

/** Thick while the key works, hatched once it has stopped, a thin dashed line where neither is certain. */
function KeyLines({ record, axis, now }: { record: KeyRecord; axis: TimeAxis; now: number }) {
  const { from, until, overAt } = spanOf(record);
  if (overAt === -Infinity)
    return (
      <Line
        className="may-work"
        axis={axis}
        from={from}
        until={now}
      />
    );
  const stop = until === -Infinity ? overAt : until;
  // The one day of a date without a time is too short to be seen.
  const isRough = overAt - until > DAY;
  return (
    <>
      {overAt <= now && (
        <Line
          className="is-over"
          axis={axis}
          from={from}
          until={until}
        />
      )}
      {overAt > now && (
        <Line
          className="works past"
          axis={axis}
          from={from}
          until={Math.min(now, until)}
        />
      )}
      {overAt > now && (
        <Line
          className="works"
          axis={axis}
          from={Math.max(now, from)}
          until={until}
        />
      )}
      {isRough && (
        <Line
          className="may-work"
          axis={axis}
          from={Math.max(from, until)}
          until={overAt}
        />
      )}
      {stop > axis.from && stop < axis.to && (
        <line
          className="stop"
          x1={percent(axis, stop)}
          x2={percent(axis, stop)}
          y1="2"
          y2="100%"
        />
      )}
    </>
  );
}

/** The drawing of one row; `label` says the same in words. */
function Bar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <svg
      className="bar"
      role="img"
      aria-label={label}
    >
      {children}
    </svg>
  );
}

/** A piece of time in which a key works, or does not. A key that works beyond the end of the axis has an arrow there. */
function Line({ className, axis, from, until }: { className: string; axis: TimeAxis; from: number; until: number }) {
  if (from >= until || from >= axis.to) return null;
  const hasArrow = className === 'works' && until > axis.to;
  return (
    <g className={className}>
      <line
        x1={percent(axis, from)}
        x2={hasArrow ? '98%' : percent(axis, until)}
        y1="50%"
        y2="50%"
      />
      {hasArrow && (
        <svg
          className="arrow"
          x="100%"
          y="50%"
        >
          <path d="M-8-7 0 0-8 7Z" />
        </svg>
      )}
    </g>
  );
}

/** The months, and today, behind all rows. */
function Grid({ axis, now }: { axis: TimeAxis; now: number }) {
  return (
    <svg
      className="grid"
      aria-hidden="true"
    >
      {axis.ticks.map((tick) => (
        <line
          key={tick}
          x1={percent(axis, tick)}
          x2={percent(axis, tick)}
          y1="0"
          y2="100%"
        />
      ))}
      <line
        className="today"
        x1={percent(axis, now)}
        x2={percent(axis, now)}
        y1="0"
        y2="100%"
      />
    </svg>
  );
}

/** "Today" above the names of the months, and the year below the first of each. */
function AxisLabels({ axis, now }: { axis: TimeAxis; now: number }) {
  return (
    <svg
      className="axis"
      role="img"
      aria-label={words('timeline_axis', dayText(axis.from), dayText(axis.to), dayText(now))}
    >
      <text
        className="today"
        x={percent(axis, now)}
        y="14"
      >
        {words('timeline_today')}
      </text>
      {axis.ticks.map((tick, index) => (
        <g key={tick}>
          <text
            x={percent(axis, tick)}
            y="32"
          >
            {monthText(tick)}
          </text>
          {(index === 0 || yearText(tick) !== yearText(axis.ticks[index - 1]!)) && (
            <text
              x={percent(axis, tick)}
              y="46"
            >
              {yearText(tick)}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

/** Where an instant (ms) is on the axis. What lies before or after it is a little outside, where nothing is seen of it. */
function percent({ from, to }: TimeAxis, at: number): string {
  return `${Math.min(103, Math.max(-3, ((at - from) / (to - from)) * 100))}%`;
}
