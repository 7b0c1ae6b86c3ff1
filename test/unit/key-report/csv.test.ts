import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf } from '../../../utils/key-report/csv';
import { readCsv } from '../../support/csv';
import { randomCases } from '../random-cases';

const MARK = '\ufeff';
/** What makes a program for tables run a cell, be it of Excel, Numbers, Calc or Sheets. */
const RUNS = /^\s*[=+\-@\t\r\n＝＋－＠]/;

const hostile = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc
    .array(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ' ', '"', ',', ';', '|', "'", '＝', '1', 'cmd'), {
      maxLength: 9,
    })
    .map((parts) => parts.join('')),
);

function cellsOf(file: string): string[][] {
  expect(file.startsWith(MARK)).toBe(true);
  return readCsv(file.slice(1));
}

describe('a CSV file', () => {
  it('a CSV file begins with a byte order mark, ends its lines in CR LF, and has texts in quotes but no numbers', () => {
    expect(
      csvOf([
        { heading: 'Name', cells: ['a "b", c'] },
        { heading: 'Days left', cells: [-3] },
      ]),
    ).toBe(`${MARK}"Name","Days left"\r\n"a ""b"", c",-3\r\n`);
  });

  it('a CSV file has plain spaces in its dates, so that a search finds them', () => {
    expect(cellsOf(csvOf([{ heading: 'State', cells: ['Missing since 29\u00a0Nov\u00a02026'] }]))).toEqual([
      ['State'],
      ['Missing since 29 Nov 2026'],
    ]);
  });

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '  =1',
    '＝1',
    '=HYPERLINK("https://example.com";"Key")',
    "=cmd|' /C calc'!A0",
  ])('the cell %j of a CSV file is no formula', (text) => {
    const [[cell]] = cellsOf(csvOf([{ heading: text, cells: [] }])) as [[string]];
    expect(cell).not.toMatch(RUNS);
    expect(cell).toBe(`'${text.trim()}`);
  });

  it('whatever is in the cells, a CSV file runs none, keeps their places, and reads back as what was written', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(hostile, hostile, fc.integer()), { minLength: 1 }), (rows) => {
        const read = cellsOf(
          csvOf([0, 1, 2].map((column) => ({ heading: `${column}`, cells: rows.map((row) => row[column]!) }))),
        );
        expect(read).toHaveLength(rows.length + 1);
        for (const [index, row] of rows.entries()) {
          const [first, second, number] = read[index + 1]!;
          expect(number).toBe(String(row[2]));
          for (const [cell, text] of [
            [first!, row[0]],
            [second!, row[1]],
          ] as const) {
            expect(cell).not.toMatch(RUNS);
            const written = text.trim().replace(/\r\n?/g, '\n');
            expect(cell).toBe(RUNS.test(written) ? `'${written}` : written);
          }
        }
      }),
      { numRuns: randomCases(500) },
    );
  });
});
