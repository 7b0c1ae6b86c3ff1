import { VARIANTS, type Growth, type Row } from './figures';
import type { Summary } from './statistics';
import type { ShippedFile } from './sizes';

/* The results as tables in Markdown, which read well in a terminal too. */

/** All figures with their spread, ratio and budget. */
export function figuresTable(rows: readonly Row[]): string {
  const lines = rows.map((row) => [
    row.topic,
    row.unit ? `${row.name}, ${row.unit}` : row.name,
    row.size === undefined ? '' : row.size.toLocaleString('en'),
    ...VARIANTS.map((variant) => summaryText(row.variants[variant])),
    row.ratio === undefined ? '' : `${numberText(row.ratio)} ×`,
    row.budget === undefined ? '' : `${row.budget}${(row.variants.ours?.median ?? 0) > row.budget ? ' (over)' : ''}`,
  ]);
  return markdownTable(['', 'figure', 'keys', 'no extension', 'empty one', 'ours', 'ours / empty', 'at most'], lines);
}

/** The ratios alone, which depend little on the machine. */
export function ratiosTable(rows: readonly Row[]): string {
  const lines = rows.flatMap(({ topic, name, size, ratio }) =>
    ratio === undefined
      ? []
      : [[topic, name, size === undefined ? '' : size.toLocaleString('en'), `${numberText(ratio)} ×`]],
  );
  return markdownTable(['', 'figure', 'keys', 'ours / empty'], lines);
}

/** How the figures grow. */
export function growthTable(growths: readonly Growth[]): string {
  const lines = growths.map(({ topic, name, sizes, exponent }) => [
    topic,
    name,
    sizes.map((size) => size.toLocaleString('en')).join(', '),
    exponent.toFixed(2),
  ]);
  return markdownTable(['', 'figure', 'keys', 'exponent'], lines);
}

/** The files that ship and their bytes. */
export function sizesTable(files: readonly ShippedFile[]): string {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const lines = [...files, { path: 'all', bytes: total, most: undefined }].map(({ path, bytes, most }) => [
    path,
    bytes.toLocaleString('en'),
    most === undefined ? '' : `${most.toLocaleString('en')}${bytes > most ? ' (over)' : ''}`,
  ]);
  return markdownTable(['file', 'bytes', 'at most'], lines);
}

/** A table with columns of equal width; all but the first two are aligned to their end. */
export function markdownTable(titles: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = titles.map((_, column) => Math.max(3, ...[titles, ...lines].map((line) => [...line[column]!].length)));
  const isNumber = (column: number): boolean => column >= (titles[0] === '' ? 2 : 1);
  const row = (cells: readonly string[]): string => {
    const padded = cells.map((cell, column) => {
      const padding = ' '.repeat(widths[column]! - [...cell].length);
      return isNumber(column) ? padding + cell : cell + padding;
    });
    return `| ${padded.join(' | ')} |`;
  };
  const rule = widths.map((width, column) => (isNumber(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [row(titles), `| ${rule.join(' | ')} |`, ...lines.map(row)].join('\n');
}

function summaryText(summary: Summary | undefined): string {
  if (!summary) return '';
  const { median, lowest, highest } = summary;
  const [low, high] = [numberText(lowest), numberText(highest)];
  return low === high ? numberText(median) : `${numberText(median)} (${low}–${high})`;
}

/** Three digits that mean something, at least the ones. */
export function numberText(value: number): string {
  const size = Math.abs(value);
  if (size >= 100 || size < 0.005) return value.toFixed(0);
  return value.toFixed(size >= 10 ? 1 : 2);
}
