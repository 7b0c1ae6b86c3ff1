import type { FakeMachine } from './fake-machine';

/*
 * Says what has to be told, from the rules as people were promised them. It shares no code with the extension: it looks
 * at the keys and settings in storage, at the clock, and at what was shown, and never at the ledger.
 *
 * Where a worker died or a call failed, it can be open what the extension came to know. Then the judge is unsure, and
 * neither expects a notice nor forbids it; it is sure again as soon as a look has gone through.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Certainty = 'no' | 'maybe' | 'yes';

/** What was said of one key for one expiry. */
interface Said {
  /** A threshold that was told, passed over in silence while that was wished, or overtaken by a tighter one. */
  days: number;
  how: 'told' | 'silent' | 'overtaken';
  isSure: boolean;
}

interface ReminderMemory {
  earliest: number;
  said: Said[];
  /** Something new was there in time and had to wait: then it is never too late. */
  held: Certainty;
  /** The user asked to be told again. */
  reminder: Certainty;
}

/** A key in storage, as far as the judge reads it. */
interface Key {
  id: string;
  name: string;
  expiry: { kind: string; earliest: number; latest: number };
  createdAt?: number;
  firstSeenAt: number;
  renewedAt?: number;
  replaceBy?: { kind: 'date'; at: number } | { kind: 'cadence'; days: number } | { kind: 'none' };
  goneSince?: number;
  missing?: object;
  muted?: boolean;
  snoozedUntil?: number;
  replacedBy?: string;
  forgottenAt?: number;
  thresholdDays?: number[];
}

/**
 * What of a key can be told: its expiry, or the day by which to replace it. The latter is as a key of its own that
 * expires then, so that neither silences the other.
 */
interface Subject extends Key {
  isReplacement?: true;
}

export class Oracle {
  private memories = new Map<string, ReminderMemory>();
  /** What was shown since the last look that went through. */
  private unnoted: { id: string; days: number; reminder: Certainty }[] = [];

  constructor(private readonly world: FakeMachine) {}

  /** A notification is shown at this instant. */
  shown(message: string): void {
    const { clock } = this.world;
    const { keys, settings } = this.documents();
    if (!settings.notifications) fail('a notification was shown although the user switched them off');
    if (isRest(settings, clock)) fail('a notification was shown in a time of rest');
    const named = [
      ...message.matchAll(
        /^“(\w+)”(?: \([\w.]+\))? (expires|expired|has expired|is due for replacement|was due for replacement)[^(\n]*(?:\((\d+ \w+ \d{4}))?/gm,
      ),
    ];
    if (named.length === 0) fail(`a notification names no key: ${message}`);
    for (const [, name, what, date] of named) {
      const live = keys
        .filter((key) => key.name === name && isLive(key, keys, clock))
        .flatMap((key) => subjectsOf(key, settings, clock))
        .filter((key) => /replacement/.test(what!) === (key.isReplacement === true))
        .filter((key) => date === undefined || dateOf(key) === date);
      if (live.length === 0) return fail(`a notice for ${name}, which is not in use`);
      // Two may have one name, where it is open whether they are one: the notice has to be right for either.
      let fault: unknown;
      for (const key of live) {
        fault = attempt(() => this.judgeNotice(key, settings));
        if (!fault) break;
      }
      if (fault) throw fault;
    }
    this.judgeUnnamed(Number(/^And (\d+) more\.$/m.exec(message)?.[1] ?? 0), keys, settings);
  }

  /** The first four are named, and the others only counted: there must be as many of which a notice is right. */
  private judgeUnnamed(count: number, keys: readonly Key[], settings: any): void {
    let left = count;
    // Those first that have something new to say, whatever the user has asked for besides.
    const asked = (key: Key): number => (this.memoryOf(key).reminder === 'no' ? 0 : 1);
    const live = keys.filter((key) => isLive(key, [...keys], this.world.clock));
    const subjects = live.flatMap((key) => subjectsOf(key, settings, this.world.clock));
    for (const key of subjects.sort((first, second) => asked(first) - asked(second))) {
      if (left === 0) return;
      if (!attempt(() => this.judgeNotice(key, settings))) left--;
    }
    if (left > 0) fail(`${count} more keys are counted, and ${left} of them have nothing to say`);
  }

  private judgeNotice(key: Subject, settings: any): void {
    const { clock } = this.world;
    if (key.muted) fail(`a notice for ${key.name}, which is muted`);
    if ((key.snoozedUntil ?? 0) > clock) fail(`a notice for ${key.name}, which is snoozed`);
    const memory = this.memoryOf(key);
    const crossed = crossedOf(key, settings, clock);
    if (memory.reminder === 'no') {
      if (crossed.length === 0) fail(`a notice for ${key.name}, of which no threshold is crossed`);
      if (isLate(key, clock) && memory.held === 'no')
        fail(`a notice for ${key.name}, which expired more than 7 days ago`);
      const before = this.covering(key, crossed).find(({ isSure }) => isSure);
      if (before)
        fail(
          `a second notice for ${key.name}: ${Math.min(...crossed)} days, after ${before.days} days (${before.how})`,
        );
    }
    this.unnoted.push({ id: key.id, days: Math.min(...crossed), reminder: memory.reminder });
    memory.reminder = memory.held = 'no';
    if (crossed.length > 0) this.say(key, 'told', crossed, true);
  }

  /** What was said that leaves nothing to say of the tightest of the crossed thresholds. */
  private covering(key: Key, crossed: number[]): Said[] {
    const tightest = Math.min(...crossed);
    return this.memoryOf(key).said.filter(
      ({ days }) => days === tightest || (days < tightest && this.isCrossedAbout(key, days)),
    );
  }

  /** A check has run to its end, or has died or failed on the way. */
  looked(isWhole: boolean): void {
    const { clock, mayNotify } = this.world;
    const { keys, settings, document } = this.documents();
    for (const key of keys)
      for (const subject of subjectsOf(key, settings, clock))
        this.lookedAt(subject, isLive(key, keys, clock), settings, isWhole);
    if (!isWhole) return;
    this.unnoted = [];
    const needy = keys.filter((key) => isLive(key, keys, clock) && isNeedy(key, settings, clock));
    const count = needy.filter((key) => !key.muted).length;
    if (this.world.badge.text !== (count === 0 ? '' : String(count)))
      fail(`the toolbar says "${this.world.badge.text}", and ${count} keys need attention`);
    const others = needy.length > count ? `.*${needy.length - count}` : '$';
    const expected = new RegExp(`${keysNeed(count)} attention${others}`);
    if (!expected.test(this.world.badge.title))
      fail(
        `the toolbar's title is "${this.world.badge.title}", and ${count} keys need attention, ${needy.length - count} are muted`,
      );
    if (!this.world.isFirefox && mayNotify === (document.refusedSince !== undefined))
      fail(`notifications are ${mayNotify ? 'allowed' : 'blocked'}, and the popup says otherwise`);
    this.judgeAlarm(keys, settings);
  }

  private lookedAt(key: Key, isUsed: boolean, settings: any, isWhole: boolean): void {
    const { clock, mayNotify } = this.world;
    const memory = this.memoryOf(key);
    const forget = (certainty: Certainty): Certainty => (isWhole || certainty === 'no' ? 'no' : 'maybe');
    // A threshold that was overtaken while the clock was ahead is still to come.
    memory.said = memory.said.flatMap((said) => {
      if (said.how !== 'overtaken' || this.isCrossedAbout(key, said.days)) return [said];
      return isWhole ? [] : [{ ...said, isSure: false }];
    });
    if (!isUsed) {
      memory.held = forget(memory.held);
      memory.reminder = forget(memory.reminder);
      return;
    }
    const crossed = crossedOf(key, settings, clock);
    const covering = this.covering(key, crossed);
    const isCovered = crossed.length === 0 || covering.some(({ isSure }) => isSure);
    const mayBeUncovered: Certainty = covering.length > 0 ? 'maybe' : 'yes';
    const isUncovered: Certainty = isCovered ? 'no' : mayBeUncovered;
    const isNews = both(isUncovered, isLate(key, clock) ? either(memory.held, memory.reminder) : 'yes');
    if (key.muted || !settings.notifications) {
      memory.held = forget(memory.held);
      memory.reminder = forget(memory.reminder);
      if (isNews !== 'no') this.say(key, 'silent', crossed, isWhole && isNews === 'yes');
      return;
    }
    if (isNews === 'no') memory.held = forget(memory.held);
    const wants = either(isNews, crossedOf(key, settings, clock, true).length > 0 ? memory.reminder : 'no');
    if (wants === 'no') return;
    if (isRest(settings, clock) || (key.snoozedUntil ?? 0) > clock) {
      if (isNews !== 'no') memory.held = isWhole && isNews === 'yes' ? 'yes' : either(memory.held, 'maybe');
      return;
    }
    if (!isWhole || !mayNotify) return;
    if (wants === 'yes')
      fail(
        `no notice for ${key.name}: ${isNews === 'yes' ? `${Math.min(...crossed)} days are crossed and were not told` : 'the user asked for one'}`,
      );
    // It was open whether something had been told, and nothing is told now: so it had.
    memory.held = memory.reminder = 'no';
    if (isNews !== 'no' && !isLate(key, clock)) this.say(key, 'silent', crossed, true);
  }

  /** Whether a key is one of those that the popup and the notification speak of. */
  needsAttention(id: string): boolean {
    const { clock } = this.world;
    const { keys, settings } = this.documents();
    const key = keys.find((record) => record.id === id);
    return key !== undefined && isLive(key, keys, clock) && !key.muted && isNeedy(key, settings, clock);
  }

  /** The user asks to be reminded of a key, or no longer. */
  snoozed(id: string, isSnoozed: boolean, isSure: boolean): void {
    const { clock } = this.world;
    const { keys, settings } = this.documents();
    const key = keys.find((record) => record.id === id);
    if (!key) return;
    const mayWant = isSnoozed && isLive(key, keys, clock) && !key.muted;
    const subjects = subjectsOf(key, settings, clock);
    const wants = (subject: Subject): boolean => mayWant && crossedOf(subject, settings, clock, true).length > 0;
    for (const subject of subjects) this.noteWish(this.memoryOf(subject), wants(subject) ? 'yes' : 'no', isSure);
    // A day that does not count now may have had a reminder to come.
    const unused = subjects.length === 1 ? this.memories.get(replacementId(id)) : undefined;
    if (unused) this.noteWish(unused, 'no', isSure);
  }

  private noteWish(memory: ReminderMemory, wanted: Certainty, isSure: boolean): void {
    memory.reminder = isSure || wanted === memory.reminder ? wanted : 'maybe';
    // A snooze that is over takes along what waited for its end; what is new by then speaks at once.
    if (wanted === 'no') memory.held = isSure || memory.held === 'no' ? 'no' : 'maybe';
  }

  /** The user sets when to replace a key: what is due by then is known to them, and all that comes after is told. */
  replacementSet(id: string, isSure: boolean): void {
    const { clock } = this.world;
    const { keys, settings } = this.documents();
    const key = keys.find((record) => record.id === id);
    if (!key) return;
    const known = this.memories.get(replacementId(id));
    if (isSure) this.memories.delete(replacementId(id));
    else if (known) {
      known.said = known.said.map((said) => ({ ...said, isSure: false }));
      if (known.held !== 'no') known.held = 'maybe';
      if (known.reminder !== 'no') known.reminder = 'maybe';
    }
    const due = subjectsOf(key, settings, clock).find(({ isReplacement }) => isReplacement);
    const crossed = due ? crossedOf(due, settings, clock) : [];
    if (due && crossed.length > 0) this.say(due, 'silent', crossed, isSure);
  }

  /** When (ms) keys in use are to be replaced. */
  dues(): number[] {
    const { keys, settings } = this.documents();
    return keys
      .filter((key) => isLive(key, keys, this.world.clock))
      .flatMap((key) => subjectsOf(key, settings, this.world.clock))
      .flatMap(({ isReplacement, expiry }) => (isReplacement ? [expiry.earliest] : []));
  }

  /** What was shown and never noted may be shown again: the browser has ended, or nobody heard that it was closed. */
  doubtUnnoted(): void {
    for (const { id, days, reminder } of this.unnoted) {
      const memory = this.memories.get(id);
      if (!memory) continue;
      memory.said = memory.said.map((said) => (said.days >= days ? { ...said, isSure: false } : said));
      memory.held = 'maybe';
      if (reminder !== 'no') memory.reminder = 'maybe';
    }
    this.unnoted = [];
  }

  private judgeAlarm(keys: Key[], settings: any): void {
    const { alarm, clock } = this.world;
    if (!alarm) return fail('no alarm is set');
    if (alarm.scheduledTime <= clock || alarm.scheduledTime > clock + HOUR)
      fail(`the alarm is set to ${(alarm.scheduledTime - clock) / MINUTE} minutes from now`);
    const speaking = keys.filter((key) => isLive(key, keys, clock));
    const moments = speaking
      .flatMap((key) => subjectsOf(key, settings, clock))
      .flatMap((key) => [
        ...(key.expiry.kind === 'dated' ? thresholdsOf(key, settings).map((days) => crossingOf(key, days)) : []),
        key.snoozedUntil ?? 0,
      ]);
    if (isRest(settings, clock)) {
      // The first minute at which it is over; quiet times begin and end at full minutes.
      let minute = Math.ceil((clock + 1) / MINUTE) * MINUTE;
      while (isRest(settings, minute) && minute < alarm.scheduledTime) minute += MINUTE;
      moments.push(minute);
    }
    const missed = moments.find((moment) => moment > clock && moment < alarm.scheduledTime);
    if (missed !== undefined)
      fail(
        `the alarm is set to ${new Date(alarm.scheduledTime).toISOString()}, and something happens at ${new Date(missed).toISOString()}`,
      );
  }

  private isCrossedAbout(key: Key, days: number): boolean {
    return crossingOf(key, days) <= this.world.clock + DAY;
  }

  private say(key: Key, how: 'told' | 'silent', crossed: number[], isSure: boolean): void {
    const memory = this.memoryOf(key);
    const tightest = Math.min(...crossed);
    const known = (days: number): boolean => memory.said.some((said) => said.days === days && said.how !== 'overtaken');
    memory.said = memory.said.filter(({ days, isSure: wasSure }) => wasSure || days !== tightest);
    if (!known(tightest)) memory.said.push({ days: tightest, how, isSure });
    for (const days of crossed)
      if (days > tightest && !known(days)) memory.said.push({ days, how: 'overtaken', isSure });
  }

  /** What is remembered of a key and its present expiry: one that is renewed starts again. */
  private memoryOf({ id, expiry }: Key): ReminderMemory {
    const known = this.memories.get(id);
    const isRenewed =
      known && (expiry.kind === 'never' || (expiry.kind === 'dated' && expiry.earliest - known.earliest >= DAY));
    const memory =
      known && !isRenewed ? known : { earliest: 0, said: [], held: 'no' as const, reminder: 'no' as const };
    if (expiry.kind === 'dated') memory.earliest = expiry.earliest;
    this.memories.set(id, memory);
    return memory;
  }

  private documents(): { keys: Key[]; settings: any; document: any } {
    const document = this.world.read('keys') ?? { keys: [] };
    const settings = {
      thresholdDays: [30, 14, 7, 3, 1, 0],
      notifications: true,
      weekdaysOnly: false,
      ...this.world.read('settings')?.settings,
    };
    return { keys: document.keys, settings, document };
  }
}

export class RuleViolation extends Error {}

function fail(reason: string): void {
  throw new RuleViolation(reason);
}

/** The day on which a key expires, as a notification prints it. */
function dateOf({ expiry }: Key): string {
  return new Date(expiry.earliest).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'Asia/Singapore',
  });
}

/** What is wrong, if anything is. */
function attempt(run: () => void): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}

function both(first: Certainty, second: Certainty): Certainty {
  if (first === 'no' || second === 'no') return 'no';
  return first === 'yes' && second === 'yes' ? 'yes' : 'maybe';
}

function either(first: Certainty, second: Certainty): Certainty {
  if (first === 'yes' || second === 'yes') return 'yes';
  return first === 'no' && second === 'no' ? 'no' : 'maybe';
}

function keysNeed(count: number): string {
  if (count === 0) return 'no API key needs';
  return count === 1 ? '1 API key needs' : `${count} API keys need`;
}

/** However long ago a key was due, it can still be replaced. */
function isLate(key: Subject, clock: number): boolean {
  return !key.isReplacement && key.expiry.kind === 'dated' && clock - key.expiry.latest > 7 * DAY;
}

/** Whether a key is in use, and so speaks. */
export function isLive(key: Key, keys: Key[], clock: number): boolean {
  return isListed(key) && !isRotatedOut(key, keys, clock);
}

function isListed(key: Key): boolean {
  return key.goneSince === undefined && key.forgottenAt === undefined;
}

/** Another key has taken its place, or one after that: it is listed, and works or has worked longer. */
function isRotatedOut(key: Key, keys: Key[], clock: number): boolean {
  const places: (Key | undefined)[] = [];
  for (let place: Key | undefined = key; place?.replacedBy !== undefined; places.push(place)) {
    const next: string = place.replacedBy;
    place = keys.find(({ id }) => id === next);
    // Keys that replace each other in a circle are all in use.
    if (place && (place === key || places.includes(place))) return false;
  }
  return places.some(
    (place) =>
      place &&
      isListed(place) &&
      !place.missing &&
      (clock < place.expiry.latest || place.expiry.latest > key.expiry.latest),
  );
}

/**
 * When a threshold (days) is crossed (ms); "expired" is true only when the last instant that the date allows is over.
 */
function crossingOf({ expiry }: Key, days: number): number {
  return days === 0 ? expiry.latest : expiry.earliest - days * 24 * 3600 * 1000;
}

function thresholdsOf(key: Key, settings: any): number[] {
  if (key.thresholdDays) return key.thresholdDays;
  return thresholdsWithin(settings.thresholdDays, (key.expiry.earliest - (key.createdAt ?? Infinity)) / DAY);
}

/** The thresholds that fit into a lifetime of so many days; all of them if none is known. */
function thresholdsWithin(all: number[], lifetime: number): number[] {
  if (lifetime <= 0) return all;
  const short = all.filter((days) => 3 * days <= lifetime);
  const nearest = all.filter((days) => days > 0).sort((fewer, more) => fewer - more)[0];
  return short.every((days) => days === 0) && nearest !== undefined && nearest < lifetime ? [...short, nearest] : short;
}

/**
 * The thresholds that are crossed; with `orExpired`, a key that may have expired crosses one even where none is set.
 */
function crossedOf(key: Key, settings: any, clock: number, orExpired = false): number[] {
  if (key.expiry.kind !== 'dated') return [];
  const crossed = thresholdsOf(key, settings).filter((days) => crossingOf(key, days) <= clock);
  return orExpired && crossed.length === 0 && clock >= key.expiry.earliest ? [0] : crossed;
}

function isNeedy(key: Key, settings: any, clock: number): boolean {
  return (
    isInLastDays(key, clock) ||
    subjectsOf(key, settings, clock).some((subject) => crossedOf(subject, settings, clock, true).length > 0)
  );
}

/** Whether a key expires so soon that it needs attention, whatever reminders are wanted. */
function isInLastDays(key: Key, clock: number): boolean {
  const { expiry, createdAt } = key;
  const days = thresholdsWithin([7, 3, 1], (expiry.earliest - (createdAt ?? Infinity)) / DAY);
  return expiry.kind === 'dated' && days.some((day) => crossingOf(key, day) <= clock);
}

function replacementId(id: string): string {
  return `${id}!`;
}

function midnight(instant: number): number {
  return Math.floor((instant + 8 * HOUR) / DAY) * DAY - 8 * HOUR;
}

/** By when a key is to be replaced, and over how many days that is known. */
function dueOf(key: Key, settings: any): { at: number; lifetime: number } | undefined {
  const wanted = key.replaceBy ?? { kind: 'cadence', days: settings.rotateEveryDays };
  if (wanted.kind === 'date') {
    const at = midnight(wanted.at);
    return { at, lifetime: key.createdAt === undefined ? 0 : (at - key.createdAt) / DAY };
  }
  if (wanted.kind === 'none' || wanted.days === undefined) return undefined;
  const since = key.createdAt ?? key.renewedAt ?? key.firstSeenAt;
  return { at: midnight(since) + wanted.days * DAY, lifetime: wanted.days };
}

/**
 * A key that expires on the day by which to replace it, or before, has only its expiry to tell; so has an expired one.
 */
function subjectsOf(key: Key, settings: any, clock: number): Subject[] {
  const due = dueOf(key, settings);
  if (!due || clock >= key.expiry.latest || due.at >= midnight(key.expiry.earliest)) return [key];
  const { at, lifetime } = due;
  const before = key.thresholdDays ?? thresholdsWithin(settings.thresholdDays, lifetime);
  const thresholdDays = before.includes(0) ? [...before, -7, -30] : before;
  const expiry = { kind: 'dated', earliest: at, latest: at };
  return [key, { ...key, id: replacementId(key.id), expiry, thresholdDays, isReplacement: true }];
}

/** Whether the user wants no notification at this instant, read off a clock in Singapore. */
function isRest(settings: any, instant: number): boolean {
  if ((settings.mutedUntil ?? 0) > instant) return true;
  const singapore = new Date(instant + 8 * HOUR);
  if (settings.weekdaysOnly && [0, 6].includes(singapore.getUTCDay())) return true;
  if (!settings.quietHours) return false;
  const { from, to } = settings.quietHours;
  const minute = singapore.getUTCHours() * 60 + singapore.getUTCMinutes();
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}
