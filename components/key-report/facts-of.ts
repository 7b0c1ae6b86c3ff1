import type { KeyReport } from '../../utils/key-report/key-report';
import { instantText, sideBySide, t, tCount } from '../../utils/words';

/** What a report is of: the sites, the moment, and how many keys. */
export function factsOf({ hosts, at, rows }: KeyReport): string {
  return sideBySide([...hosts, t('report_made_at', instantText(at)), tCount('report_keys', rows.length)]);
}
