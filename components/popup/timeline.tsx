import { byUrgency } from '../../utils/alerts/plan';
import type { KeyRecord } from '../../utils/keys/key';
import { timeAxis, type TimeAxis } from '../../utils/keys/time-axis';
import { gapStatus, keyGroups, type KeyGroup } from '../../utils/keys/validity';
import { dayText, expiryDetail, expiryFacts, expiryText, inSentences, t } from '../../utils/words';
import { GapList, gapText, isOneOfSeveral, keyWord, ListName } from './gap-list';
import { StatusIcon, statusShown } from '../shared/status-icon';
import { AxisGrid, AxisLabels } from './timeline-axis';
import { Bar, KeyLines, Line } from './timeline-bar';
import './timeline.css';

/** When each of the listed keys works, and in words when none does, as seen from `now` (ms). */
export function Timeline({ records, now }: { records: readonly KeyRecord[]; now: number }) {
  const lists = keyGroups(records, now);
  const axis = timeAxis(records, now);
  return (
    <section
      className="timeline"
      aria-label={t('timeline_title')}
    >
      <GapList
        lists={lists}
        now={now}
      />
      <div className="chart">
        <AxisGrid
          axis={axis}
          now={now}
        />
        <AxisLabels
          axis={axis}
          now={now}
        />
        <ul aria-label={t('timeline_rows')}>
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
            <TimelineRow
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

/** When at least one key of a list works. `keyName` is the name of its kind: "write key". */
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
          {t('timeline_any', keyName)}
          {isOneOfSeveral(list) && (
            <>
              {' '}
              · <ListName list={list} />
            </>
          )}
        </span>
        {gap && gap.from > now && <span className="row-date">{dayText(gap.from)}</span>}
      </div>
      <Bar label={gap ? inSentences(gaps.map((each) => gapText(each, keyName, now))) : t('timeline_always')}>
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
function TimelineRow({ record, axis, now }: { record: KeyRecord; axis: TimeAxis; now: number }) {
  const { name, expiry, createdAt, missing, replacedBy } = record;
  const status = statusShown(record, now);
  const reserve = (replacedBy !== undefined && t('timeline_replaced')) || (missing && t('timeline_missing'));
  const facts = [
    expiryText(expiry, now),
    ...expiryFacts(expiry, now),
    ...(missing ? [t('missing_since', dayText(missing.since))] : []),
    ...(createdAt === undefined ? [] : [t('timeline_created', dayText(createdAt))]),
  ];
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
      <Bar label={inSentences(facts)}>
        <KeyLines
          record={record}
          axis={axis}
          now={now}
        />
      </Bar>
    </li>
  );
}
