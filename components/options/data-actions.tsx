import { useId, useRef, useState, type ReactNode } from 'react';
import type { Stored } from '../../utils/storage/documents';
import { openReport } from '../../utils/hosts/open-own-page';
import { exportFile } from '../../utils/storage/export-file';
import { t } from '../../utils/words';
import { ReportActions } from '../key-report/report-actions';
import { ConfirmButton } from '../shared/confirm-button';
import { OutcomeLine, type Outcome } from '../shared/outcome-line';
import { saveCalendar } from '../shared/save-calendar';
import { saveFile } from '../shared/save-file';
import { runCommand } from '../shared/send-to-worker';
import { importChosen } from './import-chosen';

/** The part of the options page for everything that is stored: saved to a file, read from one, or deleted. */
export function DataActions({ stored }: { stored: Stored }) {
  const { outcomeOf, run } = useOutcome();
  return (
    <section>
      <h2>{t('data_title')}</h2>
      <DataAction
        text={t('export_text')}
        outcome={outcomeOf('export')}
      >
        <button
          type="button"
          onClick={() => void run('export', () => exportAll(stored))}
        >
          {t('export_button')}
        </button>
      </DataAction>
      <DataAction
        text={t('import_text')}
        outcome={outcomeOf('import')}
      >
        <ImportButton onChoose={(chosen) => void run('import', () => importChosen(chosen))} />
      </DataAction>
      <DataAction
        text={t('calendar_all_text')}
        outcome={outcomeOf('calendar')}
      >
        <button
          type="button"
          onClick={() => void run('calendar', saveDates)}
        >
          {t('calendar_all_button')}
        </button>
      </DataAction>
      <ReportAction stored={stored} />
      <DataAction
        text={t('delete_text')}
        outcome={outcomeOf('delete')}
      >
        <ConfirmButton
          label={t('delete_button')}
          question={t('delete_question')}
          confirmLabel={t('delete_confirm')}
          onConfirm={() => void run('delete', deleteAll)}
        />
      </DataAction>
    </section>
  );
}

type ActionName = 'export' | 'import' | 'calendar' | 'delete';

/** Runs data actions, and has the outcome of the last one. */
function useOutcome() {
  const [last, setLast] = useState<{ of: ActionName; outcome: Outcome }>();
  const run = async (name: ActionName, action: () => Promise<Outcome>): Promise<void> => {
    setLast(undefined);
    setLast({ of: name, outcome: await action() });
  };
  const outcomeOf = (name: ActionName): Outcome | undefined => (last?.of === name ? last.outcome : undefined);
  return { outcomeOf, run };
}

async function exportAll(stored: Stored): Promise<Outcome> {
  // The file would lack what only the newer version knows.
  if (Object.values(stored.readOnly).includes('newer')) return { words: () => t('export_newer'), isProblem: true };
  saveFile('key-companion', exportFile(stored, Date.now()), Date.now());
  return { words: () => t('export_done'), isProblem: false };
}

async function saveDates(): Promise<Outcome> {
  const outcome = await saveCalendar({ name: 'api-keys' }, Date.now());
  return { words: () => t(outcome), isProblem: outcome === 'calendar_failed' };
}

async function deleteAll(): Promise<Outcome> {
  const isDeleted = await runCommand({ type: 'deleteEverything', body: {} });
  return { words: () => t(isDeleted ? 'delete_done' : 'delete_failed'), isProblem: !isDeleted };
}

interface DataActionProps {
  text: string;
  outcome: Outcome | undefined;
  children: ReactNode;
}

/** One data action: a button, what it does, and the outcome. */
function DataAction({ text, outcome, children }: DataActionProps) {
  return (
    <DescribedActions text={text}>
      {children}
      <OutcomeLine outcome={outcome} />
    </DescribedActions>
  );
}

/** Buttons, with a text on what they do. */
function DescribedActions({ text, children }: Pick<DataActionProps, 'text' | 'children'>) {
  const id = useId();
  return (
    <div
      className="data-action"
      role="group"
      aria-describedby={id}
    >
      <p
        className="quiet"
        id={id}
      >
        {text}
      </p>
      {children}
    </div>
  );
}

/** `ReportActions` shows the outcome of its buttons itself. */
function ReportAction({ stored }: { stored: Stored }) {
  return (
    <DescribedActions text={t('report_text')}>
      <ReportActions stored={stored}>
        <button
          type="button"
          onClick={() => void openReport()}
        >
          {t('report_open')}
        </button>
      </ReportActions>
    </DescribedActions>
  );
}

function ImportButton({ onChoose }: { onChoose: (chosen: File) => void }) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        onClick={() => chooser.current?.click()}
      >
        {t('import_button')}
      </button>
      <input
        ref={chooser}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={t('import_button')}
        onChange={({ target }) => {
          const chosen = target.files?.[0];
          if (chosen) onChoose(chosen);
          // So that the same file can be chosen again.
          target.value = '';
        }}
      />
    </>
  );
}
