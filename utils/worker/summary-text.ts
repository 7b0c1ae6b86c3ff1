import type { Plan } from '../alerts/plan';
import { dueLine } from '../alerts/replacement-in-words';
import type { Contact } from '../keys/contact';
import { countdown, countedExpiry, countedTo, expiryStatus, type Countdown } from '../keys/expiry';
import type { KeyRecord } from '../keys/key';
import { replacementDue, type RotationRules } from '../keys/replacement';
import { cleanName } from '../secrets/clean-name';
import { dayText, expiryDateText, inSentences, t, tCount, type MessageKey } from '../words';

/* What the summary says: the one notification that names the keys to remind of. */

/** How many keys a summary names before it only counts them: Windows and macOS show about four lines. */
const NAMED_KEYS = 4;

/** The keys that a summary speaks of: first those that expire, then those that are due for replacement as well. */
export function namedKeys({ due, dueForReplacement }: Pick<Plan, 'due' | 'dueForReplacement'>): KeyRecord[] {
  return [...new Set([...due, ...dueForReplacement])];
}

/** The title of a summary at `now` (ms). */
export function summaryTitle(plan: Plan, now: number): string {
  const { due, dueForReplacement } = plan;
  const expired = due.filter((record) => expiryStatus(record.expiry, now) === 'expired').length;
  if (due.length === 0) return tCount('digest_title_replace', dueForReplacement.length);
  if (dueForReplacement.length > 0) return tCount('digest_title_mixed', namedKeys(plan).length);
  if (expired === 0) return tCount('digest_title_expiring', due.length);
  return expired === due.length ? tCount('digest_title_expired', expired) : tCount('digest_title_mixed', due.length);
}

/**
 * A line for each key, at `now` (ms). The other keys need attention too and had their reminder before: this summary
 * takes the place of theirs, and counts them.
 */
export function summaryText(plan: Plan, rules: RotationRules, now: number): string {
  const { due, dueForReplacement, attention } = plan;
  const all = [
    ...due.map((record) => summaryLine(record, expiryLine(record, now), ...laterDay(record, now))),
    ...dueForReplacement.map((record) => summaryLine(record, replacementLine(record, rules, now))),
  ];
  const others = attention.length - namedKeys(plan).length;
  const lines = all.slice(0, NAMED_KEYS);
  if (all.length > NAMED_KEYS) lines.push(tCount('digest_more', all.length - NAMED_KEYS));
  if (others > 0) lines.push(tCount('digest_others', others));
  const isInTime = namedKeys(plan).some((record) => expiryStatus(record.expiry, now) !== 'expired');
  if (!isInTime) return lines.join('\n');
  const withAdvice = [...lines, t('digest_advice')];
  return lines.length === 1 ? inSentences(withAdvice) : withAdvice.join('\n');
}

/** A notification shows so many characters of a name, and of a host. */
const NAME_SHOWN = 60;

/**
 * The name of a key as a notification shows it. A page, or a file that is imported, chooses the name: it is cut and in
 * quotes, so that it cannot pass for a sentence of ours, and the host stands outside the quotes.
 */
function quotedName({ name, host }: Pick<KeyRecord, 'name' | 'host'>): string {
  const shown = cutName([...cleanName(name).replaceAll('“', '‘').replaceAll('”', '’')]);
  if (host === undefined) return t('quoted_name', shown);
  // The end of a host says whose it is.
  return t('quoted_name_host', shown, host.length <= NAME_SHOWN ? host : `…${host.slice(1 - NAME_SHOWN)}`);
}

function cutName(characters: readonly string[]): string {
  if (characters.length <= NAME_SHOWN) return characters.join('');
  const kept = characters.slice(0, NAME_SHOWN - 1).join('');
  return `${kept.trimEnd()}…`;
}

/** The line on a key, with when it went missing if it has, and who must act if anyone is noted. */
function summaryLine({ missing, contacts = [] }: KeyRecord, ...statements: string[]): string {
  if (missing) statements.push(t('digest_missing', dayText(missing.since)));
  if (contacts.length > 0) statements.push(t('contacts_line', quotedNames(contacts)));
  return inSentences(statements);
}

/** A notification names so many of those who must act for a key. */
const CONTACTS_SHOWN = 2;

/** A file that is imported chooses these names too: they are cut and in quotes, as those of keys are. */
function quotedNames(contacts: readonly Contact[]): string {
  return contacts
    .slice(0, CONTACTS_SHOWN)
    .map(({ name }) => quotedName({ name }))
    .join(' · ');
}

/** For example "“gazette-uploader” expires in 3 days (25 Nov 2026, 18:00 SGT)." */
function expiryLine(record: KeyRecord, now: number): string {
  const name = quotedName(record);
  const expiry = countedExpiry(record.expiry, now);
  const count = countdown(expiry, now);
  if (!('days' in count)) return t('digest_expired', name);
  const date = expiryDateText(expiry);
  return count.days > 1 ? t(daysMessage(count), name, count.days, date) : t(dayMessage(count), name, date);
}

/** The later of the two days that a date may mean, while {@link expiryLine} counts to the earlier one. */
function laterDay({ expiry }: KeyRecord, now: number): string[] {
  const isLater = expiry.kind === 'dated' && countedTo(expiry, now) < expiry.earliest;
  return isLater ? [t('digest_two_ways', dayText(expiry.earliest))] : [];
}

/** For example "“gazette-uploader” is due for replacement in 3 days (25 Nov 2026)." */
function replacementLine(record: KeyRecord, rules: RotationRules, now: number): string {
  const due = replacementDue(record, rules, now);
  return due ? dueLine(quotedName(record), due, now) : '';
}

type DayCount = Extract<Countdown, { days: number }>;

function daysMessage({ tense, approximate }: DayCount): MessageKey {
  if (tense === 'past') return 'digest_past_days';
  return approximate ? 'digest_future_about_days' : 'digest_future_days';
}

/** Today, tomorrow or yesterday. */
function dayMessage({ tense, days }: DayCount): MessageKey {
  if (days === 1) return tense === 'past' ? 'digest_yesterday' : 'digest_tomorrow';
  return tense === 'past' ? 'digest_past_today' : 'digest_future_today';
}
