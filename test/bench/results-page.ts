import type { Growth, Row } from './figures';
import type { ShippedFile } from './sizes';
import { designTable, figuresTable, growthTable, ratiosTable, sizesTable } from './table';

/** Where `npm run bench` writes its results for people to read. */
export const RESULTS_PAGE = 'docs/performance-results.md';

/** One run of the bench, as `--json` has it. */
export interface Results {
  version: string;
  /** The day on which it ran, such as 2026-11-26. */
  day: string;
  machine: { cores: number; platform: string; chromium: string | undefined };
  seconds: number;
  rounds: number;
  failures: readonly string[];
  figures: readonly Row[];
  growth: readonly Growth[];
  files: readonly ShippedFile[];
}

/** The results as a page in Markdown: first what is alike on every machine, then what is not. */
export function resultsPage({
  version,
  day,
  machine,
  seconds,
  rounds,
  failures,
  figures,
  growth,
  files,
}: Results): string {
  const sections = [
    '# Performance results',
    '`npm run bench` writes this page, so do not edit it. [performance.md](performance.md) says how to read it.',
    `Version ${version}, measured on ${day}: ${rounds} rounds in ${seconds} s, on ${machine.cores} cores with Chromium ` +
      `${machine.chromium ?? '(unknown)'} on ${machine.platform}.`,
    failures.length > 0 && `Not measured:\n\n${failures.map((failure) => `- ${failure}`).join('\n')}`,
    'What the design allows, and the median of the rounds, each compared within itself:',
    designTable(figures),
    '## Ratios',
    'Times the cost of an empty extension, and of one that knows the page by heart: the median of the ratios within each ' +
      'round, with the lowest and the highest.',
    ratiosTable(figures),
    '## Growth with the number of keys',
    'An exponent of 1 is in proportion to it.',
    growthTable(growth),
    '## What ships',
    sizesTable(files),
    '## Figures of this machine',
    'Each figure is the median of its rounds, with the lowest and the highest.',
    figuresTable(figures),
  ];
  return `${sections.filter((section) => section !== false).join('\n\n')}\n`;
}
