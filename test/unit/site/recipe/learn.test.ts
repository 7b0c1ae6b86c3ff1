// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { PageSnapshot } from '../../../../utils/page-model/page-snapshot';
import { taughtRows } from '../../../../utils/site/recipe/apply';
import { learn } from '../../../../utils/site/recipe/learn';
import type { Lesson } from '../../../../utils/site/recipe/recipe';
import { FAKE_SECRET } from '../../../browser/support/fake-secret';
import { bodyOf, spotAt } from '../../../support/taught-pages';

const NOW = Date.parse('2026-11-22T04:00Z');

function open(main: string): { page: Document; snapshot: PageSnapshot } {
  const page = new DOMParser().parseFromString(`<main>${main}</main>`, 'text/html');
  return { page, snapshot: new PageSnapshot(page) };
}

function teach(main: string, name: string, expiry?: string): Lesson | undefined {
  const { page, snapshot } = open(main);
  const body = bodyOf(snapshot.update());
  const pressed = {
    name: spotAt(page, snapshot, name),
    ...(expiry !== undefined && { expiry: spotAt(page, snapshot, expiry) }),
  };
  const learned = learn(body, pressed, { now: NOW });
  return learned?.everywhere ?? learned?.lesson;
}

function read(main: string, lesson: Lesson): string[] {
  const rows = taughtRows(bodyOf(open(main).snapshot.update()), lesson, { now: NOW });
  return rows.map(({ name, expiry }) => `${name}: ${expiry.text}`);
}

const row = (...cells: string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const table = (head: string, ...rows: string[]): string => `<table>${head}<tbody>${rows.join('')}</tbody></table>`;
const [ONE, TWO] = ['7 Aug 2027', '3 Dec 2026'];

describe('a page that has changed', () => {
  const lesson = teach(table('', row('a', ONE), row('b', TWO)), 'td', 'td:nth-child(2)')!;

  it('a new column of dates that nothing names makes a list unfit: no other date is taken for the expiry', () => {
    expect(read(table('', row('a', ONE), row('b', TWO)), lesson)).toEqual([`a: ${ONE}`, `b: ${TWO}`]);
    expect(read(table('', row('a', '1 Jan 2020', ONE), row('b', '2 Jan 2020', TWO)), lesson)).toEqual([]);
  });

  it('a header that is gone makes a list unfit, and one that has moved is followed', () => {
    const head = (...names: string[]): string =>
      `<thead><tr>${names.map((name) => `<th>${name}</th>`).join('')}</tr></thead>`;
    const named = teach(
      table(head('Nom', 'Fin', 'Revue'), row('a', ONE, '1 Jan 2030'), row('b', TWO, '2 Jan 2030')),
      'td',
      'td:nth-child(2)',
    )!;
    const moved = table(head('Revue', 'Fin', 'Nom'), row('1 Jan 2030', ONE, 'a'), row('2 Jan 2030', TWO, 'b'));
    expect(read(moved, named)).toEqual([`a: ${ONE}`, `b: ${TWO}`]);
    expect(read(moved.replace('>Fin<', '>Limite<'), named)).toEqual([]);
  });

  it('a page that puts more around its list is followed, and another list of the same kind is not taken along', () => {
    const list = table('', row('a', ONE), row('b', TWO));
    expect(read(`<div><section>${list}</section></div>`, lesson)).toEqual([`a: ${ONE}`, `b: ${TWO}`]);
    expect(read(`<div>${list}</div><div>${list}</div>`, lesson)).toEqual([]);
  });

  it('a list without any date, an empty one and a page without one do not fit', () => {
    for (const main of [table('', row('a', 'x'), row('b', 'y')), table(''), '<p>Nothing</p>', ''])
      expect(read(main, lesson)).toEqual([]);
  });
});

describe('what is pressed', () => {
  it('two texts of different keys, of no list, or without any date teach nothing', () => {
    expect(
      teach(table('', row('a', ONE), row('b', TWO)), 'tr:nth-child(2) td', 'tr:nth-child(1) td:nth-child(2)'),
    ).toBeUndefined();
    expect(teach(`<h1>Keys</h1>${table('', row('a', 'x'), row('b', 'y'))}`, 'td', 'td:nth-child(2)')).toBeUndefined();
    expect(
      teach('<ul><li><b>Delete</b> <i>7 Aug 2027</i></li><li><b>Delete</b> <i>3 Dec 2026</i></li></ul>', 'b', 'i'),
    ).toBeUndefined();
  });

  it('a key without a readable date keeps it so: no date beside it is taken along', () => {
    const main = table('', row('a', '1 Jan 2020', 'Pending'), row('b', '2 Jan 2020', ONE), row('c', '3 Jan 2020', TWO));
    const lesson = teach(main, 'tr:nth-child(2) td', 'tr:nth-child(2) td:nth-child(3)')!;
    expect(read(main, lesson)).toEqual(['a: Pending', `b: ${ONE}`, `c: ${TWO}`]);
  });

  it('a single key teaches where it stands, and others that come are read', () => {
    const card = (name: string, date: string): string => `<article><h3>${name}</h3><p>bis ${date}</p></article>`;
    const lesson = teach(`<section>${card('a', ONE)}</section>`, 'h3', 'p')!;
    expect(read(`<section>${card('b', TWO)}${card('a', ONE)}</section>`, lesson)).toEqual([
      `b: bis ${TWO}`,
      `a: bis ${ONE}`,
    ]);
  });

  it('a row that shows the key itself in the place of its name gets a name that is made, and never the key', () => {
    const main = table('', row('a', ONE), row(FAKE_SECRET, TWO), row('b', TWO));
    const lesson = teach(main, 'td', 'td:nth-child(2)')!;
    expect(read(main, lesson)).toEqual([`a: ${ONE}`, `: ${TWO}`, `b: ${TWO}`]);
  });

  it('a recipe holds none of the names and dates of a page, be they beside the list or in its first row', () => {
    const pages = [
      `<div><b>Mei Ling</b><b>mei.ling@tech.example.gov.sg</b></div>${table('', row('gazette', ONE), row('census', TWO))}`,
      table('', row('gazette', 'no date so far'), row('census', TWO), row('rainfall', ONE)),
      `<ul><li><b>gazette</b> <i>gazette</i> <u>${ONE}</u></li><li><b>census</b> <i>census</i> <u>${TWO}</u> <s>x</s></li></ul>`,
    ];
    const said = [
      teach(pages[0]!, 'td', 'td:nth-child(2)'),
      teach(pages[1]!, 'tr:nth-child(2) td', 'tr:nth-child(2) td:nth-child(2)'),
      teach(pages[2]!, 'b', 'u'),
    ].map((lesson) => JSON.stringify(lesson));
    for (const text of said) {
      expect(text).toContain('"levels"');
      expect(text).not.toMatch(/gazette|census|rainfall|Mei|20\d\d|no date/);
    }
  });
});
