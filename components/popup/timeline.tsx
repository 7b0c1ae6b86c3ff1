import { mostUrgentFirst } from '../../utils/alerts/plan';
import { replaceByText } from '../../utils/alerts/replacement-in-words';
import type { Expiry } from '../../utils/keys/expiry';
import type { KeyRecord } from '../../utils/keys/key';
import { replacementDue, type Due } from '../../utils/keys/replacement';
import { replacementsOf } from '../../utils/keys/rotation';
import { timeAxis, type TimeAxis } from '../../utils/keys/time-axis';
import { gapStatus, keyGroups, type KeyGroup } from '../../utils/keys/validity';
import type { SettingsInForce } from '../../utils/policy';
import { dayText, expiryDetail, expiryFacts, expiryText, inSentences, plainSpaced, t } from '../../utils/words';
import { GapList, gapText, isOneOfSeveral, keyWord, ListName } from './gap-list';
import { StatusIcon, statusShown } from '../shared/status-icon';
import { AxisGrid, AxisLabels } from './timeline-axis';
import { Bar, DueMark, KeyLines, Line } from './timeline-bar';
import './timeline.css';

interface TimelineProps {
  records: readonly KeyRecord[];
  settings: SettingsInForce;
  now: number;
}

/** When each of the listed keys works, and in words when none does, as seen from `now` (ms). */
export function Timeline({ records, settings, now }: TimelineProps) {
  const lists = keyGroups(records, now);
  const axis = timeAxis(records, settings, now);
  const replacements = replacementsOf(records, now);
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
          {mostUrgentFirst(records, settings, now).map((record) => (
            <TimelineRow
              key={record.id}
              record={record}
              isReplaced={replacements.has(record.id)}
              settings={settings}
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

interface TimelineRowProps {
  record: KeyRecord;
  isReplaced: boolean;
  settings: SettingsInForce;
  axis: TimeAxis;
  now: number;
}

/** When one key works, and by when to replace it. */
function TimelineRow({ record, isReplaced, settings, axis, now }: TimelineRowProps) {
  const { name, expiry, createdAt, missing } = record;
  const status = statusShown(record, settings, now);
  const due = isReplaced ? undefined : replacementDue(record, settings, now);
  const caveat = (isReplaced && t('timeline_replaced')) || (missing && t('timeline_missing'));
  const facts = [
    expiryText(expiry, now),
    ...expiryFacts(expiry, now),
    ...(missing ? [t('missing_since', dayText(missing.since))] : []),
    ...(due ? [replaceByText(due)] : []),
    ...(createdAt === undefined ? [] : [t('timeline_created', dayText(createdAt))]),
  ];
  return (
    <li
      data-status={status}
      data-replaced={isReplaced}
      title={[expiryDetail(expiry, now), ...(due ? [plainSpaced(replaceByText(due))] : [])].join('\n')}
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
          {caveat || (
            <DateShown
              expiry={expiry}
              due={due}
              now={now}
            />
          )}
        </span>
      </div>
      <Bar label={inSentences(facts)}>
        <KeyLines
          record={record}
          axis={axis}
          now={now}
        />
        {due && (
          <DueMark
            due={due}
            axis={axis}
          />
        )}
      </Bar>
    </li>
  );
}

interface DateShownProps {
  expiry: Expiry;
  due: Due | undefined;
  now: number;
}

/** The date of an expiry or, without one, the day by which to replace the key, with the mark that the bar has there. */
function DateShown({ expiry, due, now }: DateShownProps) {
  if (expiry.kind === 'dated') return dayText(expiry.earliest);
  if (!due) return expiryText(expiry, now);
  return (
    <>
      <span aria-hidden="true">◇ {dayText(due.at)}</span>
      <span className="visually-hidden">{replaceByText(due)}</span>
    </>
  );
}
