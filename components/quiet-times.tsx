import { waitsUntil } from '../utils/alerts/moments';
import { MINUTE } from '../utils/keys/time';
import type { Policy } from '../utils/policy';
import type { Settings } from '../utils/settings';
import { instantText, words } from '../utils/words';
import { DateChoice } from './date-choice';
import { Switch } from './switch';
import { useNow } from './use-now';

/** What quiet hours are when they are switched on, in minutes of the day: 22:00 to 07:00. */
const FIRST_QUIET_HOURS = { from: 22 * 60, to: 7 * 60 };

/** When notifications wait: quiet hours, weekends, and all of them until a date. */
export function QuietTimes({
  settings,
  policy,
  onChange,
}: {
  settings: Settings;
  policy: Policy;
  onChange: (settings: Settings) => void;
}) {
  const now = useNow(() => MINUTE);
  const { quietHours, ...withoutQuietHours } = settings;
  const { mutedUntil: until, ...withoutMute } = settings;
  const mutedUntil = waitsUntil(until, now);
  const areHoursLocked = policy.quietHours !== undefined;
  return (
    <section>
      <h2>{words('quiet_title')}</h2>
      <p className="quiet">{words('quiet_text')}</p>
      <Switch
        label={words('quiet_hours')}
        text={words('quiet_hours_text')}
        isOn={quietHours !== undefined}
        isLocked={areHoursLocked}
        onChange={(isOn) => onChange(isOn ? { ...settings, quietHours: FIRST_QUIET_HOURS } : withoutQuietHours)}
      />
      {quietHours && (
        <div className="times">
          <TimeField
            label={words('quiet_hours_from')}
            minute={quietHours.from}
            isLocked={areHoursLocked}
            onChange={(from) => onChange({ ...settings, quietHours: { ...quietHours, from } })}
          />
          <TimeField
            label={words('quiet_hours_to')}
            minute={quietHours.to}
            isLocked={areHoursLocked}
            onChange={(to) => onChange({ ...settings, quietHours: { ...quietHours, to } })}
          />
          {quietHours.from === quietHours.to && <p className="problem">{words('quiet_hours_none')}</p>}
        </div>
      )}
      <Switch
        label={words('quiet_weekdays')}
        text={words('quiet_weekdays_text')}
        isOn={settings.weekdaysOnly}
        isLocked={policy.weekdaysOnly !== undefined}
        onChange={(weekdaysOnly) => onChange({ ...settings, weekdaysOnly })}
      />
      {mutedUntil > now ? (
        <div className="buttons">
          <p>{words('muted_until', instantText(mutedUntil))}</p>
          <button
            type="button"
            onClick={() => onChange(withoutMute)}
          >
            {words('unmute_all')}
          </button>
        </div>
      ) : (
        <DateChoice
          label={words('mute_all')}
          button={words('mute_all_set')}
          now={now}
          onChoose={(at) => onChange({ ...settings, mutedUntil: at })}
        />
      )}
    </section>
  );
}

/** A time of the day, as its minute. A time that is half typed changes nothing yet. */
function TimeField({
  label,
  minute,
  isLocked,
  onChange,
}: {
  label: string;
  minute: number;
  isLocked: boolean;
  onChange: (minute: number) => void;
}) {
  return (
    <label>
      {label}
      <input
        type="time"
        value={timeFieldText(minute)}
        disabled={isLocked}
        onChange={({ target }) => target.value && onChange(minuteOfDay(target.value))}
      />
    </label>
  );
}

/** A minute of the day as a time field takes it: "07:00". */
function timeFieldText(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

function minuteOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
