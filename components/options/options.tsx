import { useState } from 'react';
import type { Settings } from '../../utils/settings';
import { settingsOf, type Stored } from '../../utils/storage/documents';
import type { Unsaved } from '../../utils/storage/store';
import { t } from '../../utils/words';
import { runCommand } from '../shared/send-to-worker';
import { StorageNotices } from '../shared/storage-notices';
import { StoredPage } from '../shared/stored-page';
import type { StoredSource } from '../shared/stored-state';
import { useSave } from '../shared/use-save';
import { About } from './about';
import { CoverChoice } from './cover-choice';
import { DataActions } from './data-actions';
import { Hosts } from './hosts';
import { LanguageChoice } from './language-choice';
import { LeakWarningChoice } from './leak-warning-choice';
import { QuietTimes } from './quiet-times';
import { RawStorage } from './raw-storage';
import { Reminders } from './reminders';
import { Replacing } from './replacing';
import { SaveStatus, type SaveOutcome } from './save-status';
import { Shortcut } from './shortcut';
import { TaughtPages } from './taught-pages';
import './options.css';

/** The options page. The worker saves every change at once. */
export function Options({ source }: { source: StoredSource }) {
  return (
    <StoredPage
      source={source}
      className="options"
      title={t('options_title')}
      heading={<h1>{t('options_title')}</h1>}
      render={(stored, unsaved) => (
        <ReadyOptions
          stored={stored}
          unsaved={unsaved}
        />
      )}
    />
  );
}

function ReadyOptions({ stored, unsaved }: { stored: Stored; unsaved: Unsaved | undefined }) {
  const { settings, save, outcome } = useSettings(stored);
  const { policy } = stored;
  return (
    <main className="options">
      <h1 tabIndex={-1}>{t('options_title')}</h1>
      <StorageNotices
        stored={stored}
        unsaved={unsaved}
      />
      <Reminders
        settings={settings}
        policy={policy}
        onChange={save}
      />
      <Replacing
        settings={settings}
        policy={policy}
        onChange={save}
      />
      <QuietTimes
        settings={settings}
        policy={policy}
        onChange={save}
      />
      <LeakWarningChoice
        settings={settings}
        policy={policy}
        onChange={save}
      />
      <CoverChoice
        settings={settings}
        policy={policy}
        onChange={save}
      />
      <LanguageChoice
        settings={settings}
        onChange={save}
      />
      <Shortcut />
      <Hosts named={policy.hosts} />
      <TaughtPages recipes={stored.keys.recipes} />
      <DataActions stored={stored} />
      <RawStorage />
      <section>
        <h2>{t('options_privacy')}</h2>
        <p>{t('options_privacy_text')}</p>
      </section>
      <About />
      <SaveStatus outcome={outcome} />
    </main>
  );
}

/** The settings as the user has them now, and the outcome of the last change. */
function useSettings(stored: Stored) {
  const [outcome, setOutcome] = useState<SaveOutcome>();
  const { value: settings, save } = useSave(settingsOf(stored), (body) => runCommand({ type: 'settings', body }));
  const change = (changed: Settings): void => {
    setOutcome(undefined);
    void save(changed).then((isSaved) => setOutcome({ isSaved }));
  };
  return { settings, save: change, outcome };
}
