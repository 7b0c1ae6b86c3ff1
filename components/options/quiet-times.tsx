import { useRef } from 'react';
import { waitsUntil } from '../../utils/alerts/moments';
import { MINUTE } from '../../utils/keys/time';
import type { Settings } from '../../utils/settings';
import { instantText, t } from '../../utils/words';
import { DateChoice } from '../shared/date-choice';
import { Switch } from '../shared/switch';
import { useNow } from '../shared/use-now';
import { QuietHours } from './quiet-hours';
import type { SettingsProps } from './settings-props';

/** The part of the options page for when notifications wait: in quiet hours, on weekends, and until a date. */
export function QuietTimes({ settings, policy, onChange }: SettingsProps) {
  return (
    <section>
      <h2>{t('quiet_title')}</h2>
      <p className="quiet">{t('quiet_text')}</p>
      <QuietHours
        settings={settings}
        policy={policy}
        onChange={onChange}
      />
      <Switch
        label={t('quiet_weekdays')}
        text={t('quiet_weekdays_text')}
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
  const place = useRef<HTMLDivElement>(null);
  const { mutedUntil: chosen, ...withoutMute } = settings;
  const mutedUntil = waitsUntil(chosen, now);
  /** The pressed control goes: the focus stays in its place. */
  const change = (changed: Settings): void => {
    place.current?.focus();
    onChange(changed);
  };
  return (
    <div
      ref={place}
      tabIndex={-1}
      role="group"
      aria-label={t('quiet_title')}
    >
      {mutedUntil > now ? (
        <div className="buttons">
          <p>{t('muted_until', instantText(mutedUntil))}</p>
          <button
            type="button"
            onClick={() => change(withoutMute)}
          >
            {t('unmute_all')}
          </button>
        </div>
      ) : (
        <DateChoice
          label={t('mute_all')}
          button={t('mute_all_set')}
          now={now}
          onChoose={(morning) => change({ ...settings, mutedUntil: morning })}
        />
      )}
    </div>
  );
}
