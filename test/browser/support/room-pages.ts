import { readFileSync } from 'node:fs';
import { TEST_FONT } from './launch';

/*
 * Pages on which there is little room for a badge, or whose style sheets would change it. Whether words fit depends on
 * their font, and each computer has others: these pages bring one, and badges take it (`withOpenRoots`).
 */

const DAY = 86_400_000;

const FONT_FILE = 'test/replica/node_modules/inter-ui/Inter (web latin)/Inter-Regular.woff2';
let font: string | undefined;

/** The font of the stand-in site, in one weight, so that words of any weight are as wide on every computer. */
function fontFace(): string {
  font ??= readFileSync(FONT_FILE).toString('base64');
  return `@font-face{font-family:'${TEST_FONT}';font-weight:1 1000;src:url(data:font/woff2;base64,${font})}`;
}

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
  return `<!doctype html><html ${root}><meta charset="utf-8"><title>API Keys - data.gov.sg</title><style>${fontFace()}body,button{font:14px/1.5 '${TEST_FONT}'}body{margin:0}${style}</style>
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
