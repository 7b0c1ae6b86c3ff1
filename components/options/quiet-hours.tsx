import { withQuietHours } from '../../utils/settings';
import { t } from '../../utils/words';
import { Switch } from '../shared/switch';
import type { SettingsProps } from './settings-props';

export function QuietHours({ settings, policy, onChange }: SettingsProps) {
  const { quietHours } = settings;
  const isLocked = policy.quietHours !== undefined;
  return (
    <>
      <Switch
        label={t('quiet_hours')}
        text={t('quiet_hours_text')}
        isOn={quietHours !== undefined}
        isLocked={isLocked}
        onChange={(isOn) => onChange(withQuietHours(settings, isOn))}
      />
      {quietHours && (
        <div className="times">
          <TimeField
            label={t('quiet_hours_from')}
            minute={quietHours.from}
            isLocked={isLocked}
            onChange={(from) => onChange({ ...settings, quietHours: { ...quietHours, from } })}
          />
          <TimeField
            label={t('quiet_hours_to')}
            minute={quietHours.to}
            isLocked={isLocked}
            onChange={(to) => onChange({ ...settings, quietHours: { ...quietHours, to } })}
          />
          {quietHours.from === quietHours.to && <p className="problem">{t('quiet_hours_none')}</p>}
        </div>
      )}
    </>
  );
}

interface TimeFieldProps {
  label: string;
  /** The minute of the day. */
  minute: number;
  isLocked: boolean;
  onChange: (minute: number) => void;
}

/** A time of the day. A time that is half typed changes nothing yet. */
function TimeField({ label, minute, isLocked, onChange }: TimeFieldProps) {
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
