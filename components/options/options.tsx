import { useState } from 'react';
import type { Settings } from '../../utils/settings';
import { settingsOf, type Stored } from '../../utils/storage/documents';
import type { Unsaved } from '../../utils/storage/store';
import { words } from '../../utils/words';
import { About } from './about';
import { sendToWorker } from '../shared/send-to-worker';
import { useStored, type StoredSource } from '../shared/stored-state';
import { GuardedPage } from '../shared/guard';
import { Hosts } from './hosts';
import { LanguageChoice } from './language-choice';
import { Locked } from '../shared/locked';
import { Notice } from '../shared/notice';
import { NotificationTest } from './notification-test';
import { QuietTimes } from './quiet-times';
import { SaveStatus, type SaveOutcome } from './save-status';
import { Shortcut } from './shortcut';
import { StorageNotices } from '../shared/storage-notices';
import { RawStorage } from './raw-storage';
import { Switch } from '../shared/switch';
import { ThresholdChips } from '../shared/threshold-chips';
import { DataActions } from './data-actions';
import './options.css';

const LEAK_WARNINGS = ['full', 'quiet', 'off'] as const satisfies Settings['leakWarning'][];

/** The options page. Every change is saved at once, by the worker. */
export function Options({ source }: { source: StoredSource }) {
  const state = useStored(source);
  if (state.phase === 'failed') {
    return (
      <main className="options">
        <h1>{words('options_title')}</h1>
        <Notice
          title={words('popup_storage_failed_title')}
          text={words('popup_storage_failed_text')}
        />
      </main>
    );
  }
  return (
    <GuardedPage
      className="options"
      title={words('options_title')}
      of={state.stored}
    >
      <ReadyOptions
        documents={state.stored}
        notStored={state.unsaved}
      />
    </GuardedPage>
  );
}

function ReadyOptions({ documents, notStored }: { documents: Stored; notStored: Unsaved | undefined }) {
  const [outcome, setOutcome] = useState<SaveOutcome>();
  /** The settings as they will be stored, so that a press shows at once, and what was stored (JSON) before. */
  const [unsaved, setUnsaved] = useState<{ settings: Settings; before: string; pending: number }>();
  const { policy } = documents;
  const stored = settingsOf(documents);
  // What is on its way is shown until it is stored, or anything else is, as by an import.
  if (unsaved?.pending === 0 && unsaved.before !== JSON.stringify(stored)) setUnsaved(undefined);
  const settings = unsaved?.settings ?? stored;
  const save = (changed: Settings): void => {
    setUnsaved((earlier) => ({
      settings: changed,
      before: JSON.stringify(stored),
      pending: (earlier?.pending ?? 0) + 1,
    }));
    setOutcome(undefined);
    void sendToWorker({ type: 'settings', body: changed }).then((isSaved) => {
      setOutcome({ isSaved: isSaved === true });
      setUnsaved((earlier) => (isSaved === true && earlier ? { ...earlier, pending: earlier.pending - 1 } : undefined));
    });
  };
  const change = (changed: Partial<Settings>): void => save({ ...settings, ...changed });
  return (
    <main className="options">
      <h1>{words('options_title')}</h1>
      <StorageNotices
        stored={documents}
        unsaved={notStored}
      />
      <section>
        <h2>{words('options_when')}</h2>
        <p
          className="quiet"
          id="when"
        >
          {words('options_when_text')}
        </p>
        <ThresholdChips
          label={words('options_when')}
          describedBy="when"
          chosen={settings.thresholdDays}
          isLocked={policy.thresholdDays !== undefined}
          onChange={(thresholdDays) => change({ thresholdDays })}
        />
      </section>
      <section>
        <h2>{words('options_how')}</h2>
        <Switch
          label={words('options_notifications')}
          text={words('options_notifications_text')}
          isOn={settings.notifications}
          isLocked={policy.notifications !== undefined}
          onChange={(notifications) => change({ notifications })}
        />
        <NotificationTest />
      </section>
      <QuietTimes
        settings={settings}
        policy={policy}
        onChange={save}
      />
      <section>
        <h2 id="leak">{words('options_leak')}</h2>
        {policy.leakWarning && <Locked id="leak-locked" />}
        <div
          role="radiogroup"
          aria-labelledby="leak"
          aria-describedby={policy.leakWarning && 'leak-locked'}
        >
          {LEAK_WARNINGS.map((choice) => (
            <label
              key={choice}
              className="switch"
            >
              <input
                type="radio"
                name="leak"
                checked={settings.leakWarning === choice}
                disabled={policy.leakWarning !== undefined}
                onChange={() => change({ leakWarning: choice })}
              />
              <span>
                {words(`options_leak_${choice}`)}
                <span className="quiet">{words(`options_leak_${choice}_text`)}</span>
              </span>
            </label>
          ))}
        </div>
      </section>
      <LanguageChoice
        settings={settings}
        onChange={save}
      />
      <Shortcut />
      <Hosts named={policy.hosts} />
      <DataActions stored={documents} />
      <RawStorage />
      <section>
        <h2>{words('options_privacy')}</h2>
        <p>{words('options_privacy_text')}</p>
      </section>
      <About />
      <SaveStatus outcome={outcome} />
    </main>
  );
}
