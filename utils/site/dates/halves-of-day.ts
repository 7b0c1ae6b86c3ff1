import { isAscii } from '../../page-model/letters';

/*
 * The half of the day in words, beside a time: "6:00 PTG", "at night", "下午6:00". The forms read the time by 24 hours.
 * With a word that is not known it could be either half, so the time is taken out: what is left is the whole day.
 */

/**
 * At noon, 10 and 11 o'clock are in the morning; at night, 1 to 5 are, and 12 may be the beginning or the end of the
 * day.
 */
type Half = 'am' | 'pm' | 'noon' | 'night';

const WORDS: Record<Half, string> = {
  am: '(?:in the )?morning|tengah malam|pagi|pg|上午|早上|早晨|清晨|凌晨|முற்பகல்|அதிகாலை|காலை|மு\\.ப\\.?|கா\\.',
  pm: '(?:in the )?(?:afternoon|evening)|petang|ptg|下午|傍晚|பிற்பகல்|பி\\.ப\\.?|(?:அந்தி )?மா(?:லை|\\.)',
  noon: 'tengah ?hari|中午|மதியம்|மதி\\.|நண்பகல்',
  night: 'at night|night|malam|晚上|夜[里裡间間]|深夜|இரவு',
};
const HALVES = Object.keys(WORDS) as Half[];
const groups = HALVES.map((half) => `(?<${half}>${WORDS[half]})`).join('|');

const HOUR = '(?<![\\d:./-])(?<hour>\\d\\d?)(?![\\d/-])';
const BEFORE_TIME = new RegExp(`(?:${groups}) ?${HOUR}(?<rest>(?::\\d\\d){1,2})(?![\\d:])`, 'giu');
const AFTER_TIME = new RegExp(`${HOUR}(?<rest>(?:[:.]\\d\\d){0,2}),? ?(?:${groups})(?![\\p{L}\\p{M}])`, 'giu');
/** A fast check for both. */
const MAY_BE_SAID = new RegExp(
  String.raw`\d ?,?(?:in the|morning|afternoon|evening|at n|night|tengah|pagi|pg|petang|ptg|malam)|` +
    String.raw`(?:tengah ?malam|tengah ?hari|pagi|petang|malam) \d`,
  'i',
);

/** Words that may follow a time and do not tell the half of the day: zones, and words of sentences. */
const OTHER_WORDS = new Set(
  `am pm z utc gmt sgt hrs hr h uhr to till til on at by and or for from in of off is was has ago left the this your
  you key keys a an as with via if it its jan feb mar apr may jun jul aug sep sept oct nov dec mon tue wed thu fri sat
  sun edit copy view menu more show hide day days last used use ends end soon next new date time then when no not
  never`.split(/\s+/),
);
const CLOCK = '(?<![\\d:./-])(?<clock>\\d\\d?(?::\\d\\d){1,2})(?![:\\d])';
const SHORT_WORD_AFTER = new RegExp(`${CLOCK} ?(?<word>[a-z]{1,4})\\b(?:\\.[a-z]{1,2}\\b)?\\.?`, 'gi');
const FOREIGN_WORD_AFTER = new RegExp(`${CLOCK} ?\\p{L}[\\p{L}\\p{M}.]{0,12}`, 'gu');
const FOREIGN_WORD_BEFORE = new RegExp(`[\\p{L}\\p{M}.]{1,12} ?${CLOCK}`, 'gu');

/** A text with those times by 24 hours that have a known word beside them. */
export function inKnownHalves(text: string): string {
  return isAscii(text) && !MAY_BE_SAID.test(text)
    ? text
    : text.replace(BEFORE_TIME, on24Hours).replace(AFTER_TIME, on24Hours);
}

/** A text without the times that could be in either half of the day, by a word that nobody knows. */
export function withoutUnknownHalves(text: string): string {
  if (!text.includes(':')) return text;
  const line = text.replace(SHORT_WORD_AFTER, (found, clock: string, word: string) =>
    OTHER_WORDS.has(word.toLowerCase()) ? found : unlessTwice(clock),
  );
  if (isAscii(line)) return line;
  const withoutForeign = (found: string, clock: string): string => (isAscii(found) ? found : unlessTwice(clock));
  return line.replace(FOREIGN_WORD_AFTER, withoutForeign).replace(FOREIGN_WORD_BEFORE, withoutForeign);
}

/** A time that a clock of twelve hours does not show. */
function unlessTwice(clock: string): string {
  const hour = Number.parseInt(clock, 10);
  return hour >= 1 && hour <= 12 ? ' ' : ` ${clock} `;
}

function on24Hours(whole: string, ...found: unknown[]): string {
  const {
    hour: printed,
    rest,
    ...said
  } = found.at(-1) as { hour: string; rest: string } & Partial<Record<Half, string>>;
  const half = HALVES.find((name) => said[name] !== undefined)!;
  // "3 மா." is three months.
  if (rest === '' && !isAscii(whole)) return whole;
  const hour = hourOf(Number(printed), half);
  return hour === undefined ? ' ' : ` ${hour}${rest.replaceAll('.', ':') || ':00'} `;
}

/** The hour of the whole day; `undefined` if it could be two. */
function hourOf(hour: number, half: Half): number | undefined {
  if (hour > 12) return hour;
  const isFirstHalf =
    half === 'am' || (half === 'noon' && (hour === 10 || hour === 11)) || (half === 'night' && hour < 6);
  if (half === 'night' && hour % 12 === 0) return undefined;
  return (hour % 12) + (isFirstHalf ? 0 : 12);
}
