/**
 * Reads the dates that data.gov.sg prints. Pure: the time is an argument, and the laptop's zone is never read.
 *
 * Page text is hostile and its format is not ours, so everything is found by tables of forms. Text that looks like a
 * date and cannot be one (31 Feb, 25:00, UTC+99) reads as nothing at all, never as a neighbouring day.
 */
import type { Dated, Expiry } from '../../keys/expiry';
import type { DateOrder } from '../../keys/key';
import { wordsIn } from '../../page-model/letters';
import type { Explain } from '../evidence/rule';
import type { ListZones } from './list-zone';
import { tidy, withoutAftermath } from './line';
import { FILLER } from '../vocabulary/phrase-patterns';
import { EXPIRY, search, type Hit } from './search';
import { expiryOf, isDate, isWithin, type Span } from './span';
import { readAdvisedWord, readWord } from './words';

/** The context in which a page's dates are read. */
export interface DateContext {
  /** The instant (ms) that relative dates are counted from. */
  now: number;
  /** The order of the page's numeric dates, if it is known. */
  dateOrder?: DateOrder | undefined;
  /** The zone of times that print none, if the page says one for all: see `list-zone.ts`. */
  zone?: string | undefined;
  /** The same for one place on the page. */
  zones?: ListZones | undefined;
  /** Gets each judgement of the reader. */
  explain?: Explain | undefined;
  /** "3 months" is a user's choice, not a number that a library has rounded. */
  isChosen?: true;
}

/** The most other words. Chosen, not measured. */
const MAX_UNKNOWN_WORDS = 4;

/**
 * When a key stops working, by the text of an expiry cell.
 *
 * A sentence of a few words around one date is that date; anything more, or another number, is unknown.
 *
 * @param options.datetime the attribute of a `<time>` element. ISO 8601 there wins, unless the text falls on the same
 * day and is more exact, or the attribute is only a placeholder for a date.
 */
export function readExpiry(text: string, options: DateContext & { datetime?: string | null }): Expiry {
  const { line: whole, printed } = tidy(text);
  const line = withoutAftermath(whole);
  const written = readShort(line, options, MAX_UNKNOWN_WORDS);
  const machine = readMachineDate(options.datetime ?? '', options);
  const isMachineBetter =
    machine !== null &&
    isDate(machine, options.now) &&
    !(written && !written.approximate && isWithin(written, machine));
  const span = isMachineBetter ? machine : written;
  if (span) return isOpenRange(line, options) ? { kind: 'never', text: printed } : expiryOf(span, printed, options.now);
  const word = readAdvisedWord(line);
  if (word) return { kind: word, text: printed };
  return machine ? expiryOf(machine, printed, options.now) : { kind: 'unknown', text: printed };
}

/** "7 Aug 2026 – never": a date that is over, and no end. */
function isOpenRange(line: string, context: DateContext): boolean {
  const [, start = '', end] =
    /^(.{6,40}?) (?:(?:-|~|to|until|till|→) \(?([^\d()]{1,40})\)?|onwards?)$/.exec(line) ?? [];
  if (start === '' || (end !== undefined && readWord(end) !== 'never')) return false;
  const hit = readShort(start, context, 1);
  return hit !== null && hit.claim < EXPIRY && hit.latest <= context.now;
}

/**
 * The one date in a longer text, or null. A full date wins over a relative one. Of several different dates only the one
 * after a word for an expiry counts, and a date announced as another one ("Created 3 Aug 2026") never does.
 */
export function findDate(text: string, context: DateContext): Dated | null {
  const { line, printed } = tidy(text);
  const { hit } = search(withoutAftermath(line), context);
  if (hit?.kind === 'loose' && hit.claim < EXPIRY) return null;
  const expiry = hit && expiryOf(hit, printed, context.now);
  return expiry?.kind === 'dated' ? expiry : null;
}

/** Whether the whole text is a date, or a word in its place: a name that contains a date is not. */
export function looksLikeDate(text: string, context: DateContext): boolean {
  const { line } = tidy(text);
  if (readWord(line)) return true;
  const hit = readShort(line, context, 0);
  return hit !== null && (hit.kind !== 'loose' || hit.earliest === hit.latest);
}

function readMachineDate(datetime: string, context: DateContext): Span | null {
  const { line } = tidy(datetime);
  return /^\d{4}-\d\d-\d\d/.test(line) ? readShort(line, context, 0) : null;
}

/** The date of a text that says little else. A vague one may stand among other words only as an expiry. */
function readShort(line: string, context: DateContext, mostStrangers: number): Hit | null {
  const { hit, rest } = search(line, context);
  if (!hit) return null;
  const isSaid = hit.claim >= EXPIRY;
  const most = hit.approximate && !isSaid ? 0 : mostStrangers;
  const beside = isSaid && most > 0 ? withoutNextClause(rest, hit.start) : rest;
  const strangers = wordsIn(beside).filter((word) => !FILLER.test(word));
  return strangers.length > most || /\d/.test(beside) ? null : hit;
}

/** Something else that is said after a date: "expires #, 3 datasets". A condition belongs to the date. */
const NEXT_CLAUSE = new RegExp(
  String.raw`#(?:[,;]| and(?= (?:can|will|must|is)\b)| to(?= (?:renew|replace|rotate|extend)\b)) ` +
    String.raw`(?!(?:or|if|unless|when|once|after|from|since)\b)(?:\d{1,4} )?[a-z]{3}`,
);

function withoutNextClause(rest: string, start: number): string {
  const end = rest.slice(start).search(NEXT_CLAUSE);
  return end < 0 ? rest : rest.slice(0, start + end + 1);
}
