import * as z from 'zod/mini';
import {
  DELETIONS_OF_A_REPORT,
  KEYS_OF_A_LIST,
  listedKeySchema,
  tabReportSchema,
  type ListedKey,
  type TabReport,
} from '../keys/key';
import { holdsSecret } from '../secrets/storage-gate';
import { textsIn } from '../secrets/texts-in';

/** A report with the rows that are valid, and how many are not. */
export interface CheckedReport {
  report: TabReport;
  leftOut: number;
}

/** A report as it arrives: one row that is refused takes none of the others along. */
export const checkedReportSchema = z.lazy(() =>
  z.pipe(
    z.object({
      ...tabReportSchema().shape,
      keys: z.array(z.unknown()).check(z.maxLength(KEYS_OF_A_LIST)),
      deleted: z.exactOptional(z.array(z.unknown()).check(z.maxLength(DELETIONS_OF_A_REPORT))),
    }),
    z.transform(({ keys, deleted, ...report }): CheckedReport => {
      const rows = keys.flatMap(validRow);
      const leftOut = keys.length - rows.length;
      return {
        report: {
          ...report,
          keys: rows,
          ...(deleted && { deleted: deleted.flatMap(validRow) }),
          // A list with a row that nobody could read says nothing of what it lacks.
          complete: report.complete && leftOut === 0,
        },
        leftOut,
      };
    }),
  ),
);

function validRow(row: unknown): ListedKey[] {
  const { data } = listedKeySchema.safeParse(row);
  return data && !textsIn(data).some(holdsSecret) ? [data] : [];
}
