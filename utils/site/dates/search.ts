import { byText } from '../../page-model/by-text';
import { withTime } from './clock';
import type { DateContext } from './dates';
import { FORMS, type Form, type Kind } from './forms';
import { mayHoldDate } from './line';
import { SOME_ZONE } from './list-zone';
import { ANNOUNCEMENT } from '../vocabulary/phrase-patterns';
import { hasOne } from './triggers';
import { isWithin, type Parts, type Span, type Time } from './span';

/* All dates of a line, and which of them is the expiry. */

/** A date found in a line of text, at `start`. Impossible dates have NaN bounds. */
export interface Hit extends Span {
  start: number;
  kind: Kind;
  claim: Role;
}

/** The role that the words before a date give it; the higher, the likelier it is the expiry. */
const OTHER = 0;
const UNSAID = 1;
export const EXPIRY = 2;
const RANGE_END = 3;
type Role = 0 | 1 | 2 | 3;

/** After a date that has been read (#), before the end of a range. */
const RANGE = /# ?(?:-|~|to|until|till|through|→) ?$/;

interface Search {
  hit: Hit | undefined;
  /** The line with # for everything that belongs to a date. */
  rest: string;
  /** Another `now` gives another result. */
  isRelative: boolean;
}

/** Results for lines that are the same at any time, by the order of day and month and the zone. */
const lastingSearches = new Map<string, (line: string) => Search>();

export function search(line: string, context: DateContext): Search {
  const { dateOrder, zone } = context;
  const way = `${dateOrder} ${zone}`;
  const lasting = lastingSearches.get(way) ?? byText((text): Search => searchAt(text, { now: 0, dateOrder, zone }));
  lastingSearches.set(way, lasting);
  const found = lasting(line);
  return found.isRelative ? searchAt(line, context) : found;
}

function searchAt(line: string, context: DateContext): Search {
  const hits: Hit[] = [];
  let rest = line;
  let mayHold = mayHoldDate(line);
  for (const [form, needs, read, kind] of FORMS) {
    if (!mayHold) break;
    if (!hasOne(rest, needs)) continue;
    const before = rest;
    for (const { 0: found, groups: parts = {}, index } of rest.matchAll(form)) {
      const { start, end, time } = withTime(rest, index, index + found.length);
      const span = readInZone(read, parts, time, context);
      if (span) hits.push({ ...span, start, kind, claim: saysLeft(parts) ? EXPIRY : UNSAID });
      rest = rest.slice(0, start) + '#'.repeat(end - start) + rest.slice(end);
    }
    if (rest !== before) mayHold = mayHoldDate(rest);
  }
  giveRoles(hits, rest);
  return { hit: hits.length ? choose(hits) : undefined, rest, isRelative: hits.some(({ kind }) => kind !== 'full') };
}

/** Gives each date of a line its role, by the words before it. */
function giveRoles(hits: Hit[], rest: string): void {
  let isSaid = false;
  for (const hit of hits.sort((one, other) => one.start - other.start)) {
    if (hit.claim < EXPIRY) hit.claim = claimBehind(rest.slice(0, hit.start), isSaid);
    isSaid ||= hit.claim === EXPIRY;
  }
}

/** "13 days left" says itself that something ends then. */
function saysLeft({ ahead = '', behind = '' }: Parts): boolean {
  return /left|remain|(?:to|until) e/.test(ahead + behind);
}

/** A time in a zone that nobody knows is somewhere from the first place on earth where it comes to the last. */
const FIRST_ZONE = '+14:00';
const LAST_ZONE = '-12:00';

function readInZone(read: Form[2], parts: Parts, time: Time, context: DateContext): Span | null {
  if (time.clock === undefined || time.zone !== undefined || context.zone === undefined)
    return read(parts, time, context);
  if (context.zone !== SOME_ZONE) return read(parts, { ...time, zone: context.zone }, context);
  const first = read(parts, { ...time, zone: FIRST_ZONE }, context);
  const last = read(parts, { ...time, zone: LAST_ZONE }, context);
  return first && last && { ...first, latest: last.latest, approximate: true };
}

/** The role that the words right before a date give it, if the expiry is said before them or not. */
function claimBehind(words: string, isSaid: boolean): Role {
  if (words.trim() === '') return UNSAID;
  if (RANGE.test(words)) return RANGE_END;
  // The last one before a date decides.
  const last = [...words.matchAll(ANNOUNCEMENT)].at(-1);
  if (!last) return UNSAID;
  const [announcement, ofExpiry] = last;
  const isAfterDate = last.index > words.lastIndexOf('#');
  const mayBeOther = isSaid || (isAfterDate && !SAYS_EXPIRY.test(announcement));
  const isOther = mayBeOther && hasOtherSubject(isAfterDate ? words.slice(0, last.index) : words);
  return ofExpiry && !isOther ? EXPIRY : OTHER;
}

const SAYS_EXPIRY = /expir|exp\b|laps|stop/;
/** What may stand before "until", or between two dates, without being something else that ends. */
const OF_KEY = new RegExp(
  String.raw`\b(?:on|at|by|in|i|e|from|date|exactly|an?|the|this|that|your|its?|api|keys?|tokens?|credentials?|` +
    String.raw`access|is|was|has|been|be|will|still|now|then|and|or|but|only|status|active|valid)\b`,
  'g',
);

/**
 * Whether something else ends behind a date that was found before: "# reminders muted until", "# (licence valid to". A
 * word such as "until" can be said of anything, and "expires" too once a date is said for the key: "# account expires".
 */
function hasOtherSubject(words: string): boolean {
  if (!words.includes('#')) return false;
  const [subject = ''] = /[^#.,;:·•|/()–—]*$/.exec(words) ?? [];
  return /[^\W\d_]/.test(subject.replace(OF_KEY, ''));
}

/**
 * The date on which all agree; failing that, all that claim to be the expiry; failing that, all that end a range; and
 * failing that, the only one that is not counted from now: "Fri 4 Dec (in 12 days)" is rounded.
 */
function choose(hits: Hit[]): Hit | undefined {
  const ours = hits.filter((hit) => hit.claim > OTHER);
  const inFull = ours.filter(({ kind }) => kind === 'full');
  const candidates = inFull.length ? inFull : ours;
  return (
    [UNSAID, EXPIRY, RANGE_END].map((least) => agreed(candidates.filter((hit) => hit.claim >= least))).find(Boolean) ??
    agreed(candidates.filter(({ kind }) => kind !== 'counted'))
  );
}

/** The most precise of dates that do not contradict each other. NaN contradicts all, itself too. */
function agreed(hits: Hit[]): Hit | undefined {
  return hits.find((precise) => hits.every((hit) => isWithin(precise, hit)));
}
