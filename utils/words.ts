import type english from '../public/_locales/en/messages.json';
import { countdown, isExact, type Expiry } from './keys/expiry';
import { DAY, HOUR, MINUTE, SINGAPORE_OFFSET } from './keys/time';
import { nativeBrowser } from './browser-differences';

/** The name of a message in `public/_locales`. */
export type MessageKey = keyof typeof english;

/** The name of a message that has a form for each plural category of the language ("name_one", "name_other"). */
export type CountedMessageKey = MessageKey extends infer Name
  ? Name extends `${infer Stem}_other`
    ? Stem
    : never
  : never;

/** The messages of a language by their names, unfilled. Missing ones come from the browser. */
export type Catalogue = Readonly<Record<string, string>>;

let catalogue: Catalogue | undefined;
/** Messages in the browser's own language that need no call to the browser. */
let known: Catalogue = {};
/** Messages that were used, split at their placeholders: every second part is a placeholder's number. */
const templates = new Map<MessageKey, readonly string[]>();
const PLACEHOLDERS = Array.from({ length: 9 }, (_, index) => `$${index + 1}`);
let plurals: Intl.PluralRules | undefined;

/** Uses a catalogue for all messages from now on; without one, the browser's messages in its own language. */
export function setCatalogue(chosen: Catalogue | undefined): void {
  catalogue = chosen;
  templates.clear();
  plurals = undefined;
}

/** Registers messages in the browser's own language, so that a page need not wait for the browser's i18n. */
export function preload(own: Catalogue): void {
  known = own;
}

/** A message in the user's language, with its placeholders filled in order. */
export function t(name: MessageKey, ...values: (string | number)[]): string {
  // As the browser does it: a placeholder without a value is empty, and values are not searched for placeholders.
  const template = templateOf(name);
  let text = template[0]!;
  for (let index = 1; index < template.length; index += 2)
    text += String(values[Number(template[index]) - 1] ?? '') + template[index + 1]!;
  return text;
}

/** Letters that are written from right to left, and marks that turn the direction of text. */
const TURNS = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A name for a sentence, between marks that keep it from turning the words around it (FSI and PDI of Unicode). */
export function isolated(name: string): string {
  return TURNS.test(name) ? `\u2068${name.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')}\u2069` : name;
}

/** The parts of a message in their order, with values of any kind in the place of its placeholders. */
export function tParts<Value>(name: MessageKey, ...values: Value[]): (string | Value)[] {
  return templateOf(name).map((part, index) => (index % 2 === 0 ? part : values[Number(part) - 1]!));
}

function templateOf(name: MessageKey): readonly string[] {
  let template = templates.get(name);
  if (!template) {
    template = (catalogue?.[name] ?? known[name] ?? nativeBrowser.i18n.getMessage(name, PLACEHOLDERS)).split(
      /\$([1-9])/,
    );
    templates.set(name, template);
  }
  return template;
}

/** A message in the plural form for `count` in the user's language. `count` is its first placeholder. */
export function tCount(stem: CountedMessageKey, count: number, ...values: (string | number)[]): string {
  plurals ??= new Intl.PluralRules(language());
  return t(`${stem}_${plurals.select(count)}` as MessageKey, count, ...values) || t(`${stem}_other`, count, ...values);
}

/** The end of a sentence in one of our languages. */
const SENTENCE_END = /[.。?？…]$/;

/** Statements and sentences as one text, each ended as the language ends it. */
export function inSentences(statements: readonly string[]): string {
  return statements.reduce((text, next) => t(SENTENCE_END.test(text) ? 'sentences' : 'statements', text, next));
}

/** Facts in one line, with dots between them. A line that is too long ends with a dot, and does not begin with one. */
export function sideBySide(facts: readonly string[]): string {
  return facts.join('\u00a0· ');
}

/** The language of the messages, as a BCP 47 tag for `Intl` and `lang`. */
export function language(): string {
  return t('language');
}

/*
 * Dates are formatted here and not by `Intl`, whose first formatter in a page takes longer than to read and badge a
 * list of keys.
 */

/** The clock and calendar of an instant (ms), at an offset of so many ms east of Greenwich. */
function calendarOf(
  instant: number,
  offset = SINGAPORE_OFFSET,
): { day: string; month: string; year: string; clock: string } {
  const date = new Date(instant + offset);
  return {
    day: String(date.getUTCDate()),
    month: t('months').split(' ')[date.getUTCMonth()] ?? '',
    year: String(date.getUTCFullYear()),
    clock: `${twoDigits(date.getUTCHours())}:${twoDigits(date.getUTCMinutes())}`,
  };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** A date or a time that does not break at the end of a line, such as "18:00 SGT" or "2026年11月29日". */
function whole(text: string): string {
  return text.replaceAll(' ', '\u00a0').replace(/(?<=\d)(?=[年月日])|(?<=[年月])(?=\d)/g, '\u2060');
}

/**
 * A text whose dates have plain spaces and no joiners, for whatever is not laid out by our own style sheets: there,
 * people and programs search it.
 */
export function plainSpaced(text: string): string {
  return text.replaceAll('\u00a0', ' ').replaceAll('\u2060', '');
}

/** An instant (ms) as "29 Nov 2026, 18:00 SGT", by the clock of a zone at an offset of so many ms east of Greenwich. */
function dayAndClock(instant: number, zone: string, offset?: number): string {
  const { day, month, year, clock } = calendarOf(instant, offset);
  return t('date_time', whole(t('date_day', day, month, year)), whole(`${clock} ${zone}`));
}

/** An instant (ms) as "29 Nov 2026, 18:00 SGT". */
export function instantText(instant: number): string {
  return dayAndClock(instant, 'SGT');
}

/** The Singapore calendar day of an instant (ms) as "29 Nov 2026". */
export function dayText(instant: number): string {
  const { day, month, year } = calendarOf(instant);
  return whole(t('date_day', day, month, year));
}

/** The Singapore calendar month of an instant (ms) as "Nov". */
export function monthText(instant: number): string {
  return t('date_month', calendarOf(instant).month);
}

/** The Singapore calendar year of an instant (ms) as "2026". */
export function yearText(instant: number): string {
  return t('date_year', calendarOf(instant).year);
}

/** The Singapore time of an instant (ms) as "18:00". */
export function clockText(instant: number): string {
  return calendarOf(instant).clock;
}

/** An instant (ms) by the laptop's own clock, as "29 Nov 2026, 05:00 UTC−5". */
function localText(instant: number): string {
  const minutes = minutesEast(instant);
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const zone = minutes === 0 ? '' : `${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${twoDigits(rest)}`}`;
  return dayAndClock(instant, `UTC${zone}`, minutes * MINUTE);
}

/** The offset of the laptop's clock from UTC at an instant (ms), in minutes. */
function minutesEast(instant: number): number {
  return -new Date(instant).getTimezoneOffset();
}

/**
 * The date of an expiry, as exact as the page gives it: "29 Nov 2026, 18:00 SGT", or "29 Nov 2026". Empty if it has
 * none.
 */
export function expiryDateText(expiry: Expiry): string {
  if (expiry.kind !== 'dated') return '';
  return isExact(expiry) ? instantText(expiry.earliest) : dayText(expiry.earliest);
}

/** An expiry in a few words, as seen from `now` (ms): "Expires in 12 days", "Expired yesterday". */
export function expiryText(expiry: Expiry, now: number): string {
  const count = countdown(expiry, now);
  if (!('days' in count)) return t(`expiry_${count.tense}`);
  const { tense, days, approximate } = count;
  if (days > 1) return t(approximate && tense === 'future' ? 'expiry_future_about_days' : `expiry_${tense}_days`, days);
  if (days === 1) return t(tense === 'future' ? 'expiry_tomorrow' : 'expiry_yesterday');
  if (!count.toTheMinute) return t(`expiry_${tense}_today`);
  return t(`expiry_${tense}_today_at`, clockText(count.expiresAt));
}

/** An expiry as its badge says it: with a word of doubt if nothing on the page says which number is the month. */
export function badgeText(expiry: Expiry, now: number): string {
  return doubted(expiry, expiryText(expiry, now), 'expiry_doubted');
}

/** The same in as few letters as possible: "12 d", "3 d ago". */
export function shortBadgeText(expiry: Expiry, now: number): string {
  return doubted(expiry, shortExpiryText(expiry, now), 'expiry_short_doubted');
}

function shortExpiryText(expiry: Expiry, now: number): string {
  const count = countdown(expiry, now);
  if (!('days' in count)) return t(`expiry_short_${count.tense}`);
  const { tense, days, approximate } = count;
  if (days === 0) return t(tense === 'future' ? 'expiry_short_today' : 'expiry_short_expired');
  return t(approximate && tense === 'future' ? 'expiry_short_future_about' : `expiry_short_${tense}`, days);
}

function doubted(expiry: Expiry, text: string, name: MessageKey): string {
  return expiry.kind === 'dated' && expiry.ambiguous ? t(name, text) : text;
}

/** All known facts of an expiry as a tooltip, one a line. */
export function expiryDetail(expiry: Expiry, now: number): string {
  return plainSpaced(expiryFacts(expiry, now).join('\n'));
}

/**
 * All known facts of an expiry: the exact date in SGT, the same in the laptop's own zone if that differs, its
 * uncertainty, and the text as printed if it could not be read.
 */
export function expiryFacts(expiry: Expiry, now: number): string[] {
  const [first, ...others] = expiryFactsForAnyone(expiry, now);
  const isElsewhere =
    expiry.kind === 'dated' && isExact(expiry) && minutesEast(expiry.earliest) * MINUTE !== SINGAPORE_OFFSET;
  return [first, ...(isElsewhere ? [t('detail_local_time', localText(expiry.earliest))] : []), ...others];
}

/** The same without the laptop's own zone, for a text that someone else reads. */
export function expiryFactsForAnyone(expiry: Expiry, now: number): [string, ...string[]] {
  if (expiry.kind === 'never') return [t('detail_never')];
  if (expiry.kind === 'expired') return [t('detail_expired')];
  if (expiry.kind === 'unknown') return [expiry.text ? t('detail_unknown', expiry.text) : t('detail_unknown_empty')];
  const past = now >= expiry.latest;
  return [
    isExact(expiry)
      ? t(past ? 'detail_stopped_at' : 'detail_stops_at', instantText(expiry.earliest))
      : t(past ? 'detail_stopped_on' : 'detail_stops_on', dayText(expiry.earliest)),
    ...(expiry.approximate ? [t('detail_approximate', expiry.text)] : []),
    ...(expiry.ambiguous ? [t('detail_ambiguous', expiry.text)] : []),
  ];
}

/**
 * An expiry as a live countdown: hours, minutes and seconds below 24 hours if the page gives the instant, otherwise as
 * {@link expiryText} prints it.
 */
export function countdownText(expiry: Expiry, now: number): string {
  if (!countsSeconds(expiry, now)) return expiryText(expiry, now);
  const seconds = Math.ceil((expiry.earliest - now) / 1000);
  const left = t(
    'popup_countdown_hours',
    Math.floor(seconds / 3600),
    twoDigits(Math.floor(seconds / 60) % 60),
    twoDigits(seconds % 60),
  );
  return t('popup_expires_in', left);
}

/** Whether the countdown of an expiry changes every second at `now` (ms). */
export function countsSeconds(expiry: Expiry, now: number): expiry is Extract<Expiry, { kind: 'dated' }> {
  return expiry.kind === 'dated' && isExact(expiry) && expiry.earliest > now && expiry.earliest - now < DAY;
}

/** How long ago an instant (ms) was, as "5 minutes ago", or "just now". */
export function agoText(instant: number, now: number): string {
  const past = Math.max(0, now - instant);
  if (past < MINUTE) return t('just_now');
  const [size, unit] = unitOf(past);
  return relativeText(Math.floor(past / size), unit);
}

/** How many calendar days ago something was, as "today", "yesterday" or "12 days ago". */
export function daysAgoText(days: number): string {
  return relativeText(days, 'day');
}

function relativeText(past: number, unit: 'minute' | 'hour' | 'day'): string {
  const text = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' }).format(-past, unit);
  // The number is not torn from its unit at the end of a line.
  return text.replace(/(?<=\d) /, '\u00a0');
}

function unitOf(past: number): [ms: number, unit: 'minute' | 'hour' | 'day'] {
  if (past < HOUR) return [MINUTE, 'minute'];
  return past < DAY ? [HOUR, 'hour'] : [DAY, 'day'];
}

/** The name of a key in lists that may hold one of the same name on another host. */
export function nameWithHost({ name, host }: { name: string; host?: string }): string {
  return host === undefined ? name : t('name_host', name, host);
}
