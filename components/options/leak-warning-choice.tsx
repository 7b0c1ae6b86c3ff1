import type { Settings } from '../../utils/settings';
import { t } from '../../utils/words';
import { Locked } from '../shared/locked';
import type { SettingsProps } from './settings-props';

const LEAK_WARNINGS = ['full', 'quiet', 'off'] as const satisfies Settings['leakWarning'][];

/** The part of the options page for what to show when a key is copied. */
export function LeakWarningChoice({ settings, policy, onChange }: SettingsProps) {
  return (
    <section>
      <h2 id="leak">{t('options_leak')}</h2>
      {policy.leakWarning && <Locked id="leak-locked" />}
      <div
        role="radiogroup"
        aria-labelledby="leak"
        aria-describedby={policy.leakWarning && 'leak-locked'}
      >
        {LEAK_WARNINGS.map((leakWarning) => (
          <label
            key={leakWarning}
            className="switch"
          >
            <input
              type="radio"
              name="leak"
              checked={settings.leakWarning === leakWarning}
              disabled={policy.leakWarning !== undefined}
              onChange={() => onChange({ ...settings, leakWarning })}
            />
            <span>
              {t(`options_leak_${leakWarning}`)}
              <span className="quiet">{t(`options_leak_${leakWarning}_text`)}</span>
            </span>
          </label>
        ))}
      </div>
    </section>
  );
}
