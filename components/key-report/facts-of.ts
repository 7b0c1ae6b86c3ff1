import type { KeyReport } from '../../utils/key-report/key-report';
import { instantText, sideBySide, t, tCount } from '../../utils/words';

/** A line on a report: its sites, its moment, and how many keys it has. */
export function factsOf({ hosts, at, rows }: KeyReport): string {
  return sideBySide([...hosts, t('report_made_at', instantText(at)), tCount('report_keys', rows.length)]);
}
