import { useState } from 'react';
import { browser } from 'wxt/browser';
import type { Message } from '../utils/messages';
import { THRESHOLD_CHOICES, type Settings } from '../utils/settings';
import { countedWords, words } from '../utils/words';
import { Notice } from './notice';
import { StorageNotices } from './storage-notices';
import { useStored } from './use-stored';
import { YourData } from './your-data';

const LEAK_WARNINGS = ['full', 'quiet', 'off'] as const satisfies Settings['leakWarning'][];

/** The options page. Every change is saved at once, by the worker. */
export function Options() {
  const state = useStored();
  const [outcome, setOutcome] = useState('');
  /** What was changed and is not stored yet, so that a press shows at once. */
  const [unsaved, setUnsaved] = useState<Partial<Settings>>({});
  const stored = state.phase === 'ready' ? state.stored.settings.settings : undefined;
  const [seen, setSeen] = useState(stored);
  if (stored && stored !== seen) {
    // What is stored by now can change from elsewhere, as by an import: it is no longer ours to show.
    setSeen(stored);
    setUnsaved(without(unsaved, stored));
  }
  if (state.phase === 'loading') return null;
  if (state.phase === 'failed') return <Notice title={words('popup_storage_failed_title')} text={words('popup_storage_failed_text')} />;
  const settings = { ...state.stored.settings.settings, ...unsaved };
  const change = (changed: Partial<Settings>): void => {
    setUnsaved((before) => ({ ...before, ...changed }));
    const message: Message = { type: 'settings', body: { ...settings, ...changed } };
    browser.runtime.sendMessage(message).catch(() => false).then((saved) => {
      setOutcome(words(saved === true ? 'options_saved' : 'options_not_saved'));
      if (saved !== true) setUnsaved({});
    });
  };
  return (
    <main className="options">
      <h1>{words('options_title')}</h1>
      <StorageNotices stored={state.stored} unsaved={state.unsaved} />
      <section>
        <h2>{words('options_when')}</h2>
        <p className="quiet" id="when">{words('options_when_text')}</p>
        <div className="chips" role="group" aria-describedby="when" aria-label={words('options_when')}>
          {THRESHOLD_CHOICES.map((days) => (
            <label key={days} className="chip">
              <input type="checkbox" checked={settings.thresholdDays.includes(days)} onChange={() => change({ thresholdDays: toggled(settings.thresholdDays, days) })} />
              {days === 0 ? words('options_threshold_expiry') : countedWords('options_threshold', days)}
            </label>
          ))}
        </div>
      </section>
      <section>
        <h2>{words('options_how')}</h2>
        <Switch label={words('options_notifications')} text={words('options_notifications_text')} isOn={settings.notifications} onChange={(notifications) => change({ notifications })} />
      </section>
      <section>
        <h2 id="leak">{words('options_leak')}</h2>
        <div role="radiogroup" aria-labelledby="leak">
          {LEAK_WARNINGS.map((choice) => (
            <label key={choice} className="switch">
              <input type="radio" name="leak" checked={settings.leakWarning === choice} onChange={() => change({ leakWarning: choice })} />
              <span>
                {words(`options_leak_${choice}`)}
                <span className="quiet">{words(`options_leak_${choice}_text`)}</span>
              </span>
            </label>
          ))}
        </div>
      </section>
      <YourData stored={state.stored} />
      <section>
        <h2>{words('options_privacy')}</h2>
        <p>{words('options_privacy_text')}</p>
        <p className="quiet">{words('options_not_official')}</p>
      </section>
      <p className="outcome" role="status">{outcome}</p>
    </main>
  );
}

/** What of `unsaved` is not stored yet. */
function without(unsaved: Partial<Settings>, stored: Settings): Partial<Settings> {
  return Object.fromEntries(Object.entries(unsaved).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(stored[name as keyof Settings])));
}

/** The thresholds with `days` put in or taken out, widest first. */
function toggled(thresholdDays: readonly number[], days: number): number[] {
  const without = thresholdDays.filter((one) => one !== days);
  return without.length < thresholdDays.length ? without : [...without, days].sort((one, other) => other - one);
}

function Switch({ label, text, isOn, onChange }: { label: string; text: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <label className="switch">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
      <span>
        {label}
        <span className="quiet">{text}</span>
      </span>
    </label>
  );
}
