import { useId, useRef, useState, type ReactNode } from 'react';
import type { Stored } from '../../utils/storage/documents';
import {
  exportFile,
  IMPORT_LIMIT,
  readExportFile,
  type FileProblem,
  type ImportResult,
} from '../../utils/storage/export-file';
import { countedWords, words, type Word } from '../../utils/words';
import { sendToWorker } from '../shared/send-to-worker';
import { ConfirmButton } from '../shared/confirm-button';
import { saveCalendar } from '../shared/save-calendar';
import { saveFile } from '../shared/save-file';

type DataActionName = 'export' | 'import' | 'calendar' | 'delete';

const FILE_PROBLEMS: Record<FileProblem, Word> = {
  foreign: 'import_foreign',
  newer: 'import_newer',
  damaged: 'import_damaged',
};

/** The part of the options page for what is stored as a whole: into a file, from a file, away. */
export function DataActions({ stored }: { stored: Stored }) {
  /** What came of the last thing that was done, to be said where it was done. */
  const [outcome, setOutcome] = useState<{ of: DataActionName; text: string }>();
  const chooser = useRef<HTMLInputElement>(null);
  const save = (): void => {
    // What only the newer version knows would be missing in the file.
    if (Object.values(stored.readOnly).includes('newer')) {
      setOutcome({ of: 'export', text: words('export_newer') });
      return;
    }
    saveFile('key-companion', exportFile(stored, Date.now()), Date.now());
    setOutcome({ of: 'export', text: words('export_done') });
  };
  const load = async (chosen: File): Promise<void> => {
    setOutcome(undefined);
    setOutcome({ of: 'import', text: await importChosen(chosen) });
  };
  const saveDates = async (): Promise<void> => {
    setOutcome(undefined);
    setOutcome({ of: 'calendar', text: words(await saveCalendar('api-keys', (records) => records, Date.now())) });
  };
  const deleteAll = async (): Promise<void> => {
    const isDeleted = await sendToWorker({ type: 'deleteEverything', body: {} });
    setOutcome({ of: 'delete', text: words(isDeleted === true ? 'delete_done' : 'delete_failed') });
  };
  const outcomeOf = (deed: DataActionName): string | undefined => (outcome?.of === deed ? outcome.text : undefined);
  return (
    <section>
      <h2>{words('data_title')}</h2>
      <DataAction
        text={words('export_text')}
        outcome={outcomeOf('export')}
      >
        <button
          type="button"
          onClick={save}
        >
          {words('export_button')}
        </button>
      </DataAction>
      <DataAction
        text={words('import_text')}
        outcome={outcomeOf('import')}
      >
        <button
          type="button"
          onClick={() => chooser.current?.click()}
        >
          {words('import_button')}
        </button>
        <input
          ref={chooser}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label={words('import_button')}
          onChange={({ target }) => {
            const chosen = target.files?.[0];
            if (chosen) void load(chosen);
            // So that the same file can be chosen again.
            target.value = '';
          }}
        />
      </DataAction>
      <DataAction
        text={words('calendar_all_text')}
        outcome={outcomeOf('calendar')}
      >
        <button
          type="button"
          onClick={() => void saveDates()}
        >
          {words('calendar_all_button')}
        </button>
      </DataAction>
      <DataAction
        text={words('delete_text')}
        outcome={outcomeOf('delete')}
      >
        <ConfirmButton
          label={words('delete_button')}
          question={words('delete_question')}
          confirmLabel={words('delete_confirm')}
          onConfirm={() => void deleteAll()}
        />
      </DataAction>
    </section>
  );
}

/** One thing to do: a button, what it does, and what came of it. */
function DataAction({ text, outcome, children }: { text: string; outcome: string | undefined; children: ReactNode }) {
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

/** Imports a file, and tells in a sentence what came of it. */
async function importChosen(chosen: File): Promise<string> {
  if (chosen.size > IMPORT_LIMIT) return words('import_too_large');
  const text = await chosen.text().catch(() => '');
  const read = readExportFile(text, Date.now());
  if ('problem' in read) return words(FILE_PROBLEMS[read.problem]);
  const result = await sendToWorker({ type: 'importFile', body: read.file });
  return typeof result === 'object' && result !== null
    ? resultText(result as ImportOutcome)
    : words('import_not_saved');
}

/** What an import did, and how many texts of the file had something in them that looked like a key. */
type ImportOutcome = ImportResult & { textsMended: number };

function resultText({ keysAdded, keysKnown, settingsTaken, textsMended }: ImportOutcome): string {
  return [
    words('import_done', countedWords('import_added', keysAdded), countedWords('import_known', keysKnown)),
    ...(settingsTaken > 0 ? [countedWords('import_settings', settingsTaken)] : []),
    ...(textsMended > 0 ? [countedWords('import_mended', textsMended)] : []),
  ].join(' ');
}
