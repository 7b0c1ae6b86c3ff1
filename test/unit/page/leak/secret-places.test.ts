// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { toItsEnd } from '../../../../utils/page-model/steps';
import { placeOfControl, secretBeside } from '../../../../utils/page/leak/control-secrets';
import { copiedFrom, secretInSteps } from '../../../../utils/page/leak/copied-secret';
import { placeOf } from '../../../../utils/page/leak/secret-places';
import { searchVisible, visibleSecrets } from '../../../../utils/page/leak/visible-secrets';
import { type Effort } from '../../../../utils/secrets/secret';
import { copiedText, type CopiedText } from '../../../../utils/secrets/copied-text';
import { FAKE_SECRET } from '../../../browser/support/fake-secret';
import { knownPage } from '../../../support/known-page';

const TOKEN = 'Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9';
const UUID = '123e4567-e89b-42d3-a456-426614174000';
const GROUPS = '3f9a 8b7c 6d5e 4f3a 2b1c 0d9e 8f7a 6b5c';

function elementIn(html: string): Element {
  document.body.innerHTML = html;
  return document.querySelector('[data-here]')!;
}

function shapeOfSecretIn(text: CopiedText, from: Element): string | undefined {
  const page = knownPage(document);
  return toItsEnd(secretInSteps(page, text, copiedFrom(page, from)));
}

afterEach(() => document.body.replaceChildren());

it.each([
  ['a read-only field', '<input data-here readonly>', 'secret'],
  ['code behind the label of a key', '<p>Your API key: <code data-here>x</code></p>', 'secret'],
  ['code', '<p>Use <code data-here>x</code></p>', 'plain'],
  ['the dialog that shows a key once', '<div role="dialog"><p>Your key</p><p data-here>x</p></div>', 'secret'],
  [
    'under a key’s heading, beside a Copy button',
    '<section><h2>Your new API key</h2><div><span data-here>x</span><button>Copy</button></div></section>',
    'secret',
  ],
  [
    'behind a key’s label, beside a Copy button that is a picture',
    '<div><b>Secret</b><span data-here>x</span><button aria-label="Copy to clipboard"><svg></svg></button></div>',
    'secret',
  ],
  ['beside a Copy button', '<div><span data-here>x</span><button>Copy</button></div>', 'plain'],
  ['a field of definitions', '<dl><dt>API key</dt><dd data-here>x</dd></dl>', 'plain'],
  ['a cell', '<table><tr><th>Key Name</th><th>Key</th></tr><tr><td>a</td><td data-here>x</td></tr></table>', 'plain'],
  ['a paragraph', '<p data-here>x</p>', 'plain'],
  ['under the label of an id', '<dl><dt>Key ID</dt><dd data-here>x</dd></dl>', 'else'],
  [
    'a column of ids',
    '<table><tr><th>Key Name</th><th>Key ID</th></tr><tr><td>a</td><td><code data-here>x</code></td></tr></table>',
    'else',
  ],
  [
    'a column of names',
    '<table><tr><th>Key Name</th><th>Key ID</th></tr><tr><td data-here>a</td><td>x</td></tr></table>',
    'else',
  ],
  ['a labelled field of an id', '<label>Request ID <input data-here readonly></label>', 'else'],
  ['a named field of an id', '<input data-here readonly aria-label="Dataset ID">', 'else'],
  ['an id in a sentence', '<p>Commit <code data-here>x</code></p>', 'else'],
  ['an id behind its name', '<p>Key ID: <code data-here>x</code></p>', 'else'],
  ['a key behind an id with its label', `<div><p>Key ID: ${TOKEN}</p><p><code data-here>x</code></p></div>`, 'plain'],
  [
    'an id beside its Copy button',
    '<div><span>Reference number:</span> <span data-here>x</span><button>Copy</button></div>',
    'else',
  ],
])('a place says what it holds: %s', (_, html, place) => {
  const element = elementIn(html);
  expect(placeOf(knownPage(document), element)).toBe(place);
});

it.each([
  ['Copy beside a key', `<div><span>API key</span><code>${UUID}</code><button data-here>Copy</button></div>`, 'secret'],
  ['Copy key', '<button data-here>Copy key</button>', 'secret'],
  ['Copy key ID', '<button data-here>Copy key ID</button>', 'else'],
  ['Copy beside an id', `<div><span>Key ID</span><code>${UUID}</code><button data-here>Copy</button></div>`, 'else'],
  ['Copy API key for one of them', '<button data-here>Copy API key for rainfall-sync</button>', 'secret'],
  [
    'Copy beside the field of an id',
    '<div><input aria-label="Key ID" readonly><button data-here aria-label="Copy"></button></div>',
    'else',
  ],
  [
    'Copy beside an id of something else',
    `<div><b>Webhook</b><code>${UUID}</code><button data-here>Copy</button></div>`,
    'plain',
  ],
  ['another button', '<div role="dialog"><button data-here>Done</button></div>', 'plain'],
])('a control says what it copies: %s', (_, html, place) => {
  const control = elementIn(html);
  expect(placeOfControl(knownPage(document), control)).toBe(place);
});

it.each([
  ['a key anywhere', `<p data-here>${FAKE_SECRET}</p>`, FAKE_SECRET, 'v2'],
  [
    'a key even under the label of an id',
    `<dl><dt>Key ID</dt><dd data-here>${FAKE_SECRET}</dd></dl>`,
    FAKE_SECRET,
    'v2',
  ],
  [
    'a token in a cell',
    `<table><tr><th>Key Name</th><th>Key</th></tr><tr><td>a</td><td data-here>${TOKEN}</td></tr></table>`,
    TOKEN,
    'token',
  ],
  [
    'a UUID in the dialog that shows a key once',
    `<div role="dialog"><input data-here readonly value="${UUID}"></div>`,
    UUID,
    'possible',
  ],
  [
    'a row with a token in it',
    `<table><tr><th>Key Name</th><th>Key</th></tr><tr data-here><td>a</td><td>${TOKEN}</td></tr></table>`,
    `a\t${TOKEN}`,
    'token',
  ],
  [
    'a UUID in a column of secrets',
    `<table><tr><th>Key Name</th><th>Secret key</th></tr><tr><td>a</td><td data-here>${UUID}</td></tr></table>`,
    UUID,
    'possible',
  ],
  [
    'a UUID in a column of API keys',
    `<table><tr><th>API Key</th><th>Expires</th></tr><tr><td data-here>${UUID}</td><td>1 Dec 2026</td></tr></table>`,
    UUID,
    'possible',
  ],
  ['a UUID in a field of a token', `<dl><dt>Token</dt><dd data-here>${UUID}</dd></dl>`, UUID, 'possible'],
  ['a UUID behind “Key”', `<p><b>Key:</b> <span data-here>${UUID}</span></p>`, UUID, 'possible'],
  [
    '20 signs in a column of tokens',
    '<table><tr><th>Token</th><th>Expires</th></tr><tr><td data-here>AKIAZZZZZZZZZZ0A1B2C</td><td>1 Dec 2026</td></tr></table>',
    'AKIAZZZZZZZZZZ0A1B2C',
    'possible',
  ],
  [
    'groups in a column of keys',
    `<table><tr><th>Key</th><th>Expires</th></tr><tr><td data-here>${GROUPS}</td><td>1 Dec 2026</td></tr></table>`,
    GROUPS,
    'possible',
  ],
])('a copied text is a secret: %s', (_, html, text, shape) => {
  expect(shapeOfSecretIn(copiedText(text), elementIn(html))).toBe(shape);
});

it.each([
  ['a token that is an id', `<dl><dt>Key ID</dt><dd data-here>${TOKEN}</dd></dl>`, TOKEN],
  [
    'a row whose token is an id',
    `<table><tr><th>Key Name</th><th>Key ID</th></tr><tr data-here><td>a</td><td>${TOKEN}</td></tr></table>`,
    `a\t${TOKEN}`,
  ],
  [
    'a UUID in a cell',
    `<table><tr><th>Key Name</th><th>Key</th></tr><tr><td>a</td><td data-here>${UUID}</td></tr></table>`,
    UUID,
  ],
  [
    'a UUID in a column of datasets',
    `<table><tr><th>API Key</th><th>Dataset ID</th></tr><tr><td>a</td><td data-here>${UUID}</td></tr></table>`,
    UUID,
  ],
  [
    'a UUID in a column of notes',
    `<table><tr><th>API Key</th><th>Notes</th></tr><tr><td>a</td><td data-here>${UUID}</td></tr></table>`,
    UUID,
  ],
  [
    'a UUID in a column of key ids',
    `<table><tr><th>Key ID</th><th>Expires</th></tr><tr><td data-here>${UUID}</td><td>1 Dec 2026</td></tr></table>`,
    UUID,
  ],
  [
    'a date beside keys',
    `<table><tr><th>API Key</th><th>Expires</th></tr><tr><td>${UUID}</td><td data-here>07 Aug 2027, 23:59</td></tr></table>`,
    '07 Aug 2027, 23:59',
  ],
  [
    'a name in a column of keys',
    '<table><tr><th>API Key</th><th>Expires</th></tr><tr><td data-here>gazette-uploader-production-2026</td><td>1 Dec 2026</td></tr></table>',
    'gazette-uploader-production-2026',
  ],
  ['an id with its label', `<p data-here>Trace ID: ${TOKEN}</p>`, `Trace ID: ${TOKEN}`],
  [
    'a name',
    '<div role="dialog"><input data-here readonly value="gazette-uploader-production-2026"></div>',
    'gazette-uploader-production-2026',
  ],
])('a copied text is no secret: %s', (_, html, text) => {
  expect(shapeOfSecretIn(copiedText(text), elementIn(html))).toBeUndefined();
});

it('a Copy button copies the secret in its own place, not one that has a button of its own', () => {
  const button = elementIn(
    `<div><p><span>gazette-uploader</span><button data-here>Copy</button></p><p><code>${FAKE_SECRET}</code><button>Copy</button></p></div>`,
  );
  const page = knownPage(document);
  expect(secretBeside(page, button)).toBeUndefined();
  expect(secretBeside(page, document.querySelectorAll('button')[1]!)?.element.localName).toBe('code');
});

it('several Copy buttons copy the secret right before them', () => {
  const button = elementIn(
    `<div><code>${FAKE_SECRET}</code><button>Copy</button><button data-here>Copy as .env</button></div>`,
  );
  expect(secretBeside(knownPage(document), button)?.element.localName).toBe('code');
});

it('visible secrets are where their text is, though it is cut into pieces, and are no names of keys', () => {
  document.body.innerHTML = `<code>curl -H "v2:<b>${FAKE_SECRET.slice(3, 50)}</b>${FAKE_SECRET.slice(50)}"</code><input readonly value="projectAlphaBravoCharlie2026Backup">`;
  const page = knownPage(document, (text) => text === 'projectAlphaBravoCharlie2026Backup');
  const secrets = visibleSecrets(page, document.body);
  expect(secrets.map(({ range }) => range?.toString())).toEqual([FAKE_SECRET]);
});

describe('a token in a column of names', () => {
  const seenIn = (label: string, cell: string): (string | undefined)[] => {
    document.body.innerHTML = `<table><tr><th>${label}</th><th>Expires</th></tr><tr><td>${cell}</td><td>1 Dec 2026</td></tr></table>`;
    const page = knownPage(document, (text) => text === 'gazette-no');
    return visibleSecrets(page, document.body).map(({ range }) => range?.toString());
  };

  it.each([
    ['Key Name', `<b>gazette-no</b><br><code>${TOKEN}</code>`],
    ['Name', `<div>gazette-no</div><div><code>${TOKEN}</code></div>`],
    ['Name', `gazette-no<br><small>Owner: data team</small><br><code>${TOKEN}</code>`],
    ['Name', `<code>${TOKEN}</code><div>gazette-no</div>`],
    ['Name', `<div>gazette-no</div><div>API key: <code>${TOKEN}</code></div>`],
  ])('is a secret beside the name of its key: %s, %s', (label, cell) => {
    expect(seenIn(label, cell)).toEqual([TOKEN]);
  });

  it.each([
    ['Key Name', TOKEN],
    ['Name', `<div>gazette-no</div><div>ID: <code>${TOKEN}</code></div>`],
    ['Key ID', `<div>gazette-no</div><code>${TOKEN}</code>`],
  ])('is none if it is alone, or has a label of its own: %s, %s', (label, cell) => {
    expect(seenIn(label, cell)).toEqual([]);
  });
});

it('visible secrets are those in text, code and fields, each once, and never one that is masked or an id', () => {
  document.body.innerHTML = `<p id="text">Your key: ${FAKE_SECRET}</p><code id="code">v2:<b>${FAKE_SECRET.slice(3, 50)}</b>${FAKE_SECRET.slice(50)}</code>
      <input id="field" value="${FAKE_SECRET}"><textarea id="area">${FAKE_SECRET}</textarea><input type="password" value="${FAKE_SECRET}"><input type="hidden" value="${FAKE_SECRET}">
      <span>v2:••••••••••••••••••••••••••••3f9a</span><dl><dt>Key ID</dt><dd>${TOKEN}</dd></dl><script type="application/json">"${FAKE_SECRET}"</script>`;
  const root = document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
  root.innerHTML = `<p id="shadow">${FAKE_SECRET}</p>`;
  expect(
    visibleSecrets(knownPage(document), document.body)
      .map(({ element }) => element.id)
      .sort(),
  ).toEqual(['area', 'code', 'field', 'shadow', 'text']);
});

describe('a key that is short or cut into groups', () => {
  const SHORT = 'AKIAZZZZZZZZZZ0A1B2C';
  const inPieces = (key: string, size: number): string =>
    key
      .match(new RegExp(`.{1,${size}}`, 'g'))!
      .map((piece) => `<span>${piece}</span>`)
      .join('');
  const table = (label: string, cell: string): string =>
    `<table><tr><th>Key Name</th><th>${label}</th><th>Expires</th></tr><tr><td>gazette-uploader-2026</td><td>${cell}</td><td>05 Dec 2026, 18:00</td></tr></table>`;
  const seen = (html: string, isName = (text: string): boolean => text === 'gazette-uploader-2026'): string[] => {
    document.body.innerHTML = html;
    return visibleSecrets(knownPage(document, isName), document.body).map(
      ({ element, range }) => range?.toString() ?? (element as HTMLInputElement).value,
    );
  };

  it.each([
    ['20 signs under “Token”', table('Token', SHORT), SHORT],
    [
      '20 signs before a Copy button in their cell',
      table('Secret key', `<code>${SHORT}</code> <button>Copy</button>`),
      SHORT,
    ],
    ['groups under “Secret key”', table('Secret key', GROUPS), GROUPS],
    ['groups with dashes', table('Secret key', 'O41JQ-Q66LV-I3PU5-GNTRO-OEOZX'), 'O41JQ-Q66LV-I3PU5-GNTRO-OEOZX'],
    [
      'pieces of a key',
      table('Token', inPieces('q7R8s9T0u1V2w3X4y5Z6a7B8c9D0e1F2', 8)),
      'q7R8s9T0u1V2w3X4y5Z6a7B8c9D0e1F2',
    ],
    ['groups behind “Token:”', `<p><b>Token:</b> <span>${GROUPS}</span></p>`, GROUPS],
    [
      'groups in a field that is shown once',
      `<div role="dialog"><label>API key <input readonly value="${GROUPS}"></label></div>`,
      GROUPS,
    ],
    [
      '20 signs that are shown once to be copied',
      `<div role="dialog"><h2>API key created</h2><p>Save it now.</p><div><span>${SHORT}</span><button>Copy</button></div></div>`,
      SHORT,
    ],
    [
      'groups in a column of keys',
      `<table><tr><th>Key</th><th>Expires</th></tr><tr><td>${GROUPS}</td><td>1 Dec 2026</td></tr></table>`,
      GROUPS,
    ],
  ])('a key that is short or in groups is seen where it stands: %s', (_, html, key) => {
    expect(seen(html)).toEqual([key]);
  });

  it.each([
    ['a name and a date beside a masked key', table('Secret key', '••••••••••••••••3f9a')],
    ['the end of a key', table('Token', 'Key ending in 3f9a')],
    ['an id', table('Key ID', SHORT)],
    [
      'an id below the name in a column of names',
      '<table><tr><th>Key</th><th>Expires</th></tr><tr><td><b>gazette-uploader-2026</b><p><code>key_01HX8Q2M7A</code></p></td><td>1 Dec 2026</td></tr></table>',
    ],
    ['the id of a dataset', table('Dataset', 'd_8b84c4ee58e3cfc0ece0d773c8ca6abc')],
    [
      'the id of a dataset to be copied',
      '<div role="dialog"><div><span>d_8b84c4ee58e3cfc0ece0d773c8ca6abc</span><button>Copy</button></div></div>',
    ],
    ['signs in no place of a key', `<p>${SHORT}</p><p>${GROUPS}</p>`],
    [
      'signs in a dialog that neither calls them a key nor has them copied',
      `<div role="dialog"><p>Build ${SHORT}</p></div>`,
    ],
    [
      'names in a column of keys',
      '<table><tr><th>API key</th><th>Expires</th></tr><tr><td>SLA-OneMap-API-v2-2026-Q4-A</td><td>1 Dec 2026</td></tr><tr><td>bcaGreenMarkBldgs_CSVsync_v2</td><td>05 Dec 2026, 18:00</td></tr></table>',
    ],
    [
      'dates, phones and addresses in a dialog',
      '<div role="dialog"><div><span>2026-12-05T18:00:00+08:00</span><span>6123 4567, 9123 4567</span><span>api-open.data.gov.sg/v2/real-time</span><button>Copy</button></div></div>',
    ],
  ])('a key that is short or in groups is distinguished from %s', (_, html) => {
    expect(seen(html)).toEqual([]);
  });

  it('a short text is no secret if it is the name of a key', () => {
    expect(seen(table('Token', SHORT), (text) => text === SHORT)).toEqual([]);
  });
});

describe('a page of ids', () => {
  const uuids = (count: number): string[] =>
    Array.from({ length: count }, (_, index) => UUID.replace('123e4567', (0x123e4567 + index * 7919).toString(16)));
  const draw = (ids: readonly string[]): void => {
    document.body.innerHTML = `<table><tr><th>Key Name</th><th>Key</th></tr>${ids.map((id, index) => `<tr><td>key-${index}</td><td>${id}</td></tr>`).join('')}</table>`;
  };
  /** Goes through all steps, and tells the sum of what they cost and the most that one of them did. */
  const costOf = (
    steps: Generator<undefined, unknown>,
    effort: Effort,
  ): { all: number; most: number; pieces: number } => {
    let [most, pieces, before] = [0, 0, 0];
    while (!steps.next().done) {
      most = Math.max(most, effort.steps - before);
      before = effort.steps;
      pieces++;
    }
    return { all: effort.steps, most, pieces };
  };

  it('a page of ids is searched in many small pieces, and twice as many ids cost twice as much', () => {
    const [half, whole] = [500, 1000].map((count) => {
      const ids = uuids(count);
      draw(ids);
      const page = knownPage(document);
      const text = ids.map((id, index) => `key-${index}\t${id}`).join('\n');
      const copied: Effort = { steps: 0 };
      const shown: Effort = { steps: 0 };
      return {
        length: text.length,
        copied: costOf(secretInSteps(page, copiedText(text), copiedFrom(page, document.body), copied), copied),
        shown: costOf(searchVisible(page, document.body, shown).steps, shown),
      };
    });
    for (const kind of ['copied', 'shown'] as const) {
      expect(whole![kind].pieces).toBeGreaterThanOrEqual(1000);
      expect(whole![kind].all / half![kind].all).toBeLessThan(3);
      expect(whole![kind].most).toBeLessThan(15 * whole!.length);
    }
  });

  it('a page of ids costs nothing if it is searched again unchanged', () => {
    draw(uuids(50));
    const page = knownPage(document);
    const [first, second] = [1, 2].map(() => {
      page.snapshot.update();
      const effort: Effort = { steps: 0 };
      return costOf(searchVisible(page, document.body, effort).steps, effort).all;
    });
    expect(first).toBeGreaterThan(0);
    expect(second).toBe(0);
  });
});
