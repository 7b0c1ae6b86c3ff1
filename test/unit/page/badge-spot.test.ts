// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { KeyRow } from '../../../utils/site/key-row';
import { cellAside, spotOf } from '../../../utils/page/badge-spot';

/** The row whose expiry is printed by what has the id "expiry"; its name is "gazette". */
function rowOf(html: string, find: () => Element = () => document.getElementById('expiry')!): KeyRow {
  document.body.innerHTML = html;
  return {
    element: document.querySelector('tr,li,div')!,
    expiryElement: find(),
    name: 'gazette',
    expiry: { kind: 'never', text: '' },
  };
}

const said = (node: Node): string => (node.nodeType === 3 ? node.nodeValue! : (node as Element).id);

function spot(row: KeyRow): string {
  const found = spotOf(row)!;
  return 'within' in found ? `within ${said(found.within)}` : `after ${said(found.after)}`;
}

describe('a badge goes', () => {
  it.each([
    ['into a cell', '<table><tr><td id="expiry">5 Dec</td></tr></table>', 'within expiry'],
    ['after a piece of a line', '<p>Until <span id="expiry">5 Dec</span>.</p>', 'after expiry'],
    ['after a box in a line', '<p><b id="expiry" style="display:inline-block">5 Dec</b></p>', 'after expiry'],
    [
      'into a piece that is drawn as a block',
      '<p><span id="expiry" style="display:block">5 Dec</span></p>',
      'within expiry',
    ],
    ['after a block that is drawn in a line', '<p><ins id="expiry">5 Dec</ins></p>', 'after expiry'],
    [
      'into a cell whose tag is that of a piece',
      '<div role="row"><span role="cell" id="expiry">5 Dec</span></div>',
      'within expiry',
    ],
    [
      'into a part of a flexible line',
      '<div style="display:flex"><span id="expiry">5 Dec</span></div>',
      'within expiry',
    ],
    [
      'into the last text of a flexible line',
      '<div id="expiry" style="display:flex"><span id="date">5 Dec</span><button>Extend</button></div>',
      'within date',
    ],
    ['after a control', '<div style="display:flex"><button id="expiry">5 Dec</button></div>', 'after expiry'],
  ])('a badge goes %s', (_, html, expected) => {
    expect(spot(rowOf(html))).toBe(expected);
  });

  it('a badge goes after what is assigned to a slot, never into the slot', () => {
    const row = rowOf('<div><x-cell id="cell">5 Dec</x-cell></div>', () => {
      const root = document.getElementById('cell')!.attachShadow({ mode: 'open' });
      root.innerHTML = '<slot></slot>';
      return root.querySelector('slot')!;
    });
    expect(spot(row)).toBe('after 5 Dec');
  });

  it('a badge goes into the shadow root of an element that shows nothing of its own content', () => {
    const row = rowOf('<div><x-date id="expiry"></x-date></div>');
    row.expiryElement.attachShadow({ mode: 'open' }).innerHTML = '<style></style><p id="date">5 Dec</p>';
    expect(spot(row)).toBe('within date');
  });
});

it.each([
  [-2, 'name'],
  [-1, undefined],
  [1, 'empty'],
  [2, undefined],
])('%i cells from the expiry there is room if that is the name or nothing', (offset, expected) => {
  const row = rowOf(
    '<table><tr><td><div id="name">gazette</div></td><td>1 Jan 2026</td><td id="expiry">5 Dec</td><td id="empty"></td></tr></table>',
  );
  expect(cellAside(row, offset)?.id).toBe(expected);
});
