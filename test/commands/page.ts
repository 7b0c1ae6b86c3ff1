import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formattedJson } from '../support/formatted-json';
import { openPage } from '../support/open-page';
import { pageFromReport } from '../support/page-from-report';
import { readPage } from '../support/read-page';
import { loadReader } from '../../utils/site/tab';
import { stopWith } from './run-program';

/*
 * Turns a report that somebody copied from the popup into a page of the corpus: `npm run page -- REPORT NAME`, with `-`
 * in the place of a file to read standard input. What NAME.json says is what the reader reads today: correct it by
 * hand.
 */

const NOW = '2026-11-22T04:00:00.000Z';
const ADDRESS = 'https://data.gov.sg/admin/api-keys';

const [report, name] = process.argv.slice(2);
if (!report || !/^[a-z][a-z\d-]*$/.test(name ?? ''))
  stopWith('Which report, and which name? For example: npm run page -- report.txt cards-in-columns');
const html = join('test/pages', `${name}.html`);
if (existsSync(html)) stopWith(`${html} is there already: choose another name.`);

const page = pageFromReport(readFileSync(report === '-' ? 0 : report, 'utf8'));
writeFileSync(html, page);
await loadReader();
const { keys, kind = 'unknown', complete, account } = readPage(openPage(page, ADDRESS), ADDRESS, Date.parse(NOW));
const expected = {
  url: ADDRESS,
  now: NOW,
  about: 'A reported page. Say here in one sentence what is special about it.',
  kind,
  ...(keys.length > 0 && { complete }),
  ...(account !== undefined && { account }),
  keys,
};
const json = join('test/pages', `${name}.json`);
writeFileSync(json, await formattedJson(expected));
console.log(
  `Wrote ${html} and ${json}. Put real words where a comment says how a text was printed, then correct the expectations by hand, and run: npm test -- pages -t ${name}`,
);
