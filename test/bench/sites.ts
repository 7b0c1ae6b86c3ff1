import { FAKE_SECRET } from '../browser/support/fake-secret';
import { instruments } from './instruments';
import { expiryOf, nameOf } from './keys';

/*
 * The pages that are measured: plain HTML without a framework, whose own work would drown what the extension adds.
 */

/** The address of a page of API keys, and of one that has nothing to do with them. */
export const KEYS_URL = 'https://data.gov.sg/admin/api-keys';
export const ORDINARY_URL = 'https://data.gov.sg/datasets/d_3c55210de27fcccda2ed0c63fdd2b352/view';

const DAY = 86_400_000;

/** The address of a page that may be the tab, and is not. */
export const MENTIONING_URL = 'https://data.gov.sg/admin/settings';

/** The API Keys tab with so many keys in a table, and where `isNew` with a dialog that shows a secret. */
export function keysPage(count: number, isNew = false): string {
  const now = Date.now();
  const rows = Array.from(
    { length: count },
    (_, index) =>
      `<tr><td>${nameOf(index)}</td><td>${dateText(expiryOf(index, now) - 365 * DAY)}</td>` +
      `<td>${dateText(expiryOf(index, now))}, 18:00</td><td><button>Delete</button></td></tr>`,
  );
  return page(
    'API keys',
    `
    <h1>API keys</h1>
    <p>Use an API key to push data to data.gov.sg. A key has the permissions of your account.</p>
    <p><button>Create API key</button></p>
    ${isNew ? newKey : ''}
    <table id="keys"><thead><tr><th>Name</th><th>Created</th><th>Expires</th><th>Actions</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`,
  );
}

/** A page of settings that mentions API keys: it has to be read to find out that it lists none. */
export function mentioningPage(): string {
  return page('Settings', '<h1>Settings</h1><h2>API keys</h2><p>Ask your administrator for one.</p>');
}

/** The same tab, on which `bench.longestBlock` is measured. */
export function watchedKeysPage(count: number): string {
  return keysPage(count).replace('</head>', '<script>bench.watchBlocks()</script></head>');
}

const newKey = `<div role="dialog" aria-label="Your new API key"><h2>Your new API key</h2><p>It is shown only once.</p>
  <input readonly value="${FAKE_SECRET}"> <button id="copy">Copy key</button> <p id="said" role="status"></p></div>
  <script>
    document.getElementById('copy').onclick = () => {
      navigator.clipboard.writeText(document.querySelector('[readonly]').value);
      document.getElementById('said').innerHTML = '<span>Copied!</span>';
    };
  </script>`;

/** A dataset with its description and the first rows of its data: some 3,500 elements. */
export function ordinaryPage(): string {
  const columns = Array.from({ length: 15 }, (_, column) => column);
  const rows = Array.from(
    { length: 200 },
    (_, row) =>
      `<tr>${columns.map((column) => `<td>${column === 0 ? dateText(Date.UTC(2026, 0, 1) + row * DAY) : (row * 37 + column * 11) % 1000}</td>`).join('')}</tr>`,
  );
  const cards = Array.from(
    { length: 100 },
    (_, card) =>
      `<li><a href="/datasets/${card}">Dataset ${card} of the agency</a> <span>Updated 3 days ago</span></li>`,
  );
  return page(
    'Rainfall across Singapore',
    `
    <h1>Rainfall across Singapore</h1>
    ${'<p>Readings of rain gauges every five minutes, in mm, from the stations of the agency. Use the API to get them live.</p>'.repeat(10)}
    <h2>Preview</h2>
    <table><thead><tr>${columns.map((column) => `<th>Column ${column}</th>`).join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>
    <h2>Related datasets</h2><ul>${cards.join('\n')}</ul>`,
  );
}

function page(title: string, main: string): string {
  const links = ['Datasets', 'Collections', 'Developers', 'Blog']
    .map((name) => `<a href="/${name.toLowerCase()}">${name}</a>`)
    .join(' ');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} | data.gov.sg</title>
    <style>body{font:16px/24px sans-serif;margin:0 auto;max-width:1100px}table{width:100%;border-collapse:collapse}td,th{padding:8px;border-bottom:1px solid #ccc;text-align:start}</style>
    <script>(${String(instruments)})()</script></head>
    <body><header><nav>${links} <span>mei.ling@tech.example.gov.sg</span></nav></header>
    <main>${main}</main><footer id="unrelated"><p>Last updated <span>0</span></p>${links}</footer></body></html>`;
}

function dateText(at: number): string {
  return new Intl.DateTimeFormat('en-SG', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'Asia/Singapore',
  }).format(at);
}
