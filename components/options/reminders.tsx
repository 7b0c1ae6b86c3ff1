import { t } from '../../utils/words';
import { Switch } from '../shared/switch';
import { ThresholdChips } from '../shared/threshold-chips';
import { NotificationTest } from './notification-test';
import type { SettingsProps } from './settings-props';

/** The parts of the options page for when to remind, and how. */
export function Reminders({ settings, policy, onChange }: SettingsProps) {
  return (
    <>
      <section>
        <h2>{t('options_when')}</h2>
        <p
          className="quiet"
          id="when"
        >
          {t('options_when_text')}
        </p>
        <ThresholdChips
          label={t('options_when')}
          describedBy="when"
          chosen={settings.thresholdDays}
          isLocked={policy.thresholdDays !== undefined}
          onChange={(thresholdDays) => onChange({ ...settings, thresholdDays })}
        />
      </section>
      <section>
        <h2>{t('options_how')}</h2>
        <Switch
          label={t('options_notifications')}
          text={t('options_notifications_text')}
          isOn={settings.notifications}
          isLocked={policy.notifications !== undefined}
          onChange={(notifications) => onChange({ ...settings, notifications })}
        />
        <NotificationTest />
      </section>
    </>
  );
}
