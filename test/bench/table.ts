import { BASES, VARIANTS, type Growth, type Limit, type Row, type Variant } from './figures';
import type { Ratio, Summary } from './statistics';
import type { ShippedFile } from './sizes';

/* The results as tables in Markdown, which read well in a terminal too. */

const NAMES: Record<Variant, string> = {
  none: 'no extension',
  empty: 'empty',
  heart: 'by heart',
  ublock: 'uBlock Origin Lite',
  other: 'other build',
  ours: 'ours',
};

/** What the design allows, what was measured of it with its spread, and what is over. */
export function designTable(rows: readonly Row[]): string {
  const lines = rows.flatMap((row) => (row.budget ? [designLine(row, row.budget)] : []));
  return markdownTable(['', 'figure', 'keys', 'at most', 'measured', 'spread', 'over?'], lines);
}

function designLine(row: Row, { measured, ...limit }: NonNullable<Row['budget']>): string[] {
  const unit = limit.of ? ' ×' : row.unit && ` ${row.unit}`;
  return [
    row.topic,
    row.name,
    sizeText(row),
    limitText(limit, unit),
    measured ? numberText(measured.median) + unit : 'not measured',
    measured ? spreadText(measured) : '',
    measured && measured.median > limit.most ? 'over' : '',
  ];
}

/** For example "4 × by heart", "1.2 MB beyond empty". */
function limitText({ most, of, beyond }: Limit, unit: string): string {
  return [`${most}${unit}`, of && NAMES[of], beyond && `beyond ${NAMES[beyond]}`].filter(Boolean).join(' ');
}

/** All figures with their spread. */
export function figuresTable(rows: readonly Row[]): string {
  const variants = VARIANTS.filter((variant) => rows.some((row) => row.variants[variant]));
  const lines = rows.map((row) => [
    row.topic,
    row.unit ? `${row.name}, ${row.unit}` : row.name,
    sizeText(row),
    ...variants.map((variant) => summaryText(row.variants[variant])),
  ]);
  return markdownTable(['', 'figure', 'keys', ...variants.map((variant) => NAMES[variant])], lines);
}

/** The ratios alone, which depend little on the machine, with their spread. */
export function ratiosTable(rows: readonly Row[]): string {
  const bases = BASES.filter((base) => rows.some(({ ratios }) => ratios[base]));
  const lines = rows
    .filter(({ ratios }) => Object.keys(ratios).length > 0)
    .map((row) => [row.topic, row.name, sizeText(row), ...bases.map((base) => ratioText(row.ratios[base]))]);
  return markdownTable(['', 'figure', 'keys', ...bases.map((base) => `ours / ${NAMES[base]}`)], lines);
}

function sizeText({ size }: Row): string {
  return size === undefined ? '' : size.toLocaleString('en');
}

function ratioText(ratio: Ratio | undefined): string {
  return ratio ? `${numberText(ratio.median)} × (${spreadText(ratio)})` : '';
}

/** The lowest and the highest. */
function spreadText({ lowest, highest }: Summary): string {
  return `${numberText(lowest)}–${numberText(highest)}`;
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
  const middle = numberText(median);
  return numberText(lowest) === numberText(highest) ? middle : `${middle} (${spreadText(summary)})`;
}

/** Three digits that mean something, at least the ones. */
export function numberText(value: number): string {
  const size = Math.abs(value);
  if (size >= 100 || size < 0.005) return value.toFixed(0);
  return value.toFixed(size >= 10 ? 1 : 2);
}
