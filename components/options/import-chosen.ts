import { IMPORT_LIMIT, readExportFile, type FileProblem, type ImportResult } from '../../utils/storage/export-file';
import { inSentences, tCount, t, type MessageKey } from '../../utils/words';
import type { Outcome } from '../shared/outcome-line';
import { sendToWorker } from '../shared/send-to-worker';

const FILE_PROBLEMS: Record<FileProblem, MessageKey> = {
  foreign: 'import_foreign',
  newer: 'import_newer',
  damaged: 'import_damaged',
};

/** Imports the file that the user has chosen. Resolves to the outcome. */
export async function importChosen(chosen: File): Promise<Outcome> {
  if (chosen.size > IMPORT_LIMIT) return refused('import_too_large');
  const text = await chosen.text().catch(() => '');
  const read = readExportFile(text, Date.now());
  if ('problem' in read) return refused(FILE_PROBLEMS[read.problem]);
  const result = await sendToWorker({ type: 'importFile', body: read.file });
  return result ? { words: () => resultText(result), isProblem: false } : refused('import_not_saved');
}

function refused(reason: MessageKey): Outcome {
  return { words: () => t(reason), isProblem: true };
}

/** `textsMended` counts the texts of the file from which something was removed that looked like a secret. */
type ImportOutcome = ImportResult & { textsMended: number };

function resultText({ keysAdded, keysKnown, settingsTaken, textsMended }: ImportOutcome): string {
  return inSentences([
    t('import_done', tCount('import_added', keysAdded), tCount('import_known', keysKnown)),
    ...(settingsTaken > 0 ? [tCount('import_settings', settingsTaken)] : []),
    ...(textsMended > 0 ? [tCount('import_mended', textsMended)] : []),
  ]);
}
