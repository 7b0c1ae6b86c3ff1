import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../utils/keys/time';
import {
  agoText,
  clockText,
  monthText,
  yearText,
  countdownText,
  tCount,
  dayText,
  expiryText,
  instantText,
  preload,
  language,
  setCatalogue,
  t,
  type Catalogue,
} from '../../../utils/words';
import { messagesOf } from './messages-of';

/*
 * What all languages have to hold to; docs/translating.md tells the rest. A failure names the entries, so that this is
 * also how to see what is left to translate: npx vitest run test/unit/locales
 */

const FOLDERS = ['en', 'zh_CN', 'ms', 'ta'];
const TRANSLATIONS = FOLDERS.filter((folder) => folder !== 'en');
const english = messagesOf('en');
const names = Object.keys(english);

/** Entries that may be the same as in English: names, and what has no words in it. */
const SAME_AS_ENGLISH = new Set([
  'extension_name',
  'import_button',
  'import_done',
  'news_languages',
  'date_day',
  'date_time',
  'date_month',
  'date_year',
  'quoted_name',
  'quoted_name_host',
  'name_host',
  'statements',
  'sentences',
  'report_in_sgt',
]);

/** What stays as it is in every language, since it is so on the site and in the browser. */
const PROPER_NAMES = ['Key Companion', 'data.gov.sg', 'API Keys', 'F6'];

afterEach(() => setCatalogue(undefined));

/** The names of an entry's plural forms; of any other entry, its own. */
function formsOf(name: string, tag: string): string[] {
  const stem = name.replace(/_(one|other)$/, '');
  if (stem === name || !(`${stem}_other` in english)) return [name];
  return new Intl.PluralRules(tag).resolvedOptions().pluralCategories.map((form) => `${stem}_${form}`);
}

function placeholdersOf(message: string): string[] {
  return [...new Set(message.match(/\$\d/g))].sort();
}

it('the extension has no other languages than those that are checked here', () => {
  expect(readdirSync('public/_locales').sort()).toEqual([...FOLDERS].sort());
});

describe.each(FOLDERS)('the words in %s', (folder) => {
  const messages = messagesOf(folder);
  const tag = messages.language!;
  const failing = (fails: (message: string, name: string) => boolean): string[] =>
    Object.keys(messages).filter((name) => fails(messages[name]!, name));

  it(`the words in ${folder} have a language that Intl knows`, () => {
    expect(Intl.getCanonicalLocales(tag)).toEqual([tag]);
    const known = [
      Intl.DateTimeFormat.supportedLocalesOf(tag),
      Intl.PluralRules.supportedLocalesOf(tag),
      Intl.RelativeTimeFormat.supportedLocalesOf(tag),
    ];
    expect(known).toEqual([[tag], [tag], [tag]]);
  });

  it(`the words in ${folder} are all there, in the order of English, with the plural forms of the language`, () => {
    const wanted = [...new Set(names.flatMap((name) => formsOf(name, tag)))];
    expect(
      wanted.filter((name) => !(name in messages)),
      `not translated in public/_locales/${folder}/messages.json`,
    ).toEqual([]);
    expect(
      Object.keys(messages).filter((name) => !wanted.includes(name)),
      `in public/_locales/${folder}/messages.json for nothing`,
    ).toEqual([]);
    const shared = names.filter((name) => name in messages);
    expect(Object.keys(messages).filter((name) => name in english)).toEqual(shared);
  });

  it(`the words in ${folder} have the placeholders of English, as both browsers understand them`, () => {
    expect(
      failing((message, name) => {
        const isOfOneNumber = /_(zero|one|two)$/.test(name);
        const wanted = placeholdersOf(english[name.replace(/_(zero|one|two|few|many)$/, '_other')] ?? english[name]!);
        const found = placeholdersOf(message);
        // A form for one number alone may say the number itself.
        return isOfOneNumber ? found.some((place) => !wanted.includes(place)) : found.join() !== wanted.join();
      }),
      'other placeholders than English',
    ).toEqual([]);
    expect(
      failing((message) => /\$(?![1-9])|\$\d\d|\$\w+\$/.test(message)),
      'a $ that the browsers take for something else, or two with no more than a letter or digit between them',
    ).toEqual([]);
  });

  it(`the words in ${folder} are never empty, and have no stray spaces or straight quotation marks`, () => {
    expect(
      failing((message) => message.trim() === '' || message !== message.trim() || /\s\s|[\n\t]/.test(message)),
      'empty, or with stray spaces',
    ).toEqual([]);
    expect(
      failing((message) => /["'`]/.test(message)),
      'straight quotation marks: write “ ” and ’',
    ).toEqual([]);
    expect(
      failing((message) => message.split('“').length !== message.split('”').length),
      'a quotation mark that is not closed',
    ).toEqual([]);
  });

  it(`the words in ${folder} fit what the browsers’ stores allow`, () => {
    expect(messages.extension_name!.length).toBeLessThanOrEqual(45);
    expect(messages.extension_description!.length).toBeLessThanOrEqual(132);
  });
});

describe.each(TRANSLATIONS)('the translation to %s', (folder) => {
  const messages = messagesOf(folder);

  it(`the translation to ${folder} leaves nothing in English but names`, () => {
    const same = Object.keys(messages).filter((name) => messages[name] === english[name] && !SAME_AS_ENGLISH.has(name));
    expect(same, 'the same as in English: translate them, or add them to SAME_AS_ENGLISH').toEqual([]);
  });

  it.each(PROPER_NAMES)(`the translation to ${folder} keeps “%s” as it is`, (kept) => {
    expect(names.filter((name) => english[name]!.includes(kept) && messages[name]?.includes(kept) === false)).toEqual(
      [],
    );
  });

  it(`the translation to ${folder} has only messages: the descriptions are with the English ones`, () => {
    const entries: object[] = Object.values(
      JSON.parse(readFileSync(`public/_locales/${folder}/messages.json`, 'utf8')),
    );
    expect(new Set(entries.map((entry) => Object.keys(entry).join()))).toEqual(new Set(['message']));
  });
});

it('a Tamil case ending is not torn from its Latin word at the end of a line', () => {
  const messages = messagesOf('ta');
  // Write U+2011 for the hyphen.
  expect(Object.keys(messages).filter((name) => /[\w)]-[\u0b80-\u0bff]/.test(messages[name]!))).toEqual([]);
});

const expiresAt = Date.parse('2026-11-29T18:00+08:00');
const dated = { kind: 'dated', earliest: expiresAt, latest: expiresAt, text: '' } as const;
const attention = (): string[] => [0, 1, 2, 5].map((count) => tCount('state_attention', count));

it.each([
  {
    folder: 'en',
    tag: 'en-GB',
    instant: '29\u00a0Nov\u00a02026, 18:00\u00a0SGT',
    days: '5\u00a0Mar\u00a02026, 5\u00a0Aug\u00a02026',
    left: [
      'Expires in 12 days',
      'Expires tomorrow',
      'Expires in 5 h 00 min 00 s',
      'Expired yesterday',
      'Expired 3 days ago',
    ],
    ago: '5\u00a0minutes ago',
    counts: ['0 keys need attention', '1 key needs attention', '2 keys need attention', '5 keys need attention'],
  },
  {
    folder: 'zh_CN',
    tag: 'zh-CN',
    instant: '2026\u2060年\u206011\u2060月\u206029\u2060日 18:00\u00a0SGT',
    days: '2026\u2060年\u20603\u2060月\u20605\u2060日, 2026\u2060年\u20608\u2060月\u20605\u2060日',
    left: ['12天后到期', '明天到期', '5小时00分00秒后到期', '已于昨天过期', '已于3天前过期'],
    ago: '5分钟前',
    counts: ['0个密钥需要处理', '1个密钥需要处理', '2个密钥需要处理', '5个密钥需要处理'],
  },
  {
    folder: 'ms',
    tag: 'ms-SG',
    instant: '29\u00a0Nov\u00a02026, 18:00\u00a0SGT',
    days: '5\u00a0Mac\u00a02026, 5\u00a0Ogo\u00a02026',
    left: [
      'Tamat tempoh dalam 12 hari',
      'Tamat tempoh esok',
      'Tamat tempoh dalam 5 jam 00 min 00 saat',
      'Telah tamat tempoh semalam',
      'Telah tamat tempoh 3 hari lalu',
    ],
    ago: '5\u00a0minit lalu',
    counts: [
      '0 kunci memerlukan perhatian',
      '1 kunci memerlukan perhatian',
      '2 kunci memerlukan perhatian',
      '5 kunci memerlukan perhatian',
    ],
  },
  {
    folder: 'ta',
    tag: 'ta-SG',
    instant: '29\u00a0நவ.,\u00a02026, 18:00\u00a0SGT',
    days: '5\u00a0மார்.,\u00a02026, 5\u00a0ஆக.,\u00a02026',
    left: [
      '12 நாட்களில் காலாவதியாகும்',
      'நாளை காலாவதியாகும்',
      'இன்னும் 5 மணிநேரம் 00 நிமி. 00 விநா. உள்ளது',
      'நேற்று காலாவதியானது',
      '3 நாட்களுக்கு முன் காலாவதியானது',
    ],
    ago: '5\u00a0நிமிடங்களுக்கு முன்',
    counts: ['0 விசைகளுக்குக் கவனம் தேவை', '1 விசைக்குக் கவனம் தேவை', '2 விசைகளுக்குக் கவனம் தேவை', '5 விசைகளுக்குக் கவனம் தேவை'],
  },
])('dates, countdowns and plurals are right in $tag', ({ folder, tag, instant, days, left, ago, counts }) => {
  setCatalogue(messagesOf(folder));
  expect(language()).toBe(tag);
  expect(instantText(expiresAt)).toBe(instant);
  expect([Date.parse('2026-03-05T12:00Z'), Date.parse('2026-08-05T12:00Z')].map(dayText).join(', ')).toBe(days);
  expect(clockText(Date.parse('2026-11-29T00:05+08:00'))).toBe('00:05');
  // All twelve are there, and the year begins when it does in Singapore.
  expect(new Set(Array.from({ length: 12 }, (_, month) => monthText(Date.UTC(2026, month, 5)))).size).toBe(12);
  expect(
    [Date.UTC(2026, 11, 31, 15), Date.UTC(2026, 11, 31, 16)].map((instant) => yearText(instant).slice(0, 4)),
  ).toEqual(['2026', '2027']);
  expect(
    [expiresAt - 12 * DAY, expiresAt - DAY, expiresAt - 5 * HOUR, expiresAt + DAY, expiresAt + 3 * DAY].map((now) =>
      countdownText(dated, now),
    ),
  ).toEqual(left);
  expect(agoText(expiresAt - 5 * 60_000, expiresAt)).toBe(ago);
  expect(attention()).toEqual(counts);
});

it('a catalogue is filled in as the browser does it', () => {
  const value = (place: number): string => ['a', '$1', '$&', '$$', '', 'x $3', '7', '8', '9'][place]!;
  const texts = (): string[] =>
    names.map(
      (name) => t(name as 'language', ...Array.from({ length: 9 }, (_, place) => value(place))) + t(name as 'language'),
    );
  const fromBrowser = texts();
  setCatalogue(english);
  expect(texts()).toEqual(fromBrowser);
});

it('a catalogue leaves to the browser what it lacks, and everything once it is taken back', () => {
  const catalogue: Catalogue = { expiry_tomorrow: 'Esok' };
  setCatalogue(catalogue);
  expect([t('expiry_tomorrow'), t('expiry_never')]).toEqual(['Esok', 'No expiry']);
  setCatalogue(undefined);
  expect(t('expiry_tomorrow')).toBe('Expires tomorrow');
  expect(expiryText(dated, expiresAt - 2 * DAY)).toBe('Expires in 2 days');
});

it('a catalogue comes before the words that are known beforehand, and these before the browser’s', () => {
  preload({ expiry_tomorrow: 'Ends tomorrow' });
  expect([t('expiry_tomorrow'), t('expiry_never')]).toEqual(['Ends tomorrow', 'No expiry']);
  setCatalogue({ expiry_tomorrow: 'Esok' });
  expect(t('expiry_tomorrow')).toBe('Esok');
  preload({});
});

it('a catalogue replaces the formats of the language before', () => {
  expect(dayText(expiresAt)).toBe('29\u00a0Nov\u00a02026');
  setCatalogue(messagesOf('zh_CN'));
  expect(dayText(expiresAt)).toBe('2026\u2060年\u206011\u2060月\u206029\u2060日');
});
