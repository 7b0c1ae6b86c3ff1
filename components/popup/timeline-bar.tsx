import type { ReactNode } from 'react';
import type { KeyRecord } from '../../utils/keys/key';
import { DAY } from '../../utils/keys/time';
import type { TimeAxis } from '../../utils/keys/time-axis';
import { spanOf } from '../../utils/keys/validity';
import type { Due } from '../../utils/keys/replacement';
import { percent } from './timeline-axis';

/** The drawing of one row; `label` says the same in words. */
export function Bar({ label, children }: { label: string; children: ReactNode }) {
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

interface LineProps {
  className: 'works' | 'works past' | 'may-work' | 'is-over';
  axis: TimeAxis;
  from: number;
  until: number;
}

/** A span of time in which a key works, or does not. A key that works beyond the end of the axis has an arrow there. */
export function Line({ className, axis, from, until }: LineProps) {
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

/** A diamond on the day by which to replace a key. The line goes on: the key works as before. */
export function DueMark({ due: { at }, axis }: { due: Due; axis: TimeAxis }) {
  if (at < axis.from || at > axis.to) return null;
  return (
    <svg
      className="due"
      x={percent(axis, at)}
      y="50%"
    >
      <path d="M0-7 7 0 0 7-7 0Z" />
    </svg>
  );
}

/** Thick while the key works, hatched once it has stopped, a thin dashed line while neither is certain. */
export function KeyLines({ record, axis, now }: { record: KeyRecord; axis: TimeAxis; now: number }) {
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
