import type { ListedKeys } from '../../utils/site/key-list';
import type { DateOrder } from '../../utils/keys/key';
import { readTab } from '../../utils/site/tab';

/** The clock of small pages. */
export const NOW = Date.parse('2026-11-22T04:00:00Z');
export const TAB = 'https://data.gov.sg/admin/api-keys';

interface Markup {
  main: string;
  header?: string;
  url?: string;
  knownDateOrder?: DateOrder;
}

/** The result of reading a small page that is the tab. */
export function listIn({ main, header = '', url = TAB, knownDateOrder }: Markup): ListedKeys | undefined {
  const page = parsed(
    `<!doctype html><html lang="en"><head><title>API Keys</title></head><body><div>A Singapore Government Agency Website</div>${header}<main><h1>API Keys</h1>${main}</main><footer>A Singapore Government website</footer></body></html>`,
  );
  return readTab({ page, url, now: NOW, knownDateOrder })?.list;
}

/** The document of a page's markup, without a window of its own, which takes as long as reading a small page. */
export function parsed(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}

/** The keys of a list, each by its name and its day in Singapore, or the kind of its expiry. */
export function keysOf(list: ListedKeys | undefined): string[] {
  return (list?.rows ?? []).map(
    ({ name, expiry }) =>
      `${name}: ${expiry.kind === 'dated' ? dayOf(expiry.earliest) + (expiry.ambiguous ? '?' : '') : expiry.kind}`,
  );
}

/** The day in Singapore, such as 2026-12-05. */
export function dayOf(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** A table; the cells of a row stand between bars. */
export function table(header: string, ...rows: string[]): string {
  const cells = (row: string, tag: string): string =>
    `<tr>${row
      .split(' | ')
      .map((cell) => `<${tag}>${cell}</${tag}>`)
      .join('')}</tr>`;
  return `<table><thead>${cells(header, 'th')}</thead><tbody>${rows.map((row) => cells(row, 'td')).join('')}</tbody></table>`;
}
