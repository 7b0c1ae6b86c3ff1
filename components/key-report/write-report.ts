import type { KeyRecord } from '../../utils/keys/key';
import type { RotationRules } from '../../utils/keys/replacement';
import { singaporeDate } from '../../utils/keys/time';
import { keyReportOf } from '../../utils/key-report/key-report';
import { markdownOf, markdownText } from '../../utils/key-report/markdown';
import { t } from '../../utils/words';
import { saveText } from '../shared/save-file';
import { columnsOf, readableColumnsOf, SORTABLE } from './columns';
import { factsOf } from './facts-of';

/**
 * Saves the report of keys at `now` (ms) as a CSV file. The writer of the file is loaded only now, because few need it.
 */
export async function saveCsv(records: readonly KeyRecord[], rules: RotationRules, now: number): Promise<void> {
  const { csvOf } = await import('../../utils/key-report/csv');
  saveText(
    `api-keys-${singaporeDate(now)}.csv`,
    csvOf(columnsOf(keyReportOf(records, rules, now), SORTABLE)),
    'text/csv',
  );
}

/** Copies it as Markdown. Rejects if the browser refuses. */
export async function copyMarkdown(records: readonly KeyRecord[], rules: RotationRules, now: number): Promise<void> {
  const report = keyReportOf(records, rules, now);
  const [title, facts] = [t('report_title'), factsOf(report)].map(markdownText);
  await navigator.clipboard.writeText(`# ${title}\n\n${facts}\n\n${markdownOf(readableColumnsOf(report))}\n`);
}
