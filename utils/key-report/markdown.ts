import { plainSpaced } from '../words';
import { rowsOf, type TableColumn } from './table';

/** A table as Markdown (GFM), in which every text reads as it is written. */
export function markdownOf(columns: readonly TableColumn[]): string {
  const [header, ...rows] = rowsOf(columns).map((cells) => cells.map((cell) => markdownText(String(cell))));
  return [header!, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A text on one line, with nothing in it that marks up: no link, no HTML, no further cell. */
export function markdownText(text: string): string {
  return plainSpaced(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>|~$&#!]/g, '\\$&')
    .replace(/:(?=\/\/)|(?<=www)\./gi, '\\$&');
}
