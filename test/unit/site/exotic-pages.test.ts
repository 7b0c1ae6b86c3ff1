// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { Badges } from '../../../utils/page/badge';
import { READ_OF_ELEMENTS } from '../../../utils/page-model/own-properties';
import { copyControlsIn } from '../../../utils/page/leak/copy-controls';
import { visibleSecrets } from '../../../utils/page/leak/visible-secrets';
import { readTab, type ApiKeysTab } from '../../../utils/site/tab';
import { FAKE_SECRET } from '../../browser/support/fake-secret';
import { knownPage } from '../../support/known-page';
import { keysOf, NOW, parsed, TAB, table } from '../../support/read-markup';
import { someOf } from '../random-cases';

/*
 * Pages with an element that throws whatever is asked of it, and pages deeper than any that a browser made of markup.
 */

const NAMES = ['gazette-uploader', 'rainfall-sync', 'tide-tables'];
const ROWS = NAMES.map((name, index) => [name, `${7 + index} Aug 2027`] as const);
const ALL = ROWS.map(([name], index) => `${name}: 2027-08-0${7 + index}`);
const LISTS = {
  table: table(
    'Key Name | Created | Expiration',
    ...ROWS.map(([name, day]) => `${name} | 1 Oct 2026 | <span>${day}</span>`),
  ),
  cards: `<ul>${ROWS.map(([name, day]) => `<li><strong>${name}</strong><p>Expires on <b>${day}</b></p><button>Delete</button></li>`).join('')}</ul>`,
  columns: `<section>${[['Key Name', 'Expiration'], ...ROWS].map((row) => `<div>${row.map((text) => `<div>${text}</div>`).join('')}</div>`).join('')}</section>`,
};
/** An element of the second key's row, or one beside the list. */
const PLACES: [list: keyof typeof LISTS, selector: string][] = [
  ['table', 'tbody tr:nth-child(2)'],
  ['table', 'tbody tr:nth-child(2) td'],
  ['table', 'tbody tr:nth-child(2) span'],
  ['table', 'aside'],
  ['table', 'h2'],
  ['cards', 'li:nth-child(2)'],
  ['cards', 'li:nth-child(2) strong'],
  ['cards', 'li:nth-child(2) p'],
  ['cards', 'li:nth-child(2) b'],
  ['cards', 'aside'],
  ['cards', 'h2'],
  ['columns', 'section>div:nth-child(3)'],
  ['columns', 'section>div:nth-child(3) div'],
  ['columns', 'aside'],
  ['columns', 'h2'],
];

function open(list: string): Document {
  return parsed(
    `<!doctype html><title>API Keys</title><main><h1>API Keys</h1>${list}<aside>News</aside><h2>Help</h2><p>Ask us.</p></main>`,
  );
}

const read = (page: Document): ApiKeysTab | undefined => readTab({ page, url: TAB, now: NOW });

function throwFor(element: Element, name: string): void {
  Object.defineProperty(element, name, {
    get() {
      throw new Error('exotic');
    },
  });
}

it.each(PLACES)('an element that throws takes no other key of the %s along: %s', (list, selector) => {
  const left: string[] = [];
  for (const name of someOf([...READ_OF_ELEMENTS], 3)) {
    const page = open(LISTS[list]);
    throwFor(page.querySelector(selector)!, name);
    const found = read(page)?.list;
    const keys = keysOf(found);
    expect(keys, name).toEqual(expect.arrayContaining([ALL[0], ALL[2]]));
    // Where a key is missing, or not what it was, nothing says that it is gone.
    if (keys.join() !== ALL.join()) expect(found?.complete, name).toBe(false);
    if (found?.complete === false) left.push(name);
  }
  expect(left).not.toHaveLength(0);
  expect(keysOf(read(open(LISTS[list]))?.list)).toEqual(ALL);
  expect(read(open(LISTS[list]))?.list?.complete).toBe(true);
});

it('a list is read beside one that throws', () => {
  for (const name of READ_OF_ELEMENTS) {
    const page = open(
      `${LISTS.table}<h2>API keys of another agency</h2>${table('Key Name | Created | Expiration', 'pollen-count | 1 Oct 2026 | 1 Dec 2027')}`,
    );
    throwFor(page.querySelector('table')!, name);
    const list = read(page)?.list;
    const keys = keysOf(list);
    expect(keys, name).toContain('pollen-count: 2027-12-01');
    if (keys.length < 4) expect(list?.complete, name).toBe(false);
  }
});

it('a key whose element throws goes without a badge, and no other key does', () => {
  const page = open(LISTS.table);
  const { rows } = read(page)!.list!;
  throwFor(rows[1]!.expiryElement, 'append');
  throwFor(rows[1]!.expiryElement, 'after');
  const badges = new Badges();
  // A badge that is there is seen to in another way.
  for (let scan = 0; scan < 2; scan++) {
    Array.from(badges.show(rows, NOW));
    expect(
      [...page.querySelectorAll('key-expiry-badge')].map((badge) => badge.closest('tr')!.cells[0]!.textContent),
    ).toEqual([NAMES[0], NAMES[2]]);
  }
});

it('an element that throws hides no secret beside it, and no Copy control', () => {
  const page = open(
    `<p>${FAKE_SECRET}</p><p>${FAKE_SECRET}</p><code>${FAKE_SECRET}</code><code>${FAKE_SECRET}</code><input value="${FAKE_SECRET}"><button>Copy</button><button>Copy key</button>`,
  );
  for (const tag of ['p', 'code', 'button']) throwFor(page.querySelector(tag)!, 'getAttribute');
  for (const tag of ['p', 'code', 'input']) throwFor(page.querySelector(tag)!, 'matches');
  throwFor(page.querySelector('code')!, 'querySelector');
  const known = knownPage(page);
  expect(visibleSecrets(known, page.body).map(({ element }) => element)).toEqual(
    [...page.querySelectorAll('code')].slice(1).concat([...page.querySelectorAll('p')].slice(1, 2)),
  );
  expect(copyControlsIn(known.snapshot, page.body).map(({ textContent }) => textContent)).toEqual(['Copy key']);
});

describe('a page of any depth', () => {
  /** Puts so many elements into each other. */
  function nest(within: Element, tag: string, depth: number): Element {
    let deepest = within;
    for (let level = 0; level < depth; level++) deepest = deepest.appendChild(deepest.ownerDocument.createElement(tag));
    return deepest;
  }

  it.each(['div', 'span', 'b'])('a list is read beside what is 2,000 levels deep, and is partial: %s', (tag) => {
    const page = open(LISTS.table);
    nest(page.querySelector('aside')!, tag, 2_000).textContent = 'Far down';
    const list = read(page)?.list;
    expect(keysOf(list)).toEqual(ALL);
    expect(list?.complete).toBe(false);
  });

  it('a list is whole as deep as a browser makes it of markup', () => {
    const page = open('<div id="deep"></div>');
    nest(page.querySelector('#deep')!, 'div', 480).innerHTML = LISTS.table;
    const list = read(page)?.list;
    expect(keysOf(list)).toEqual(ALL);
    expect(list?.complete).toBe(true);
  });

  it('cells of any depth are read', () => {
    const page = open(LISTS.table);
    nest(page.querySelector('tbody td')!, 'i', 2_000).textContent = 'Far down';
    expect(keysOf(read(page)?.list)).toEqual(ALL);
  });
});
