import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BUDGETS, budgetOf, CONTENT_SCRIPT_BYTES } from '../../bench/budgets';
import { Figures, growthOf, OWN_COUNT } from '../../bench/figures';
import { rememberedKeys, storedKeys } from '../../bench/keys';
import { RESULTS_PAGE, resultsPage } from '../../bench/results-page';
import { runRounds } from '../../bench/rounds';
import { fittedExponent, median, pairedRatio, summaryOf } from '../../bench/statistics';
import {
  designTable,
  figuresTable,
  growthTable,
  markdownTable,
  numberText,
  ratiosTable,
  sizesTable,
} from '../../bench/table';
import { endOfScript, loadedFiles, longestTasks, markOf, scriptTime, type TraceEvent } from '../../bench/trace';
import { keysDocumentSchema, settingsDocumentSchema } from '../../../utils/storage/documents';

it('the statistics take the middle and the spread of the rounds', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 2.5, NaN]);
  expect(summaryOf([5, 1, 9])).toEqual({ median: 5, lowest: 1, highest: 9 });
});

it('ratios are taken within each round, so that a round on a busy machine changes nothing', () => {
  const ours = new Map([
    [0, 20],
    [1, 200],
    [2, 22],
    [3, 5],
  ]);
  expect(
    pairedRatio(
      ours,
      new Map([
        [0, 10],
        [1, 100],
        [2, 10],
      ]),
    ),
  ).toEqual({ median: 2, lowest: 2, highest: 2.2 });
  expect(pairedRatio(ours, new Map([[0, 0]]))).toBeUndefined();
});

it.each([
  [0, 'does not grow'],
  [1, 'in proportion'],
  [2, 'with the square'],
])('the exponent %i is fitted to what grows so: %s', (exponent) => {
  expect(fittedExponent([10, 50, 1000].map((size) => ({ size, value: 3 * size ** exponent })))).toBeCloseTo(exponent);
});

it('no exponent is fitted to fewer than three sizes', () => {
  expect(
    fittedExponent([
      { size: 0, value: 1 },
      { size: 6, value: 1 },
      { size: 50, value: 0 },
      { size: 500, value: 9 },
    ]),
  ).toBeUndefined();
});

describe('the attribution of a trace', () => {
  const THREAD = { pid: 7, tid: 1 };
  const ALL = { ...THREAD, from: 0, to: Infinity };
  const OURS = 'chrome-extension://abcdefghijklmnop/content-scripts/api-keys.js';
  const PAGE = 'https://data.gov.sg/admin/api-keys';
  /** An event from `from` to `to` (ms), in which the thread ran all the time. */
  const event = (name: string, from: number, to: number, url?: string, more: Partial<TraceEvent> = {}): TraceEvent => ({
    name,
    ph: 'X',
    ...THREAD,
    ts: from * 1000,
    dur: (to - from) * 1000,
    tdur: (to - from) * 1000,
    args: url === undefined ? {} : { data: { url } },
    ...more,
  });

  /**
   * A page as Chromium records it: its own script, ours with a layout in it, then what follows an answer of our worker.
   */
  const recorded = [
    event('RunTask', 0, 12),
    event('EvaluateScript', 1, 11, PAGE),
    event('Layout', 3, 8),
    event('RunTask', 20, 60),
    event('EvaluateScript', 21, 30, OURS),
    event('v8.compile', 22, 26, OURS),
    event('FunctionCall', 31, 51, OURS),
    event('UpdateLayoutTree', 35, 36),
    event('Layout', 36, 40),
    event('FunctionCall', 42, 45, PAGE),
    event('RunMicrotasks', 46, 48),
    event('RunTask', 70, 80),
    event('RunMicrotasks', 70, 79),
    event('FunctionCall', 71, 72, PAGE),
    event('v8.evaluateModule', 90, 94, undefined, {
      args: { fileName: 'chrome-extension://abcdefghijklmnop/chunks/read.js' },
    }),
    { name: 'bench:loaded', ph: 'I', ...THREAD, ts: 95_000, args: {} },
    event('RunTask', 100, 200),
    event('FunctionCall', 100, 200, PAGE),
    event('FunctionCall', 0, 500, OURS, { tid: 2 }),
  ];

  it('a trace counts nested script once, and style and layout for themselves', () => {
    expect(scriptTime(recorded, { ...ALL, to: 60_000 })).toEqual({
      extension: 9 + 20 - 5 - 3,
      page: 5 + 3,
      unnamed: 0,
    });
  });

  it('a trace counts a second file of the extension, and separately what has no name', () => {
    expect(scriptTime(recorded, { ...ALL, from: 60_000, to: markOf(recorded, 'bench:loaded').ts })).toEqual({
      extension: 4,
      page: 1,
      unnamed: 8,
    });
  });

  it('a trace counts no time in which the thread waited for the machine', () => {
    expect(scriptTime([event('FunctionCall', 0, 100, OURS, { tdur: 3000 })], ALL).extension).toBe(3);
  });

  it('a trace shows which files of the extension were loaded, each once and by its path', () => {
    expect(loadedFiles(recorded)).toEqual(['content-scripts/api-keys.js', 'chunks/read.js']);
  });

  it('a trace shows the longest task that is ours, and when script ended', () => {
    expect(longestTasks(recorded, ALL).task).toBe(40);
    expect(longestTasks(recorded, { ...ALL, from: 65_000 }).task).toBe(10);
    expect(endOfScript(recorded, { ...ALL, to: 60_000 })).toBe(51_000);
    expect(endOfScript(recorded, { ...ALL, tid: 9 })).toBeUndefined();
    expect(() => markOf(recorded, 'bench:none')).toThrow('bench:none');
  });
});

describe('the rounds', () => {
  const run = async (
    deadline: number,
    costs: Record<string, number>,
    failing = '',
  ): Promise<{ order: string; course: Awaited<ReturnType<typeof runRounds>> }> => {
    let now = 0;
    let order = '';
    const steps = Object.entries(costs).map(([name, cost]) => ({
      name,
      ...(name === 'c' && { rounds: 1 }),
      async run() {
        now += cost;
        order += name;
        if (name === failing) throw new Error('gone\nfor good');
      },
    }));
    return { course: await runRounds(steps, deadline, () => now), order };
  };

  it('the rounds go to and fro between the steps until the time is over', async () => {
    expect(await run(66, { a: 10, b: 10, c: 5 })).toEqual({ order: 'abcbaab', course: { rounds: 3, failures: [] } });
  });

  it('the rounds begin no step that took longer than is left', async () => {
    expect((await run(60, { a: 30, b: 10 })).order).toBe('abb');
    expect((await run(25, { a: 30, b: 10 })).order).toBe('a');
  });

  it('the rounds go on without what fails', async () => {
    expect(await run(45, { a: 10, b: 10 }, 'b')).toEqual({
      order: 'abba',
      course: { rounds: 2, failures: ['b, round 1: gone', 'b, round 2: gone'] },
    });
  });
});

describe('the results', () => {
  const figures = new Figures();
  for (const [round, factor] of [
    [0, 1],
    [1, 3],
  ] as const) {
    for (const size of [500, 6, 50]) {
      figures.note({ topic: 'API Keys tab', name: 'script', unit: 'ms', size }, 'ours', round, size * factor);
      figures.note({ topic: 'API Keys tab', name: 'script', unit: 'ms', size }, 'empty', round, 0.5 * factor);
      const byHeart = size === 6 ? 1 : size / 2;
      figures.note({ topic: 'API Keys tab', name: 'script', unit: 'ms', size }, 'heart', round, byHeart * factor);
    }
    figures.note({ topic: 'Ordinary page', name: 'script', unit: 'ms' }, 'ours', round, 0.75);
  }
  const rows = figures.rows(budgetOf);

  it('the results have each figure with its spread, by size', () => {
    expect(figuresTable(rows)).toBe(
      [
        '|               | figure     | keys |            empty |         by heart |             ours |',
        '| ------------- | ---------- | ---: | ---------------: | ---------------: | ---------------: |',
        '| API Keys tab  | script, ms |    6 | 1.00 (0.50–1.50) | 2.00 (1.00–3.00) | 12.0 (6.00–18.0) |',
        '| API Keys tab  | script, ms |   50 | 1.00 (0.50–1.50) | 50.0 (25.0–75.0) |   100 (50.0–150) |',
        '| API Keys tab  | script, ms |  500 | 1.00 (0.50–1.50) |    500 (250–750) |  1000 (500–1500) |',
        '| Ordinary page | script, ms |      |                  |                  |             0.75 |',
      ].join('\n'),
    );
  });

  it('the results have the ratios by themselves, since they depend least on the machine', () => {
    expect(ratiosTable(rows)).toBe(
      [
        '|              | figure | keys |       ours / empty |    ours / by heart |',
        '| ------------ | ------ | ---: | -----------------: | -----------------: |',
        '| API Keys tab | script |    6 | 12.0 × (12.0–12.0) | 6.00 × (6.00–6.00) |',
        '| API Keys tab | script |   50 |    100 × (100–100) | 2.00 × (2.00–2.00) |',
        '| API Keys tab | script |  500 | 1000 × (1000–1000) | 2.00 × (2.00–2.00) |',
      ].join('\n'),
    );
  });

  it('the results begin with what the design allows, by itself or compared with another, and mark what is over', () => {
    const design = new Figures();
    const ownCount = { topic: 'Ordinary page', name: OWN_COUNT, unit: 'ms' } as const;
    const memory = { topic: 'API Keys tab', name: 'script memory', unit: 'MB', size: 6 } as const;
    for (const [round, factor] of [
      [0, 1],
      [1, 3],
    ] as const) {
      design.note(ownCount, 'none', round, 1);
      design.note(ownCount, 'ublock', round, 1 + 5 * factor);
      design.note(ownCount, 'ours', round, 1 + 0.25 * factor);
      design.note(memory, 'empty', round, 1 + factor);
      design.note(memory, 'ours', round, 2.5 + factor);
    }
    design.note({ topic: 'Popup', name: 'open → list painted', unit: 'ms', size: 200 }, 'ours', 0, 1);
    const table = designTable([...rows, ...design.rows(budgetOf)]);
    expect(table.replaceAll(/ +/g, ' ').split('\n').toSpliced(1, 1)).toEqual([
      '| | figure | keys | at most | measured | spread | over? |',
      '| API Keys tab | script | 6 | 4 × by heart | 6.00 × | 6.00–6.00 | over |',
      '| API Keys tab | script | 50 | 4 × by heart | 2.00 × | 2.00–2.00 | |',
      '| Ordinary page | script | | 0.5 ms | 0.75 ms | 0.75–0.75 | over |',
      `| Ordinary page | ${OWN_COUNT} | | 0.1 × uBlock Origin Lite beyond no extension | 0.05 × | 0.05–0.05 | |`,
      '| API Keys tab | script memory | 6 | 1.2 MB beyond empty | 1.50 MB | 1.50–1.50 | over |',
      '| Popup | open → list painted | 200 | 1.2 × empty | not measured | | |',
    ]);
  });

  it('the results are the page in docs, whose parts are those of a run', () => {
    const partsOf = (page: string): string[] =>
      page
        .split('\n')
        .filter((line) => line.startsWith('#') || /^Version .*measured on/.test(line))
        .map((line) => line.replace(/(?<=^Version ).*(?= measured)/, '…').replace(/(?<=measured).*/, ''));
    const page = resultsPage({
      version: '1.2.3',
      day: '2026-11-29',
      machine: { cores: 2, platform: 'linux', chromium: '156' },
      seconds: 269,
      rounds: 4,
      failures: [],
      figures: rows,
      growth: growthOf(rows),
      files: [{ path: 'api-keys.js', bytes: 1 }],
    });
    expect(partsOf(readFileSync(RESULTS_PAGE, 'utf8'))).toEqual(partsOf(page));
    expect(page).toContain(
      'Version 1.2.3, measured on 2026-11-29: 4 rounds in 269 s, on 2 cores with Chromium 156 on linux.',
    );
    expect(page).not.toContain('Not measured');
    const tables = [designTable(rows), ratiosTable(rows), figuresTable(rows)].map((table) => page.indexOf(table));
    expect(tables).toEqual(tables.toSorted((one, other) => one - other));
    expect(tables[0]).toBeGreaterThan(0);
  });

  it('the results name what was not measured', () => {
    const failures = ['popup, round 1: gone'];
    const machine = { cores: 2, platform: 'linux', chromium: undefined };
    const page = resultsPage({
      version: '1.2.3',
      day: '2026-11-29',
      machine,
      seconds: 9,
      rounds: 1,
      failures,
      figures: [],
      growth: [],
      files: [],
    });
    expect(page).toContain('Not measured:\n\n- popup, round 1: gone\n');
  });

  it('the results have the growth of what was measured with three sizes', () => {
    expect(growthOf(rows)).toEqual([
      { topic: 'API Keys tab', name: 'script', unit: 'ms', sizes: [6, 50, 500], exponent: expect.closeTo(1) },
    ]);
    expect(growthTable(growthOf(rows))).toContain('| API Keys tab | script | 6, 50, 500 |     1.00 |');
  });

  it('the results add up what ships', () => {
    expect(
      sizesTable([
        { path: 'content-scripts/a.js', bytes: 96_044, most: 25_000 },
        { path: 'b.js', bytes: 1 },
      ]),
    ).toBe(
      markdownTable(
        ['file', 'bytes', 'at most'],
        [
          ['content-scripts/a.js', '96,044', '25,000 (over)'],
          ['b.js', '1', ''],
          ['all', '96,045', ''],
        ],
      ),
    );
  });

  it('the results have only the digits of a number that mean something', () => {
    expect([0, 0.004, 0.0312, 1.234, 12.34, 1234.5].map(numberText)).toEqual([
      '0',
      '0',
      '0.03',
      '1.23',
      '12.3',
      '1235',
    ]);
  });
});

describe('docs/performance.md', () => {
  const page = readFileSync('docs/performance.md', 'utf8');

  it('docs/performance.md fits on two screens', () => {
    expect(page.trimEnd().split('\n').length).toBeLessThanOrEqual(80);
  });

  it('docs/performance.md has every budget', () => {
    const rows = page
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.split('|').map((cell) => cell.trim()));
    const isThere = ({ name, size, most }: (typeof BUDGETS)[number]): boolean =>
      rows.some(
        ([, , figure, keys, limit]) =>
          (figure === name || figure!.split(', ').includes(name)) &&
          (size === undefined || keys === size.toLocaleString('en')) &&
          Number.parseFloat(limit!) === most,
      );
    expect(BUDGETS.filter((budget) => !isThere(budget))).toEqual([]);
    expect(page).toContain(`| ${CONTENT_SCRIPT_BYTES.toLocaleString('en')} bytes `);
  });
});

it('the keys that are measured are such as the extension stores', () => {
  const { keys, settings } = storedKeys(1000, Date.parse('2026-11-22T10:00Z'));
  expect(keysDocumentSchema.safeParse(keys).success).toBe(true);
  expect(settingsDocumentSchema.safeParse(settings).success).toBe(true);
  expect(new Set(rememberedKeys(50, 0).map(({ name }) => name)).size).toBe(50);
});
