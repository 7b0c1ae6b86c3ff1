import { waitsUntil } from '../../utils/alerts/moments';
import { MINUTE } from '../../utils/keys/time';
import { instantText, words } from '../../utils/words';
import { DateChoice } from '../shared/date-choice';
import { Switch } from '../shared/switch';
import { useNow } from '../shared/use-now';
import { QuietHours } from './quiet-hours';
import type { SettingsProps } from './settings-props';

/** The part of the options page for when notifications wait: in quiet hours, on weekends, and until a date. */
export function QuietTimes({ settings, policy, onChange }: SettingsProps) {
  return (
    <section>
      <h2>{words('quiet_title')}</h2>
      <p className="quiet">{words('quiet_text')}</p>
      <QuietHours
        settings={settings}
        policy={policy}
        onChange={onChange}
      />
      <Switch
        label={words('quiet_weekdays')}
        text={words('quiet_weekdays_text')}
        isOn={settings.weekdaysOnly}
        isLocked={policy.weekdaysOnly !== undefined}
        onChange={(weekdaysOnly) => onChange({ ...settings, weekdaysOnly })}
      />
      <MuteAll
        settings={settings}
        onChange={onChange}
      />
    </section>
  );
}

function MuteAll({ settings, onChange }: Pick<SettingsProps, 'settings' | 'onChange'>) {
  const now = useNow(() => MINUTE);
  const { mutedUntil: chosen, ...withoutMute } = settings;
  const mutedUntil = waitsUntil(chosen, now);
  if (mutedUntil > now) {
    return (
      <div className="buttons">
        <p>{words('muted_until', instantText(mutedUntil))}</p>
        <button
          type="button"
          onClick={() => onChange(withoutMute)}
        >
          {words('unmute_all')}
        </button>
      </div>
    );
  }
  return (
    <DateChoice
      label={words('mute_all')}
      button={words('mute_all_set')}
      now={now}
      onChoose={(morning) => onChange({ ...settings, mutedUntil: morning })}
    />
  );
}
