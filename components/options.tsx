import { useState } from 'react';
import type { Settings } from '../utils/settings';
import { settingsOf } from '../utils/storage/documents';
import { words } from '../utils/words';
import { askWorker } from './ask-worker';
import { Locked } from './locked';
import { Notice } from './notice';
import { QuietTimes } from './quiet-times';
import { StorageNotices } from './storage-notices';
import { Switch } from './switch';
import { ThresholdChips } from './threshold-chips';
import { useStored } from './use-stored';
import { YourData } from './your-data';

const LEAK_WARNINGS = ['full', 'quiet', 'off'] as const satisfies Settings['leakWarning'][];

/** The options page. Every change is saved at once, by the worker. */
export function Options() {
  const state = useStored();
  const [outcome, setOutcome] = useState('');
  /** The settings as they will be stored, so that a press shows at once, and what was stored (JSON) before. */
  const [unsaved, setUnsaved] = useState<{ settings: Settings; before: string; pending: number }>();
  if (state.phase === 'loading') return null;
  if (state.phase === 'failed') return <Notice title={words('popup_storage_failed_title')} text={words('popup_storage_failed_text')} />;
  const { policy } = state.stored;
  const stored = settingsOf(state.stored);
  // What is on its way is shown until it is stored, or anything else is, as by an import.
  if (unsaved?.pending === 0 && unsaved.before !== JSON.stringify(stored)) setUnsaved(undefined);
  const settings = unsaved?.settings ?? stored;
  const save = (changed: Settings): void => {
    setUnsaved((earlier) => ({ settings: changed, before: JSON.stringify(stored), pending: (earlier?.pending ?? 0) + 1 }));
    void askWorker({ type: 'settings', body: changed }).then((isSaved) => {
      setOutcome(words(isSaved === true ? 'options_saved' : 'options_not_saved'));
      setUnsaved((earlier) => (isSaved === true && earlier ? { ...earlier, pending: earlier.pending - 1 } : undefined));
    });
  };
  const change = (changed: Partial<Settings>): void => save({ ...settings, ...changed });
  return (
    <main className="options">
      <h1>{words('options_title')}</h1>
      <StorageNotices stored={state.stored} unsaved={state.unsaved} />
      <section>
        <h2>{words('options_when')}</h2>
        <p className="quiet" id="when">{words('options_when_text')}</p>
        <ThresholdChips label={words('options_when')} describedBy="when" chosen={settings.thresholdDays} isLocked={policy.thresholdDays !== undefined} onChange={(thresholdDays) => change({ thresholdDays })} />
      </section>
      <section>
        <h2>{words('options_how')}</h2>
        <Switch label={words('options_notifications')} text={words('options_notifications_text')} isOn={settings.notifications} isLocked={policy.notifications !== undefined} onChange={(notifications) => change({ notifications })} />
      </section>
      <QuietTimes settings={settings} policy={policy} onChange={save} />
      <section>
        <h2 id="leak">{words('options_leak')}</h2>
        {policy.leakWarning && <Locked id="leak-locked" />}
        <div role="radiogroup" aria-labelledby="leak" aria-describedby={policy.leakWarning && 'leak-locked'}>
          {LEAK_WARNINGS.map((choice) => (
            <label key={choice} className="switch">
              <input type="radio" name="leak" checked={settings.leakWarning === choice} disabled={policy.leakWarning !== undefined} onChange={() => change({ leakWarning: choice })} />
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
