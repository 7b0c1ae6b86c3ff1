import { stringify } from 'csv-stringify/browser/esm/sync';
import { plainSpaced } from '../words';
import { rowsOf, type TableColumn } from './table';

/**
 * A table as a CSV file that Excel opens as it is: UTF-8 with a byte order mark, lines that end in CR LF, texts in
 * quotes. No text is run as a formula: names and notes are anybody's words.
 */
export function csvOf(columns: readonly TableColumn[]): string {
  return stringify(rowsOf(columns).map(trimmed), {
    bom: true,
    record_delimiter: 'windows',
    quoted_string: true,
    escape_formulas: true,
  });
}

/** White space before "=" would hide it from the check, and not from every program. */
function trimmed(cells: readonly (string | number)[]): (string | number)[] {
  return cells.map((cell) => (typeof cell === 'string' ? plainSpaced(cell.trim()).replace(/\r\n?/g, '\n') : cell));
}
