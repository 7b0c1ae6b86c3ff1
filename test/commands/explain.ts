import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { explainPage } from '../support/explain-page';
import { expectedPages } from '../support/expected-pages';
import { openPage } from '../support/open-page';
import { loadReader } from '../../utils/site/tab';
import { stopWith } from './run-program';

/*
 * Prints what the reader takes each part of a page for, and why: `npm run explain -- test/pages/NAME.html`, or NAME for
 * a page of the corpus. A page without expectations is read as the tab at its own address, as of now.
 */

const [given] = process.argv.slice(2);
const file = [given ?? '', join('test/pages', `${given}.html`)].find(
  (path) => path.endsWith('.html') && existsSync(path),
);
if (!file) stopWith(`Which page? “${given ?? ''}” is neither a file of HTML nor the name of a page in test/pages.`);
const expected = expectedPages().find(({ name }) => name === basename(file, '.html'))?.expected;
const url = expected?.url ?? 'https://data.gov.sg/admin/api-keys';
const now = expected ? Date.parse(expected.now) : Date.now();
const html = readFileSync(file, 'utf8');
if (/<script/i.test(html)) console.log('What its scripts would change is not in here.\n');
await loadReader();
console.log(explainPage({ page: openPage(html, url), url, now }));
