import { describe, expect, it } from 'vitest';
import { looksLikeDate, readExpiry } from '../../../../utils/site/dates/dates';
import { NOW, sgt } from '../../../support/dates';

/* What browsers print in the languages of the product: `toLocaleString` and `Intl` themselves print it here. */

const LOCALES = ['en-SG', 'en-US', 'en-GB', 'zh-CN', 'zh-SG', 'zh-TW', 'zh-HK', 'ms', 'ms-SG', 'ta', 'ta-SG', 'ta-IN'];
// No day could be a month, and no time is at 12 at night.
const INSTANTS = [
  '2026-12-25 18:05:09',
  '2027-08-27 09:30',
  '2027-03-31 01:15',
  '2027-05-15 12:40',
  '2027-10-20 21:00',
];
const STYLES = ['short', 'medium', 'long', 'full'] as const;
const MONTHS = ['short', 'long', '2-digit'] as const;
const SINGAPORE = { timeZone: 'Asia/Singapore' };

const read = (text: string) => readExpiry(text, { now: NOW });

describe.each(LOCALES)('in %s', (locale) => {
  it.each(INSTANTS)('a day is read as it is printed: %s', (local) => {
    const [instant, start] = [new Date(sgt(local)), sgt(local.slice(0, 10))];
    const texts = [
      instant.toLocaleDateString(locale, SINGAPORE),
      ...STYLES.map((dateStyle) => instant.toLocaleDateString(locale, { ...SINGAPORE, dateStyle })),
      ...MONTHS.flatMap((month) =>
        [undefined, 'short' as const].map((weekday) =>
          instant.toLocaleDateString(locale, { ...SINGAPORE, day: 'numeric', month, year: 'numeric', weekday }),
        ),
      ),
    ];
    for (const text of texts) {
      expect(read(text), text).toMatchObject({ kind: 'dated', earliest: start, latest: start + 86_400_000 });
      expect(looksLikeDate(text, { now: NOW }), text).toBe(true);
    }
  });

  it.each(INSTANTS)('a time is read as it is printed: %s', (local) => {
    const instant = new Date(sgt(local));
    const minute = Math.floor(sgt(local) / 60_000) * 60_000;
    const times = STYLES.flatMap((dateStyle) =>
      STYLES.map((timeStyle): [string, number] => [
        instant.toLocaleString(locale, { ...SINGAPORE, dateStyle, timeStyle }),
        timeStyle === 'short' ? minute : instant.getTime(),
      ]),
    );
    const halves = (['long', 'short'] as const).map((dayPeriod): [string, number] => [
      instant.toLocaleString(locale, {
        ...SINGAPORE,
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: 'numeric',
        minute: '2-digit',
        hour12: true,
        dayPeriod,
      }),
      minute,
    ]);
    for (const [text, at] of [...times, ...halves]) {
      expect(read(text), text).toMatchObject({ kind: 'dated', earliest: at, latest: at });
      expect(looksLikeDate(text, { now: NOW }), text).toBe(true);
    }
  });

  it.each(INSTANTS.slice(1))('a day without its year is the next such day: %s', (local) => {
    const start = sgt(local.slice(0, 10));
    for (const month of ['short', 'long'] as const) {
      const text = new Date(sgt(local)).toLocaleDateString(locale, { ...SINGAPORE, day: 'numeric', month });
      expect(read(text), text).toMatchObject({ earliest: start, latest: start + 86_400_000, approximate: true });
    }
  });

  // Tamil prints counts ahead without a word for it when they are short.
  it.each(locale.startsWith('ta') ? ['long' as const] : (['long', 'short'] as const))(
    'a count is read as in English: %s',
    (style) => {
      const [here, english] = [locale, 'en'].map((each) => new Intl.RelativeTimeFormat(each, { style }));
      for (const unit of ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const) {
        for (const n of [-3, -1, 1, 2, 3]) {
          const [text, same] = [here!.format(n, unit), english!.format(n, unit)];
          expect(read(text), text).toEqual({ ...read(same), text });
          expect(read(text).kind, text).toBe('dated');
        }
      }
    },
  );

  it('the next and the last unit are read as in English', () => {
    const [here, english] = [locale, 'en'].map((each) => new Intl.RelativeTimeFormat(each, { numeric: 'auto' }));
    for (const unit of ['day', 'week', 'month', 'quarter', 'year'] as const) {
      for (const n of [-1, 0, 1]) {
        const [text, same] = [here!.format(n, unit), english!.format(n, unit)];
        expect(read(text), text).toEqual({ ...read(same), text });
        expect(read(text).kind, text).toBe('dated');
      }
    }
    const text = here!.format(2, 'day');
    expect(read(text), text).toMatchObject({ kind: 'dated', approximate: true });
  });
});

it.each([
  ['5 Dis 2026', '2026-12-05'],
  ['5 Ogos 2027', '2027-08-05'],
  ['5 Mac 2027', '2027-03-05'],
  ['5-Mei-2027', '2027-05-05'],
  ['Sabtu, 5 Disember 2026', '2026-12-05'],
  ['2026年12月5日', '2026-12-05'],
  ['2026 年 12 月 5 日', '2026-12-05'],
  ['2026年12月5號', '2026-12-05'],
  ['2026年12月5日（星期六）', '2026-12-05'],
  ['5 டிச., 2026', '2026-12-05'],
  ['5 ஏப்ரல், 2027', '2027-04-05'],
  ['5 ஜூன் 2027', '2027-06-05'],
  ['5 ஜூலை 2027', '2027-07-05'],
  ['5 மே 2027', '2027-05-05'],
])('"%s" is the day %s', (text, day) => {
  expect(read(text)).toEqual({ kind: 'dated', earliest: sgt(day), latest: sgt(day) + 86_400_000, text });
  expect(read(`Expires ${text}`)).toMatchObject({ earliest: sgt(day) });
});

it.each([
  '2026年13月5日',
  '2026年2月30日',
  '31 Feb 2027',
  '32 Disember 2026',
  '3个月',
  '3 bulan',
  '3 மாதங்கள்',
  '永不',
  '下载',
  '明白',
  '上海',
  'Mac 5',
  'MacBook 2027',
  'Macintosh 5',
  'Dis 5',
  'jam 3',
  'hari',
  'minggu',
  'மேலும் தகவல்',
  'கடந்த',
])('"%s" is no date', (text) => {
  expect(read(text)).toEqual({ kind: 'unknown', text });
  expect(looksLikeDate(text, { now: NOW })).toBe(false);
});
