import { isAscii } from '../../page-model/letters';
import { MONTHS } from './days';
import { hasOne } from './triggers';

/*
 * What browsers print in the other languages of the product (`toLocaleDateString`, `Intl`), put into the English that
 * the forms read. A word that is not known stays, and with it the text is no date.
 */

/** Each match of the pattern becomes the English for its groups. */
type Phrase = readonly [pattern: RegExp, english: string | ((...groups: string[]) => string)];
type Direction = 'in' | 'ago' | 'left' | 'next' | 'last' | 'this';

const DAYS: Partial<Record<Direction, string>> = { next: 'tomorrow', last: 'yesterday', this: 'today' };

/** A count of units forward or back, or the unit that is next, last or this one. */
function relative(count: string | undefined, unit: string, direction: Direction): string {
  if (!count) return ` ${(unit === 'day' && DAYS[direction]) || `${direction} ${unit}`} `;
  return direction === 'in' ? ` in ${count} ${unit} ` : ` ${count} ${unit} ${direction} `;
}

/** The value of the first of some beginnings ("beginning:value", separated by spaces) that a word has. */
function valueOf<Value extends string>(word: string | undefined, values: string): Value | undefined {
  const found = values.split(' ').find((pair) => word?.toLowerCase().startsWith(pair.split(':')[0]!));
  return found?.split(':')[1] as Value | undefined;
}

function monthName(number: number): string {
  return MONTHS[number - 1] ?? '';
}

const CHINESE_UNITS = '秒:second 分:minute 小:hour 天:day 日:day 周:week 週:week 星:week 月:month 季:quarter 年:year';
const CHINESE: readonly Phrase[] = [
  [/(\d{4}) ?年 ?(\d\d?) ?月 ?(\d\d?) ?[日号號]/g, ' $1-$2-$3 '],
  [/(\d{4}) ?年 ?(\d\d?) ?月/g, ' $2/$1 '],
  [/(?<!\d)(\d\d?) ?月 ?(\d\d?) ?[日号號]/g, (_, month, day) => ` ${day} ${monthName(Number(month))} `],
  [/,? ?(?:星期|[周週])[一二三四五六日天]/g, ' '],
  [/新加坡(?:标准|標準)?(?:时间|時間)/g, 'sgt'],
  [
    /(\d\d?) ?[点點时時](?![间間])(?: ?(\d\d?) ?分)?(?: ?(\d\d?) ?秒)?/g,
    (_, hours, minutes = '00', seconds = '00') => `${hours}:${minutes}:${seconds} `,
  ],
  [
    /(今天|今日)|(明天|明日)|(昨天|昨日)|[后後][天日]/g,
    (_, today, tomorrow, yesterday) =>
      ` ${(today && 'today') || (tomorrow && 'tomorrow') || (yesterday && 'yesterday') || 'day after tomorrow'} `,
  ],
  [
    /(\d{1,4}) ?[个個]?(秒|分|小[时時]|[天日]|[周週]|星期|月|季|年)[钟鐘度]? ?([后後前])/g,
    (_, count, unit, side) => relative(count, valueOf(unit, CHINESE_UNITS)!, side === '前' ? 'ago' : 'in'),
  ],
  [
    /([下明上去本这這今])[一个個]?([周週]|星期|月|季|年)度?/g,
    (_, which, unit) =>
      relative(
        undefined,
        valueOf(unit, CHINESE_UNITS)!,
        valueOf<Direction>(which, '下:next 明:next 上:last 去:last') ?? 'this',
      ),
  ],
];

const MALAY_UNITS =
  'saat:second minit:minute minggu:week min:minute jam:hour hari:day mgu:week bul:month bln:month ' +
  'suku:quarter tahun:year thn:year';
const MALAY_SIDES = 'dalam:in dlm:in yang:ago lagi:left ini:this depan:next hadapan:next seterusnya:next';
const MALAY_MONTHS = 'jan:1 feb:2 mac:3 mei:5 jul:7 ogo:8 okt:10 dis:12';
const MALAY: readonly Phrase[] = [
  [
    /(?<=\d[ .-]?)(?:januari|februari|mac|mei|julai|ogos?|okt(?:ober)?|dis(?:ember)?)\b/gi,
    (month) => monthName(Number(valueOf(month, MALAY_MONTHS))),
  ],
  [/\b(?:ah(?:ad|d)|isn(?:in)?|sel(?:asa)?|rab(?:u)?|kha(?:mis)?|jum(?:aat)?|sab(?:tu)?), (?=\d)/gi, ''],
  [/\bpada (?=\d)/gi, ''],
  [/\bwaktu (?:piawai )?singapura\b/gi, 'sgt'],
  [/\besok\b/gi, 'tomorrow'],
  [/\blusa\b/gi, 'day after tomorrow'],
  [/\b(?:semalam|semlm|kelmarin)\b/gi, 'yesterday'],
  [
    new RegExp(
      String.raw`(?:\b(da?la?m) )?(?:\b(\d{1,4}) )?` +
        String.raw`\b(saat|minit|min|jam|hari|minggu|mgu|bulan|bln|suku(?: tahun| thn)?|tahun|thn)\b` +
        String.raw`(?: (yang lalu|lalu|lepas|lagi|ini|depan|hadapan|seterusnya)\b)?`,
      'gi',
    ),
    (whole, ...[before, count, unit, behind]) => {
      const side = before ?? behind;
      if (!side || (before && !count)) return whole;
      const direction = valueOf<Direction>(side, MALAY_SIDES) ?? (count ? 'ago' : 'last');
      return relative(count, valueOf(unit, MALAY_UNITS)!, direction);
    },
  ],
];

const TAMIL_UNITS = 'வி:second நி:minute மா:month ம:hour நா:day வா:week கா:quarter ஆ:year வரு:year';
const TAMIL_MONTHS = 'ஜன:1 பிப்:2 மார்:3 ஏப்:4 மே:5 ஜூன்:6 ஜூலை:7 ஆக:8 செப்:9 அக்:10 நவ:11 டிச:12';
const TAMIL_MONTH = String.raw`(?:ஜன|பிப்|மார்|ஏப்|மே|ஜூ|ஆக|செப்|அக்|நவ|டிச)[\u0b80-\u0bff]{0,20}\.?`;
const TAMIL: readonly Phrase[] = [
  [
    new RegExp(`(?<=\\d ?)${TAMIL_MONTH}|${TAMIL_MONTH}(?= ?\\d)`, 'g'),
    (month) => monthName(Number(valueOf(month, TAMIL_MONTHS))),
  ],
  [/(?:ஞாயி|திங்|செவ்|புத|வியா|வெள்|சனி)[\u0b80-\u0bff]{0,20}\.?, ?(?=\d)/g, ''],
  [/அன்று/g, ''],
  [/சிங்கப்பூர் (?:நிலையான )?நேரம்/g, 'sgt'],
  [/நாளை மறுநாள்/g, 'day after tomorrow'],
  [/நாளை/g, 'tomorrow'],
  [/இன்று/g, 'today'],
  [/நேற்று/g, 'yesterday'],
  [
    /(\d{1,4}) (வி|நி|மா|ம|நா|வா|கா|ஆ|வரு)[\u0b80-\u0bff]{0,20}(?:\.?( முன்)|(?<=ில்))/g,
    (_, count, unit, before) => relative(count, valueOf(unit, TAMIL_UNITS)!, before ? 'ago' : 'in'),
  ],
  [
    /(கடந்த|இந்த|அடுத்த) (வா|மா|கா|ஆ|வரு)[\u0b80-\u0bff]{0,20}/g,
    (_, which, unit) =>
      relative(undefined, valueOf(unit, TAMIL_UNITS)!, valueOf<Direction>(which, 'கட:last இந்:this அடு:next')!),
  ],
];

/** A fast check for each language: texts without one of these have nothing of it. */
const MAY_BE_CHINESE = /[年月日天星周週新点點时時后後前下上本这這今明去]/;
const MAY_BE_TAMIL = /[\u0b80-\u0bff]/;
const MAY_BE_MALAY = (
  'dalam dlm lalu lepas lagi depan hadapan seterusnya esok lusa semalam semlm kelmarin pada waktu ' +
  'ogo okt dis mei mac julai januari februari ahad ahd isn sel rab kha jum sab'
).split(' ');

/** A text with what it says of dates in Chinese, Malay or Tamil put into English. */
export function inEnglish(text: string): string {
  const lower = text.toLowerCase();
  const isMalay = hasOne(lower, MAY_BE_MALAY) || lower.includes(' ini');
  let line = isMalay ? translated(text, MALAY) : text;
  if (isAscii(text)) return line;
  if (MAY_BE_CHINESE.test(text)) line = translated(line, CHINESE);
  return MAY_BE_TAMIL.test(text) ? translated(line, TAMIL) : line;
}

function translated(text: string, phrases: readonly Phrase[]): string {
  let line = text;
  for (const [pattern, english] of phrases) line = line.replace(pattern, english as string);
  return line;
}
