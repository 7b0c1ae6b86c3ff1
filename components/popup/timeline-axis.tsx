import type { TimeAxis } from '../../utils/keys/time-axis';
import { dayText, monthText, t, yearText } from '../../utils/words';

/** Lines at the months and today, over the height of all rows. */
export function AxisGrid({ axis, now }: { axis: TimeAxis; now: number }) {
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

/** "Today" above the names of the months, and the year below the first month of each. */
export function AxisLabels({ axis, now }: { axis: TimeAxis; now: number }) {
  return (
    <svg
      className="axis"
      role="img"
      aria-label={t('timeline_axis', dayText(axis.from), dayText(axis.to), dayText(now))}
    >
      <text
        className="today"
        x={percent(axis, now)}
        y="14"
      >
        {t('timeline_today')}
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

/** The place of an instant (ms) on the axis. One before or after the axis is a little outside, where it is not seen. */
export function percent({ from, to }: TimeAxis, instant: number): string {
  return `${Math.min(103, Math.max(-3, ((instant - from) / (to - from)) * 100))}%`;
}
