// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { reportOf } from '../../../../utils/site/list-report';
import { readTab } from '../../../../utils/site/tab';
import { FAKE_SECRET } from '../../../browser/support/fake-secret';
import { parsed } from '../../../support/read-markup';
import { someOf } from '../../random-cases';

/* What shows a key, or a part of one, is never what that key is called: neither by its place nor by its looks. */

const NOW = Date.parse('2026-11-22T04:00:00Z');
const TAB = 'https://data.gov.sg/admin/api-keys';

function namesOn(list: string): string[] {
  const page = parsed(
    `<!doctype html><html lang="en"><head><title>API Keys</title></head><body><div>A Singapore Government Agency Website</div><main><h1>API Keys</h1>${list}</main></body></html>`,
  );
  const read = readTab({ page, url: TAB, now: NOW })?.list;
  return read ? reportOf(read).keys.map(({ name }) => name) : [];
}

type List = (label: string, ...keys: readonly string[]) => string;

const CREATED = ['1 Oct 2026', '7 Nov 2026'];
const EXPIRES = ['5 Dec 2026', '7 Aug 2027'];
const NAMED_BY_CREATION = ['Key created 1 Oct 2026', 'Key created 7 Nov 2026'];

/** Lists of two keys that show these under a label, and what else they show is when they were created and expire. */
const LISTS: Record<string, List> = {
  'a table': (label, ...keys) =>
    `<table><thead><tr><th>${label}</th><th>Created</th><th>Expires</th></tr></thead><tbody>${each(keys, (key, index) => `<tr><td>${key}</td><td>${CREATED[index]}</td><td>${EXPIRES[index]}</td></tr>`)}</tbody></table>`,
  'an ARIA grid': (label, ...keys) =>
    `<div role="grid"><div role="row"><span role="columnheader">${label}</span><span role="columnheader">Created</span><span role="columnheader">Expires</span></div>${each(keys, (key, index) => `<div role="row"><span role="gridcell">${key}</span><span role="gridcell">${CREATED[index]}</span><span role="gridcell">${EXPIRES[index]}</span></div>`)}</div>`,
  'rows of boxes': (label, ...keys) =>
    `<div><div><div>${label}</div><div>Created</div><div>Expires</div></div>${each(keys, (key, index) => `<div><div>${key}</div><div>${CREATED[index]}</div><div>${EXPIRES[index]}</div></div>`)}</div>`,
  definitions: (label, ...keys) =>
    each(
      keys,
      (key, index) =>
        `<dl><dt>${label}</dt><dd>${key}</dd><dt>Created</dt><dd>${CREATED[index]}</dd><dt>Expires</dt><dd>${EXPIRES[index]}</dd></dl>`,
    ),
  cards: (label, ...keys) =>
    each(
      keys,
      (key, index) =>
        `<article><p><span>${label}</span> <span>${key}</span></p><p>Created ${CREATED[index]}</p><p>Expires ${EXPIRES[index]}</p></article>`,
    ),
  'labelled lines': (label, ...keys) =>
    each(
      keys,
      (key, index) =>
        `<div class="card"><p><b>${label}</b>: ${key}</p><p>Created: ${CREATED[index]}</p><p>Expires: ${EXPIRES[index]}</p></div>`,
    ),
};

function each(keys: readonly string[], print: (key: string, index: number) => string): string {
  return keys.map(print).join('');
}

const UUIDS = ['39cf1f22-fd4d-4ff6-8a3e-5b7d90c1e2f4', '8e4b6d10-2c9f-4b7a-9d35-f0a1c6e28b73'] as const;
const K = ['q7R8s9T0u1V2w3X4y5Z6a7B8c9D0e1F2', 'Zk3mP8xWq1LvT6yRb9NcH4sJd7GfE2uA'] as const;

function inPieces(key: string, size: number, open = '<span>', close = '</span>'): string {
  return key
    .match(new RegExp(`.{1,${size}}`, 'g'))!
    .map((piece) => `${open}${piece}${close}`)
    .join('');
}

describe.each(Object.entries(LISTS))('in %s', (kind, list) => {
  it.each([
    ['API Key', ...UUIDS],
    ['API keys', ...UUIDS],
    ['Access key', ...UUIDS],
    ['Secret key', ...UUIDS],
    ['Token', 'AKIAZZZZZZZZZZ0A1B2C', 'AKIAYYYYYYYYYY3D4E5F'],
    ['API token', ...UUIDS],
    ['Key', '3f9a 8b7c 6d5e 4f3a 2b1c 0d9e 8f7a 6b5c', '1b2c 4d5e 6f7a 8b9c 0d1e 2f3a 4b5c 6d7e'],
    ['Key', 'O41JQ-Q66LV-I3PU5-GNTRO-OEOZX', 'LK3PA-TTORE-V22QN-MAPEL-0QXZA'],
    ['Key', 'ODFLKETAPQLEOMIVARSEBDKOUT', 'REEGHORAXB2FNNOFGXAMNAW7OA'],
    ['Key', 'BMWOLIMIRIACLESINGUIWA3PU3QMUGPU', 'TKRUYPLKIY3MFLPO4YS66F2HPJH5MVOC'],
    ['Last four', '3f9a', '8821'],
    ['Key prefix', 'dgs_live_q7R8s9T0u1V', 'dgs_live_Zk3mP8xWq1L'],
    ['Key', 'dgs_live_q7R8s9T0u1V', 'dgs_live_Zk3mP8xWq1L'],
    ['Key', '3f9a', '71bc'],
    ['Key', 'wqzkfpxr', 'hbtgkvnd'],
    ['Key', '…3f9a', '…71bc'],
    ['Key', '••••3f9a', '••••71bc'],
    ['Key value', 'correct-horse-battery', 'gazette-harvest-window'],
    ['Token', 'correct-horse-battery', 'gazette-harvest-window'],
    ['Key', inPieces(K[0], 8), inPieces(K[1], 8)],
    ['Key', inPieces(K[0], 4), inPieces(K[1], 4)],
    ['Key', inPieces(FAKE_SECRET, 16), inPieces(FAKE_SECRET, 16)],
    ['Key', inPieces(K[0], 8, '', '<wbr>'), inPieces(K[1], 8, '', '<wbr>')],
    ['Secret key', inPieces(K[0], 8, '<b>', '</b>'), inPieces(K[1], 8, '<i>', '</i>')],
    ['Key', `<code>${inPieces(UUIDS[0], 9)}</code>`, `<code>${inPieces(UUIDS[1], 9)}</code>`],
    ['Key', `<input readonly value="${UUIDS[0]}">`, `<input readonly value="${UUIDS[1]}">`],
    ['Key', K[0].replace(/.{8}/g, '$&\u200b'), K[1].replace(/.{8}/g, '$&\u00ad')],
  ])(`nothing below "%s" in ${kind} is taken for a name: %s`, (label, ...keys) => {
    expect(namesOn(list(label, ...keys))).toEqual(NAMED_BY_CREATION);
  });

  it.each([
    ['Key', 'gazette-uploader', 'LTA-prod-2026'],
    ['API Key', 'mom_foreign_workforce', 'SLA-OneMap-API-v2'],
    ['API key', 'backup 2', 'PSI24H'],
    ['Key', '测试密钥', 'ரயில்'],
    ['Key', 'bcaGreenMarkBldgs_CSVsync_v2', 'prd-sgp-az-a-k8s-etl-wrkr-03'],
    ['API key', 'wbgt-1hr-ttsh-cck-wdl', 'LTA HDB URA NEA PSI MOH'],
    ['Key name', 'q7R8s9T0', '3f9a'],
    ['Name', 'q7R8s9T0', '3f9a'],
  ])(`what reads as words below "%s" in ${kind} is taken for a name: %s`, (label, ...names) => {
    expect(namesOn(list(label, ...names))).toEqual(names);
  });
});

describe('a card without a label at its key', () => {
  const cards = (card: string, ...keys: readonly string[]): string =>
    each(keys, (key, index) =>
      card.replaceAll('KEY', key).replace('CREATED', CREATED[index]!).replace('EXPIRES', EXPIRES[index]!),
    );
  const SHOWN = [
    ['UUIDs', ...UUIDS],
    ['32 signs', ...K],
    ['20 signs', 'AKIAZZZZZZZZZZ0A1B2C', 'AKIAYYYYYYYYYY3D4E5F'],
    ['26 signs that could be spoken', 'ODFLKETAPQLEOMIVARSEBDKOUT', 'REEGHORAXB2FNNOFGXAMNAW7OA'],
    ['keys in pieces', inPieces(K[0], 8), inPieces(K[1], 8)],
    ['groups', 'O41JQ-Q66LV-I3PU5-GNTRO-OEOZX', 'LK3PA-TTORE-V22QN-MAPEL-0QXZA'],
    ['groups in elements', inPieces(K[0], 4, '<span>', '</span> '), inPieces(K[1], 4, '<span>', '</span> ')],
  ];
  it.each(SHOWN)('a card whose title is its key is called by its creation: %s', (_, ...keys) => {
    expect(
      namesOn(cards('<article><h3>KEY</h3><p>Created CREATED</p><p>Expires EXPIRES</p></article>', ...keys)),
    ).toEqual(NAMED_BY_CREATION);
    expect(
      namesOn(
        cards(
          '<section><h3>KEY</h3><div>Created on CREATED</div><div>Expires on EXPIRES</div><button>Delete</button></section>',
          ...keys,
        ),
      ),
    ).toEqual(NAMED_BY_CREATION);
  });

  it.each(SHOWN.filter(([kind]) => kind !== '32 signs'))(
    'a card that begins with its key is called by its creation: %s',
    (_, ...keys) => {
      expect(
        namesOn(
          cards('<div class="card"><div>KEY</div><div>Created CREATED</div><div>Expires EXPIRES</div></div>', ...keys),
        ),
      ).toEqual(NAMED_BY_CREATION);
      expect(
        namesOn(
          `<ul>${cards('<li><code>KEY</code><span>Created CREATED</span><span>Expires EXPIRES</span></li>', ...keys)}</ul>`,
        ),
      ).toEqual(NAMED_BY_CREATION);
    },
  );

  it('a card is called by the name that stands beside its key', () => {
    const [first, second] = UUIDS;
    const list = `<article><h3>gazette-uploader</h3><p>${first}</p><p>Expires 5 Dec 2026</p></article><article><h3>coastal-cams</h3><p>${second}</p><p>Expires 7 Aug 2027</p></article>`;
    expect(namesOn(list)).toEqual(['gazette-uploader', 'coastal-cams']);
    expect(namesOn(list.replaceAll(/<h3>(.*?)<\/h3><p>(.*?)<\/p>/g, '<p><span>$1</span><span>$2</span></p>'))).toEqual([
      'gazette-uploader',
      'coastal-cams',
    ]);
  });
});

describe('a key without a name', () => {
  const [first, second] = UUIDS;
  const table = (header: string, ...rows: string[]): string => {
    const cells = (row: string, tag: string): string =>
      `<tr>${row
        .split(' | ')
        .map((cell) => `<${tag}>${cell}</${tag}>`)
        .join('')}</tr>`;
    return `<table><thead>${cells(header, 'th')}</thead><tbody>${rows.map((row) => cells(row, 'td')).join('')}</tbody></table>`;
  };

  it.each([
    [
      'its description',
      table(
        'Secret key | Description | Created | Expires',
        `${first} | Gazette upload | 1 Oct 2026 | 5 Dec 2026`,
        `${second} | Coastal cams | 7 Nov 2026 | 7 Aug 2027`,
      ),
      ['Gazette upload', 'Coastal cams'],
    ],
    [
      'its purpose',
      table(
        'API Key | Purpose | Expires',
        `${first} | Gazette upload | 5 Dec 2026`,
        `${second} | Coastal cams | 7 Aug 2027`,
      ),
      ['Gazette upload', 'Coastal cams'],
    ],
    [
      'its creation, where it is not described',
      table(
        'Token | Notes | Created | Expires',
        `${first} | Gazette upload | 1 Oct 2026 | 5 Dec 2026`,
        `${second} |  | 7 Nov 2026 | 7 Aug 2027`,
      ),
      ['Gazette upload', 'Key created 7 Nov 2026'],
    ],
    [
      'its creation, where the description is the key',
      table(
        'Token | Notes | Created | Expires',
        `${first} | Gazette upload | 1 Oct 2026 | 5 Dec 2026`,
        `${second} | ${second} | 7 Nov 2026 | 7 Aug 2027`,
      ),
      ['Gazette upload', 'Key created 7 Nov 2026'],
    ],
    [
      'its number',
      table(
        'No. | API key | Created | Expires',
        `17 | ${first} | 1 Oct 2026 | 5 Dec 2026`,
        `42 | ${second} | 7 Nov 2026 | 7 Aug 2027`,
      ),
      ['Key 17', 'Key 42'],
    ],
    [
      'its creation, where the numbers count the rows',
      table(
        '# | API key | Created | Expires',
        `1 | ${first} | 1 Oct 2026 | 5 Dec 2026`,
        `2 | ${second} | 7 Nov 2026 | 7 Aug 2027`,
      ),
      NAMED_BY_CREATION,
    ],
    [
      'the end of what is known of it',
      table('API key | Expires', `${first} | 5 Dec 2026`, `${second} | 7 Aug 2027`),
      ['Key until 5 Dec 2026', 'Key until 7 Aug 2027'],
    ],
    [
      'its place, where nothing else is known',
      table('API key | Expires', `${first} | in 3 months`, `${second} | Never`),
      ['Key 1', 'Key 2'],
    ],
    [
      'its place, where its date could be read two ways',
      table('API key | Expires', `${first} | 7/8/2027`, `${second} | 5/3/2027`),
      ['Key 1', 'Key 2'],
    ],
    [
      'a number of those that are alike',
      table('API key | Created | Expires', `${first} | 1 Oct 2026 | 5 Dec 2026`, `${second} | 1 Oct 2026 | 5 Dec 2026`),
      ['Key created 1 Oct 2026', 'Key created 1 Oct 2026 (2)'],
    ],
    [
      'one name, where dates tell them apart',
      table('API key | Created | Expires', `${first} | 1 Oct 2026 | 5 Dec 2026`, `${second} | 1 Oct 2026 | 7 Aug 2027`),
      ['Key created 1 Oct 2026', 'Key created 1 Oct 2026'],
    ],
    [
      'the description in its card',
      `<article><h3>${first}</h3><dl><dt>Description</dt><dd>Gazette upload</dd><dt>Expires</dt><dd>5 Dec 2026</dd></dl></article><article><h3>${second}</h3><dl><dt>Description</dt><dd>Coastal cams</dd><dt>Expires</dt><dd>7 Aug 2027</dd></dl></article>`,
      ['Gazette upload', 'Coastal cams'],
    ],
    [
      'the number in its card',
      `<article><h3>${first}</h3><dl><dt>No.</dt><dd>17</dd><dt>Expires</dt><dd>5 Dec 2026</dd></dl></article><article><h3>${second}</h3><dl><dt>No.</dt><dd>42</dd><dt>Expires</dt><dd>7 Aug 2027</dd></dl></article>`,
      ['Key 17', 'Key 42'],
    ],
    [
      'the day of its creation in Singapore',
      table(
        'API key | Created | Expires',
        `${first} | 2026-09-30T17:30:00Z | 5 Dec 2026`,
        `${second} | 2026-11-06T20:00:00Z | 7 Aug 2027`,
      ),
      NAMED_BY_CREATION,
    ],
    [
      'the heading above it',
      `<h2>Gazette upload</h2>${table('Secret key | Created | Expires', `${first} | 1 Oct 2026 | 5 Dec 2026`)}`,
      ['Gazette upload'],
    ],
    [
      'no heading that is a key',
      `<h2>${first}</h2>${table('Created | Expires | Status', '1 Oct 2026 | 5 Dec 2026 | Active')}`,
      [],
    ],
    [
      'its creation in a table whose columns are keys',
      `<table><tr><th>Key</th><th>${first}</th><th>${second}</th></tr><tr><th>Created</th><td>1 Oct 2026</td><td>7 Nov 2026</td></tr><tr><th>Expires</th><td>5 Dec 2026</td><td>7 Aug 2027</td></tr></table>`,
      NAMED_BY_CREATION,
    ],
    [
      'its creation in a table without labels',
      `<table><tr><td>${first}</td><td>1 Oct 2026</td><td>5 Dec 2026</td></tr><tr><td>${second}</td><td>7 Nov 2026</td><td>7 Aug 2027</td></tr></table>`,
      NAMED_BY_CREATION,
    ],
  ])('a key without a name is called by %s', (_, list, names) => {
    expect(namesOn(list)).toEqual(names);
  });
});

describe('of random keys nothing is in a name', () => {
  const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const SMALL = CAPITALS.toLowerCase();
  const DIGITS = '0123456789';
  const ALPHABETS: readonly [string, number][] = [
    [DIGITS + CAPITALS + SMALL, 20],
    [DIGITS + CAPITALS + SMALL, 32],
    [`${DIGITS}${CAPITALS}${SMALL}-_`, 43],
    [`${CAPITALS}234567`, 26],
    [`${CAPITALS}234567`, 52],
    ['0123456789abcdef', 20],
    ['0123456789abcdef', 64],
    [DIGITS + SMALL, 32],
    [DIGITS, 32],
    [`${DIGITS}${CAPITALS}${SMALL}!@#$%^*`, 24],
    [CAPITALS + SMALL, 40],
  ];
  let seed = 20_261_122;
  const random = (below: number): number => {
    seed = Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    return ((seed ^ (seed >>> 13)) >>> 0) % below;
  };
  const keyOf = ([alphabet, length]: readonly [string, number]): string =>
    Array.from({ length }, () => alphabet[random(alphabet.length)]).join('');
  const DRESSED: readonly ((key: string) => string)[] = [
    (key) => key,
    (key) => inPieces(key, 8),
    (key) => key.match(/.{1,5}/g)!.join('-'),
    (key) => inPieces(key, 4, '', '<wbr>'),
    (key) => `<code>${inPieces(key, 6)}</code>`,
  ];

  it.each(['Key', 'API Key', 'Token', 'Secret key', 'Key value'].map((label, index) => [label, index] as const))(
    'nothing of a random key below "%s" is in a name',
    (label, index) => {
      // Half of them for each label: there are so many that each is tried with two or three.
      for (const alphabet of ALPHABETS.filter((_, place) => place % 2 === index % 2)) {
        for (const dress of someOf(DRESSED, 5)) {
          for (const list of Object.values(LISTS)) {
            const keys = [keyOf(alphabet), keyOf(alphabet)];
            const names = namesOn(list(label, ...keys.map(dress)));
            expect(names, list(label, ...keys.map(dress))).toHaveLength(2);
            expect(names.filter((name) => keys.some((key) => holdsPiece(name, key)))).toEqual([]);
          }
        }
      }
    },
  );

  it('nothing of a random key in the title of a card is in a name', () => {
    for (const alphabet of ALPHABETS) {
      for (const dress of someOf(DRESSED, 5)) {
        const keys = [keyOf(alphabet), keyOf(alphabet)];
        const names = namesOn(
          each(
            keys,
            (key, index) =>
              `<article><h3>${dress(key)}</h3><p>Created ${CREATED[index]}</p><p>Expires ${EXPIRES[index]}</p></article>`,
          ),
        );
        expect(
          names.filter((name) => keys.some((key) => holdsPiece(name, key))),
          keys.join(),
        ).toEqual([]);
      }
    }
  });

  function holdsPiece(name: string, key: string): boolean {
    const plain = name.replace(/[^\w!@#$%^*]/g, '');
    return Array.from({ length: key.length - 5 }, (_, start) => key.slice(start, start + 6)).some((piece) =>
      plain.includes(piece),
    );
  }
});
