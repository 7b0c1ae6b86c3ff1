import { useId, useRef, useState, type ReactNode } from 'react';
import type { Stored } from '../../utils/storage/documents';
import { exportFile } from '../../utils/storage/export-file';
import { t } from '../../utils/words';
import { ConfirmButton } from '../shared/confirm-button';
import { saveCalendar } from '../shared/save-calendar';
import { saveFile } from '../shared/save-file';
import { runCommand } from '../shared/send-to-worker';
import { importChosen, type Words } from './import-chosen';

/** The part of the options page for all that is stored: saved to a file, read from one, or deleted. */
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

/** Runs data actions, and says at the last one what its outcome is, in the language of the moment. */
function useOutcome() {
  const [outcome, setOutcome] = useState<{ of: ActionName; text: Words }>();
  const run = async (name: ActionName, action: () => Promise<Words>): Promise<void> => {
    setOutcome(undefined);
    setOutcome({ of: name, text: await action() });
  };
  const outcomeOf = (name: ActionName): string | undefined => (outcome?.of === name ? outcome.text() : undefined);
  return { outcomeOf, run };
}

async function exportAll(stored: Stored): Promise<Words> {
  // The file would lack what only the newer version knows.
  if (Object.values(stored.readOnly).includes('newer')) return () => t('export_newer');
  saveFile('key-companion', exportFile(stored, Date.now()), Date.now());
  return () => t('export_done');
}

async function saveDates(): Promise<Words> {
  const outcome = await saveCalendar('api-keys', (records) => records, Date.now());
  return () => t(outcome);
}

async function deleteAll(): Promise<Words> {
  const isDeleted = await runCommand({ type: 'deleteEverything', body: {} });
  return () => t(isDeleted ? 'delete_done' : 'delete_failed');
}

interface DataActionProps {
  text: string;
  outcome: string | undefined;
  children: ReactNode;
}

/** One data action: a button, what it does, and the outcome. */
function DataAction({ text, outcome, children }: DataActionProps) {
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
      <p
        className="outcome"
        role="status"
      >
        {outcome}
      </p>
    </div>
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
