// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { spotOf } from '../../../utils/page/badge-spot';
import { Edits } from '../../../utils/page/edits';
import type { ListedKeys } from '../../../utils/site/key-list';
import { readTab } from '../../../utils/site/tab';

const NOW = Date.parse('2026-11-29T04:00:00Z');
let life: AbortController;
let edits: Edits;
let onEnd: ReturnType<typeof vi.fn<() => void>>;

function table(
  first: string,
  second = '<td>rainfall-sync</td><td>1 Jan 2026</td><td>9 Mar 2027</td><td></td>',
): string {
  return `<h1>API Keys</h1><table><thead><tr><th>Key Name</th><th>Created</th><th>Expiration</th><th></th></tr></thead><tbody><tr id="edited">${first}</tr><tr>${second}</tr></tbody></table>`;
}
const PLAIN =
  '<td id="name">gazette-uploader</td><td>1 Jan 2026</td><td id="expiry">5 Dec 2026</td><td id="tools"></td>';

const byId = (id: string): HTMLElement => document.getElementById(id)!;
const read = (): ListedKeys | undefined =>
  readTab({ page: document, url: 'https://data.gov.sg/admin/api-keys', now: NOW })?.list;

/** What is settled of the page as it is now: its rows, and whether it is all of the list. */
function settled(): { rows: string[]; complete: boolean } | undefined {
  const list = edits.settle(read());
  return list && { rows: list.rows.map(({ name, expiry }) => `${name}: ${expiry.text}`), complete: list.complete };
}

const BEFORE = ['gazette-uploader: 5 Dec 2026', 'rainfall-sync: 9 Mar 2027'];

/** Has a field hold another text, as a person types it, or as a script puts it there. */
function type(field: HTMLElement, text: string, isTrusted = true): void {
  const event = (name: string): Event =>
    Object.defineProperty(new Event(name, { bubbles: true, composed: true }), 'isTrusted', { value: isTrusted });
  field.dispatchEvent(event('beforeinput'));
  if ('value' in field) field.value = text;
  else field.textContent = text;
  field.dispatchEvent(event('input'));
}

function focus(field: HTMLElement): void {
  field.tabIndex = 0;
  field.focus();
  field.dispatchEvent(new Event('focusin', { bubbles: true, composed: true }));
}

function leave(field: HTMLElement): void {
  field.blur();
  field.dispatchEvent(new Event('focusout', { bubbles: true, composed: true }));
}

function open(html: string): void {
  document.body.innerHTML = html;
  life = new AbortController();
  onEnd = vi.fn<() => void>();
  edits = new Edits(document, life.signal, onEnd);
}

beforeEach(() => open(table(PLAIN)));
afterEach(() => {
  life.abort();
  document.body.replaceChildren();
});

it('an edited row is as it was before while the focus is in an editable cell of it', () => {
  byId('expiry').setAttribute('contenteditable', 'true');
  expect(settled()).toEqual({ rows: BEFORE, complete: true });
  focus(byId('expiry'));
  type(byId('expiry'), '1 Jun 2027');
  expect(settled()).toEqual({ rows: BEFORE, complete: false });
});

it('an edited row is as it was before while the focus is in a field within a closed shadow root', () => {
  settled();
  life.abort();
  const host = document.createElement('name-field');
  const root = host.attachShadow({ mode: 'closed' });
  root.innerHTML = '<input value="gazette-uploader">';
  const field = root.querySelector('input')!;
  // A page is told of the host alone.
  Object.defineProperty(root, 'activeElement', { get: () => (document.activeElement === host ? field : null) });
  life = new AbortController();
  edits = new Edits(document, life.signal, onEnd, (element) => (element === host ? root : element.shadowRoot));
  settled();
  byId('name').replaceChildren(host);
  focus(host);
  expect(settled()).toEqual({ rows: BEFORE, complete: false });
  leave(host);
  expect(onEnd).toHaveBeenCalled();
});

it('an edited row is as it was before until what was typed into it is taken back', () => {
  byId('expiry').setAttribute('contenteditable', 'plaintext-only');
  settled();
  focus(byId('expiry'));
  type(byId('expiry'), '1 Jun 2027');
  leave(byId('expiry'));
  expect(onEnd).toHaveBeenCalled();
  expect(settled()).toEqual({ rows: BEFORE, complete: false });
  byId('expiry').textContent = '5 Dec 2026';
  expect(settled()).toEqual({ rows: BEFORE, complete: true });
});

it('an edited row is as it was before until it is saved, and is not editable any more', () => {
  byId('expiry').setAttribute('contenteditable', '');
  settled();
  focus(byId('expiry'));
  type(byId('expiry'), '1 Jun 2027');
  leave(byId('expiry'));
  byId('expiry').removeAttribute('contenteditable');
  expect(settled()).toEqual({ rows: ['gazette-uploader: 1 Jun 2027', BEFORE[1]], complete: true });
});

it.each([
  ['a field', '<input id="field" value="gazette-uploader">'],
  ['a field of a date', '<input id="field" type="date" value="2026-12-05">'],
  ['a field of many lines', '<textarea id="field">gazette-uploader</textarea>'],
])('an edited row is as it was before while %s is in the place of its name', (_, field) => {
  settled();
  byId('name').innerHTML = `${field}<button>Save</button><button>Cancel</button>`;
  focus(byId('field'));
  expect(settled()).toEqual({ rows: BEFORE, complete: false });
  type(byId('field'), 'gazette-2027');
  leave(byId('field'));
  expect(settled()).toEqual({ rows: BEFORE, complete: false });
  byId('name').textContent = 'gazette-2027';
  expect(settled()).toEqual({ rows: ['gazette-2027: 5 Dec 2026', BEFORE[1]], complete: true });
});

it('a row is as it was before while it is edited within a shadow root', () => {
  settled();
  const host = byId('name').appendChild(document.createElement('inline-edit'));
  const field = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('input'));
  byId('name').firstChild!.remove();
  type(field, 'gazette-2027');
  expect(settled()).toEqual({ rows: BEFORE, complete: false });
});

it('an edited row is left out if it was not read before', () => {
  byId('expiry').setAttribute('contenteditable', 'true');
  focus(byId('expiry'));
  expect(settled()).toEqual({ rows: [BEFORE[1]], complete: false });
});

it('all rows of a list that is edited as a whole are as they were before', () => {
  document.querySelector('tbody')!.setAttribute('contenteditable', 'true');
  settled();
  focus(document.querySelector('tbody')!);
  byId('expiry').textContent = '1 Jun 2027';
  expect(settled()).toEqual({ rows: BEFORE, complete: false });
});

it('an edited row is as it was before even if it is the only one of its list', () => {
  byId('edited').nextElementSibling!.remove();
  settled();
  byId('name').innerHTML = '<input id="field" value="gazette-uploader">';
  focus(byId('field'));
  expect(settled()).toEqual({ rows: [BEFORE[0]], complete: false });
});

describe('a row is read as it is', () => {
  const NOW_READ = { rows: ['gazette-uploader: 1 Jun 2027', BEFORE[1]], complete: true };

  it.each<[string, () => void]>([
    [
      'if a script puts another text into it',
      () => {
        byId('expiry').setAttribute('contenteditable', 'true');
        type(byId('expiry'), '1 Jun 2027', false);
      },
    ],
    [
      'while a box to tick has the focus',
      () => {
        byId('tools').innerHTML = '<input id="field" type="checkbox">';
        focus(byId('field'));
      },
    ],
    [
      'while a button has the focus',
      () => {
        byId('tools').innerHTML = '<button id="field">Delete</button>';
        focus(byId('field'));
      },
    ],
    [
      'while a field that is fixed has the focus',
      () => {
        byId('tools').innerHTML = '<input id="field" readonly>';
        focus(byId('field'));
      },
    ],
    [
      'while a cell has the focus that is not to be edited',
      () => {
        byId('edited').parentElement!.setAttribute('contenteditable', 'true');
        byId('edited')
          .parentElement!.querySelectorAll('td')
          .forEach((cell) => cell.setAttribute('contenteditable', 'false'));
        focus(byId('tools'));
      },
    ],
    [
      'while something is typed beside the list',
      () => {
        const field = document.body.appendChild(document.createElement('textarea'));
        focus(field);
        type(field, 'A word to the team');
      },
    ],
    [
      'once a field that was typed in is gone',
      () => {
        byId('tools').innerHTML = '<input id="field">';
        type(byId('field'), 'a note');
        byId('tools').replaceChildren();
      },
    ],
    [
      'once a field that was typed in is fixed',
      () => {
        byId('tools').innerHTML = '<input id="field">';
        type(byId('field'), 'a note');
        byId('field').setAttribute('disabled', '');
      },
    ],
  ])('a row is read as it is %s', (_, happen) => {
    settled();
    happen();
    byId('expiry').textContent = '1 Jun 2027';
    expect(settled()).toEqual(NOW_READ);
  });

  it('a row is read as it is while another row is edited', () => {
    settled();
    const [, other] = document.querySelectorAll('tbody tr');
    const cell = other!.querySelector('td')!;
    cell.setAttribute('contenteditable', 'true');
    focus(cell);
    byId('expiry').textContent = '1 Jun 2027';
    expect(settled()).toEqual({ ...NOW_READ, complete: false });
  });
});

describe('a badge goes', () => {
  const edit = (id: string): void => byId(id).setAttribute('contenteditable', 'true');
  it.each<[string, string, () => void, string | undefined]>([
    ['into the cell of the expiry', PLAIN, () => undefined, 'within expiry'],
    ['into the cell behind one that is edited', PLAIN, () => edit('expiry'), 'within tools'],
    [
      'into the cell of the name if there is none behind',
      PLAIN,
      () => {
        edit('expiry');
        byId('tools').remove();
      },
      'within name',
    ],
    [
      'into the cell of the name if the one behind is edited as well',
      PLAIN,
      () => {
        edit('expiry');
        edit('tools');
      },
      'within name',
    ],
    ['nowhere if the row is edited', PLAIN, () => edit('edited'), undefined],
    [
      'into an island that is not edited',
      PLAIN,
      () => {
        edit('edited');
        byId('expiry').setAttribute('contenteditable', 'false');
      },
      'within expiry',
    ],
    [
      'behind a part of a cell that is edited',
      PLAIN.replace('5 Dec 2026', '<div id="part">5 Dec 2026</div>'),
      () => edit('part'),
      'behind part',
    ],
    [
      'behind a piece of a line that is edited',
      PLAIN.replace('5 Dec 2026', '<div id="line">Until <span id="part">5 Dec 2026</span></div>'),
      () => edit('line'),
      'behind line',
    ],
    ['into the cell of the expiry if another one is edited', PLAIN, () => edit('name'), 'within expiry'],
  ])('a badge goes %s', (_, first, change, expected) => {
    document.body.innerHTML = table(first);
    change();
    const spot = spotOf(read()!.rows[0]!);
    const idOf = (node: Node): string => (node as Element).id;
    const said = spot && ('within' in spot ? `within ${idOf(spot.within)}` : `behind ${idOf(spot.after)}`);
    expect(said).toBe(expected);
  });
});
