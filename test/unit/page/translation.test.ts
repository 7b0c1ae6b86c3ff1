// @vitest-environment happy-dom
import { Window } from 'happy-dom';
import { expect, it } from 'vitest';
import { followTranslation } from '../../../utils/page/translation';

const LIST = '<h1>API Keys</h1><table><tr><td>rainfall-sync</td><td>5 Dec 2026</td></tr></table>';

function pageIn(lang: string | undefined, body = LIST): Document {
  const page = new Window({ url: 'https://data.gov.sg/admin/api-keys' }).document as unknown as Document;
  if (lang !== undefined) page.documentElement.lang = lang;
  page.body.innerHTML = body;
  return page;
}

function wrapTexts(page: Document, attributes = ''): void {
  for (const cell of page.querySelectorAll('td'))
    cell.innerHTML = `<font ${attributes}><font ${attributes}>${cell.textContent}</font></font>`;
}

it.each<[string, string | undefined, (page: Document) => void]>([
  ['when its root says so, from left to right', 'en', (page) => page.documentElement.classList.add('translated-ltr')],
  ['when its root says so, from right to left', 'en', (page) => page.documentElement.classList.add('translated-rtl')],
  ['when its texts are wrapped twice', 'en', (page) => wrapTexts(page)],
  [
    'when its texts are wrapped as the browser does it',
    undefined,
    (page) => wrapTexts(page, 'dir="auto" style="vertical-align: inherit;"'),
  ],
  ['when a single text is wrapped so far', 'en', (page) => wrapTexts(page.querySelector('table') as never)],
  [
    'when its language becomes another one',
    'en',
    (page) => {
      page.documentElement.lang = 'zh-CN';
    },
  ],
  [
    'when its language becomes another one, whatever the region was',
    'en-SG',
    (page) => {
      page.documentElement.lang = 'ta';
    },
  ],
  [
    'when its language becomes another one in capitals',
    'EN',
    (page) => {
      page.documentElement.lang = 'MS';
    },
  ],
  [
    'when a translator marked what it translated',
    'en',
    (page) => page.querySelector('h1')!.setAttribute('_msttexthash', '42'),
  ],
  ['when an extension shows both languages', 'en', (page) => page.documentElement.setAttribute('imt-state', 'dual')],
])('a page is translated %s', (_, lang, translate) => {
  const page = pageIn(lang);
  const isTranslated = followTranslation(page);
  expect(isTranslated()).toBe(false);
  translate(page);
  expect(isTranslated()).toBe(true);
});

it.each<[string, string | undefined, (page: Document) => void]>([
  [
    'when it says more of its language',
    'en',
    (page) => {
      page.documentElement.lang = 'en-SG';
    },
  ],
  [
    'when it says less of its language',
    'zh-Hant-TW',
    (page) => {
      page.documentElement.lang = 'zh';
    },
  ],
  [
    'when it says its language at last',
    undefined,
    (page) => {
      page.documentElement.lang = 'en';
    },
  ],
  ['when it says its language no more', 'en', (page) => page.documentElement.removeAttribute('lang')],
  [
    'when its language is no language',
    'en',
    (page) => {
      page.documentElement.lang = '{{ locale }}';
    },
  ],
  ['when a part of it is in another language', 'en', (page) => page.querySelector('td')!.setAttribute('lang', 'zh')],
  ['when its fonts are those of an old page', 'en', (page) => wrapTexts(page, 'color="red"')],
  [
    'when its fonts are not within each other',
    'en',
    (page) => {
      page.querySelector('td')!.innerHTML = '<font>a</font><font>b</font>';
    },
  ],
  ['when another class is on its root', 'en', (page) => page.documentElement.classList.add('not-translated-ltr')],
  ['when the class is on its body, as on a page about that', 'en', (page) => page.body.classList.add('translated-ltr')],
  ['when an extension shows the original', 'en', (page) => page.documentElement.setAttribute('imt-state', 'original')],
])('a page is not translated %s', (_, lang, change) => {
  const page = pageIn(lang);
  const isTranslated = followTranslation(page);
  change(page);
  expect(isTranslated()).toBe(false);
});

it('a page is no longer translated when the translation is taken back', () => {
  const page = pageIn('en');
  const isTranslated = followTranslation(page);
  page.documentElement.lang = 'zh-CN';
  page.documentElement.classList.add('translated-ltr');
  wrapTexts(page);
  expect(isTranslated()).toBe(true);
  page.documentElement.lang = 'en';
  page.documentElement.classList.remove('translated-ltr');
  page.body.innerHTML = LIST;
  expect(isTranslated()).toBe(false);
});
