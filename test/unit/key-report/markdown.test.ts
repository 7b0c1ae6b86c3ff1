import fc from 'fast-check';
import { marked, type Token, type Tokens } from 'marked';
import { describe, expect, it } from 'vitest';
import { markdownOf, markdownText } from '../../../utils/key-report/markdown';
import { randomCases } from '../random-cases';

/** What a reader of Markdown takes the texts of a table for. */
function tableIn(markdown: string): Tokens.Table {
  const [token, ...others] = marked.lexer(markdown);
  expect(others).toEqual([]);
  expect(token?.type).toBe('table');
  return token as Tokens.Table;
}

/** The text that a cell shows, if it holds nothing but text. An email address may be a link: it goes nowhere else. */
function textOf({ tokens }: Tokens.TableCell): string {
  return tokens
    .map((token: Token) => {
      if (!(token as Tokens.Link).href?.startsWith('mailto:')) expect(['text', 'escape']).toContain(token.type);
      return (token as Tokens.Text).text;
    })
    .join('');
}

const hostile = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc
    .array(
      fc.constantFrom(
        ...'| \n \\ * _ **a** ` [a](b) ![a](b) <b> &lt; # > - 1. http://a.sg www.a.sg ~~a~~ $a$ --- :--- <!-- {a} ( )'.split(
          / /,
        ),
        ' ',
        'a',
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join('')),
);

describe('a table in Markdown', () => {
  it('a table in Markdown has a header, a line below it, and a line for each row', () => {
    expect(
      markdownOf([
        { heading: 'Name', cells: ['gazette-uploader'] },
        { heading: 'Days left', cells: [3] },
      ]),
    ).toBe(['| Name | Days left |', '| --- | --- |', '| gazette-uploader | 3 |'].join('\n'));
  });

  it.each([
    ['a | b', String.raw`a \| b`],
    ['two\nlines', 'two lines'],
    ['**bold** <b>', String.raw`\*\*bold\*\* \<b\>`],
    ['https://example.com', String.raw`https\://example.com`],
    ['www.example.com', String.raw`www\.example.com`],
    ['2026-11-29, 18:00 SGT', '2026-11-29, 18:00 SGT'],
  ])('the text %j in Markdown is written %j', (text, written) => {
    expect(markdownText(text)).toBe(written);
  });

  it('whatever is in the cells, Markdown shows each as the text that it is, in its own cell', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(hostile, hostile), { minLength: 1, maxLength: 5 }), (rows) => {
        const table = tableIn(
          markdownOf([0, 1].map((column) => ({ heading: 'a', cells: rows.map((row) => row[column]!) }))),
        );
        const shown = table.rows.map((cells) => cells.map(textOf));
        expect(shown).toEqual(rows.map((row) => row.map((text) => text.replace(/\s+/g, ' ').trim())));
      }),
      { numRuns: randomCases(500) },
    );
  });
});
