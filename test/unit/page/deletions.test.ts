// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Deletions } from '../../../utils/page/deletions';
import { readTab } from '../../../utils/site/tab';
import { snapshotOf } from '../../support/known-page';

const START = Date.parse('2026-11-29T04:00:00Z');
const NAMES = ['gazette-uploader', 'rainfall-sync', 'delete-me'];
let life: AbortController;
let deletions: Deletions;

const row = (name: string, tools: string): string =>
  `<tr><td>${name}</td><td>${NAMES.indexOf(name) + 1} Jan 2026</td><td>5 Dec 2026</td><td>${tools}</td></tr>`;
const ICON = '<button class="delete"><svg></svg></button>';
const WORD = '<button class="delete">Delete</button>';
const SCRIPT_ONLY = '<span class="delete" style="cursor: pointer"><svg></svg></span>';

function open(tools = WORD, names = NAMES): void {
  document.body.innerHTML = `<div id="root"><header><button id="create">Create API key</button></header><main><h1>API Keys</h1><table><thead><tr><th>Key Name</th><th>Created</th><th>Expiration</th><th></th></tr></thead>
    <tbody>${names.map((name) => row(name, tools)).join('')}</tbody></table></main></div>`;
}

/** Follows the page as it is now; returns the names of the keys that were deleted. */
function seen(): string[] {
  const list = readTab({ page: document, url: 'https://data.gov.sg/admin/api-keys', now: Date.now() })?.list;
  return deletions.follow(list, Date.now()).map(({ name }) => name);
}

const rowOf = (name: string): HTMLElement =>
  [...document.querySelectorAll<HTMLElement>('tbody tr')].find(({ textContent }) => textContent.includes(name))!;

function press(control: Element, isTrusted = true): void {
  control.dispatchEvent(
    Object.defineProperty(new MouseEvent('click', { bubbles: true, composed: true }), 'isTrusted', {
      value: isTrusted,
    }),
  );
}
function pressEscape(): void {
  document.body.dispatchEvent(
    Object.defineProperty(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }), 'isTrusted', { value: true }),
  );
}
const pressIn = (name: string): void => press(rowOf(name).querySelector('.delete svg, .delete')!);

/** Shows something at the end of the page, as portals do; the one before it goes. */
function show(html: string): void {
  document.querySelector('#portal')?.remove();
  document.body.insertAdjacentHTML('beforeend', `<div id="portal">${html}</div>`);
}
const close = (): void => document.querySelector('#portal')?.remove();
const control = (words: string): Element =>
  [
    ...document.querySelectorAll('#portal button, #portal [role="menuitem"], tbody button, input[type="submit"]'),
  ].findLast(
    (element) =>
      (element.getAttribute('aria-label') ?? element.textContent.trim()) === words ||
      (element as HTMLInputElement).value === words,
  )!;

/** The dialog of the stand-in's tab, as its library builds it. */
const DIALOG = `<div class="overlay" style="position: fixed"></div><div class="container" tabindex="-1" style="position: fixed"><section role="dialog" tabindex="-1" aria-modal="true">
  <button aria-label="Close">×</button><header>Delete your API key</header><div><p>Systems that use <b>gazette-uploader</b> will no longer be able to update your datasets. This cannot be undone.</p></div>
  <footer><button>Cancel</button><button>Delete API key</button></footer></section></div>`;
const question = (words: string, buttons = '<button>No</button><button>Yes</button>', role = 'dialog'): string =>
  `<div role="${role}"><p>${words}</p>${buttons}</div>`;

beforeEach(() => {
  vi.useFakeTimers({ now: START });
  life = new AbortController();
  deletions = new Deletions(document, life.signal, () => snapshotOf(document));
});
afterEach(() => {
  life.abort();
  vi.useRealTimers();
  document.body.replaceChildren();
});

it.each<[string, string, () => void]>([
  [
    'in the stand-in’s dialog, after a picture was pressed',
    ICON,
    () => {
      pressIn(NAMES[0]!);
      show(DIALOG);
      press(control('Delete API key'));
    },
  ],
  [
    'in a dialog that only asks whether one is sure',
    WORD,
    () => {
      pressIn(NAMES[0]!);
      show(question('Are you sure?'));
      press(control('Yes'));
    },
  ],
  [
    'in an alert’s OK',
    WORD,
    () => {
      pressIn(NAMES[0]!);
      show(question('This cannot be undone.', '<button>OK</button>', 'alertdialog'));
      press(control('OK'));
    },
  ],
  [
    'from a picture without a role',
    SCRIPT_ONLY,
    () => {
      pressIn(NAMES[0]!);
      show(question('Revoke this key?', '<button>Revoke</button>'));
      press(control('Revoke'));
    },
  ],
  [
    'from a menu',
    '<button class="delete" aria-label="More actions">⋯</button>',
    () => {
      pressIn(NAMES[0]!);
      show('<div role="menu"><div role="menuitem">Rename</div><div role="menuitem">Delete</div></div>');
      press(control('Delete'));
      show(question('Are you sure?', '<button>Cancel</button><button>Continue</button>'));
      press(control('Continue'));
    },
  ],
  [
    'from a popover without a role',
    '<button class="delete">⋯</button>',
    () => {
      pressIn(NAMES[0]!);
      show('<div style="position: absolute"><button>Remove</button></div>');
      press(control('Remove'));
      show('<div style="position: fixed"><p>Are you sure?</p><button>Confirm</button></div>');
      press(control('Confirm'));
    },
  ],
  [
    'once a word was typed, and a box ticked',
    WORD,
    () => {
      pressIn(NAMES[0]!);
      show(
        question(
          'Type DELETE to go on.',
          '<label style="cursor: pointer"><span>I understand</span><input type="checkbox"></label><input id="word"><input type="submit" value="Delete">',
        ),
      );
      press(document.querySelector('#portal span')!);
      press(document.querySelector('#word')!);
      press(control('Delete'));
    },
  ],
  [
    'within the row, where the control asks back',
    WORD,
    () => {
      pressIn(NAMES[0]!);
      control('Delete');
      rowOf(NAMES[0]!).querySelector('button')!.textContent = 'Confirm';
      pressIn(NAMES[0]!);
    },
  ],
  [
    'within the row, where that asks',
    ICON,
    () => {
      pressIn(NAMES[0]!);
      rowOf(NAMES[0]!).lastElementChild!.innerHTML =
        '<span>Delete this key?</span> <button>No</button> <button>Yes</button>';
      press(control('Yes'));
    },
  ],
  [
    'at the second step of two',
    WORD,
    () => {
      pressIn(NAMES[0]!);
      show(question('Step 1', '<button>Continue</button>'));
      press(control('Continue'));
      show(question('Step 2', '<button>Yes, delete it</button>'));
      press(control('Yes, delete it'));
    },
  ],
  [
    'after another row’s was taken back',
    WORD,
    () => {
      pressIn(NAMES[1]!);
      show(question('Are you sure?'));
      press(control('No'));
      pressIn(NAMES[0]!);
      show(question('Are you sure?'));
      press(control('Yes'));
    },
  ],
])('a deletion is seen %s', (_, tools, act) => {
  open(tools);
  expect(seen()).toEqual([]);
  act();
  expect(seen()).toEqual([]);
  close();
  rowOf(NAMES[0]!).remove();
  expect(seen()).toEqual([NAMES[0]]);
  expect(seen()).toEqual([]);
});

it('a deletion is seen when the list comes back from the server after all of it went', () => {
  open(ICON);
  seen();
  pressIn(NAMES[0]!);
  show(DIALOG);
  press(control('Delete API key'));
  close();
  document.querySelector('tbody')!.replaceChildren();
  expect(seen()).toEqual([]);
  open(ICON, NAMES.slice(1));
  expect(seen()).toEqual([NAMES[0]]);
});

it('deletions of two keys are seen at once, each by its own presses', () => {
  open();
  seen();
  for (const name of NAMES.slice(0, 2)) {
    pressIn(name);
    show(question('Are you sure?'));
    press(control('Yes'));
  }
  close();
  open(WORD, NAMES.slice(2));
  expect(seen()).toEqual(NAMES.slice(0, 2));
});

describe('no deletion is seen', () => {
  const goAway = (): void => rowOf(NAMES[0]!).remove();
  const confirm = (): void => {
    pressIn(NAMES[0]!);
    show(DIALOG);
    press(control('Delete API key'));
    close();
  };
  it.each<[string, string, () => void]>([
    ['if a row just goes', WORD, goAway],
    [
      'if nothing was confirmed',
      WORD,
      () => {
        pressIn(NAMES[0]!);
        show(DIALOG);
        close();
        goAway();
      },
    ],
    [
      'after Cancel',
      ICON,
      () => {
        pressIn(NAMES[0]!);
        show(DIALOG);
        press(control('Cancel'));
        close();
        goAway();
      },
    ],
    [
      'after Close',
      ICON,
      () => {
        pressIn(NAMES[0]!);
        show(DIALOG);
        press(control('Close'));
        close();
        goAway();
      },
    ],
    [
      'after a press behind the dialog',
      ICON,
      () => {
        pressIn(NAMES[0]!);
        show(DIALOG);
        press(document.querySelector('.container')!);
        press(control('Delete API key'));
        goAway();
      },
    ],
    [
      'after Escape',
      ICON,
      () => {
        pressIn(NAMES[0]!);
        show(DIALOG);
        pressEscape();
        press(control('Delete API key'));
        close();
        goAway();
      },
    ],
    [
      'after something else was pressed',
      ICON,
      () => {
        pressIn(NAMES[0]!);
        press(document.querySelector('#create')!);
        show(DIALOG);
        press(control('Delete API key'));
        close();
        goAway();
      },
    ],
    [
      'if another row was pressed last',
      WORD,
      () => {
        pressIn(NAMES[0]!);
        pressIn(NAMES[1]!);
        show(question('Are you sure?'));
        press(control('Yes'));
        close();
        goAway();
      },
    ],
    [
      'if a script pressed the row’s control',
      ICON,
      () => {
        press(rowOf(NAMES[0]!).querySelector('.delete')!, false);
        show(DIALOG);
        press(control('Delete API key'));
        close();
        goAway();
      },
    ],
    [
      'if a script confirmed',
      ICON,
      () => {
        pressIn(NAMES[0]!);
        show(DIALOG);
        press(control('Delete API key'), false);
        close();
        goAway();
      },
    ],
    [
      'if the same control was pressed twice',
      WORD,
      () => {
        pressIn(NAMES[0]!);
        pressIn(NAMES[0]!);
        goAway();
      },
    ],
    [
      'if two rows went',
      WORD,
      () => {
        confirm();
        goAway();
        rowOf(NAMES[1]!).remove();
      },
    ],
    [
      'if all rows went',
      WORD,
      () => {
        confirm();
        document.querySelector('tbody')!.replaceChildren();
      },
    ],
    [
      'if another row went',
      WORD,
      () => {
        confirm();
        rowOf(NAMES[1]!).remove();
      },
    ],
    [
      'if a row of the same facts has come',
      WORD,
      () => {
        confirm();
        rowOf(NAMES[0]!).firstElementChild!.textContent = 'gazette-2027';
      },
    ],
    [
      'if a filter was set',
      WORD,
      () => {
        confirm();
        goAway();
        document.querySelector('header')!.innerHTML = '<input type="search" value="ai">';
      },
    ],
    [
      'if nobody speaks of a deletion',
      ICON,
      () => {
        pressIn(NAMES[0]!);
        show(question('Are you sure?'));
        press(control('Yes'));
        close();
        goAway();
      },
    ],
    [
      'if only the name of the key does',
      ICON,
      () => {
        pressIn('delete-me');
        show(question('Rename delete-me', '<button>OK</button>'));
        press(control('OK'));
        close();
        rowOf('delete-me').remove();
      },
    ],
    [
      'if the dialog is about another key',
      WORD,
      () => {
        pressIn(NAMES[0]!);
        show(question('Delete rainfall-sync?'));
        press(control('Yes'));
        close();
        goAway();
      },
    ],
    [
      'if the dialog had been there before',
      WORD,
      () => {
        show(question('We use cookies', '<button>OK</button>'));
        pressIn(NAMES[0]!);
        press(control('OK'));
        close();
        goAway();
      },
    ],
    [
      'if another item of the menu was pressed',
      '<button class="delete">⋯</button>',
      () => {
        pressIn(NAMES[0]!);
        show('<div role="menu"><div role="menuitem">Rename</div></div>');
        press(control('Rename'));
        show(question('Deleting is something else', '<button>OK</button>'));
        press(control('OK'));
        goAway();
      },
    ],
    [
      'if it was confirmed too late',
      WORD,
      () => {
        pressIn(NAMES[0]!);
        show(DIALOG);
        vi.advanceTimersByTime(121_000);
        press(control('Delete API key'));
        close();
        goAway();
      },
    ],
    [
      'if the row went too late',
      WORD,
      () => {
        confirm();
        vi.advanceTimersByTime(61_000);
        goAway();
      },
    ],
    [
      'if the server refused, and the dialog was left',
      WORD,
      () => {
        pressIn(NAMES[0]!);
        show(DIALOG);
        press(control('Delete API key'));
        press(control('Cancel'));
        close();
        goAway();
      },
    ],
    [
      'once the visit is over',
      WORD,
      () => {
        life.abort();
        confirm();
        goAway();
      },
    ],
  ])('no deletion is seen %s', (_, tools, act) => {
    open(tools);
    seen();
    act();
    expect(seen()).toEqual([]);
  });

  it('no deletion is seen if the key was the only one', () => {
    open(WORD, NAMES.slice(0, 1));
    seen();
    confirm();
    goAway();
    expect(seen()).toEqual([]);
  });
});

describe('the only key', () => {
  const [name] = NAMES as [string];
  const becomeEmpty = (sentence: string): void => {
    close();
    document.querySelector('table')!.outerHTML = `<p>${sentence}</p>`;
  };
  const deleteIt = (): void => {
    open(WORD, [name]);
    seen();
    pressIn(name);
    show(question('Delete this key?'));
    press(control('Yes'));
  };

  it('is deleted if the page then says that there are no keys', () => {
    deleteIt();
    becomeEmpty('You have no API keys yet.');
    expect(seen()).toEqual([name]);
    expect(seen()).toEqual([]);
  });

  it.each([
    ['only no match is said', 'No API keys found matching your search.'],
    ['nothing is said', 'Please wait'],
  ])('is not if %s', (_, sentence) => {
    deleteIt();
    becomeEmpty(sentence);
    expect(seen()).toEqual([]);
  });

  it('is not if the deletion was not confirmed, or another key was listed too', () => {
    open(WORD, [name]);
    seen();
    becomeEmpty('You have no API keys yet.');
    expect(seen()).toEqual([]);
    open(WORD, NAMES);
    seen();
    pressIn(name);
    show(question('Delete this key?'));
    press(control('Yes'));
    becomeEmpty('You have no API keys yet.');
    expect(seen()).toEqual([]);
  });
});
