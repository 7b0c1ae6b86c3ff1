// @vitest-environment happy-dom
import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import { readingOf } from '../../utils/site/key-list';
import { readTab } from '../../utils/site/tab';
import { FAKE_SECRET } from '../browser/fake-secret';

/* What shows a key, or a part of one, is never what that key is called: neither by its place nor by its looks. */

const NOW = Date.parse('2026-11-22T04:00:00Z');
const TAB = 'https://data.gov.sg/admin/api-keys';

function namesOn(list: string): string[] {
  const window = new Window({ url: TAB });
  window.document.write(`<!doctype html><html lang="en"><head><title>API Keys</title></head><body><div>A Singapore Government Agency Website</div><main><h1>API Keys</h1>${list}</main></body></html>`);
  const read = readTab({ page: window.document as never, url: TAB, now: NOW })?.list;
  window.happyDOM.abort();
  return read ? readingOf(read).keys.map(({ name }) => name) : [];
}

type List = (label: string, ...keys: readonly string[]) => string;

const CREATED = ['1 Oct 2026', '7 Nov 2026'];
const EXPIRES = ['5 Dec 2026', '7 Aug 2027'];
const NAMED_BY_CREATION = ['Key created 1 Oct 2026', 'Key created 7 Nov 2026'];

/** Lists of two keys that show these under a label, and what else they show is when they were created and expire. */
const LISTS: Record<string, List> = {
  'a table': (label, ...keys) => `<table><thead><tr><th>${label}</th><th>Created</th><th>Expires</th></tr></thead><tbody>${each(keys, (key, at) => `<tr><td>${key}</td><td>${CREATED[at]}</td><td>${EXPIRES[at]}</td></tr>`)}</tbody></table>`,
  'an ARIA grid': (label, ...keys) => `<div role="grid"><div role="row"><span role="columnheader">${label}</span><span role="columnheader">Created</span><span role="columnheader">Expires</span></div>${each(keys, (key, at) => `<div role="row"><span role="gridcell">${key}</span><span role="gridcell">${CREATED[at]}</span><span role="gridcell">${EXPIRES[at]}</span></div>`)}</div>`,
  'rows of boxes': (label, ...keys) => `<div><div><div>${label}</div><div>Created</div><div>Expires</div></div>${each(keys, (key, at) => `<div><div>${key}</div><div>${CREATED[at]}</div><div>${EXPIRES[at]}</div></div>`)}</div>`,
  'definitions': (label, ...keys) => each(keys, (key, at) => `<dl><dt>${label}</dt><dd>${key}</dd><dt>Created</dt><dd>${CREATED[at]}</dd><dt>Expires</dt><dd>${EXPIRES[at]}</dd></dl>`),
  'cards': (label, ...keys) => each(keys, (key, at) => `<article><p><span>${label}</span> <span>${key}</span></p><p>Created ${CREATED[at]}</p><p>Expires ${EXPIRES[at]}</p></article>`),
  'labelled lines': (label, ...keys) => each(keys, (key, at) => `<div class="card"><p><b>${label}</b>: ${key}</p><p>Created: ${CREATED[at]}</p><p>Expires: ${EXPIRES[at]}</p></div>`),
};

function each(keys: readonly string[], print: (key: string, at: number) => string): string {
  return keys.map(print).join('');
}

const UUIDS = ['39cf1f22-fd4d-4ff6-8a3e-5b7d90c1e2f4', '8e4b6d10-2c9f-4b7a-9d35-f0a1c6e28b73'] as const;
const K = ['q7R8s9T0u1V2w3X4y5Z6a7B8c9D0e1F2', 'Zk3mP8xWq1LvT6yRb9NcH4sJd7GfE2uA'] as const;

function inPieces(key: string, size: number, open = '<span>', close = '</span>'): string {
  return key.match(new RegExp(`.{1,${size}}`, 'g'))!.map((piece) => `${open}${piece}${close}`).join('');
}

describe.each(Object.entries(LISTS))('in %s', (_, list) => {
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
  ])('takes nothing below "%s" for a name: %s', (label, ...keys) => {
    expect(namesOn(list(label, ...keys))).toEqual(NAMED_BY_CREATION);
  });

  it.each([
    ['Key', 'gazette-uploader', 'LTA-prod-2026'],
    ['API Key', 'mom_foreign_workforce', 'SLA-OneMap-API-v2'],
    ['API key', 'backup 2', 'PSI24H'],
    ['Key', '测试密钥', 'ரயில்'],
    ['Key name', 'q7R8s9T0', '3f9a'],
    ['Name', 'q7R8s9T0', '3f9a'],
  ])('takes what reads as words below "%s" for a name: %s', (label, ...names) => {
    expect(namesOn(list(label, ...names))).toEqual(names);
  });
});
