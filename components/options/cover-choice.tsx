import { t } from '../../utils/words';
import { Switch } from '../shared/switch';
import type { SettingsProps } from './settings-props';

/** The part of the options page for whether keys are covered as soon as they show. */
export function CoverChoice({ settings, policy, onChange }: SettingsProps) {
  return (
    <section>
      <h2>{t('options_cover')}</h2>
      <Switch
        label={t('options_cover_keys')}
        text={t('options_cover_keys_text')}
        isOn={settings.coverKeys}
        isLocked={policy.coverKeys !== undefined}
        onChange={(coverKeys) => onChange({ ...settings, coverKeys })}
      />
    </section>
  );
}
