import { IMPORT_LIMIT, readExportFile, type FileProblem } from '../../utils/storage/export-file';
import { t, type MessageKey } from '../../utils/words';
import type { Outcome } from '../shared/outcome-line';
import { sendToWorker } from '../shared/send-to-worker';
import { importResultText } from './import-result';

const FILE_PROBLEMS: Record<FileProblem, MessageKey> = {
  foreign: 'import_foreign',
  newer: 'import_newer',
  damaged: 'import_damaged',
};

/** Imports the file that the user has chosen. Resolves to the outcome. */
export async function importChosen(chosen: File): Promise<Outcome> {
  if (chosen.size > IMPORT_LIMIT) return refused('import_too_large');
  const text = await chosen.text().catch(() => '');
  const importedAt = Date.now();
  const read = readExportFile(text, importedAt);
  if ('problem' in read) return refused(FILE_PROBLEMS[read.problem]);
  const result = await sendToWorker({ type: 'importFile', body: read.file });
  return result ? { words: () => importResultText(result, importedAt), isProblem: false } : refused('import_not_saved');
}

function refused(reason: MessageKey): Outcome {
  return { words: () => t(reason), isProblem: true };
}
