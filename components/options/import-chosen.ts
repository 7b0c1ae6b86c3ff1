import { IMPORT_LIMIT, readExportFile, type FileProblem, type ImportResult } from '../../utils/storage/export-file';
import { inSentences, tCount, t, type MessageKey } from '../../utils/words';
import { sendToWorker } from '../shared/send-to-worker';

const FILE_PROBLEMS: Record<FileProblem, MessageKey> = {
  foreign: 'import_foreign',
  newer: 'import_newer',
  damaged: 'import_damaged',
};

/** What an action says of its outcome, in the language of the moment. */
export type Words = () => string;

/** Imports the file that the user has chosen. Resolves to a sentence on the outcome. */
export async function importChosen(chosen: File): Promise<Words> {
  if (chosen.size > IMPORT_LIMIT) return () => t('import_too_large');
  const text = await chosen.text().catch(() => '');
  const read = readExportFile(text, Date.now());
  if ('problem' in read) return () => t(FILE_PROBLEMS[read.problem]);
  const result = await sendToWorker({ type: 'importFile', body: read.file });
  return () => (result ? resultText(result) : t('import_not_saved'));
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
