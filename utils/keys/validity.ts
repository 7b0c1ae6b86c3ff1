import { expiryStatus, type ExpiryStatus } from './expiry';
import type { KeyKind, KeyRecord } from './key';
import { DAY, swappedDay } from './time';

/*
 * When which key works, and when none does. What we say of a gap has to be true, so there are three cases at each
 * instant: a key works, may work, or does not.
 */

/** From when to when (ms) a key works, as far as is known. */
export interface Span {
  /** -Infinity if no creation date is known: it works already when it is first seen. */
  from: number;
  /** Until here it works for sure. -Infinity for a key of which nothing is sure, Infinity for one without expiry. */
  until: number;
  /** From here on it does not work for sure; in between it may. */
  overAt: number;
}

/** When a key works. One that is missing from the tab may do so until its expiry, and cannot be counted on. */
export function spanOf(record: KeyRecord): Span {
  const span = spanByItsDates(record);
  return record.missing ? { ...span, until: -Infinity } : span;
}

/** A date without a time can be counted on until that day begins, and is over when the day is. */
function spanByItsDates({ createdAt = -Infinity, expiry }: KeyRecord): Span {
  if (expiry.kind === 'dated') {
    const { earliest, latest, ambiguous } = expiry;
    // An ambiguous date has two interpretations; what both have in common can be counted on.
    const other = (ambiguous ? swappedDay(earliest) : undefined) ?? earliest;
    // A creation after the expiry contradicts it, and the expiry is what matters.
    return {
      from: createdAt > earliest ? -Infinity : createdAt,
      until: Math.min(earliest, other),
      overAt: Math.max(latest, other + latest - earliest),
    };
  }
  if (expiry.kind === 'never') return { from: createdAt, until: Infinity, overAt: Infinity };
  return { from: createdAt, until: -Infinity, overAt: expiry.kind === 'unknown' ? Infinity : -Infinity };
}

/** Keys that can stand in for one another: of one host, one kind and, if several accounts are known, one account. */
export interface KeyGroup {
  kind: KeyKind;
  /** Absent for data.gov.sg itself. */
  host?: string;
  /** Only if several accounts are known; absent for keys whose account is not known. */
  account?: string;
  /** Whether there are groups of other hosts, and of other accounts of this host. */
  isOfSeveralHosts: boolean;
  isOfSeveralAccounts: boolean;
  /** Its keys, those that do not count included. */
  records: KeyRecord[];
  /** Every stretch from now on in which no key of the group can be counted on, in the order of time. */
  gaps: Gap[];
}

/** A stretch of time in which no key of a group can be counted on. */
export interface Gap {
  /** Its beginning (ms): now, if no key can be counted on now. */
  from: number;
  /** From then on (ms) the keys of the group that have a date have stopped for sure. */
  surelyFrom: number;
  /** When another key begins to work (ms); Infinity if none does. */
  until: number;
  /** The key of the group that stops last before it, if one has a date. */
  last?: KeyRecord;
  /** The keys that may work in it all the same. */
  doubts: Doubt[];
  /** Whether no key works in it for sure; on the day on which it begins, at the latest when that is over. */
  isCertain: boolean;
}

/**
 * A key that is not counted, and why: its expiry is not readable, it may be one of another group, it is missing from
 * the tab, or it is replaced.
 */
export interface Doubt {
  record: KeyRecord;
  reason: 'expiry' | 'list' | 'missing' | 'replaced';
}

/** The kind that stops uploads comes first; of one kind, the group with the next gap. */
const KINDS: readonly KeyKind[] = ['write', 'unknown', 'read'];

/**
 * The groups of the keys, and the gaps of each from `now` (ms) on.
 *
 * - A key that is no longer listed or was hidden is left out: nothing says that it works.
 * - A missing key may be deleted, and may still work: it covers nothing, and no gap is certain while it may.
 * - A replaced key does not count either, because it is about to be deleted. Until it has stopped, no gap is certain.
 * - A key whose kind or account is not known counts in a group of its own, and may be one of the other groups.
 */
export function keyGroups(records: readonly KeyRecord[], now: number): KeyGroup[] {
  const listed = records.filter(({ goneSince, forgottenAt }) => goneSince === undefined && forgottenAt === undefined);
  const hosts = [...new Set(listed.map(({ host }) => host))];
  return hosts
    .flatMap((host) =>
      groupsOfHost(
        listed.filter((record) => record.host === host),
        { host, isOfSeveralHosts: hosts.length > 1 },
        now,
      ),
    )
    .sort(byKind);
}

/** The groups of one host. The keys of another host are never a doubt for them. */
function groupsOfHost(
  listed: readonly KeyRecord[],
  { host, isOfSeveralHosts }: { host: string | undefined; isOfSeveralHosts: boolean },
  now: number,
): KeyGroup[] {
  const isOfSeveralAccounts = new Set(listed.flatMap(({ account }) => account ?? [])).size > 1;
  const accountOf = ({ account }: KeyRecord): string | undefined => (isOfSeveralAccounts ? account : undefined);
  return KINDS.flatMap((kind) => {
    const accounts = new Set(listed.filter((record) => record.kind === kind).map(accountOf));
    return [...accounts].map((account) => {
      const isOfGroup = (record: KeyRecord): boolean => record.kind === kind && accountOf(record) === account;
      const mayBeOfGroup = (record: KeyRecord): boolean =>
        [kind, 'unknown'].includes(record.kind) && [account, undefined].includes(accountOf(record));
      const ofGroup = listed.filter(isOfGroup);
      const others = listed.filter((record) => mayBeOfGroup(record) && !isOfGroup(record));
      return {
        kind,
        ...(host !== undefined && { host }),
        ...(account !== undefined && { account }),
        isOfSeveralHosts,
        isOfSeveralAccounts,
        records: ofGroup,
        gaps: gapsOf(ofGroup, others, now),
      };
    });
  });
}

function byKind(group: KeyGroup, other: KeyGroup): number {
  const nextGap = ({ gaps }: KeyGroup): number => gaps[0]?.from ?? Number.MAX_VALUE;
  return KINDS.indexOf(group.kind) - KINDS.indexOf(other.kind) || nextGap(group) - nextGap(other);
}

/** The gaps of one group; `others` are the keys that may be of it too. */
function gapsOf(records: readonly KeyRecord[], others: readonly KeyRecord[], now: number): Gap[] {
  const counted = records.filter((record) => !whyNotCounted(record));
  const doubts: Doubt[] = [
    ...counted
      .filter(({ expiry }) => expiry.kind === 'unknown')
      .map((record) => ({ record, reason: 'expiry' as const })),
    ...others.filter((record) => !whyNotCounted(record)).map((record) => ({ record, reason: 'list' as const })),
    ...[...records, ...others].flatMap((record) => {
      const reason = whyNotCounted(record);
      return reason ? [{ record, reason }] : [];
    }),
  ];
  return uncovered(counted.map(spanOf), now).map(({ from, until }) => {
    const last = lastToStop(counted, from);
    const surelyFrom = Math.max(from, last ? spanOf(last).overAt : from);
    const doubtsWithin = doubts.filter(({ record }) => mayWorkWithin(spanOf(record), from, until));
    const isSettled = from > now ? surelyFrom - from <= DAY && surelyFrom < until : surelyFrom <= now;
    return {
      from,
      surelyFrom,
      until,
      ...(last && { last }),
      doubts: doubtsWithin,
      isCertain: isSettled && doubtsWithin.length === 0,
    };
  });
}

/** Why a key counts in no group; `undefined` for one that counts. */
function whyNotCounted({ replacedBy, missing }: KeyRecord): 'replaced' | 'missing' | undefined {
  if (replacedBy !== undefined) return 'replaced';
  return missing ? 'missing' : undefined;
}

/** The stretches from `now` (ms) on that no span covers for sure. */
function uncovered(spans: readonly Span[], now: number): { from: number; until: number }[] {
  const stretches: { from: number; until: number }[] = [];
  let coveredUntil = now;
  for (const { from, until } of [...spans].sort(
    (span, other) => Number(span.from > other.from) - Number(span.from < other.from),
  )) {
    if (until <= coveredUntil || until <= from) continue;
    if (from > coveredUntil) stretches.push({ from: coveredUntil, until: from });
    coveredUntil = until;
  }
  if (coveredUntil < Infinity) stretches.push({ from: coveredUntil, until: Infinity });
  return stretches;
}

/** Of the keys with a date that can no longer be counted on at an instant (ms), the one that stops last. */
function lastToStop(records: readonly KeyRecord[], instant: number): KeyRecord | undefined {
  return records
    .filter((record) => record.expiry.kind === 'dated' && spanOf(record).until <= instant)
    .sort((record, other) => spanOf(other).overAt - spanOf(record).overAt)[0];
}

function mayWorkWithin(span: Span, from: number, until: number): boolean {
  return span.from < until && span.overAt > from;
}

/**
 * How urgent a gap is at the instant `now` (ms), on the scale of the keys: "expired" is one that is there for certain.
 */
export function gapStatus({ from, surelyFrom, isCertain }: Gap, now: number): ExpiryStatus {
  if (from > now) return expiryStatus({ kind: 'dated', earliest: from, latest: surelyFrom, text: '' }, now);
  if (isCertain) return 'expired';
  return surelyFrom > now ? 'critical' : 'unknown';
}
