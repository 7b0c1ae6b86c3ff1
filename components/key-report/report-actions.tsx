import { useState, type ReactNode } from 'react';
import { settingsOf, type Stored } from '../../utils/storage/documents';
import { t, type MessageKey } from '../../utils/words';
import { OutcomeLine, type Outcome } from '../shared/outcome-line';

interface ReportActionsProps {
  stored: Stored;
  /** The button that comes first. */
  children: ReactNode;
}

interface Action {
  name: 'saveCsv' | 'copyMarkdown';
  button: MessageKey;
  done: MessageKey;
  failed: MessageKey;
}

const ACTIONS: readonly Action[] = [
  { name: 'saveCsv', button: 'report_csv', done: 'report_csv_saved', failed: 'report_csv_failed' },
  {
    name: 'copyMarkdown',
    button: 'report_markdown',
    done: 'report_markdown_copied',
    failed: 'report_markdown_failed',
  },
];

/** The actions on the report of all stored keys. It leaves the browser only as what the user saves or pastes. */
export function ReportActions({ stored, children }: ReportActionsProps) {
  const [outcome, setOutcome] = useState<Outcome>();
  const run = async (action: Action): Promise<void> => {
    setOutcome(undefined);
    setOutcome(await outcomeOf(action, stored));
  };
  return (
    <>
      <div className="buttons report-actions">
        {children}
        {ACTIONS.map((action) => (
          <button
            key={action.name}
            type="button"
            onClick={() => void run(action)}
          >
            {t(action.button)}
          </button>
        ))}
      </div>
      <OutcomeLine outcome={outcome} />
    </>
  );
}

/** The code that writes the report is loaded only now, because the options do without it. */
async function outcomeOf({ name, done, failed }: Action, stored: Stored): Promise<Outcome> {
  try {
    const write = await import('./write-report');
    await write[name](stored.keys.keys, settingsOf(stored), Date.now());
    return { words: () => t(done), isProblem: false };
  } catch {
    return { words: () => t(failed), isProblem: true };
  }
}
