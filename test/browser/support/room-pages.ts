import { fontFaces, TEST_FONT } from './test-font';

/** Pages on which there is little room for a badge, or whose style sheets would change it. */

const DAY = 86_400_000;

/** A date so many days from now, as pages print it. */
export function dateIn(days: number): string {
  return new Date(Date.now() + days * DAY).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'Asia/Singapore',
  });
}

const KEYS: readonly [name: string, days: number][] = [
  ['gazette-uploader', 3],
  ['rainfall-sync', 100],
  ['legacy-ftp-bridge', -12],
];

/** The API Keys tab with a style sheet and a list. */
export function roomPage(style: string, list: string, root = 'lang="en"'): string {
  return `<!doctype html><html ${root}><meta charset="utf-8"><title>API Keys - data.gov.sg</title><style>${fontFaces()}body,button{font:14px/1.5 '${TEST_FONT}'}body{margin:0}${style}</style>
    <header><a href="/">data.gov.sg</a></header><main><h1>API Keys</h1>${list}</main><footer>A Singapore Government website</footer></html>`;
}

/** A table; `date` wraps each expiry. */
export function tableOf(date = (text: string): string => text): string {
  const rows = KEYS.map(
    ([name, days]) =>
      `<tr><td>${name}</td><td>1 Jan 2026</td><td>${date(dateIn(days))}</td><td><button>Delete</button></td></tr>`,
  );
  return `<div class="card"><table><thead><tr><th>Key Name</th><th>Created</th><th>Expiration</th><th></th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

/** A grid of elements without any tag of a table. */
export function gridOf(): string {
  const row = (cells: string[], role = 'gridcell'): string =>
    `<div role="row" class="row">${cells.map((cell) => `<div role="${role}" class="cell">${cell}</div>`).join('')}</div>`;
  const rows = KEYS.map(([name, days]) => row([name, '1 Jan 2026', dateIn(days), '<button>Delete</button>']));
  return `<div role="grid" aria-label="API keys">${row(['Key Name', 'Created', 'Expiration', 'Actions'], 'columnheader')}${rows.join('')}</div>`;
}

/** Cards, each with a name, an expiry and a button in one line. */
export function cardsOf(): string {
  const cards = KEYS.map(
    ([name, days]) =>
      `<li><b>${name}</b> <span class="date">Expires ${dateIn(days)}</span> <button>Delete</button></li>`,
  );
  return `<ul>${cards.join('')}</ul>`;
}
